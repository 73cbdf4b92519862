/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/profile_amount.h"

#include <math.h>

/* How long value i holds within [from, to), s; <= 0: not at all. */
static double holds(const struct profile *p, size_t i, double from, double to) {
    return (i + 1 < p->n ? fmin(p->at[i + 1], to) : to) - fmax(p->at[i], from);
}

double profile_integral(const struct profile *p, double from, double to) {
    double sum = 0;
    for (size_t i = 0; i < p->n; i++) {
        sum += p->value[i] * fmax(0, holds(p, i, from, to));
    }
    return sum;
}

double profile_mean(const struct profile *p, double from, double to) {
    return profile_integral(p, from, to) / (to - from);
}

double profile_most(const struct profile *p, double from, double to) {
    double most = 0;
    for (size_t i = 0; i < p->n; i++) {
        most = holds(p, i, from, to) > 0 ? fmax(most, p->value[i]) : most;
    }
    return most;
}

double profile_largest(const struct profile *p) {
    double most = profile_most(p, -HUGE_VAL, HUGE_VAL);
    for (size_t i = 0; p->by_weekday && i < WEEKDAYS; i++) {
        most = fmax(most, profile_largest(&p->by_weekday[i]));
    }
    return most;
}
