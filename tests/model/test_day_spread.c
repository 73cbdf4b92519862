/* SPDX-License-Identifier: GPL-3.0-or-later
 * Busier and calmer days: the published call centre of SSJ, whose rates share a gamma factor. */
#include <gsl/gsl_errno.h>

#include "support/check.h"
#include "theory/day_queue.h"

/* The case's own figures for a factor of cv 0.05 carry the error of its quadrature: the trapezoidal
 * rule over 81 factors gives 4.7236 s, 0.92469 and 0.019859 as does the code. The tolerances are an
 * eighth of the case's at most. */
static void measures_of_case_tv_v3(void **state) {
    (void)state;
    static const double calls[] = {100, 150, 150, 180, 200, 150, 150, 150, 120, 100, 80, 70, 60};
    static const size_t agents[] = {4, 6, 8, 8, 8, 7, 8, 8, 6, 6, 4, 4, 4};
    struct arena a = {0};
    struct day_period periods[13];
    for (size_t i = 0; i < 13; i++)
        periods[i] = (struct day_period){3600 * (double)(i + 1), calls[i] / 3600, agents[i]};
    struct day_model m = {.n = 13,
                          .periods = periods,
                          .handle = 100,
                          .patience = 1000,
                          .at_once = 0.1,
                          .threshold = 20};
    struct day_result r;
    assert_int_equal(day_evaluate_spread(&m, 0.05, &a, &r), THEORY_CONVERGED);
    check_near(r.wait, 4.736319801056705, 0.02);
    check_near(r.day.service_level_positive, 0.9248498413548452, 2e-4);
    check_near(r.abandonment, 0.01990415107736634, 6e-5);
    assert_int_equal(day_evaluate_spread(&m, sqrt(0.1), &a, &r), THEORY_CONVERGED);
    check_near(r.wait, 12.5196416028208, 2e-3);
    check_near(r.day.service_level_positive, 0.8546716784604228, 2e-5);
    check_near(r.abandonment, 0.036489499648289375, 5e-6);
    arena_fini(&a);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures_of_case_tv_v3),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
