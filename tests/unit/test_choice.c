/* SPDX-License-Identifier: GPL-3.0-or-later
 * Choice by utility (M5): softmax, the wait that a line makes people think of, mistakes, and what
 * customers do where one option is far better than the others. */
#include "people/choice.h"

#include <math.h>

#include "support/check.h"
#include "support/transcript.h"

static const struct choice_parameters usual = {
    .minute = 0.029, .scale = 1, .person_lasts = 60, .speed_seen = 0.3, .advice = 1.5};

/* Share of evenly spaced uniforms that fall to option i. */
static double share_of(const double *utility, size_t n, double scale, size_t i) {
    enum { SAMPLES = 20000 };
    size_t hits = 0;
    for (size_t k = 0; k < SAMPLES; k++) {
        hits += choice_pick(utility, n, scale, ((double)k + 0.5) / SAMPLES) == i ? 1 : 0;
    }
    return (double)hits / SAMPLES;
}

static void shares_are_the_softmax(void **state) {
    (void)state;
    const double u[] = {0.3, -HUGE_VAL, 1.7, -0.4};
    double total = exp(0.3 / 0.8) + exp(1.7 / 0.8) + exp(-0.4 / 0.8);
    for (size_t i = 0; i < 4; i++) {
        assert_true(fabs(share_of(u, 4, 0.8, i) - exp(u[i] / 0.8) / total) < 1e-4);
    }
}

static void only_differences_of_utilities_count_however_large(void **state) {
    (void)state;
    const double u[] = {1000.3, 1001.7}, v[] = {-1e6 + 0.25, -1e6};
    assert_true(fabs(share_of(u, 2, 1, 0) - 1 / (1 + exp(1.4))) < 1e-4);
    assert_true(fabs(share_of(v, 2, 1, 1) - 1 / (1 + exp(0.25))) < 1e-4);
    const double never[] = {-HUGE_VAL, -HUGE_VAL}, far[] = {0, 1e9};
    assert_int_equal(choice_pick(never, 2, 1, 0.5), 2);
    assert_int_equal(choice_pick(far, 2, 1, 0), 1);
}

/* From 10 to 15 persons 30 % become 27 % (Lu et al. 2013): -0.029 logit a person, which the default
 * is, where one a minute is served. */
static void five_persons_more_cost_what_was_published(void **state) {
    (void)state;
    const struct choice_option o = {0};
    double ten = choice_utility(&usual, &o, 1, choice_wait_seen(&usual, 10, 1), false);
    double fifteen = choice_utility(&usual, &o, 1, choice_wait_seen(&usual, 15, 1), false);
    double logit = log(0.27 / 0.73) - log(0.30 / 0.70);
    check_close(fifteen - ten, -0.029 * 5, 1e-12);
    assert_true(fabs(fifteen - ten - logit) < 0.005);
    /* 30 % at ten persons is 27 % at fifteen. */
    double odds = 0.3 / 0.7 * exp(fifteen - ten);
    assert_true(fabs(odds / (1 + odds) - 0.27) < 0.001);
}

static void speed_is_seen_in_part(void **state) {
    (void)state;
    struct choice_parameters p = usual;
    check_close(choice_wait_seen(&p, 15, 3), 900 * pow(3, -0.3), 1e-12);
    p.speed_seen = 1; /* as it is: 15 people, three a minute */
    check_close(choice_wait_seen(&p, 15, 3), 300, 1e-12);
    p.speed_seen = 0;
    check_close(choice_wait_seen(&p, 15, 3), 900, 1e-12);
    assert_true(choice_wait_seen(&usual, 0, 0) <= 0);
    assert_true(isinf(choice_wait_seen(&usual, 1, 0)));
}

static void utility_is_the_sum_of_what_speaks_for_it(void **state) {
    (void)state;
    const struct choice_option o = {
        .value = 1, .effort = 2, .familiarity = 0.25, .habit = 0.5, .advice = 0.4};
    check_close(choice_utility(&usual, &o, 2, 600, true), 1 - 1.5 + 0.5 + 1.5 - 0.029 * 2 * 10,
                1e-12);
    assert_true(choice_utility(&usual, &o, 1, HUGE_VAL, true) <= -HUGE_VAL);
    const struct choice_option of[] = {{.advice = 0.4}, {.advice = 0}, {.advice = 0.5}};
    assert_int_equal(choice_advised(of, 3, 0.39), 0);
    assert_int_equal(choice_advised(of, 3, 0.41), 2);
    assert_int_equal(choice_advised(of, 3, 0.91), 3);
}

/* ---- the engine ---- */

