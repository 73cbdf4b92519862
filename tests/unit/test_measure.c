/* SPDX-License-Identifier: GPL-3.0-or-later
 * The table of measures against the lists of the design, and names with a duration in them. */
#include "observe/measure.h"

#include <string.h>

#include "support/check.h"

static void every_row_says_what_it_is(void **state) {
    (void)state;
    for (size_t i = 0; i < n_measures; i++) {
        assert_true(strlen(measures[i].name) > 0 && strlen(measures[i].unit) > 0);
        assert_true(strlen(measures[i].definition) > 5);
        assert_true(measures[i].rows > 0 && measures[i].rows < 1 << ROW_KINDS);
        assert_int_equal(measure_find(measures[i].name), i);
    }
    assert_int_equal(measure_find("nonsense"), n_measures);
}

/* The names that scripts and cases use. */
static void every_promised_name_is_found(void **state) {
    (void)state;
    static const char *const names[] = {"offered",
                                        "arrived",
                                        "served",
                                        "self_served",
                                        "abandoned",
                                        "balked",
                                        "blocked",
                                        "turned_away",
                                        "passed_on",
                                        "new",
                                        "helped",
                                        "given_up",
                                        "redials",
                                        "tries_per_customer",
                                        "in_orbit",
                                        "abandonment",
                                        "blocking",
                                        "balking",
                                        "asa",
                                        "mean_wait",
                                        "wait_if_delayed",
                                        "time_to_abandon",
                                        "wait_p50",
                                        "wait_p80",
                                        "wait_p90",
                                        "wait_p95",
                                        "wait_p99",
                                        "wait_all_p50",
                                        "wait_all_p80",
                                        "wait_all_p90",
                                        "wait_all_p95",
                                        "wait_all_p99",
                                        "max_wait",
                                        "excess_wait",
                                        "sojourn",
                                        "delay_probability",
                                        "service_level_answered",
                                        "service_level_offered",
                                        "service_level_ignore",
                                        "service_level_positive",
                                        "service_level_short",
                                        "mean_queue",
                                        "max_queue",
                                        "mean_in_system",
                                        "handle_time",
                                        "service_time",
                                        "wrap_up_time",
                                        "occupancy",
                                        "utilisation",
                                        "staffed",
                                        "busy_mean",
                                        "cost",
                                        "p_day_meets",
                                        "message"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct measure_reference r;
        assert_true(measure_parse(names[i], &r));
        assert_string_equal(measures[r.measure].name, names[i]);
        assert_false(r.daily);
    }
}

static void a_duration_may_stand_in_the_name(void **state) {
    (void)state;
    struct measure_reference r;
    assert_true(measure_parse("wait_exceeds_1m30s", &r));
    assert_string_equal(measures[r.measure].name, "wait_exceeds_<duration>");
    check_close(r.limit, 90, 1e-15);
    assert_true(measure_parse("sojourn_exceeds_5m", &r));
    check_close(r.limit, 300, 1e-15);
    assert_false(measure_parse("wait_exceeds_", &r));
    assert_false(measure_parse("wait_exceeds_soon", &r));
    assert_false(measure_parse("wait_exceeds_<duration>", &r));
}

static void means_of_daily_ratios_have_their_suffix(void **state) {
    (void)state;
    struct measure_reference r;
    assert_true(measure_parse("abandonment_daily_mean", &r));
    assert_true(r.daily);
    assert_string_equal(measures[r.measure].name, "abandonment");
    assert_false(measure_parse("wait_p90_daily_mean", &r));
    assert_false(measure_parse("_daily_mean", &r));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_says_what_it_is),
        cmocka_unit_test(every_promised_name_is_found),
        cmocka_unit_test(a_duration_may_stand_in_the_name),
        cmocka_unit_test(means_of_daily_ratios_have_their_suffix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
