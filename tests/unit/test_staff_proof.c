/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planner/staff_proof.h"

#include "support/check.h"

/* Tables of Student's t: one-sided 0.1 % with 6 and 49 degrees; the normal's is 3.090. */
static void few_replications_ask_more(void **state) {
    (void)state;
    check_near(proof_quantile(0.001, 7), 5.2076, 1e-3);
    check_near(proof_quantile(0.001, 50), 3.2651, 1e-3);
    check_near(proof_quantile(0.001, 1e7), 3.0902, 1e-3);
    /* Far in the tail, as where a hundred neighbours are judged four times. */
    check_near(proof_quantile(1e-6, 1e7), 4.7534, 1e-3);
}

static void no_look_is_tiny(void **state) {
    (void)state;
    assert_int_equal(proof_look(112, 5, 0), 50);
    assert_int_equal(proof_look(112, 5, 3), 56);
    assert_int_equal(proof_look(112, 5, 4), 112);
    assert_int_equal(proof_look(20000, 5, 0), 1250);
    assert_int_equal(proof_look(30, 5, 0), 30);
}

/* 0.95^134 = 0.00104, 0.95^135 = 0.00098. */
static void days_without_a_miss(void **state) {
    (void)state;
    assert_false(proof_without_miss(0.95, 7, 0.001));
    assert_false(proof_without_miss(0.95, 134, 0.001));
    assert_true(proof_without_miss(0.95, 135, 0.001));
    assert_false(proof_without_miss(0.999, 6000, 0.001));
    assert_true(proof_without_miss(0.999, 6905, 0.001));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_replications_ask_more),
        cmocka_unit_test(no_look_is_tiny),
        cmocka_unit_test(days_without_a_miss),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
