/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/check.h"

#include "random/ziggurat.h"

/* Marsaglia & Tsang (2000), section 2: edges from the tail's beginning r by equal areas. */
static void the_layers_have_equal_area(void **state) {
    (void)state;
    double r = ziggurat_edge[1];
    check_close(r, 7.69711747013104972, 1e-15);
    double area = r * exp(-r) + exp(-r);
    check_close(ziggurat_edge[0] * exp(-r), area, 1e-14);
    for (size_t i = 1; i < ZIGGURAT_LAYERS; i++) {
        double height = exp(-ziggurat_edge[i + 1]) - exp(-ziggurat_edge[i]);
        check_close(ziggurat_edge[i] * height, area, 1e-11);
    }
    check_near(ziggurat_edge[ZIGGURAT_LAYERS], 0, 0);
}

/* 20,000,000 draws: shares beyond the tail's beginning and beyond twice it, which only the slow way
 * makes; within 4.9 standard errors, false alarm 1e-6 each. */
static void the_tail_has_its_share(void **state) {
    (void)state;
    enum { DRAWS = 20000000 };
    double beyond = 0, far = 0, sum = 0, r = 7.69711747013104972;
    struct stream s = stream_at(11, 5, 0);
    for (size_t i = 0; i < DRAWS; i++) {
        double x = ziggurat_exponential(&s);
        beyond += x > r;
        far += x > 2 * r;
        sum += x;
    }
    check_near(beyond / DRAWS, exp(-r), 4.9 * sqrt(exp(-r) / DRAWS));
    assert_true(far <= 20); /* 4.1 expected; P(more than 20) < 1e-8 */
    check_near(sum / DRAWS, 1, 4.9 / sqrt(DRAWS));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_layers_have_equal_area),
        cmocka_unit_test(the_tail_has_its_share),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
