/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/line_curve.h"

#include <math.h>

#include "base/units.h"

#define STEP_AT_MOST 300.0 /* s */

void line_curve_init(struct line_curve *k, const struct model *m, struct arena *a) {
    double parts = ceil(m->interval / STEP_AT_MOST - 1e-9); /* 1e-9: 1500/300 may be 5.0..01 */
    k->n_stations = m->n_stations;
    k->opens = m->opens;
    k->step = m->interval / parts;
    k->n = m->n_intervals * (size_t)parts + 1;
    k->due = arena_array(a, k->n_stations, sizeof *k->due);
    k->next = arena_array(a, k->n_stations, sizeof *k->next);
    k->length = arena_array(a, k->n_stations * k->n, sizeof *k->length);
}

void line_curve_day(struct line_curve *k, size_t day) {
    k->day = (double)day * DAY_SECONDS;
    for (size_t s = 0; s < k->n_stations; s++) {
        k->next[s] = 0;
        k->due[s] = k->day + k->opens;
    }
}

void line_curve_note(struct line_curve *k, uint32_t station, double now, uint32_t length) {
    while (k->due[station] <= now) {
        uint32_t point = k->next[station]++;
        k->length[station * k->n + point] = length;
        k->due[station] = point + 1 < k->n ? k->day + line_curve_at(k, point + 1) : HUGE_VAL;
    }
}
