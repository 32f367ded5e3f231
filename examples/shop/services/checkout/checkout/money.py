"""Amounts in cents, never in floats."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Money:
    cents: int
    currency: str = "EUR"

    def __add__(self, other):
        self._same_currency(other)
        return Money(self.cents + other.cents, self.currency)

    def times(self, quantity):
        return Money(self.cents * quantity, self.currency)

    def percent(self, share):
        """Rounded half up, as the invoice law asks."""
        return Money((self.cents * share + 50) // 100, self.currency)

    def __str__(self):
        return f"{self.cents // 100}.{self.cents % 100:02d} {self.currency}"

    def _same_currency(self, other):
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not add up")
