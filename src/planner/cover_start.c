/* SPDX-License-Identifier: GPL-3.0-or-later
 * A good week to begin with, by relax and fix: first only the people and how many of them work on
 * each day are whole, the shifts of all days being fractions; then the days' shifts are made whole
 * one day after the other, with the people held, and with more of them only where a day needs it.
 * What is found is a solution of the whole programme; branch and bound goes on from it.
 * Source: Pochet & Wolsey (2006), Production Planning by Mixed Integer Programming, sect. 3.6. */
#include "planner/cover_programme.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Shares of the time that there is: for a step, and for all of them. */
static const double STEP_SHARE = 0.1, ALL_SHARE = 0.6;

struct starting {
    struct cover_programme *c;
    const struct milp_options *options;
    struct milp_column *whole; /* [n_columns] as the programme has them */
    double *values;            /* [n_columns] of the last step */
    double spent;              /* s */
};

static bool step_solve(struct starting *s) {
    struct milp_options o = {.stop = s->options->stop, .gap = s->options->gap / 4};
    double limit = s->options->time_limit;
    struct milp_result r;
    if (limit > 0) {
        o.time_limit = fmin(STEP_SHARE * limit, ALL_SHARE * limit - s->spent);
        if (o.time_limit <= 0)
            return false;
    }
    milp_solve(&s->c->milp, &o, &r);
    s->spent += r.seconds;
    bool found = r.values != NULL;
    if (found)
        memcpy(s->values, r.values, s->c->milp.n_columns * sizeof *s->values);
    milp_result_fini(&r);
    return found;
}

/* Columns [from, from + n) are whole again where they are in the programme. */
static void make_whole(struct starting *s, size_t from, size_t n) {
    for (size_t i = from; i < from + n; i++)
        s->c->milp.columns[i].integer = s->whole[i].integer;
}

/* The people and the workers of each day: held at the last values, or only not fewer. */
static void people_hold(struct starting *s, bool fewer_only) {
    const struct cover_problem *p = s->c->problem;
    for (size_t i = 0; i < p->n_contracts; i++) {
        const struct contract_columns *own = &s->c->contracts[i];
        size_t n = p->contracts[i].works > 0 ? own->n_people + p->n_days : 0;
        for (size_t k = own->people; k < own->people + n; k++) {
            double low = fmax(s->whole[k].low, s->values[k]);
            milp_set_column_bounds(&s->c->milp, k, low, fewer_only ? s->whole[k].high : low);
        }
    }
}

static void people_whole(struct starting *s) {
    const struct cover_problem *p = s->c->problem;
    for (size_t i = 0; i < p->n_contracts; i++)
        if (p->contracts[i].works > 0)
            make_whole(s, s->c->contracts[i].people, s->c->contracts[i].n_people + p->n_days);
}

static void day_whole(struct starting *s, size_t day) {
    const struct cover_problem *p = s->c->problem;
    for (size_t k = 0; k < p->n_kinds; k++) {
        const struct kind_columns *on = kind_on(s->c, k, day);
        if (!on->allowed)
            continue;
        make_whole(s, on->shift, p->kinds[k].n_starts);
        for (size_t b = 0; b < p->kinds[k].n_breaks; b++)
            if (break_floats(&p->kinds[k].breaks[b]))
                make_whole(s, on->breaks[b], on->n_begins[b]);
    }
}

/* What is whole of a day stays: people may only be added to it. */
static void day_keep(struct starting *s, size_t day) {
    const struct cover_problem *p = s->c->problem;
    for (size_t k = 0; k < p->n_kinds; k++) {
        const struct kind_columns *on = kind_on(s->c, k, day);
        for (size_t i = on->shift; on->allowed && i < on->shift + p->kinds[k].n_starts; i++)
            milp_set_column_bounds(&s->c->milp, i, s->values[i], s->whole[i].high);
    }
}

static bool days_make_whole(struct starting *s) {
    for (size_t day = 0; day < s->c->problem->n_days; day++) {
        day_whole(s, day);
        people_hold(s, false);
        if (!step_solve(s)) {
            people_hold(s, true);
            if (!step_solve(s))
                return false;
        }
        day_keep(s, day);
    }
    return true;
}

bool cover_start(struct cover_programme *c, const struct milp_options *o, double *values,
                 double *seconds) {
    struct milp *m = &c->milp;
    struct starting s = {.c = c, .options = o, .values = values};
    s.whole = arena_array(c->arena, m->n_columns, sizeof *s.whole);
    memcpy(s.whole, m->columns, m->n_columns * sizeof *s.whole);
    for (size_t i = 0; i < m->n_columns; i++)
        m->columns[i].integer = false;
    people_whole(&s);
    bool found = step_solve(&s) && days_make_whole(&s);
    memcpy(m->columns, s.whole, m->n_columns * sizeof *s.whole);
    *seconds = s.spent;
    return found;
}
