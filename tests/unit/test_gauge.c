/* SPDX-License-Identifier: GPL-3.0-or-later
 * The slim observer against the tally: the same runs, counted twice, give the same figures. */
#include "observe/gauge.h"

#include <math.h>

#include "base/text.h"
#include "planner/goals.h"
#include "support/study.h"

enum { RUNS = 12 };

static const char standards[] =
    "{\"horizon\": {\"interval\": \"30m\"}, \"staff\": {\"agents\": {\"count\": 7}},"
    " \"customers\": {\"callers\": {\"returns\": {\"abandoned\": {\"chance\": 0.4,"
    "   \"after\": \"11m\"}}, \"balks\": {\"waiting\": {\"0\": 0, \"3\": 0.2}}},"
    "   \"others\": {\"arrivals\": {\"rate\": \"17/h\"}, \"journey\": [\"menu\", \"phones\"],"
    "     \"patience\": {\"kind\": \"exponential\", \"mean\": \"3m\"},"
    "     \"work\": {\"menu\": {\"service\": \"20s\", \"resolves\": 0.3},"
    "       \"phones\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"150s\"},"
    "                  \"wrap_up\": \"25s\"}}}},"
    " \"stations\": {\"phones\": {\"lines\": 14}, \"menu\": {\"kind\": \"machines\", \"count\": "
    "3}},"
    " \"standards\": {"
    "  \"a\": {\"at\": \"phones\", \"share\": 0.8, \"within\": \"21s\", \"formula\": \"answered\"},"
    "  \"b\": {\"at\": \"phones\", \"share\": 0.8, \"within\": \"22s\", \"formula\": \"offered\"},"
    "  \"c\": {\"share\": 0.8, \"within\": \"23s\", \"formula\": \"ignore\", \"on_days\": 0.5},"
    "  \"d\": {\"at\": \"phones\", \"for\": \"others\", \"share\": 0.7, \"within\": \"30s\","
    "        \"formula\": \"positive\"},"
    "  \"e\": {\"at\": \"phones\", \"share\": 0.8, \"within\": \"25s\", \"formula\": \"short\","
    "        \"per\": \"interval\", \"on_days\": 0.2},"
    "  \"f\": {\"measure\": \"abandonment\", \"at_most\": 0.05},"
    "  \"g\": {\"measure\": \"abandonment\", \"at\": \"phones\", \"at_most\": 0.05},"
    "  \"h\": {\"measure\": \"asa\", \"at_most\": 20},"
    "  \"i\": {\"measure\": \"mean_wait\", \"at\": \"phones\", \"at_most\": 20},"
    "  \"j\": {\"measure\": \"occupancy\", \"at\": \"phones\", \"at_most\": 0.85},"
    "  \"k\": {\"measure\": \"blocking\", \"at\": \"phones\", \"at_most\": 0.05},"
    "  \"l\": {\"measure\": \"balking\", \"at\": \"phones\", \"at_most\": 0.05},"
    "  \"m\": {\"measure\": \"delay_probability\", \"at\": \"phones\", \"at_most\": 0.3},"
    "  \"n\": {\"measure\": \"wait_if_delayed\", \"at\": \"phones\", \"at_most\": 40},"
    "  \"o\": {\"measure\": \"occupancy\", \"at_most\": 0.85},"
    "  \"p\": {\"measure\": \"occupancy\", \"at_most\": 0.85, \"per\": \"interval\","
    "        \"at\": \"phones\", \"on_days\": 0.3},"
    "  \"q\": {\"measure\": \"occupancy\", \"at_least\": 0.7, \"per\": \"interval\"}}}";

/* A study by the tally and samples by the gauge of the same replications. */
struct twice {
    struct studied study;
    struct layout *layout;
    struct goals goals;
    struct arena arena;
    bool *planned;
    struct plan_space space;
    struct plan plan;
    struct evaluator *evaluator;
    const struct sample *sample;
};

static struct twice twice_of(const char *over) {
    struct diag d = {0};
    struct twice t = {
        .study =
            study_of(NULL, over,
                     (struct study_options){.seed = 5, .replications = RUNS, .threads = 1}, NULL)};
    const struct model *m = t.study.model;
    t.layout = layout_new(m);
    assert_true(goals_read(&t.goals, m, t.layout,
                           (struct goal_options){.target = NAN, .per = -1, .on_days = NAN}, &d));
    t.planned = arena_array(&t.arena, m->n_groups, sizeof *t.planned);
    memset(t.planned, 1, m->n_groups);
    diag_fini(&d);
    return t;
}

