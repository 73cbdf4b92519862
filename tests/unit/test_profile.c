/* SPDX-License-Identifier: GPL-3.0-or-later
 * Profiles: a number, a list, a step function, a csv column. */
#include "scenario/profile_amount.h"
#include "scenario/read.h"
#include "support/scenario.h"

static const struct mistake mistakes[] = {
    {"{\"staff\": {\"agents\": {\"count\": [1, 2, 3]}}}", "staff.agents.count",
     "3 values, but the day has 4 intervals of 1h", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"count\": [1, 2, 3, 4.5]}}}", "staff.agents.count[3]",
     "4.5 is not a whole number", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"count\": -1}}}", "staff.agents.count", "-1 is outside [0, 1e+06]",
     NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"count\": \"many\"}}}", "staff.agents.count",
     "\"many\" is not a whole number", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"count\": {\"8 o'clock\": 3}}}}", "staff.agents.count.8 o'clock",
     "\"8 o'clock\" is no time of day", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"count\": {\"09:00\": 3}}}}", "staff.agents.count",
     "the first step is at 09:00, after opening at 08:00", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"count\": {\"08:00\": 3, \"8:00\": 4}}}}", "staff.agents.count",
     "two steps stand for the same time", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"count\": {\"08:00\": 3, \"09:00\": \"x\"}}}}",
     "staff.agents.count.09:00", "\"x\" is not a whole number", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"count\": {\"notes\": \"none\"}}}}", "staff.agents.count",
     "needs at least one step", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"count\": {\"csv\": \"/nonexistent.csv\", \"column\": \"n\"}}}}",
     "staff.agents.count.csv", "there is no such file", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"count\": {\"csv\": \"x.csv\"}}}}", "staff.agents.count",
     "needs 'column'", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"count\": {\"csv\": \"" SOURCE_DIR
     "/tests/unit/data/calls.csv\", \"column\": \"agnets\"}}}}",
     "staff.agents.count.column", "has no column 'agnets'; did you mean 'agents'?", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"count\": {\"csv\": \"" SOURCE_DIR
     "/tests/unit/data/calls.csv\", \"column\": \"zzz\"}}}}",
     "staff.agents.count.column",
     "has no column 'zzz'; it has 'from', 'agents', 'calls', 'lasted', 'came'", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"count\": {\"csv\": \"" SOURCE_DIR
     "/tests/unit/data/calls.csv\", \"column\": \"calls\"}}}}",
     "", "column 'calls': 10.5 is not a whole number", NULL, 0, 0},
    {"{\"horizon\": {\"closes\": \"13:00\"}, \"staff\": {\"agents\": {\"count\": {\"csv\": "
     "\"" SOURCE_DIR "/tests/unit/data/calls.csv\", \"column\": \"agents\"}}}}",
     "staff.agents.count", "4 rows in the csv file, but the day has 5 intervals of 1h", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"arrivals\": {\"rate\": [\"10/h\", 20, \"30/h\", "
     "\"40/h\"]}}}}",
     "customers.callers.arrivals.rate[1]", "20 needs a unit", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"arrivals\": {\"rate\": {\"08:00\": \"10\"}}}}}",
     "customers.callers.arrivals.rate.08:00", "\"10\" needs a unit: /s, /min, /h or /d", NULL, 0,
     0},
    {"{\"horizon\": {\"opens\": null, \"closes\": null, \"interval\": null, \"runs_for\": "
     "\"10h\"}, \"staff\": {\"agents\": {\"count\": [9, 9]}}}",
     "staff.agents.count", "a steady state has no profiles", NULL, 0, 0},
    {"{\"horizon\": {\"opens\": null, \"closes\": null, \"interval\": null, \"runs_for\": "
     "\"10h\"}, \"staff\": {\"agents\": {\"count\": {\"08:00\": 9}}}}",
     "staff.agents.count", "a steady state has no times of day", NULL, 0, 0},
};

static void mistakes_of_profiles_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(NULL, mistakes);
}

static const struct profile *count_of(struct scenario *s) {
    return &s->groups[0].count;
}

static void a_number_holds_all_day(void **state) {
    (void)state;
    struct scenario *s = read_sound(NULL, NULL);
    const struct profile *p = count_of(s);
    assert_int_equal(p->n, 1);
    check_close(p->at[0], 28800, 0);
    check_close(p->value[0], 9, 0);
    scenario_free(s);
}

