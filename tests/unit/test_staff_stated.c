/* SPDX-License-Identifier: GPL-3.0-or-later
 * What formulas alone would do, beside a plan: from the load that the scenario states. */
#include <math.h>

#include "base/text.h"
#include "planner/theory_day.h"
#include "support/planned.h"
#include "theory/day_staffing.h"
#include "theory/queue.h"

enum { INTERVALS = 4 };

static const char phones[] =
    "{ \"horizon\": {\"opens\": \"08:00\", \"closes\": \"10:00\", \"interval\": \"30m\"},"
    "  \"customers\": {\"callers\": {"
    "    \"arrivals\": {\"rate\": {\"08:00\": \"130/h\", \"09:00\": \"217/h\", \"09:30\": "
    "\"71/h\"}},"
    "    \"patience\": {\"kind\": \"exponential\", \"mean\": \"5m\"}, \"journey\": [\"phones\"],"
    "    \"work\": {\"phones\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"170s\"},"
    "                          \"wrap_up\": \"13s\"}}}},"
    "  \"stations\": {\"phones\": {\"kind\": \"desk\"}},"
    "  \"staff\": {\"agents\": {\"count\": 9, \"skills\": {\"phones\": {}}}},"
    "  \"standards\": {\"s\": {\"at\": \"phones\", \"share\": 0.8, \"within\": \"20s\","
    "                    \"formula\": \"ignore\"}} }";

static struct planned planned_of(const char *over, uint64_t seed) {
    struct planned p = plan_made(phones, over, plan_options(seed, 400000));
    assert_non_null(p.answer->sipp.value);
    return p;
}

/* As `sojourn theory time-varying` has it. */
static void theory_of(const struct planned *p, size_t agents[INTERVALS]) {
    struct theory_day t;
    theory_day_of(p->model, NULL, &t);
    assert_null(t.refused);
    assert_int_equal(t.day.n, INTERVALS);
    assert_int_equal(
        day_required(&t.day, day_method_find("sipp"), &t.service, &t.target, 1, agents),
        THEORY_CONVERGED);
    theory_day_fini(&t);
}

static void check_as_theory(const char *over, size_t most) {
    for (uint64_t seed = 1; seed <= 2; seed++) {
        struct planned p = planned_of(over, seed);
        size_t agents[INTERVALS];
        theory_of(&p, agents);
        for (size_t i = 0; i < INTERVALS; i++) {
            assert_int_equal(*plan_at(&p.answer->sipp.plan, 0, i), agents[i]);
            assert_true(agents[i] <= most);
        }
        assert_false(p.answer->sipp.estimated);
        planned_fini(&p);
    }
}

static void one_station_is_staffed_as_theory_does_whatever_the_seed(void **state) {
    (void)state;
    check_as_theory(NULL, 100);
}

static void no_more_people_than_lines(void **state) {
    (void)state;
    check_as_theory("{\"stations\": {\"phones\": {\"lines\": 11}}}", 11);
}

/* Half of the callers by another way: through a choice by share that takes no time, as stated. */
static void what_takes_no_time_is_stated(void **state) {
    (void)state;
    struct planned p = planned_of(
        "{\"customers\": {\"callers\": {\"journey\": [{\"at\": \"phones\", \"chance\": 0.5}]}}}",
        3);
    struct planned half = planned_of(
        "{\"customers\": {\"callers\": {\"arrivals\": {\"rate\": {\"08:00\": \"65/h\", \"09:00\": "
        "\"108.5/h\", \"09:30\": \"35.5/h\"}}}}}",
        4);
    assert_false(p.answer->sipp.estimated);
    for (size_t i = 0; i < INTERVALS; i++) {
        assert_int_equal(*plan_at(&p.answer->sipp.plan, 0, i),
                         *plan_at(&half.answer->sipp.plan, 0, i));
    }
    planned_fini(&p);
    planned_fini(&half);
}

static void check_estimated(const char *over) {
    struct planned p = planned_of(over, 5);
    assert_true(p.answer->sipp.estimated);
    planned_fini(&p);
}

