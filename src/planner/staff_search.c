/* SPDX-License-Identifier: GPL-3.0-or-later
 * From a plan by formulas to the cheapest that meets: rounds of growing samples. In each, slopes
 * are simulated, an integer programme proposes the cheapest plan that they promise to meet, and the
 * proposal is simulated; where it disappoints, the promise is lowered by as much (a cut). The last
 * round tries what is near by itself, since slopes are no proof. Sources: as staff_slope.c. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "planner/staff_parts.h"
#include "planner/staff_propose.h"

/* Proposals of a round; how many are simulated before slopes are taken anew. */
enum { MOST_PROPOSALS = 14, SLOPES_LIFE = 4, ROUNDS = 3, FEW_VARIABLES = 12 };
/* How often that may be in a round: by intervals a slope says what one person does there, and once
 * is enough; over whole days each is little, and the search walks far by them. */
enum { SLOPES_OF_INTERVALS = 1, SLOPES_OF_DAYS = 6 };
/* One or two groups by intervals: more than this share of the budget hardly finds a cheaper plan.
 * More groups stand in for each other, and slopes are taken again among the last plans. */
enum { FEW_GROUPS = 2, SLOPES_OF_MANY = 2 };
#define SHARE_OF_FEW_GROUPS 0.55
/* Rounds that have a plan end when the budget is spent; over whole days, where the search walks
 * far, when it is spent so many times. */
enum { MOST_BUDGETS = 4 };
/* By intervals a plan that meets lets the next go twice as far, to so many people a slot. */
#define MOST_REACH 4.0

struct search {
    struct staffing_problem *p;
    struct slopes *slopes;
    size_t n;      /* replications of this round */
    double reach;  /* people a slot may change in one step */
    double *lower; /* [n_constraints], by how much promises are lowered */
    double *slack; /* [n_constraints], of the last plan looked at */
    struct plan best, here;
    bool whole_day;   /* some constraint is over the whole day */
    bool by_days;     /* on a share of days */
    bool many_groups; /* by intervals, and not few are planned */
    double best_cost; /* HUGE_VAL: none meets yet */
    double least_missed;
};

/* ---- looking ---- */

/* How far a plan is from meeting: missed slacks in people, by what one person mends at most. */
static double missed(const struct search *s) {
    double sum = 0;
    for (size_t c = 0; c < s->p->n_constraints; c++) {
        sum += fmax(0, -s->slack[c]);
    }
    return sum;
}

static void plan_set(struct plan *to, const struct plan *from) {
    memcpy(to->count, from->count, plan_size(from->space) * sizeof *from->count);
}

/* Simulates x; keeps it if it is the best so far. False when stopped. */
static bool look(struct search *s, const struct plan *x, bool *meets) {
    const struct sample *sample = evaluate(s->p->evaluator, x, s->p->seed, s->n);
    if (!sample) {
        s->p->exhausted = true;
        return false;
    }
    slacks_of(s->p, sample, s->n, s->slack);
    *meets = slacks_meet(s->slack, s->p->n_constraints);
    double cost = plan_cost(x), misses = missed(s);
    bool better =
        *meets ? cost < s->best_cost : s->best_cost == HUGE_VAL && misses < s->least_missed;
    if (better) {
        plan_set(&s->best, x);
        s->best_cost = *meets ? cost : HUGE_VAL;
        s->least_missed = *meets ? 0 : misses;
    }
    return true;
}

/* ---- proposing ---- */

static bool same(const struct plan *a, const struct plan *b) {
    return memcmp(a->count, b->count, plan_size(a->space) * sizeof *a->count) == 0;
}

/* Where promises were better than what came, they are lowered by the difference. */
static void promises_lower(struct search *s, const struct plan *x) {
    for (size_t c = 0; c < s->p->n_constraints; c++) {
        double promised = slopes_predict(s->slopes, c, x);
        if (s->slack[c] < 0 && promised > s->slack[c]) {
            s->lower[c] = fmax(s->lower[c], promised - s->slack[c]);
        }
    }
}

