/* SPDX-License-Identifier: GPL-3.0-or-later
 * "Meets, and is the cheapest that was found to meet", with customers who did not choose the plan.
 * Two halves of the allowed risk: that a plan said to meet does not (every constraint is shown at
 * this level, and all of them must be: an intersection-union test, Berger 1982, needs no more), and
 * that a neighbour said to fail meets (Bonferroni over the neighbours). Both are divided by the
 * looks at a growing sample and by the plans that may be tried. A neighbour's slack is the plan's,
 * known from many days, plus the paired difference of fewer (double sampling: Cochran 1977, sect.
 * 12.9). */
#include <math.h>
#include <string.h>

#include <gsl/gsl_cdf.h>

#include "planner/staff_parts.h"
#include "planner/staff_propose.h"
#include "random/stream.h"

enum { ATTEMPTS = 5, PLAN_LOOKS = 5, NEIGHBOUR_LOOKS = 4, FEWEST_RUNS = 100, MOST_RUNS = 20000 };
/* Of the budget, what looking at the plan itself may cost; the rest goes to its neighbours. */
#define SHARE_OF_PLAN       0.15
#define SHARE_OF_NEIGHBOURS 0.7

struct confirmation {
    struct staffing_problem *p;
    struct staff_answer *a;
    struct arena arena;
    size_t n, most; /* replications of the plan: now, and at most */
    double z_plan, z_neighbour;
    double *series; /* [n_constraints][most]: the plan's slacks by replication */
    uint64_t seed;
    size_t attempt;
    uint64_t end_at; /* events of the evaluator at which the budget is spent */
};

static void tell(const struct confirmation *k, const char *doing, size_t done, size_t planned) {
    if (k->p->options->progress) {
        k->p->options->progress(k->p->options->context, doing, done, planned);
    }
}

/* ---- the plan ---- */

/* Where a share of days is asked, a run of alike days has no variance: that of the share asked is
 * used, as in Wilson's interval. */
static double slack_variance(const struct confirmation *k, size_t c, const struct moments *m) {
    const struct constraint *con = &k->p->constraints[c];
    double variance = moments_variance(m);
    if (con->by_days) {
        double on = k->p->goals->goal[con->goal].on_days;
        variance = fmax(variance, on * (1 - on) * (double)evaluator_days(k->p->evaluator));
    }
    return variance;
}

static struct moments series_moments(const double *x, size_t n) {
    struct moments m = {0};
    for (size_t i = 0; i < n; i++) {
        moments_add(&m, x[i], 0);
    }
    return m;
}

static void check_fill(struct confirmation *k, size_t c) {
    struct staff_check *to = &k->a->checks[c];
    struct moments m = series_moments(k->series + c * k->most, k->n);
    double half = k->z_plan * sqrt(slack_variance(k, c, &m) / m.n);
    to->slack = (struct interval){m.x, m.x - half, m.x + half};
    to->met = to->slack.low >= 0 || !(fabs(m.x) + m.xx > 0);
}

/* Brings the plan's sample up to n; false when that is not possible. */
static bool plan_grow(struct confirmation *k, size_t n) {
    const struct sample *s = evaluate(k->p->evaluator, &k->a->plan, k->seed, n);
    if (!s) {
        return false;
    }
    for (size_t c = 0; c < k->p->n_constraints; c++) {
        for (size_t i = k->n; i < n; i++) {
            k->series[c * k->most + i] =
                constraint_slack(k->p->goals, k->p->evaluator, s, &k->p->constraints[c], i);
        }
    }
    k->n = n;
    for (size_t c = 0; c < k->p->n_constraints; c++) {
        check_fill(k, c);
    }
    return true;
}

enum plan_state { PLAN_OPEN, PLAN_MEETS, PLAN_FAILS };

static enum plan_state plan_state(const struct confirmation *k) {
    enum plan_state state = PLAN_MEETS;
    for (size_t c = 0; c < k->p->n_constraints; c++) {
        if (k->a->checks[c].slack.high < 0) {
            return PLAN_FAILS;
        }
        state = k->a->checks[c].met ? state : PLAN_OPEN;
    }
    return state;
}

/* Looks at the plan with ever more days until it is settled or the days are spent. */
static enum plan_state plan_look(struct confirmation *k) {
    enum plan_state state = PLAN_OPEN;
    for (int look = 0; look < PLAN_LOOKS && state == PLAN_OPEN; look++) {
        size_t n = k->most >> (PLAN_LOOKS - 1 - look);
        tell(k, "confirming the plan", n, k->most);
        if (!plan_grow(k, n)) {
            k->p->exhausted = true;
            return PLAN_OPEN;
        }
        state = plan_state(k);
    }
    return state;
}

/* ---- repair ---- */

/* Slacks less what the next plan needs to be shown to meet: half as much again as the test asks,
 * and more with each repair. */
static bool slacks_with_margin(struct confirmation *k, double *slack) {
    if (!slopes_take(k->p->slopes, k->p, &k->a->plan, k->p->slope_runs)) {
        return false;
    }
    const struct sample *s = evaluate(k->p->evaluator, &k->a->plan, k->seed, k->n);
    double margin = k->p->margin;
    k->p->margin *= 1.5 * (1 + (double)k->a->repairs);
    if (s) {
        slacks_of(k->p, s, k->n, slack);
    }
    k->p->margin = margin;
    return s != NULL;
}

