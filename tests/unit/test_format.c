/* SPDX-License-Identifier: GPL-3.0-or-later
 * Numbers are shown to the digits that mean something. */
#include "report/format.h"

#include "support/check.h"

static struct arena arena;

static struct estimate around(double value, double half) {
    return (struct estimate){value, value - half, value + half};
}

static void shows(const char *got, const char *want) {
    assert_string_equal(got, want);
    arena_reset(&arena);
}

static void shares_are_percent_to_the_digit_of_the_half_width(void **state) {
    (void)state;
    shows(format_estimate(&arena, around(0.83124, 0.0061), "share"), "83.1 % (82.5-83.7)");
    shows(format_estimate(&arena, around(0.000417, 0.00003), "share"), "0.042 % (0.039-0.045)");
    shows(format_estimate(&arena, around(0.5, NAN), "share"), "50.0 %");
    /* Neither end of a share goes past what a share can be. */
    shows(format_around(&arena, (struct estimate){1, 0.839, 1}, "share"), "100.0 % (83.9-100.0)");
    shows(format_around(&arena, (struct estimate){0, 0, 0.161}, "share"), "0.0 % (0.0-16.1)");
    shows(format_around(&arena, around(0.5, 0.1), "share"), "50.0 ±10.0 %");
}

static void waits_are_minutes_and_seconds_from_ten_seconds_up(void **state) {
    (void)state;
    shows(format_estimate(&arena, around(134.2, 4.7), "s"), "2:14 (2:10-2:19)");
    shows(format_estimate(&arena, around(3.27, 0.4), "s"), "3.3 s (2.9-3.7)");
    shows(format_estimate(&arena, around(10.4, 2.1), "s"), "0:10 (0:08-0:13)");
    shows(format_estimate(&arena, around(9.04, 2.16), "s"), "9.0 s (6.9-11.2)");
    shows(format_wait(&arena, 3723), "1:02:03");
    shows(format_wait(&arena, 59.7), "1:00");
}

static void from_a_day_up_days_and_hours_are_said(void **state) {
    (void)state;
    shows(format_wait(&arena, 86399), "23:59:59");
    shows(format_wait(&arena, 86400), "1 d");
    shows(format_wait(&arena, 52 * 3600 + 1900), "2 d 5 h");
    shows(format_wait(&arena, 3 * 86400 - 600), "3 d");
    shows(format_estimate(&arena, around(187200, 14400), "s"), "2 d 4 h (2 d-2 d 8 h)");
    shows(format_estimate(&arena, around(90000, 7200), "s"), "1 d 1 h (23:00:00-1 d 3 h)");
    shows(format_around(&arena, around(187200, 5400), "s"), "2 d 4 h ±1:30:00");
    shows(format_difference(&arena, around(-187200, 86400), "s"),
          "-2 d 4 h (-3 d 4 h to -1 d 4 h)");
}

static void counts_keep_every_digit_before_the_point(void **state) {
    (void)state;
    shows(format_estimate(&arena, around(1834.2, 3.6), "contacts/day"), "1834 (1831-1838)");
    shows(format_estimate(&arena, around(1234567, 890), ""), "1234567 (1233677-1235457)");
    shows(format_estimate(&arena, around(0.8153, 0.021), "customers"), "0.82 (0.79-0.84)");
}

static void what_never_happened_is_a_dash(void **state) {
    (void)state;
    shows(format_estimate(&arena, (struct estimate){NAN, NAN, NAN}, "s"), "-");
    shows(format_share(&arena, NAN), "-");
}

static void what_is_the_same_every_day_has_no_brackets(void **state) {
    (void)state;
    shows(format_estimate(&arena, around(6, 0), "agents"), "6.00");
}

static void differences_carry_their_sign_in_value_and_interval(void **state) {
    (void)state;
    shows(format_difference(&arena, around(0.0123, 0.0041), "share"), "+1.2 pts (+0.8 to +1.6)");
    shows(format_difference(&arena, around(-12.2, 1.8), "s"), "-0:12 (-0:14 to -0:10)");
    shows(format_difference(&arena, around(0.00001, 0.0102), "share"), "0.0 pts (-1.0 to +1.0)");
}

static void whole_shares_lose_their_decimals(void **state) {
    (void)state;
    shows(format_share(&arena, 0.07), "7 %");
    shows(format_share(&arena, 0.8317), "83.2 %");
    shows(format_share(&arena, 0.00042), "0.04 %");
}

static void clocks_begin_again_after_midnight(void **state) {
    (void)state;
    shows(format_clock(&arena, 8.5 * 3600), "08:30");
    shows(format_clock(&arena, 25.25 * 3600), "01:15");
    shows(format_clock_seconds(&arena, 30612.9), "08:30:12");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_are_percent_to_the_digit_of_the_half_width),
        cmocka_unit_test(waits_are_minutes_and_seconds_from_ten_seconds_up),
        cmocka_unit_test(from_a_day_up_days_and_hours_are_said),
        cmocka_unit_test(counts_keep_every_digit_before_the_point),
        cmocka_unit_test(what_never_happened_is_a_dash),
        cmocka_unit_test(what_is_the_same_every_day_has_no_brackets),
        cmocka_unit_test(differences_carry_their_sign_in_value_and_interval),
        cmocka_unit_test(whole_shares_lose_their_decimals),
        cmocka_unit_test(clocks_begin_again_after_midnight),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_fini(&arena);
    return failed;
}
