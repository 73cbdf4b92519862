/* SPDX-License-Identifier: GPL-3.0-or-later
 * Shifts that cover: case SH-V1, and the implicit programme against the explicit one of Dantzig
 * (1954), which has a column for each way of taking the breaks. */
#include "planner/cover.h"

#include <stdlib.h>

#include "random/stream.h"
#include "support/check.h"

/* Case SH-V1 of tests/model/expected.json: half hours from 08:00. */
static const size_t sh_v1_required[] = {5,  6,  8,  10, 11, 12, 12, 11, 10, 10, 10, 11,
                                        11, 11, 10, 9,  9,  9,  8,  7,  6,  5,  4,  4};

static void least_cost_of_case_sh_v1(void **state) {
    (void)state;
    enum { EIGHT = 16, HALF_HOURS = 48 };
    size_t required[HALF_HOURS] = {0}, starts[17];
    for (size_t i = 0; i < 24; i++)
        required[EIGHT + i] = sh_v1_required[i];
    for (size_t i = 0; i < 17; i++)
        starts[i] = EIGHT + i;
    const struct cover_break rest = {.first = 8, .last = 8, .lasts = 1};
    const struct cover_kind kinds[] = {
        {.contract = 0,
         .lasts = 17,
         .n_starts = 8,
         .starts = starts,
         .n_breaks = 1,
         .breaks = &rest,
         .cost = 8},
        {.contract = 1, .lasts = 8, .n_starts = 17, .starts = starts, .cost = 4.4}};
    const struct cover_contract contracts[] = {{.at_most = COVER_UNLIMITED, .days = 1},
                                               {.at_most = COVER_UNLIMITED, .days = 1}};
    struct cover_problem p = {.n_days = 1,
                              .day_slots = HALF_HOURS,
                              .required = required,
                              .n_kinds = 2,
                              .kinds = kinds,
                              .n_contracts = 2,
                              .contracts = contracts,
                              .under = HUGE_VAL};
    struct arena a = {0};
    struct cover_plan plan = cover_solve(&p, &(struct milp_options){0}, &a);
    assert_int_equal(plan.end, MILP_OPTIMAL);
    check_near(plan.cost, 113.6, 1e-6);
    check_near(plan.objective, 113.6, 1e-6);
    assert_int_equal(plan.missing, 0);
    for (size_t i = 0; i < HALF_HOURS; i++)
        assert_true(plan.on_duty[i] >= required[i]);
    arena_fini(&a);
}

/* ---- random problems ---- */

enum { DAY = 12, KINDS = 2, MOST_DAYS = 7 };

struct random_problem {
    struct cover_problem p;
    struct cover_kind kinds[KINDS];
    struct cover_contract contracts[KINDS];
    struct cover_break breaks[KINDS][2];
    size_t starts[KINDS][DAY], required[MOST_DAYS * DAY];
};

static size_t below(struct stream *draw, size_t n) {
    return (size_t)(stream_uniform(draw) * (double)n);
}

static void kind_draw(struct stream *draw, struct random_problem *r, size_t i, size_t n_days) {
    struct cover_kind *k = &r->kinds[i];
    *k = (struct cover_kind){
        .contract = i, .lasts = 6 + below(draw, 2), .starts = r->starts[i], .breaks = r->breaks[i]};
    for (size_t s = below(draw, 2); s < DAY; s += 1 + below(draw, 2))
        r->starts[i][k->n_starts++] = s;
    size_t first = 1 + below(draw, 2), last = first + below(draw, 2);
    r->breaks[i][0] = (struct cover_break){.first = first, .last = last, .lasts = 1};
    r->breaks[i][1] = (struct cover_break){.first = last + 1, .last = last + 2, .lasts = 1};
    k->n_breaks = below(draw, 3);
    k->cost = (double)k->lasts + stream_uniform(draw);
    r->contracts[i] =
        (struct cover_contract){.at_most = 2 + below(draw, 6), .days = (1U << n_days) - 1};
}