static void what_days_decide_is_estimated(void **state) {
    (void)state;
    check_estimated("{\"customers\": {\"callers\": {\"returns\": {\"abandoned\": {\"chance\": "
                    "0.5, \"after\": \"5m\"}}}}}");
    check_estimated(
        "{\"stations\": {\"menu\": {\"kind\": \"delay\"}}, \"customers\": {\"callers\": "
        "{\"journey\": [\"menu\", \"phones\"], \"work\": {\"menu\": {\"service\": "
        "\"40s\"}}}}}");
    check_estimated("{\"staff\": {\"agents\": {\"skills\": {\"phones\": {\"speed\": 0.9}}}}}");
}

/* The fewest of so many calls an hour, by evaluating the formula itself. */
static size_t fewest(double calls, double share, double within) {
    struct queue_model q = {
        .calls = calls / 3600, .handle = 183, .patience = 300, .threshold = within};
    struct queue_measures m = {0};
    do {
        q.agents++;
        queue_evaluate(&q, &m);
    } while (m.service_level_answered < share);
    return q.agents;
}

/* Two teams that help nobody else, and a promise to each: 90 % to the second, and another share to
 * the first. NULL: none. */
static struct planned teams_of(const char *first) {
    struct text t = {0};
    text_printf(&t,
                "{\"customers\": {\"others\": {\"arrivals\": {\"rate\": \"100/h\"}, "
                "\"patience\": {\"kind\": \"exponential\", \"mean\": \"5m\"}, \"journey\": "
                "[\"phones\"], \"work\": {\"phones\": {\"service\": {\"kind\": "
                "\"exponential\", \"mean\": \"170s\"}, \"wrap_up\": \"13s\"}}}}, \"staff\": "
                "{\"agents\": {\"skills\": {\"phones\": null, \"phones/callers\": {}}}, "
                "\"second\": {\"count\": 7, \"skills\": {\"phones/others\": {}}}}, "
                "\"standards\": {\"s\": %s, \"t\": {\"at\": \"phones\", \"for\": "
                "\"others\", \"share\": 0.9, \"within\": \"20s\", \"formula\": "
                "\"answered\"}}}",
                first);
    struct planned p = planned_of(text_string(&t), 6);
    text_fini(&t);
    return p;
}

static const double calls[INTERVALS] = {130, 130, 217, 71};

static void each_skill_by_its_own_standard(void **state) {
    (void)state;
    struct planned p = teams_of("{\"for\": \"callers\", \"share\": 0.5, \"formula\": "
                                "\"answered\"}");
    double alone = 0;
    for (size_t i = 0; i < INTERVALS; i++) {
        size_t first = fewest(calls[i], 0.5, 20), second = fewest(100, 0.9, 20);
        assert_int_equal(*plan_at(&p.answer->sipp.plan, 0, i), first);
        assert_int_equal(*plan_at(&p.answer->sipp.plan, 1, i), second);
        alone += (double)(first + second);
    }
    assert_true(fewest(217, 0.5, 20) < fewest(217, 0.9, 20));
    check_close(p.answer->alone, alone, 1e-12);
    assert_false(p.answer->shares);
    assert_int_equal(p.answer->sipp.unasked, 0);
    planned_fini(&p);
}

/* As many as the work takes: 217 calls an hour of 183 s are 11.03 erlangs. */
static void a_skill_without_a_standard_needs_no_formula(void **state) {
    (void)state;
    struct planned p = teams_of("null");
    for (size_t i = 0; i < INTERVALS; i++) {
        double load = calls[i] * 183 / 3600;
        assert_int_equal(*plan_at(&p.answer->sipp.plan, 0, i), floor(load + 0.5));
    }
    assert_int_equal(p.answer->sipp.unasked, 1);
    planned_fini(&p);
}

/* The last hour is closed, and half of the interval before: who is there by then is served at the
 * rate of the open half. */
static void nobody_is_needed_where_a_station_is_closed(void **state) {
    (void)state;
    struct planned p = planned_of("{\"stations\": {\"phones\": {\"hours\": {\"opens\": "
                                  "\"08:15\", \"closes\": \"09:00\"}}}}",
                                  7);
    struct planned open = planned_of(NULL, 7);
    assert_false(p.answer->sipp.estimated);
    for (size_t i = 0; i < INTERVALS; i++) {
        assert_int_equal(*plan_at(&p.answer->sipp.plan, 0, i),
                         i < 2 ? *plan_at(&open.answer->sipp.plan, 0, i) : 0);
    }
    planned_fini(&p);
    planned_fini(&open);
}

