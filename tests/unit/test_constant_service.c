/* SPDX-License-Identifier: GPL-3.0-or-later
 * M/D/n against the acceptance case, M/D/1 and the stationary equations of its queue; M/G/n against
 * its ends. */
#include "theory/constant_service.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>

#include "random/distribution_kinds.h"
#include "support/check.h"
#include "theory/single_server.h"
#include "theory/solve.h"

static struct queue_model model_of(double load, double handle, size_t agents, double threshold) {
    return (struct queue_model){.calls = load / handle,
                                .handle = handle,
                                .patience = HUGE_VAL,
                                .agents = agents,
                                .threshold = threshold};
}

static struct queue_measures constant_of(const struct queue_model *q) {
    struct queue_measures m;
    assert_int_equal(constant_service_evaluate(q, &m), THEORY_CONVERGED);
    return m;
}

static void measures_of_case_md_v1(void **state) {
    (void)state;
    struct queue_model q = model_of(9, 60, 10, 12);
    struct queue_measures m = constant_of(&q);
    check_near(m.delay_probability, 0.6468612839323467, 1e-6);
    check_near(m.mean_wait / 60, 0.34458205037813733, 1e-6);
    check_near(m.service_level_offered, 0.5253880092874524, 1e-6);
}

static void one_server_agrees_with_the_renewal_equation(void **state) {
    (void)state;
    struct distribution one = distribution_constant(1);
    const double loads[] = {0.3, 0.8, 0.97};
    for (size_t i = 0; i < 3; i++) {
        struct queue_model q = model_of(loads[i], 37.1, 1, 51.3);
        struct queue_measures m = constant_of(&q), s;
        q.handle_law = &one;
        assert_int_equal(single_server_evaluate(&q, &s), THEORY_CONVERGED);
        check_close(m.mean_wait, s.mean_wait, 1e-8);
        check_near(m.delay_probability, loads[i], 1e-9);
        check_near(m.service_level_offered, s.service_level_offered, 1e-5);
        check_near(m.wait_p95, s.wait_p95, 1e-3 * s.wait_p95 + 1e-6);
    }
}

/* The second method: the queue's law by repeating a handle time until nothing changes. */
static void the_queue_satisfies_its_stationary_equations(void **state) {
    (void)state;
    enum { MOST = 400, AGENTS = 4 };
    double load = 3.5, law[MOST] = {1}, next[MOST], come[60], mean = 0, idle = 0;
    for (unsigned k = 0; k < 60; k++)
        come[k] = gsl_ran_poisson_pdf(k, load);
    for (int round = 0; round < 1500; round++) {
        for (size_t i = 0; i < MOST; i++)
            next[i] = 0;
        for (size_t i = 0; i < MOST; i++)
            for (unsigned k = 0; k < 60 && law[i] > 1e-18; k++) {
                size_t to = i + k > AGENTS ? i + k - AGENTS : 0;
                next[to < MOST ? to : MOST - 1] += law[i] * come[k];
            }
        for (size_t i = 0; i < MOST; i++)
            law[i] = next[i];
    }
    for (size_t i = 0; i < MOST; i++)
        mean += (double)i * law[i];
    for (size_t i = 0; i < AGENTS; i++)
        for (unsigned k = 0; i + k < AGENTS; k++)
            idle += law[i] * come[k];
    struct queue_model q = model_of(load, 37.1, AGENTS, 20);
    struct queue_measures m = constant_of(&q);
    check_close(m.mean_queue, mean, 1e-7);
    check_close(m.delay_probability, 1 - idle, 1e-7);
}

/* Where sums over thousands of steps are cut short, the law must not break: its mean is that of the
 * jumps, and the tail integrates to the mean wait. */
static void near_saturation_the_tail_integrates_to_the_mean(void **state) {
    (void)state;
    struct queue_model q = model_of(9, 10, 10, 0);
    struct queue_measures m = constant_of(&q);
    double sum = 0, step = 1;
    for (q.threshold = step / 2; q.threshold < 60; q.threshold += step) {
        struct queue_measures at = constant_of(&q);
        sum += step * (1 - at.service_level_offered);
    }
    check_close(sum, m.mean_wait, 2e-3);
}

