/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "people/strain.h"
#include "support/check.h"
#include "support/study.h"

static const struct strain usual = {.on = true,
                                    .start = 0.35,
                                    .rises = 0.03,
                                    .falls = 0.05,
                                    .overload = 0.25,
                                    .hostile = 0.25,
                                    .authority = 0.2,
                                    .heat = 0.1,
                                    .promises = 0.1,
                                    .pay = 0.1,
                                    .absence = 2,
                                    .quits = 2.5,
                                    .quits_a_year = 0.33,
                                    .recovery = 0.5};

static void a_day_that_has_all_demands_is_of_demand_one(void **state) {
    (void)state;
    struct strain_day hard = {.occupancy = 1,
                              .hostile = 10,
                              .lacked = 0.2,
                              .broken_promises = 0.1,
                              .temperature = 31,
                              .pay_at_risk = 0.3};
    struct strain_day easy = {.occupancy = 0.8, .temperature = NAN};
    check_near(strain_demand(&usual, &hard), 1, 1e-12);
    check_near(strain_demand(&usual, &easy), 0, 1e-12);
}

/* X(n+1) = X + a (1 - X) - k X has the limit a / (a + k), reached by (1 - a - k)^n. */
static void days_lead_to_their_settled_strain(void **state) {
    (void)state;
    double rise = strain_rise(&usual, 1, 0.5), x = 0.9;
    check_near(rise, 0.015, 1e-12);
    double settled = rise / (rise + 0.05);
    for (int i = 0; i < 30; i++) {
        x = strain_after(&usual, x, rise);
    }
    check_near(x, settled + (0.9 - settled) * pow(1 - 0.065, 30), 1e-12);
}

/* V10 of people.md. */
static void leavers_a_year_go_with_strain(void **state) {
    (void)state;
    check_near(strain_quits(&usual, 0.2), 0.23, 0.005);
    check_near(strain_quits(&usual, 0.35), 0.33, 1e-12);
    check_near(strain_quits(&usual, 0.6), 0.62, 0.005);
}

static void odds_of_absence_go_with_strain(void **state) {
    (void)state;
    double p = strain_absence(&usual, 0.05, 0.85);
    check_near(p / (1 - p), 0.05 / 0.95 * exp(1), 1e-12);
    check_near(strain_absence(&usual, 0.05, STRAIN_USUAL), 0.05, 1e-12);
    check_near(strain_absence(&usual, 0, 1), 0, 0);
    check_near(strain_absence(&usual, 1, 0), 1, 0);
}

static void resources_join_as_chances_do(void **state) {
    (void)state;
    const double two[] = {0.3, 0.2};
    check_near(strain_relief(two, 2), 1 - 0.7 * 0.8, 1e-12);
    check_near(strain_recovery(&usual, 1), 0.5 / 0.825, 1e-12);
}

/* Somebody always waits. */
static struct studied busy_days(const char *group, const char *people, const char *horizon) {
    char json[2000];
    snprintf(json, sizeof json,
             "{\"horizon\": {\"opens\": \"08:00\", \"closes\": \"16:00\", \"after_close\": "
             "\"turn_away\", \"days\": 20%s}, \"customers\": {\"c\": {\"arrivals\": {\"rate\": "
             "\"2000/h\"}, \"journey\": [\"desk\"], \"work\": {\"desk\": {\"service\": "
             "{\"kind\": \"constant\", \"value\": \"4m\"}}}}}, \"stations\": {\"desk\": {\"kind\": "
             "\"desk\", \"lines\": 40}}, \"staff\": {\"g\": {\"count\": 20, %s\"skills\": "
             "{\"desk\": {}}}}, \"people\": {%s}}",
             horizon, group, people);
    return study_of(json, NULL, (struct study_options){.replications = 5, .seed = 3}, NULL);
}

static double mean_over_days(double x, double rise, int from, int days) {
    double sum = 0;
    for (int i = 0; i < days; i++) {
        sum += i < from ? 0 : x;
        x = strain_after(&usual, x, rise);
    }
    return sum / (days - from);
}

