#include <assert.h>
#include <string.h>
#include "tariff.h"

int main(void) {
    char label[64];
    assert(price(900, HOME, 0) == 499);
    assert(price(4000, UNION, 1) == 1508);
    assert(discount(1000, 10) == 950);
    assert(write_label(label, sizeof label, "Ada", "Baker Street 1", 900) > 0);
    assert(strcmp(label, "Ada, Baker Street 1 (500)") == 0);
    assert(queue_example() == 699);
    return 0;
}
