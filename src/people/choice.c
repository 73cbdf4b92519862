/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "people/choice.h"

#include <math.h>

double choice_wait_seen(const struct choice_parameters *p, double people, double per_minute) {
    return people > 0 ? people * p->person_lasts * pow(per_minute, -p->speed_seen) : 0;
}

double choice_utility(const struct choice_parameters *p, const struct choice_option *o,
                      double minds, double felt, bool advised) {
    double fixed = o->value - o->effort * (1 - o->familiarity) + o->habit;
    double endless = felt < HUGE_VAL ? p->minute * minds * felt / 60 : HUGE_VAL;
    return fixed + (advised ? p->advice : 0) - endless;
}

/* The largest stands for 0, so that no weight is too large for a double. */
static double largest_of(const double *utility, size_t n) {
    double largest = -HUGE_VAL;
    for (size_t i = 0; i < n; i++) {
        largest = fmax(largest, utility[i]);
    }
    return largest;
}

static double weight(double utility, double largest, double scale) {
    return utility > -HUGE_VAL ? exp((utility - largest) / scale) : 0;
}

size_t choice_pick(const double *utility, size_t n, double scale, double uniform) {
    double largest = largest_of(utility, n), total = 0;
    size_t last = n;
    for (size_t i = 0; i < n; i++) {
        total += weight(utility[i], largest, scale);
    }
    double left = uniform * total;
    for (size_t i = 0; i < n && left >= 0; i++) {
        double w = weight(utility[i], largest, scale);
        if (w > 0) {
            left -= w;
            last = i;
        }
    }
    return last;
}

size_t choice_advised(const struct choice_option *options, size_t n, double uniform) {
    for (size_t i = 0; i < n; i++) {
        uniform -= options[i].advice;
        if (uniform < 0) {
            return i;
        }
    }
    return n;
}
