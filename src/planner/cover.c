/* SPDX-License-Identifier: GPL-3.0-or-later
 * From the numbers of the programme to shifts with breaks, and what they cover. */
#include "planner/cover.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "planner/cover_programme.h"

/* ---- shifts from values ---- */

static size_t count_of(const double *values, size_t column) {
    return (size_t)lround(values[column]);
}

/* Everybody of a kind on a day, in the order of their starts. */
struct crew {
    size_t n;
    size_t *start;                        /* [n] index of the start */
    size_t *begins[COVER_BREAKS_AT_MOST]; /* [n] slots after midnight */
};

static struct crew crew_of(const struct cover_programme *c, const double *values, size_t kind,
                           size_t day, struct arena *a) {
    const struct cover_kind *k = &c->problem->kinds[kind];
    const struct kind_columns *on = kind_on(c, kind, day);
    struct crew crew = {0};
    for (size_t i = 0; i < k->n_starts; i++)
        crew.n += count_of(values, on->shift + i);
    crew.start = arena_array(a, crew.n, sizeof *crew.start);
    for (size_t i = 0, n = 0; i < k->n_starts; i++)
        for (size_t j = count_of(values, on->shift + i); j > 0; j--)
            crew.start[n++] = i;
    return crew;
}

/* Hands out the breaks in the order of the starts: whoever came first goes first. Both the opening
 * and the closing of windows are in that order too, so that by the rows of the programme nobody
 * goes before his window opens (as many have gone by then as windows opened) or after it closes. */
static void breaks_hand_out(const struct cover_programme *c, const double *values, size_t kind,
                            size_t day, struct crew *crew, struct arena *a) {
    const struct cover_kind *k = &c->problem->kinds[kind];
    const struct kind_columns *on = kind_on(c, kind, day);
    for (size_t b = 0; b < k->n_breaks; b++) {
        const struct cover_break *rest = &k->breaks[b];
        size_t *begins = crew->begins[b] = arena_array(a, crew->n, sizeof *begins);
        size_t given = 0;
        for (size_t i = 0; break_floats(rest) && i < on->n_begins[b]; i++)
            for (size_t j = count_of(values, on->breaks[b] + i); j > 0 && given < crew->n; j--)
                begins[given++] = on->begin[b] + i;
        for (size_t i = 0; i < crew->n; i++) {
            size_t start = k->starts[crew->start[i]];
            if (!break_floats(rest))
                begins[i] = start + rest->first;
            assert(start + rest->first <= begins[i] && begins[i] <= start + rest->last);
        }
    }
}

static void crew_add(struct cover_plan *plan, const struct cover_problem *p, size_t kind,
                     size_t day, const struct crew *crew) {
    const struct cover_kind *k = &p->kinds[kind];
    size_t first = plan->n_shifts;
    for (size_t i = 0; i < crew->n; i++) {
        size_t start = k->starts[crew->start[i]];
        struct cover_shift shift = {.kind = kind, .day = day, .start = start, .count = 1};
        for (size_t b = 0; b < k->n_breaks; b++)
            shift.breaks[b] = crew->begins[b][i] - start;
        struct cover_shift *last =
            plan->n_shifts > first ? &plan->shifts[plan->n_shifts - 1] : NULL;
        if (last && last->start == start &&
            memcmp(last->breaks, shift.breaks, sizeof shift.breaks) == 0)
            last->count++;
        else
            plan->shifts[plan->n_shifts++] = shift;
    }
}

static size_t people_in_all(const struct cover_programme *c, const double *values) {
    const struct cover_problem *p = c->problem;
    size_t people = 0;
    for (size_t k = 0; k < p->n_kinds; k++)
        for (size_t day = 0; day < p->n_days; day++)
            for (size_t i = 0; kind_on(c, k, day)->allowed && i < p->kinds[k].n_starts; i++)
                people += count_of(values, kind_on(c, k, day)->shift + i);
    return people;
}

