"""Discounts, shipping and tax."""

from checkout.money import Money

FREE_SHIPPING_FROM = Money(5_000)
SHIPPING = {"DE": Money(490), "AT": Money(890), "FR": Money(990)}
ELSEWHERE = Money(1_990)
TAX_PERCENT = {"DE": 19, "AT": 20, "FR": 20}


def shipping(subtotal, country):
    if subtotal >= FREE_SHIPPING_FROM:
        return Money(0)
    return SHIPPING.get(country, ELSEWHERE)


def discount(subtotal, *, is_member, voucher=None):
    share = 0
    if is_member:
        share += 5
    if voucher == "WELCOME":
        share += 10
    elif voucher == "SUMMER":
        share += 15
    elif voucher is not None:
        raise ValueError(f"unknown voucher {voucher!r}")
    return subtotal.percent(share)


def tax(net, country):
    return net.percent(TAX_PERCENT.get(country, 0))
