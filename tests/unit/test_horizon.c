/* SPDX-License-Identifier: GPL-3.0-or-later
 * The horizon: days that open and close, steady states, what neither can be. */
#include "scenario/read.h"

#include "base/text.h"

#include "support/scenario.h"

static const struct mistake mistakes[] = {
    {"{\"horizon\": null}", "", "needs 'horizon' (when it is open", NULL, 0, 0},
    {"{\"horizon\": {\"opens\": null}}", "horizon", "needs 'opens' and 'closes'", NULL, 0, 0},
    {"{\"horizon\": {\"interval\": \"50m\"}}", "horizon.interval",
     "intervals of 50m do not divide the 4h from start to end", "patch.json", 1, 26},
    {"{\"horizon\": {\"interval\": \"5h\"}}", "horizon.interval", "do not divide", NULL, 0, 0},
    {"{\"horizon\": {\"opens\": \"24:00\"}}", "horizon.opens", "24:00 is outside [00:00, 23:59:59]",
     NULL, 0, 0},
    {"{\"horizon\": {\"closes\": \"33:00\"}}", "horizon.closes", "open for more than 24 hours",
     NULL, 0, 0},
    {"{\"horizon\": {\"closes\": \"49:00\"}}", "horizon.closes", "49:00 is outside [00:00, 48:00]",
     NULL, 0, 0},
    {"{\"horizon\": {\"days\": 0}}", "horizon.days", "0 is outside [1, 1000]", NULL, 0, 0},
    {"{\"horizon\": {\"days\": 1001}}", "horizon.days", "1001 is outside [1, 1000]", NULL, 0, 0},
    {"{\"horizon\": {\"days\": 5, \"warm_up\": 5}}", "horizon.warm_up",
     "5 is no whole number of days below 'days', 5", NULL, 0, 0},
    {"{\"horizon\": {\"days\": 5, \"warm_up\": 1.5}}", "horizon.warm_up",
     "1.5 is no whole number of days", NULL, 0, 0},
    {"{\"horizon\": {\"warm_up\": \"auto\"}}", "horizon.warm_up", "\"auto\" is for a steady state",
     NULL, 0, 0},
    {"{\"horizon\": {\"after_close\": \"close\"}}", "horizon.after_close",
     "\"close\" is not \"serve\" or \"turn_away\"", NULL, 0, 0},
    {"{\"horizon\": {\"overnight\": 3}}", "horizon.overnight", "unknown key", NULL, 0, 0},
    {"{\"horizon\": {\"runs_for\": \"10h\", \"closes\": null, \"interval\": null}}",
     "horizon.opens", "a steady state ('runs_for') has no opening, closing or days", NULL, 0, 0},
    {"{\"horizon\": {\"runs_for\": \"10h\", \"opens\": null, \"closes\": null, \"interval\": null, "
     "\"warm_up\": \"10h\"}}",
     "horizon.warm_up", "the warm-up leaves nothing", NULL, 0, 0},
    {"{\"horizon\": {\"runs_for\": \"1000h\", \"opens\": null, \"closes\": null, \"interval\": "
     "\"1s\"}}",
     "horizon.interval", "3600000 intervals; at most 10000", NULL, 0, 0},
    {"{\"horizon\": {\"name\": null}, \"name\": \"a\\u001b[31m\"}", "name",
     "holds a control character", NULL, 0, 0},
};

static void mistakes_of_the_horizon_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(NULL, mistakes);
}

/* 4 hours by 2 s are 7,200 intervals: enough for 34 things, not for 35. */
static void more_rows_of_results_than_fit_are_refused(void **state) {
    (void)state;
    for (int tiers = 30; tiers <= 31; tiers++) {
        struct text over = {0};
        struct diag d = {0};
        text_add(&over, "{\"horizon\": {\"interval\": \"2s\"}, \"tiers\": {");
        for (int i = 0; i < tiers; i++) {
            text_printf(&over, "%s\"t%d\": {}", i > 0 ? ", " : "", i);
        }
        text_add(&over, "}}");
        struct scenario *s = read_over(NULL, text_string(&over), &d);
        assert_int_equal(s == NULL, (4 + tiers) * 7200 > 250000);
        if (!s) {
            assert_int_equal(d.errors, 1);
            const struct finding *f = d.findings;
            while (f->severity != SEVERITY_ERROR) {
                f++;
            }
            assert_non_null(strstr(f->message, "252000 rows of results"));
            assert_string_equal(f->path, "horizon.interval");
        }
        scenario_free(s);
        diag_fini(&d);
        text_fini(&over);
    }
}

static void a_day_may_close_past_midnight(void **state) {
    (void)state;
    static const char *const nights[] = {"02:00", "26:00"};
    for (size_t i = 0; i < 2; i++) {
        char over[100];
        snprintf(over, sizeof over, "{\"horizon\": {\"opens\": \"20:00\", \"closes\": \"%s\"}}",
                 nights[i]);
        struct scenario *s = read_sound(NULL, over);
        check_close(s->horizon.opens, 72000, 0);
        check_close(s->horizon.closes, 93600, 0);
        scenario_free(s);
    }
}

static void the_interval_is_half_an_hour_unless_given(void **state) {
    (void)state;
    struct scenario *s = read_sound(NULL, "{\"horizon\": {\"interval\": null, \"days\": 7, "
                                          "\"warm_up\": 2, \"after_close\": \"turn_away\"}}");
    check_close(s->horizon.interval, 1800, 0);
    assert_int_equal(s->horizon.days, 7);
    assert_int_equal(s->horizon.warm_up_days, 2);
    assert_true(s->horizon.turn_away);
    assert_false(s->horizon.steady);
    scenario_free(s);
}

static void a_steady_state_runs_from_zero(void **state) {
    (void)state;
    static const char steady[] = "{\"horizon\": {\"opens\": null, \"closes\": null, \"interval\": "
                                 "null, \"runs_for\": \"200h\", \"warm_up\": %s}}";
    char over[200];
    snprintf(over, sizeof over, steady, "\"10h\"");
    struct scenario *s = read_sound(NULL, over);
    assert_true(s->horizon.steady);
    check_close(s->horizon.opens, 0, 0);
    check_close(s->horizon.closes, 720000, 0);
    check_close(s->horizon.interval, 720000, 0);
    check_close(s->horizon.warm_up, 36000, 0);
    assert_false(s->horizon.warm_up_auto);
    scenario_free(s);
    static const char *const automatic[] = {"\"auto\"", "null"};
    for (size_t i = 0; i < 2; i++) {
        snprintf(over, sizeof over, steady, automatic[i]);
        s = read_sound(NULL, over);
        assert_true(s->horizon.warm_up_auto);
        scenario_free(s);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_of_the_horizon_are_named),
        cmocka_unit_test(more_rows_of_results_than_fit_are_refused),
        cmocka_unit_test(a_day_may_close_past_midnight),
        cmocka_unit_test(the_interval_is_half_an_hour_unless_given),
        cmocka_unit_test(a_steady_state_runs_from_zero),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
