import pytest

from checkout import pricing
from checkout.money import Money


def test_rounds_half_up():
    assert Money(150).percent(19) == Money(29)


def test_prints_cents():
    assert str(Money(1_205)) == "12.05 EUR"


def test_refuses_to_add_currencies():
    with pytest.raises(ValueError):
        Money(1) + Money(1, "USD")


@pytest.mark.parametrize("subtotal, country, cents", [(5_000, "DE", 0), (4_999, "DE", 490), (100, "SE", 1_990)])
def test_ships(subtotal, country, cents):
    assert pricing.shipping(Money(subtotal), country) == Money(cents)


def test_adds_a_voucher_to_the_members_discount():
    assert pricing.discount(Money(1_000), is_member=True, voucher="WELCOME") == Money(150)


def test_refuses_an_unknown_voucher():
    with pytest.raises(ValueError):
        pricing.discount(Money(1_000), is_member=False, voucher="WINTER")
