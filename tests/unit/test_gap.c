/* SPDX-License-Identifier: GPL-3.0-or-later
 * The steps from the textbook to the simulation add up, begin at the formula and end at the
 * scenario as it is. */
#include "planner/gap.h"

#include <math.h>

#include "support/study.h"

static const char steady[] = "{\"horizon\": {\"opens\": null, \"closes\": null, \"interval\": null,"
                             " \"runs_for\": \"300h\", \"warm_up\": \"3h\"}}";
static const char rich[] =
    "{\"customers\": {\"callers\": {\"arrivals\": {\"day_spread\": {\"cv\": 0.15}},"
    "   \"patience\": {\"kind\": \"lognormal\", \"mean\": \"5m\", \"cv\": 2},"
    "   \"returns\": {\"abandoned\": {\"chance\": 0.7, \"after\": \"5m\"}}}},"
    " \"stations\": {\"phones\": {\"lines\": 14}},"
    " \"standards\": {\"quick\": {\"at\": \"phones\", \"share\": 0.8, \"within\": \"20s\","
    "                           \"formula\": \"offered\"}}}";

static struct study_options options_of(size_t replications) {
    return (struct study_options){
        .seed = 5, .replications = replications, .threads = 1, .limits = study_usual_limits(NULL)};
}

static struct gap *gap_of(struct scenario *s, const char *path, size_t replications) {
    struct diag d = {0};
    struct study_options o = options_of(replications);
    gsl_set_error_handler_off();
    struct gap *g = gap_explain(s, path, &o, &d);
    if (!g) {
        print_findings(&d);
        fail_msg("no answer");
    }
    diag_fini(&d);
    return g;
}

/* 95 % intervals of two numbers; the seeds are fixed. */
static void a_plain_line_is_what_erlang_a_says(void **state) {
    (void)state;
    struct scenario *s = read_sound(NULL, steady);
    struct gap *g = gap_of(s, "stations.phones.abandonment", 10);
    assert_int_equal(g->n_steps, 3);
    assert_string_equal(g->steps[0].name, "erlang_c");
    assert_string_equal(g->steps[1].name, "hang_up");
    assert_true(g->steps[1].formula && !g->steps[2].formula);
    assert_true(g->steps[2].effect.low <= 0 && g->steps[2].effect.high >= 0);
    assert_true(g->steps[2].effect.high - g->steps[2].effect.low < 0.01);
    assert_null(g->no_formula);
    gap_free(g);
    scenario_free(s);
}

static void effects_add_up_to_the_scenario_as_it_is(void **state) {
    (void)state;
    struct gap *g;
    struct studied as_is = study_of(NULL, rich, options_of(40), NULL);
    g = gap_of(as_is.scenario, NULL, 40);
    static const char *const names[] = {"erlang_c", "hang_up", "day",   "patience",
                                        "spread",   "returns", "limits"};
    double sum = g->steps[0].value.value;
    assert_int_equal(g->n_steps, sizeof names / sizeof *names);
    for (size_t i = 0; i < g->n_steps; i++) {
        assert_string_equal(g->steps[i].name, names[i]);
        sum += i > 0 ? g->steps[i].effect.value : 0;
    }
    assert_string_equal(g->path, "standards.quick.value");
    assert_string_equal(g->unit, "share");
    check_close(sum, value_at(&as_is, "standards.quick.value"), 1e-12);
    assert_true(g->steps[5].effect.high < 0); /* people who come again make it worse */
    gap_free(g);
    studied_fini(&as_is);
}

/* The rate changes over the day, so that the worst interval is far from the day's mean. */
static void effects_add_up_for_a_standard_in_every_interval(void **state) {
    (void)state;
    static const char every[] =
        "{\"customers\": {\"callers\": {\"arrivals\": {\"rate\": [\"60/h\", \"80/h\", \"105/h\", "
        "\"90/h\"],"
        "   \"day_spread\": {\"cv\": 0.15}},"
        "   \"returns\": {\"abandoned\": {\"chance\": 0.7, \"after\": \"5m\"}}}},"
        " \"standards\": {\"quick\": {\"at\": \"phones\", \"share\": 0.8, \"within\": \"20s\","
        "   \"formula\": \"offered\", \"per\": \"interval\"}}}";
    struct studied as_is = study_of(NULL, every, options_of(40), NULL);
    struct gap *g = gap_of(as_is.scenario, NULL, 40);
    double sum = g->steps[0].value.value;
    assert_true(g->worst_interval && g->steps[0].formula && g->n_steps >= 5);
    for (size_t i = 1; i < g->n_steps; i++) {
        const struct gap_step *s = &g->steps[i];
        sum += s->effect.value;
        check_close(sum, s->value.value, 1e-12);
        assert_true(s->formula ||
                    (s->effect.low < s->effect.value && s->effect.value < s->effect.high));
    }
    check_close(sum, value_at(&as_is, "standards.quick.value"), 1e-12);
    gap_free(g);
    studied_fini(&as_is);
}

