/* SPDX-License-Identifier: GPL-3.0-or-later
 * Redials against the acceptance case, models without redials, balances, and slow redials, for
 * which the fixed point is exact. */
#include "theory/retrial.h"

#include <gsl/gsl_errno.h>

#include "support/check.h"
#include "theory/retrial_chain.h"

static const struct queue_model case_rt_v1 = {.calls = 6 / 60.,
                                              .handle = 60,
                                              .patience = 120,
                                              .agents = 8,
                                              .lines = 12,
                                              .threshold = 20,
                                              .redial_blocked = 0.8,
                                              .redial_abandoned = 0.5,
                                              .redial_after = 120};

static void measures_of_case_rt_v1(void **state) {
    (void)state;
    struct queue_measures m;
    assert_true(retrial_is_exact(&case_rt_v1));
    assert_int_equal(retrial_evaluate(&case_rt_v1, &m), THEORY_CONVERGED);
    check_near(m.tries_per_customer, 1.0412311072941995, 1e-9);
    check_near(m.blocking, 0.029205201426795068, 1e-9);
    check_near(m.abandonment, 0.03246851885135989, 1e-9);
    check_near(m.occupancy, 0.7327608834285174, 1e-9);
    check_near(m.throughput / case_rt_v1.calls, 0.9770145112380232, 1e-9);
    check_near(m.in_orbit, 0.49477328753039457, 1e-9);
}

/* Nobody in the chain comes back: every measure is Erlang A's. */
static void the_chain_without_redials_is_erlang_a(void **state) {
    (void)state;
    const double patiences[] = {120, HUGE_VAL};
    for (size_t k = 0; k < 2; k++) {
        struct queue_model q = case_rt_v1;
        struct queue_measures chain, plain;
        q.patience = patiences[k];
        q.redial_blocked = q.redial_abandoned = 0;
        assert_true(retrial_chain(&q, 3, &chain));
        queue_evaluate(&q, &plain);
        for (size_t i = 0; i < n_queue_measure_rows; i++) {
            double want = queue_measure_value(&plain, &queue_measure_rows[i]);
            double got = queue_measure_value(&chain, &queue_measure_rows[i]);
            if (isnan(want))
                assert_true(isnan(got));
            else
                check_near(got, want, 1e-8 * fabs(want) + 1e-10);
        }
    }
}

/* When redials come very late, they know nothing of the state that caused them. */
static void late_redials_tend_to_the_fixed_point(void **state) {
    (void)state;
    struct queue_model q = case_rt_v1;
    struct queue_measures chain, fixed;
    q.redial_after = 40000;
    assert_true(retrial_chain(&q, 400, &chain));
    q.patience_law = NULL;
    struct distribution exponential = distribution_exponential(120);
    q.patience_law = &exponential; /* which the chain does not take */
    assert_false(retrial_is_exact(&q));
    assert_int_equal(retrial_evaluate(&q, &fixed), THEORY_CONVERGED);
    check_close(fixed.tries_per_customer, chain.tries_per_customer, 1e-4);
    check_close(fixed.blocking, chain.blocking, 4e-3);
    check_close(fixed.mean_wait, chain.mean_wait, 4e-3);
}

/* Calls end as served, or give up after a busy signal or hanging up. */
static void fixed_points_balance(void **state) {
    (void)state;
    struct queue_model q = {.calls = 400 / 240.,
                            .handle = 240,
                            .patience = 120,
                            .agents = 380,
                            .lines = LINES_UNLIMITED,
                            .threshold = 20,
                            .redial_abandoned = 0.6,
                            .redial_after = 600};
    struct queue_measures m;
    assert_false(retrial_is_exact(&q));
    assert_int_equal(retrial_evaluate(&q, &m), THEORY_CONVERGED);
    double tries = m.tries_per_customer * q.calls;
    check_close(m.throughput + tries * m.abandonment * 0.4, q.calls, 1e-9);
    check_close(m.in_orbit, tries * m.abandonment * 0.6 * 600, 1e-8);
}

static void redials_without_end_are_said(void **state) {
    (void)state;
    struct queue_model q = case_rt_v1;
    struct queue_measures m;
    q.redial_blocked = q.redial_abandoned = 1;
    q.calls = 9 / 60.;
    assert_int_equal(retrial_evaluate(&q, &m), THEORY_UNSTABLE);
    q.calls = 0.5 / 60;
    assert_int_equal(retrial_evaluate(&q, &m), THEORY_CONVERGED);
    check_close(m.throughput, q.calls, 1e-9); /* everybody is served in the end */
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures_of_case_rt_v1),
        cmocka_unit_test(the_chain_without_redials_is_erlang_a),
        cmocka_unit_test(late_redials_tend_to_the_fixed_point),
        cmocka_unit_test(fixed_points_balance),
        cmocka_unit_test(redials_without_end_are_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
