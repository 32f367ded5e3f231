#include "queue.hpp"
#include "tariff.h"

int queue_example(void) {
    Queue<int> cents;
    Queue<long> grams;
    cents.push(499);
    cents.push(699);
    grams.pop();
    return cents.pop();
}
