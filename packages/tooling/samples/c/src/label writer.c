#include <stdio.h>
#include "round.h"
#include "tariff.h"

int write_label(char *out, unsigned long size, const char *name, const char *street, int grams) {
    if (!name || !*name)
        return -1;
    int cents = round_to(price(grams, HOME, 0), 5);
    if (street)
        return snprintf(out, size, "%s, %s (%d)", name, street, cents);
    return snprintf(out, size, "%s, poste restante (%d)", name, cents); /* LCOV_EXCL_LINE */
}
