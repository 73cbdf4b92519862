/* SPDX-License-Identifier: GPL-3.0-or-later
 * Differences under common random numbers. A share of days is followed by the quantile of the days'
 * slacks, whose slope is the mean change of the days near it. Sources: Atlason, Epelman & Henderson
 * (2008), Optimizing call center staffing using simulation and analytic center cutting-plane
 * methods; Cezik & L'Ecuyer (2008); Hong (2009), Estimating quantile sensitivities, theorem 1. */
#include "planner/staff_slope.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { APART = 3 };
/* 12 of 15 is 80 %, and 12 - 0.8 x 15 is not quite 0. */
#define SLACK_ROUNDING 1e-9
/* Days this near the quantile, as a share of all, tell its slope: many, since the optimum is sought
 * among noisy slopes, and those of bad days differ little. */
#define NEAR_QUANTILE 0.25

static double cell_slack(const struct goal *g, const struct gauge_ratio *r) {
    double above = r->top - g->target * r->bottom;
    return g->at_least ? above : -above;
}

/* ---- slacks ---- */

/* The slack of one day, whose sign says whether it meets; cell: the one that decides, where the
 * worst does, else ALL_CELLS. */
static double day_slack(const struct goal *g, const struct gauge_ratio *r, size_t cells,
                        size_t *cell) {
    double sum = 0, least = HUGE_VAL;
    *cell = ALL_CELLS;
    for (size_t k = 0; k < cells; k++) {
        double here = cell_slack(g, &r[k]);
        sum += here;
        if (g->per == PER_INTERVAL && r[k].bottom > 0 && here < least) {
            least = here;
            *cell = k;
        }
    }
    return g->per == PER_INTERVAL ? (least < HUGE_VAL ? least : 0) : sum;
}

static int double_compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Slacks of all days of n replications, [n][days]. */
static void day_slacks(const struct staffing_problem *p, const struct sample *s, uint32_t goal,
                       size_t n, double *out) {
    size_t days = evaluator_days(p->evaluator), cell;
    for (size_t i = 0; i < n * days; i++) {
        const struct gauge_ratio *r = sample_at(p->evaluator, s, i / days, i % days, goal);
        out[i] = day_slack(&p->goals->goal[goal], r, evaluator_cells(p->evaluator), &cell);
    }
}

/* Where in n sorted days the one stands that must still meet. */
static size_t quantile_rank(double on_days, size_t n) {
    size_t rank = (size_t)floor((1 - on_days) * (double)n + 1e-9);
    return rank < n ? rank : n - 1;
}

/* The share of days to aim at, so that as many as asked can be shown. */
static double days_aimed_at(const struct staffing_problem *p, const struct goal *g) {
    double on = g->on_days;
    return fmin(on + p->margin * sqrt(on * (1 - on)), (1 + on) / 2);
}

static double days_quantile(const struct staffing_problem *p, const struct sample *s, uint32_t goal,
                            size_t n) {
    size_t days = n * evaluator_days(p->evaluator);
    double *all = mem_new(days, sizeof *all);
    day_slacks(p, s, goal, n, all);
    qsort(all, days, sizeof *all, double_compare);
    double value = all[quantile_rank(days_aimed_at(p, &p->goals->goal[goal]), days)];
    free(all);
    return value;
}

void slacks_of(const struct staffing_problem *p, const struct sample *s, size_t n, double *slack) {
    for (size_t c = 0; c < p->n_constraints; c++) {
        const struct constraint *k = &p->constraints[c];
        if (!staff_happens(p, s, k->goal, n)) {
            slack[c] = -1; /* nobody to judge: missed by a customer */
            continue;
        }
        if (k->by_days) {
            slack[c] = days_quantile(p, s, k->goal, n);
            continue;
        }
        struct moments m = constraint_moments(p->goals, p->evaluator, s, k, n);
        slack[c] = m.x - p->margin * sqrt(moments_variance(&m));
    }
}

