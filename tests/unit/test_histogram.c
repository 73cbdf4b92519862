/* SPDX-License-Identifier: GPL-3.0-or-later
 * The log-linear histogram against sorted values and known distributions. */
#include "base/histogram.h"

#include <stdlib.h>

#include "support/check.h"

static void every_value_lies_in_its_bin(void **state) {
    (void)state;
    for (double v = 1.3e-6; v < 6e10; v *= 1.00371) {
        double from, to;
        histogram_edges(histogram_bin(v), &from, &to);
        assert_true(from <= v && v < to);
        assert_true((to - from) / from <= 1.0 / 128 + 1e-12);
    }
    assert_int_equal(histogram_bin(0), 0);
    assert_int_equal(histogram_bin(-1), 0);
    assert_int_equal(histogram_bin(1e-300), 1);
    assert_int_equal(histogram_bin(1e300), HISTOGRAM_BINS - 1);
}

/* Values i/7 for i = 1..n: the p-quantile is about p*n/7, and the histogram may be off by 1 %. */
static void quantiles_are_within_one_percent(void **state) {
    (void)state;
    struct arena a = {0};
    struct histogram h = {0};
    enum { N = 20011 };
    for (int i = 1; i <= N; i++) {
        histogram_add(&h, histogram_bin(i / 7.0), &a);
    }
    for (double p = 0.01; p < 1; p += 0.0137) {
        check_close(histogram_quantile(&h, p), p * N / 7, 0.01);
    }
    check_close(histogram_above(&h, 1000), N - 7000, 0.005);
    assert_int_equal(histogram_total(&h), N);
    arena_fini(&a);
}

/* 128 to 129 is one bin: inside it values are taken as evenly spread. */
static void a_quantile_is_read_inside_its_bin(void **state) {
    (void)state;
    struct arena a = {0};
    struct histogram h = {0};
    for (int i = 0; i < 1000; i++) {
        histogram_add(&h, histogram_bin(128 + (i + 0.5) / 1000), &a);
    }
    check_near(histogram_quantile(&h, 0.25), 128.25, 1e-9);
    check_near(histogram_quantile(&h, 0.8), 128.8, 1e-9);
    check_near(histogram_above(&h, 128.7), 300, 1e-9);
    arena_fini(&a);
}

static void zeros_are_exact(void **state) {
    (void)state;
    struct arena a = {0};
    struct histogram h = {0};
    assert_true(isnan(histogram_quantile(&h, 0.5)));
    for (int i = 0; i < 73; i++) {
        histogram_add(&h, histogram_bin(0), &a);
    }
    for (int i = 0; i < 27; i++) {
        histogram_add(&h, histogram_bin(17.3), &a);
    }
    assert_true(histogram_quantile(&h, 0.73) <= 0);
    check_close(histogram_quantile(&h, 0.74), 17.3, 0.01);
    check_close(histogram_above(&h, 0), 27, 1e-15);
    check_close(histogram_above(&h, 16), 27, 1e-15);
    check_near(histogram_above(&h, 18), 0, 0);
    check_close(histogram_above(&h, -1), 100, 0);
    arena_fini(&a);
}

static void merging_is_adding_and_reset_keeps_pages(void **state) {
    (void)state;
    struct arena a = {0};
    struct histogram all = {0}, part[2] = {{0}, {0}};
    srand(5);
    for (int i = 0; i < 5000; i++) {
        double v = (rand() % 1000) * 0.37;
        histogram_add(&all, histogram_bin(v), &a);
        histogram_add(&part[i % 2], histogram_bin(v), &a);
    }
    histogram_merge(&part[0], &part[1], &a);
    for (uint32_t b = 0; b < HISTOGRAM_BINS; b++) {
        assert_int_equal(histogram_count(&part[0], b), histogram_count(&all, b));
    }
    const struct histogram_page *kept = all.page[HISTOGRAM_PAGES / 2];
    histogram_reset(&all);
    assert_int_equal(histogram_total(&all), 0);
    assert_ptr_equal(all.page[HISTOGRAM_PAGES / 2], kept);
    histogram_add(&all, histogram_bin(3.3), &a);
    assert_int_equal(histogram_total(&all), 1);
    arena_fini(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_value_lies_in_its_bin),
        cmocka_unit_test(quantiles_are_within_one_percent),
        cmocka_unit_test(a_quantile_is_read_inside_its_bin),
        cmocka_unit_test(zeros_are_exact),
        cmocka_unit_test(merging_is_adding_and_reset_keeps_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
