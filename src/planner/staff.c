/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planner/staff.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "planner/staff_confirm_parts.h"
#include "random/stream.h"

/* ---- what can be planned ---- */

/* Groups that serve at a station that some goal looks at. */
static const bool *planned_groups(const struct model *m, const struct goals *g, struct arena *a) {
    bool *planned = arena_array(a, m->n_groups + 1, sizeof *planned);
    for (size_t i = 0; i < g->n; i++) {
        for (uint32_t k = 0; k < m->n_groups; k++) {
            uint32_t station = g->goal[i].station;
            bool serves = station == NONE || model_group_serves(m, k, station);
            planned[k] |= serves && !m->groups[k].rival;
        }
    }
    return planned;
}

static void reason_add(struct staff_answer *a, const char *words) {
    const char **all = arena_array(&a->arena, a->n_reasons + 1, sizeof *all);
    for (size_t i = 0; i < a->n_reasons; i++) {
        all[i] = a->reasons[i];
    }
    all[a->n_reasons++] = words;
    a->reasons = all;
}

/* Goals that no people can change. */
static void unstaffed_find(struct staff_answer *a) {
    const struct model *m = a->model;
    for (size_t i = 0; i < a->goals.n; i++) {
        const struct goal *g = &a->goals.goal[i];
        bool any = m->n_groups > 0 && g->station == NONE;
        for (uint32_t k = 0; k < m->n_groups && g->station != NONE; k++) {
            any = any || model_group_serves(m, k, g->station);
        }
        if (!any) {
            reason_add(a, arena_format(&a->arena,
                                       "standard '%s' looks at %s%s, where nobody of the staff "
                                       "serves: no number of people changes it",
                                       g->name, g->station == NONE ? "a scenario" : "station ",
                                       g->station == NONE ? " without staff"
                                                          : m->stations[g->station].name));
        }
    }
}

/* ---- what plenty of staff reaches ---- */

