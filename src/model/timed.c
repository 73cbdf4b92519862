/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/units.h"
#include "model/model.h"

const struct distribution *timed_distribution_at(const struct timed_distribution *t, double opens,
                                                 double arrived) {
    double since = arrived - opens;
    double at = opens + (since - floor(since / DAY_SECONDS) * DAY_SECONDS);
    size_t i = t->n - 1;
    while (i > 0 && t->at[i] > at) {
        i--;
    }
    return &t->distribution[i];
}

double timed_average(const struct timed_distribution *t, double from, double to,
                     double (*of)(const struct distribution *)) {
    double sum = 0;
    if (!t || t->n == 0)
        return 0;
    if (t->n == 1)
        return of(&t->distribution[0]);
    for (size_t i = 0; i < t->n; i++) {
        double begin = i > 0 ? fmax(t->at[i], from) : from;
        double end = i + 1 < t->n ? fmin(t->at[i + 1], to) : to;
        if (end > begin)
            sum += (end - begin) / (to - from) * of(&t->distribution[i]);
    }
    return sum;
}
