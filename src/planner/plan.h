/* SPDX-License-Identifier: GPL-3.0-or-later
 * A staffing that a search may change: so many people of each group in each slot, a slot being one
 * interval of the day, of each kind of day where weekdays differ. */
#ifndef PLANNER_PLAN_H
#define PLANNER_PLAN_H

#include "base/arena.h"
#include "model/day_kinds.h"

/* What may be planned, and what it costs. */
struct plan_space {
    const struct model *model;
    struct day_kinds kinds;
    size_t n_groups, n_slots, n_in_day; /* slots: n_in_day of the first kind of day, and so on */
    const double *at;                   /* [n_slots], s since midnight */
    const bool *planned;                /* [n_groups]; others keep the model's staffing */
    const double *price; /* [n_groups], money per person at the desk and slot, shrinkage paid */
    bool priced;         /* by the scenario's money; else a scheduled person costs 1 an hour */
    double least;        /* people of one group in a slot */
    const double *most;  /* [n_groups], likewise: at lanes, as many as there are */
};

struct plan {
    const struct plan_space *space;
    double *count; /* [n_groups][n_slots], whole people */
};

/* In arena a. planned: as in the space, borrowed. */
struct plan_space plan_space_new(const struct model *m, const bool *planned, struct arena *a);
/* The model's own staffing: in a slot, what most of the slot has. */
struct plan plan_of_model(const struct plan_space *s, struct arena *a);
struct plan plan_copy(const struct plan *p, struct arena *a);
/* A weekday (0: Monday) of the kind of day that a slot is of. */
unsigned plan_weekday(const struct plan_space *s, size_t slot);
/* What the engine takes, in arena a; valid as long as p's counts. */
struct staffing plan_staffing(const struct plan *p, struct arena *a);
/* Of the planned groups over one day, the mean of the horizon's (steady state: an hour), in the
 * space's money. */
double plan_cost(const struct plan *p);
/* Person-slots of the planned groups, in one day likewise. */
double plan_people(const struct plan *p);

/* "tue-thu": the weekdays of a kind of day. */
const char *plan_day_words(const struct plan_space *s, size_t kind, struct arena *a);

static inline double *plan_at(const struct plan *p, size_t group, size_t slot) {
    return &p->count[group * p->space->n_slots + slot];
}
/* The share of the days that are of a slot's kind. */
static inline double slot_share(const struct plan_space *s, size_t slot) {
    size_t days = 0, kind = slot / s->n_in_day;
    for (size_t i = 0; i < s->kinds.n; i++) {
        days += s->kinds.days[i];
    }
    return s->kinds.n == 1 ? 1 : (double)s->kinds.days[kind] / (double)days;
}
/* The goals' cell of a slot: after each kind's slots comes one more, after close. */
static inline size_t slot_cell(const struct plan_space *s, size_t slot) {
    return slot + slot / s->n_in_day;
}
/* All counts of a plan. */
static inline size_t plan_size(const struct plan_space *s) {
    return s->n_groups * s->n_slots;
}

#endif