/* Clerks of 20 s and of 60 s; c come one by one to choose where f and s stand in line. */
static const char hall[] =
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"1h\"},"
    "\"customers\": {"
    "\"c\": {\"arrivals\": {\"every\": \"10s\", \"at_most\": 1}, \"journey\": [{\"as\": \"which\", "
    "\"choose\": {\"of\": {\"fast\": {}, \"slow\": {}}}}, {\"at\": \"fast\", \"resolved\": "
    "\"exit\"}, \"slow\"], \"work\": {\"fast\": {\"service\": 20}, \"slow\": {\"service\": 60}}},"
    "\"f\": {\"arrivals\": {\"every\": \"1s\", \"at_most\": 1, \"batch\": 1}, \"journey\": "
    "[\"fast\"], \"work\": {\"fast\": {\"service\": 20}}},"
    "\"s\": {\"arrivals\": {\"every\": \"1s\", \"at_most\": 1, \"batch\": 1}, \"journey\": "
    "[\"slow\"], \"work\": {\"slow\": {\"service\": 60}}}},"
    "\"stations\": {\"fast\": {\"kind\": \"desk\"}, \"slow\": {\"kind\": \"desk\"}},"
    "\"staff\": {\"f\": {\"count\": 1, \"skills\": {\"fast\": {}}},"
    " \"s\": {\"count\": 1, \"skills\": {\"slow\": {}}}},"
    "\"people\": {\"choice\": {}}}";

#define OF(options)                                                                                \
    "\"customers\": {\"c\": {\"journey\": [{\"as\": \"which\", \"choose\": {\"of\": " options      \
    "}}, {\"at\": \"fast\", \"resolved\": \"exit\"}, \"slow\"]}}"

static const struct mistake mistakes[] = {
    {"{\"people\": null}", "customers.c.journey[0].choose",
     "switch that on with \"people\": {\"choice\": {}}", NULL, 0, 0},
    {"{" OF("{\"fast\": {}, \"slow\": 0.5}") "}", "customers.c.journey[0].choose.of",
     "a share for each label, or an object for each", NULL, 0, 0},
    {"{" OF("{\"fast\": 0.5, \"exit\": 0.5}") "}", "customers.c.journey[0].choose.of.exit",
     "only who chooses by utility may leave at once", NULL, 0, 0},
    {"{" OF("{\"fast\": 0.5, \"slow\": 0.5}, \"by\": \"utility\"") "}",
     "customers.c.journey[0].choose", "by utility takes no shares", NULL, 0, 0},
    {"{" OF("{\"fast\": {\"value\": 1}}, \"by\": \"shortest\"") "}",
     "customers.c.journey[0].choose", "count by utility alone", NULL, 0, 0},
    {"{" OF("{\"fast\": {\"advice\": true}, \"slow\": {\"advice\": \"20%\"}}") "}",
     "customers.c.journey[0].choose.of", "the shares of 'advice' sum to 1.2", NULL, 0, 0},
    {"{" OF("{\"fast\": {\"advice\": \"much\"}}") "}",
     "customers.c.journey[0].choose.of.fast.advice", "\"much\"", NULL, 0, 0},
    {"{" OF("{\"fast\": {\"efort\": 1}}") "}", "customers.c.journey[0].choose.of.fast.efort",
     "unknown key; did you mean 'effort'?", NULL, 0, 0},
    {"{" OF("{\"fats\": {}}") "}", "customers.c.journey[0].choose.of.fats",
     "unknown label 'fats'; did you mean 'fast'?", NULL, 0, 0},
};

static void mistakes_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(hall, mistakes);
}

static void a_choice_that_nobody_makes_is_told(void **state) {
    (void)state;
    struct diag d = {0};
    struct scenario *s = read_over(hall, "{" OF("{\"fast\": 0.5, \"slow\": 0.5}") "}", &d);
    assert_non_null(s);
    bool told = false;
    for (size_t i = 0; i < d.count; i++) {
        told = told || strstr(d.findings[i].message, "nobody chooses by utility");
    }
    assert_true(told);
    scenario_free(s);
    diag_fini(&d);
}

/* What the first of c does as it chooses at 10 s. */
static void check_goes(const char *over, const char *where) {
    char *told = transcript_of(hall, over, "sl");
    if (!strstr(told, where)) {
        fail_msg("%s: no \"%s\" in\n%s", over, where, told);
    }
    free(told);
}

/* Two options, 100 apart: certain. */
static void the_far_better_option_is_taken(void **state) {
    (void)state;
    check_goes("{" OF("{\"fast\": {\"value\": 100}, \"slow\": {}}") "}", "c0 starts fast");
    check_goes("{" OF("{\"fast\": {\"effort\": 100}, \"slow\": {}}") "}", "c0 starts slow");
    check_goes("{" OF("{\"fast\": {\"habit\": -100}, \"slow\": {}}") "}", "c0 starts slow");
    check_goes("{" OF("{\"fast\": {}, \"slow\": {}, \"exit\": {\"value\": 100}}") "}",
               "10 c0 leaves balked given_up");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_are_the_softmax),
        cmocka_unit_test(only_differences_of_utilities_count_however_large),
        cmocka_unit_test(five_persons_more_cost_what_was_published),
        cmocka_unit_test(speed_is_seen_in_part),
        cmocka_unit_test(utility_is_the_sum_of_what_speaks_for_it),
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(a_choice_that_nobody_makes_is_told),
        cmocka_unit_test(the_far_better_option_is_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
