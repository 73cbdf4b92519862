/* SPDX-License-Identifier: GPL-3.0-or-later
 * Intervals against published examples, identities and their own coverage. */
#include "stats/interval.h"

#include <math.h>

#include "random/stream.h"
#include "support/check.h"

/* Law (2015), example 4.26: 1.20 1.50 1.68 1.89 0.95 1.49 1.58 1.55 0.50 1.09 give the 90 %
 * interval 1.34 +- 0.24. */
static void mean_interval_matches_law(void **state) {
    (void)state;
    const double x[] = {1.20, 1.50, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.50, 1.09};
    struct moments m = {0};
    for (int i = 0; i < 10; i++) {
        moments_add(&m, x[i], 0);
    }
    struct interval i = mean_interval(&m, 0.90);
    check_near(i.value, 1.34, 0.005);
    check_near(interval_half_width(&i), 0.24, 0.005);
}

/* t quantiles as in any table. */
static void student_quantiles_match_tables(void **state) {
    (void)state;
    check_near(student_t(0.95, 19), 2.093, 0.0005);
    check_near(student_t(0.99, 5), 4.032, 0.0005);
    check_near(student_t(0.95, 1e6), 1.96, 0.0005);
}

/* Newcombe (1998), Statistics in Medicine 17, 857-872, table I: 81/263 and 0/20, 1/29. */
static void wilson_matches_newcombe(void **state) {
    (void)state;
    struct interval i = wilson_interval(81, 263, 0.95);
    check_near(i.low, 0.2553, 0.00005);
    check_near(i.high, 0.3662, 0.00005);
    i = wilson_interval(0, 20, 0.95);
    check_near(i.low, 0, 1e-15);
    check_near(i.high, 0.1611, 0.00005);
    i = wilson_interval(1, 29, 0.95);
    check_near(i.low, 0.0061, 0.00005);
    check_near(i.high, 0.1718, 0.00005);
}

/* Clusters of one are trials: the variance of the ratio is then p(1-p)/(n-1), as if one fewer. What
 * always happens is as sure as so many trials make it; three days that always go together count
 * as one. */
static void clusters_count_as_independent_trials_would(void **state) {
    (void)state;
    struct moments ones = {0}, all = {0}, alike = {0};
    for (int i = 0; i < 200; i++) {
        moments_add(&ones, i % 4 == 0, 1);
        moments_add(&all, 5, 5);
        moments_add(&alike, i % 4 == 0 ? 3 : 0, 3);
    }
    struct interval one = wilson_interval(0.25 * 199, 199, 0.95);
    struct interval i = clustered_share_interval(&ones, 0.95);
    check_close(i.low, one.low, 1e-12);
    check_close(i.high, one.high, 1e-12);
    i = clustered_share_interval(&alike, 0.95);
    check_close(i.low, one.low, 1e-12);
    check_close(i.high, one.high, 1e-12);
    i = clustered_share_interval(&all, 0.95);
    check_close(i.low, wilson_interval(1000, 1000, 0.95).low, 1e-12);
    check_close(i.high, 1, 1e-15);
}

static void a_ratio_over_ones_is_a_mean(void **state) {
    (void)state;
    struct moments m = {0};
    const double x[] = {3.7, 1.2, 8.8, 2.4};
    for (int i = 0; i < 4; i++) {
        moments_add(&m, x[i], 1);
    }
    struct interval mean = mean_interval(&m, 0.95), ratio = ratio_interval(&m, 0.95);
    check_close(ratio.low, mean.low, 1e-14);
    check_close(ratio.high, mean.high, 1e-14);
}

/* x = 3 y exactly: the ratio is 3 and there is nothing to be unsure of. */
static void proportional_pairs_have_no_width(void **state) {
    (void)state;
    struct moments m = {0};
    for (int i = 1; i < 9; i++) {
        moments_add(&m, 3.0 * i * i, 1.0 * i * i);
    }
    struct interval r = ratio_interval(&m, 0.95);
    check_close(r.value, 3, 1e-14);
    check_near(interval_half_width(&r), 0, 1e-7);
}

static void what_cannot_be_known_is_nan(void **state) {
    (void)state;
    struct moments none = {0}, one = {0};
    moments_add(&one, 2, 4);
    assert_true(isnan(ratio_interval(&none, 0.95).value));
    check_close(ratio_interval(&one, 0.95).value, 0.5, 1e-15);
    assert_true(isnan(ratio_interval(&one, 0.95).low));
    assert_true(isnan(wilson_interval(0, 0, 0.95).value));
    assert_true(isnan(mean_interval(&none, 0.95).value));
    struct moments zero = {0};
    moments_add(&zero, 0, 0);
    assert_true(isnan(ratio_interval(&zero, 0.95).value));
}

