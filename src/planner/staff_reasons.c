/* SPDX-License-Identifier: GPL-3.0-or-later
 * Why no plan meets: nobody serves there, plenty of staff does not reach it, no days could show it,
 * two standards clash; and what the best that was found reaches. */
#include <math.h>
#include <string.h>

#include "planner/staff_reasons.h"

void staff_reason_add(struct staff_answer *a, const char *words) {
    const char **all = arena_array(&a->arena, a->n_reasons + 1, sizeof *all);
    for (size_t i = 0; i < a->n_reasons; i++) {
        all[i] = a->reasons[i];
    }
    all[a->n_reasons++] = words;
    a->reasons = all;
}

void staff_unstaffed_find(struct staff_answer *a) {
    const struct model *m = a->model;
    for (size_t i = 0; i < a->goals.n; i++) {
        const struct goal *g = &a->goals.goal[i];
        bool any = m->n_groups > 0 && g->station == NONE;
        for (uint32_t k = 0; k < m->n_groups && g->station != NONE; k++) {
            any = any || model_group_serves(m, k, g->station);
        }
        if (!any) {
            staff_reason_add(
                a,
                arena_format(&a->arena,
                             "standard '%s' looks at %s%s, where nobody of the staff "
                             "serves: no number of people changes it",
                             g->name, g->station == NONE ? "a scenario" : "station ",
                             g->station == NONE ? " without staff" : m->stations[g->station].name));
        }
    }
}

/* ---- what plenty of staff reaches ---- */

/* What was reached, to two decimals more than the target has. */
static const char *amount_words(struct arena *a, const struct goal *g, double value,
                                double target) {
    enum { MOST_DECIMALS = 4 };
    bool share = g->quantile || strcmp(g->unit, "share") == 0;
    int decimals = 0;
    for (double x = 100 * target; decimals < MOST_DECIMALS && fabs(x - round(x)) > 1e-6; x *= 10) {
        decimals++;
    }
    return share ? arena_format(a, "%.*f %%", decimals + 2, 100 * value)
                 : arena_format(a, "%.1f s", value);
}

static struct gauge_ratio pooled(const struct staffing_problem *p, const struct sample *s,
                                 const struct constraint *c, size_t n) {
    struct gauge_ratio sum = {0, 0};
    for (size_t i = 0; i < n; i++) {
        struct gauge_ratio r = c->by_days ? goal_days(p->goals, p->evaluator, s, c->goal, i)
                                          : goal_ratio(p->evaluator, s, c->goal, c->cell, i);
        sum.top += r.top;
        sum.bottom += r.bottom;
    }
    return sum;
}

/* "08:30-09:00", "after close", "the whole day". */
static const char *cell_words(struct arena *a, const struct plan_space *s, size_t cell) {
    if (cell == ALL_CELLS || s->model->steady) {
        return s->model->steady ? "the whole run" : "the whole day";
    }
    size_t kind = cell / (s->n_in_day + 1), in_day = cell % (s->n_in_day + 1);
    const char *days = s->kinds.n > 1 ? arena_format(a, " on %s", plan_day_words(s, kind, a)) : "";
    if (in_day >= s->n_in_day) {
        return arena_format(a, "after close%s", days);
    }
    int minute = (int)(s->at[in_day] / 60) % 1440;
    return arena_format(a, "the interval of %02d:%02d%s", minute / 60, minute % 60, days);
}

static void missed_add(struct staff_answer *a, const struct staffing_problem *p,
                       const struct sample *s, size_t n, size_t c, const char *under) {
    const struct constraint *k = &p->constraints[c];
    const struct goal *g = &a->goals.goal[k->goal];
    struct gauge_ratio r = pooled(p, s, k, n);
    staff_reason_add(
        a, arena_format(&a->arena, "%s, standard '%s' reaches %s%s in %s; asked: at %s %s", under,
                        g->name,
                        k->by_days ? arena_format(&a->arena, "%.1f %%", 100 * r.top / r.bottom)
                                   : amount_words(&a->arena, g, r.top / r.bottom, g->target),
                        k->by_days ? " of days" : "", cell_words(&a->arena, p->space, k->cell),
                        g->at_least || k->by_days ? "least" : "most",
                        constraint_target_words(p->goals, k, &a->arena)));
}

/* At most this many missed intervals are told one by one. */
enum { MOST_TOLD = 6, REACH_RUNS = 60 };

/* Whether more people can only help: not where people are to be busy, or customers to wait. */
static bool more_people_help(const struct goal *g, const struct gauge_goal *as) {
    return g->at_least == (g->quantile || as->measure->self_served);
}