/* In the caller's own t, since the plan points into it. */
static void twice_run(struct twice *t) {
    t->space = plan_space_new(t->study.model, t->planned, &t->arena);
    t->plan = plan_of_model(&t->space, &t->arena);
    t->evaluator = evaluator_new(t->study.model, t->layout, t->goals.gauges, t->goals.n,
                                 (struct evaluator_options){.threads = 2});
    t->sample = evaluate(t->evaluator, &t->plan, 5, RUNS);
    assert_non_null(t->sample);
}

static void twice_fini(struct twice *t) {
    evaluator_free(t->evaluator);
    goals_fini(&t->goals);
    layout_free(t->layout);
    arena_fini(&t->arena);
    studied_fini(&t->study);
}

/* An interval of all kinds of day, as a simulation judges it. */
static double cell_value(const struct twice *t, uint32_t goal, size_t cell) {
    struct gauge_ratio sum = {0, 0};
    size_t kinds = cell == ALL_CELLS ? 1 : t->space.kinds.n;
    for (size_t i = 0; i < RUNS * kinds; i++) {
        size_t of_kind =
            cell == ALL_CELLS ? ALL_CELLS : cell + i % kinds * evaluator_cells(t->evaluator);
        struct gauge_ratio r = goal_ratio(t->evaluator, t->sample, goal, of_kind, i / kinds);
        sum.top += r.top;
        sum.bottom += r.bottom;
    }
    return sum.top / sum.bottom;
}

/* Of the whole day, or of the worst interval. */
static double gauge_value(const struct twice *t, uint32_t goal) {
    bool at_least = t->goals.goal[goal].at_least;
    double worst = at_least ? HUGE_VAL : -HUGE_VAL;
    for (size_t k = 0; k < evaluator_cells(t->evaluator); k++) {
        double here = cell_value(t, goal, k);
        worst = at_least ? fmin(worst, here) : fmax(worst, here); /* they pass over NAN */
    }
    return t->goals.goal[goal].per == PER_INTERVAL ? worst : cell_value(t, goal, ALL_CELLS);
}

static double gauge_days_met(const struct twice *t, uint32_t goal) {
    struct gauge_ratio sum = {0, 0};
    for (size_t i = 0; i < RUNS; i++) {
        struct gauge_ratio r = goal_days(&t->goals, t->evaluator, t->sample, goal, i);
        sum.top += r.top;
        sum.bottom += r.bottom;
    }
    return sum.top / sum.bottom;
}

static void check_twice(const char *over) {
    struct twice t = twice_of(over);
    twice_run(&t);
    for (uint32_t i = 0; i < t.goals.n; i++) {
        const struct standard_result *s = &t.study.results->standards[i];
        assert_string_equal(s->name, t.goals.goal[i].name);
        check_near(gauge_value(&t, i), s->value.value, 1e-9);
        if (!isnan(s->p_day_meets.value)) {
            check_near(gauge_days_met(&t, i), s->p_day_meets.value, 1e-9);
        }
    }
    twice_fini(&t);
}

static void gauge_and_tally_count_alike(void **state) {
    (void)state;
    check_twice(standards);
}

static void gauge_and_tally_agree_over_several_days(void **state) {
    (void)state;
    struct text over = {0};
    text_printf(&over, "%.*s\"days\": 3, \"warm_up\": 1, %s", 13, standards, standards + 13);
    check_twice(text_string(&over));
    text_fini(&over);
}

static const char shift_gap[] =
    "{\"horizon\": {\"interval\": \"30m\", \"days\": 2, \"weekdays\": \"mon-tue\"},"
    " \"staff\": {\"agents\": {\"count\": {\"mon\": {\"08:00\": 9, \"09:00\": 0, \"10:00\": 6},"
    "                                \"tue\": {\"08:00\": 8, \"09:00\": 7, \"11:00\": 0}}}},"
    " \"standards\": {"
    "  \"a\": {\"measure\": \"occupancy\", \"at_most\": 0.85, \"per\": \"interval\"},"
    "  \"b\": {\"measure\": \"occupancy\", \"at\": \"phones\", \"at_most\": 0.95,"
    "        \"per\": \"interval\", \"on_days\": 0.5}}}";

