/* SPDX-License-Identifier: GPL-3.0-or-later
 * Promises, those who come back because one was broken, and those who ask while they wait. */
#include "support/study.h"
#include "support/transcript.h"

/* A repair of 1000 s promised in 300 s; whoever is late asks at the desk every 200 s. */
static const char shop[] =
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"1h\"},"
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"100s\", \"at_most\": 1},"
    " \"journey\": [\"repair\"], \"work\": {\"repair\": {\"service\": 1000}, \"desk\": "
    "{\"service\": 30}},"
    " \"returns\": {\"late\": {\"chance\": 1, \"after\": 200, \"while\": \"repair\", \"journey\": "
    "[\"desk\"]}}}},"
    "\"stations\": {\"repair\": {\"kind\": \"delay\", \"promise\": 300}, \"desk\": {\"kind\": "
    "\"desk\"}},"
    "\"staff\": {\"clerk\": {\"count\": 1, \"skills\": {\"desk\": {}}}}}";

#define LATE(more) "{\"customers\": {\"a\": {\"returns\": {\"late\": {" more "}}}}}"

static const struct mistake mistakes[] = {
    {LATE("\"hazard\": \"1/h\""), "customers.a.returns.late", "takes 'after' or 'hazard'", NULL, 0,
     0},
    {LATE("\"after\": null"), "customers.a.returns.late", "takes 'after' or 'hazard'", NULL, 0, 0},
    {LATE("\"while\": \"repairs\""), "customers.a.returns.late.while",
     "unknown label 'repairs'; did you mean 'repair'?", NULL, 0, 0},
    {LATE("\"journey\": null, \"at\": \"repair\""), "customers.a.returns.late",
     "with 'while' it needs 'journey'", NULL, 0, 0},
    {"{\"stations\": {\"repair\": {\"promise\": null}}}", "customers.a.returns.late.while",
     "nothing is promised at 'repair'", NULL, 0, 0},
    {"{\"customers\": {\"a\": {\"returns\": {\"unresolved\": {\"chance\": 1, \"after\": 1, "
     "\"while\": \"repair\"}}}}}",
     "customers.a.returns.unresolved.while", "is for 'late' alone", NULL, 0, 0},
};

static void mistakes_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(shop, mistakes);
}

/* Broken at 400; asks 200 s after it and after the end of each contact: at 600, 830, 1060; done at
 * 1100, so that nobody comes at 1290. */
static void who_waits_too_long_asks_again_and_again(void **state) {
    (void)state;
    check_story(shop, NULL, "sel",
                "100 a0 starts repair 0\n"
                "600 a0 starts desk 0\n"
                "630 a0 ends desk completed\n"
                "630 a0 leaves served returns\n"
                "830 a0 starts desk 0\n"
                "860 a0 ends desk completed\n"
                "860 a0 leaves served returns\n"
                "1060 a0 starts desk 0\n"
                "1090 a0 ends desk completed\n"
                "1090 a0 leaves served returns\n"
                "1100 a0 ends repair completed\n"
                "1100 a0 leaves self_served helped");
}

/* Who stands at the desk as the repair ends finishes there and asks no more. */
static void who_asks_as_it_ends_asks_no_more(void **state) {
    (void)state;
    check_story(shop, "customers.a.work.repair.service=510s", "el",
                "610 a0 ends repair completed\n"
                "610 a0 leaves self_served helped\n"
                "630 a0 ends desk completed\n"
                "630 a0 leaves served asked");
    check_story(shop, LATE("\"at_most\": 1"), "l",
                "630 a0 leaves served asked\n1100 a0 leaves self_served helped");
    check_story(shop, "customers.a.work.repair.service=300s", "l",
                "400 a0 leaves self_served helped");
}

/* s after the broken promise at which somebody first stands at the desk in this line of a story. */
static double asked_after(const char *line, double broken) {
    assert_non_null(line);
    assert_non_null(strstr(line, "starts desk"));
    return strtod(line, NULL) - broken;
}