static void group_interval_is_the_spread_of_groups(void **state) {
    (void)state;
    const double groups[] = {1.1, NAN, 2.3, 0.7, 1.9};
    struct moments m = {0};
    for (int i = 0; i < 5; i++) {
        if (isfinite(groups[i])) {
            moments_add(&m, groups[i], 0);
        }
    }
    struct interval want = mean_interval(&m, 0.9), got = group_interval(1.5, groups, 5, 0.9);
    check_close(interval_half_width(&got), interval_half_width(&want), 1e-14);
    check_close(got.low + got.high, 3.0, 1e-14);
}

/* Law (2015), example 10.2 (inventory systems, 5 runs each): paired differences. */
static void pairing_uses_the_difference_of_each_run(void **state) {
    (void)state;
    const double a[] = {126.97, 124.31, 126.68, 122.66, 127.23}, one[] = {1, 1, 1, 1, 1};
    const double b[] = {118.21, 120.22, 122.45, 122.68, 119.40};
    struct interval d = paired_ratio_difference(a, one, b, one, 5, 0.90);
    check_near(d.value, 4.98, 0.005);
    check_near(d.low, 1.65, 0.005);
    check_near(d.high, 8.31, 0.005);
}

/* Law (2015), example 10.3: the same by Welch: [2.67, 7.29]. */
static void welch_allows_unequal_variances(void **state) {
    (void)state;
    const double a[] = {126.97, 124.31, 126.68, 122.66, 127.23};
    const double b[] = {118.21, 120.22, 122.45, 122.68, 119.40};
    struct moments ma = {0}, mb = {0};
    for (int i = 0; i < 5; i++) {
        moments_add(&ma, a[i], 1);
        moments_add(&mb, b[i], 1);
    }
    struct interval d = unpaired_ratio_difference(&ma, &mb, 0.90);
    check_near(d.low, 2.67, 0.01);
    check_near(d.high, 7.29, 0.01);
}

static double exponential(struct stream *s) {
    return -log(stream_uniform(s));
}

/* 4,000 experiments of 200 pairs, y exponential and x = 2 y + noise: the 95 % interval must hold
 * the true ratio 2 in 93.5 to 96.5 % of them. Binomial sd 0.35 points: 4 of them either way. */
static void ratio_intervals_cover(void **state) {
    (void)state;
    int covered = 0, paired = 0;
    enum { TRIALS = 4000, N = 200 };
    for (int trial = 0; trial < TRIALS; trial++) {
        struct stream s = stream_at(7, (uint64_t)trial, 0);
        struct moments m = {0};
        double xa[N], ya[N], xb[N], yb[N];
        for (int i = 0; i < N; i++) {
            ya[i] = 5 + exponential(&s);
            xa[i] = 2 * ya[i] + exponential(&s) - 1;
            yb[i] = ya[i];
            xb[i] = xa[i] - 0.3 * ya[i] + 0.1 * (exponential(&s) - 1);
            moments_add(&m, xa[i], ya[i]);
        }
        struct interval r = ratio_interval(&m, 0.95);
        covered += r.low <= 2 && 2 <= r.high;
        struct interval d = paired_ratio_difference(xa, ya, xb, yb, N, 0.95);
        paired += d.low <= 0.3 && 0.3 <= d.high;
    }
    check_near(covered / (double)TRIALS, 0.95, 0.015);
    check_near(paired / (double)TRIALS, 0.95, 0.015);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mean_interval_matches_law),
        cmocka_unit_test(student_quantiles_match_tables),
        cmocka_unit_test(wilson_matches_newcombe),
        cmocka_unit_test(clusters_count_as_independent_trials_would),
        cmocka_unit_test(a_ratio_over_ones_is_a_mean),
        cmocka_unit_test(proportional_pairs_have_no_width),
        cmocka_unit_test(what_cannot_be_known_is_nan),
        cmocka_unit_test(group_interval_is_the_spread_of_groups),
        cmocka_unit_test(pairing_uses_the_difference_of_each_run),
        cmocka_unit_test(welch_allows_unequal_variances),
        cmocka_unit_test(ratio_intervals_cover),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
