/* SPDX-License-Identifier: GPL-3.0-or-later
 * Warm-up and batch means on series whose answer is known. */
#include "stats/steady.h"

#include <math.h>

#include "random/stream.h"
#include "stats/interval.h"
#include "support/check.h"

/* 200 values of a transient at 10, then 800 about 3: the cut is at the step, or just behind. */
static void mser_cuts_a_step(void **state) {
    (void)state;
    double x[1000];
    struct stream s = stream_at(3, 1, 0);
    for (int i = 0; i < 1000; i++) {
        x[i] = (i < 200 ? 10 : 3) + stream_uniform(&s);
    }
    bool settled;
    size_t cut = mser5(x, 1000, &settled);
    assert_true(settled);
    assert_in_range(cut, 200, 240);
    assert_int_equal(cut % 5, 0);
}

static void mser_leaves_a_settled_series_nearly_whole(void **state) {
    (void)state;
    double x[1000];
    struct stream s = stream_at(4, 1, 0);
    for (int i = 0; i < 1000; i++) {
        x[i] = stream_uniform(&s);
    }
    assert_true(mser5(x, 1000, NULL) <= 150);
    assert_int_equal(mser5(x, 9, NULL), 0);
}

static void mser_says_when_a_series_never_settles(void **state) {
    (void)state;
    double x[1000];
    for (int i = 0; i < 1000; i++) {
        x[i] = i;
    }
    bool settled;
    assert_int_equal(mser5(x, 1000, &settled), 500);
    assert_false(settled);
}

static void batch_means_average_in_order(void **state) {
    (void)state;
    const double x[] = {1, 3, 5, 9, 2, 4, 100};
    struct moments m = batch_means(x, 7, 3);
    check_close(m.n, 3, 0);
    check_close(m.x, 4, 1e-15);
    check_close(m.xx, 4 + 9 + 1, 1e-15);
    check_close(batch_means(x, 2, 3).n + 1, 1, 0);
}

/* AR(1) with coefficient 0.8: 20 batches of 500 of a run of 10,000 cover its mean 0 about 95 %
 * of the time; 600 runs, binomial sd 0.9 points. */
static void batch_means_cover_a_correlated_mean(void **state) {
    (void)state;
    enum { RUNS = 600, N = 10000 };
    static double x[N];
    int covered = 0;
    for (int run = 0; run < RUNS; run++) {
        struct stream s = stream_at(11, (uint64_t)run, 0);
        double now = 0;
        for (int i = 0; i < N; i++) {
            now = 0.8 * now + stream_uniform(&s) - 0.5;
            x[i] = now;
        }
        struct moments m = batch_means(x, N, 20);
        struct interval c = mean_interval(&m, 0.95);
        covered += c.low <= 0 && 0 <= c.high;
    }
    check_near(covered / (double)RUNS, 0.95, 0.04);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mser_cuts_a_step),
        cmocka_unit_test(mser_leaves_a_settled_series_nearly_whole),
        cmocka_unit_test(mser_says_when_a_series_never_settles),
        cmocka_unit_test(batch_means_average_in_order),
        cmocka_unit_test(batch_means_cover_a_correlated_mean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
