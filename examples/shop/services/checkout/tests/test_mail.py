from checkout import mail
from checkout.money import Money


def test_confirms_an_order():
    text = mail.body(7, Money(900), {"tea": (Money(450), 2)})
    assert text.splitlines()[2] == "2 x tea at 4.50 EUR"
    assert mail.subject(7) == "Your order 7"
