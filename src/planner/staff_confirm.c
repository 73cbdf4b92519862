/* SPDX-License-Identifier: GPL-3.0-or-later
 * "Meets, and is the cheapest that was found to meet", with customers who did not choose the plan.
 * Two halves of the allowed risk: that a plan said to meet does not (every constraint is shown at
 * this level, and all of them must be: an intersection-union test, Berger 1982, needs no more), and
 * that a neighbour said to fail meets (Bonferroni over the neighbours). Both are divided by the
 * looks at a growing sample and by the plans that may be tried.
 * Where whole days are judged, every slot bears on one figure and the search's winner flatters
 * itself: customers of a third kind, who neither chose the plan nor confirm it, first move it to
 * where the days of the confirmation can just show it. A plan that is confirmed with people to
 * spare is kept while a cheaper one is tried. */
#include <math.h>
#include <string.h>

#include "planner/staff_confirm_parts.h"
#include "planner/staff_proof.h"
#include "planner/staff_propose.h"
#include "random/stream.h"

enum { MOST_ATTEMPTS = 5, MOST_LOOKS = 5, FEWEST_RUNS = 100, MOST_RUNS = 20000 };
/* By intervals most plans are settled at the first looks; a figure of whole days takes them all. */
enum { DAY_ATTEMPTS = 3, DAY_LOOKS = 3 };
/* Of the budget, what looking at the plan itself may cost; the rest goes to its neighbours. */
#define SHARE_OF_PLAN     0.15
#define SHARE_OF_DAY_PLAN 0.2
#define SHARE_OF_REFINED  0.05 /* each plan that is looked at before */
/* Standard errors above what the test asks, so that most plans that are tried pass it. */
#define ROOM_TO_PASS 0.7
/* A cheaper plan is worth another attempt from this share of the cost. */
#define WORTH_TRYING 0.002

void confirmation_tell(const struct confirmation *k, const char *doing, size_t done,
                       size_t planned) {
    if (k->p->options->progress) {
        k->p->options->progress(k->p->options->context, doing, done, planned);
    }
}

/* ---- the plan ---- */

/* Where a share of days is asked, a run of alike days has no variance: that of the share asked is
 * used, as in Wilson's interval. */
double slack_variance(const struct confirmation *k, size_t c, const struct moments *m) {
    const struct constraint *con = &k->p->constraints[c];
    double variance = moments_variance(m);
    if (con->by_days) {
        double on = k->p->goals->goal[con->goal].on_days;
        variance = fmax(variance, on * (1 - on) * (double)evaluator_days(k->p->evaluator));
    }
    return variance;
}

struct moments series_moments(const double *x, size_t n) {
    struct moments m = {0};
    for (size_t i = 0; i < n; i++) {
        moments_add(&m, x[i], 0);
    }
    return m;
}

/* Whether no customer of a share was an exception in any replication. */
static bool is_without_miss(const struct confirmation *k, const struct sample *s,
                            const struct constraint *c, bool at_least) {
    for (size_t i = 0; i < k->n; i++) {
        struct gauge_ratio r = goal_ratio(k->p->evaluator, s, c->goal, c->cell, i);
        if (at_least ? r.top < r.bottom : r.top > 0) {
            return false;
        }
    }
    return true;
}

/* The variance says nothing of exceptions that never came: they need as many days as rule out that
 * they are too many. A share of days has the variance of the share asked. */
static bool can_be_shown(const struct confirmation *k, const struct sample *s, size_t c) {
    const struct constraint *con = &k->p->constraints[c];
    const struct goal *g = &k->p->goals->goal[con->goal];
    bool share = g->quantile || strcmp(g->unit, "share") == 0;
    double asked = g->at_least ? g->target : 1 - g->target;
    return con->by_days || !share || proof_without_miss(asked, (double)k->n, k->risk_plan) ||
           !is_without_miss(k, s, con, g->at_least);
}