/* More of everybody where a constraint is missed and no slope says what would help: far below what
 * is needed, one person more makes no difference. */
static void raise_blindly(struct search *s, struct plan *x) {
    const struct plan_space *space = s->p->space;
    for (size_t c = 0; c < s->p->n_constraints; c++) {
        if (slopes_predict(s->slopes, c, x) >= s->lower[c] || s->slack[c] >= 0) {
            continue;
        }
        size_t cell = s->p->constraints[c].cell;
        for (size_t g = 0; g < space->n_groups; g++) {
            for (size_t i = 0; space->planned[g] && i < space->n_slots; i++) {
                size_t own = slot_cell(space, i);
                bool here = cell == ALL_CELLS || own == cell || own + 1 == cell;
                double *count = plan_at(x, g, i);
                double more = fmax(1, ceil(0.1 * *count));
                *count = here ? fmin(*count + more, *plan_at(&s->p->plenty, g, i)) : *count;
            }
        }
    }
}

static bool slopes_refresh(struct search *s) {
    size_t n = s->n < s->p->slope_runs ? s->n : s->p->slope_runs;
    memset(s->lower, 0, s->p->n_constraints * sizeof *s->lower);
    if (!slopes_take(s->slopes, s->p, &s->here, n)) {
        s->p->exhausted = true;
        return false;
    }
    const struct sample *sample = evaluate(s->p->evaluator, &s->here, s->p->seed, s->n);
    s->p->exhausted |= !sample;
    if (sample) {
        slacks_of(s->p, sample, s->n, s->slopes->slack);
    }
    return sample != NULL;
}

static void slopes_stand(struct search *s) {
    plan_set(&s->slopes->at, &s->here);
    memcpy(s->slopes->slack, s->slack, s->p->n_constraints * sizeof *s->slack);
}

/* Slopes that were taken elsewhere or from fewer replications serve on, from here: they change
 * less than the slacks do. */
static void slopes_move(struct search *s) {
    slopes_stand(s);
    memset(s->lower, 0, s->p->n_constraints * sizeof *s->lower);
}

/* Slopes by intervals serve on from the best plan, and what has disappointed is not tried again.
 * False when they stand there, or none meets. */
static bool slopes_follow(struct search *s) {
    bool meets = false;
    if (s->whole_day || s->best_cost == HUGE_VAL || same(&s->best, &s->slopes->at) ||
        !look(s, &s->best, &meets)) {
        return false;
    }
    plan_set(&s->here, &s->best);
    slopes_stand(s);
    for (size_t c = 0; c < s->p->n_constraints; c++) {
        s->lower[c] = fmin(s->lower[c], fmax(0, s->slack[c]));
    }
    return true;
}

static bool is_overdrawn(const struct search *s) {
    uint64_t most = s->whole_day ? MOST_BUDGETS * s->p->options->search_events : s->p->search_end;
    return s->best_cost < HUGE_VAL && evaluator_events(s->p->evaluator) >= most;
}

/* One round: proposals until the slopes have none that is new. */
static void round_run(struct search *s, size_t most_slopes) {
    struct arena a = {0};
    struct plan x = plan_copy(&s->here, &a);
    size_t age = most_slopes > 0 ? SLOPES_LIFE : 0, taken = 0;
    bool meets, ok = look(s, &s->here, &meets);
    if (ok && age == 0) {
        slopes_move(s);
    }
    for (int i = 0; i < (s->whole_day ? 2 : 1) * MOST_PROPOSALS && ok && !is_overdrawn(s); i++) {
        if (age >= SLOPES_LIFE) {
            bool anew = taken++ < most_slopes;
            if (!(anew ? slopes_refresh(s) : slopes_follow(s))) {
                break;
            }
            age = 0;
        }
        staff_propose(s->p, s->slopes, s->lower, (struct reach){s->reach, s->reach}, &x);
        if (s->best_cost == HUGE_VAL) {
            raise_blindly(s, &x);
        }
        if (same(&x, &s->slopes->at) || same(&x, &s->here)) {
            if (age == 0) {
                break;
            }
            plan_set(&s->here, &s->best);
            age = SLOPES_LIFE;
            continue;
        }
        ok = look(s, &x, &meets);
        age++;
        if (ok && !meets) {
            promises_lower(s, &x);
            s->reach = s->best_cost < HUGE_VAL ? 1 : s->reach;
        } else if (ok && !s->whole_day) {
            s->reach = fmin(2 * s->reach, MOST_REACH);
        }
        plan_set(&s->here, meets ? &s->best : &x);
    }
    plan_set(&s->here, &s->best);
    arena_fini(&a);
}