static void problem_draw(struct stream *draw, struct random_problem *r, size_t n_days) {
    *r = (struct random_problem){0};
    for (size_t i = 0; i < n_days * DAY; i++)
        r->required[i] = below(draw, 5);
    for (size_t i = 0; i < KINDS; i++)
        kind_draw(draw, r, i, n_days);
    r->p = (struct cover_problem){.n_days = n_days,
                                  .day_slots = DAY,
                                  .required = r->required,
                                  .n_kinds = KINDS,
                                  .kinds = r->kinds,
                                  .n_contracts = KINDS,
                                  .contracts = r->contracts,
                                  .under = HUGE_VAL};
}

/* ---- the explicit programme ---- */

struct explicit_column {
    size_t kind, day, start, begins[2];
};

struct explicit_programme {
    struct milp m;
    size_t n;
    struct explicit_column columns[4000];
    double *covers; /* [slot][4000] */
};

static void way_add(struct explicit_programme *e, const struct cover_problem *p, size_t kind,
                    size_t day, size_t start, const size_t *begins) {
    const struct cover_kind *k = &p->kinds[kind];
    size_t slots = p->n_days * p->day_slots;
    e->columns[e->n] = (struct explicit_column){kind, day, start, {begins[0], begins[1]}};
    milp_add_column(&e->m, (struct milp_column){k->cost, 0, HUGE_VAL, true});
    for (size_t at = 0; at < k->lasts; at++) {
        bool away = false;
        for (size_t b = 0; b < k->n_breaks; b++)
            away = away || (begins[b] <= at && at < begins[b] + k->breaks[b].lasts);
        e->covers[(day * p->day_slots + start + at) % slots * 4000 + e->n] += !away;
    }
    e->n++;
}

static void ways_add(struct explicit_programme *e, const struct cover_problem *p, size_t kind,
                     size_t day, size_t start) {
    const struct cover_kind *k = &p->kinds[kind];
    size_t first[2] = {0}, last[2] = {0}, begins[2];
    for (size_t b = 0; b < k->n_breaks; b++) {
        first[b] = k->breaks[b].first;
        last[b] = k->breaks[b].last;
    }
    for (begins[0] = first[0]; begins[0] <= last[0]; begins[0]++)
        for (begins[1] = first[1]; begins[1] <= last[1]; begins[1]++)
            way_add(e, p, kind, day, start, begins);
}

static void row_where(struct explicit_programme *e, const double *factors, double low,
                      double high) {
    size_t column[4000], n = 0;
    double factor[4000];
    for (size_t i = 0; i < e->m.n_columns; i++)
        if (factors[i] != 0) {
            column[n] = i;
            factor[n++] = factors[i];
        }
    milp_add_row(&e->m, low, high, n, column, factor);
}

/* People of a contract by their days off: a column each for every set of days worked. */
static void contract_rows(struct explicit_programme *e, const struct cover_problem *p,
                          size_t contract) {
    const struct cover_contract *c = &p->contracts[contract];
    double *factors = calloc(4000, sizeof *factors);
    size_t first = e->m.n_columns;
    for (unsigned days = 0; c->works > 0 && days < 1U << p->n_days; days++)
        if ((size_t)__builtin_popcount(days) == c->works)
            milp_add_column(&e->m, (struct milp_column){0, 0, HUGE_VAL, true});
    for (size_t day = 0; day < p->n_days; day++) {
        for (size_t i = 0; i < 4000; i++)
            factors[i] = i < e->n && e->columns[i].kind == contract && e->columns[i].day == day;
        size_t y = first;
        for (unsigned days = 0; c->works > 0 && days < 1U << p->n_days; days++)
            if ((size_t)__builtin_popcount(days) == c->works)
                factors[y++] = -(double)(days >> day & 1);
        row_where(e, factors, 0, c->works > 0 ? 0 : (double)c->at_most);
    }
    for (size_t i = 0; i < 4000; i++)
        factors[i] = i >= first && i < e->m.n_columns;
    if (c->works > 0)
        row_where(e, factors, 0, (double)c->at_most);
    free(factors);
}

