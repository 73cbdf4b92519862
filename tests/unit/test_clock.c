/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/check.h"

#include "engine/clock.h"

static void a_deadline_at_rate_one_is_plain_time(void **state) {
    (void)state;
    struct clock c = {0};
    clock_reset(&c, 12.5);
    assert_true(clock_first(&c) >= HUGE_VAL);
    clock_add(&c, 12.5, 7.25, 1, 3, 0);
    check_close(clock_first(&c), 19.75, 1e-15);
    clock_fini(&c);
}

/* 10 virtual seconds: 4 s at rate 1, then rate 1.5: 6 / 1.5 = 4 s, so due at 8. */
static void a_change_of_rate_moves_every_deadline(void **state) {
    (void)state;
    struct clock c = {0};
    clock_reset(&c, 0);
    clock_add(&c, 0, 10, 1, 1, 0);
    clock_add(&c, 0, 16, 2, 2, 0);
    clock_set_rate(&c, 4, 1.5);
    check_close(clock_first(&c), 8, 1e-15);
    assert_int_equal(clock_pop(&c, 8).subject, 1);
    clock_set_rate(&c, 8, 0.5);
    check_close(clock_first(&c), 20, 1e-15);
    assert_int_equal(clock_pop(&c, 20).subject, 2);
    assert_true(clock_first(&c) >= HUGE_VAL);
    clock_fini(&c);
}

static void what_is_added_later_runs_from_then(void **state) {
    (void)state;
    struct clock c = {0};
    clock_reset(&c, 0);
    clock_set_rate(&c, 0, 2);
    clock_add(&c, 3, 8, 1, 1, 0);
    check_close(clock_first(&c), 7, 1e-15);
    clock_add(&c, 5, 1, 2, 2, 0);
    check_close(clock_first(&c), 5.5, 1e-15);
    clock_fini(&c);
}

static void a_deadline_is_never_before_now(void **state) {
    (void)state;
    struct clock c = {0};
    clock_reset(&c, 0);
    clock_set_rate(&c, 0, 1.1);
    clock_add(&c, 0, 0.3, 1, 1, 0);
    double due = clock_first(&c);
    clock_set_rate(&c, due, 1.3);
    assert_true(clock_first(&c) >= due);
    clock_fini(&c);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_deadline_at_rate_one_is_plain_time),
        cmocka_unit_test(a_change_of_rate_moves_every_deadline),
        cmocka_unit_test(what_is_added_later_runs_from_then),
        cmocka_unit_test(a_deadline_is_never_before_now),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
