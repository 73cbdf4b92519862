/* SPDX-License-Identifier: GPL-3.0-or-later
 * One fewer: does it still meet? A neighbour's slack is the plan's, known from many days, plus the
 * paired difference of fewer (double sampling: Cochran 1977, sect. 12.9), so that no days of its
 * own help where the plan's do not suffice. Where whole days are judged, one person in one slot
 * changes less than that; one fewer in longer stretches of the day is judged beside. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "planner/staff_confirm_parts.h"
#include "planner/staff_proof.h"
#include "planner/staff_slope.h"

enum { FEWEST_RUNS = 100, MOST_RUNS = 20000, FIRST_LOOK = 25 };
/* Of the budget that is left: another attempt may follow. */
#define SHARE_OF_NEIGHBOURS 0.7

/* ---- which ---- */

/* Takes one away in each slot of the stretch where there is one to take and every skill keeps its
 * floor; how many were taken. */
static size_t one_fewer(const struct staffing_problem *p, const struct staff_neighbour *nb,
                        struct plan *x) {
    size_t taken = 0;
    for (size_t i = nb->slot; i < nb->slot + nb->n_slots; i++) {
        double *count = plan_at(x, nb->group, i);
        if (*count > p->space->least) {
            --*count;
            bool allowed = staff_above_floor(p, x, i);
            *count += !allowed;
            taken += allowed;
        }
    }
    return taken;
}

static void neighbour_offer(struct confirmation *k, uint32_t group, size_t slot, size_t n_slots) {
    struct staff_neighbour nb = {.group = group, .slot = slot, .n_slots = n_slots};
    struct arena arena = {0};
    struct plan x = plan_copy(&k->a->plan, &arena);
    size_t taken = one_fewer(k->p, &nb, &x);
    if (taken > 0 && (n_slots == 1 || taken > 1)) {
        k->a->neighbours[k->a->n_neighbours++] = nb;
    }
    arena_fini(&arena);
}

/* Stretches of the day that are judged beside single slots: quarters, halves, all of it, and all
 * days where they differ. */
static size_t stretch_length(const struct plan_space *s, size_t kind) {
    const size_t parts[] = {4, 2, 1};
    size_t length = kind < 3 ? s->n_in_day / parts[kind] : s->n_slots;
    bool own = kind < 3 ? length > 1 : s->kinds.n > 1;
    return own ? length : 0;
}

enum { STRETCH_KINDS = 4 };

static void neighbours_list(struct confirmation *k) {
    const struct plan_space *s = k->p->space;
    k->a->n_neighbours = 0;
    for (uint32_t g = 0; g < s->n_groups; g++) {
        for (size_t i = 0; s->planned[g] && i < s->n_slots; i++) {
            neighbour_offer(k, g, i, 1);
        }
        for (size_t kind = 0; s->planned[g] && k->whole_day && kind < STRETCH_KINDS; kind++) {
            size_t length = stretch_length(s, kind);
            for (size_t i = 0; length > 0 && i + length <= s->n_slots; i += length) {
                neighbour_offer(k, g, i, length);
            }
        }
    }
}

size_t neighbours_most(const struct plan_space *s, bool whole_day) {
    size_t in_group = s->n_slots;
    for (size_t kind = 0; whole_day && kind < STRETCH_KINDS; kind++) {
        size_t length = stretch_length(s, kind);
        in_group += length > 0 ? s->n_slots / length : 0;
    }
    return s->n_groups * in_group;
}

/* ---- judging ---- */

/* What the slopes say that one fewer in the stretch takes from a constraint. */
static double loss_of(const struct confirmation *k, const struct staff_neighbour *nb, size_t c) {
    const struct slopes *s = k->p->slopes;
    size_t from = nb->group * k->p->space->n_slots + nb->slot;
    double loss = 0;
    for (size_t v = 0; v < s->n_vars; v++) {
        bool inside = s->var[v] >= from && s->var[v] < from + nb->n_slots;
        loss += inside ? s->fewer[c * s->n_vars + v] : 0;
    }
    return loss;
}

/* Finds the constraint that the slopes say is missed most, in units of what one person is worth to
 * it: they were taken with other customers, so that the choice is free. Returns by how much it is
 * left above 0. */
static double worst_find(const struct confirmation *k, struct staff_neighbour *nb) {
    const struct slopes *s = k->p->slopes;
    double least = HUGE_VAL;
    for (size_t c = 0; c < k->p->n_constraints; c++) {
        double loss = loss_of(k, nb, c), scale = 0;
        for (size_t w = 0; w < s->n_vars; w++) {
            scale = fmax(scale, s->fewer[c * s->n_vars + w]);
        }
        double room = scale > 0 ? (k->a->checks[c].slack.value - loss) / scale : HUGE_VAL;
        if (k->p->constraints[c].by_days) {
            room = -loss / fmax(scale, 1e-12);
        }
        if (room < least) {
            least = room;
            nb->worst = c;
        }
    }
    return least;
}

/* The neighbour's slack of a check from n of its own replications and all of the plan's. */
static struct interval neighbour_slack(const struct confirmation *k, const struct sample *s,
                                       size_t c, size_t n) {
    const double *plan = k->series + c * k->most;
    struct moments all = series_moments(plan, k->n), both = {0};
    for (size_t i = 0; i < n; i++) {
        double there = constraint_slack(k->p->goals, k->p->evaluator, s, &k->p->constraints[c], i);
        moments_add(&both, plan[i], there - plan[i]);
    }
    double degrees = both.n - 1, of_all = slack_variance(k, c, &all);
    double variance = of_all / all.n + both.yy / degrees / both.n + 2 * both.xy / degrees / all.n;
    double value = all.x + both.y;
    double half = proof_quantile(k->risk_neighbour, both.n) * sqrt(fmax(0, variance));
    return (struct interval){value, value - half, value + half};
}

