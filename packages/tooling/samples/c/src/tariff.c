#include "tariff.h"
#include "round.h"

static const struct { int limit, cents; } steps[] = {{1000, 499}, {5000, 699}, {31500, 1649}};

static int base(int grams) {
    for (unsigned i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (grams <= steps[i].limit)
            return steps[i].cents;
    }
    return -1;
}

int price(int grams, enum zone zone, int insured) {
    int cents = base(grams);
    if (cents < 0)
        return cents;
    switch (zone) {
    case HOME:
        break;
    case UNION:
        cents = cents * 180 / 100;
        break;
    default:
        cents = cents * 320 / 100;
    }
    return round_to(cents + (insured ? 250 : 0), 1);
}

int discount(int cents, int parcels) {
    if (parcels >= 100)
        return cents * 85 / 100;
    return parcels >= 10 ? cents * 95 / 100 : cents;
}

int refund(int cents) {
    return -cents;
}
