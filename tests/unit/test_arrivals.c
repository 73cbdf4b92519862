/* SPDX-License-Identifier: GPL-3.0-or-later
 * How customers come: rates, gaps, given times, several sources. */
#include "scenario/read.h"

#include "support/scenario.h"

static const struct mistake mistakes[] = {
    {"{\"customers\": {\"callers\": {\"arrivals\": {\"rate\": null}}}}",
     "customers.callers.arrivals",
     "needs exactly one of 'per_interval', 'rate', 'wanted', 'every', 'times', 'appointments' "
     "and 'fleet'; 0 are given",
     NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"arrivals\": {\"every\": \"1m\"}}}}",
     "customers.callers.arrivals", "'fleet'; 2 are given", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"arrivals\": {\"rate\": null, \"every\": 0}}}}",
     "customers.callers.arrivals.every", "the mean time between arrivals is 0", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"arrivals\": {\"rate\": 40}}}}",
     "customers.callers.arrivals.rate", "40 needs a unit: write a rate as text such as \"40/h\"",
     NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"arrivals\": {\"rate\": \"-3/h\"}}}}",
     "customers.callers.arrivals.rate", "-3/h is outside", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"arrivals\": {\"batch\": 0}}}}",
     "customers.callers.arrivals.batch", "0 is outside [1, 1000]", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"arrivals\": {\"day_spread\": {\"shared\": \"x\"}}}}}",
     "customers.callers.arrivals.day_spread", "needs 'cv'", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"arrivals\": {\"day_spread\": {\"cv\": -0.1}}}}}",
     "customers.callers.arrivals.day_spread.cv", "is outside [0, 10]", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"arrivals\": {\"rate\": null, \"every\": \"1m\", "
     "\"day_spread\": {\"cv\": 0.1}}}}}",
     "customers.callers.arrivals.day_spread", "a spread needs a rate to spread", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"arrivals\": []}}}", "customers.callers.arrivals",
     "needs at least one way of arriving", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"arrivals\": [{\"name\": \"a\", \"rate\": \"1/h\"}, "
     "{\"rate\": \"2/h\"}]}}}",
     "customers.callers.arrivals[1]", "each of several arrivals needs a 'name'", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"arrivals\": [{\"name\": \"a\", \"rate\": \"1/h\"}, "
     "{\"name\": \"a\", \"rate\": \"2/h\"}]}}}",
     "customers.callers.arrivals[1].name", "the name 'a' stands twice", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"arrivals\": \"often\"}}}", "customers.callers.arrivals",
     "\"often\" is not an object", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"arrivals\": {\"convoy\": 3}}}}",
     "customers.callers.arrivals.convoy", "unknown key", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"arrivals\": {\"rate\": null, \"times\": [\"8 am\"]}}}}",
     "customers.callers.arrivals.times[0]", "\"8 am\" is no time, as in", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"arrivals\": {\"rate\": null, \"times\": [7]}}}}",
     "customers.callers.arrivals.times[0]", "7 is no time", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"arrivals\": {\"rate\": null, \"times\": [\"2024-02-30 "
     "08:30:00\"]}}}}",
     "customers.callers.arrivals.times[0]", "is no time", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"arrivals\": {\"rate\": null, \"times\": [\"08:30\", "
     "\"2024-02-28 08:30:00\"]}}}}",
     "customers.callers.arrivals.times", "some times have a date and some have none", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"arrivals\": {\"rate\": null, \"times\": []}}}}",
     "customers.callers.arrivals.times", "needs at least one time", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"arrivals\": {\"rate\": null, \"times\": {\"csv\": "
     "\"" SOURCE_DIR "/tests/unit/data/calls.csv\", \"column\": \"came\"}}}}}",
     "", "column 'came': \"at noon\" is no time", NULL, 0, 0},
    {"{\"horizon\": {\"opens\": null, \"closes\": null, \"interval\": null, \"runs_for\": "
     "\"10h\"}, \"customers\": {\"callers\": {\"arrivals\": {\"rate\": null, \"times\": "
     "[\"08:30\"]}}}}",
     "customers.callers.arrivals.times",
     "a steady state has no times of day; give 'rate' or 'every'", NULL, 0, 0},
    {"{\"horizon\": {\"opens\": null, \"closes\": null, \"interval\": null, \"runs_for\": "
     "\"10h\"}, \"customers\": {\"callers\": {\"arrivals\": {\"rate\": null, \"per_interval\": "
     "9}}}}",
     "customers.callers.arrivals.per_interval", "a steady state has no intervals; give 'rate'",
     NULL, 0, 0},
    {"{\"horizon\": {\"opens\": null, \"closes\": null, \"interval\": null, \"runs_for\": "
     "\"10h\"}, \"customers\": {\"callers\": {\"arrivals\": {\"day_spread\": {\"cv\": 0.1}}}}}",
     "customers.callers.arrivals.day_spread", "a steady state has no days or intervals that differ",
     NULL, 0, 0},
};

