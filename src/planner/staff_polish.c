/* SPDX-License-Identifier: GPL-3.0-or-later
 * What slopes cannot promise is tried: exchanges that are cheaper, the most promising first, each
 * simulated. No monotonicity is assumed: with returns or several skills one fewer here can need one
 * more there. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "planner/staff_parts.h"
#include "planner/staff_slope.h"

/* Looks at the first days of a plan before all are seen: from n / 2^GLANCES on. */
enum { GLANCES = 4, FEWEST_SEEN = 20 };
/* Standard errors beyond which there is none. */
#define DOUBT 2
enum { MOST_CHANGES = 4, MOST_MOVES = 4000, SMALL = 12, MANY = 4 };
/* Promises may be wrong by as much as this share of what one person gains. */
#define TRUST 1.0

struct move {
    size_t n, order;
    size_t var[MOST_CHANGES]; /* index into slopes.var */
    int change[MOST_CHANGES];
    double saving; /* by which the list is sorted first; 0 where promises go before */
    double room;   /* promised, the worst, in persons */
};

struct polish {
    struct staffing_problem *p;
    const struct slopes *s;
    struct plan *best;
    size_t n; /* replications */
    bool savings_first;
    double *slack, *scale;
    struct move *moves;
    size_t n_moves;
};

static size_t slot_of(const struct polish *k, size_t v) {
    return k->s->var[v] % k->p->space->n_slots;
}

static double most_of(const struct polish *k, size_t v) {
    return k->p->space->most[k->s->var[v] / k->p->space->n_slots];
}

static double price_of(const struct polish *k, size_t v) {
    const struct plan_space *s = k->p->space;
    return s->price[k->s->var[v] / s->n_slots] * slot_share(s, slot_of(k, v));
}

static void move_apply(const struct polish *k, const struct move *m, struct plan *x, int sign) {
    for (size_t i = 0; i < m->n; i++) {
        x->count[k->s->var[m->var[i]]] += sign * m->change[i];
    }
}

static bool allowed(const struct polish *k, const struct move *m) {
    bool ok = true;
    move_apply(k, m, k->best, 1);
    for (size_t i = 0; i < m->n; i++) {
        double count = k->best->count[k->s->var[m->var[i]]];
        ok = ok && count >= k->p->space->least && count <= most_of(k, m->var[i]) &&
             staff_above_floor(k->p, k->best, slot_of(k, m->var[i]));
    }
    move_apply(k, m, k->best, -1);
    return ok;
}

static double cost_of(const struct polish *k, const struct move *m) {
    double sum = 0;
    for (size_t i = 0; i < m->n; i++) {
        sum += m->change[i] * price_of(k, m->var[i]);
    }
    return sum;
}

/* The worst constraint's slack after the move, as promised. */
static double room_of(const struct polish *k, const struct move *m) {
    double least = HUGE_VAL;
    for (size_t c = 0; c < k->p->n_constraints; c++) {
        double slack = k->slack[c];
        for (size_t i = 0; i < m->n; i++) {
            size_t at = c * k->s->n_vars + m->var[i];
            slack += m->change[i] * (m->change[i] > 0 ? k->s->more[at] : k->s->fewer[at]);
        }
        least = fmin(least, slack / k->scale[c]);
    }
    return least;
}

/* What moves are sorted by before their rooms: 0, what they save, or among many what they may be
 * expected to save, since each that is tried costs days. */
static double saving_sorted_by(const struct polish *k, const struct move *m) {
    if (k->s->n_vars > SMALL) {
        return -cost_of(k, m) * fmax(0, 1 + fmin(0, m->room) / TRUST);
    }
    return k->savings_first && m->room >= -TRUST ? -cost_of(k, m) : 0;
}

static void move_offer(struct polish *k, struct move m) {
    if (k->n_moves == MOST_MOVES || cost_of(k, &m) > -1e-9 || !allowed(k, &m)) {
        return;
    }
    m.room = room_of(k, &m);
    m.saving = saving_sorted_by(k, &m);
    m.order = k->n_moves;
    if (m.room >= -TRUST || k->s->n_vars <= SMALL) {
        k->moves[k->n_moves++] = m;
    }
}