bool slacks_meet(const double *slack, size_t n) {
    for (size_t c = 0; c < n; c++) {
        if (slack[c] < -SLACK_ROUNDING) {
            return false;
        }
    }
    return true;
}

/* ---- one run with many slots changed ---- */

/* Whether a slot is changed along with the first-th of its day. */
static bool has_colour(const struct plan_space *s, size_t slot, size_t first) {
    return slot % s->n_in_day % APART == first;
}

/* Every APART-th slot of every kind of day from first of one group, by change. Returns whether any
 * could be. */
static bool colour_change(const struct plan_space *s, struct plan *x, size_t group, size_t first,
                          double change) {
    bool any = false;
    for (size_t i = 0; i < s->n_slots; i++) {
        if (!has_colour(s, i, first)) {
            continue;
        }
        double *count = plan_at(x, group, i);
        double to = *count + change;
        if (to >= s->least && to <= s->most[group]) {
            *count = to;
            any = true;
        }
    }
    return any;
}

/* The changed slot to whose account a cell's difference goes; NONE: to none. */
static size_t owner_of(const struct plan_space *s, size_t kind, size_t cell, size_t first) {
    size_t slot = cell < s->n_in_day ? cell : s->n_in_day - 1;
    return slot < first ? NONE : kind * s->n_in_day + slot - (slot - first) % APART;
}

struct comparison {
    const struct staffing_problem *p;
    const struct sample *with, *without;
    size_t first, n; /* of the colour; replications */
};

/* Adds mean differences of cells, by owner, into gain[slot]. */
static void cells_compare(const struct comparison *k, const struct constraint *c, double *gain) {
    const struct evaluator *e = k->p->evaluator;
    const struct goal *g = &k->p->goals->goal[c->goal];
    size_t cells = evaluator_cells(e), days = evaluator_days(e);
    for (size_t at = 0; at < cells * days; at++) {
        size_t cell = at / days, day = at % days, kind = evaluator_kind(e, day);
        size_t owner = owner_of(k->p->space, kind, cell, k->first);
        if (owner == NONE || (c->cell != ALL_CELLS && c->cell != kind * cells + cell)) {
            continue;
        }
        for (size_t run = 0; run < k->n; run++) {
            const struct gauge_ratio *a = sample_at(e, k->with, run, day, c->goal) + cell;
            const struct gauge_ratio *b = sample_at(e, k->without, run, day, c->goal) + cell;
            gain[owner] += (cell_slack(g, a) - cell_slack(g, b)) / (double)k->n;
        }
    }
}

/* The same over the days near the quantile, per day. */
static void days_compare(const struct comparison *k, const struct constraint *c, double *gain) {
    const struct evaluator *e = k->p->evaluator;
    const struct goal *g = &k->p->goals->goal[c->goal];
    size_t cells = evaluator_cells(e), days = evaluator_days(e), n = k->n * days, near = 0;
    double *all = mem_new(2 * n, sizeof *all), *sorted = all + n;
    day_slacks(k->p, k->without, c->goal, k->n, all);
    memcpy(sorted, all, n * sizeof *all);
    qsort(sorted, n, sizeof *sorted, double_compare);
    size_t rank = quantile_rank(g->on_days, n), band = (size_t)(NEAR_QUANTILE * (double)n) + 3;
    double low = sorted[rank > band ? rank - band : 0];
    double high = sorted[rank + band < n ? rank + band : n - 1];
    for (size_t i = 0; i < n; i++) {
        near += all[i] >= low && all[i] <= high;
    }
    for (size_t i = 0; i < n; i++) {
        size_t only;
        const struct gauge_ratio *b = sample_at(e, k->without, i / days, i % days, c->goal);
        const struct gauge_ratio *a = sample_at(e, k->with, i / days, i % days, c->goal);
        if (all[i] < low || all[i] > high) {
            continue;
        }
        day_slack(g, b, cells, &only);
        for (size_t cell = 0; cell < cells; cell++) {
            size_t owner = owner_of(k->p->space, evaluator_kind(e, i % days), cell, k->first);
            if (owner != NONE && (only == ALL_CELLS || only == cell)) {
                gain[owner] += (cell_slack(g, &a[cell]) - cell_slack(g, &b[cell])) / (double)near;
            }
        }
    }
    free(all);
}

