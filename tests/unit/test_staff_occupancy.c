/* SPDX-License-Identifier: GPL-3.0-or-later
 * A cap of occupancy in every interval: what is judged, and that a simulation judges alike. */
#include "base/text.h"
#include "support/planned.h"

enum { INTERVALS = 4, DAYS = 400 };

/* Some 4, 6.4, 2 and 0.3 erlangs, and calls of 6 minutes that go on after closing. */
static const char desk[] =
    "{ \"horizon\": {\"opens\": \"09:00\", \"closes\": \"13:00\", \"interval\": \"1h\"},"
    "  \"customers\": {\"callers\": {\"arrivals\": {\"per_interval\": [40, 64, 20, 3]},"
    "    \"patience\": {\"kind\": \"exponential\", \"mean\": \"8m\"}, \"journey\": [\"desk\"],"
    "    \"work\": {\"desk\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"6m\"}}}}},"
    "  \"stations\": {\"desk\": {\"kind\": \"desk\"}},"
    "  \"staff\": {\"agents\": {\"count\": 30, \"skills\": {\"desk\": {}}}},"
    "  \"standards\": {\"busy\": {\"measure\": \"occupancy\", \"at_most\": 0.85,"
    "                       \"per\": \"interval\"}} }";

/* Days that chose nothing, as `simulate --patch` has them. */
static struct studied simulated(const double count[INTERVALS]) {
    struct text over = {0};
    text_add(&over, "{\"staff\": {\"agents\": {\"count\": [");
    for (size_t i = 0; i < INTERVALS; i++) {
        text_printf(&over, "%s%.0f", i ? ", " : "", count[i]);
    }
    text_add(&over, "]}}}");
    struct studied s =
        study_of(desk, text_string(&over),
                 (struct study_options){.seed = 991, .replications = DAYS, .threads = 1}, NULL);
    text_fini(&over);
    return s;
}

static void a_cap_by_interval_has_a_plan_that_binds(void **state) {
    (void)state;
    struct planned p = plan_made(desk, NULL, plan_options(4, 8000000));
    double count[INTERVALS];
    assert_true(p.answer->end == STAFF_CONFIRMED || p.answer->end == STAFF_MEETS);
    for (size_t i = 0; i < INTERVALS; i++) {
        count[i] = *plan_at(&p.answer->plan, 0, i);
        assert_true(count[i] >= 1); /* nobody at work would not be judged, and serve nobody */
    }
    struct studied s = simulated(count);
    assert_int_equal(s.results->standards[0].verdict, VERDICT_MET);
    studied_fini(&s);
    /* Where the cap binds, in the busiest hour, one fewer breaks it. */
    count[1]--;
    s = simulated(count);
    assert_int_equal(s.results->standards[0].verdict, VERDICT_MISSED);
    studied_fini(&s);
    planned_fini(&p);
}

/* Work after closing is nobody's who is scheduled: with plenty of people the cap is met, though
 * whoever still works then is busy all the time. */
static void after_closing_nothing_is_judged(void **state) {
    (void)state;
    const double plenty[INTERVALS] = {60, 60, 60, 60};
    struct studied s = simulated(plenty);
    assert_int_equal(s.results->standards[0].verdict, VERDICT_MET);
    assert_true(s.results->standards[0].value.value < 0.5);
    assert_true(s.results->standards[0].p_day_meets.value > 0.99);
    studied_fini(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cap_by_interval_has_a_plan_that_binds),
        cmocka_unit_test(after_closing_nothing_is_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