/* Whoever finishes work where nobody is scheduled is busy all the time: that is not judged, by
 * either, so that the worst is what a table of intervals shows where somebody is. */
static void occupancy_is_judged_where_somebody_is_to_work(void **state) {
    (void)state;
    check_twice(shift_gap);
    struct twice t = twice_of("{\"standards\": {\"a\": {\"measure\": \"occupancy\","
                              " \"at_most\": 0.85, \"per\": \"interval\"}}, \"staff\": {"
                              "\"agents\": {\"count\": {\"08:00\": 9, \"10:00\": 0}}}}");
    const struct results *r = t.study.results;
    double worst = 0, idle = 0;
    for (size_t i = 0; i < r->n_intervals; i++) {
        const struct interval_row *row = &r->intervals[i];
        double occupancy = interval_value(row, "occupancy");
        bool staffed = interval_value(row, "staffed") > 0;
        if (row->kind == ROW_TOTAL) {
            worst = staffed ? fmax(worst, occupancy) : worst;
            idle = staffed ? idle : fmax(idle, occupancy);
        }
    }
    check_close(idle, 1, 1e-12);
    assert_true(worst < 0.99);
    check_close(r->standards[0].value.value, worst, 1e-12);
    twice_fini(&t);
}

/* What people are like is counted alike too, over days, with a warm-up and after closing. */
static void fatigue_and_strain_are_judged_alike(void **state) {
    (void)state;
    check_twice(
        "{\"horizon\": {\"days\": 4, \"warm_up\": 1}, \"people\": {\"energy\": {}, \"pace\": {}, "
        "\"outcome\": {}, \"strain\": {\"rises\": 0.15}}, \"standards\": {"
        "\"a\": {\"measure\": \"fatigue\", \"at_most\": 0.5, \"per\": \"interval\", \"on_days\": "
        "0.4},"
        "\"b\": {\"measure\": \"fatigue\", \"at_most\": 0.5},"
        "\"c\": {\"measure\": \"settled_strain\", \"at_most\": 0.2, \"on_days\": 0.5},"
        "\"d\": {\"measure\": \"settled_strain\", \"at_most\": 0.2, \"per\": \"run\"}}}");
}

static void quantiles_are_judged_as_shares(void **state) {
    (void)state;
    struct twice t = twice_of("{\"standards\": {\"q\": {\"measure\": \"wait_p90\", \"at\": "
                              "\"phones\", \"at_most\": 31}}}");
    twice_run(&t);
    assert_true(t.goals.goal[0].quantile && t.goals.goal[0].at_least);
    check_close(t.goals.goal[0].target, 0.9, 1e-12);
    check_close(t.goals.gauges[0].threshold, 31, 1e-12);
    /* The share within the simulated quantile is the quantile's share, but for its 0.8 % bins. */
    double p90 = t.study.results->standards[0].value.value;
    assert_true((gauge_value(&t, 0) >= 0.9) == (p90 <= 31) || fabs(p90 - 31) < 0.3);
    twice_fini(&t);
}

static void threads_do_not_change_a_sample(void **state) {
    (void)state;
    struct twice t = twice_of(standards);
    twice_run(&t);
    struct evaluator *one = evaluator_new(t.study.model, t.layout, t.goals.gauges, t.goals.n,
                                          (struct evaluator_options){.threads = 1});
    const struct sample *s = evaluate(one, &t.plan, 5, RUNS);
    size_t bytes = RUNS * t.goals.n * evaluator_cells(one) * sizeof *s->ratio;
    assert_memory_equal(s->ratio, t.sample->ratio, bytes);
    assert_true(evaluate(one, &t.plan, 5, RUNS - 1) == s);
    assert_int_equal(evaluator_plans(one), 1);
    evaluator_free(one);
    twice_fini(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gauge_and_tally_count_alike),
        cmocka_unit_test(gauge_and_tally_agree_over_several_days),
        cmocka_unit_test(occupancy_is_judged_where_somebody_is_to_work),
        cmocka_unit_test(fatigue_and_strain_are_judged_alike),
        cmocka_unit_test(quantiles_are_judged_as_shares),
        cmocka_unit_test(threads_do_not_change_a_sample),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