/* Few variables: any exchange; many: near each other. */
static bool together(const struct polish *k, size_t v, size_t w) {
    size_t a = slot_of(k, v), b = slot_of(k, w);
    return k->s->n_vars <= SMALL || (a > b ? a - b : b - a) <= 1;
}

static void moves_of_three(struct polish *k, size_t v, size_t w) {
    for (size_t x = w; x < k->s->n_vars; x++) {
        if (together(k, v, x)) {
            move_offer(k, (struct move){.n = 3, .var = {v, w, x}, .change = {-1, 1, 1}});
        }
    }
}

static void moves_of_four(struct polish *k, size_t v, size_t w, size_t x) {
    for (size_t y = x; y < k->s->n_vars && k->s->n_vars <= SMALL; y++) {
        move_offer(k, (struct move){.n = 4, .var = {v, w, x, y}, .change = {-1, -1, 1, 1}});
    }
}

/* Several of one group for several of another. */
static void moves_of_many(struct polish *k, size_t v, size_t w) {
    for (int out = 1; out <= MANY; out++) {
        for (int in = 1; in <= MANY; in++) {
            move_offer(k, (struct move){.n = 2, .var = {v, w}, .change = {-out, in}});
        }
    }
}

static void moves_list(struct polish *k) {
    size_t n = k->s->n_vars;
    k->n_moves = 0;
    for (size_t v = 0; v < n; v++) {
        move_offer(k, (struct move){.n = 1, .var = {v}, .change = {-1}});
        for (size_t w = 0; w < n; w++) {
            if (w == v || !together(k, v, w)) {
                continue;
            }
            if (n <= SMALL) {
                moves_of_many(k, v, w);
            } else {
                move_offer(k, (struct move){.n = 2, .var = {v, w}, .change = {-1, 1}});
            }
            moves_of_three(k, v, w);
        }
        for (size_t w = v; w < n; w++) {
            for (size_t x = 0; x < n && together(k, v, w); x++) {
                if (x != v && x != w && together(k, v, x)) {
                    move_offer(k, (struct move){.n = 3, .var = {v, w, x}, .change = {-1, -1, 1}});
                    moves_of_four(k, v, w, x);
                }
            }
        }
    }
}

static int move_compare(const void *a, const void *b) {
    const struct move *x = a, *y = b;
    if (x->saving < y->saving || x->saving > y->saving) {
        return x->saving < y->saving ? 1 : -1;
    }
    if (x->room < y->room || x->room > y->room) {
        return x->room < y->room ? 1 : -1;
    }
    return (x->order > y->order) - (x->order < y->order);
}

/* Whether a constraint is missed beyond doubt in all n replications, told from the first few: what
 * the best plan has in all of them, and the paired difference in these, whose error ends where all
 * are seen (Cochran 1977, sect. 2.6). A share of days has no such slack: it is judged by itself. */
static bool doomed_by(const struct polish *k, const struct sample *x, const struct sample *best,
                      size_t c, size_t few) {
    const struct constraint *con = &k->p->constraints[c];
    struct moments m = {0};
    double unseen = 1 - (double)few / (double)k->n;
    if (con->by_days) {
        m = constraint_moments(k->p->goals, k->p->evaluator, x, con, few);
        return m.x + DOUBT * sqrt(moments_variance(&m) / m.n) < 0;
    }
    for (size_t i = 0; i < few; i++) {
        moments_add(&m,
                    constraint_slack(k->p->goals, k->p->evaluator, x, con, i) -
                        constraint_slack(k->p->goals, k->p->evaluator, best, con, i),
                    0);
    }
    return k->slack[c] + m.x + DOUBT * sqrt(moments_variance(&m) / m.n * unseen) < 0;
}

static bool doomed(const struct polish *k, const struct sample *x, size_t few) {
    const struct sample *best = evaluate(k->p->evaluator, k->best, k->p->seed, k->n);
    bool any = false;
    for (size_t c = 0; best && c < k->p->n_constraints && !any; c++) {
        any = doomed_by(k, x, best, c, few);
    }
    return any;
}