/* At most so many on a break at once: of each way, whether it is on that break then. */
static void at_once_rows(struct explicit_programme *e, const struct cover_problem *p, size_t kind,
                         size_t which) {
    double *away = calloc(4000, sizeof *away);
    const struct cover_break *rest = &p->kinds[kind].breaks[which];
    size_t slots = p->n_days * p->day_slots;
    for (size_t slot = 0; rest->at_once > 0 && rest->first < rest->last && slot < slots; slot++) {
        for (size_t i = 0; i < e->n; i++) {
            size_t begins = (e->columns[i].day * p->day_slots + e->columns[i].start +
                             e->columns[i].begins[which]);
            away[i] =
                e->columns[i].kind == kind && (slot + slots - begins % slots) % slots < rest->lasts;
        }
        row_where(e, away, 0, (double)rest->at_once);
    }
    free(away);
}

/* Some small programmes take branch and bound minutes; what is known by then is compared. */
static const struct milp_options patience = {.time_limit = 0.2};

/* Between which costs the cheapest lies; NAN when nothing covers. */
struct range {
    double low, high;
};

static struct range explicit_cost(const struct cover_problem *p) {
    struct explicit_programme *e = calloc(1, sizeof *e);
    size_t slots = p->n_days * p->day_slots;
    e->covers = calloc(slots * 4000, sizeof *e->covers);
    for (size_t k = 0; k < p->n_kinds; k++)
        for (size_t day = 0; day < p->n_days; day++)
            for (size_t i = 0; i < p->kinds[k].n_starts; i++)
                ways_add(e, p, k, day, p->kinds[k].starts[i]);
    for (size_t slot = 0; slot < slots; slot++)
        row_where(e, &e->covers[slot * 4000], (double)p->required[slot], HUGE_VAL);
    for (size_t i = 0; i < p->n_contracts; i++)
        contract_rows(e, p, i);
    for (size_t k = 0; k < p->n_kinds; k++)
        for (size_t b = 0; b < p->kinds[k].n_breaks; b++)
            at_once_rows(e, p, k, b);
    struct milp_result r;
    milp_solve(&e->m, &patience, &r);
    struct range cost = {r.bound, r.values ? r.objective : HUGE_VAL};
    if (r.end == MILP_INFEASIBLE)
        cost = (struct range){NAN, NAN};
    milp_result_fini(&r);
    milp_fini(&e->m);
    free(e->covers);
    free(e);
    return cost;
}

/* People of a kind on a break in each slot: never more than may. */
static void check_at_once(const struct cover_problem *p, const struct cover_plan *plan, size_t kind,
                          size_t which) {
    const struct cover_break *rest = &p->kinds[kind].breaks[which];
    size_t slots = p->n_days * p->day_slots, away[MOST_DAYS * DAY] = {0};
    for (size_t i = 0; i < plan->n_shifts; i++)
        for (size_t at = 0; plan->shifts[i].kind == kind && at < rest->lasts; at++)
            away[(plan->shifts[i].day * p->day_slots + plan->shifts[i].start +
                  plan->shifts[i].breaks[which] + at) %
                 slots] += plan->shifts[i].count;
    for (size_t slot = 0; rest->at_once > 0 && rest->first < rest->last && slot < slots; slot++)
        assert_true(away[slot] <= rest->at_once);
}