static void limits_are_said(void **state) {
    (void)state;
    struct queue_measures m;
    struct queue_model q = model_of(10, 60, 10, 20);
    assert_int_equal(constant_service_evaluate(&q, &m), THEORY_UNSTABLE);
    q = model_of(9.9999, 60, 10, 20);
    assert_int_equal(constant_service_evaluate(&q, &m), THEORY_SATURATED);
    q = model_of(99000, 60, 100000, 20);
    assert_int_equal(constant_service_evaluate(&q, &m), THEORY_CONVERGED);
    assert_true(m.delay_probability < 1e-2 && m.delay_probability > 0);
}

static void general_services_lie_between_their_ends(void **state) {
    (void)state;
    struct distribution constant = distribution_constant(1), gamma;
    struct queue_model q = model_of(9, 60, 10, 12);
    struct queue_measures exact = constant_of(&q), m, exponential;
    queue_evaluate(&q, &exponential);
    assert_int_equal(general_service_evaluate(&q, &m), THEORY_CONVERGED);
    check_close(m.mean_wait, exponential.mean_wait, 1e-9);
    check_close(m.service_level_offered, exponential.service_level_offered, 1e-9);
    check_close(m.wait_p95, exponential.wait_p95, 1e-7);
    q.handle_law = &constant;
    assert_int_equal(general_service_evaluate(&q, &m), THEORY_CONVERGED);
    check_close(m.mean_wait, exact.mean_wait, 1e-9);
    gamma = (struct distribution){
        .kind = &distribution_kind_erlang, .parameter = {60, 2, NAN, NAN}, .scale = 1};
    assert_null(gamma.kind->prepare(&gamma));
    q.handle_law = &gamma;
    assert_int_equal(general_service_evaluate(&q, &m), THEORY_CONVERGED);
    double want = 1.5 / (1 / exponential.mean_wait + 0.5 / exact.mean_wait);
    check_close(m.mean_wait, want, 1e-9);
    q.agents = 1;
    q.calls = 0.7 / 60;
    assert_int_equal(general_service_evaluate(&q, &m), THEORY_CONVERGED);
    check_close(m.mean_wait, single_server_wait(0.7 / 60, 60, 1800), 1e-9);
}

/* M/D/n needs no more agents than M/M/n; where its law is too long, no answer is better than more.
 */
static void the_fewest_agents_are_not_guessed(void **state) {
    (void)state;
    struct queue_target target = {queue_measure_find("service_level_answered"), 0.8};
    struct queue_question question = {.model = model_of(100, 180, 1, 20),
                                      .unknown = UNKNOWN_AGENTS,
                                      .targets = &target,
                                      .count = 1,
                                      .evaluate = constant_service_evaluate};
    struct queue_answer constant, exponential;
    assert_int_equal(queue_solve(&question, &constant), THEORY_CONVERGED);
    question.evaluate = queue_evaluate;
    assert_int_equal(queue_solve(&question, &exponential), THEORY_CONVERGED);
    assert_true(constant.model.agents < exponential.model.agents);
    question.model = model_of(100000, 180, 1, 20);
    assert_int_equal(queue_solve(&question, &exponential), THEORY_CONVERGED);
    question.evaluate = constant_service_evaluate;
    assert_int_equal(queue_solve(&question, &constant), THEORY_SATURATED);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures_of_case_md_v1),
        cmocka_unit_test(one_server_agrees_with_the_renewal_equation),
        cmocka_unit_test(the_queue_satisfies_its_stationary_equations),
        cmocka_unit_test(near_saturation_the_tail_integrates_to_the_mean),
        cmocka_unit_test(limits_are_said),
        cmocka_unit_test(general_services_lie_between_their_ends),
        cmocka_unit_test(the_fewest_agents_are_not_guessed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