/* ---- all of them ---- */

struct slopes *slopes_new(struct staffing_problem *p) {
    struct slopes *s = arena_alloc(&p->arena, sizeof *s);
    size_t *var = arena_array(&p->arena, plan_size(p->space), sizeof *var);
    s->at = plan_copy(&p->plenty, &p->arena);
    for (size_t i = 0; i < plan_size(p->space); i++) {
        if (p->space->planned[i / p->space->n_slots]) {
            var[s->n_vars++] = i;
        }
    }
    s->var = var;
    s->slack = arena_array(&p->arena, p->n_constraints, sizeof *s->slack);
    s->more = arena_array(&p->arena, p->n_constraints * s->n_vars, sizeof *s->more);
    s->fewer = arena_array(&p->arena, p->n_constraints * s->n_vars, sizeof *s->fewer);
    return s;
}

/* Takes one colour of one group, whose variables begin at from. */
static bool colour_take(struct slopes *s, struct staffing_problem *p, size_t from, size_t first,
                        double change, size_t n) {
    struct arena a = {0};
    size_t group = s->var[from] / p->space->n_slots;
    struct plan x = plan_copy(&s->at, &a);
    bool ok = true;
    double *gain = arena_array(&a, p->space->n_slots, sizeof *gain);
    if (colour_change(p->space, &x, group, first, change)) {
        struct comparison k = {p, evaluate(p->evaluator, &x, p->seed, n),
                               evaluate(p->evaluator, &s->at, p->seed, n), first, n};
        ok = k.with && k.without;
        for (size_t c = 0; c < p->n_constraints && ok; c++) {
            memset(gain, 0, p->space->n_slots * sizeof *gain);
            (p->constraints[c].by_days ? days_compare : cells_compare)(&k, &p->constraints[c],
                                                                       gain);
            double *row = (change > 0 ? s->more : s->fewer) + c * s->n_vars + from;
            for (size_t i = 0; i < p->space->n_slots; i++) {
                if (has_colour(p->space, i, first)) {
                    row[i] = change > 0 ? gain[i] : -gain[i];
                }
            }
        }
    }
    arena_fini(&a);
    return ok;
}

bool slopes_take(struct slopes *s, struct staffing_problem *p, const struct plan *at, size_t n) {
    memcpy(s->at.count, at->count, plan_size(p->space) * sizeof *at->count);
    const struct sample *base = evaluate(p->evaluator, at, p->seed, n);
    if (!base) {
        return false;
    }
    slacks_of(p, base, n, s->slack);
    for (size_t from = 0; from < s->n_vars; from += p->space->n_slots) {
        for (size_t first = 0; first < APART && first < p->space->n_in_day; first++) {
            if (!colour_take(s, p, from, first, 1, n) || !colour_take(s, p, from, first, -1, n)) {
                return false;
            }
        }
    }
    /* Noise and what is not concave would make one more and one fewer at once a gain. */
    for (size_t i = 0; i < p->n_constraints * s->n_vars; i++) {
        s->fewer[i] = fmax(s->fewer[i], s->more[i]);
    }
    return true;
}

double slopes_predict(const struct slopes *s, size_t constraint, const struct plan *x) {
    double sum = s->slack[constraint];
    for (size_t v = 0; v < s->n_vars; v++) {
        double change = x->count[s->var[v]] - s->at.count[s->var[v]];
        size_t i = constraint * s->n_vars + v;
        sum += change > 0 ? change * s->more[i] : change * s->fewer[i];
    }
    return sum;
}