/* The plan's shifts, looked at one by one. */
static void check_shifts(const struct cover_problem *p, const struct cover_plan *plan) {
    size_t slots = p->n_days * p->day_slots;
    size_t *duty = calloc(slots, sizeof *duty);
    for (size_t i = 0; i < plan->n_shifts; i++) {
        const struct cover_shift *s = &plan->shifts[i];
        const struct cover_kind *k = &p->kinds[s->kind];
        assert_true(s->count > 0);
        for (size_t b = 0; b < k->n_breaks; b++)
            assert_in_range(s->breaks[b], k->breaks[b].first, k->breaks[b].last);
        for (size_t at = 0; at < k->lasts; at++) {
            bool away = false;
            for (size_t b = 0; b < k->n_breaks; b++)
                away = away || (s->breaks[b] <= at && at < s->breaks[b] + k->breaks[b].lasts);
            duty[(s->day * p->day_slots + s->start + at) % slots] += away ? 0 : s->count;
        }
    }
    for (size_t i = 0; i < slots; i++) {
        assert_int_equal(duty[i], plan->on_duty[i]);
        assert_true(plan->missing > 0 || duty[i] >= p->required[i]);
    }
    for (size_t k = 0; k < p->n_kinds; k++)
        for (size_t b = 0; b < p->kinds[k].n_breaks; b++)
            check_at_once(p, plan, k, b);
    free(duty);
}

/* Longer breaks, on which few may be at once. */
static void turns_draw(struct stream *draw, struct random_problem *r) {
    for (size_t i = 0; i < KINDS; i++) {
        r->kinds[i].lasts = 8;
        r->breaks[i][0].lasts = 2;
        r->breaks[i][1].first++;
        r->breaks[i][1].last++;
        for (size_t b = 0; b < 2; b++)
            r->breaks[i][b].at_once = 1 + below(draw, 2);
    }
}

/* Returns how many were covered and solved to the end by both. */
static size_t compare_many(size_t n_days, size_t problems, size_t works, bool together,
                           bool turns) {
    struct stream draw = stream_at(40 + n_days + works, 1, 0);
    size_t covered = 0;
    for (size_t i = 0; i < problems; i++) {
        struct random_problem r;
        problem_draw(&draw, &r, n_days);
        if (turns)
            turns_draw(&draw, &r);
        for (size_t c = 0; c < KINDS; c++) {
            r.contracts[c].works = works;
            r.contracts[c].off_together = together;
            r.contracts[c].at_most *= works > 0 ? 2 : 1;
        }
        struct arena a = {0};
        struct cover_plan plan = cover_solve(&r.p, &patience, &a);
        struct range want = explicit_cost(&r.p);
        if (isnan(want.low) || plan.end == MILP_INFEASIBLE) {
            assert_true(plan.n_shifts == 0 && !(want.high < HUGE_VAL));
        } else if (plan.n_shifts > 0) {
            assert_true(plan.bound <= want.high + 1e-6 && want.low <= plan.cost + 1e-6);
            check_shifts(&r.p, &plan);
            covered += plan.end == MILP_OPTIMAL && want.low == want.high;
        }
        arena_fini(&a);
    }
    return covered;
}

static void implicit_breaks_cost_what_explicit_ones_cost(void **state) {
    (void)state;
    assert_in_range(compare_many(1, 60, 0, false, false), 20, 59);
    assert_in_range(compare_many(2, 15, 0, false, false), 3, 15);
}

static void free_days_off_cost_what_all_sets_of_days_cost(void **state) {
    (void)state;
    assert_in_range(compare_many(3, 12, 2, false, false), 3, 12);
}

static void breaks_by_turns_cost_what_explicit_ones_cost(void **state) {
    (void)state;
    assert_in_range(compare_many(1, 60, 0, false, true), 20, 59);
    assert_in_range(compare_many(2, 15, 0, false, true), 3, 15);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(least_cost_of_case_sh_v1),
        cmocka_unit_test(breaks_by_turns_cost_what_explicit_ones_cost),
        cmocka_unit_test(implicit_breaks_cost_what_explicit_ones_cost),
        cmocka_unit_test(free_days_off_cost_what_all_sets_of_days_cost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