static void shifts_take(const struct cover_programme *c, const double *values,
                        struct cover_plan *plan, struct arena *a) {
    const struct cover_problem *p = c->problem;
    plan->shifts = arena_array(a, people_in_all(c, values), sizeof *plan->shifts);
    for (size_t k = 0; k < p->n_kinds; k++) {
        for (size_t day = 0; day < p->n_days; day++) {
            if (!kind_on(c, k, day)->allowed)
                continue;
            struct arena scratch = {0};
            struct crew crew = crew_of(c, values, k, day, &scratch);
            breaks_hand_out(c, values, k, day, &crew, &scratch);
            crew_add(plan, p, k, day, &crew);
            arena_fini(&scratch);
        }
    }
}

/* ---- what a plan covers, counted from its shifts ---- */

static bool at_work(const struct cover_kind *k, const struct cover_shift *s, size_t at) {
    for (size_t b = 0; b < k->n_breaks; b++)
        if (s->breaks[b] <= at && at < s->breaks[b] + k->breaks[b].lasts)
            return false;
    return true;
}

static void duty_count(const struct cover_problem *p, struct cover_plan *plan, struct arena *a) {
    size_t slots = cover_slots(p);
    plan->on_duty = arena_array(a, slots, sizeof *plan->on_duty);
    for (size_t i = 0; i < plan->n_shifts; i++) {
        const struct cover_shift *s = &plan->shifts[i];
        const struct cover_kind *k = &p->kinds[s->kind];
        plan->cost += k->cost * (double)s->count;
        for (size_t at = 0; at < k->lasts; at++)
            if (at_work(k, s, at))
                plan->on_duty[(s->day * p->day_slots + s->start + at) % slots] += s->count;
    }
    for (size_t i = 0; i < slots; i++) {
        size_t duty = plan->on_duty[i], required = p->required[i];
        plan->missing += duty < required ? required - duty : 0;
        plan->excess += duty > required ? duty - required : 0;
    }
}

static void people_count(const struct cover_programme *c, const double *values,
                         struct cover_plan *plan, struct arena *a) {
    const struct cover_problem *p = c->problem;
    plan->people = arena_array(a, p->n_contracts, sizeof *plan->people);
    plan->off = arena_array(a, p->n_contracts * p->n_days, sizeof *plan->off);
    for (size_t i = 0; i < p->n_contracts; i++) {
        for (size_t y = 0; values && p->contracts[i].works > 0 && y < c->contracts[i].n_people;
             y++) {
            plan->off[i * p->n_days + y] = count_of(values, c->contracts[i].people + y);
            plan->people[i] += plan->off[i * p->n_days + y];
        }
        for (size_t day = 0; p->contracts[i].works == 0 && day < p->n_days; day++) {
            size_t today = 0;
            for (size_t s = 0; s < plan->n_shifts; s++)
                if (plan->shifts[s].day == day && p->kinds[plan->shifts[s].kind].contract == i)
                    today += plan->shifts[s].count;
            plan->people[i] = today > plan->people[i] ? today : plan->people[i];
        }
    }
}

static struct cover_plan plan_of(const struct cover_programme *c, const struct milp_result *r,
                                 struct arena *a) {
    struct cover_plan plan = {.end = r->end,
                              .objective = r->objective,
                              .bound = r->bound,
                              .gap = r->gap,
                              .seconds = r->seconds};
    plan.words = arena_string(a, text_string(&r->words));
    if (r->values)
        shifts_take(c, r->values, &plan, a);
    duty_count(c->problem, &plan, a);
    people_count(c, r->values, &plan, a);
    return plan;
}

/* ---- solving ---- */

/* Whether people have days off, which ties the days together. */
static bool is_week(const struct cover_problem *p) {
    bool tied = false;
    for (size_t i = 0; i < p->n_contracts; i++)
        tied = tied || p->contracts[i].works > 0;
    return tied && p->n_days > 1;
}

struct cover_plan cover_solve(const struct cover_problem *p, const struct milp_options *o,
                              struct arena *a) {
    struct cover_programme c;
    struct milp_result r;
    cover_programme_init(&c, p, !isinf(p->under), a);
    struct milp_options with = *o;
    double spent = 0;
    double *start = arena_array(a, c.milp.n_columns, sizeof *start);
    if (is_week(p) && !o->start && cover_start(&c, o, start, &spent))
        with.start = start;
    with.time_limit = o->time_limit > 0 ? fmax(o->time_limit - spent, 0.1) : 0;
    milp_solve(&c.milp, &with, &r);
    r.seconds += spent;
    struct cover_plan plan = plan_of(&c, &r, a);
    milp_result_fini(&r);
    cover_programme_fini(&c);
    return plan;
}

