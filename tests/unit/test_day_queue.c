/* SPDX-License-Identifier: GPL-3.0-or-later
 * The forward equations of a day against the acceptance cases, steady states and balances. */
#include "theory/day_queue.h"

#include <gsl/gsl_errno.h>

#include "support/check.h"

static void check_converged(const struct day_model *m, struct arena *a, struct day_result *r) {
    assert_int_equal(day_evaluate(m, a, r), THEORY_CONVERGED);
}

static const double tv_v1_calls[] = {22, 34, 48, 60, 66, 64, 58, 50, 46, 50,
                                     56, 60, 58, 52, 44, 36, 30, 24, 18, 12};
static const size_t tv_v1_agents[] = {6,  8,  10, 13, 14, 13, 12, 11, 10, 11,
                                      12, 13, 12, 11, 10, 8,  7,  6,  5,  4};

static struct day_model case_tv_v1(struct day_period periods[20]) {
    for (size_t i = 0; i < 20; i++)
        periods[i] = (struct day_period){.ends = 1800 * (double)(i + 1),
                                         .calls = tv_v1_calls[i] / 1800,
                                         .agents = tv_v1_agents[i]};
    return (struct day_model){
        .n = 20, .periods = periods, .handle = 300, .patience = 180, .threshold = 20};
}

static void measures_of_case_tv_v1(void **state) {
    (void)state;
    struct arena a = {0};
    struct day_period periods[20];
    struct day_model m = case_tv_v1(periods);
    struct day_result r;
    check_converged(&m, &a, &r);
    check_near(r.abandonment, 0.051299041144163275, 1e-6);
    check_near(r.day.service_level_offered, 0.8411902334455598, 1e-6);
    check_near(r.wait / 60, 0.15389712343248982, 1e-6);
    check_near(r.day.delay_probability, 0.2126879842382615, 1e-6);
    check_near(r.periods[1].service_level_offered, 0.8761164495510496, 1e-6);
    check_near(r.periods[4].service_level_offered, 0.86977277013468, 1e-6);
    check_near(r.periods[10].service_level_offered, 0.8591544787635039, 1e-6);
    check_near(r.periods[19].service_level_offered, 0.8610183518239829, 1e-6);
    check_near(r.periods[4].busy, 10.424659779604232, 1e-5);
    check_near(r.periods[4].queue_end, 0.2688523748035689, 1e-6);
    arena_fini(&a);
}

static void measures_of_case_tv_v2(void **state) {
    (void)state;
    struct arena a = {0};
    const struct day_period periods[] = {
        {3600, 1.6 / 60, 10}, {7200, 2.6 / 60, 12}, {14400, 1.4 / 60, 11}};
    struct day_model m = {
        .n = 3, .periods = periods, .handle = 300, .patience = HUGE_VAL, .threshold = 60};
    struct day_result r;
    check_converged(&m, &a, &r);
    check_near(r.periods[0].queue_end, 1.4778911308043354, 1e-5);
    check_near(r.periods[0].service_level_offered, 0.8152779535041322, 1e-6);
    check_near(r.periods[0].delay_probability, 0.302469209940063, 1e-6);
    check_near(r.periods[1].queue_end, 17.19497039938183, 1e-5);
    check_near(r.periods[1].service_level_offered, 0.31076147365920315, 1e-6);
    check_near(r.periods[1].delay_probability, 0.7974834652636446, 1e-6);
    check_near(r.periods[2].queue_end, 0.21992468499109408, 1e-5);
    check_near(r.periods[2].service_level_offered, 0.767836761875435, 1e-6);
    check_near(r.periods[2].delay_probability, 0.30262673107013566, 1e-6);
    check_near(r.wait / 60, 2.3971854334743785, 1e-5);
    arena_fini(&a);
}

/* A long day of one rate ends in the steady state, with every kind of limit. */
static void a_long_day_is_erlang_a(void **state) {
    (void)state;
    static const size_t lines[] = {LINES_UNLIMITED, 18};
    for (size_t k = 0; k < 2; k++) {
        struct arena a = {0};
        const struct day_period periods[] = {{30000, 0.05, 13}, {31000, 0.05, 13}};
        struct day_model m = {.n = 2,
                              .periods = periods,
                              .handle = 240,
                              .patience = 150,
                              .lines = lines[k],
                              .threshold = 20};
        struct queue_model q = {.calls = 0.05,
                                .handle = 240,
                                .patience = 150,
                                .agents = 13,
                                .lines = lines[k],
                                .threshold = 20};
        struct day_result r;
        struct queue_measures s;
        check_converged(&m, &a, &r);
        queue_evaluate(&q, &s);
        const struct day_measures *p = &r.periods[1];
        check_near(p->delay_probability, s.delay_probability, 1e-6);
        check_near(p->blocking, s.blocking, 1e-7);
        check_near(p->abandoned / p->offered, s.abandonment, 1e-6);
        check_near(p->service_level_offered, s.service_level_offered, 1e-6);
        check_near(p->service_level_ignore, s.service_level_ignore, 1e-6);
        check_near(p->service_level_positive, s.service_level_positive, 1e-6);
        check_near(p->busy, 13 * s.occupancy, 1e-5);
        check_near(p->mean_queue, s.mean_queue, 1e-5);
        arena_fini(&a);
    }
}

/* A threshold of hours sees everybody served or gone, whatever the changes of staffing between. */
static void in_the_end_everybody_is_served_or_gone(void **state) {
    (void)state;
    struct arena a = {0};
    const struct day_period periods[] = {{900, 0.05, 9}, {1800, 0.07, 0}, {2700, 0.02, 14}};
    struct day_model m = {
        .n = 3, .periods = periods, .handle = 240, .patience = 150, .threshold = 9000};
    struct day_result r;
    check_converged(&m, &a, &r);
    check_near(r.day.service_level_positive, 1, 1e-7);
    check_near(r.day.service_level_offered, 1 - r.abandonment, 1e-6);
    check_near(r.service_level_answered, 1, 1e-6);
    check_near(r.periods[1].delay_probability, 1, 1e-9); /* nobody takes calls */
    check_near(r.day.offered, 900 * 0.14, 1e-9);
    arena_fini(&a);
}

/* With a threshold of 0, who is served in time is who does not wait. */
static void a_threshold_of_nothing_counts_who_does_not_wait(void **state) {
    (void)state;
    struct arena a = {0};
    struct day_period periods[20];
    struct day_model m = case_tv_v1(periods);
    struct day_result r;
    m.n = 5;
    m.threshold = 0;
    check_converged(&m, &a, &r);
    for (size_t i = 0; i < 5; i++)
        check_near(r.periods[i].service_level_offered, 1 - r.periods[i].delay_probability, 1e-6);
    arena_fini(&a);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures_of_case_tv_v1),
        cmocka_unit_test(measures_of_case_tv_v2),
        cmocka_unit_test(a_long_day_is_erlang_a),
        cmocka_unit_test(in_the_end_everybody_is_served_or_gone),
        cmocka_unit_test(a_threshold_of_nothing_counts_who_does_not_wait),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
