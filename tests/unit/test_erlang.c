/* SPDX-License-Identifier: GPL-3.0-or-later
 * Erlang B and C against direct sums, the integral form, printed tables and limits. */
#include "theory/erlang.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>

#include "support/check.h"

static double erlang_b_by_sum(size_t servers, double load) {
    long double term = 1, sum = 1;
    for (size_t k = 1; k <= servers; k++) {
        term *= (long double)load / k;
        sum += term;
    }
    return (double)(term / sum);
}

static void erlang_b_equals_the_direct_sum(void **state) {
    (void)state;
    for (size_t n = 1; n < 60; n += 7)
        for (double a = 0.137; a < 90; a *= 2.3)
            check_close(erlang_b(n, a), erlang_b_by_sum(n, a), 1e-13);
}

/* B = poisson(n; a) / P(poisson(a) <= n): the gamma function's side of it. */
static void erlang_b_equals_the_incomplete_gamma_form(void **state) {
    (void)state;
    const double loads[] = {9500.5, 10000, 10123.25};
    for (size_t i = 0; i < 3; i++) {
        double exact = gsl_ran_poisson_pdf(10000, loads[i]) / gsl_sf_gamma_inc_Q(10001, loads[i]);
        check_close(erlang_b(10000, loads[i]), exact, 1e-9);
    }
}

/* Case EB-V1. */
static void blocking_of_case_eb_v1(void **state) {
    (void)state;
    check_near(erlang_b(17, 10), 0.012948875224726571, 1e-9);
    check_near(erlang_b(14, 8), 0.01722089216661661, 1e-9);
    check_near(erlang_b(20, 12), 0.009795639420064077, 1e-9);
    check_near(erlang_b(10, 40), 0.7576877122418082, 1e-9);
}

/* The usual printed Erlang B table: erlangs that n lines carry at a loss of 1 %, 2 % and 5 %, as
 * printed with two decimals, so that the loss must pass between the neighbours. */
static void blocking_agrees_with_the_printed_table(void **state) {
    (void)state;
    const struct {
        size_t lines;
        double load, loss;
    } rows[] = {{5, 1.36, .01},   {10, 4.46, .01},   {20, 12.03, .01},
                {50, 37.90, .01}, {100, 84.06, .01}, {10, 5.08, .02},
                {20, 13.18, .02}, {10, 6.22, .05},   {20, 15.25, .05}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_true(erlang_b(rows[i].lines, rows[i].load - 0.006) < rows[i].loss);
        assert_true(erlang_b(rows[i].lines, rows[i].load + 0.006) > rows[i].loss);
    }
}

static void no_servers_lose_and_no_load_loses_nothing(void **state) {
    (void)state;
    check_close(erlang_b(0, 2.385), 1, 0);
    check_near(erlang_b(7, 0), 0, 0);
    check_near(erlang_c(7, 0), 0, 0);
}

/* B(n, a) = a B(n - 1, a) / (n + a B(n - 1, a)), Erlang's recursion, at the largest sizes. */
static void a_hundred_thousand_servers_obey_the_recursion(void **state) {
    (void)state;
    const double loads[] = {250.5, 90000, 99000, 100000, 101000, 5e6};
    for (size_t i = 0; i < 6; i++) {
        double before = loads[i] * erlang_b(99999, loads[i]);
        check_close(erlang_b(100000, loads[i]), before / (100000 + before), 1e-10);
    }
}

/* B is about sqrt(2 / (pi n)) at a = n, with relative error of order n^-1/2 (Jagerman 1974). */
static void critical_blocking_has_its_known_order(void **state) {
    (void)state;
    check_close(erlang_b(100000, 100000), sqrt(2 / (3.14159265358979 * 1e5)), 0.004);
    check_close(erlang_b(1000000, 1000000), sqrt(2 / (3.14159265358979 * 1e6)), 0.0013);
}

static void erlang_c_of_one_and_two_servers(void **state) {
    (void)state;
    check_close(erlang_c(1, 0.731), 0.731, 1e-14);
    check_close(erlang_c(2, 1.3), 1.3 * 1.3 / (2 + 1.3), 1e-14); /* a^2 / (2 + a) */
}

static void erlang_c_follows_from_erlang_b(void **state) {
    (void)state;
    for (size_t n = 3; n < 3000; n = 3 * n + 1) {
        double a = 0.93 * (double)n, b = erlang_b(n, a);
        check_close(erlang_c(n, a), (double)n * b / ((double)n - a * (1 - b)), 1e-11);
    }
    check_near(erlang_c(14, 10), 0.17413193359504964, 1e-9); /* case EC-V1 */
}

static void more_servers_and_less_load_lose_less(void **state) {
    (void)state;
    for (size_t n = 1; n < 200; n++) {
        assert_true(erlang_b(n + 1, 71.3) < erlang_b(n, 71.3));
        assert_true(erlang_b(50, (double)n) < erlang_b(50, (double)n + 1));
    }
}

static void a_full_chain_is_the_product_of_its_ratios(void **state) {
    (void)state;
    double product = 0;
    for (int i = 1; i <= 70; i++)
        product += log(2.385 / (1.7 + i * 0.013));
    check_close(chain_full_log(70, 2.385, 1.7, 0.013), product, 1e-12);
    check_close(chain_full_log(70, 2.385, 1.7, 0), 70 * log(2.385 / 1.7), 1e-14);
    check_near(chain_full_log(0, 2.385, 1.7, 0.013), 0, 0);
}

/* Both rescaling branches: products of 1e700 and below 1e-700. */
static void a_full_chain_neither_overflows_nor_underflows(void **state) {
    (void)state;
    check_close(chain_full_log(2000, 7, 3, 1e-12), 2000 * log(7. / 3), 1e-9);
    check_close(chain_full_log(600, 1, 1.9, 1e-12), 600 * log(1 / 1.9), 1e-9);
    assert_true(chain_full_log(100000, 3, 7, 1e-12) < -690);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(erlang_b_equals_the_direct_sum),
        cmocka_unit_test(erlang_b_equals_the_incomplete_gamma_form),
        cmocka_unit_test(blocking_of_case_eb_v1),
        cmocka_unit_test(blocking_agrees_with_the_printed_table),
        cmocka_unit_test(no_servers_lose_and_no_load_loses_nothing),
        cmocka_unit_test(a_hundred_thousand_servers_obey_the_recursion),
        cmocka_unit_test(critical_blocking_has_its_known_order),
        cmocka_unit_test(erlang_c_of_one_and_two_servers),
        cmocka_unit_test(erlang_c_follows_from_erlang_b),
        cmocka_unit_test(more_servers_and_less_load_lose_less),
        cmocka_unit_test(a_full_chain_is_the_product_of_its_ratios),
        cmocka_unit_test(a_full_chain_neither_overflows_nor_underflows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