/* Only missing people cost anything. */
static void weigh_missing(struct cover_programme *c) {
    for (size_t i = 0; i < c->milp.n_columns; i++)
        milp_set_cost(&c->milp, i, 0);
    for (size_t slot = 0; slot < cover_slots(c->problem); slot++)
        if (c->under[slot] != SIZE_MAX)
            milp_set_cost(&c->milp, c->under[slot], 1);
}

/* No more may be missing than r found, and the costs are the problem's again. */
static void missing_hold(struct cover_programme *c, const struct milp_result *r,
                         const double *costs) {
    size_t slots = cover_slots(c->problem), n = 0;
    struct arena a = {0};
    size_t *column = arena_array(&a, slots, sizeof *column);
    double *one = arena_array(&a, slots, sizeof *one);
    for (size_t slot = 0; slot < slots; slot++) {
        if (c->under[slot] == SIZE_MAX)
            continue;
        column[n] = c->under[slot];
        one[n++] = 1;
    }
    milp_add_row(&c->milp, -HUGE_VAL, r->objective, n, column, one);
    for (size_t i = 0; i < c->milp.n_columns; i++)
        milp_set_cost(&c->milp, i, costs[i]);
    arena_fini(&a);
}

static double *costs_of(const struct milp *m, struct arena *a) {
    double *costs = arena_array(a, m->n_columns, sizeof *costs);
    for (size_t i = 0; i < m->n_columns; i++)
        costs[i] = m->columns[i].cost;
    return costs;
}

struct cover_plan cover_solve_best(const struct cover_problem *p, const struct milp_options *o,
                                   struct arena *a) {
    struct cover_programme c;
    struct milp_result least, r;
    struct milp_options half = *o, rest = *o;
    half.time_limit = o->time_limit / 2;
    cover_programme_init(&c, p, true, a);
    const double *costs = costs_of(&c.milp, a);
    weigh_missing(&c);
    milp_solve(&c.milp, &half, &least);
    double spent = least.seconds;
    if (!least.values) {
        struct cover_plan none = plan_of(&c, &least, a);
        milp_result_fini(&least);
        cover_programme_fini(&c);
        return none;
    }
    missing_hold(&c, &least, costs);
    rest.start = least.values;
    rest.time_limit = o->time_limit > 0 ? fmax(o->time_limit - spent, o->time_limit / 10) : 0;
    milp_solve(&c.milp, &rest, &r);
    struct cover_plan plan = plan_of(&c, r.values ? &r : &least, a);
    plan.seconds = spent + r.seconds;
    milp_result_fini(&least);
    milp_result_fini(&r);
    cover_programme_fini(&c);
    return plan;
}

/* Whether nobody of the kind can be at work then, whenever the breaks are taken. */
static bool kind_always_away(const struct cover_kind *k, size_t at) {
    for (size_t b = 0; b < k->n_breaks; b++)
        if (k->breaks[b].last <= at && at < k->breaks[b].first + k->breaks[b].lasts)
            return true;
    return false;
}

bool *cover_reachable(const struct cover_problem *p, struct arena *a) {
    size_t slots = cover_slots(p);
    bool *reachable = arena_array(a, slots, sizeof *reachable);
    for (size_t kind = 0; kind < p->n_kinds; kind++) {
        const struct cover_kind *k = &p->kinds[kind];
        for (size_t day = 0; day < p->n_days; day++) {
            if (!(p->contracts[k->contract].days >> day & 1) ||
                p->contracts[k->contract].at_most == 0)
                continue;
            for (size_t i = 0; i < k->n_starts; i++)
                for (size_t at = 0; at < k->lasts; at++)
                    if (!kind_always_away(k, at))
                        reachable[(day * p->day_slots + k->starts[i] + at) % slots] = true;
        }
    }
    return reachable;
}
