/* SPDX-License-Identifier: GPL-3.0-or-later
 * How long each station's line is at fixed moments of the day: every five minutes where that
 * divides the interval, else the longest equal parts of it below that. */
#ifndef OBSERVE_LINE_CURVE_H
#define OBSERVE_LINE_CURVE_H

#include "base/arena.h"
#include "model/model.h"

struct line_curve {
    size_t n_stations, n; /* points a day, opening and closing among them */
    double opens, step;   /* s */
    double day;           /* s, midnight of the present day */
    double *due;          /* [n_stations], s: the next moment to be noted; HUGE_VAL: none today */
    uint32_t *next;       /* [n_stations]: its number */
    uint32_t *length;     /* [n_stations][n]: people, of the day */
};

void line_curve_init(struct line_curve *k, const struct model *m, struct arena *a);
void line_curve_day(struct line_curve *k, size_t day);
/* The line had this length until now: notes the moments that have passed. */
void line_curve_note(struct line_curve *k, uint32_t station, double now, uint32_t length);

/* s since midnight of a point. */
static inline double line_curve_at(const struct line_curve *k, size_t point) {
    return k->opens + (double)point * k->step;
}

#endif
