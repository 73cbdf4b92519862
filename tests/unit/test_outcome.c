/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "people/outcome.h"
#include "people/skill.h"
#include "people/strain.h"
#include "support/check.h"
#include "support/study.h"

static const struct outcome usual = {.on = true,
                                     .skilled = 1,
                                     .tired = 0.66,
                                     .strained = 0.5,
                                     .decides = 1.2,
                                     .hurried = 0.8,
                                     .courtesy = 0.75,
                                     .courtesy_tired = 0.15,
                                     .courtesy_strained = 0.3,
                                     .drilled = 0.1,
                                     .hostile = -2.8,
                                     .hostile_wait = 1.8,
                                     .hostile_promise = 1,
                                     .hostile_rude = 2};

static const struct outcome_server anybody = {
    .skill = 1, .fatigue = 0.34, .rested = 0.34, .strain = STRAIN_USUAL, .pace = 1};

static void the_usual_person_resolves_what_is_given(void **state) {
    (void)state;
    check_near(outcome_resolves(&usual, 0.7, &anybody, false), 0.7, 1e-12);
    check_near(outcome_resolves(&usual, 1, &anybody, true), 1, 0);
    check_near(outcome_resolves(&usual, 0, &anybody, true), 0, 0);
}

/* Dai et al. (2015), as the default was computed: 43 % rested less 8.7 points spent. */
static void each_term_moves_the_logit(void **state) {
    (void)state;
    struct outcome_server tired = anybody;
    tired.fatigue = 0.34 + 0.5;
    double q = outcome_resolves(&usual, 0.43, &tired, false);
    check_near(log(q / (1 - q)), log(0.43 / 0.57) - 0.33, 1e-12);
    struct outcome_server novice = anybody;
    novice.skill = 0.53;
    novice.authority = 0.5;
    novice.pace = 1.1;
    novice.strain = 0.55;
    q = outcome_resolves(&usual, 0.5, &novice, true);
    check_near(log(q / (1 - q)), log(0.53) + 1.2 * 0.5 - 0.8 * 0.1 - 0.5 * 0.2, 1e-12);
}

static void courtesy_and_hostility_follow_the_design(void **state) {
    (void)state;
    struct outcome_server by = anybody;
    check_near(outcome_courtesy(&usual, &by), 0.75 - 0.15 * 0.34, 1e-12);
    by.drilled = true;
    by.strain = 0.85;
    check_near(outcome_courtesy(&usual, &by), 0.75 - 0.15 * 0.34 - 0.3 * 0.5 + 0.1, 1e-12);
    struct outcome_customer calm = {0}, cross = {.spent = 1, .promise_broken = true, .temper = 0.3};
    check_near(outcome_hostile(&usual, 0.75, &calm), 1 / (1 + exp(2.8)), 1e-12);
    check_near(outcome_hostile(&usual, 0.6, &cross), 1 / (1 + exp(2.8 - 1.8 - 1 - 0.3 - 0.3)),
               1e-12);
}

static void skill_grows_by_its_power_and_among_peers_faster(void **state) {
    (void)state;
    struct skill s = {.on = true, .first_month = 0.53, .learning = 0.255, .peers = 0.36};
    check_near(skill_after(&s, 0, 0), 0.53, 1e-12);
    check_near(skill_after(&s, 11, 0), 0.53 * pow(12, 0.255), 1e-12);
    check_near(skill_after(&s, 120, 0), 1, 0);
    check_near(skill_after(&s, HUGE_VAL, 0), 1, 0);
    /* Among experienced people as far after 64 days as alone after 100. */
    check_near(skill_after(&s, 0.64 * 7, 1), skill_after(&s, 7, 0), 1e-12);
}

static struct studied one_desk(const char *group, const char *people) {
    char json[2000];
    snprintf(json, sizeof json,
             "{\"horizon\": {\"opens\": \"08:00\", \"closes\": \"18:00\"}, \"customers\": {\"c\": "
             "{\"arrivals\": {\"rate\": \"300/h\"}, \"journey\": [\"desk\"], \"work\": {\"desk\": "
             "{\"service\": \"1m\", \"resolves\": 0.6, \"needs_authority\": 0.25}}}}, "
             "\"stations\": {\"desk\": {\"kind\": \"desk\"}}, \"staff\": {\"g\": {\"count\": 30, "
             "%s\"skills\": {\"desk\": {}}}}, \"people\": {%s}}",
             group, people);
    return study_of(json, NULL, (struct study_options){.replications = 40, .seed = 3}, NULL);
}

/* Nobody waits, tires or hurries: what is left are the chances of the formula. */
static void shares_are_those_of_the_formula(void **state) {
    (void)state;
    struct studied s = one_desk("\"authority\": 0.4, \"drilled\": true, ", "\"outcome\": {}");
    struct outcome_server by = {.skill = 1, .strain = STRAIN_USUAL, .pace = 1, .authority = 0.4};
    double q = 0.25 * outcome_resolves(&usual, 0.6, &by, true) + 0.75 * 0.6;
    double resolved =
        value_at(&s, "stations.desk.completed") /
        (value_at(&s, "stations.desk.completed") + value_at(&s, "stations.desk.unresolved"));
    check_near(resolved, q, 0.006);
    check_near(value_at(&s, "staff.g.courtesy"), 0.85, 1e-9);
    check_near(value_at(&s, "total.hostile"), 1 / (1 + exp(2.8 + 0.2)), 0.002);
    check_near(value_at(&s, "stations.desk.lacked_authority"), 0.25 * 0.6, 0.006);
    /* Both count the same services. */
    check_near(value_at(&s, "staff.g.hostile"), value_at(&s, "total.hostile"), 1e-12);
    studied_fini(&s);
}

/* Three months in the job: half the time longer, and worse at it. */
static void a_newcomer_is_slow_and_resolves_less(void **state) {
    (void)state;
    struct studied s = one_desk("\"tenure\": \"91.3125d\", ", "\"outcome\": {}, \"skill\": {}");
    double skill = 0.53 * pow(4, 0.255);
    check_near(value_at(&s, "staff.g.service_time"), 60 / skill, 1e-6);
    struct outcome_server by = {.skill = skill, .strain = STRAIN_USUAL, .pace = 1};
    double done = value_at(&s, "stations.desk.completed"),
           not_done = value_at(&s, "stations.desk.unresolved");
    check_near(done / (done + not_done), outcome_resolves(&usual, 0.6, &by, false), 0.006);
    studied_fini(&s);
}

/* Without people.outcome nothing is known, and nothing is shown as 0. */
static void what_is_off_is_not_given(void **state) {
    (void)state;
    struct studied s = one_desk("", "");
    assert_true(isnan(value_at(&s, "total.hostile")));
    assert_true(isnan(value_at(&s, "staff.g.hostile_per_shift")));
    studied_fini(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_usual_person_resolves_what_is_given),
        cmocka_unit_test(each_term_moves_the_logit),
        cmocka_unit_test(courtesy_and_hostility_follow_the_design),
        cmocka_unit_test(skill_grows_by_its_power_and_among_peers_faster),
        cmocka_unit_test(shares_are_those_of_the_formula),
        cmocka_unit_test(a_newcomer_is_slow_and_resolves_less),
        cmocka_unit_test(what_is_off_is_not_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
