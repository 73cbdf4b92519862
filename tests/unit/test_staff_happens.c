/* SPDX-License-Identifier: GPL-3.0-or-later
 * A plan under which a standard has nobody to judge is not one that meets it. */
#include <math.h>

#include "support/planned.h"

static const char desk[] =
    "{ \"horizon\": {\"opens\": \"09:00\", \"closes\": \"12:00\", \"interval\": \"1h\"},"
    "  \"customers\": {\"callers\": {\"arrivals\": {\"per_interval\": [40, 70, 50]},"
    "    \"patience\": {\"kind\": \"exponential\", \"mean\": \"3m\"}, \"journey\": [\"desk\"],"
    "    \"work\": {\"desk\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"4m\"}}}}},"
    "  \"stations\": {\"desk\": {\"kind\": \"desk\"}},"
    "  \"staff\": {\"agents\": {\"count\": 6, \"skills\": {\"desk\": {}}}},"
    "  \"standards\": {\"s\": {\"at\": \"desk\", \"measure\": \"wait_if_delayed\", \"at_most\": "
    "5}} "
    "}";

static struct planned planned_of(const char *over) {
    return plan_made(desk, over, plan_options(1, 400000));
}

/* A delayed customer waits 240 s / (n - load) on average: 5 s take 53 people for 4.67 erlangs, who
 * are all busy once in a million years. */
static void nobody_waits_and_nothing_is_met(void **state) {
    (void)state;
    const char *const over[] = {NULL, "standards.s.at_most=0.05", "standards.s.per=interval",
                                "standards.s.on_days=0.8"};
    for (size_t i = 0; i < sizeof over / sizeof *over; i++) {
        struct planned p = planned_of(over[i]);
        assert_int_equal(p.answer->end, STAFF_NO_PLAN);
        assert_true(p.answer->n_reasons > 0);
        assert_non_null(strstr(p.answer->reasons[0], "has nothing to judge with more than"));
        assert_false(p.answer->effort_short);
        assert_null(p.answer->plan.count);
        planned_fini(&p);
    }
}

static void who_is_delayed_is_judged_where_some_are(void **state) {
    (void)state;
    struct planned p = planned_of("standards.s.at_most=80");
    assert_true(p.answer->end == STAFF_CONFIRMED || p.answer->end == STAFF_MEETS);
    assert_true(p.answer->checks[0].value.value > 0);
    assert_true(p.answer->checks[0].value.value <= 80);
    planned_fini(&p);
}

/* Nobody on duty is busy for no share of his time, which is not 70 % of it. */
static void nobody_on_duty_is_not_busy(void **state) {
    (void)state;
    struct planned p = planned_of("{\"standards\": {\"s\": {\"measure\": \"occupancy\", "
                                  "\"at_most\": null, \"at_least\": 0.7}}}");
    assert_true(p.answer->end == STAFF_CONFIRMED || p.answer->end == STAFF_MEETS);
    assert_true(plan_people(&p.answer->plan) >= 1);
    assert_true(p.answer->checks[0].value.value >= 0.7);
    planned_fini(&p);
}

/* A standard of every interval that counts the served alone says nothing of one in which nobody is:
 * closing it would meet. Whatever the effort, somebody is there when people come. */
static void no_interval_with_customers_is_closed(void **state) {
    (void)state;
    static const char answered[] = "{\"standards\": {\"s\": {\"measure\": null, \"at_most\": null, "
                                   "\"share\": 0.8, \"within\": \"20s\", "
                                   "\"formula\": \"answered\", \"per\": \"interval\"}}}";
    static const char asa[] =
        "{\"standards\": {\"s\": {\"measure\": \"asa\", \"at_most\": 20, \"per\": \"interval\"}}}";
    static const char p90[] = "{\"standards\": {\"s\": {\"measure\": \"wait_p90\", "
                              "\"at_most\": 30, \"per\": \"interval\"}}}";
    const char *const over[] = {answered, asa, p90};
    const uint64_t events[] = {60000, 400000};
    for (size_t i = 0; i < 2 * sizeof over / sizeof *over; i++) {
        struct planned p = plan_made(desk, over[i / 2], plan_options(2, events[i % 2]));
        assert_non_null(p.answer->plan.count);
        for (size_t k = 0; k < p.answer->space.n_slots; k++) {
            assert_true(*plan_at(&p.answer->plan, 0, k) >= 1);
        }
        assert_int_equal(p.answer->unserved.slots, 0);
        planned_fini(&p);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_waits_and_nothing_is_met),
        cmocka_unit_test(who_is_delayed_is_judged_where_some_are),
        cmocka_unit_test(no_interval_with_customers_is_closed),
        cmocka_unit_test(nobody_on_duty_is_not_busy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
