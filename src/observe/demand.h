/* SPDX-License-Identifier: GPL-3.0-or-later
 * What each line asks of the staff over the day: who joins, and how many people are at work for
 * him. Of a run with more staff than is ever busy it is the load of the infinite-server queue. */
#ifndef OBSERVE_DEMAND_H
#define OBSERVE_DEMAND_H

#include "engine/observer.h"
#include "model/day_kinds.h"

struct demand {
    const struct model *model;
    struct day_kinds kinds;
    size_t n_intervals;   /* "after close" included */
    size_t n_cells;       /* n_intervals of each kind of day */
    double *joins, *work; /* [n_lines][n_cells]: visits; people x s by the clock */
    double *level, *last; /* [n_lines]: people at work now; s */
    uint32_t *hand;       /* [n_hands], by agent: the line he works for */
    size_t n_hands, interval, kind;
    double delayed, joined; /* visits in all */
    bool reported;
};

/* Sums over all runs that follow, until demand_fini. */
void demand_init(struct demand *d, const struct model *m);
void demand_fini(struct demand *d);
/* To be called before each run. */
void demand_begin(struct demand *d);
struct observer demand_observer(struct demand *d);

#endif