static const char *amount_words(struct arena *a, const struct goal *g, double value) {
    bool share = g->quantile || strcmp(g->unit, "share") == 0;
    return share ? arena_format(a, "%.4g %%", 100 * value) : arena_format(a, "%.1f s", value);
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
    double target = k->by_days ? g->on_days : g->target;
    reason_add(a,
               arena_format(&a->arena, "%s, standard '%s' reaches %s%s in %s; asked: at %s %s",
                            under, g->name,
                            k->by_days ? arena_format(&a->arena, "%.1f %%", 100 * r.top / r.bottom)
                                       : amount_words(&a->arena, g, r.top / r.bottom),
                            k->by_days ? " of days" : "", cell_words(&a->arena, p->space, k->cell),
                            g->at_least || k->by_days ? "least" : "most",
                            k->by_days ? arena_format(&a->arena, "%.1f %%", 100 * target)
                                       : amount_words(&a->arena, g, target)));
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
            reason_add(a, arena_format(&a->arena,
                                       "station '%s' blocks who finds it full, before any agent "
                                       "can answer: more staff does not help, more of it does",
                                       name));
        }
        if (m->stations[i].n_lanes > 0) {
            reason_add(a, arena_format(&a->arena,
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

/* Whether every goal is reached when nobody has to wait for staff; else reasons. */
static bool plenty_reaches(struct staff_answer *a, struct staffing_problem *p) {
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

/* A target that is missed by a single customer or day. That nobody is blocked or balks can be so by
 * the scenario itself. */
static bool beyond_proof(const struct goal *g) {
    bool whole = g->at_least ? (g->quantile || strcmp(g->unit, "share") == 0) && g->target >= 1
                             : g->target <= 0 && strcmp(g->measure, "blocking") != 0 &&
                                   strcmp(g->measure, "balking") != 0;
    return whole || g->on_days >= 1;
}

/* Whether all goals can be shown to be met; else reasons. days: in which the plan was not missed; 0
 * where it was. */
static bool provable(struct staff_answer *a, size_t days) {
    const char *kind = a->model->steady ? "runs" : "days", *none = "";
    bool ok = true;
    if (days > 0) {
        none = arena_format(&a->arena,
                            "; none of the %zu %s that chose the plan below had one, from which at "
                            "most %.2g %% of %s have (95 %% confidence)",
                            days, kind, 100 * (1 - pow(0.05, 1 / (double)days)), kind);
    }
    for (size_t i = 0; i < a->goals.n; i++) {
        if (beyond_proof(&a->goals.goal[i])) {
            ok = false;
            reason_add(a, arena_format(&a->arena,
                                       "standard '%s' allows not one exception: where customers "
                                       "come by chance no number of people rules one out, and no "
                                       "number of days could show it; ask for 99 %% or 99.9 %%, "
                                       "say%s",
                                       a->goals.goal[i].name, none));
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
            reason_add(a, arena_format(&a->arena,
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

static void nothing_meets(struct staff_answer *a, struct staffing_problem *p) {
    size_t n = p->search_runs;
    const struct sample *s = evaluate(p->evaluator, &a->plan, p->options->seed, n ? n : 40);
    a->end = STAFF_NO_PLAN;
    if (!s) {
        return;
    }
    a->effort_short = provable(a, 0) && plenty_would_do(p);
    short_add(a, p, s, false);
    short_add(a, p, s, true);
    clash_tell(a, p);
}

/* ---- figures of the answer ---- */

static struct interval constraint_value(const struct staffing_problem *p, const struct sample *s,
                                        const struct constraint *c, size_t n, double level) {
    struct moments m = {0};
    for (size_t i = 0; i < n; i++) {
        struct gauge_ratio r = c->by_days ? goal_days(p->goals, p->evaluator, s, c->goal, i)
                                          : goal_ratio(p->evaluator, s, c->goal, c->cell, i);
        moments_add(&m, r.top, r.bottom);
    }
    if (c->by_days) {
        return clustered_share_interval(&m, level);
    }
    struct interval value = ratio_interval(&m, level);
    const struct goal *g = &p->goals->goal[c->goal];
    if (g->quantile || strcmp(g->unit, "share") == 0) {
        value.low = fmax(0, value.low);
        value.high = fmin(1, value.high);
    }
    return value;
}

/* Each at a level at which all hold jointly (Bonferroni). */
static void values_fill(struct staffing_problem *p, struct staff_answer *a, uint64_t seed,
                        size_t runs) {
    const struct sample *s = evaluate(p->evaluator, &a->plan, seed, runs);
    double joint = 1 - (1 - a->level) / (double)p->n_constraints;
    for (size_t c = 0; s && c < p->n_constraints; c++) {
        a->checks[c].value =
            goal_interval_within(&a->goals.goal[p->constraints[c].goal],
                                 constraint_value(p, s, &p->constraints[c], s->n, joint));
    }
}

static void theory_fill(struct staffing_problem *p, struct staff_answer *a, size_t runs) {
    struct staff_theory *t = &a->sipp;
    t->plan = staff_by_formulas(p, LOAD_STATIONARY);
    t->cost = plan_cost(&t->plan);
    t->people = plan_people(&t->plan);
    const struct sample *s = evaluate(p->evaluator, &t->plan, a->confirm_seed, runs);
    struct interval *value = arena_array(&a->arena, p->n_constraints, sizeof *value);
    for (size_t c = 0; s && c < p->n_constraints; c++) {
        value[c] = constraint_value(p, s, &p->constraints[c], runs, a->level);
        t->missed += constraint_moments(p->goals, p->evaluator, s, &p->constraints[c], runs).x < 0;
    }
    t->value = s ? value : NULL;
    t->plan = plan_copy(&t->plan, &a->arena);
}

/* ---- all ---- */

static struct staffing_problem problem_of(struct staff_answer *a, const struct staff_options *o) {
    struct staffing_problem p = {
        .model = a->model, .options = o, .goals = &a->goals, .space = &a->space, .seed = o->seed};
    p.constraints = constraints_of(&a->goals, a->model, &p.n_constraints, &p.arena);
    p.evaluator =
        evaluator_new(a->model, a->layout, a->goals.gauges, a->goals.n,
                      (struct evaluator_options){.threads = o->threads, .limits = o->limits});
    return p;
}

static void arrays_new(struct staff_answer *a, const struct staffing_problem *p) {
    a->n_checks = p->n_constraints;
    a->checks = arena_array(&a->arena, a->n_checks, sizeof *a->checks);
    for (size_t c = 0; c < a->n_checks; c++) {
        a->checks[c].constraint = p->constraints[c];
        a->checks[c].value = a->checks[c].slack = (struct interval){NAN, NAN, NAN};
    }
    a->neighbours = arena_array(&a->arena, neighbours_most(&a->space, true), sizeof *a->neighbours);
}

static void tell_plan(const struct staff_answer *a, const struct staff_options *o) {
    if (o->planned) {
        o->planned(o->context, a);
    }
}

/* Whether more people may save more than their wages. */
static bool service_is_priced(const struct model *m) {
    const struct money *money = &m->scenario->money;
    bool any = money->lost_customer > 0 || money->n_waiting > 0 || money->n_stations > 0;
    for (uint32_t i = 0; i < m->n_classes; i++) {
        any = any || m->classes[i].value > 0;
    }
    return any;
}

static const char *dear_words(struct staff_answer *a, const struct standard_result *r) {
    return arena_format(
        &a->arena,
        "standard '%s' allows a cost of %.6g a day, but the plan cheapest in wages that was found "
        "to meet the others costs %.6g (%.6g-%.6g), all that money prices counted: %s",
        r->name, r->target, r->value.value, r->value.low, r->value.high,
        service_is_priced(a->model)
            ? "more people may cost less in all, as money prices more than wages; that was not "
              "searched"
            : "the least at which they were found to be met");
}

/* What the plan for the others does to the standards that are only watched; missed ones are
 * reasons. */
static void watched_fill(struct staff_answer *a, struct staffing_problem *p, struct diag *d) {
    a->watched_seed = stream_key(a->seed, UINT64_C(0x77617463686564)) >> 11;
    staff_watched_judge(p, a, d);
    for (size_t i = 0; i < a->n_watched; i++) {
        const struct standard_result *r = a->watched[i].result;
        if (r->verdict != VERDICT_MISSED) {
            continue;
        }
        reason_add(a, a->watched[i].is_cost
                          ? dear_words(a, r)
                          : arena_format(&a->arena,
                                         "standard '%s' (%s) is missed under the plan for the "
                                         "others, at %.1f %% of those it looks at: no staffing is "
                                         "searched for a timed stretch, so tighten the standard of "
                                         "the stations on its way",
                                         r->name, r->question, 100 * r->value.value));
        a->end = STAFF_NO_PLAN;
    }
}

static void solve(struct staff_answer *a, struct staffing_problem *p, struct diag *d) {
    if (!staff_demand(p)) {
        a->end = STAFF_STOPPED;
        return;
    }
    if (!plenty_reaches(a, p)) {
        a->end = p->exhausted ? STAFF_STOPPED : STAFF_NO_PLAN;
        return;
    }
    struct plan best;
    bool found = staff_search(p, staff_by_formulas(p, LOAD_OFFERED), &best);
    a->plan = plan_copy(&best, &a->arena);
    a->search_days = p->search_runs * evaluator_days(p->evaluator);
    a->alone = p->n_skills > 1 ? staff_alone(p, &a->alone_cost) : NAN;
    if (!found) {
        nothing_meets(a, p);
        a->end = evaluator_stopped(p->evaluator) ? STAFF_STOPPED : STAFF_NO_PLAN;
        return;
    }
    values_fill(p, a, p->options->seed, p->search_runs);
    if (!provable(a, a->search_days)) {
        a->end = STAFF_NO_PLAN;
        return;
    }
    a->end = STAFF_PLANNED;
    tell_plan(a, p->options);
    if (p->options->confirm && !p->exhausted) {
        staff_confirm(p, a);
        size_t runs = a->confirm_days / evaluator_days(p->evaluator);
        if (runs > 0) {
            values_fill(p, a, a->confirm_seed, runs);
            theory_fill(p, a, runs < 1000 ? runs : 1000);
        }
    }
    if (!evaluator_stopped(p->evaluator)) {
        watched_fill(a, p, d);
    }
}

struct staff_answer *staff_plan(const struct model *m, const struct staff_options *options,
                                struct diag *d) {
    struct staff_answer *a = mem_new(1, sizeof *a);
    struct staff_options o = *options;
    o.level = o.level > 0 ? o.level : 0.95;
    o.search_events = o.search_events ? o.search_events : STAFF_SEARCH_EVENTS;
    o.confirm_events = o.confirm_events ? o.confirm_events : STAFF_CONFIRM_EVENTS;
    a->model = m;
    a->layout = layout_new(m);
    a->level = o.level;
    a->seed = o.seed;
    a->alone = NAN;
    a->end = STAFF_NO_PLAN;
    if (!goals_read(&a->goals, m, a->layout, o.goals, d)) {
        return a;
    }
    unstaffed_find(a);
    if (a->n_reasons > 0) {
        return a;
    }
    a->space = plan_space_new(m, planned_groups(m, &a->goals, &a->arena), &a->arena);
    struct staffing_problem p = problem_of(a, &o);
    arrays_new(a, &p);
    solve(a, &p, d);
    a->events = evaluator_events(p.evaluator);
    a->plans = evaluator_plans(p.evaluator);
    a->stopped = evaluator_stopped(p.evaluator);
    demand_fini(&p.demand);
    evaluator_free(p.evaluator);
    arena_fini(&p.arena);
    return a;
}

void staff_answer_free(struct staff_answer *a) {
    if (a) {
        results_free(a->under_plan);
        goals_fini(&a->goals);
        layout_free(a->layout);
        arena_fini(&a->arena);
        free(a);
    }
}
