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

void moments_merge(struct moments *m, const struct moments *from) {
    if (from->n <= 0) {
        return;
    }
    double n = m->n + from->n, dx = from->x - m->x, dy = from->y - m->y;
    double w = m->n * from->n / n;
    m->xx += from->xx + dx * dx * w;
    m->xy += from->xy + dx * dy * w;
    m->yy += from->yy + dy * dy * w;
    m->x += dx * from->n / n;
    m->y += dy * from->n / n;
    m->n = n;
}

double moments_variance(const struct moments *m) {
    return m->n >= 2 ? m->xx / (m->n - 1) : NAN;
}
