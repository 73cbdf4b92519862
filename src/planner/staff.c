/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planner/staff.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "planner/staff_confirm_parts.h"
#include "planner/staff_reasons.h"
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
    p->by_load = false;
    t->plan = staff_by_formulas(p, LOAD_STATIONARY);
    t->by_load = p->by_load;
    t->cost = plan_cost(&t->plan);
    t->busy = staff_busiest(p);
    for (size_t s = 0; s < p->n_skills; s++) {
        t->estimated = t->estimated || !p->is_stated[s];
        t->unasked += !staff_is_asked(p, s);
        t->strict += staff_looks_differ(p, s);
    }
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
        staff_reason_add(
            a, a->watched[i].is_cost
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

static double people_in(const struct plan *x, size_t slot) {
    double sum = 0;
    for (size_t g = 0; g < x->space->n_groups; g++) {
        sum += x->space->planned[g] ? *plan_at(x, g, slot) : 0;
    }
    return sum;
}

/* A quarter more than the formulas and the lower of the slots beside have, and not by a few. */
static bool is_peak(const struct plan *x, const struct plan *start, size_t slot) {
    size_t in_day = slot % x->space->n_in_day;
    double beside = HUGE_VAL;
    if (in_day > 0) {
        beside = fmin(beside, people_in(x, slot - 1));
    }
    if (in_day + 1 < x->space->n_in_day) {
        beside = fmin(beside, people_in(x, slot + 1));
    }
    return people_in(x, slot) > 1.25 * fmax(people_in(start, slot), beside) + 2;
}

static void peaks_find(struct staff_answer *a, const struct plan *start) {
    a->n_peaks = 0;
    for (size_t i = 0; i < a->space.n_slots; i++) {
        if (is_peak(&a->plan, start, i)) {
            a->peak = a->n_peaks++ > 0 ? a->peak : i;
        }
    }
}

static void solve(struct staff_answer *a, struct staffing_problem *p, struct diag *d) {
    if (!staff_demand(p)) {
        a->end = STAFF_STOPPED;
        return;
    }
    if (!staff_plenty_reaches(a, p)) {
        a->end = p->exhausted ? STAFF_STOPPED : STAFF_NO_PLAN;
        return;
    }
    if (p->options->reach_only) {
        return;
    }
    struct plan best, by_formulas = staff_by_formulas(p, LOAD_OFFERED);
    struct plan start = plan_copy(&by_formulas, &p->arena);
    a->keeps_work = p->floor != NULL;
    bool found = staff_search(p, start, &best);
    a->plan = plan_copy(&best, &a->arena);
    a->search_days = p->search_runs * evaluator_days(p->evaluator);
    a->shares = staff_shares(p);
    a->alone = p->n_skills > 1 ? staff_alone(p, &a->alone_cost) : NAN;
    if (!found) {
        staff_nothing_meets(a, p);
        return;
    }
    values_fill(p, a, p->options->seed, p->search_runs);
    if (!staff_provable(a, a->search_days)) {
        a->end = STAFF_NO_PLAN;
        return;
    }
    a->end = STAFF_PLANNED;
    staff_unserved_find(a, p);
    tell_plan(a, p->options);
    if (p->options->confirm && !p->exhausted) {
        staff_confirm(p, a);
        staff_unserved_find(a, p);
        size_t runs = a->confirm_days / evaluator_days(p->evaluator);
        if (runs > 0) {
            values_fill(p, a, a->confirm_seed, runs);
            theory_fill(p, a, runs < 1000 ? runs : 1000);
        }
    }
    peaks_find(a, &by_formulas);
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
    staff_unstaffed_find(a);
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
