#ifndef TARIFF_H
#define TARIFF_H

#ifdef __cplusplus
extern "C" {
#endif

enum zone { HOME, UNION, WORLD };

int price(int grams, enum zone zone, int insured);
int discount(int cents, int parcels);
int refund(int cents);
int write_label(char *out, unsigned long size, const char *name, const char *street, int grams);
int queue_example(void);

#ifdef __cplusplus
}
#endif
#endif
