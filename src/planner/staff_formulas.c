/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where a search begins, and what a planner with formulas alone would do: in each slot, every set
 * of skills needs at least the people that Erlang's formula asks of its pooled load (a necessary
 * condition, as if they were one group), at the least cost. With one skill that is the formula
 * itself. The sets that matter are unions of skills. Source: Cezik & L'Ecuyer (2008), Staffing
 * multiskill call centers via linear programming and simulation, sect. 4 (initial constraints). */
#include <math.h>

#include <gsl/gsl_cdf.h>

#include "planner/milp.h"
#include "planner/staff_parts.h"
#include "theory/solve.h"

enum { MOST_SKILLS = 8 }; /* 255 sets; beyond, only each skill and all of them */

struct pooled {
    double calls, load, leaving; /* per second; erlangs; calls / patience, summed */
    size_t lines;                /* of their station, 0: unlimited or several stations */
};

static void stated_add(struct pooled *sum, const struct station_load *l) {
    sum->calls += l->visits;
    sum->load += l->load;
    sum->leaving += l->leaving;
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
        if (in[s] && kind == LOAD_STATIONARY && p->is_stated[s]) {
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

static size_t people_for_goal(const struct staffing_problem *p, const struct goal *g,
                              struct pooled of) {
    const struct queue_measure *measure = queue_measure_find(g->measure);
    double factor = busy_factor(p, g), handle = of.load / of.calls;
    if (!measure || measure->better == 0) {
        return within_lines(of.load, of.lines);
    }
    struct queue_target target = {measure, g->asked};
    struct queue_question q = {
        .model = {.calls = factor * of.calls,
                  .handle = handle,
                  .patience = of.leaving > 0 ? fmax(PATIENCE_LEAST, of.calls / of.leaving)
                                             : PATIENCE_UNLIMITED,
                  .lines = of.lines,
                  .agents = 1,
                  .threshold = isfinite(g->within) ? g->within : 20},
        .unknown = UNKNOWN_AGENTS,
        .targets = &target,
        .count = 1};
    struct queue_answer a;
    enum theory_status status = queue_solve(&q, &a);
    return status == THEORY_CONVERGED || status == THEORY_INEXACT
               ? within_lines((double)a.model.agents, of.lines)
               : within_lines(factor * of.load, of.lines);
}

static bool goal_looks_at(const struct staffing_problem *p, const struct goal *g, const bool *in) {
    for (uint32_t i = 0; i < p->model->n_lines; i++) {
        uint32_t s = p->skill_of[i];
        if (s != NONE && in[s] &&
            (g->station == NONE || g->station == p->model->lines[i].station)) {
            return true;
        }
    }
    return false;
}

static size_t people_for(const struct staffing_problem *p, const bool *in, size_t slot,
                         enum load_kind kind) {
    struct pooled of = pool(p, in, slot, kind);
    size_t most = 0;
    /* Less than one second of work in the slot: nobody. */
    if (!(of.load > 0) || !(of.calls > 0)) {
        return 0;
    }
    for (size_t i = 0; i < p->goals->n; i++) {
        if (goal_looks_at(p, &p->goals->goal[i], in)) {
            size_t n = people_for_goal(p, &p->goals->goal[i], of);
            most = n > most ? n : most;
        }
    }
    return most;
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

static void slot_by_formulas(struct staffing_problem *p, struct plan *plan, size_t slot,
                             enum load_kind kind) {
    struct milp m = {0};
    struct milp_result r = {0};
    struct arena a = {0};
    bool *in = arena_array(&a, p->n_skills + 1, sizeof *in);
    for (size_t g = 0; g < p->space->n_groups; g++) {
        milp_add_column(&m, (struct milp_column){p->space->price[g], 0, p->space->most[g], true});
    }
    for (size_t k = 0; k < n_sets(p); k++) {
        if (set_of(p, k, in)) {
            set_row_add(p, &m, in, (double)people_for(p, in, slot, kind), &a);
        }
    }
    milp_solve(&m, &(struct milp_options){.stop = p->options->limits.stop}, &r);
    for (size_t g = 0; g < p->space->n_groups; g++) {
        if (p->space->planned[g]) {
            *plan_at(plan, g, slot) = r.values ? r.values[g] : 1;
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
    bool *in = arena_array(&p->arena, p->n_skills + 1, sizeof *in);
    double people = 0;
    *cost = 0;
    for (size_t s = 0; s < p->n_skills; s++) {
        in[s] = true;
        for (size_t i = 0; i < p->space->n_slots; i++) {
            double n = slot_share(p->space, i) * (double)people_for(p, in, i, LOAD_OFFERED);
            people += n;
            *cost += n * cheapest_for(p, s);
        }
        in[s] = false;
    }
    return people;
}
