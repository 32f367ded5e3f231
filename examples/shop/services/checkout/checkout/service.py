"""The steps from a cart to a paid order."""

from checkout import auth, pricing
from checkout.money import Money


class Checkout:
    def __init__(self, orders, key, ledger, clock):
        self.orders = orders
        self.key = key
        self.ledger = ledger
        self.clock = clock

    def place(self, token, cart, country, voucher=None):
        customer = auth.verify(token, self.key, self.clock())
        if cart.is_empty:
            raise ValueError("nothing to order")
        subtotal = cart.total()
        off = pricing.discount(subtotal, is_member=True, voucher=voucher)
        net = Money(subtotal.cents - off.cents) + pricing.shipping(subtotal, country)
        total = net + pricing.tax(net, country)
        order = self.orders.place(customer, total)
        self.ledger.book(order, total)
        return order, total

    def pay(self, token, order):
        auth.verify(token, self.key, self.clock())
        self.orders.pay(order)
        try:
            self.ledger.settle(order)
        except ConnectionError:
            self._settle_later(order)

    def _settle_later(self, order):
        retries = getattr(self.ledger, "retries", None)
        if retries is None:
            raise RuntimeError("the ledger keeps no retries")
        retries.append(order)