static void mistakes_of_arrivals_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(NULL, mistakes);
}

static struct scenario *read_arrivals(const char *arrivals, struct diag *d) {
    char over[400];
    snprintf(over, sizeof over, "{\"customers\": {\"callers\": {\"arrivals\": %s}}}", arrivals);
    struct scenario *s = read_over(NULL, over, d);
    if (!s) {
        print_findings(d);
        fail_msg("%s", arrivals);
    }
    return s;
}

static void a_class_may_have_several_sources(void **state) {
    (void)state;
    struct diag d = {0};
    struct scenario *s = read_arrivals(
        "[{\"name\": \"web\", \"rate\": \"6/h\", \"batch\": 3}, {\"name\": \"post\", \"every\": "
        "{\"kind\": \"erlang\", \"mean\": \"30s\", \"k\": 2}, \"at_most\": 70}]",
        &d);
    const struct customer_class *c = &s->classes[0];
    assert_int_equal(c->n_sources, 2);
    assert_string_equal(c->sources[0].name, "web");
    assert_int_equal(c->sources[0].batch, 3);
    assert_int_equal(c->sources[1].kind, ARRIVAL_EVERY);
    assert_int_equal(c->sources[1].at_most, 70);
    scenario_free(s);
    diag_fini(&d);
}

static void times_of_day_are_of_every_day_and_sorted(void **state) {
    (void)state;
    struct diag d = {0};
    struct scenario *s = read_arrivals(
        "{\"rate\": null, \"times\": [\"09:00:30.25\", \"08:03\", \"07:59\", \"12:00\"]}", &d);
    const struct arrival_source *a = s->classes[0].sources;
    assert_int_equal(a->kind, ARRIVAL_TIMES);
    assert_true(a->times_daily);
    assert_int_equal(a->n_times, 2);
    check_close(a->times[0], 28980, 0);
    check_close(a->times[1], 32430.25, 0);
    assert_int_equal(d.count, 1);
    assert_string_equal(d.findings[0].message,
                        "2 of 4 times are outside the opening hours or days and are left out");
    scenario_free(s);
    diag_fini(&d);
}

static void dated_times_count_from_the_first_date(void **state) {
    (void)state;
    struct diag d = {0};
    struct document documents[] = {
        {.name = "base", .text = plain_scenario, .length = strlen(plain_scenario)},
        {.name = "--set", .text = "horizon.days=3", .length = 14, .is_set = true},
        {.name = "patch",
         .text = "{\"customers\": {\"callers\": {\"arrivals\": {\"rate\": null, \"times\": "
                 "[\"2024-03-01T08:00:10\", \"2024-02-28 09:00:00\"]}}}}"}};
    documents[2].length = strlen(documents[2].text);
    struct scenario *s = scenario_read(documents, 3, &d);
    assert_non_null(s);
    const struct arrival_source *a = s->classes[0].sources;
    assert_false(a->times_daily);
    assert_int_equal(a->n_times, 2);
    check_close(a->times[0], 32400, 0);
    check_close(a->times[1], 2 * 86400 + 28810, 0); /* 2024 is a leap year */
    scenario_free(s);
    diag_fini(&d);
}

/* Open from 20:00 to 2:00: what is dated after midnight belongs to the night that began before. */
static void dated_times_after_midnight_belong_to_the_day_before(void **state) {
    (void)state;
    struct scenario *s = read_sound(
        NULL, "{\"horizon\": {\"opens\": \"20:00\", \"closes\": \"02:00\", \"days\": 2}, "
              "\"customers\": {\"callers\": {\"arrivals\": {\"rate\": null, \"times\": "
              "[\"2024-05-07 01:00:00\", \"2024-05-06 20:30:00\", \"2024-05-08 00:30:00\"]}}}}");
    const struct arrival_source *a = s->classes[0].sources;
    assert_int_equal(a->n_times, 3);
    check_close(a->times[0], 73800, 0);
    check_close(a->times[1], 86400 + 3600, 0);
    check_close(a->times[2], 2 * 86400 + 1800, 0);
    scenario_free(s);
}

static void times_come_from_a_csv_column(void **state) {
    (void)state;
    struct diag d = {0};
    struct scenario *s = read_arrivals("{\"rate\": null, \"times\": {\"csv\": \"" SOURCE_DIR
                                       "/tests/unit/data/calls.csv\", \"column\": \"from\"}}",
                                       &d);
    assert_int_equal(s->classes[0].sources[0].n_times, 4);
    check_close(s->classes[0].sources[0].times[3], 39600, 0);
    scenario_free(s);
    diag_fini(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_of_arrivals_are_named),
        cmocka_unit_test(a_class_may_have_several_sources),
        cmocka_unit_test(times_of_day_are_of_every_day_and_sorted),
        cmocka_unit_test(dated_times_count_from_the_first_date),
        cmocka_unit_test(dated_times_after_midnight_belong_to_the_day_before),
        cmocka_unit_test(times_come_from_a_csv_column),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
