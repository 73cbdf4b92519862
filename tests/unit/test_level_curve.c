/* SPDX-License-Identifier: GPL-3.0-or-later
 * The number in system over a run, step by step. */
#include "observe/level_curve.h"

#include "support/check.h"

/* A run of 2,000 s, so steps of 2 s: one customer from 3 to 7.5, a second from 5 to 6. */
static void each_step_holds_its_own_time_average(void **state) {
    (void)state;
    struct level_curve k;
    struct customer c = {.tries = 1};
    level_curve_init(&k, 2000);
    struct observer o = level_curve_observer(&k);
    o.contact_began(&k, 3, &c);
    o.contact_began(&k, 5, &c);
    o.contact_ended(&k, 6, &c, CONTACT_SERVED, CUSTOMER_HELPED);
    o.contact_ended(&k, 7.5, &c, CONTACT_SERVED, CUSTOMER_HELPED);
    o.contact_began(&k, 1999, &c);
    o.finished(&k, 2000);
    const double want[] = {0, 0.5, 1.5, 0.75, 0};
    for (int i = 0; i < 5; i++) {
        check_near(k.mean[i], want[i], 1e-12);
    }
    check_near(k.mean[LEVEL_CURVE_STEPS - 1], 0.5, 1e-12);
}

/* Steps that are no sum of powers of two: the whole integral stays exact. */
static void odd_steps_lose_nothing(void **state) {
    (void)state;
    struct level_curve k;
    struct customer c = {.tries = 1};
    level_curve_init(&k, 333.3);
    struct observer o = level_curve_observer(&k);
    o.contact_began(&k, 0.1, &c);
    o.contact_ended(&k, 333.2, &c, CONTACT_SERVED, CUSTOMER_HELPED);
    o.finished(&k, 333.3);
    double sum = 0;
    for (int i = 0; i < LEVEL_CURVE_STEPS; i++) {
        sum += k.mean[i] * k.step;
        assert_true(k.mean[i] <= 1 + 1e-9);
    }
    check_close(sum, 333.1, 1e-12);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_step_holds_its_own_time_average),
        cmocka_unit_test(odd_steps_lose_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
