/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is asked of the staff, from runs with more of everybody than is ever busy: the offered load
 * of the infinite-server queue, for any journey, service and returns. Source: Jennings, Mandelbaum,
 * Massey & Whitt (1996), Server staffing to meet time-varying demand; the first round of Feldman,
 * Mandelbaum, Massey & Whitt (2008). */
#include <math.h>
#include <string.h>

#include "planner/offered_load.h"
#include "planner/staff_parts.h"
#include "random/distribution.h"

enum { DEMAND_RUNS = 40, PLENTY_FACTOR = 6, PLENTY_MORE = 40, PLENTY_DOUBLINGS = 6 };

/* ---- skills ---- */

/* Who helps only after a while is no help to those who are to be answered at once. */
static bool serves_line(const struct staffing_problem *p, uint32_t group, uint32_t line) {
    const struct model_group *g = &p->model->groups[group];
    for (uint32_t i = 0; p->space->planned[group] && i < g->n_routes; i++) {
        if (g->routes[i].line == line && !(g->routes[i].after > 0)) {
            return true;
        }
    }
    return false;
}

static bool under_goal(const struct staffing_problem *p, uint32_t station) {
    for (size_t i = 0; i < p->goals->n; i++) {
        if (p->goals->goal[i].station == NONE || p->goals->goal[i].station == station) {
            return true;
        }
    }
    return false;
}

/* Whether two lines are served by the same planned groups at the same station. */
static bool alike(const struct staffing_problem *p, uint32_t a, uint32_t b) {
    if (p->model->lines[a].station != p->model->lines[b].station) {
        return false;
    }
    for (uint32_t g = 0; g < p->model->n_groups; g++) {
        if (serves_line(p, g, a) != serves_line(p, g, b)) {
            return false;
        }
    }
    return true;
}

static bool anybody_serves(const struct staffing_problem *p, uint32_t line) {
    for (uint32_t g = 0; g < p->model->n_groups; g++) {
        if (serves_line(p, g, line)) {
            return true;
        }
    }
    return false;
}

static void skills_find(struct staffing_problem *p) {
    const struct model *m = p->model;
    p->skill_of = arena_array(&p->arena, m->n_lines + 1, sizeof *p->skill_of);
    for (uint32_t i = 0; i < m->n_lines; i++) {
        p->skill_of[i] = NONE;
        if (!under_goal(p, m->lines[i].station) || !anybody_serves(p, i)) {
            continue;
        }
        for (uint32_t k = 0; k < i && p->skill_of[i] == NONE; k++) {
            p->skill_of[i] = p->skill_of[k] != NONE && alike(p, i, k) ? p->skill_of[k] : NONE;
        }
        if (p->skill_of[i] == NONE) {
            p->skill_of[i] = (uint32_t)p->n_skills++;
        }
    }
    p->serves = arena_array(&p->arena, m->n_groups * p->n_skills + 1, sizeof *p->serves);
    for (uint32_t i = 0; i < m->n_lines; i++) {
        for (uint32_t g = 0; p->skill_of[i] != NONE && g < m->n_groups; g++) {
            p->serves[g * p->n_skills + p->skill_of[i]] |= serves_line(p, g, i);
        }
    }
}

/* ---- runs ---- */

static struct plan plenty_of(struct staffing_problem *p, double people) {
    struct plan plan = plan_of_model(p->space, &p->arena);
    for (size_t g = 0; g < p->space->n_groups; g++) {
        for (size_t i = 0; p->space->planned[g] && i < p->space->n_slots; i++) {
            *plan_at(&plan, g, i) = fmin(people, p->space->most[g]);
        }
    }
    return plan;
}

/* Of any planned group. */
static double most_of_any(const struct staffing_problem *p) {
    double most = 0;
    for (size_t g = 0; g < p->space->n_groups; g++) {
        most = p->space->planned[g] ? fmax(most, p->space->most[g]) : most;
    }
    return most;
}

static double first_guess(const struct staffing_problem *p) {
    struct arena a = {0};
    struct offered_load o = offered_load_of(p->model, &a);
    double load = 0;
    for (uint32_t i = 0; i < p->model->n_stations; i++) {
        load += isfinite(o.station[i].load) ? o.station[i].load : 0;
    }
    arena_fini(&a);
    return fmin(most_of_any(p), ceil(PLENTY_FACTOR * load + PLENTY_MORE));
}

static bool demand_run(struct staffing_problem *p) {
    struct engine *e = engine_new(p->model);
    struct arena a = {0};
    struct staffing staffing = plan_staffing(&p->plenty, &a);
    bool ok = true;
    demand_init(&p->demand, p->model);
    for (uint64_t i = 0; i < DEMAND_RUNS && ok; i++) {
        struct observer o = demand_observer(&p->demand);
        demand_begin(&p->demand);
        ok =
            engine_run(e, &staffing, p->options->seed, i, &o, 1, p->options->limits) == ENGINE_DONE;
    }
    engine_free(e);
    arena_fini(&a);
    return ok;
}

/* ---- patience ---- */

