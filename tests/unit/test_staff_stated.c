/* SPDX-License-Identifier: GPL-3.0-or-later
 * What formulas alone would do, beside a plan: from the load that the scenario states. */
#include <math.h>

#include "planner/staff.h"
#include "planner/theory_day.h"
#include "support/study.h"
#include "theory/day_staffing.h"

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

struct planned {
    struct scenario *scenario;
    struct model *model;
    struct staff_answer *answer;
};

static struct planned planned_of(const char *over, uint64_t seed) {
    struct diag d = {0};
    gsl_set_error_handler_off();
    struct planned p = {.scenario = read_sound(phones, over)};
    p.model = model_compile(p.scenario, (struct model_options){0}, &d);
    struct staff_options o = {.goals = {.target = NAN, .per = -1, .on_days = NAN},
                              .seed = seed,
                              .threads = 1,
                              .confirm = true,
                              .search_events = 400000,
                              .confirm_events = 400000};
    p.answer = staff_plan(p.model, &o, &d);
    assert_int_equal(d.errors, 0);
    assert_non_null(p.answer->sipp.value);
    diag_fini(&d);
    return p;
}

static void planned_fini(struct planned *p) {
    staff_answer_free(p->answer);
    model_free(p->model);
    scenario_free(p->scenario);
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_station_is_staffed_as_theory_does_whatever_the_seed),
        cmocka_unit_test(no_more_people_than_lines),
        cmocka_unit_test(what_takes_no_time_is_stated),
        cmocka_unit_test(what_days_decide_is_estimated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