static const char *line_of(const char *story, size_t n) {
    while (n-- > 0) {
        story = strchr(story, '\n');
        assert_non_null(story);
        story++;
    }
    return story;
}

/* Nobody's repair is done as it should be: he brings it again, and asks again, after a time of its
 * own. Promises are broken at 400 and, after the return at 1140, at 1440. */
static void another_visit_is_asked_after_at_another_time(void **state) {
    (void)state;
    char *story = transcript_of(
        shop,
        "{\"customers\": {\"a\": {\"journey\": [\"repair\", \"desk\"], \"work\": {\"desk\": "
        "{\"resolves\": 0}}, \"returns\": {\"unresolved\": {\"chance\": 1, \"after\": 10, "
        "\"at_most\": 1}, \"late\": {\"at_most\": 1, \"after\": {\"kind\": \"exponential\", "
        "\"mean\": \"50s\"}}}}}}",
        "s");
    double first = asked_after(line_of(story, 1), 400),
           other = asked_after(line_of(story, 4), 1440);
    assert_true(first > 0 && other > 0);
    assert_true(fabs(first - other) > 1e-6);
    free(story);
}

/* A late contact may return once it is over, like an unresolved one. */
static void who_was_late_may_return_afterwards(void **state) {
    (void)state;
    check_story(shop, LATE("\"while\": null, \"at_most\": 1"), "sl",
                "100 a0 starts repair 0\n"
                "1100 a0 leaves self_served returns\n"
                "1300 a0 starts desk 0\n"
                "1330 a0 leaves served helped");
}

/* Everybody asks at 600, 830, ...: the balance of persons holds, late visits and contacts count. */
static void late_visits_are_counted_and_everything_balances(void **state) {
    (void)state;
    struct studied s = study_of(shop, "customers.a.arrivals.at_most=7",
                                (struct study_options){.replications = 20}, NULL);
    check_close(value_at(&s, "stations.repair.late"), 7, 0);
    check_close(value_at(&s, "stations.repair.lateness_share"), 1, 1e-12);
    check_close(value_at(&s, "total.new"), 7, 0);
    check_close(value_at(&s, "total.helped"), 7, 0);
    assert_true(value_at(&s, "stations.desk.arrived") >= 14);
    check_close(value_at(&s, "stations.repair.promise_kept"), 0, 0);
    check_close(value_at(&s, "stations.repair.overrun"), 700, 1e-12);
    check_close(value_at(&s, "stations.repair.chases"), value_at(&s, "stations.desk.arrived"),
                1e-12);
    assert_true(isnan(value_at(&s, "stations.desk.promise_kept")));
    studied_fini(&s);
}

/* With a hazard of 3.6/h, mean 1000 s, over the 700 s that the repair lasts beyond its promise the
 * contacts of each are those of a Poisson process but for the 30 s each of them takes: fewer than
 * 0.7, more than 0.7 (1 - 30 / 1000 - ...). */
static void a_hazard_asks_at_any_moment_alike(void **state) {
    (void)state;
    struct studied s =
        study_of(shop,
                 "{\"horizon\": {\"opens\": null, \"closes\": null, \"interval\": null, "
                 "\"runs_for\": \"100h\"}, \"customers\": {\"a\": {\"arrivals\": {\"every\": null, "
                 "\"at_most\": null, "
                 "\"rate\": \"20/h\"}, \"returns\": {\"late\": {\"after\": null, \"hazard\": "
                 "\"3.6/h\"}}}}}",
                 (struct study_options){.replications = 40}, NULL);
    double each = value_at(&s, "stations.desk.arrived") / value_at(&s, "stations.repair.arrived");
    assert_true(each > 0.64 && each < 0.72);
    studied_fini(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(who_waits_too_long_asks_again_and_again),
        cmocka_unit_test(who_asks_as_it_ends_asks_no_more),
        cmocka_unit_test(another_visit_is_asked_after_at_another_time),
        cmocka_unit_test(who_was_late_may_return_afterwards),
        cmocka_unit_test(late_visits_are_counted_and_everything_balances),
        cmocka_unit_test(a_hazard_asks_at_any_moment_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