/* A third of the callers are dear and stand in a line of their own, before the same agents. */
static void tiers_with_the_same_agents_are_stated(void **state) {
    (void)state;
    struct planned p = planned_of("{\"tiers\": {\"dear\": {\"priority\": 5}, \"plain\": {}}, "
                                  "\"customers\": {\"callers\": {\"tier\": {\"dear\": 0.33, "
                                  "\"plain\": 0.67}}}}",
                                  8);
    struct planned plain = planned_of(NULL, 8);
    assert_false(p.answer->sipp.estimated);
    for (size_t i = 0; i < INTERVALS; i++) {
        assert_int_equal(*plan_at(&p.answer->sipp.plan, 0, i),
                         *plan_at(&plain.answer->sipp.plan, 0, i));
    }
    planned_fini(&p);
    planned_fini(&plain);
}

/* One that looks at the dear alone holds for all whom these agents serve, which is told: as many
 * people as if it were asked of everybody. */
static void one_skill_goes_by_its_strictest_standard(void **state) {
    (void)state;
#define TIERS                                                                                      \
    "\"tiers\": {\"dear\": {\"priority\": 5}, \"plain\": {}}, \"customers\": {\"callers\": "       \
    "{\"tier\": {\"dear\": 0.33, \"plain\": 0.67}}}"
    struct planned both = planned_of("{" TIERS ", \"standards\": {\"fast\": {\"at\": \"phones\", "
                                     "\"for\": \"dear\", \"share\": 0.93, \"within\": \"20s\"}}}",
                                     8);
    struct planned all = planned_of("{" TIERS ", \"standards\": {\"fast\": {\"at\": \"phones\", "
                                    "\"share\": 0.93, \"within\": \"20s\"}}}",
                                    8);
    assert_int_equal(both.answer->sipp.strict, 1);
    assert_int_equal(all.answer->sipp.strict, 0);
    for (size_t i = 0; i < INTERVALS; i++) {
        assert_int_equal(*plan_at(&both.answer->sipp.plan, 0, i),
                         *plan_at(&all.answer->sipp.plan, 0, i));
    }
    planned_fini(&both);
    planned_fini(&all);
#undef TIERS
}

/* "80 % of the served waited 0 s" is the share of the served who did not wait: as a quantile no
 * number of people reaches it. */
static void a_quantile_is_the_share_that_waited_no_longer(void **state) {
    (void)state;
    const double within[] = {0, 12};
    for (size_t k = 0; k < 2; k++) {
        struct text t = {0};
        text_printf(&t,
                    "{\"standards\": {\"s\": null, \"q\": {\"at\": \"phones\", "
                    "\"measure\": \"wait_p80\", \"at_most\": %g}}}",
                    within[k]);
        struct planned p = planned_of(text_string(&t), 9);
        for (size_t i = 0; i < INTERVALS; i++) {
            assert_int_equal(*plan_at(&p.answer->sipp.plan, 0, i),
                             fewest(calls[i], 0.8, within[k]));
        }
        assert_false(p.answer->sipp.by_load);
        text_fini(&t);
        planned_fini(&p);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_station_is_staffed_as_theory_does_whatever_the_seed),
        cmocka_unit_test(no_more_people_than_lines),
        cmocka_unit_test(what_takes_no_time_is_stated),
        cmocka_unit_test(what_days_decide_is_estimated),
        cmocka_unit_test(each_skill_by_its_own_standard),
        cmocka_unit_test(a_skill_without_a_standard_needs_no_formula),
        cmocka_unit_test(nobody_is_needed_where_a_station_is_closed),
        cmocka_unit_test(tiers_with_the_same_agents_are_stated),
        cmocka_unit_test(one_skill_goes_by_its_strictest_standard),
        cmocka_unit_test(a_quantile_is_the_share_that_waited_no_longer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
