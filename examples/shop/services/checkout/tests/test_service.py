import pytest

from checkout import auth
from checkout.cart import Cart
from checkout.money import Money
from checkout.persistence import Orders
from checkout.service import Checkout

KEY = b"a key for the tests"


class Ledger:
    def __init__(self):
        self.booked = {}
        self.settled = []

    def book(self, order, total):
        self.booked[order] = total

    def settle(self, order):
        self.settled.append(order)


@pytest.fixture
def checkout():
    orders = Orders()
    yield Checkout(orders, KEY, Ledger(), clock=lambda: 1_000)
    orders.close()


@pytest.fixture
def token():
    return auth.sign("ada", 2_000, KEY)


def test_places_and_pays(checkout, token):
    cart = Cart("ada")
    cart.add("tea", Money(450), 2)
    order, total = checkout.place(token, cart, "DE")
    assert total == Money(1_601)
    assert checkout.ledger.booked == {order: total}
    checkout.pay(token, order)
    assert checkout.orders.state(order) == "paid"
    assert checkout.ledger.settled == [order]


def test_refuses_an_empty_cart(checkout, token):
    with pytest.raises(ValueError):
        checkout.place(token, Cart("ada"), "DE")


def test_pays_an_order_once(checkout, token):
    with pytest.raises(LookupError):
        checkout.orders.pay(7)


def test_limits_a_line():
    cart = Cart("ada")
    with pytest.raises(ValueError):
        cart.add("tea", Money(450), 21)
