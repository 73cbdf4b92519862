/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where a search begins, and what a planner with formulas alone would do: in each slot, every set
 * of skills needs at least the people that Erlang's formula asks of its pooled load (a necessary
 * condition, as if they were one group), at the least cost. With one skill that is the formula
 * itself. The sets that matter are unions of skills. Source: Cezik & L'Ecuyer (2008), Staffing
 * multiskill call centers via linear programming and simulation, sect. 4 (initial constraints). */
#include <math.h>
#include <string.h>

#include <gsl/gsl_cdf.h>

#include "planner/milp.h"
#include "planner/staff_parts.h"
#include "theory/solve.h"

enum { MOST_SKILLS = 8 }; /* 255 sets; beyond, only each skill and all of them */

struct pooled {
    double calls, load, leaving; /* per second; erlangs; calls / patience, summed */
    double at_once;              /* calls of those without any patience */
    size_t lines;                /* of their station, 0: unlimited or several stations */
};

static void stated_add(struct pooled *sum, const struct station_load *l) {
    sum->calls += l->visits;
    sum->load += l->load;
    sum->leaving += l->leaving;
    sum->at_once += l->at_once;
}

/* The lines that all of these skills share; LINES_UNLIMITED where they share none. */
static size_t lines_of(const struct staffing_problem *p, const bool *in) {
    uint32_t station = NONE;
    for (uint32_t i = 0; i < p->model->n_lines; i++) {
        uint32_t here = p->model->lines[i].station;
        if (p->skill_of[i] == NONE || !in[p->skill_of[i]]) {
            continue;
        }
        if (station != NONE && here != station) {
            return LINES_UNLIMITED;
        }
        station = here;
    }
    size_t lines = station == NONE ? COUNT_UNLIMITED : p->model->stations[station].lines;
    return lines == COUNT_UNLIMITED ? LINES_UNLIMITED : lines;
}

static bool takes_stated(const struct staffing_problem *p, size_t skill, enum load_kind kind) {
    return kind == LOAD_STATIONARY && p->is_stated[skill];
}

/* Per second. */
static double calls_of(const struct staffing_problem *p, size_t skill, size_t slot,
                       enum load_kind kind) {
    size_t at = skill * p->space->n_slots + slot;
    return takes_stated(p, skill, kind) ? p->stated[at].visits : p->calls[at];
}

static struct pooled pool(const struct staffing_problem *p, const bool *in, size_t slot,
                          enum load_kind kind) {
    struct pooled sum = {.lines = kind == LOAD_STATIONARY ? lines_of(p, in) : LINES_UNLIMITED};
    size_t n = p->space->n_slots;
    for (size_t s = 0; s < p->n_skills; s++) {
        double calls = 0, load = 0;
        for (size_t i = 0; i < n; i++) {
            calls += p->calls[s * n + i];
            load += p->load[s * n + i];
        }
        double handle = calls > 0 ? load / calls : 0;
        if (in[s] && takes_stated(p, s, kind)) {
            stated_add(&sum, &p->stated[s * n + slot]);
        } else if (in[s]) {
            double here = p->calls[s * n + slot];
            sum.load += kind == LOAD_OFFERED ? p->load[s * n + slot] : here * handle;
            sum.calls += here;
            sum.leaving += here / p->patience[s];
        }
    }
    return sum;
}

/* What days busier than so many others bring: the quantile of a gamma factor of mean 1. */
static double busy_factor(const struct staffing_problem *p, const struct goal *g) {
    double cv = 0;
    for (uint32_t i = 0; i < p->model->n_sources; i++) {
        cv = fmax(cv, p->model->sources[i].as_read->day_spread.cv);
    }
    if (isnan(g->on_days) || !(cv > 0) || g->on_days <= 0 || g->on_days >= 1) {
        return 1;
    }
    return fmax(1, gsl_cdf_gamma_Pinv(g->on_days, 1 / (cv * cv), cv * cv));
}

/* Beyond the lines nobody ever works. */
static size_t within_lines(double people, size_t lines) {
    size_t n = (size_t)ceil(people);
    return lines != LINES_UNLIMITED && n > lines ? lines : n;
}

