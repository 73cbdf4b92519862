/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "people/complaint.h"
#include "people/loyalty.h"
#include "people/score.h"
#include "support/check.h"
#include "support/study.h"

static const struct loyalty usual = {
    .on = true, .learns = 0.3, .expects = 0.2, .hazard = 0.02, .steep = 3, .moves = 0.05};
static const struct complaints handled = {.on = true,
                                          .trivial = -3.2,
                                          .severe = 4.5,
                                          .listen = 1,
                                          .apology = 1,
                                          .authority = 1,
                                          .compensation = 1,
                                          .follow_up = 1,
                                          .ceiling = 0.75,
                                          .satisfies = 0.15,
                                          .binds = 0.02};

/* V23: identical bad visits, severity 0 and 1. */
static void four_and_seventynine_of_a_hundred_complain(void **state) {
    (void)state;
    check_near(complaint_chance(&handled, 0), 0.04, 0.005);
    check_near(complaint_chance(&handled, 1), 0.79, 0.005);
    check_near(complaint_severity(SCORE_LOW), 0, 0);
    check_near(complaint_severity(0), 1, 0);
    check_near(complaint_severity(0.25), 0.5, 1e-12);
    check_near(complaint_severity(0.9), 0, 0);
}

static void each_step_left_out_takes_its_part(void **state) {
    (void)state;
    struct complaints p = handled;
    check_near(complaint_closes(&p), 0.75, 1e-12);
    p.apology = 0;
    check_near(complaint_closes(&p), 0.75 * 0.6, 1e-12);
    p.follow_up = 0.5;
    check_near(complaint_closes(&p), 0.75 * 0.6 * (0.5 + 0.5 * 0.85), 1e-12);
}

/* V25: the same loss of loyalty, as ties differ: defections convex in L where people may go, and
 * hardly any under a monopoly. */
static void defections_are_convex_under_competition_and_flat_under_monopoly(void **state) {
    (void)state;
    double low = loyalty_hazard(&usual, 0.3, TIE_PRICE),
           mid = loyalty_hazard(&usual, 0.6, TIE_PRICE),
           high = loyalty_hazard(&usual, 0.9, TIE_PRICE);
    assert_true(low - mid > 2 * (mid - high));
    check_near(mid, 0.02 * 1.5 * exp(0.3), 1e-12);
    double monopoly =
        loyalty_hazard(&usual, 0.3, TIE_MONOPOLY) - loyalty_hazard(&usual, 0.9, TIE_MONOPOLY);
    assert_true(monopoly < 0.07 * (low - high));
    check_near(loyalty_hazard(&usual, 0.7, TIE_LATENT), 0.02, 1e-12);
}

static void loyalty_and_expectation_go_part_of_the_way(void **state) {
    (void)state;
    check_near(loyalty_after(&usual, 0.7, 0.2), 0.55, 1e-12);
    check_near(loyalty_expects_after(&usual, 300, 600), 360, 1e-9);
    check_near(loyalty_joins(150, 20000, 0), 150, 1e-9);
    double up = loyalty_joins(150, 20000, 0.5) / 20000;
    check_near(log(up / (1 - up)), log(0.0075 / 0.9925) + 0.5, 1e-9);
}

/* A branch with few calls and many who serve. days, class keys and people are given. */
static struct studied branch(const char *days, const char *rate, const char *class_keys,
                             const char *people, size_t replications, size_t threads) {
    char json[3000];
    snprintf(json, sizeof json,
             "{\"horizon\": {\"opens\": \"08:00\", \"closes\": \"18:00\", \"days\": %s}, "
             "\"customers\": {\"c\": {\"arrivals\": {\"rate\": \"%s\"}, \"journey\": [\"desk\"], "
             "%s, \"work\": {\"desk\": {\"service\": \"1m\", \"resolves\": 0.5}}}}, \"stations\": "
             "{\"desk\": {\"kind\": \"desk\"}}, \"staff\": {\"g\": {\"count\": 20, \"skills\": "
             "{\"desk\": {}}}}, \"people\": {\"score\": {}, %s}}",
             days, rate, class_keys, people);
    return study_of(
        json, NULL,
        (struct study_options){.replications = replications, .seed = 7, .threads = threads}, NULL);
}

/* With loyalty held, the accounts that are left after t months are exp(-h t): of price, 0.03 a
 * month at 0.7. So are their mean over the year, and the arrivals that stay away. */
