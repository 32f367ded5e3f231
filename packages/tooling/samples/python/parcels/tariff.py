"""Prices of parcels, in cents."""

from parcels.weight import LIMIT_G

STEPS = (
    (1_000, 499),
    (5_000, 699),
    (LIMIT_G, 1_649),
)


def price(grams, zone="home", *, insured=False, express=False):
    cents = next(step for limit, step in STEPS if grams <= limit)
    match zone:
        case "home":
            factor = 100
        case "union":
            factor = 180
        case _:
            factor = 320
    cents = cents * factor // 100
    if insured:
        cents += 250
    if express: cents *= 2
    return cents


def discount(cents, parcels):
    if parcels >= 100:
        return cents * 85 // 100
    if parcels >= 10:
        return cents * 95 // 100
    return cents


def invoice(lines):
    total = 0
    while lines:
        cents, parcels = lines.pop()
        total += discount(
            cents,
            parcels,
        ) * parcels
    return total


def legacy_price(grams):  # pragma: no cover
    return 400 + grams // 10