static void check_profile(const char *over, const double *at, const double *value, size_t n) {
    struct scenario *s = read_sound(NULL, over);
    const struct profile *p = count_of(s);
    assert_int_equal(p->n, n);
    for (size_t i = 0; i < n; i++) {
        check_close(p->at[i], at[i], 0);
        check_close(p->value[i], value[i], 0);
    }
    scenario_free(s);
}

static void a_list_goes_by_intervals(void **state) {
    (void)state;
    check_profile("{\"staff\": {\"agents\": {\"count\": [7, 9, 8, 5]}}}",
                  (double[]){28800, 32400, 36000, 39600}, (double[]){7, 9, 8, 5}, 4);
}

static void a_csv_column_is_such_a_list(void **state) {
    (void)state;
    check_profile("{\"staff\": {\"agents\": {\"count\": {\"csv\": \"" SOURCE_DIR
                  "/tests/unit/data/calls.csv\", \"column\": \"agents\"}}}}",
                  (double[]){28800, 32400, 36000, 39600}, (double[]){7, 9, 8, 5}, 4);
    check_profile(
        "{\"staff\": {\"agents\": {\"count\": {\"csv\": \"" SOURCE_DIR
        "/tests/unit/data/calls.csv\", \"column\": \"agents\", \"times\": 1.1, \"plus\": 1}}}}",
        (double[]){28800, 32400, 36000, 39600}, (double[]){9, 11, 10, 7}, 4);
}

static void steps_stand_in_any_order(void **state) {
    (void)state;
    check_profile("{\"staff\": {\"agents\": {\"count\": {\"10:15\": 4, \"notes\": \"x\", "
                  "\"06:00\": 7, \"9:30\": 11}}}}",
                  (double[]){21600, 34200, 36900}, (double[]){7, 11, 4}, 3);
}

static void times_before_opening_mean_after_midnight_where_the_day_reaches_them(void **state) {
    (void)state;
    check_profile("{\"horizon\": {\"opens\": \"20:00\", \"closes\": \"02:00\"}, \"staff\": "
                  "{\"agents\": {\"count\": {\"00:30\": 3, \"20:00\": 7, \"12:00\": 5}}}}",
                  (double[]){43200, 72000, 88200}, (double[]){5, 7, 3}, 3);
}

static void counts_by_interval_become_rates(void **state) {
    (void)state;
    struct scenario *s =
        read_sound(NULL, "{\"customers\": {\"callers\": {\"arrivals\": {\"rate\": null, "
                         "\"per_interval\": {\"08:00\": 90, \"10:00\": 45}}}}}");
    const struct profile *p = &s->classes[0].sources[0].rate;
    assert_int_equal(p->n, 2);
    check_close(p->value[0], 0.025, 1e-15);
    check_close(p->value[1], 0.0125, 1e-15);
    scenario_free(s);
}

static void a_profile_amounts_to_what_it_holds(void **state) {
    (void)state;
    const double at[] = {100, 160, 400}, value[] = {3, 7, 2};
    const struct profile p = {.n = 3, .at = at, .value = value}, never = {0};
    check_close(profile_integral(&p, 130, 500), 30 * 3 + 240 * 7 + 100 * 2, 1e-12);
    check_close(profile_mean(&p, 100, 200), (60 * 3 + 40 * 7) / 100., 1e-12);
    check_close(profile_most(&p, 400, 900), 2, 0);
    check_close(profile_most(&p, 399, 900), 7, 0);
    check_close(profile_most(&p, 120, 160), 3, 0);
    check_close(profile_integral(&never, 0, 900), 0, 0);
}

static void the_largest_value_may_be_any_weekdays(void **state) {
    (void)state;
    const double at[] = {100, 160, 400}, value[] = {3, 7, 2}, more[] = {3, 6, 11};
    const struct profile first = {.n = 3, .at = at, .value = value};
    struct profile week[WEEKDAYS] = {[0] = first, [4] = {.n = 3, .at = at, .value = more}};
    check_close(profile_largest(&first), 7, 0);
    struct profile all = first;
    all.by_weekday = week;
    check_close(profile_largest(&all), 11, 0);
    check_close(profile_largest(&week[1]), 0, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_of_profiles_are_named),
        cmocka_unit_test(a_number_holds_all_day),
        cmocka_unit_test(a_list_goes_by_intervals),
        cmocka_unit_test(a_csv_column_is_such_a_list),
        cmocka_unit_test(steps_stand_in_any_order),
        cmocka_unit_test(times_before_opening_mean_after_midnight_where_the_day_reaches_them),
        cmocka_unit_test(counts_by_interval_become_rates),
        cmocka_unit_test(a_profile_amounts_to_what_it_holds),
        cmocka_unit_test(the_largest_value_may_be_any_weekdays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
