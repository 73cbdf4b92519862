/* SPDX-License-Identifier: GPL-3.0-or-later
 * Guarantees that pay, and what belongs to a rival. */
#include "support/study.h"

/* People at 10, 20 and 30 s, 100 s each: waits of 0, 90 and 180 s. */
static const char shop[] =
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"30m\"},"
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"10s\", \"at_most\": 3},"
    " \"journey\": [\"counter\"], \"work\": {\"counter\": {\"service\": 100}}}},"
    "\"stations\": {\"counter\": {\"kind\": \"desk\"}},"
    "\"staff\": {\"clerk\": {\"count\": 1, \"skills\": {\"counter\": {}}}},"
    "\"standards\": {\"soon\": {\"at\": \"counter\", \"share\": 0.9, \"within\": 50},"
    " \"done\": {\"from\": \"counter.joined\", \"to\": \"counter.ended\", \"share\": 0.9, "
    "\"within\": 150}, \"few\": {\"measure\": \"abandonment\", \"at_most\": 0.1}},"
    "\"money\": {\"staff\": {\"clerk\": \"36/h\"}}}";

static const struct mistake mistakes[] = {
    {"{\"standards\": {\"few\": {\"pays\": 3}}}", "standards.few", "'pays' is for each customer",
     NULL, 0, 0},
    {"{\"standards\": {\"soon\": {\"pays\": -3}}}", "standards.soon.pays", "-3 is outside", NULL, 0,
     0},
    {"{\"money\": {\"pays\": {\"son\": 3}}}", "money.pays.son",
     "unknown standard 'son'; did you mean 'soon'?", NULL, 0, 0},
    {"{\"money\": {\"pays\": {\"few\": 3}}}", "money.pays.few", "'few' judges a measure", NULL, 0,
     0},
    {"{\"money\": {\"pays\": {\"soon\": 3}}, \"standards\": {\"soon\": {\"pays\": 3}}}",
     "money.pays.soon", "standards.soon.pays says it too", NULL, 0, 0},
    {"{\"stations\": {\"counter\": {\"rival\": true}}, \"standards\": {\"done\": null}}",
     "standards.soon.at", "'counter' is a rival's station", NULL, 0, 0},
};

static void mistakes_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(shop, mistakes);
}

static double paid(const char *over) {
    struct studied s = study_of(shop, over, (struct study_options){.replications = 20}, NULL);
    double value = value_at(&s, "total.cost_guarantees");
    double other = value_at(&s, "total.cost_staff") + value_at(&s, "total.cost_lost_customers");
    check_close(value_at(&s, "total.cost"), other + value, 1e-12);
    studied_fini(&s);
    return value;
}

/* Two of three wait longer than 50 s; two of three are done later than 150 s after joining. */
static void every_miss_is_paid(void **state) {
    (void)state;
    check_close(paid("money.pays.soon=7"), 14, 1e-12);
    check_close(paid("standards.soon.pays=7"), 14, 1e-12);
    check_close(paid("standards.done.pays=2.5"), 5, 1e-12);
    check_close(paid("{\"money\": {\"pays\": {\"soon\": 7, \"done\": 2.5}}}"), 19, 1e-12);
    check_close(paid("money.lost_customer=1"), 0, 0);
}

/* With a patience of 40 s two leave after 40 s, 10 s too soon for a miss by the formula "ignore";
 * "offered" counts them, and so does the stretch, unless it is of those who reached its end. */
static void who_left_is_a_miss_as_the_formula_says(void **state) {
    (void)state;
#define LEAVING "\"customers\": {\"a\": {\"patience\": 40}}"
    check_close(paid("{" LEAVING ", \"money\": {\"pays\": {\"soon\": 7}}}"), 0, 0);
    check_close(paid("{" LEAVING ", \"standards\": {\"soon\": {\"pays\": 7, \"formula\": "
                     "\"offered\"}}}"),
                14, 1e-12);
    check_close(paid("{" LEAVING ", \"money\": {\"pays\": {\"done\": 7}}}"), 14, 1e-12);
    check_close(paid("{" LEAVING ", \"standards\": {\"done\": {\"pays\": 7, \"of\": "
                     "\"reached\"}}}"),
                0, 0);
}

/* A rival's customers are in no standard, so that nothing is paid to them. */
static void a_rival_s_customers_are_paid_nothing(void **state) {
    (void)state;
    check_close(paid("{\"customers\": {\"a\": {\"rival\": true}, \"b\": {\"arrivals\": {\"every\": "
                     "\"55m\"}, \"journey\": [\"counter\"], \"work\": {\"counter\": {\"service\": "
                     "1}}}}, \"money\": {\"pays\": {\"soon\": 7, \"done\": 3}}}"),
                0, 0);
}

/* 36 money an hour for one clerk, 2 a visit: in the rows of the group and the station, in no total.
 * The customers are the scenario's own: they are in the totals, and what they wait. */
static void a_rival_s_people_and_station_are_shown_apart(void **state) {
    (void)state;
    struct studied s = study_of(
        shop,
        "{\"standards\": {\"soon\": null}, \"stations\": {\"counter\": {\"rival\": true}}, "
        "\"staff\": {\"clerk\": {\"rival\": true}}, \"money\": {\"stations\": {\"counter\": "
        "\"2/contact\"}}}",
        (struct study_options){.replications = 20}, NULL);
    check_close(value_at(&s, "staff.clerk.cost"), 36, 1e-9);
    check_close(value_at(&s, "stations.counter.cost"), 6, 1e-12);
    check_close(value_at(&s, "total.cost"), 0, 0);
    check_close(value_at(&s, "total.mean_wait"), 90, 1e-12);
    assert_true(results_row(s.results, ROW_STATION, "counter")->rival);
    assert_true(results_row(s.results, ROW_GROUP, "clerk")->rival);
    studied_fini(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(every_miss_is_paid),
        cmocka_unit_test(who_left_is_a_miss_as_the_formula_says),
        cmocka_unit_test(a_rival_s_customers_are_paid_nothing),
        cmocka_unit_test(a_rival_s_people_and_station_are_shown_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