/* With slacks known from many days the plan may turn out to have people to spare: then a cheaper
 * one is tried next. */
static bool tighten(struct confirmation *k) {
    struct slopes *s = k->p->slopes;
    double *lower = arena_array(&k->arena, k->p->n_constraints, sizeof *lower);
    struct plan x = plan_copy(&k->a->plan, &k->arena);
    if (!slacks_with_margin(k, s->slack)) {
        return false;
    }
    staff_propose(k->p, s, lower, 1, &x);
    if (plan_cost(&x) > plan_cost(&k->a->plan) - 1e-9) {
        return false;
    }
    memcpy(k->a->plan.count, x.count, plan_size(k->p->space) * sizeof *x.count);
    return true;
}

/* Changes the plan so that it is promised to meet with a margin; only adds people from the third
 * attempt on, so that it comes to an end. False when there was nothing to change. */
static bool repair(struct confirmation *k) {
    struct slopes *s = k->p->slopes;
    size_t n = k->p->n_constraints, size = plan_size(k->p->space) * sizeof *k->a->plan.count;
    double *lower = arena_array(&k->arena, n, sizeof *lower);
    struct plan x = plan_copy(&k->a->plan, &k->arena);
    if (!slacks_with_margin(k, s->slack)) {
        return false;
    }
    staff_propose(k->p, s, lower, 1, &x);
    for (size_t i = 0; k->attempt >= 2 && i < plan_size(k->p->space); i++) {
        x.count[i] = fmax(x.count[i], k->a->plan.count[i]);
    }
    /* A share of days near its target may need one person more than any slope says. */
    if (memcmp(x.count, k->a->plan.count, size) == 0) {
        memcpy(s->slack, lower, n * sizeof *lower);
        for (size_t c = 0; c < n; c++) {
            s->slack[c] = k->a->checks[c].met ? HUGE_VAL : -1e-6;
            lower[c] = 0;
        }
        staff_propose(k->p, s, lower, 1, &x);
        for (size_t i = 0; i < plan_size(k->p->space); i++) {
            x.count[i] = fmax(x.count[i], k->a->plan.count[i]);
        }
    }
    bool changed = memcmp(x.count, k->a->plan.count, size) != 0;
    memcpy(k->a->plan.count, x.count, size);
    return changed;
}

/* ---- neighbours ---- */

static void neighbours_list(struct confirmation *k) {
    struct staff_answer *a = k->a;
    const struct plan_space *s = k->p->space;
    a->n_neighbours = 0;
    for (uint32_t g = 0; g < s->n_groups; g++) {
        for (size_t i = 0; s->planned[g] && i < s->n_slots; i++) {
            double *count = plan_at(&a->plan, g, i);
            if (*count <= s->least) {
                continue;
            }
            --*count;
            bool allowed = staff_above_floor(k->p, &a->plan, i);
            ++*count;
            if (allowed) {
                a->neighbours[a->n_neighbours++] = (struct staff_neighbour){.group = g, .slot = i};
            }
        }
    }
}

/* The constraint that the slopes say is missed most by one fewer, in units of what one person is
 * worth to it. They were taken with other customers, so that the choice is free. */
static size_t worst_check(const struct confirmation *k, const struct staff_neighbour *nb) {
    const struct slopes *s = k->p->slopes;
    size_t v = 0, index = nb->group * k->p->space->n_slots + nb->slot, worst = 0;
    double least = HUGE_VAL;
    while (s->var[v] != index) {
        v++;
    }
    for (size_t c = 0; c < k->p->n_constraints; c++) {
        double loss = s->fewer[c * s->n_vars + v];
        double scale = 0;
        for (size_t w = 0; w < s->n_vars; w++) {
            scale = fmax(scale, s->fewer[c * s->n_vars + w]);
        }
        double room = scale > 0 ? (k->a->checks[c].slack.value - loss) / scale : HUGE_VAL;
        if (k->p->constraints[c].by_days) {
            room = -loss / fmax(scale, 1e-12);
        }
        if (room < least) {
            least = room;
            worst = c;
        }
    }
    return worst;
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
    double value = all.x + both.y, half = k->z_neighbour * sqrt(fmax(0, variance));
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

/* Judges one neighbour by at most so many replications; false when stopped. */
static bool neighbour_look(struct confirmation *k, struct staff_neighbour *nb, size_t most) {
    struct arena arena = {0};
    struct plan x = plan_copy(&k->a->plan, &arena);
    --*plan_at(&x, nb->group, nb->slot);
    nb->worst = worst_check(k, nb);
    bool ok = true;
    for (int look = 0; look < NEIGHBOUR_LOOKS && nb->state == NEIGHBOUR_OPEN && ok; look++) {
        size_t n = most >> (2 * (NEIGHBOUR_LOOKS - 1 - look));
        n = n < 25 ? 25 : n;
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
        }
    }
    arena_fini(&arena);
    return ok;
}

