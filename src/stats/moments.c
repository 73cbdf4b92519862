/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/moments.h"

#include <math.h>

void moments_add(struct moments *m, double x, double y) {
    double n = m->n + 1, dx = x - m->x, dy = y - m->y;
    double keep = m->n / n;
    m->xx += dx * dx * keep;
    m->xy += dx * dy * keep;
    m->yy += dy * dy * keep;
    m->x += dx / n;
    m->y += dy / n;
    m->n = n;
}

double moments_variance(const struct moments *m) {
    return m->n >= 2 ? m->xx / (m->n - 1) : NAN;
}
