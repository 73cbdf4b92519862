/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planner/schedule.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/stop_flag.h"
#include "base/units.h"
#include "planner/schedule_parts.h"
#include "scenario/weekday.h"

/* ---- shifts as the scenario has them ---- */

static double seconds_of(const struct schedule *s, size_t slots) {
    return (double)slots * s->grid.slot;
}

static struct break_rule *rules_of(const struct schedule *s, const struct schedule_group *g,
                                   const struct cover_shift *c, struct arena *a) {
    const struct shift_pattern *p = g->kinds[c->kind].pattern;
    struct break_rule *rules = arena_array(a, p->n_breaks + 1, sizeof *rules);
    for (size_t i = 0; i < p->n_breaks; i++) {
        rules[i] = p->breaks[i];
        rules[i].kind = BREAK_FIXED;
        rules[i].from = rules[i].until = seconds_of(s, c->breaks[i]);
        rules[i].at_once = COUNT_UNLIMITED;
    }
    return rules;
}

static void clock_words(struct text *t, double seconds) {
    time_of_day_add(t, fmod(seconds, DAY_SECONDS));
}

/* "full-time 8h 07:30 lunch 11:45 tue": what tells shifts of a group apart. */
static char *name_of(const struct schedule *s, const struct schedule_group *g,
                     const struct cover_shift *c, struct arena *a) {
    const struct shift_pattern *p = g->kinds[c->kind].pattern;
    struct text t = {0};
    text_add(&t, p->name);
    if (p->n_lasts > 1) {
        text_add(&t, " ");
        duration_add(&t, g->kinds[c->kind].lasts);
    }
    text_add(&t, " ");
    clock_words(&t, seconds_of(s, c->start));
    for (size_t i = 0; i < p->n_breaks; i++) {
        if (p->breaks[i].kind != BREAK_WINDOW)
            continue;
        text_printf(&t, " %s ", p->breaks[i].name);
        clock_words(&t, seconds_of(s, c->start + c->breaks[i]));
    }
    if (s->grid.n_days > 1)
        text_printf(&t, " %s", weekday_names[s->grid.day[c->day]]);
    char *name = arena_string(a, text_string(&t));
    text_fini(&t);
    return name;
}

static bool alike(const struct cover_shift *a, const struct cover_shift *b) {
    return a->kind == b->kind && a->start == b->start && a->count == b->count &&
           memcmp(a->breaks, b->breaks, sizeof a->breaks) == 0;
}

static int compare_names(const void *left, const void *right) {
    const struct shift *a = left, *b = right;
    return strcmp(a->name, b->name);
}

const struct shift *schedule_shifts(const struct schedule *s, const struct schedule_group *g,
                                    size_t *n, struct arena *a) {
    struct shift *shifts = arena_array(a, g->plan.n_shifts, sizeof *shifts);
    bool *taken = arena_array(a, g->plan.n_shifts, sizeof *taken);
    *n = 0;
    for (size_t i = 0; i < g->plan.n_shifts; i++) {
        const struct cover_shift *c = &g->plan.shifts[i];
        const struct schedule_kind *kind = &g->kinds[c->kind];
        if (taken[i])
            continue;
        struct shift *to = &shifts[(*n)++];
        *to = (struct shift){.name = name_of(s, g, c, a),
                             .starts = seconds_of(s, c->start),
                             .lasts = kind->lasts,
                             .count = c->count,
                             .n_breaks = kind->pattern->n_breaks,
                             .breaks = rules_of(s, g, c, a)};
        for (size_t j = i; j < g->plan.n_shifts; j++) {
            if (!alike(c, &g->plan.shifts[j]))
                continue;
            taken[j] = true;
            to->on |= 1U << s->grid.day[g->plan.shifts[j].day];
        }
        if (s->grid.n_days == 1)
            to->on = ALL_WEEKDAYS;
    }
    if (*n > 0)
        qsort(shifts, *n, sizeof *shifts, compare_names);
    return shifts;
}

/* ---- solving ---- */