static void a_year_of_defections_is_exponential(void **state) {
    (void)state;
    struct studied s =
        branch("365", "20/h", "\"accounts\": {\"count\": 4000, \"tie\": \"price\", \"value\": 10}",
               "\"loyalty\": {\"learns\": 0}", 4, 1);
    double months = 365 / (365.25 / 12), gone = 4000 * (1 - exp(-0.03 * months));
    double sd = sqrt(4000 * exp(-0.03 * months) * (1 - exp(-0.03 * months)) / 4);
    check_near(value_at(&s, "total.defected") * months, gone, 4 * sd);
    double mean = 4000 * (1 - exp(-0.03 * months)) / (0.03 * months);
    check_near(value_at(&s, "total.accounts"), mean, 2 * sd);
    check_near(value_at(&s, "total.loyalty"), 0.7, 1e-6);
    check_near(value_at(&s, "total.account_value"), 10 * value_at(&s, "total.accounts"), 1e-6);
    const struct month_result *month = s.results->months;
    assert_int_equal(s.results->n_months, 12);
    for (int i = 0; i < 12; i++) {
        double left = 4000 * (exp(-0.03 * i) - exp(-0.03 * (i + 1))) / 0.03;
        /* 4 sd of the mean of four runs; months are of whole days, 1 in 30 more or less at an edge.
         */
        check_near(month[i].accounts.value, left, 4 * sd + 0.004 * 4000);
        assert_true(month[i].accounts.low < month[i].accounts.value);
        assert_true(month[i].accounts.high > month[i].accounts.value);
        check_near(month[i].value.value, 10 * month[i].accounts.value, 1e-6);
        check_near(month[i].loyalty.value, 0.7, 1e-6);
    }
    double came = value_at(&s, "total.offered") * 365,
           stayed = value_at(&s, "total.stayed_away") * months;
    check_near(came / (came + stayed), mean / 4000, 0.01);
    studied_fini(&s);
}

/* Half of the contacts fail: scores are lower with them, and loyalty goes to the mean score of an
 * account's contacts. A monopoly keeps its accounts, competition does not. */
static void loyalty_follows_scores(void **state) {
    (void)state;
    const char *people = "\"loyalty\": {\"steep\": 0, \"hazard\": 0}";
    struct studied s = branch("60", "60/h", "\"accounts\": {\"count\": 100}", people, 2, 1);
    /* After some 360 contacts each, but for the first days: the mean of the scores. */
    check_near(value_at(&s, "total.loyalty"), value_at(&s, "total.score"), 0.01);
    check_near(value_at(&s, "total.defected"), 0, 0);
    studied_fini(&s);
}

/* Of two scores, one bad: its complaints are those of its severity, and bad ones are heard or not.
 */
static void complaints_are_the_tip(void **state) {
    (void)state;
    struct studied s = branch("1", "600/h", "\"returns\": {}",
                              "\"complaints\": {\"listen\": 1, \"apology\": 1, \"authority\": 1, "
                              "\"compensation\": 1, \"follow_up\": 1}",
                              40, 1);
    double low = value_at(&s, "total.score_low") * value_at(&s, "total.offered");
    struct touches bad = {0};
    struct score how = {.gain = 0.5, .usual = 1.4, .steep = 4, .again = 0.15};
    touches_add(&bad, 0.5);
    touches_add(&bad, -1);
    double expected = complaint_chance(&handled, complaint_severity(score_of(&how, &bad, 1)));
    if (low > 0) {
        check_near(value_at(&s, "total.complaints") / low, expected, 0.01);
        check_near(value_at(&s, "total.complaints") + value_at(&s, "total.bad_unheard"), low, 1e-6);
        check_near(value_at(&s, "total.redressed"), 0.75, 0.03);
    }
    studied_fini(&s);
}

/* V24: a failure made good with all steps against no failure. */
static void recovery_lifts_the_score_and_not_loyalty(void **state) {
    (void)state;
    struct score how = {
        .gain = 0.5, .loss = 1, .expected = 300, .usual = 1.4, .steep = 4, .again = 0.15};
    struct touches good = {0}, failed = {0};
    touches_add(&good, 0.5);
    touches_add(&good, 1);
    touches_add(&failed, 0.5);
    touches_add(&failed, -1);
    double fine = score_of(&how, &good, 1), bad = score_of(&how, &failed, 1);
    /* The contact in which the complaint is made good is as good a one, and better. */
    double redressed = fmin(1, score_of(&how, &good, 1) + handled.satisfies);
    assert_true(redressed >= fine);
    double never = loyalty_after(&usual, 0.7, fine);
    double made_good = loyalty_after(&usual, 0.7, bad) + handled.binds;
    assert_true(made_good < never);
}

static void threads_change_nothing(void **state) {
    (void)state;
    const char *keys = "\"accounts\": {\"count\": 500, \"tie\": {\"price\": 0.5, \"inertia\": "
                       "0.5}, \"joins\": 20}, \"returns\": {\"complaint\": {\"chance\": 1, "
                       "\"after\": \"1d\"}}";
    const char *people = "\"loyalty\": {}, \"complaints\": {}";
    struct studied one = branch("90", "10/h", keys, people, 4, 1);
    struct studied two = branch("90", "10/h", keys, people, 4, 2);
    const char *const paths[] = {"total.loyalty", "total.defected", "total.joined", "total.score",
                                 "total.complaints"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        assert_true(value_at(&one, paths[i]) == value_at(&two, paths[i]));
    }
    assert_true(value_at(&one, "total.joined") > 0);
    studied_fini(&one);
    studied_fini(&two);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_and_seventynine_of_a_hundred_complain),
        cmocka_unit_test(each_step_left_out_takes_its_part),
        cmocka_unit_test(defections_are_convex_under_competition_and_flat_under_monopoly),
        cmocka_unit_test(loyalty_and_expectation_go_part_of_the_way),
        cmocka_unit_test(a_year_of_defections_is_exponential),
        cmocka_unit_test(loyalty_follows_scores),
        cmocka_unit_test(complaints_are_the_tip),
        cmocka_unit_test(recovery_lifts_the_score_and_not_loyalty),
        cmocka_unit_test(threads_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