static void check_fill(struct confirmation *k, const struct sample *s, size_t c) {
    struct staff_check *to = &k->a->checks[c];
    struct moments m = series_moments(k->series + c * k->most, k->n);
    double half = proof_quantile(k->risk_plan, m.n) * sqrt(slack_variance(k, c, &m) / m.n);
    to->slack = (struct interval){m.x, m.x - half, m.x + half};
    /* Nobody came who could be missed: taken for met when no more days are to come, if the goal
     * had anybody to judge elsewhere. */
    bool nobody = !(fabs(m.x) + m.xx > 0);
    bool judged = staff_happens(k->p, s, k->p->constraints[c].goal, k->n);
    bool shown = nobody ? judged && k->n == k->most : to->slack.low >= 0 && can_be_shown(k, s, c);
    /* Once shown it is: later days serve the neighbours. */
    to->met = to->met || shown;
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
        check_fill(k, s, c);
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
    for (int look = 0; look < (int)k->looks && state == PLAN_OPEN; look++) {
        size_t n = proof_look(k->most, k->looks, (size_t)look);
        confirmation_tell(k, "confirming the plan", n, k->most);
        if (!plan_grow(k, n)) {
            k->p->exhausted = true;
            return PLAN_OPEN;
        }
        state = plan_state(k);
    }
    return state;
}

/* ---- another plan ---- */

