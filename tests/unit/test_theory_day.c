/* SPDX-License-Identifier: GPL-3.0-or-later
 * A scenario's day as the formulas see it: streams through a journey, periods, and what is left
 * out. */
#include "planner/theory_day.h"

#include <stdio.h>
#include <string.h>

#include <gsl/gsl_errno.h>

#include "scenario/read.h"
#include "support/check.h"

struct seen {
    struct diag diag;
    struct scenario *scenario;
    struct model *model;
    struct theory_day day;
};

static void look(struct seen *s, const char *text, const char *station) {
    struct document document = {.name = "text", .text = text, .length = strlen(text)};
    *s = (struct seen){.scenario = NULL};
    s->scenario = scenario_read(&document, 1, &s->diag);
    if (!s->scenario)
        print_error("%s: %s\n", s->diag.findings[0].path, s->diag.findings[0].message);
    assert_non_null(s->scenario);
    s->model = model_compile(s->scenario, (struct model_options){0}, &s->diag);
    theory_day_of(s->model, station, &s->day);
}

static void seen_fini(struct seen *s) {
    theory_day_fini(&s->day);
    model_free(s->model);
    scenario_free(s->scenario);
    diag_fini(&s->diag);
}

static bool leaves_out(const struct theory_day *d, const char *words) {
    for (size_t i = 0; i < d->n_left_out; i++)
        if (strstr(d->left_out[i], words))
            return true;
    return false;
}

/* Half an hour of 60/h, then of 120/h; a robot of two minutes keeps 30 %. */
static const char through_a_robot[] =
    "{\"name\": \"x\", \"horizon\": {\"opens\": \"08:00\", \"closes\": \"09:00\", \"interval\": "
    "\"30m\"}, \"customers\": {\"c\": {\"arrivals\": {\"rate\": {\"08:00\": \"60/h\", \"08:30\": "
    "\"120/h\"}}, \"journey\": [{\"at\": \"robot\", \"unresolved\": \"desk\", "
    "\"resolved\": \"exit\"}, {\"at\": \"desk\"}], \"work\": {\"robot\": {\"service\": \"2m\", "
    "\"resolves\": 0.3}, "
    "\"desk\": {\"service\": {\"kind\": \"lognormal\", \"mean\": \"4m\", \"cv\": 1.2}}}}}, "
    "\"stations\": {\"robot\": {\"kind\": \"machines\", \"count\": 50}, \"desk\": {\"kind\": "
    "\"desk\", \"patience\": "
    "{\"kind\": \"exponential\", \"mean\": \"3m\"}}}, \"staff\": {\"a\": {\"count\": {\"08:00\": "
    "5, "
    "\"08:45\": 8}, \"skills\": {\"desk\": {}}}}, \"standards\": {\"80/20\": {\"at\": \"desk\", "
    "\"share\": 0.8, \"within\": \"20s\"}}}";

static void streams_arrive_late_and_thinned(void **state) {
    (void)state;
    struct seen s;
    look(&s, through_a_robot, NULL);
    if (s.day.refused)
        fail_msg("%s", s.day.refused);
    assert_string_equal(s.day.station, "desk");
    const struct day_model *d = &s.day.day;
    assert_int_equal(d->n, 3); /* the interval, the change of staff, closing */
    check_close(d->periods[0].ends, 8.5 * 3600, 1e-12);
    check_close(d->periods[1].ends, 8.75 * 3600, 1e-12);
    /* In its first half hour 28 of 30 minutes at 60/h come through, in the next quarter two at 60/h
     * and 13 at 120/h. */
    check_close(d->periods[0].calls, 0.7 * 28 / 1800, 1e-9);
    check_close(d->periods[1].calls, 0.7 * (2 + 26) / 900, 1e-9);
    check_close(d->periods[2].calls, 0.7 * 120 / 3600, 1e-9);
    assert_int_equal(d->periods[1].agents, 5);
    assert_int_equal(d->periods[2].agents, 8);
    check_close(d->handle, 240, 1e-12);
    check_close(d->patience, 180, 1e-12);
    check_close(d->threshold, 20, 1e-12);
    assert_string_equal(s.day.standard, "80/20");
    check_close(s.day.target.value, 0.8, 1e-12);
    assert_string_equal(s.day.service.kind->name, "lognormal");
    assert_true(leaves_out(&s.day, "service's own law"));
    assert_false(leaves_out(&s.day, "patience's own law"));
    seen_fini(&s);
}

/* Two teams, each for callers of its own tier, with standards of their own. */
static const char two_teams[] =
    "{\"name\": \"x\", \"horizon\": {\"opens\": \"08:00\", \"closes\": \"09:00\"}, "
    "\"customers\": {\"c\": {\"arrivals\": {\"rate\": \"60/h\"}, \"journey\": [\"desk\"], "
    "\"tier\": \"std\", \"work\": {\"desk\": {\"service\": {\"kind\": \"exponential\", "
    "\"mean\": \"4m\"}}}}, \"v\": {\"arrivals\": {\"rate\": \"30/h\"}, \"journey\": [\"desk\"], "
    "\"tier\": \"vip\", \"work\": {\"desk\": {\"service\": {\"kind\": \"exponential\", "
    "\"mean\": \"4m\"}}}}}, \"stations\": {\"desk\": {\"kind\": \"desk\"}}, \"staff\": {\"g\": "
    "{\"count\": 6, \"skills\": {\"desk/c\": {}}}, \"h\": {\"count\": 4, \"skills\": "
    "{\"desk/v\": {}%s}}}, \"tiers\": {\"vip\": {\"priority\": %d}, \"std\": {\"priority\": 0}}, "
    "\"standards\": {\"a\": {\"at\": \"desk\", \"for\": \"std\", \"share\": 0.6, \"within\": "
    "\"20s\"}, \"b\": {\"at\": \"desk\", \"for\": \"vip\", \"share\": 0.9, \"within\": "
    "\"30s\"}%s}}";