/* What stands in the way that is no lack of people. */
static void bounds_tell(struct staff_answer *a) {
    const struct model *m = a->model;
    for (uint32_t i = 0; i < m->n_stations; i++) {
        const char *name = m->stations[i].name;
        if (m->stations[i].blocks) {
            staff_reason_add(a,
                             arena_format(&a->arena,
                                          "station '%s' blocks who finds it full, before any agent "
                                          "can answer: more staff does not help, more of it does",
                                          name));
        }
        if (m->stations[i].lines != COUNT_UNLIMITED) {
            staff_reason_add(
                a, arena_format(&a->arena,
                                "station '%s' has %zu lines: who finds all of them taken is turned "
                                "away, however many people serve; more staff does not help beyond "
                                "that, more lines do",
                                name, m->stations[i].lines));
        }
        if (m->stations[i].n_lanes > 0) {
            staff_reason_add(a,
                             arena_format(&a->arena,
                                          "station '%s' has %u lanes, where one cashier each can "
                                          "stand: more staff does not help, more lanes may",
                                          name, (unsigned)m->stations[i].n_lanes));
        }
    }
}

static const char *plenty_words(const struct model *m) {
    for (uint32_t i = 0; i < m->n_groups; i++) {
        if (m->groups[i].stands_at != NONE) {
            return "even with somebody at every lane, and more of everybody else than is ever busy";
        }
    }
    return "even with more of everybody than is ever busy";
}

bool staff_plenty_reaches(struct staff_answer *a, struct staffing_problem *p) {
    const struct sample *s = evaluate(p->evaluator, &p->plenty, p->options->seed, REACH_RUNS);
    const char *under = plenty_words(a->model);
    bool ok = true;
    if (!s) {
        p->exhausted = true;
        return false;
    }
    for (size_t c = 0; c < p->n_constraints; c++) {
        struct moments m =
            constraint_moments(p->goals, p->evaluator, s, &p->constraints[c], REACH_RUNS);
        uint32_t goal = p->constraints[c].goal;
        /* Missed by more than chance would. */
        bool missed = more_people_help(&p->goals->goal[goal], &p->goals->gauges[goal]) &&
                      m.x + 4 * sqrt(fmax(0, moments_variance(&m)) / m.n) < -1e-12;
        if (missed && a->n_reasons < MOST_TOLD) {
            missed_add(a, p, s, REACH_RUNS, c, under);
        }
        ok = ok && !missed;
    }
    if (!ok) {
        bounds_tell(a);
    }
    return ok;
}

/* ---- what no days can show ---- */

/* Whether somebody may be turned away where the goal looks. */
static bool may_block(const struct model *m, const struct goal *g) {
    for (uint32_t i = 0; i < m->n_stations; i++) {
        const struct model_station *s = &m->stations[i];
        if ((g->station == NONE || g->station == i) &&
            (s->blocks || s->lines != COUNT_UNLIMITED || s->seats != COUNT_UNLIMITED)) {
            return true;
        }
    }
    return false;
}

/* A target that is missed by a single customer or day. That nobody is blocked or balks can be so by
 * the scenario itself. */
static bool beyond_proof(const struct model *m, const struct goal *g) {
    bool whole = g->at_least ? (g->quantile || strcmp(g->unit, "share") == 0) && g->target >= 1
                             : g->target <= 0 && strcmp(g->measure, "balking") != 0 &&
                                   (strcmp(g->measure, "blocking") != 0 || may_block(m, g));
    return whole || g->on_days >= 1;
}

bool staff_provable(struct staff_answer *a, size_t days) {
    const char *kind = a->model->steady ? "runs" : "days", *none = "";
    bool ok = true;
    if (days > 0) {
        none = arena_format(&a->arena,
                            "; none of the %zu %s that chose the plan below had one, from which at "
                            "most %.2g %% of %s have (95 %% confidence)",
                            days, kind, 100 * (1 - pow(0.05, 1 / (double)days)), kind);
    }
    for (size_t i = 0; i < a->goals.n; i++) {
        const struct goal *g = &a->goals.goal[i];
        if (beyond_proof(a->model, g)) {
            bool share = g->at_least || g->on_days >= 1;
            ok = false;
            staff_reason_add(
                a, arena_format(&a->arena,
                                "standard '%s' allows not one exception: where customers "
                                "come by chance no number of people rules one out, and no "
                                "number of days could show it; ask for %s, say%s",
                                g->name, share ? "99 % or 99.9 %" : "a little more than 0", none));
        }
    }
    return ok;
}

