/* SPDX-License-Identifier: GPL-3.0-or-later
 * Temperaments of customers: ten types that a handbook of service names, without figures. As data:
 * factors and logits on what the mechanisms have anyway. Every figure is an assumption (mark A). */
#ifndef PEOPLE_TEMPERAMENT_H
#define PEOPLE_TEMPERAMENT_H

#include <stddef.h>

struct temperament {
    const char *name;
    double work;               /* factor on the time of service */
    double impatience;         /* patience is divided by it; waits count so much more in choices */
    double hostile, complaint; /* logits */
    double sell;               /* factor on success in selling */
    const char *help;          /* how such people are best met */
};

enum { TEMPERAMENTS = 10 };
#define TEMPERAMENT_MARK "A"

extern const struct temperament temperaments[TEMPERAMENTS]; /* the first changes nothing */

/* Index of a name; TEMPERAMENTS: there is none. */
size_t temperament_find(const char *name);
/* Of shares that sum to 1, added up in the order of the table: which one a uniform falls to. */
size_t temperament_pick(const double *cumulative, double uniform);
/* Chance that a sale succeeds with this one, where it does with others with that chance. */
double temperament_buys(const struct temperament *t, double chance);
/* Its mean over such a mix. */
double temperament_mean_buys(const double *cumulative, double chance);
/* The mean factor on service of such a mix. */
double temperament_mean_work(const double *cumulative);

#endif