static bool plan_missing(const struct cover_plan *p) {
    return p->end == MILP_INFEASIBLE || p->missing > 0;
}

static void group_cover(struct schedule *s, struct schedule_group *g, struct milp_options *milp) {
    g->plan = cover_solve(&g->problem, milp, &s->arena);
    bool stopped = stop_flag_is_set(milp->stop);
    if (g->plan.end == MILP_INFEASIBLE && !stopped) {
        double spent = g->plan.seconds;
        g->plan = cover_solve_best(&g->problem, milp, &s->arena);
        g->plan.seconds += spent;
        const bool *reach = cover_reachable(&g->problem, &s->arena);
        bool *never = arena_array(&s->arena, grid_slots(&s->grid), sizeof *never);
        for (size_t i = 0; i < grid_slots(&s->grid); i++)
            never[i] = g->required[i] > 0 && !reach[i];
        g->unreachable = g->as_read->absence < 1 ? never : NULL;
    }
    g->paid = 0;
    for (size_t i = 0; i < g->plan.n_shifts; i++)
        g->paid += g->kinds[g->plan.shifts[i].kind].paid * (double)g->plan.shifts[i].count;
    schedule_duties(s, g);
}

static void sums_fill(struct schedule *s, const struct milp_options *milp) {
    double objective = 0;
    s->cost = s->bound = s->seconds = 0;
    s->end = SCHEDULE_COVERS;
    for (size_t i = 0; i < s->n_groups; i++) {
        const struct cover_plan *p = &s->groups[i].plan;
        s->cost += p->cost;
        s->bound += p->bound;
        s->seconds += p->seconds;
        objective += p->objective;
        bool failed = p->end == MILP_SOLVER_FAILED || p->end == MILP_NO_SOLUTION ||
                      p->end == MILP_UNBOUNDED || p->end == MILP_INFEASIBLE;
        if (failed)
            s->end = SCHEDULE_FAILED;
        else if (plan_missing(p) && s->end == SCHEDULE_COVERS)
            s->end = SCHEDULE_MISSES;
    }
    double above = fmax(0, objective - s->bound);
    s->gap = above == 0 ? 0 : objective == 0 ? HUGE_VAL : above / fabs(objective);
    if (stop_flag_is_set(milp->stop))
        s->end = SCHEDULE_STOPPED;
}

/* The groups with patterns work the schedule's shifts and those alone: without any, nobody works
 * there, whatever the scenario's count says. */
static void staffing_fill(struct schedule *s) {
    static const double midnight[] = {0}, none[] = {0};
    const struct model *m = s->model;
    struct roster *rosters = arena_array(&s->arena, m->n_groups, sizeof *rosters);
    struct profile *count = arena_array(&s->arena, m->n_groups, sizeof *count);
    for (uint32_t i = 0; i < m->n_groups; i++) {
        rosters[i] = m->staffing.rosters ? m->staffing.rosters[i] : (struct roster){0};
        count[i] = m->staffing.count[i];
    }
    for (size_t i = 0; i < s->n_groups; i++) {
        uint32_t group = s->groups[i].index;
        struct roster *r = &rosters[group];
        r->shifts = schedule_shifts(s, &s->groups[i], &r->n_shifts, &s->arena);
        if (r->n_shifts == 0)
            count[group] = (struct profile){.n = 1, .at = midnight, .value = none};
    }
    s->staffing = m->staffing;
    s->staffing.count = count;
    s->staffing.rosters = rosters;
}

void schedule_solve(struct schedule *s, const struct schedule_options *o) {
    double left = o->milp.time_limit;
    for (size_t i = 0; i < s->n_groups; i++) {
        struct milp_options milp = o->milp;
        if (milp.time_limit > 0)
            milp.time_limit = fmax(left / (double)(s->n_groups - i), 0.1);
        if (o->progress)
            o->progress(o->context, arena_format(&s->arena, "covering what '%s' needs",
                                                 s->groups[i].as_read->name));
        group_cover(s, &s->groups[i], &milp);
        left -= s->groups[i].plan.seconds;
    }
    sums_fill(s, &o->milp);
    staffing_fill(s);
}

