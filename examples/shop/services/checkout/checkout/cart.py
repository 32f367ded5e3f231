"""What a customer is about to buy."""

from checkout.money import Money

MOST_OF_ONE = 20


class Cart:
    def __init__(self, customer):
        self.customer = customer
        self.lines = {}

    def add(self, sku, price, quantity=1):
        if quantity < 1:
            raise ValueError("a cart line needs at least one piece")
        _, present = self.lines.get(sku, (price, 0))
        if present + quantity > MOST_OF_ONE:
            raise ValueError(f"at most {MOST_OF_ONE} of {sku}")
        self.lines[sku] = (price, present + quantity)

    def remove(self, sku):
        self.lines.pop(sku, None)

    def total(self):
        total = Money(0)
        for price, quantity in self.lines.values():
            total = total + price.times(quantity)
        return total

    @property
    def is_empty(self):
        return not self.lines