/* Slacks less what the next plan needs to be shown to meet, from all days of the present one. */
static bool slacks_with_margin(struct confirmation *k, double *slack) {
    /* A share of days has slopes that took many days; they serve on. */
    if (!k->whole_day && !slopes_take(k->p->slopes, k->p, &k->a->plan, k->p->slope_runs)) {
        return false;
    }
    const struct sample *s = evaluate(k->p->evaluator, &k->a->plan, k->seed, k->n);
    double margin = k->p->margin, repairs = (double)k->a->repairs;
    k->p->margin =
        k->whole_day
            ? (proof_quantile(k->risk_plan, (double)k->most) + ROOM_TO_PASS * (1 + repairs)) /
                  sqrt((double)k->most)
            : margin * 1.5 * (1 + repairs);
    if (s) {
        memcpy(k->p->slopes->at.count, k->a->plan.count,
               plan_size(k->p->space) * sizeof *k->a->plan.count);
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
    /* Exchanges would follow the noise of the slopes; over whole days there is nothing else in
     * them. */
    staff_propose(k->p, s, lower, (struct reach){1, k->whole_day ? 0 : 1}, &x);
    double cost = plan_cost(&k->a->plan);
    if (plan_cost(&x) > cost - (k->whole_day ? WORTH_TRYING * cost : 1e-9)) {
        return false;
    }
    memcpy(k->a->plan.count, x.count, plan_size(k->p->space) * sizeof *x.count);
    return true;
}

/* Changes the plan so that it is promised to meet with a margin; only adds people, since it was
 * short, so that it comes to an end. False when there was nothing to change. */
static bool repair(struct confirmation *k) {
    struct slopes *s = k->p->slopes;
    size_t n = k->p->n_constraints, size = plan_size(k->p->space) * sizeof *k->a->plan.count;
    double *lower = arena_array(&k->arena, n, sizeof *lower);
    struct plan x = plan_copy(&k->a->plan, &k->arena);
    if (!slacks_with_margin(k, s->slack)) {
        return false;
    }
    staff_propose(k->p, s, lower, (struct reach){0, 1}, &x);
    /* A share of days near its target may need one person more than any slope says. */
    if (memcmp(x.count, k->a->plan.count, size) == 0) {
        memcpy(s->slack, lower, n * sizeof *lower);
        for (size_t c = 0; c < n; c++) {
            s->slack[c] = k->a->checks[c].met ? HUGE_VAL : -1e-6;
            lower[c] = 0;
        }
        staff_propose(k->p, s, lower, (struct reach){0, 1}, &x);
    }
    bool changed = memcmp(x.count, k->a->plan.count, size) != 0;
    memcpy(k->a->plan.count, x.count, size);
    return changed;
}

/* ---- all ---- */

/* Seeds that simulate can be given: below 2^53. */
static uint64_t seed_of(uint64_t seed, size_t attempt) {
    return stream_key(seed, UINT64_C(0x636f6e6669726d) + attempt) >> 11;
}

/* Replications of a plan at most. */
static size_t plan_runs(const struct staffing_problem *p, double share, double events_per_run) {
    double runs = share * (double)p->options->confirm_events / events_per_run;
    runs = fmin(MOST_RUNS, fmax(FEWEST_RUNS, runs));
    return (size_t)runs / 16 * 16 + 16;
}

static double risk_of(const struct staffing_problem *p, size_t attempts) {
    return (1 - (p->options->level > 0 ? p->options->level : 0.95)) / 2 / (double)attempts;
}

static bool any_whole_day(const struct staffing_problem *p) {
    bool any = false;
    for (size_t c = 0; c < p->n_constraints; c++) {
        any = any || p->constraints[c].cell == ALL_CELLS;
    }
    return any;
}

static struct confirmation confirmation_of(const struct staffing_problem *p) {
    struct confirmation k = {.whole_day = any_whole_day(p)};
    k.attempts = k.whole_day ? DAY_ATTEMPTS : MOST_ATTEMPTS;
    k.looks = k.whole_day ? DAY_LOOKS : MOST_LOOKS;
    k.risk_plan = risk_of(p, k.attempts) / (double)k.looks;
    return k;
}

static size_t runs_of(const struct confirmation *k, const struct staffing_problem *p,
                      double events_per_run) {
    return plan_runs(p, k->whole_day ? SHARE_OF_DAY_PLAN : SHARE_OF_PLAN, events_per_run);
}

double staff_confirm_margin(const struct staffing_problem *p, double events_per_run) {
    struct confirmation k = confirmation_of(p);
    double runs = (double)runs_of(&k, p, events_per_run);
    return proof_quantile(k.risk_plan, runs) / sqrt(runs);
}

static bool attempt_begin(struct confirmation *k) {
    const struct sample *probe = evaluate(k->p->evaluator, &k->a->plan, k->seed, 25);
    if (!probe) {
        k->p->exhausted = true;
        return false;
    }
    k->most = runs_of(k, k->p, (double)probe->events / (double)probe->n);
    k->n = 0;
    k->series = arena_array(&k->arena, k->p->n_constraints * k->most, sizeof *k->series);
    for (size_t c = 0; c < k->p->n_constraints; c++) {
        k->a->checks[c].met = false;
    }
    return true;
}

static enum plan_state attempt_run(struct confirmation *k) {
    enum plan_state state = attempt_begin(k) ? plan_look(k) : PLAN_OPEN;
    k->a->shown_to_miss = state == PLAN_FAILS;
    /* Neighbours are judged by the plan's slack: known from all the days that there are. */
    if (state == PLAN_MEETS && !plan_grow(k, k->most)) {
        k->p->exhausted = true;
    }
    return state;
}

/* ---- what was shown ---- */

/* A plan that was shown to meet. */
struct shown {
    struct plan plan; /* count NULL: none yet */
    uint64_t seed;
    size_t n, most, repairs;
    double *series;
    struct staff_check *checks;
};

static struct shown shown_keep(struct confirmation *k) {
    size_t bytes = k->p->n_constraints * sizeof *k->a->checks;
    struct shown s = {
        plan_copy(&k->a->plan, &k->arena), k->seed, k->n, k->most, k->a->repairs, k->series,
        arena_alloc(&k->arena, bytes)};
    memcpy(s.checks, k->a->checks, bytes);
    return s;
}

static void shown_take(struct confirmation *k, const struct shown *s) {
    memcpy(k->a->plan.count, s->plan.count, plan_size(k->p->space) * sizeof *s->plan.count);
    memcpy(k->a->checks, s->checks, k->p->n_constraints * sizeof *s->checks);
    k->a->confirm_seed = k->seed = s->seed;
    k->a->shown_to_miss = false;
    k->a->repairs = s->repairs;
    k->n = s->n;
    k->most = s->most;
    k->series = s->series;
}

/* ---- by the interval ---- */

static enum staff_end interval_attempt(struct confirmation *k, struct shown *best, bool *again) {
    enum plan_state state = attempt_run(k);
    *again = false;
    if (state == PLAN_MEETS &&
        (!best->plan.count || plan_cost(&k->a->plan) < plan_cost(&best->plan))) {
        *best = shown_keep(k);
    }
    if (k->p->exhausted) {
        return state == PLAN_MEETS ? STAFF_MEETS : STAFF_PLANNED;
    }
    if (state == PLAN_MEETS && k->attempt + 3 < k->attempts && tighten(k)) {
        *again = true;
        return STAFF_MEETS;
    }
    if (state != PLAN_MEETS) {
        *again = k->attempt + 1 < k->attempts && repair(k);
        k->a->repairs += *again;
        k->a->shown_to_miss = k->a->shown_to_miss && !*again;
        return STAFF_PLANNED;
    }
    bool settled = neighbours_look(k);
    *again = !k->p->exhausted && k->attempt + 1 < k->attempts && neighbours_adopt(k);
    return settled ? STAFF_CONFIRMED : STAFF_MEETS;
}

/* Back to the cheapest plan that was shown to meet, with its neighbours. */
static void shown_return(struct confirmation *k, const struct shown *best) {
    shown_take(k, best);
    bool settled = false;
    if (k->looked_seed != k->seed) {
        k->a->n_neighbours = 0; /* another plan's */
        settled = !k->p->exhausted && neighbours_look(k);
    }
    k->a->end = settled ? STAFF_CONFIRMED : STAFF_MEETS;
}

static void confirm_intervals(struct confirmation *k) {
    struct shown best = {0};
    bool again = true;
    for (k->attempt = 0; again && k->attempt < k->attempts; k->attempt++) {
        evaluator_forget(k->p->evaluator);
        k->a->confirm_seed = k->seed = seed_of(k->p->options->seed, k->attempt);
        k->a->end = interval_attempt(k, &best, &again);
    }
    if (best.plan.count && best.seed != k->seed) {
        shown_return(k, &best);
    }
}

/* ---- whole days ---- */

/* Moves the plan to where the confirmation's days can just show that it meets. False when stopped.
 */
static bool day_plan_refine(struct confirmation *k) {
    struct staffing_problem *p = k->p;
    p->seed = seed_of(p->options->seed, k->attempts);
    const struct sample *probe = evaluate(p->evaluator, &k->a->plan, p->seed, 25);
    if (!probe) {
        return false;
    }
    double each = (double)probe->events / (double)probe->n, margin = p->margin;
    size_t n = plan_runs(p, SHARE_OF_REFINED, each);
    p->margin = staff_confirm_margin(p, each) + ROOM_TO_PASS / sqrt((double)n);
    confirmation_tell(k, "moving the plan to what can be shown", 1, 1);
    staff_refine(p, n, &k->a->plan);
    p->margin = margin;
    return !p->exhausted;
}

/* Puts every other one back of those by whom a plan has fewer than the one that was shown; whether
 * any stays away. */
static bool half_way(struct confirmation *k, const struct plan *shown) {
    bool back = true, any = false;
    for (size_t i = 0; i < plan_size(k->p->space); i++) {
        double *count = &k->a->plan.count[i];
        for (; *count < shown->count[i] && back; back = false) {
            ++*count;
        }
        bool away = *count < shown->count[i];
        any = any || away;
        back = back || away;
    }
    return any;
}

/* One attempt; whether another follows. A cheaper plan that was not shown gives way to the one that
 * was, from which half as many are then taken away. */
static bool day_attempt(struct confirmation *k, struct shown *best) {
    bool last = k->attempt + 1 == k->attempts;
    enum plan_state state = attempt_run(k);
    if (state == PLAN_MEETS) {
        *best = shown_keep(k);
        return !k->p->exhausted && !last && tighten(k);
    }
    if (k->p->exhausted || last) {
        return false;
    }
    if (best->plan.count) {
        return half_way(k, &best->plan);
    }
    if (!repair(k)) {
        return false;
    }
    k->a->repairs++;
    k->a->shown_to_miss = false;
    return true;
}

static void confirm_days(struct confirmation *k) {
    struct shown best = {0};
    bool again = day_plan_refine(k);
    evaluator_forget(k->p->evaluator);
    for (k->attempt = 0; again; k->attempt++) {
        k->a->confirm_seed = k->seed = seed_of(k->p->options->seed, k->attempt);
        again = day_attempt(k, &best);
    }
    if (best.plan.count) {
        shown_take(k, &best);
        k->a->end = STAFF_MEETS;
        if (!k->p->exhausted && neighbours_look(k)) {
            k->a->end = STAFF_CONFIRMED;
        }
    }
}

void staff_confirm(struct staffing_problem *p, struct staff_answer *a) {
    struct confirmation k = confirmation_of(p);
    k.p = p;
    k.a = a;
    k.end_at = evaluator_events(p->evaluator) + p->options->confirm_events;
    k.risk_neighbour =
        risk_of(p, k.attempts) / NEIGHBOUR_LOOKS / (double)neighbours_most(p->space, k.whole_day);
    (k.whole_day ? confirm_days : confirm_intervals)(&k);
    a->confirm_days = k.n * evaluator_days(p->evaluator);
    arena_fini(&k.arena);
}
