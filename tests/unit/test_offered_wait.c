/* SPDX-License-Identifier: GPL-3.0-or-later
 * The law of the offered wait: its integrals against closed forms, and the sums it is made of. */
#include "theory/offered_wait.h"

#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>

#include "support/check.h"

static void exponential_sums_equal_their_terms(void **state) {
    (void)state;
    for (size_t terms = 1; terms < 160; terms += 9)
        for (double x = 0.071; x < 400; x *= 1.7) {
            long double term = 1, sum = 0;
            for (size_t j = 0; j < terms; j++) {
                sum += term;
                term *= (long double)x / (j + 1);
            }
            check_near(exponential_sum_log(terms, x), (double)logl(sum), 1e-12);
        }
}

/* Near and far from terms = x, where the method changes, at a size that overflows: the sum grows by
 * x^j / j! from one number of terms to the next. */
static void exponential_sums_of_many_terms_grow_by_their_last(void **state) {
    (void)state;
    const double xs[] = {50000, 99000, 99999.5, 100000.5, 101000, 150000};
    for (size_t i = 0; i < 6; i++) {
        double x = xs[i], log_last = 99999 * log(x) - lgamma(100000);
        double log_sum = exponential_sum_log(99999, x);
        double grown = log_sum + log1p(exp(log_last - log_sum));
        check_near(exponential_sum_log(100000, x), grown, 1e-8);
    }
    check_near(exponential_sum_log(1000000, 1234), 1234, 1e-9);
}

static struct offered_wait law(double calls, double drain, double leave, size_t places) {
    struct offered_wait w = {.calls = calls, .drain = drain, .leave = leave, .places = places};
    assert_true(offered_wait_tabulate(&w));
    return w;
}

/* One place: f is exactly drain exp(-drain v). */
static void one_place_offers_an_exponential_wait(void **state) {
    (void)state;
    double drain = 0.371, leave = 0.053, t = 4.9;
    struct offered_wait w = law(9.1, drain, leave, 1);
    struct wait_sums all = offered_wait_beyond(&w, 0), late = offered_wait_beyond(&w, t);
    double scale = exp(w.peak);
    check_close(scale * all.all, 1, 1e-13);
    check_close(scale * all.served, drain / (drain + leave), 1e-13);
    check_close(scale * all.left, leave / (drain + leave), 1e-13);
    check_close(scale * all.served_wait, drain / pow(drain + leave, 2), 1e-13);
    check_close(scale * all.left_wait, leave / pow(drain + leave, 2), 1e-12);
    check_close(scale * late.all, exp(-drain * t), 1e-12);
    check_close(scale * late.served, drain / (drain + leave) * exp(-(drain + leave) * t), 1e-12);
}

/* Patience a thousand times the wait: those who leave are so few that differences would cancel. */
static void the_few_who_leave_are_counted_exactly(void **state) {
    (void)state;
    double drain = 1.093, leave = 1.7e-3;
    struct offered_wait w = law(0.4, drain, leave, 1);
    struct wait_sums all = offered_wait_beyond(&w, 0);
    check_close(exp(w.peak) * all.left_wait, leave / pow(drain + leave, 2), 1e-13);
}

/* Without leaving, k places: a mixture of gamma laws with weights (calls / drain)^j. */
static void limited_places_mix_gamma_laws(void **state) {
    (void)state;
    struct offered_wait w = law(1.31, 1.07, 0, 40);
    double all = 0, late = 0, mean = 0;
    for (int j = 0; j < 40; j++) {
        double weight = pow(1.31 / 1.07, j);
        all += weight;
        late += weight * gsl_cdf_gamma_Q(29.3, j + 1, 1 / 1.07);
        mean += weight * (j + 1) / 1.07;
    }
    check_close(exp(w.peak) * offered_wait_beyond(&w, 0).all, all, 1e-12);
    check_close(exp(w.peak) * offered_wait_beyond(&w, 29.3).all, late, 1e-12);
    check_close(exp(w.peak) * offered_wait_beyond(&w, 0).served_wait, mean, 1e-12);
}

/* Impatience a million times faster than service: nearly all happens before the first node of a
 * coarse panel. One customer at a time waits for an instant, the next finds it gone. */
static void very_short_patience_is_not_missed(void **state) {
    (void)state;
    double drain = 0.371, leave = 1e6, calls = 0.29;
    struct offered_wait w = law(calls, drain, leave, PLACES_UNLIMITED);
    struct wait_sums all = offered_wait_beyond(&w, 0);
    check_close(all.served / all.all, drain / leave, 1e-5);
    check_close(all.left_wait / all.left, 1 / leave, 1e-5);
}

/* A peak of width 1e-5 of its place, 2e8 seconds out: v is normal around log(rho) / leave with
 * variance 1 / (drain leave). */
static void a_far_peak_is_found_and_is_normal(void **state) {
    (void)state;
    double drain = 3.71, calls = 4.53, leave = 1e-9, mean = log(calls / drain) / leave;
    struct offered_wait w = law(calls, drain, leave, PLACES_UNLIMITED);
    double all = offered_wait_beyond(&w, 0).all;
    check_close(all, sqrt(2 * 3.14159265358979 / (drain * leave)), 1e-6);
    double sigma = 1 / sqrt(drain * leave);
    check_near(offered_wait_beyond(&w, mean + sigma).all / all, gsl_cdf_ugaussian_Q(1), 1e-4);
    check_near(offered_wait_beyond(&w, mean - sigma).all / all, gsl_cdf_ugaussian_P(1), 1e-4);
}

static void nothing_lies_beyond_the_last_panel(void **state) {
    (void)state;
    struct offered_wait w = law(0.29, 0.371, 0.01, PLACES_UNLIMITED);
    check_near(offered_wait_beyond(&w, 2 * w.panels[w.count - 1].to).all, 0, 0);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exponential_sums_equal_their_terms),
        cmocka_unit_test(exponential_sums_of_many_terms_grow_by_their_last),
        cmocka_unit_test(one_place_offers_an_exponential_wait),
        cmocka_unit_test(the_few_who_leave_are_counted_exactly),
        cmocka_unit_test(limited_places_mix_gamma_laws),
        cmocka_unit_test(very_short_patience_is_not_missed),
        cmocka_unit_test(a_far_peak_is_found_and_is_normal),
        cmocka_unit_test(nothing_lies_beyond_the_last_panel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
