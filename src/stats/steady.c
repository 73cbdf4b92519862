/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/steady.h"

#include <math.h>

enum { GROUP = 5 };

static double group_mean(const double *value, size_t group) {
    double sum = 0;
    for (size_t i = 0; i < GROUP; i++) {
        sum += value[group * GROUP + i];
    }
    return sum / GROUP;
}

size_t mser5(const double *value, size_t n, bool *settled) {
    size_t groups = n / GROUP, best = 0;
    double least = HUGE_VAL;
    struct moments rest = {0};
    for (size_t d = groups; d-- > 0;) {
        moments_add(&rest, group_mean(value, d), 0);
        double score = rest.xx / (rest.n * rest.n);
        if (d <= groups / 2 && groups - d >= 2 && score <= least) {
            least = score;
            best = d;
        }
    }
    if (settled) {
        *settled = groups >= 2 && (best < groups / 2 || best == 0);
    }
    return best * GROUP;
}