static void look_at_teams(struct seen *s, const char *more_skills, int priority,
                          const char *more_standards) {
    char text[2000];
    snprintf(text, sizeof text, two_teams, more_skills, priority, more_standards);
    look(s, text, NULL);
    if (s->day.refused)
        fail_msg("%s", s->day.refused);
}

static void teams_and_priorities_are_left_out(void **state) {
    (void)state;
    struct seen s;
    look_at_teams(&s, "", 5, "");
    assert_true(leaves_out(&s.day, "skills") && leaves_out(&s.day, "priorities"));
    assert_string_equal(s.day.standard, "b"); /* the strictest, for whom is said */
    assert_string_equal(s.day.for_kind, "tier");
    assert_string_equal(s.day.for_name, "vip");
    check_close(s.day.day.threshold, 30, 1e-12);
    assert_int_equal(s.day.n_standards, 2);
    seen_fini(&s);
    look_at_teams(&s, ", \"desk/c\": {}", 0, "");
    assert_true(leaves_out(&s.day, "skills")); /* the first team still serves one class */
    assert_false(leaves_out(&s.day, "priorities"));
    seen_fini(&s);
}

/* One for everybody comes before those for some; of two the higher share, then the less time. */
static void the_strictest_standard_is_taken(void **state) {
    (void)state;
    struct seen s;
    look_at_teams(
        &s, "", 0,
        ", \"c\": {\"at\": \"desk\", \"share\": 0.7, \"within\": \"40s\"}, \"d\": {\"at\": "
        "\"desk\", \"share\": 0.8, \"within\": \"25s\"}, \"e\": {\"at\": \"desk\", "
        "\"share\": 0.8, \"within\": \"20s\"}");
    assert_string_equal(s.day.standard, "e");
    assert_null(s.day.for_kind);
    check_close(s.day.target.value, 0.8, 1e-12);
    check_close(s.day.day.threshold, 20, 1e-12);
    assert_int_equal(s.day.n_standards, 5);
    seen_fini(&s);
}

static void what_no_formula_knows_is_refused(void **state) {
    (void)state;
    struct seen s;
    look(&s, through_a_robot, "robot");
    assert_string_equal(s.day.refused, "the station has no staff");
    seen_fini(&s);
    look(&s, through_a_robot, "till");
    assert_string_equal(s.day.refused, "there is no such station");
    seen_fini(&s);
}

/* One hour of 60/h, then one of 120/h. */
#define RISING(service, patience)                                                                  \
    "{\"name\": \"x\", \"horizon\": {\"opens\": \"08:00\", \"closes\": \"10:00\", "                \
    "\"interval\": \"1h\"}, \"customers\": {\"c\": {\"arrivals\": {\"rate\": {\"08:00\": "         \
    "\"60/h\", "                                                                                   \
    "\"09:00\": \"120/h\"}}, \"journey\": [\"d\"], \"work\": {\"d\": {\"service\": " service       \
    "}}}}, "                                                                                       \
    "\"staff\": {\"g\": {\"count\": 5, \"skills\": {\"d\": {}}}}, \"stations\": {\"d\": "          \
    "{\"kind\": "                                                                                  \
    "\"desk\", \"patience\": " patience "}}}"

static void means_are_those_of_the_contacts_that_meet_them(void **state) {
    (void)state;
    struct seen s;
    look(&s,
         RISING("{\"08:00\": \"6m\", \"09:00\": \"3m\"}",
                "{\"08:00\": {\"kind\": \"exponential\", \"mean\": \"2m\"}, \"09:00\": {\"kind\": "
                "\"exponential\", \"mean\": \"5m\"}}"),
         NULL);
    assert_null(s.day.refused);
    check_close(s.day.day.handle, (6 + 2 * 3) / 3. * 60, 1e-12);
    check_close(s.day.day.patience, 60 / ((1 / 2. + 2 / 5.) / 3), 1e-12);
    assert_true(leaves_out(&s.day, "patience that changes over the day"));
    assert_false(leaves_out(&s.day, "patience's own law"));
    seen_fini(&s);
}

/* A fifth hang up at once; the others wait for their own mean, not for that of all. */
static void those_who_wait_at_all_have_a_patience_of_their_own(void **state) {
    (void)state;
    struct seen s;
    look(&s,
         RISING("\"3m\"", "{\"kind\": \"mixture\", \"parts\": [{\"share\": 0.2, \"kind\": "
                          "\"constant\", \"value\": 0}, "
                          "{\"share\": 0.8, \"kind\": \"exponential\", \"mean\": \"4m\"}]}"),
         NULL);
    assert_null(s.day.refused);
    check_close(s.day.day.at_once, 0.2, 1e-12);
    check_close(s.day.day.patience, 240, 1e-12);
    seen_fini(&s);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(streams_arrive_late_and_thinned),
        cmocka_unit_test(teams_and_priorities_are_left_out),
        cmocka_unit_test(the_strictest_standard_is_taken),
        cmocka_unit_test(what_no_formula_knows_is_refused),
        cmocka_unit_test(means_are_those_of_the_contacts_that_meet_them),
        cmocka_unit_test(those_who_wait_at_all_have_a_patience_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
