/* SPDX-License-Identifier: GPL-3.0-or-later
 * The programme has as many ties as slots of one price, through which branch and bound would count
 * for hours; its relaxation is solved, rounded down, filled up by the best gain for the money, and
 * improved by exchanges until none is left. The promises are estimates: no plan that is cheaper by
 * a fraction of a person is lost by that. */
#include "planner/staff_propose.h"

#include <math.h>
#include <string.h>

#include "planner/milp.h"

struct draft {
    const struct staffing_problem *p;
    const struct slopes *s;
    struct plan *x;
    struct reach reach;
    double *room;  /* [n_constraints], promised slack less what it must be, in units of scale */
    double *scale; /* [n_constraints], the most that one person gains */
};

static size_t slot_of(const struct draft *d, size_t v) {
    return d->s->var[v] % d->p->space->n_slots;
}

static double price_of(const struct draft *d, size_t v) {
    const struct plan_space *s = d->p->space;
    return s->price[d->s->var[v] / s->n_slots] * slot_share(s, slot_of(d, v));
}

/* What one person more (change 1) or fewer (-1) of v changes in a constraint's room. */
static double gain_of(const struct draft *d, size_t c, size_t v, int change) {
    double moved = d->x->count[d->s->var[v]] - d->s->at.count[d->s->var[v]];
    size_t i = c * d->s->n_vars + v;
    bool above = change > 0 ? moved >= 0 : moved > 0;
    double slope = above ? d->s->more[i] : d->s->fewer[i];
    return change * slope / d->scale[c];
}

static double most_of(const struct draft *d, size_t v) {
    return d->p->space->most[d->s->var[v] / d->p->space->n_slots];
}

/* Whether one fewer of v leaves every skill its floor. */
static bool keeps_floor(const struct draft *d, size_t v) {
    double *count = &d->x->count[d->s->var[v]];
    --*count;
    bool ok = staff_above_floor(d->p, d->x, slot_of(d, v));
    ++*count;
    return ok;
}

static bool may_change(const struct draft *d, size_t v, int change) {
    double at = d->s->at.count[d->s->var[v]], to = d->x->count[d->s->var[v]] + change;
    if (to < d->p->space->least || to > most_of(d, v) || to - at > d->reach.more ||
        at - to > d->reach.fewer) {
        return false;
    }
    return change > 0 || keeps_floor(d, v);
}

static void apply(struct draft *d, size_t v, int change) {
    for (size_t c = 0; c < d->p->n_constraints; c++) {
        d->room[c] += gain_of(d, c, v, change);
    }
    d->x->count[d->s->var[v]] += change;
}

/* ---- the relaxation ---- */

static void columns_add(const struct draft *d, struct milp *m) {
    const struct plan_space *space = d->p->space;
    double dearest = 0;
    for (size_t v = 0; v < d->s->n_vars; v++) {
        double price = price_of(d, v), at = d->s->at.count[d->s->var[v]];
        double up = fmin(d->reach.more, most_of(d, v) - at);
        double down = fmin(d->reach.fewer, at - space->least);
        milp_add_column(m, (struct milp_column){price, 0, fmax(0, up), false});
        milp_add_column(m, (struct milp_column){-price, 0, fmax(0, down), false});
        dearest = fmax(dearest, price);
    }
    for (size_t c = 0; c < d->p->n_constraints; c++) {
        milp_add_column(m, (struct milp_column){20 * dearest, 0, HUGE_VAL, false});
    }
}

/* Every skill keeps its floor. */
static void floors_add(const struct draft *d, struct milp *m, struct arena *a) {
    const struct plan_space *space = d->p->space;
    size_t *column = arena_array(a, 2 * d->s->n_vars + 1, sizeof *column);
    double *factor = arena_array(a, 2 * d->s->n_vars + 1, sizeof *factor);
    for (size_t i = 0; d->p->floor && i < d->p->n_skills * space->n_slots; i++) {
        size_t n = 0;
        double people = 0;
        for (size_t v = 0; v < d->s->n_vars; v++) {
            size_t group = d->s->var[v] / space->n_slots;
            if (slot_of(d, v) == i % space->n_slots &&
                d->p->serves[group * d->p->n_skills + i / space->n_slots]) {
                column[n] = 2 * v;
                factor[n++] = 1;
                column[n] = 2 * v + 1;
                factor[n++] = -1;
                people += d->s->at.count[d->s->var[v]];
            }
        }
        milp_add_row(m, d->p->floor[i] - people, HUGE_VAL, n, column, factor);
    }
}

static void rows_add(const struct draft *d, struct milp *m, const double *lower, struct arena *a) {
    const struct slopes *s = d->s;
    size_t *column = arena_array(a, 2 * s->n_vars + 1, sizeof *column);
    double *factor = arena_array(a, 2 * s->n_vars + 1, sizeof *factor);
    for (size_t c = 0; c < d->p->n_constraints; c++) {
        size_t n = 0;
        for (size_t v = 0; v < s->n_vars; v++) {
            double more = s->more[c * s->n_vars + v], fewer = s->fewer[c * s->n_vars + v];
            if (fabs(more) > 0 || fabs(fewer) > 0) {
                column[n] = 2 * v;
                factor[n++] = more / d->scale[c];
                column[n] = 2 * v + 1;
                factor[n++] = -fewer / d->scale[c];
            }
        }
        column[n] = 2 * s->n_vars + c;
        factor[n++] = 1;
        milp_add_row(m, (lower[c] - s->slack[c]) / d->scale[c], HUGE_VAL, n, column, factor);
    }
}

