#ifndef ROUND_H
#define ROUND_H

static inline int round_to(int cents, int step) {
    if (cents % step == 0)
        return cents;
    return cents + step - cents % step;
}

#endif
