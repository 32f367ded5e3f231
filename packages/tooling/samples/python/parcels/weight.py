"""Weights of parcels, in whole grams."""

LIMIT_G = 31_500


class TooHeavy(ValueError):
    """A parcel above the limit of the carrier."""

    def __init__(self, grams):
        super().__init__(f"{grams} g is more than {LIMIT_G} g")
        self.grams = grams


def parse(text):
    """'1.5 kg' or '300 g' as whole grams."""
    number, _, unit = text.strip().partition(" ")
    if unit == "kg":
        grams = round(float(number) * 1000)
    elif unit == "g":
        grams = int(number)
    else:
        raise ValueError(f"unknown unit {unit!r}")
    if grams > LIMIT_G:
        raise TooHeavy(grams)
    return grams


def heaviest(weights):
    best = None
    for grams in weights:
        if best is None or grams > best:
            best = grams
    return best


def in_pounds(grams):
    pounds = grams / 453.59237
    return round(pounds, 2)
