/* SPDX-License-Identifier: GPL-3.0-or-later
 * How many people a schedule has to bring to the desk, slot by slot. */
#ifndef PLANNER_REQUIREMENT_H
#define PLANNER_REQUIREMENT_H

#include "base/diag.h"
#include "model/model.h"

enum requirement_source {
    REQUIREMENT_COUNT,   /* the group's count in the scenario (or the plan laid over it) */
    REQUIREMENT_FORMULAS /* the fewest that meet the standards by Erlang's formulas */
};

/* The days that a schedule plans, cut into slots. Day d is weekday day[d]; one day stands for all
 * where nothing differs between them. */
struct slot_grid {
    double slot; /* s; divides 24 hours */
    size_t n_days, day_slots;
    unsigned day[WEEKDAYS]; /* [n_days] */
};

static inline size_t grid_slots(const struct slot_grid *g) {
    return g->n_days * g->day_slots;
}
/* The slot of a moment of day d, s since its midnight. */
static inline size_t grid_slot(const struct slot_grid *g, size_t d, double at) {
    return (d * g->day_slots + (size_t)(at / g->slot + 1e-6)) % grid_slots(g);
}

/* Fills required[grid_slots], 0 where it is closed, for a group of the model. False with a finding
 * when the formulas do not hold for the group: it must alone serve one station alone, which has a
 * standard that a formula knows.
 * REQUIREMENT_FORMULAS: each interval by itself in its steady state (SIPP), M/M/n+M with the
 * interval's mean calls, handle time and patience; Erlang C where nobody hangs up, B where nobody
 * waits. Source: Green,
 * Kolesar & Soares (2001), Improving the SIPP approach. */
bool requirement_of(const struct model *m, uint32_t group, enum requirement_source source,
                    const struct slot_grid *grid, size_t *required, struct diag *d);

#endif