static size_t between(double n, size_t least, size_t most) {
    return n < (double)least ? least : n > (double)most ? most : (size_t)n;
}

/* What kind of problem it is. */
static void kind_find(struct search *s) {
    for (size_t c = 0; c < s->p->n_constraints; c++) {
        s->by_days = s->by_days || s->p->constraints[c].by_days;
        s->whole_day = s->whole_day || s->p->constraints[c].cell == ALL_CELLS;
    }
    s->many_groups = !s->whole_day && s->slopes->n_vars > FEW_GROUPS * s->p->space->n_slots;
}

/* Replications by what the budget allows: a tenth of it for each plan of the last round. */
static bool sizes_set(struct search *s, size_t sizes[ROUNDS]) {
    enum { PROBE = 20, FEWEST = 40, MOST = 4000 };
    const struct sample *probe = evaluate(s->p->evaluator, &s->here, s->p->seed, PROBE);
    if (!probe) {
        s->p->exhausted = true;
        return false;
    }
    kind_find(s);
    s->p->search_end = (uint64_t)((s->whole_day || s->many_groups ? 1 : SHARE_OF_FEW_GROUPS) *
                                  (double)s->p->options->search_events);
    double runs = (double)s->p->search_end / ((double)probe->events / (double)probe->n);
    sizes[2] =
        s->p->options->search_runs ? s->p->options->search_runs : between(runs / 10, FEWEST, MOST);
    sizes[1] = between((double)sizes[2] / 4, FEWEST, MOST);
    sizes[0] = between((double)sizes[2] / 12, FEWEST, MOST);
    if (s->p->options->confirm) {
        s->p->margin = staff_confirm_margin(s->p, (double)probe->events / (double)probe->n);
    }
    double colours = 6 * (double)(s->slopes->n_vars / s->p->space->n_slots) + 1;
    /* Only the days near the quantile tell the slope of a share of days. */
    s->p->slope_runs = between((s->by_days ? 3 : 1) * runs / 8 / colours, PROBE, sizes[1]);
    sizes[0] = s->by_days ? sizes[1] : sizes[0];
    return true;
}

/* Where few variables make it cheap, the search begins again with one group's work in the hands of
 * another: exchanges of one or two do not lead from a plan of specialists to one of generalists. */
static void try_other_hands(struct search *s, size_t g, size_t h, enum polish_order order) {
    struct arena a = {0};
    struct plan best = plan_copy(&s->best, &a), x = plan_copy(&s->best, &a);
    bool meets = false, ok = true;
    for (size_t i = 0; i < s->p->space->n_slots; i++) {
        double moved = fmin(*plan_at(&x, h, i), fmax(0, s->p->space->most[g] - *plan_at(&x, g, i)));
        *plan_at(&x, g, i) += moved;
        *plan_at(&x, h, i) -= moved;
        while (!staff_above_floor(s->p, &x, i)) {
            ++*plan_at(&x, h, i);
        }
    }
    for (int more = 0; more < 5 && ok && !meets; more++) {
        ok = look(s, &x, &meets);
        for (size_t i = 0; i < s->p->space->n_slots && !meets; i++) {
            *plan_at(&x, g, i) = fmin(*plan_at(&x, g, i) + 1, s->p->space->most[g]);
        }
    }
    if (ok && meets) {
        staff_polish(s->p, s->n, order, &x);
    }
    bool better = ok && meets && plan_cost(&x) < plan_cost(&best);
    plan_set(&s->best, better ? &x : &best);
    s->best_cost = plan_cost(&s->best);
    arena_fini(&a);
}