/* Drops what is not needed, at least three slots apart so that one does not bear on another. */
static bool adopt_neighbours(struct confirmation *k) {
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

/* Returns whether none is open; any that meets is dropped from the plan and *again is set. */
static bool neighbours_look(struct confirmation *k, bool *again) {
    struct staff_answer *a = k->a;
    uint64_t spent = evaluator_events(k->p->evaluator);
    /* Most of what is left: another attempt may follow. */
    double each = (double)(k->end_at > spent ? k->end_at - spent : 0) * SHARE_OF_NEIGHBOURS;
    const struct sample *s = evaluate(k->p->evaluator, &a->plan, k->seed, k->n);
    bool settled = true;
    neighbours_list(k);
    if (a->n_neighbours == 0 || !s) {
        return s != NULL;
    }
    for (size_t i = 0; i < a->n_neighbours && !k->p->exhausted; i++) {
        double runs = each / (double)a->n_neighbours * (double)s->n / (double)s->events;
        size_t most = runs < FEWEST_RUNS ? FEWEST_RUNS
                      : runs > MOST_RUNS ? MOST_RUNS
                                         : (size_t)runs;
        tell(k, "looking at one fewer", i + 1, a->n_neighbours);
        k->p->exhausted = !neighbour_look(k, &a->neighbours[i], most);
        settled = settled && a->neighbours[i].state == NEIGHBOUR_FAILS;
        a->neighbour_days = most * evaluator_days(k->p->evaluator);
    }
    *again = !k->p->exhausted && k->attempt + 1 < ATTEMPTS && adopt_neighbours(k);
    return settled && !k->p->exhausted;
}

/* ---- all ---- */

/* Seeds that simulate can be given: below 2^53. */
static uint64_t seed_of(uint64_t seed, size_t attempt) {
    return stream_key(seed, UINT64_C(0x636f6e6669726d) + attempt) >> 11;
}

/* Replications of a plan at most. */
static size_t plan_runs(const struct staffing_problem *p, double events_per_run) {
    double runs = SHARE_OF_PLAN * (double)p->options->confirm_events / events_per_run;
    runs = fmin(MOST_RUNS, fmax(FEWEST_RUNS, runs));
    return (size_t)runs / 16 * 16 + 16;
}

static double risk_of(const struct staffing_problem *p) {
    return (1 - (p->options->level > 0 ? p->options->level : 0.95)) / 2 / ATTEMPTS;
}

double staff_confirm_margin(const struct staffing_problem *p, double events_per_run) {
    double z = gsl_cdf_ugaussian_Qinv(risk_of(p) / PLAN_LOOKS);
    return z / sqrt((double)plan_runs(p, events_per_run));
}

static bool attempt_begin(struct confirmation *k) {
    const struct sample *probe = evaluate(k->p->evaluator, &k->a->plan, k->seed, 25);
    if (!probe) {
        k->p->exhausted = true;
        return false;
    }
    k->most = plan_runs(k->p, (double)probe->events / (double)probe->n);
    k->n = 0;
    k->series = arena_array(&k->arena, k->p->n_constraints * k->most, sizeof *k->series);
    return true;
}

static enum staff_end attempt_run(struct confirmation *k, bool *again) {
    *again = false;
    if (!attempt_begin(k)) {
        return STAFF_PLANNED;
    }
    enum plan_state state = plan_look(k);
    if (k->p->exhausted) {
        return STAFF_PLANNED;
    }
    /* Neighbours are judged by the plan's slack: known from all the days that there are. */
    if (state == PLAN_MEETS && !plan_grow(k, k->most)) {
        k->p->exhausted = true;
        return STAFF_MEETS;
    }
    if (state == PLAN_MEETS && k->attempt + 3 < ATTEMPTS && tighten(k)) {
        *again = true;
        return STAFF_MEETS;
    }
    if (state != PLAN_MEETS) {
        *again = k->attempt + 1 < ATTEMPTS && repair(k);
        k->a->repairs += *again;
        return STAFF_PLANNED;
    }
    bool settled = neighbours_look(k, again);
    return settled ? STAFF_CONFIRMED : STAFF_MEETS;
}

void staff_confirm(struct staffing_problem *p, struct staff_answer *a) {
    struct confirmation k = {.p = p, .a = a};
    double risk = risk_of(p);
    double neighbours = (double)(p->space->n_groups * p->space->n_slots);
    bool again = true;
    k.end_at = evaluator_events(p->evaluator) + p->options->confirm_events;
    k.z_plan = gsl_cdf_ugaussian_Qinv(risk / PLAN_LOOKS);
    k.z_neighbour = gsl_cdf_ugaussian_Qinv(risk / NEIGHBOUR_LOOKS / neighbours);
    for (k.attempt = 0; again && k.attempt < ATTEMPTS; k.attempt++) {
        arena_reset(&k.arena);
        evaluator_forget(p->evaluator);
        a->confirm_seed = k.seed = seed_of(p->options->seed, k.attempt);
        a->end = attempt_run(&k, &again);
        a->confirm_days = k.n * evaluator_days(p->evaluator);
    }
    arena_fini(&k.arena);
}