/* Ever more days, until a constraint is missed beyond doubt or all are seen. False when stopped. */
static bool look(struct polish *k, const struct plan *x, bool *meets) {
    const struct sample *s = NULL;
    *meets = false;
    for (size_t shift = GLANCES; shift > 0; shift--) {
        size_t few = k->n >> shift;
        few = few < FEWEST_SEEN ? (k->n < FEWEST_SEEN ? k->n : FEWEST_SEEN) : few;
        s = evaluate(k->p->evaluator, x, k->p->seed, few);
        if (!s || doomed(k, s, few)) {
            return s != NULL;
        }
    }
    s = evaluate(k->p->evaluator, x, k->p->seed, k->n);
    if (!s) {
        return false;
    }
    double *slack = mem_new(k->p->n_constraints, sizeof *slack);
    slacks_of(k->p, s, k->n, slack);
    *meets = slacks_meet(slack, k->p->n_constraints);
    if (*meets) {
        memcpy(k->slack, slack, k->p->n_constraints * sizeof *slack);
    }
    free(slack);
    return true;
}

/* Tries the moves in turn; returns whether one was taken. */
static bool moves_try(struct polish *k, uint64_t end_at) {
    struct arena a = {0};
    struct plan x = plan_copy(k->best, &a);
    bool taken = false, ok = true;
    for (size_t i = 0; i < k->n_moves && ok && !taken; i++) {
        if (evaluator_events(k->p->evaluator) >= end_at) {
            break;
        }
        move_apply(k, &k->moves[i], &x, 1);
        ok = look(k, &x, &taken);
        if (!taken) {
            move_apply(k, &k->moves[i], &x, -1);
        }
    }
    if (taken) {
        memcpy(k->best->count, x.count, plan_size(x.space) * sizeof *x.count);
    }
    arena_fini(&a);
    return taken;
}

/* Slopes where the search now stands, while they cost but a little of what is left. False when
 * stopped. */
static bool slopes_again(struct polish *k, uint64_t end_at) {
    const struct sample *s = evaluate(k->p->evaluator, k->best, k->p->seed, k->n);
    uint64_t spent = evaluator_events(k->p->evaluator);
    if (!s) {
        return false;
    }
    double runs = (double)k->p->slope_runs * 6 * (double)(k->s->n_vars / k->p->space->n_slots);
    double cost = runs * (double)s->events / (double)s->n;
    bool ok = true;
    if (spent < end_at && 10 * cost < (double)(end_at - spent)) {
        ok = slopes_take(k->p->slopes, k->p, k->best, k->p->slope_runs);
    }
    for (size_t c = 0; c < k->p->n_constraints; c++) {
        k->scale[c] = 0;
        for (size_t v = 0; v < k->s->n_vars; v++) {
            k->scale[c] = fmax(k->scale[c], k->s->more[c * k->s->n_vars + v]);
        }
        k->scale[c] = k->scale[c] > 0 ? k->scale[c] : 1;
    }
    return ok;
}

void staff_polish(struct staffing_problem *p, size_t n, enum polish_order order,
                  struct plan *best) {
    uint64_t end_at = p->search_end;
    struct arena a = {0};
    struct polish k = {.p = p,
                       .s = p->slopes,
                       .best = best,
                       .n = n,
                       .savings_first = order == POLISH_SAVINGS_FIRST,
                       .slack = arena_array(&a, p->n_constraints, sizeof(double)),
                       .scale = arena_array(&a, p->n_constraints, sizeof(double)),
                       .moves = arena_array(&a, MOST_MOVES, sizeof(struct move))};
    const struct sample *s = evaluate(p->evaluator, best, p->seed, n);
    if (s) {
        slacks_of(p, s, n, k.slack);
    }
    for (bool again = s != NULL; again;) {
        if (!slopes_again(&k, end_at)) {
            break;
        }
        moves_list(&k);
        qsort(k.moves, k.n_moves, sizeof *k.moves, move_compare);
        again = evaluator_events(p->evaluator) < end_at && moves_try(&k, end_at);
    }
    arena_fini(&a);
}
