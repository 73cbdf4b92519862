/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "people/score.h"
#include "people/survey.h"
#include "support/check.h"
#include "support/study.h"

static const struct score usual = {.on = true,
                                   .gain = 0.5,
                                   .loss = 1,
                                   .expected = 300,
                                   .seat = 0.2,
                                   .care = 1,
                                   .sent_on = 0.3,
                                   .again = 0.15,
                                   .usual = 1.4,
                                   .steep = 4};

static double logistic(double x) {
    return 1 / (1 + exp(-x));
}

/* Half as much is gained by a wait that is shorter as is lost by one that is longer; nobody expects
 * less than a minute to the second. */
static void waits_count_twice_when_longer_than_expected(void **state) {
    (void)state;
    check_near(score_wait(&usual, 300, 0), 0.5, 1e-12);
    check_near(score_wait(&usual, 300, 150), 0.25, 1e-12);
    check_near(score_wait(&usual, 300, 450), -0.5, 1e-12);
    check_near(score_wait(&usual, 10, 40), -0.5, 1e-12);
}

static void a_hostile_service_is_as_bad_as_it_gets(void **state) {
    (void)state;
    check_near(score_service(0.75, false), 0.5, 1e-12);
    check_near(score_service(0.75, true), -1, 0);
    check_near(score_place(&usual, 1.3, true), 0.5, 1e-12);
    check_near(score_place(&usual, 1, false), -0.2, 1e-12);
    check_near(score_sent_on(&usual, 2), -0.6, 1e-12);
}

static void the_score_is_that_of_the_design(void **state) {
    (void)state;
    struct touches t = {0};
    touches_add(&t, 0.5);
    touches_add(&t, -7); /* no thing is worse than the worst */
    touches_add(&t, 1);
    double v = 0.55 * 0.5 / 3 + 0.25 * -1 + 0.15 * 1 + 0.05 * 1;
    check_near(score_of(&usual, &t, 1), logistic(1.4 + 4 * v), 1e-12);
    check_near(score_of(&usual, &t, 3), logistic(1.4 + 4 * v) - 0.3, 1e-12);
    check_near(score_of(&usual, &t, 20), 0, 0);
    struct touches none = {0};
    check_near(score_of(&usual, &none, 1), logistic(1.4), 1e-12);
}

/* More people than ever come at once: nobody waits. resolves 0.7 and nobody returns. */
static struct studied no_wait(const char *people) {
    char json[2000];
    snprintf(json, sizeof json,
             "{\"horizon\": {\"opens\": \"08:00\", \"closes\": \"18:00\"}, \"customers\": {\"c\": "
             "{\"arrivals\": {\"rate\": \"300/h\"}, \"journey\": [\"desk\"], \"work\": {\"desk\": "
             "{\"service\": \"1m\", \"resolves\": 0.7}}}}, \"stations\": {\"desk\": {\"kind\": "
             "\"desk\"}}, \"staff\": {\"g\": {\"count\": 40, \"skills\": {\"desk\": {}}}}, "
             "\"people\": {%s}}",
             people);
    return study_of(json, NULL, (struct study_options){.replications = 20, .seed = 5}, NULL);
}

/* No wait: 0.5; then 1 or -1. */
static void contacts_without_waits_have_two_scores(void **state) {
    (void)state;
    struct studied s = no_wait("\"score\": {}");
    struct touches good = {0}, bad = {0};
    touches_add(&good, 0.5);
    touches_add(&good, 1);
    touches_add(&bad, 0.5);
    touches_add(&bad, -1);
    double done = value_at(&s, "total.helped") / value_at(&s, "total.offered");
    double mean = done * score_of(&usual, &good, 1) + (1 - done) * score_of(&usual, &bad, 1);
    check_near(value_at(&s, "total.score"), mean, 1e-9);
    check_near(done, 0.7, 0.01);
    check_near(value_at(&s, "classes.c.score"), mean, 1e-9);
    check_near(value_at(&s, "total.score_low"), score_of(&usual, &bad, 1) < 0.5 ? 1 - done : 0,
               1e-9);
    studied_fini(&s);
}

/* Four classes of one customer each, hand-made: whose need is met at once and who goes home from
 * the desk or the kiosk, who is sent on and helped there, and who goes home without. */
