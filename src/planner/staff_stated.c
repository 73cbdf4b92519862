/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the scenario states of the load, as textbooks take it: the rates of the arrivals by interval
 * times the mean work, of every skill to which people come straight away. What days of simulation
 * decide - who comes again, who is late from a station before, whom a rule lets in - is not stated.
 */
#include <math.h>

#include "planner/staff_parts.h"

/* ---- which ---- */

/* Marks a target as one to which people come at a time that is not stated; whether that is new. */
static bool mark(bool *late, int32_t step) {
    if (step < 0 || late[step]) {
        return false;
    }
    late[step] = true;
    return true;
}

static bool takes_time(const struct model *m, const struct model_step *s) {
    return s->station != NONE &&
           (m->stations[s->station].kind->staffed || (s->service && s->service->n > 0));
}

/* Marks what is not stated behind one step; whether anything is new. */
static bool marks_pass(const struct model *m, uint32_t step, bool *late) {
    const struct model_step *s = &m->steps[step];
    bool gated = s->condition != NONE, by_sight = s->choose && s->choose->by != CHOOSE_BY_SHARE;
    bool after = late[step] || gated || by_sight || takes_time(m, s), any = false;
    any |= gated && mark(late, (int32_t)step);
    any |= (late[step] || gated) && mark(late, s->otherwise);
    any |= after && mark(late, s->completed);
    for (uint32_t i = 0; after && s->choose && i < s->choose->n; i++) {
        any |= mark(late, s->choose->target[i]);
    }
    const int32_t others[] = {s->unresolved, s->abandoned, s->blocked, s->balked, s->timed_out};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        any |= mark(late, others[i]);
    }
    any |= s->help != NONE && mark(late, (int32_t)s->help);
    return any;
}

/* Steps of any journey to which people do not come straight away: [n_steps]. */
static const bool *late_steps(const struct model *m, struct arena *a) {
    bool *late = arena_array(a, m->n_steps + 1, sizeof *late), any = true;
    while (any) {
        any = false;
        for (uint32_t i = 0; i < m->n_steps; i++) {
            any |= marks_pass(m, i, late);
        }
    }
    return late;
}

static bool source_is_stated(const struct model *m, const struct model_source *s) {
    const struct model_class *k = &m->classes[s->class_index];
    enum arrival_kind kind = s->as_read->kind;
    return !k->comes_back && !k->rival && s->as_read->at_most == COUNT_UNLIMITED &&
           kind != ARRIVAL_APPOINTMENTS && kind != ARRIVAL_FLEET;
}

static uint32_t skill_in(const struct staffing_problem *p, const struct model_step *s,
                         uint32_t tier) {
    uint32_t line = s->line ? s->line[tier] : NONE;
    return line == NONE ? NONE : p->skill_of[line];
}

/* Whether a step's people are not of the tiers they came in, and their lines not all of a skill. */
static bool tiers_are_mixed(const struct staffing_problem *p, const struct model_class *k,
                            const struct model_step *s) {
    bool mixed = false;
    for (size_t t = 1; t < k->n_met; t++) {
        mixed = mixed || skill_in(p, s, k->met[t]) != skill_in(p, s, k->met[0]);
    }
    return mixed && k->n_met > k->n_tiers;
}

/* Marks the skills of a step's lines as not stated. */
static void forget(const struct staffing_problem *p, const struct model_step *s, bool *stated) {
    for (uint32_t t = 0; s->line && t < p->model->n_tiers; t++) {
        if (s->line[t] != NONE && p->skill_of[s->line[t]] != NONE) {
            stated[p->skill_of[s->line[t]]] = false;
        }
    }
}

/* Work at another speed than 1 depends on who takes it. */
static void speeds_forget(const struct staffing_problem *p, bool *stated) {
    for (uint32_t g = 0; g < p->model->n_groups; g++) {
        const struct model_group *group = &p->model->groups[g];
        for (uint32_t r = 0; p->space->planned[g] && r < group->n_routes; r++) {
            uint32_t skill = p->skill_of[group->routes[r].line];
            if (skill != NONE && fabs(group->routes[r].speed - 1) > 1e-9) {
                stated[skill] = false;
            }
        }
    }
}

/* ---- how much ---- */