static const struct timed_distribution *patience_in(const struct model *m, uint32_t line) {
    for (uint32_t i = 0; i < m->n_steps; i++) {
        const uint32_t *lines = m->steps[i].line; /* NULL: nobody waits there */
        for (uint32_t t = 0; lines && t < m->n_tiers; t++) {
            if (lines[t] == line) {
                return m->steps[i].patience;
            }
        }
    }
    return NULL;
}

/* The rate of leaving of those who wait, weighted by visits. */
static void patience_find(struct staffing_problem *p) {
    const struct model *m = p->model;
    double *joins = arena_array(&p->arena, p->n_skills + 1, sizeof *joins);
    p->patience = arena_array(&p->arena, p->n_skills + 1, sizeof *p->patience);
    for (uint32_t i = 0; i < m->n_lines; i++) {
        const struct timed_distribution *t = patience_in(m, i);
        if (p->skill_of[i] == NONE) {
            continue;
        }
        double visits = 0, mean = t ? distribution_mean(&t->distribution[0]) : HUGE_VAL;
        for (size_t k = 0; k < p->demand.n_cells; k++) {
            visits += p->demand.joins[i * p->demand.n_cells + k];
        }
        joins[p->skill_of[i]] += visits;
        p->patience[p->skill_of[i]] += visits / fmax(mean, PATIENCE_LEAST);
    }
    for (size_t s = 0; s < p->n_skills; s++) {
        double rate = joins[s] > 0 ? p->patience[s] / joins[s] : 0;
        p->patience[s] = rate > 0 ? 1 / rate : HUGE_VAL;
    }
}

static void loads_find(struct staffing_problem *p) {
    const struct model *m = p->model;
    size_t n = p->space->n_slots;
    p->load = arena_array(&p->arena, p->n_skills * n + 1, sizeof *p->load);
    p->calls = arena_array(&p->arena, p->n_skills * n + 1, sizeof *p->calls);
    for (uint32_t i = 0; i < m->n_lines; i++) {
        for (size_t k = 0; p->skill_of[i] != NONE && k < n; k++) {
            size_t from = i * p->demand.n_cells + slot_cell(p->space, k);
            size_t to = p->skill_of[i] * n + k;
            double length = m->steady ? (m->closes - m->warm_up) : m->interval;
            double days = DEMAND_RUNS * (double)p->space->kinds.days[k / p->space->n_in_day];
            p->load[to] += p->demand.work[from] / length / days;
            p->calls[to] += p->demand.joins[from] / length / days;
        }
    }
}

/* A cap of occupancy, fatigue or strain alone looks at the staff only, and the fewer customers are
 * served, the better it is kept. */
static bool only_of_staff(const struct staffing_problem *p) {
    bool only = p->goals->n > 0;
    for (size_t i = 0; i < p->goals->n; i++) {
        only = only && gauge_of_staff(p->goals->gauges[i].measure) && !p->goals->goal[i].at_least;
    }
    return only;
}

/* Whether a standard is asked of every interval that says nothing of one in which nobody is served:
 * where customers come somebody then is to be there. */
static bool asks_for_somebody(const struct staffing_problem *p) {
    bool any = false;
    for (size_t i = 0; i < p->goals->n; i++) {
        any = any ||
              (p->goals->goal[i].per == PER_INTERVAL && !gauge_of_all(p->goals->gauges[i].measure));
    }
    return any;
}

static void floors_find(struct staffing_problem *p) {
    size_t n = p->n_skills * p->space->n_slots;
    bool by_load = p->n_skills > 1 || only_of_staff(p);
    bool somebody = only_of_staff(p) || asks_for_somebody(p);
    p->floor = by_load || somebody ? arena_array(&p->arena, n, sizeof *p->floor) : NULL;
    for (size_t i = 0; p->floor && i < n; i++) {
        double most = 0;
        for (size_t g = 0; g < p->space->n_groups; g++) {
            most += p->serves[g * p->n_skills + i / p->space->n_slots] ? p->space->most[g] : 0;
        }
        /* Where nobody is to be at work nobody is too busy, and nobody waits too long. */
        double least = somebody && p->calls[i] > 0 ? 1 : 0;
        p->floor[i] = fmin(most, fmax(least, by_load ? floor(p->load[i] + 0.5) : 0));
    }
}

bool staff_above_floor(const struct staffing_problem *p, const struct plan *x, size_t slot) {
    size_t n = p->space->n_slots;
    for (size_t s = 0; p->floor && s < p->n_skills; s++) {
        double people = 0;
        for (size_t g = 0; g < p->space->n_groups; g++) {
            people += p->serves[g * p->n_skills + s] ? *plan_at(x, g, slot) : 0;
        }
        if (people < p->floor[s * n + slot]) {
            return false;
        }
    }
    return true;
}

bool staff_demand(struct staffing_problem *p) {
    double people = first_guess(p);
    skills_find(p);
    staff_looks_find(p);
    for (int i = 0; i < PLENTY_DOUBLINGS; i++) {
        p->plenty = plenty_of(p, people);
        demand_fini(&p->demand);
        if (!demand_run(p)) {
            return false;
        }
        if (!(p->demand.delayed > 0) || people >= most_of_any(p)) {
            break;
        }
        people *= 2;
    }
    loads_find(p);
    patience_find(p);
    floors_find(p);
    staff_stated_find(p);
    return true;
}
