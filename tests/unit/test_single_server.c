/* SPDX-License-Identifier: GPL-3.0-or-later
 * M/G/1 against the acceptance case, M/M/1, Erlang's and Crommelin's M/D/1, and moments. */
#include "theory/single_server.h"

#include <gsl/gsl_errno.h>

#include "random/distribution_kinds.h"
#include "support/check.h"

static struct distribution law_of(const struct distribution_kind *kind, double first,
                                  double second) {
    struct distribution d = {.kind = kind, .parameter = {first, second, NAN, NAN}, .scale = 1};
    assert_null(kind->prepare(&d));
    return d;
}

static struct queue_measures measures_of(double calls, double handle,
                                         const struct distribution *law, double threshold) {
    struct queue_measures m;
    struct queue_model q = {.calls = calls,
                            .handle = handle,
                            .patience = HUGE_VAL,
                            .agents = 1,
                            .threshold = threshold,
                            .handle_law = law};
    assert_int_equal(single_server_evaluate(&q, &m), THEORY_CONVERGED);
    return m;
}

static void mean_wait_of_case_mg_v1_a(void **state) {
    (void)state;
    struct distribution law = law_of(&distribution_kind_lognormal, 60, sqrt(2));
    struct queue_measures m = measures_of(0.7 / 60, 60, &law, 20);
    check_near(m.mean_wait, 60 * 3.5, 1e-9);
    check_near(m.mean_queue, 0.7 * 3.5, 1e-11);
    check_near(m.delay_probability, 0.7, 1e-12);
}

static void exponential_services_have_exponential_waits(void **state) {
    (void)state;
    const double rhos[] = {0.13, 0.7, 0.95};
    for (size_t i = 0; i < 3; i++) {
        double rho = rhos[i], decay = (1 - rho) / 37.1;
        struct queue_measures m = measures_of(rho / 37.1, 37.1, NULL, 51.3);
        check_near(m.service_level_offered, 1 - rho * exp(-decay * 51.3), 2e-5);
        check_near(m.wait_p95, fmax(0, log(rho / 0.05) / decay), 2e-4 / decay);
        check_near(m.wait_p99, fmax(0, log(rho / 0.01) / decay), 1e-3 / decay);
    }
}

/* P(W <= t) for constant services of length 1: (1 - rho) sum (rho (k - t))^k exp(rho (t - k)) / k!,
 * k up to t (Erlang 1909; Crommelin 1932). */
static double constant_within(double rho, double t) {
    double sum = 0;
    for (double k = 0; k <= floor(t); k++)
        sum += pow(rho * (k - t), k) * exp(rho * (t - k)) / tgamma(k + 1);
    return (1 - rho) * sum;
}

static void constant_services_have_erlangs_waits(void **state) {
    (void)state;
    struct distribution law = distribution_constant(1);
    const double thresholds[] = {0, 0.37, 1, 2.385, 4.1};
    for (size_t i = 0; i < 5; i++) {
        struct queue_measures m = measures_of(0.8 / 37.1, 37.1, &law, 37.1 * thresholds[i]);
        check_near(m.service_level_answered, constant_within(0.8, thresholds[i]), 2e-5);
    }
}

/* The table's law has the mean of the formula: the integral of its tail. */
static void the_law_of_the_wait_has_the_formulas_mean(void **state) {
    (void)state;
    const struct distribution laws[] = {law_of(&distribution_kind_lognormal, 60, 1.2),
                                        law_of(&distribution_kind_uniform, 20, 100)};
    for (size_t i = 0; i < 2; i++) {
        double sum = 0, step = 25;
        struct queue_measures m;
        for (double t = 0; t < 1500; t += step) {
            m = measures_of(0.6 / 60, 60, &laws[i], t);
            double weight = t > 0 ? 1 : 0.5;
            sum += weight * step * (1 - m.service_level_answered);
        }
        check_close(sum, m.mean_wait, 4e-3);
    }
}

static void overload_and_endless_variance_are_said(void **state) {
    (void)state;
    struct queue_measures m;
    struct queue_model q = {.calls = 1, .handle = 1, .patience = HUGE_VAL, .agents = 1};
    assert_int_equal(single_server_evaluate(&q, &m), THEORY_UNSTABLE);
    assert_true(isinf(m.mean_wait));
    struct distribution pareto = law_of(&distribution_kind_pareto, 1, 1.7);
    q.calls = 0.5;
    q.handle_law = &pareto;
    assert_int_equal(single_server_evaluate(&q, &m), THEORY_INEXACT);
    assert_true(isinf(m.mean_wait) && m.delay_probability < 0.51);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mean_wait_of_case_mg_v1_a),
        cmocka_unit_test(exponential_services_have_exponential_waits),
        cmocka_unit_test(constant_services_have_erlangs_waits),
        cmocka_unit_test(the_law_of_the_wait_has_the_formulas_mean),
        cmocka_unit_test(overload_and_endless_variance_are_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
