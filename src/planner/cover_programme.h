/* SPDX-License-Identifier: GPL-3.0-or-later
 * The covering problem as an integer programme: which column is what. */
#ifndef PLANNER_COVER_PROGRAMME_H
#define PLANNER_COVER_PROGRAMME_H

#include "planner/cover.h"

/* The columns of one kind of shift on one day. */
struct kind_columns {
    bool allowed; /* false: nobody of the contract works on this day, there are no columns */
    size_t shift; /* people who start at starts[i]: column shift + i */
    size_t breaks[COVER_BREAKS_AT_MOST]; /* of a floating one: beginning begin[b] + i slots after
                                            the day's midnight: column breaks[b] + i */
    size_t n_begins[COVER_BREAKS_AT_MOST], begin[COVER_BREAKS_AT_MOST];
};

/* Of a contract with days off; followed by a column for each day, how many work on it, which makes
 * few decisions of many. */
struct contract_columns {
    size_t people; /* free days: one column; together: one for each first day off */
    size_t n_people;
};

struct cover_programme {
    const struct cover_problem *problem;
    struct arena *arena;
    struct milp milp;
    struct kind_columns *kinds;         /* [n_kinds][n_days] */
    struct contract_columns *contracts; /* [n_contracts] */
    size_t *under, *over;               /* [n_slots] columns; SIZE_MAX: none */
    size_t *cover_row;                  /* [n_slots]; SIZE_MAX: nothing is required */
};

/* In arena a, but for milp, which cover_programme_fini gives back. may_miss: every slot may lack
 * people at the problem's price (at none where that is HUGE_VAL). */
void cover_programme_init(struct cover_programme *c, const struct cover_problem *p, bool may_miss,
                          struct arena *a);
void cover_programme_fini(struct cover_programme *c);
/* A solution of the programme of a week into values [n_columns]; false when none was found in a
 * part of the options' time. The programme is as before. seconds: what it took. */
bool cover_start(struct cover_programme *c, const struct milp_options *o, double *values,
                 double *seconds);

static inline bool break_floats(const struct cover_break *b) {
    return b->first < b->last;
}

static inline size_t cover_slots(const struct cover_problem *p) {
    return p->n_days * p->day_slots;
}

static inline struct kind_columns *kind_on(const struct cover_programme *c, size_t kind,
                                           size_t day) {
    return &c->kinds[kind * c->problem->n_days + day];
}

#endif
