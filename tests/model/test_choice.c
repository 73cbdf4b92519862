/* SPDX-License-Identifier: GPL-3.0-or-later
 * Choice by utility (M5) in the engine: shares against the softmax worked out by hand, where nobody
 * waits and where two lines stand; V18 of people.md. */
#include <math.h>
#include <string.h>

#include "support/study.h"

/* Four standard errors of a share estimated from so many people. */
static void check_share(double share, double want, double people) {
    double error = sqrt(want * (1 - want) / people);
    if (!(fabs(share - want) <= 4 * error)) {
        fail_msg("a share of %.4f, not %.4f +- %.4f", share, want, 4 * error);
    }
}

/* Twenty thousand choose between machines that are always free and leaving. */
static const char nobody_waits[] =
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"20:00\", \"interval\": \"1h\"}, "
    "\"tiers\": {\"standard\": {}}, \"customers\": {\"c\": {\"arrivals\": {\"rate\": \"100/h\"}, "
    "\"journey\": [{\"as\": \"which\", \"choose\": {\"of\": {\"web\": {\"effort\": 2, "
    "\"familiarity\": 0.3, \"advice\": 0.4}, \"kiosk\": {\"value\": 0.8, \"expects\": \"10m\"}, "
    "\"exit\": {}}}}, {\"at\": \"web\", \"resolved\": \"exit\"}, \"kiosk\"], \"work\": {\"web\": "
    "{\"service\": \"3m\", \"resolves\": 1}, \"kiosk\": {\"service\": \"2m\", \"resolves\": 1}}}}, "
    "\"stations\": {\"web\": {\"kind\": \"machines\", \"count\": 1000}, \"kiosk\": {\"kind\": "
    "\"machines\", \"count\": 1000}}, \"people\": {\"choice\": {\"minute_costs\": 0.05, \"scale\": "
    "0.7}}}";

/* Utilities: web -1.4 (and 1.5 more for 40 % of the people), kiosk 0.8 less 10 minutes at 0.05 and
 * `minds`, exit 0; scale 0.7. */
static void check_three_options(const char *over, double minds) {
    struct studied s =
        study_of(nobody_waits, over, (struct study_options){.replications = 10, .seed = 1}, NULL);
    double n = 10 * value_at(&s, "total.offered"), web = 0, kiosk = 0;
    for (int advised = 0; advised < 2; advised++) {
        double w = exp((advised ? 0.1 : -1.4) / 0.7), k = exp((0.8 - 0.5 * minds) / 0.7);
        web += (advised ? 0.4 : 0.6) * w / (w + k + 1);
        kiosk += (advised ? 0.4 : 0.6) * k / (w + k + 1);
    }
    check_share(10 * value_at(&s, "stations.web.arrived") / n, web, n);
    check_share(10 * value_at(&s, "stations.kiosk.arrived") / n, kiosk, n);
    check_share(value_at(&s, "total.balking"), 1 - web - kiosk, n);
    studied_fini(&s);
}

static void shares_are_the_softmax_where_nobody_waits(void **state) {
    (void)state;
    check_three_options(NULL, 1);
    check_three_options("tiers.standard.minds_waiting=4", 4);
}

/* What is not offered takes no part: the others keep their odds. */
static void the_odds_of_those_left_stay(void **state) {
    (void)state;
    struct studied s = study_of(nobody_waits, "customers.c.work.web.eligible=0",
                                (struct study_options){.replications = 10, .seed = 1}, NULL);
    double n = 10 * value_at(&s, "total.offered"), k = exp(0.3 / 0.7);
    check_share(10 * value_at(&s, "stations.kiosk.arrived") / n, k / (k + 1), n);
    studied_fini(&s);
}

enum { MORNINGS = 4000 };

/* A clerk of 20 s with n_fast people before her and one of 60 s with n_slow; one person comes each
 * morning and chooses. Share of the mornings on which he goes to the fast one. */