/* ---- making ---- */

/* So many more that those who come are enough on average; where nobody does, that is a reason. */
static void absence_add(struct schedule *s, struct schedule_group *g) {
    double present = 1 - g->as_read->absence;
    if (present <= 0)
        schedule_reason_add(
            s, arena_format(&s->arena,
                            "nobody of '%s' ever comes, its absence being 100 %%: no number of "
                            "people covers anything; lower staff.%s.absence",
                            g->as_read->name, g->as_read->name));
    for (size_t i = 0; i < grid_slots(&s->grid); i++)
        g->required[i] =
            present > 0 ? (size_t)ceil((double)g->asked[i] / present - 1e-9) : g->asked[i];
}

static bool group_fill(struct schedule *s, const struct schedule_options *o, uint32_t index,
                       struct diag *d) {
    struct schedule_group *g = &s->groups[s->n_groups++];
    size_t *asked = arena_array(&s->arena, grid_slots(&s->grid), sizeof *asked);
    g->index = index;
    for (size_t i = 0; i < s->model->scenario->n_groups; i++)
        if (strcmp(s->model->scenario->groups[i].name, s->model->groups[index].name) == 0)
            g->as_read = &s->model->scenario->groups[i];
    g->asked = asked;
    g->required = arena_array(&s->arena, grid_slots(&s->grid), sizeof *g->required);
    bool ok = requirement_of(s->model, index, o->source, &s->grid, asked, d);
    absence_add(s, g);
    schedule_problem(s, g, o);
    return ok;
}

static const struct staff_group *patterns_of(const struct model *m, uint32_t index) {
    for (size_t i = 0; i < m->scenario->n_groups; i++)
        if (strcmp(m->scenario->groups[i].name, m->groups[index].name) == 0)
            return m->scenario->groups[i].n_patterns > 0 ? &m->scenario->groups[i] : NULL;
    return NULL;
}

static bool groups_fill(struct schedule *s, const struct schedule_options *o, struct diag *d) {
    bool ok = true;
    s->groups = arena_array(&s->arena, s->model->n_groups, sizeof *s->groups);
    for (uint32_t i = 0; i < s->model->n_groups; i++)
        if (patterns_of(s->model, i))
            ok = group_fill(s, o, i, d) && ok;
    if (ok && s->n_groups == 0)
        return diag_error(
            d, &(struct path){.key = "staff"},
            "no group has 'patterns', the shifts that a schedule is made of; give them to one: "
            "'sojourn explain staff.agents.patterns' shows them, "
            "scenarios/contact-center-shifts.json has some");
    return ok;
}

struct schedule *schedule_make(const struct model *m, const struct schedule_options *o,
                               struct diag *d) {
    struct schedule *s = mem_new(1, sizeof *s);
    s->model = m;
    if (m->steady) {
        diag_error(d, &(struct path){.key = "horizon"},
                   "a steady state ('runs_for') has no working days to schedule; give 'opens', "
                   "'closes' and 'interval' instead, or ask 'sojourn staff' how many are needed");
        schedule_free(s);
        return NULL;
    }
    if (!schedule_grid(m, &s->grid, d) || !groups_fill(s, o, d)) {
        schedule_free(s);
        return NULL;
    }
    schedule_solve(s, o);
    bool there = s->end != SCHEDULE_FAILED && s->end != SCHEDULE_STOPPED && s->n_reasons == 0;
    if (there && o->study)
        schedule_simulate(s, o, d);
    else if (there && o->reach && o->source == REQUIREMENT_FORMULAS && schedule_is_bounded(m))
        schedule_reach(s, o, NULL);
    return s;
}

void schedule_free(struct schedule *s) {
    if (!s)
        return;
    for (size_t i = 0; i < s->n_rounds; i++)
        results_free(s->rounds[i].results);
    arena_fini(&s->arena);
    free(s);
}
