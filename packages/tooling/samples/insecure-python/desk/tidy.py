"""No fault here."""


def postage(grams: int) -> int:
    return 85 if grams <= 20 else 160