/* A quantile as the share that it is judged by: a formula has the share of those who do not wait
 * at all, and no quantile of 0 s. Those who left in time waited no longer either. */
static const struct queue_measure *formula_of(const struct goal *g) {
    if (!g->quantile) {
        return queue_measure_find(g->measure);
    }
    bool of_all = strncmp(g->measure, "wait_all", strlen("wait_all")) == 0;
    return queue_measure_find(of_all ? "service_level_positive" : "service_level_answered");
}

static size_t people_for_goal(struct staffing_problem *p, const struct goal *g, struct pooled of) {
    const struct queue_measure *measure = formula_of(g);
    double factor = busy_factor(p, g), handle = of.load / of.calls;
    /* Who asks for people to be busy asks for no more of them. */
    if (!measure || measure->better == 0 || g->at_least != (measure->better > 0)) {
        p->by_load = true;
        return within_lines(of.load, of.lines);
    }
    const struct station_load visits = {
        .visits = of.calls, .at_once = of.at_once, .leaving = of.leaving};
    struct queue_target target = {measure, g->target};
    struct queue_question q = {.model = {.calls = factor * of.calls,
                                         .handle = handle,
                                         .lines = of.lines,
                                         .agents = 1,
                                         .threshold = isfinite(g->within) ? g->within : 20},
                               .unknown = UNKNOWN_AGENTS,
                               .targets = &target,
                               .count = 1};
    load_patience_set(&visits, &q.model);
    struct queue_answer a;
    enum theory_status status = queue_solve(&q, &a);
    if (status == THEORY_CONVERGED || status == THEORY_INEXACT) {
        return within_lines((double)a.model.agents, of.lines);
    }
    p->by_load = true;
    return within_lines(factor * of.load, of.lines);
}

static bool looks_at_any(const struct staffing_problem *p, size_t goal, const bool *in) {
    bool any = false;
    for (size_t s = 0; s < p->n_skills; s++) {
        any = any || (in[s] && p->looks[goal * p->n_skills + s]);
    }
    return any;
}

/* Of what each goal asks of a pooled load, [goals.n], the most of those that look at a skill. */
static double people_for_skill(const struct staffing_problem *p, size_t skill,
                               const struct pooled *of, const size_t *asked) {
    double most = staff_is_asked(p, skill) ? 0 : floor(of->load + 0.5);
    for (size_t i = 0; i < p->goals->n; i++) {
        most = fmax(most, p->looks[i * p->n_skills + skill] ? (double)asked[i] : 0);
    }
    return most;
}

static size_t people_for(struct staffing_problem *p, const bool *in, size_t slot,
                         enum load_kind kind) {
    struct pooled of = pool(p, in, slot, kind);
    struct arena a = {0};
    double sum = 0, calls = 0;
    /* Less than one second of work in the slot: nobody. */
    if (!(of.load > 0) || !(of.calls > 0)) {
        return 0;
    }
    size_t *asked = arena_array(&a, p->goals->n, sizeof *asked);
    for (size_t i = 0; i < p->goals->n; i++) {
        asked[i] = looks_at_any(p, i, in) ? people_for_goal(p, &p->goals->goal[i], of) : 0;
    }
    for (size_t s = 0; s < p->n_skills; s++) {
        double own = in[s] ? calls_of(p, s, slot, kind) : 0;
        sum += own * people_for_skill(p, s, &of, asked);
        calls += own;
    }
    arena_fini(&a);
    return (size_t)ceil(sum / calls - 1e-6);
}

/* Which skills are in set number k; false when the set is not looked at. */
static bool set_of(const struct staffing_problem *p, size_t k, bool *in) {
    size_t members = 0;
    for (size_t s = 0; s < p->n_skills; s++) {
        in[s] = p->n_skills <= MOST_SKILLS ? k >> s & 1 : k == s || k == p->n_skills;
        members += in[s];
    }
    return members > 0;
}

static size_t n_sets(const struct staffing_problem *p) {
    return p->n_skills <= MOST_SKILLS ? (size_t)1 << p->n_skills : p->n_skills + 1;
}