/* The mean rate of a source while a station is open in a slot: 0 where it is not at all. */
static double open_rate(const struct staffing_problem *p, const struct model_source *s,
                        const struct model_station *at, size_t slot) {
    const struct model *m = p->model;
    const struct opening all = {m->opens, m->closes};
    double from = p->space->at[slot],
           to = m->steady ? m->closes : fmin(from + m->interval, m->closes);
    double contacts = 0, open = 0;
    for (size_t i = 0; i < (at->n_hours ? at->n_hours : 1); i++) {
        const struct opening *o = at->n_hours ? &at->hours[i] : &all;
        double begin = fmax(from, o->opens), end = fmin(to, o->closes);
        if (end > begin) {
            contacts += (end - begin) * source_rate(m, s, plan_weekday(p->space, slot), begin, end);
            open += end - begin;
        }
    }
    return open > 0 ? contacts / open : 0;
}

/* A share of what a source brings to a step, to a skill. */
static void share_add(struct staffing_problem *p, size_t skill, const struct model_source *s,
                      const struct model_step *step, const struct station_load *each,
                      double share) {
    const struct model_station *at = &p->model->stations[step->station];
    for (size_t slot = 0; slot < p->space->n_slots; slot++) {
        double rate = share * open_rate(p, s, at, slot);
        struct station_load *sum = &p->stated[skill * p->space->n_slots + slot];
        sum->visits += rate * each->visits;
        sum->load += rate * each->load;
        sum->leaving += rate * each->leaving;
        sum->at_once += rate * each->at_once;
    }
}

/* By the tiers in which a class comes: those given later have lines of the same skill. */
static void step_add(struct staffing_problem *p, const struct model_source *s,
                     const struct model_step *step, const struct station_load *each) {
    const struct model_class *k = &p->model->classes[s->class_index];
    for (size_t t = 0; t < k->n_tiers; t++) {
        double share = k->tier_cumulative[t] - (t > 0 ? k->tier_cumulative[t - 1] : 0);
        uint32_t skill = skill_in(p, step, k->tiers[t]);
        if (skill != NONE) {
            share_add(p, skill, s, step, each, share);
        }
    }
}

/* Who comes while a station is closed and is kept there is served later, at no stated time. */
static bool is_kept(const struct model *m, const struct model_step *s) {
    return m->stations[s->station].keeps && m->stations[s->station].n_hours > 0;
}

/* One source; what it brings to skills where that is not stated makes them so. */
static void source_add(struct staffing_problem *p, const struct model_source *s, const bool *late,
                       struct arena *a) {
    const struct station_load *each = contact_steps_of(p->model, s->class_index, a);
    const struct model_class *k = &p->model->classes[s->class_index];
    bool whole = source_is_stated(p->model, s);
    for (uint32_t i = 0; i < p->model->n_steps; i++) {
        const struct model_step *step = &p->model->steps[i];
        if (!(each[i].visits > 0)) {
            continue;
        }
        if (!whole || late[i] || tiers_are_mixed(p, k, step) || is_kept(p->model, step)) {
            forget(p, step, p->is_stated);
        } else {
            step_add(p, s, step, &each[i]);
        }
    }
}

/* Steps that are come to only by giving up, being blocked, returning: no visits where nobody does.
 */
static void others_forget(struct staffing_problem *p, const bool *late) {
    for (uint32_t i = 0; i < p->model->n_steps; i++) {
        if (late[i]) {
            forget(p, &p->model->steps[i], p->is_stated);
        }
    }
}

void staff_stated_find(struct staffing_problem *p) {
    struct arena a = {0};
    const bool *late = late_steps(p->model, &a);
    p->stated = arena_array(&p->arena, p->n_skills * p->space->n_slots + 1, sizeof *p->stated);
    p->is_stated = arena_array(&p->arena, p->n_skills + 1, sizeof *p->is_stated);
    for (size_t s = 0; s < p->n_skills; s++) {
        p->is_stated[s] = true;
    }
    for (uint32_t i = 0; i < p->model->n_sources; i++) {
        source_add(p, &p->model->sources[i], late, &a);
    }
    others_forget(p, late);
    speeds_forget(p, p->is_stated);
    arena_fini(&a);
}