/* One of every planned group all the time. */
static struct plan fewest_of(struct staffing_problem *p) {
    struct plan x = plan_of_model(p->space, &p->arena);
    for (size_t i = 0; i < plan_size(p->space); i++) {
        x.count[i] = p->space->planned[i / p->space->n_slots] ? 1 : x.count[i];
    }
    return x;
}

/* Plenty reaches the goals that more people help: where the fewest reach another, each can be met,
 * but not both. */
static void clash_tell(struct staff_answer *a, struct staffing_problem *p) {
    enum { FEWEST_RUNS = 10 };
    const char *many = NULL;
    for (size_t i = 0; i < p->goals->n; i++) {
        bool helped = more_people_help(&p->goals->goal[i], &p->goals->gauges[i]);
        many = helped && !many ? p->goals->goal[i].name : many;
    }
    struct plan fewest = fewest_of(p);
    const struct sample *s =
        many ? evaluate(p->evaluator, &fewest, p->options->seed, FEWEST_RUNS) : NULL;
    for (size_t c = 0; s && c < p->n_constraints; c++) {
        const struct constraint *k = &p->constraints[c];
        const struct goal *g = &p->goals->goal[k->goal];
        if (!more_people_help(g, &p->goals->gauges[k->goal]) &&
            constraint_moments(p->goals, p->evaluator, s, k, FEWEST_RUNS).x >= 0) {
            staff_reason_add(a,
                             arena_format(&a->arena,
                                          "standards '%s' and '%s' work against each other: few "
                                          "people reach the one, many the other, and no number was "
                                          "found that does both",
                                          g->name, many));
            return;
        }
    }
}

/* Conditions that the best plan misses, or all but misses: by less than the confirmation needs. */
static void short_add(struct staff_answer *a, const struct staffing_problem *p,
                      const struct sample *s, bool barely) {
    const char *under = barely ? "with the best plan found, too close for other days to show it"
                               : "with the best plan found";
    for (size_t c = 0; c < p->n_constraints && a->n_reasons < MOST_TOLD; c++) {
        struct moments m = constraint_moments(p->goals, p->evaluator, s, &p->constraints[c], s->n);
        double needed = p->margin * sqrt(fmax(0, moments_variance(&m)));
        if (barely ? m.x >= 0 && m.x < needed : m.x < 0) {
            missed_add(a, p, s, s->n, c, under);
        }
    }
}

/* More people may be all that is missing: then the search was too short. Not so where a goal asks
 * for people to be busy, with which they clash. */
static bool plenty_would_do(const struct staffing_problem *p) {
    bool helps = true;
    for (size_t i = 0; i < p->goals->n; i++) {
        helps = helps && more_people_help(&p->goals->goal[i], &p->goals->gauges[i]);
    }
    return helps;
}

void staff_nothing_meets(struct staff_answer *a, struct staffing_problem *p) {
    size_t n = p->search_runs;
    const struct sample *s = evaluate(p->evaluator, &a->plan, p->options->seed, n ? n : 40);
    a->end = STAFF_NO_PLAN;
    /* Stopped: the search was not at its end, and nothing is known. */
    if (!s || evaluator_stopped(p->evaluator)) {
        a->end = STAFF_STOPPED;
        return;
    }
    bool idle = staff_idle_tell(a, p);
    a->effort_short = staff_provable(a, 0) && plenty_would_do(p) && !idle;
    short_add(a, p, s, false);
    short_add(a, p, s, true);
    clash_tell(a, p);
    /* People of whom none would do anything are no plan. */
    a->plan.count = idle ? NULL : a->plan.count;
}

/* ---- whom a plan leaves out ---- */

static bool is_served(const struct staffing_problem *p, const struct plan *x, size_t skill,
                      size_t slot) {
    for (size_t g = 0; g < p->space->n_groups; g++) {
        if (p->serves[g * p->n_skills + skill] && *plan_at(x, g, slot) > 0) {
            return true;
        }
    }
    return false;
}

void staff_unserved_find(struct staff_answer *a, const struct staffing_problem *p) {
    const struct plan_space *space = p->space;
    double length = p->model->steady ? 3600 : p->model->interval;
    struct staff_unserved u = {.impatient = true};
    for (size_t i = 0; i < space->n_slots; i++) {
        bool any = false;
        for (size_t s = 0; s < p->n_skills; s++) {
            double calls = p->calls[s * space->n_slots + i] * length * slot_share(space, i);
            bool left = calls > 0 && !is_served(p, &a->plan, s, i);
            u.all += calls;
            u.customers += left ? calls : 0;
            /* Patience of 0 stands there as the least that formulas know. */
            u.impatient = u.impatient && (!left || p->patience[s] < 2 * PATIENCE_LEAST);
            any = any || left;
        }
        u.slots += any;
    }
    a->unserved = u;
}