/* A row: the groups that serve one of the set's skills. */
static void set_row_add(const struct staffing_problem *p, struct milp *m, const bool *in,
                        double people, struct arena *a) {
    size_t *column = arena_array(a, p->space->n_groups, sizeof *column), n = 0;
    double *factor = arena_array(a, p->space->n_groups, sizeof *factor), most = 0;
    for (size_t g = 0; g < p->space->n_groups; g++) {
        bool any = false;
        for (size_t s = 0; s < p->n_skills; s++) {
            any = any || (in[s] && p->serves[g * p->n_skills + s]);
        }
        if (any) {
            column[n] = g;
            factor[n++] = 1;
            most += p->space->most[g];
        }
    }
    milp_add_row(m, fmin(people, most), HUGE_VAL, n, column, factor);
}

/* What a set asks for: never more than its skills, each staffed by itself, [n_skills]. */
static double people_for_set(struct staffing_problem *p, const bool *in, size_t slot,
                             enum load_kind kind, const double *alone) {
    double sum = 0;
    for (size_t s = 0; s < p->n_skills; s++) {
        sum += in[s] ? alone[s] : 0;
    }
    return fmin(sum, (double)people_for(p, in, slot, kind));
}

/* [n_skills] in a: what each skill asks for by itself. */
static const double *people_alone(struct staffing_problem *p, size_t slot, enum load_kind kind,
                                  struct arena *a) {
    double *alone = arena_array(a, p->n_skills + 1, sizeof *alone);
    bool *in = arena_array(a, p->n_skills + 1, sizeof *in);
    for (size_t s = 0; s < p->n_skills; s++) {
        in[s] = true;
        alone[s] = (double)people_for(p, in, slot, kind);
        in[s] = false;
    }
    return alone;
}

static void slot_by_formulas(struct staffing_problem *p, struct plan *plan, size_t slot,
                             enum load_kind kind) {
    struct milp m = {0};
    struct milp_result r = {0};
    struct arena a = {0};
    bool *in = arena_array(&a, p->n_skills + 1, sizeof *in);
    const double *alone = people_alone(p, slot, kind, &a);
    for (size_t g = 0; g < p->space->n_groups; g++) {
        milp_add_column(&m, (struct milp_column){p->space->price[g], 0, p->space->most[g], true});
    }
    for (size_t k = 0; k < n_sets(p); k++) {
        if (set_of(p, k, in)) {
            set_row_add(p, &m, in, people_for_set(p, in, slot, kind, alone), &a);
        }
    }
    milp_solve(&m, &(struct milp_options){.stop = p->options->limits.stop}, &r);
    for (size_t g = 0; g < p->space->n_groups; g++) {
        if (p->space->planned[g]) {
            double most = kind == LOAD_OFFERED ? *plan_at(&p->plenty, g, slot) : HUGE_VAL;
            *plan_at(plan, g, slot) = r.values ? fmin(r.values[g], most) : 1;
        }
    }
    milp_result_fini(&r);
    milp_fini(&m);
    arena_fini(&a);
}

struct plan staff_by_formulas(struct staffing_problem *p, enum load_kind kind) {
    struct plan plan = plan_of_model(p->space, &p->arena);
    for (size_t i = 0; i < p->space->n_slots; i++) {
        slot_by_formulas(p, &plan, i, kind);
    }
    return plan;
}

double staff_busiest(const struct staffing_problem *p) {
    double most = 1;
    for (size_t i = 0; i < p->goals->n; i++) {
        most = fmax(most, busy_factor(p, &p->goals->goal[i]));
    }
    return most;
}

static double cheapest_for(const struct staffing_problem *p, size_t skill) {
    double best = HUGE_VAL;
    for (size_t g = 0; g < p->space->n_groups; g++) {
        if (p->serves[g * p->n_skills + skill]) {
            best = fmin(best, p->space->price[g]);
        }
    }
    return best;
}

double staff_alone(struct staffing_problem *p, double *cost) {
    struct arena a = {0};
    double people = 0;
    *cost = 0;
    for (size_t i = 0; i < p->space->n_slots; i++) {
        const double *alone = people_alone(p, i, LOAD_STATIONARY, &a);
        for (size_t s = 0; s < p->n_skills; s++) {
            double n = slot_share(p->space, i) * alone[s];
            people += n;
            *cost += n * cheapest_for(p, s);
        }
    }
    arena_fini(&a);
    return people;
}
