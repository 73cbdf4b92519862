/* SPDX-License-Identifier: GPL-3.0-or-later
 * Centred moments against two-pass sums. */
#include "stats/moments.h"

#include "support/check.h"

static const double xs[] = {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16, 1e9 + 2.5};
static const double ys[] = {2, -1, 3.5, 8, 0.25};

/* The variance of 4, 7, 13, 16 is 30 whatever is added to them (a textbook example of what the
 * naive formula loses). */
static void a_large_mean_costs_no_digits(void **state) {
    (void)state;
    struct moments m = {0};
    for (int i = 0; i < 4; i++) {
        moments_add(&m, xs[i], 0);
    }
    check_close(moments_variance(&m), 30, 1e-12);
    check_close(m.x, 1e9 + 10, 1e-15);
}

static void products_match_two_passes(void **state) {
    (void)state;
    struct moments m = {0};
    double mx = 0, my = 0, xy = 0;
    for (int i = 0; i < 5; i++) {
        moments_add(&m, xs[i] - 1e9, ys[i]);
        mx += (xs[i] - 1e9) / 5;
        my += ys[i] / 5;
    }
    for (int i = 0; i < 5; i++) {
        xy += (xs[i] - 1e9 - mx) * (ys[i] - my);
    }
    check_close(m.xy, xy, 1e-13);
    assert_true(isnan(moments_variance(&(struct moments){.n = 1})));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_large_mean_costs_no_digits),
        cmocka_unit_test(products_match_two_passes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