/* Sets x to the relaxation's plan, rounded down. */
static void relax(struct draft *d, const double *lower) {
    struct milp m = {0};
    struct milp_result r = {0};
    struct arena a = {0};
    columns_add(d, &m);
    rows_add(d, &m, lower, &a);
    floors_add(d, &m, &a);
    milp_solve(&m, &(struct milp_options){.stop = d->p->options->limits.stop}, &r);
    for (size_t v = 0; r.values && v < d->s->n_vars; v++) {
        int change = (int)floor(r.values[2 * v] - r.values[2 * v + 1] + 1e-6);
        for (; change > 0; change--) {
            apply(d, v, 1);
        }
        for (; change < 0 && may_change(d, v, -1); change++) {
            apply(d, v, -1);
        }
    }
    milp_result_fini(&r);
    milp_fini(&m);
    arena_fini(&a);
}

/* ---- whole people ---- */

/* By how much less is missed in all with v changed. */
static double mended(const struct draft *d, size_t v, int change) {
    double sum = 0;
    for (size_t c = 0; c < d->p->n_constraints; c++) {
        double before = fmin(0, d->room[c]);
        sum += fmin(0, d->room[c] + gain_of(d, c, v, change)) - before;
    }
    return sum;
}

static void fill_up(struct draft *d) {
    for (;;) {
        size_t best = NONE;
        double most = 1e-9; /* a slope below any that a customer could make */
        for (size_t v = 0; v < d->s->n_vars; v++) {
            double gain = may_change(d, v, 1) ? mended(d, v, 1) / price_of(d, v) : 0;
            if (gain > most) {
                most = gain;
                best = v;
            }
        }
        if (best == NONE) {
            return;
        }
        apply(d, best, 1);
    }
}

static double missed(const struct draft *d) {
    double sum = 0;
    for (size_t c = 0; c < d->p->n_constraints; c++) {
        sum += fmin(0, d->room[c]);
    }
    return sum;
}

/* A change that leaves no more missed than before: kept. */
static bool try_change(struct draft *d, size_t v, int change, double before) {
    if (!may_change(d, v, change)) {
        return false;
    }
    apply(d, v, change);
    if (missed(d) >= before - 1e-9) {
        return true;
    }
    apply(d, v, -change);
    return false;
}

static bool drop_one(struct draft *d) {
    double before = missed(d);
    size_t best = NONE;
    for (size_t v = 0; v < d->s->n_vars; v++) {
        if (may_change(d, v, -1) && (best == NONE || price_of(d, v) > price_of(d, best)) &&
            mended(d, v, -1) >= -1e-9) {
            best = v;
        }
    }
    return best != NONE && try_change(d, best, -1, before);
}

static bool near(const struct draft *d, size_t v, size_t w) {
    size_t a = slot_of(d, v), b = slot_of(d, w);
    return a > b ? a - b <= 2 : b - a <= 2;
}

/* One out, one cheaper in. */
static bool exchange(struct draft *d) {
    double before = missed(d);
    for (size_t v = 0; v < d->s->n_vars; v++) {
        if (!may_change(d, v, -1)) {
            continue;
        }
        apply(d, v, -1);
        for (size_t w = 0; w < d->s->n_vars; w++) {
            if (price_of(d, w) < price_of(d, v) - 1e-9 && try_change(d, w, 1, before)) {
                return true;
            }
        }
        apply(d, v, 1);
    }
    return false;
}

/* Two out near each other, one in that is cheaper than both. */
static bool exchange_two(struct draft *d) {
    double before = missed(d);
    for (size_t v = 0; v < d->s->n_vars; v++) {
        for (size_t w = v; w < d->s->n_vars; w++) {
            if (!near(d, v, w) || !may_change(d, v, -1)) {
                continue;
            }
            apply(d, v, -1);
            if (may_change(d, w, -1)) {
                apply(d, w, -1);
                for (size_t in = 0; in < d->s->n_vars; in++) {
                    if (near(d, v, in) &&
                        price_of(d, in) < price_of(d, v) + price_of(d, w) - 1e-9 &&
                        try_change(d, in, 1, before)) {
                        return true;
                    }
                }
                apply(d, w, 1);
            }
            apply(d, v, 1);
        }
    }
    return false;
}

void staff_propose(const struct staffing_problem *p, const struct slopes *s, const double *lower,
                   struct reach reach, struct plan *x) {
    struct arena a = {0};
    struct draft d = {p,
                      s,
                      x,
                      reach,
                      arena_array(&a, p->n_constraints, sizeof(double)),
                      arena_array(&a, p->n_constraints, sizeof(double))};
    memcpy(x->count, s->at.count, plan_size(p->space) * sizeof *x->count);
    for (size_t c = 0; c < p->n_constraints; c++) {
        double most = 0;
        for (size_t v = 0; v < s->n_vars; v++) {
            most = fmax(most, s->more[c * s->n_vars + v]);
        }
        d.scale[c] = most > 0 ? most : 1;
        d.room[c] = (s->slack[c] - lower[c]) / d.scale[c];
    }
    relax(&d, lower);
    fill_up(&d);
    while (drop_one(&d) || exchange(&d) || exchange_two(&d)) {
    }
    arena_fini(&a);
}