static struct search search_from(struct staffing_problem *p, const struct plan *start,
                                 struct arena *a) {
    return (struct search){.p = p,
                           .slopes = p->slopes,
                           .reach = 3,
                           .lower = arena_array(a, p->n_constraints, sizeof(double)),
                           .slack = arena_array(a, p->n_constraints, sizeof(double)),
                           .best = plan_copy(start, a),
                           .here = plan_copy(start, a),
                           .best_cost = HUGE_VAL,
                           .least_missed = HUGE_VAL};
}

bool staff_refine(struct staffing_problem *p, size_t n, struct plan *best) {
    enum { MOST_REFINED = 5 };
    struct arena a = {0};
    struct search s = search_from(p, best, &a);
    struct plan x = plan_copy(best, &a);
    bool meets, ok;
    s.n = n;
    ok = look(&s, &s.here, &meets);
    for (int i = 0; i <= MOST_REFINED && ok; i++) {
        /* On from the best, or from the last while none meets. */
        bool moved = meets || s.best_cost == HUGE_VAL;
        if (moved) {
            plan_set(&s.here, &x);
            slopes_move(&s);
        } else {
            promises_lower(&s, &x);
        }
        bool take = s.best_cost < HUGE_VAL;
        staff_propose(p, s.slopes, s.lower, (struct reach){take, !take}, &x);
        if (!meets) {
            raise_blindly(&s, &x);
        }
        if (i == MOST_REFINED || same(&x, &s.here) ||
            (s.best_cost < HUGE_VAL && plan_cost(&x) >= s.best_cost)) {
            break;
        }
        ok = look(&s, &x, &meets);
    }
    plan_set(best, &s.best);
    bool found = s.best_cost < HUGE_VAL;
    arena_fini(&a);
    return found;
}

bool staff_search(struct staffing_problem *p, struct plan start, struct plan *best) {
    p->slopes = slopes_new(p);
    struct search s = search_from(p, &start, &p->arena);
    size_t sizes[ROUNDS];
    for (size_t i = 0; sizes_set(&s, sizes) && i < ROUNDS && !p->exhausted; i++) {
        size_t most_slopes = s.whole_day ? SLOPES_OF_DAYS : SLOPES_OF_INTERVALS;
        s.n = sizes[i];
        s.best_cost = s.least_missed = HUGE_VAL;
        /* A slope over the whole day says nothing of the second person in one slot. */
        s.reach = s.whole_day ? 1 : i == 0 ? 3 : 2;
        round_run(&s, i + 1 < ROUNDS ? most_slopes : s.many_groups ? SLOPES_OF_MANY : 0);
        p->search_runs = s.n;
    }
    /* Where one person does little, slopes from here lead on. */
    for (int more = 0; more < 2 && s.best_cost == HUGE_VAL && !p->exhausted; more++) {
        s.reach = 2;
        round_run(&s, SLOPES_OF_DAYS);
    }
    if (s.best_cost < HUGE_VAL && !p->exhausted) {
        staff_polish(p, s.n, POLISH_SUREST_FIRST, &s.best);
        s.best_cost = plan_cost(&s.best);
    }
    for (size_t g = 0; g < p->space->n_groups && p->slopes->n_vars <= FEW_VARIABLES; g++) {
        for (size_t h = 0; h < p->space->n_groups && s.best_cost < HUGE_VAL; h++) {
            if (g != h && p->space->planned[g] && p->space->planned[h]) {
                try_other_hands(&s, g, h, POLISH_SUREST_FIRST);
                try_other_hands(&s, g, h, POLISH_SAVINGS_FIRST);
            }
        }
    }
    *best = s.best;
    return s.best_cost < HUGE_VAL;
}