static const char sent_home[] =
    "{\"horizon\": {\"opens\": \"08:00\", \"closes\": \"18:00\"}, \"customers\": {"
    "\"met\": {\"arrivals\": {\"every\": \"8h\", \"at_most\": 1}, \"journey\": [{\"at\": "
    "\"first\", \"resolved\": \"exit\"}, \"second\"], \"work\": {\"first\": {\"service\": "
    "\"1m\"}, \"second\": {\"service\": \"1m\"}}}, "
    "\"kiosk\": {\"arrivals\": {\"every\": \"8h\", \"at_most\": 1}, \"journey\": [{\"at\": "
    "\"kiosk\", \"resolved\": \"exit\"}, \"second\"], \"work\": {\"kiosk\": {\"service\": "
    "\"1m\", \"resolves\": 1}, \"second\": {\"service\": \"1m\"}}}, "
    "\"sent on\": {\"arrivals\": {\"every\": \"8h\", \"at_most\": 1}, \"journey\": [{\"at\": "
    "\"first\", \"resolved\": \"exit\"}, \"second\"], \"work\": {\"first\": {\"service\": "
    "\"1m\", \"resolves\": 0}, \"second\": {\"service\": \"1m\"}}}, "
    "\"not met\": {\"arrivals\": {\"every\": \"8h\", \"at_most\": 1}, \"journey\": [{\"at\": "
    "\"first\", \"unresolved\": \"exit\"}], \"work\": {\"first\": {\"service\": \"1m\", "
    "\"resolves\": 0}}}}, \"stations\": {\"first\": {\"kind\": \"desk\"}, \"second\": "
    "{\"kind\": \"desk\"}, \"kiosk\": {\"kind\": \"machines\", \"count\": 9}}, \"staff\": "
    "{\"g\": {\"count\": 9, \"skills\": {\"first\": {}, \"second\": {}}}}, \"people\": "
    "{\"score\": {}, \"outcome\": {\"hostile_wait\": 0, \"hostile\": -6}}}";

/* What such a contact scores: services at the usual courtesy, a wait of nothing, being sent on, and
 * the end. */
static double score_of_contact(size_t services, bool sent_on, bool helped) {
    struct touches t = {0};
    for (size_t i = 0; i < services; i++) {
        touches_add(&t, score_service(0.75, false));
    }
    touches_add(&t, 0.5);
    if (sent_on) {
        touches_add(&t, score_sent_on(&usual, 1));
    }
    touches_add(&t, helped ? 1 : -1);
    return score_of(&usual, &t, 1);
}

/* Whoever leaves by the exit has been helped where his last visit did what it was for. */
static void who_is_sent_home_served_was_helped(void **state) {
    (void)state;
    struct studied s =
        study_of(sent_home, NULL, (struct study_options){.replications = 1, .seed = 5}, NULL);
    check_near(value_at(&s, "classes.met.score"), score_of_contact(1, false, true), 1e-12);
    check_near(value_at(&s, "classes.kiosk.score"), score_of_contact(0, false, true), 1e-12);
    check_near(value_at(&s, "classes.sent on.score"), score_of_contact(2, true, true), 1e-12);
    check_near(value_at(&s, "classes.not met.score"), score_of_contact(1, false, false), 1e-12);
    check_near(value_at(&s, "total.helped"), 3, 0);
    studied_fini(&s);
}

/* Those at the ends answer more: of two scores with known chances the mean follows. */
static void the_survey_hears_the_extremes(void **state) {
    (void)state;
    struct studied s = no_wait("\"score\": {}, \"survey\": {\"answers\": 0.2, \"noise\": 0}");
    struct survey ask = {.answers = 0.2, .extremes = 3};
    struct touches good = {0}, bad = {0};
    touches_add(&good, 0.5);
    touches_add(&good, 1);
    touches_add(&bad, 0.5);
    touches_add(&bad, -1);
    double g = score_of(&usual, &good, 1), b = score_of(&usual, &bad, 1);
    double of_good = 0.7 * survey_answers(&ask, g), of_bad = 0.3 * survey_answers(&ask, b);
    check_near(value_at(&s, "total.survey_answers"), of_good + of_bad, 0.01);
    check_near(value_at(&s, "total.surveyed_score"),
               (g * of_good + b * of_bad) / (of_good + of_bad), 0.005);
    studied_fini(&s);
}

static void what_is_off_is_not_given(void **state) {
    (void)state;
    struct studied s = no_wait("\"outcome\": {}");
    assert_true(isnan(value_at(&s, "total.score")));
    assert_true(isnan(value_at(&s, "total.surveyed_score")));
    studied_fini(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(waits_count_twice_when_longer_than_expected),
        cmocka_unit_test(a_hostile_service_is_as_bad_as_it_gets),
        cmocka_unit_test(the_score_is_that_of_the_design),
        cmocka_unit_test(contacts_without_waits_have_two_scores),
        cmocka_unit_test(who_is_sent_home_served_was_helped),
        cmocka_unit_test(the_survey_hears_the_extremes),
        cmocka_unit_test(what_is_off_is_not_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