/* The worth is that of a run with one person more, and of a straight line. */
static void the_gap_is_told_in_people(void **state) {
    (void)state;
    char text[1000];
    int length = (int)strlen(rich) - 1;
    snprintf(text, sizeof text, "%.*s, \"staff\": {\"agents\": {\"count\": 10}}}", length, rich);
    struct studied as_is = study_of(NULL, rich, options_of(40), NULL);
    struct studied more = study_of(NULL, text, options_of(40), NULL);
    struct gap *g = gap_of(as_is.scenario, NULL, 40);
    double now = value_at(&as_is, "standards.quick.value");
    double brings = value_at(&more, "standards.quick.value") - now;
    assert_string_equal(g->worth.group, "agents");
    check_close(g->worth.effect.value, brings, 1e-12);
    check_close(g->worth.people.value, (g->steps[0].value.value - now) / brings, 1e-12);
    assert_true(g->worth.people.low < g->worth.people.value);
    assert_true(g->worth.people.high > g->worth.people.value);
    gap_free(g);
    studied_fini(&more);
    studied_fini(&as_is);
}

static void a_measure_without_formula_begins_with_the_simulation(void **state) {
    (void)state;
    struct scenario *s = read_sound(NULL, rich);
    struct gap *g = gap_of(s, "total.redials", 20);
    assert_string_equal(g->steps[0].name, "day");
    assert_string_equal(g->no_formula, "no formula gives this measure");
    assert_true(isnan(g->steps[0].effect.value));
    assert_null(g->worth.group);
    check_near(g->steps[0].value.value, 0, 1e-300);
    assert_true(g->steps[g->n_steps - 1].value.value > 1);
    gap_free(g);
    scenario_free(s);
}

static void skills_and_working_days_come_off_the_scenario(void **state) {
    (void)state;
    struct scenario *s = read_sound(
        NULL, "{\"staff\": {\"agents\": {\"absence\": 0.2}, \"aides\": {\"count\": 2, \"skills\": "
              "{\"phones\": {\"rank\": 2, \"speed\": 0.5, \"after\": \"30s\"}}}}}");
    struct gap *g = gap_of(s, "stations.phones.mean_wait", 20);
    assert_string_equal(g->steps[g->n_steps - 2].name, "skills");
    assert_string_equal(g->steps[g->n_steps - 1].name, "working_day");
    assert_true(g->steps[g->n_steps - 2].effect.low > 0);
    assert_true(g->steps[g->n_steps - 1].effect.low > 0);
    gap_free(g);
    scenario_free(s);
}

/* Each weekday has arrivals of its own, and loses its spread with the others. */
static void spread_comes_off_every_weekday(void **state) {
    (void)state;
    struct scenario *s = read_sound(
        NULL, "{\"horizon\": {\"days\": 2}, \"customers\": {\"callers\": {\"arrivals\": {\"rate\": "
              "{\"mon\": \"100/h\", \"tue-sun\": \"90/h\"}, \"day_spread\": {\"cv\": 0.4}}}}}");
    struct gap *g = gap_of(s, "total.abandonment", 20);
    size_t i = 0;
    while (i < g->n_steps && strcmp(g->steps[i].name, "spread") != 0) {
        i++;
    }
    assert_true(i < g->n_steps && g->steps[i].effect.low > 0.01);
    gap_free(g);
    scenario_free(s);
}

static void an_unknown_path_is_an_error(void **state) {
    (void)state;
    struct diag d = {0};
    struct scenario *s = read_sound(NULL, NULL);
    struct study_options o = options_of(20);
    assert_null(gap_explain(s, "stations.phones.happiness", &o, &d));
    assert_int_equal(d.errors, 1);
    diag_fini(&d);
    scenario_free(s);
}

/* Stubborn callers take 1.3 times as long; the caller's scenario stays as it is. */
static void temperaments_are_a_step_of_people(void **state) {
    (void)state;
    struct scenario *s = read_sound(NULL, "customers.callers.temperament=\"stubborn\"");
    struct gap *g = gap_of(s, "stations.phones.mean_wait", 10);
    const struct gap_step *last = &g->steps[g->n_steps - 1];
    assert_string_equal(last->name, "people");
    assert_true(last->effect.low > 0);
    assert_int_equal(s->classes[0].n_temperaments, 1);
    gap_free(g);
    scenario_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_line_is_what_erlang_a_says),
        cmocka_unit_test(effects_add_up_to_the_scenario_as_it_is),
        cmocka_unit_test(effects_add_up_for_a_standard_in_every_interval),
        cmocka_unit_test(the_gap_is_told_in_people),
        cmocka_unit_test(a_measure_without_formula_begins_with_the_simulation),
        cmocka_unit_test(skills_and_working_days_come_off_the_scenario),
        cmocka_unit_test(spread_comes_off_every_weekday),
        cmocka_unit_test(an_unknown_path_is_an_error),
        cmocka_unit_test(temperaments_are_a_step_of_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