/* But for the first minutes, until all are busy. */
static void simulated_days_wear_down_as_the_formula_says(void **state) {
    (void)state;
    struct studied s = busy_days("\"resources\": {\"support\": 0.2}, \"pay_at_risk\": 0.15, ",
                                 "\"strain\": {}", "");
    double rise = 0.03 * (0.25 + 0.05) * 0.8;
    check_near(value_at(&s, "staff.g.strain"), mean_over_days(0.35, rise, 0, 20), 3e-4);
    check_near(value_at(&s, "total.settled_strain"), rise / (rise + 0.05), 1e-3);
    assert_true(value_at(&s, "total.quits") < 0.33);
    studied_fini(&s);
    s = busy_days("\"resources\": {\"support\": 0.2}, \"pay_at_risk\": 0.15, ", "\"strain\": {}",
                  ", \"warm_up\": 5");
    check_near(value_at(&s, "staff.g.strain"), mean_over_days(0.35, rise, 5, 20), 3e-4);
    studied_fini(&s);
}

/* Each week's mean is that of the formula over its days; the third has six of them. Leavers then:
 * the hazard at the strain that all days alike lead to. */
static void strain_by_week_follows_the_formula(void **state) {
    (void)state;
    struct studied s = busy_days("\"resources\": {\"support\": 0.2}, \"pay_at_risk\": 0.15, ",
                                 "\"strain\": {}", "");
    double rise = 0.03 * (0.25 + 0.05) * 0.8, x = 0.35;
    const struct results *r = s.results;
    assert_int_equal(r->n_strains, 1);
    assert_int_equal(r->n_weeks, 3);
    assert_string_equal(r->strains[0].group, "g");
    for (size_t week = 0; week < 3; week++) {
        int days = week < 2 ? 7 : 6;
        struct estimate e = r->strains[0].strain[week];
        check_near(e.value, mean_over_days(x, rise, 0, days), 3e-4);
        assert_true(e.low <= e.value && e.value <= e.high && e.high - e.low < 1e-3);
        for (int i = 0; i < days; i++) {
            x = strain_after(&usual, x, rise);
        }
    }
    check_near(value_at(&s, "staff.g.settled_quits"),
               strain_quits(&usual, strain_settled(&usual, rise)), 1e-3);
    studied_fini(&s);
}

/* Of days that are Monday to Friday a week has five. */
static void weeks_have_the_days_that_a_run_has(void **state) {
    (void)state;
    struct studied s = busy_days("", "\"strain\": {}", ", \"weekdays\": \"mon-fri\"");
    double rise = 0.03 * 0.25;
    assert_int_equal(s.results->n_weeks, 4);
    check_near(s.results->strains[0].strain[0].value, mean_over_days(0.35, rise, 0, 5), 3e-4);
    studied_fini(&s);
}

static void weeks_of_warm_up_and_people_without_strain_have_none(void **state) {
    (void)state;
    struct studied s = busy_days("", "\"strain\": {}", ", \"warm_up\": 7");
    assert_true(isnan(s.results->strains[0].strain[0].value));
    assert_true(!isnan(s.results->strains[0].strain[1].value));
    studied_fini(&s);
    s = busy_days("", "\"energy\": {}", "");
    assert_int_equal(s.results->n_weeks, 0);
    studied_fini(&s);
}

/* Where strain cannot move, the share of absent days is that of its odds. */
static void the_strained_stay_away_more(void **state) {
    (void)state;
    struct studied s = busy_days("\"absence\": 0.1, ",
                                 "\"strain\": {\"start\": 1, \"falls\": 0.001, \"rises\": 0}", "");
    double mean = 0, x = 1;
    for (int i = 0; i < 20; i++, x *= 0.999) {
        mean += strain_absence(&usual, 0.1, x) / 20;
    }
    check_near(value_at(&s, "staff.g.absence"), mean, 0.03);
    assert_true(value_at(&s, "staff.g.absence") > 0.2);
    studied_fini(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_that_has_all_demands_is_of_demand_one),
        cmocka_unit_test(days_lead_to_their_settled_strain),
        cmocka_unit_test(leavers_a_year_go_with_strain),
        cmocka_unit_test(odds_of_absence_go_with_strain),
        cmocka_unit_test(resources_join_as_chances_do),
        cmocka_unit_test(simulated_days_wear_down_as_the_formula_says),
        cmocka_unit_test(strain_by_week_follows_the_formula),
        cmocka_unit_test(weeks_have_the_days_that_a_run_has),
        cmocka_unit_test(weeks_of_warm_up_and_people_without_strain_have_none),
        cmocka_unit_test(the_strained_stay_away_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
