/* SPDX-License-Identifier: GPL-3.0-or-later
 * Agents of each period by the stationary formulas: the acceptance case was staffed by SIPP. */
#include "theory/day_staffing.h"

#include <gsl/gsl_errno.h>

#include "support/check.h"

static const double calls[] = {22, 34, 48, 60, 66, 64, 58, 50, 46, 50,
                               56, 60, 58, 52, 44, 36, 30, 24, 18, 12};
static const size_t sipp[] = {6,  8,  10, 13, 14, 13, 12, 11, 10, 11,
                              12, 13, 12, 11, 10, 8,  7,  6,  5,  4};

static struct day_model case_tv_v1(struct day_period periods[20]) {
    for (size_t i = 0; i < 20; i++)
        periods[i] = (struct day_period){.ends = 1800 * (double)(i + 1), .calls = calls[i] / 1800};
    return (struct day_model){
        .n = 20, .periods = periods, .handle = 300, .patience = 180, .threshold = 20};
}

static struct queue_target target_of(double level) {
    return (struct queue_target){queue_measure_find("service_level_offered"), level};
}

static void sipp_staffs_the_case_tv_v1(void **state) {
    (void)state;
    struct day_period periods[20];
    struct day_model m = case_tv_v1(periods);
    struct distribution service = distribution_exponential(300);
    struct queue_target target = target_of(0.8);
    size_t agents[20];
    assert_int_equal(day_required(&m, day_method_find("sipp"), &service, &target, 1, agents),
                     THEORY_CONVERGED);
    for (size_t i = 0; i < 20; i++)
        assert_int_equal(agents[i], sipp[i]);
}

/* The rate that stands for a period: the last one's part within the lag; the load over the mean. */
static void the_methods_differ_in_the_rate(void **state) {
    (void)state;
    static const double ends[] = {1800, 3600}, rate[] = {0.02, 0.05};
    const struct rate_steps steps = {.begins = 0, .n = 2, .ends = ends, .rate = rate};
    struct distribution service = distribution_exponential(300);
    check_close(day_method_find("sipp")->rate(&steps, &service, 1800, 3600), 0.05, 1e-12);
    check_close(day_method_find("lagged")->rate(&steps, &service, 1800, 3600),
                (0.02 * 300 + 0.05 * 1500) / 1800, 1e-12);
    check_close(day_method_find("lagged")->rate(&steps, &service, 0, 1800), 0.02, 1e-12);
    check_close(day_method_find("mol")->rate(&steps, &service, 1800, 3600),
                infinite_server_busy_mean(&steps, &service, 1800, 3600) / 300, 1e-12);
    check_close(day_method_find("mol-max")->rate(&steps, &service, 1800, 3600),
                infinite_server_busy(&steps, &service, 3600) / 300, 1e-9);
    assert_null(day_method_find("best"));
}

/* Nobody waits: the fewest by Erlang's loss, B(5, 4) = 0.199 and B(4, 4) = 0.311. */
static void without_patience_it_is_erlang_b(void **state) {
    (void)state;
    struct day_period periods[1] = {{3600, 1 / 60., 0}};
    struct day_model m = {.n = 1,
                          .periods = periods,
                          .handle = 240,
                          .patience = PATIENCE_UNLIMITED,
                          .at_once = 1,
                          .threshold = 20};
    struct distribution service = distribution_exponential(240);
    struct queue_target target = target_of(0.8);
    size_t agents;
    assert_int_equal(day_required(&m, day_method_find("sipp"), &service, &target, 1, &agents),
                     THEORY_CONVERGED);
    assert_int_equal(agents, 5);
}

/* A rate that never changes: all methods agree but for the empty beginning of the load. */
static void a_flat_day_is_erlang_a(void **state) {
    (void)state;
    struct day_period periods[3] = {{7200, 0.05, 0}, {9000, 0.05, 0}, {10800, 0, 0}};
    struct day_model m = {
        .n = 3, .periods = periods, .handle = 300, .patience = 180, .threshold = 20};
    struct distribution service = distribution_exponential(300);
    struct queue_target target = target_of(0.8);
    struct queue_question q = {
        .model = {.calls = 0.05, .handle = 300, .patience = 180, .threshold = 20},
        .unknown = UNKNOWN_AGENTS,
        .targets = &target,
        .count = 1};
    struct queue_answer answer;
    queue_solve(&q, &answer);
    for (size_t k = 0; k < n_day_methods; k++) {
        size_t agents[3];
        assert_int_equal(day_required(&m, &day_methods[k], &service, &target, 1, agents),
                         THEORY_CONVERGED);
        assert_int_equal(agents[1], answer.model.agents);
    }
    size_t agents[3];
    day_required(&m, day_method_find("sipp"), &service, &target, 1, agents);
    assert_int_equal(agents[2], 0);
}

static void least_constant_staff_of_case_tv_v1(void **state) {
    (void)state;
    struct arena a = {0};
    struct day_period periods[20];
    struct day_model m = case_tv_v1(periods);
    struct queue_target target = target_of(0.8);
    struct day_result r;
    size_t agents;
    assert_int_equal(day_constant(&m, &target, 100, &a, &agents, &r), THEORY_CONVERGED);
    assert_int_equal(agents, 11);
    check_near(r.day.service_level_offered, 0.81369, 1e-5);
    assert_int_equal(day_constant(&m, &target, 10, &a, &agents, &r), THEORY_INFEASIBLE);
    arena_fini(&a);
}

static void what_nothing_meets_is_said(void **state) {
    (void)state;
    struct day_period periods[1] = {{7200, 0.05, 0}};
    struct day_model m = {
        .n = 1, .periods = periods, .handle = 300, .patience = 180, .lines = 5, .threshold = 20};
    struct distribution service = distribution_exponential(300);
    struct queue_target target = {queue_measure_find("blocking"), 0.001};
    size_t agents[1];
    assert_int_equal(day_required(&m, day_method_find("mol"), &service, &target, 1, agents),
                     THEORY_INFEASIBLE);
    assert_int_equal(agents[0], QUEUE_AGENTS_LIMIT);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sipp_staffs_the_case_tv_v1),
        cmocka_unit_test(the_methods_differ_in_the_rate),
        cmocka_unit_test(without_patience_it_is_erlang_b),
        cmocka_unit_test(a_flat_day_is_erlang_a),
        cmocka_unit_test(least_constant_staff_of_case_tv_v1),
        cmocka_unit_test(what_nothing_meets_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