static double goes_to_the_fast(int n_fast, int n_slow, const char *people, const char *place) {
    char json[2500];
    snprintf(
        json, sizeof json,
        "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"1h\"}, "
        "\"customers\": {\"c\": {\"arrivals\": {\"every\": \"10s\", \"at_most\": 1}, \"journey\": "
        "[{\"as\": \"which\", \"choose\": {\"of\": {\"fast\": {}, \"slow\": {}}}}, {\"at\": "
        "\"fast\", \"resolved\": \"exit\"}, \"slow\"], \"work\": {\"fast\": {\"service\": 20}, "
        "\"slow\": {\"service\": 60}}}, \"f\": {\"arrivals\": {\"every\": \"1s\", \"at_most\": %d, "
        "\"batch\": %d}, \"journey\": [\"fast\"], \"work\": {\"fast\": {\"service\": 20}}}, \"s\": "
        "{\"arrivals\": {\"every\": \"1s\", \"at_most\": %d, \"batch\": %d}, \"journey\": "
        "[\"slow\"], \"work\": {\"slow\": {\"service\": 60}}}}, \"places\": {\"hall\": {%s}}, "
        "\"stations\": {\"fast\": {\"kind\": \"desk\", \"place\": \"hall\"}, \"slow\": {\"kind\": "
        "\"desk\", \"place\": \"hall\"}}, \"staff\": {\"f\": {\"count\": 1, \"skills\": {\"fast\": "
        "{}}}, \"s\": {\"count\": 1, \"skills\": {\"slow\": {}}}}, \"people\": {%s}}",
        n_fast, n_fast, n_slow, n_slow, place, people);
    struct studied s =
        study_of(json, NULL, (struct study_options){.replications = MORNINGS, .seed = 1}, NULL);
    double share = value_at(&s, "stations.fast.arrived") - n_fast;
    studied_fini(&s);
    return share;
}

/* Logit of going to the fast line where each minute of forecast costs so much. */
static double fast_share(double fast_min, double slow_min, double cost) {
    return 1 / (1 + exp(cost * (fast_min - slow_min)));
}

/* V18: both wait five minutes, but fifteen stand in one line and five in the other. */
static void the_short_line_is_liked_though_waits_are_equal(void **state) {
    (void)state;
    double seen = 15 * pow(3, -0.3);
    double usual = goes_to_the_fast(15, 5, "\"choice\": {}", "");
    check_share(usual, fast_share(seen, 5, 0.029), MORNINGS);
    assert_true(usual < 0.5 - 4 * sqrt(0.25 / MORNINGS));
    check_share(goes_to_the_fast(15, 5, "\"choice\": {\"speed_seen\": 1}", ""), 0.5, MORNINGS);
    /* Fewer before the fast one: what each of five persons less is worth. */
    check_share(goes_to_the_fast(10, 5, "\"choice\": {\"minute_costs\": 0.3}", ""),
                fast_share(10 * pow(3, -0.3), 5, 0.3), MORNINGS);
}

/* Told the truth, people go by it; a line that nobody sees keeps nobody away. */
static void what_is_told_is_believed_and_what_is_hidden_not_missed(void **state) {
    (void)state;
    check_share(
        goes_to_the_fast(15, 10, "\"choice\": {\"minute_costs\": 0.2}", "\"tells\": \"estimate\""),
        fast_share(5, 10, 0.2), MORNINGS);
    check_share(
        goes_to_the_fast(15, 10, "\"choice\": {\"minute_costs\": 0.2}", "\"sees_line\": false"),
        0.5, MORNINGS);
}

/* Five minutes against ten, each felt as 1.5 x 1.1 (standing); seated and told as 1.5 x 0.8 x 0.85.
 */
static void waits_are_forecast_as_they_will_feel(void **state) {
    (void)state;
    static const char people[] = "\"choice\": {\"minute_costs\": 0.2, \"speed_seen\": 1}, "
                                 "\"felt_wait\": {\"uninformed\": 1.5}";
    check_share(goes_to_the_fast(15, 10, people, "\"seats\": 0"),
                fast_share(5, 10, 0.2 * 1.5 * 1.1), MORNINGS);
    check_share(goes_to_the_fast(15, 10, people, "\"tells\": \"estimate\""),
                fast_share(5, 10, 0.2 * 1.5 * 0.8 * 0.85), MORNINGS);
}

static void the_number_of_threads_changes_nothing(void **state) {
    (void)state;
    static const char *const paths[] = {"stations.web.arrived", "stations.kiosk.arrived",
                                        "total.balking"};
    struct study_options o = {.replications = 8, .seed = 3, .threads = 1};
    struct studied one = study_of(nobody_waits, NULL, o, NULL);
    o.threads = 3;
    struct studied three = study_of(nobody_waits, NULL, o, NULL);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct estimate a = estimate_at(&one, paths[i]), b = estimate_at(&three, paths[i]);
        assert_memory_equal(&a.value, &b.value, sizeof a.value);
        assert_memory_equal(&a.low, &b.low, sizeof a.low);
    }
    studied_fini(&one);
    studied_fini(&three);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_are_the_softmax_where_nobody_waits),
        cmocka_unit_test(the_odds_of_those_left_stay),
        cmocka_unit_test(the_short_line_is_liked_though_waits_are_equal),
        cmocka_unit_test(what_is_told_is_believed_and_what_is_hidden_not_missed),
        cmocka_unit_test(waits_are_forecast_as_they_will_feel),
        cmocka_unit_test(the_number_of_threads_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