static bool all_met(const struct confirmation *k, const struct sample *s, size_t n) {
    for (size_t c = 0; c < k->p->n_constraints; c++) {
        if (neighbour_slack(k, s, c, n).low < 0) {
            return false;
        }
    }
    return true;
}

/* Whether the plan's own days leave a slack open, however well the difference were known. */
static bool hopeless(const struct confirmation *k, const struct staff_neighbour *nb) {
    struct moments all = series_moments(k->series + nb->worst * k->most, k->n);
    double least =
        proof_quantile(k->risk_neighbour, all.n) * sqrt(slack_variance(k, nb->worst, &all) / all.n);
    return nb->replications >= FEWEST_RUNS && fabs(nb->slack.value) < least;
}

/* Judges one neighbour by at most so many replications; false when stopped. */
static bool neighbour_look(struct confirmation *k, struct staff_neighbour *nb, size_t most) {
    struct arena arena = {0};
    struct plan x = plan_copy(&k->a->plan, &arena);
    one_fewer(k->p, nb, &x);
    bool ok = true;
    for (int look = 0; look < NEIGHBOUR_LOOKS && nb->state == NEIGHBOUR_OPEN && ok; look++) {
        size_t n = most >> (2 * (NEIGHBOUR_LOOKS - 1 - look));
        n = n < FIRST_LOOK ? FIRST_LOOK : n;
        n = n < k->n ? n : k->n;
        const struct sample *s = evaluate(k->p->evaluator, &x, k->seed, n);
        ok = s != NULL;
        if (!ok) {
            break;
        }
        nb->replications = n;
        nb->slack = neighbour_slack(k, s, nb->worst, n);
        if (nb->slack.high < 0) {
            nb->state = NEIGHBOUR_FAILS;
        } else if (nb->slack.low >= 0 && all_met(k, s, n)) {
            nb->state = NEIGHBOUR_MEETS;
        } else if (hopeless(k, nb)) {
            break;
        }
    }
    arena_fini(&arena);
    return ok;
}

struct ranked {
    double room;
    size_t index;
};

static int ranked_compare(const void *a, const void *b) {
    const struct ranked *x = a, *y = b;
    if (x->room < y->room || x->room > y->room) {
        return x->room < y->room ? -1 : 1;
    }
    return (x->index > y->index) - (x->index < y->index);
}

/* Replications for each of so many neighbours. */
static size_t runs_for(const struct confirmation *k, const struct sample *plan, size_t n) {
    uint64_t spent = evaluator_events(k->p->evaluator);
    double left = (double)(k->end_at > spent ? k->end_at - spent : 0) * SHARE_OF_NEIGHBOURS;
    /* Over whole days few are worth many days; those come first, and leave the most. */
    double share = fmax(1 / (double)n, k->whole_day ? 0.1 : 0);
    double runs = share * left * (double)plan->n / (double)plan->events;
    return (size_t)fmin(MOST_RUNS, fmax(FEWEST_RUNS, runs));
}

bool neighbours_look(struct confirmation *k) {
    struct staff_answer *a = k->a;
    const struct sample *s = evaluate(k->p->evaluator, &a->plan, k->seed, k->n);
    bool settled = true;
    k->looked_seed = k->seed;
    neighbours_list(k);
    if (a->n_neighbours == 0 || !s) {
        return s != NULL;
    }
    struct ranked *order = mem_new(a->n_neighbours, sizeof *order);
    for (size_t i = 0; i < a->n_neighbours; i++) {
        order[i] = (struct ranked){worst_find(k, &a->neighbours[i]), i};
    }
    qsort(order, a->n_neighbours, sizeof *order, ranked_compare);
    /* What one does not need is left to those that follow. */
    a->neighbour_days = 0;
    for (size_t i = 0; i < a->n_neighbours && !k->p->exhausted; i++) {
        struct staff_neighbour *nb = &a->neighbours[order[i].index];
        confirmation_tell(k, "looking at one fewer", i + 1, a->n_neighbours);
        k->p->exhausted = !neighbour_look(k, nb, runs_for(k, s, a->n_neighbours - i));
        size_t days = nb->replications * evaluator_days(k->p->evaluator);
        a->neighbour_days = days > a->neighbour_days ? days : a->neighbour_days;
        settled = settled && (nb->n_slots > 1 || nb->state == NEIGHBOUR_FAILS);
    }
    free(order);
    return settled && !k->p->exhausted;
}

/* Drops at least three slots apart, so that one does not bear on another. */
bool neighbours_adopt(struct confirmation *k) {
    bool any = false;
    size_t last = 0;
    for (size_t i = 0; i < k->a->n_neighbours; i++) {
        const struct staff_neighbour *nb = &k->a->neighbours[i];
        if (nb->state == NEIGHBOUR_MEETS && (!any || nb->slot >= last + 3)) {
            --*plan_at(&k->a->plan, nb->group, nb->slot);
            last = nb->slot;
            any = true;
        }
    }
    return any;
}
