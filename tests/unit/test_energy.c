/* SPDX-License-Identifier: GPL-3.0-or-later
 * How people tire (M1): its closed forms against quadrature and against each other, and V5 of
 * people.md. */
#include <gsl/gsl_integration.h>
#include <math.h>

#include "people/energy.h"
#include "people/pace.h"
#include "support/check.h"

/* Defaults of people.md section 1. */
static const struct energy usual = {.on = true,
                                    .tires_in = 6300,
                                    .rests_in = 360,
                                    .idle_rest = 0.05,
                                    .break_room = 1,
                                    .hurry = 3,
                                    .heat = 0.05,
                                    .slowing = 0.5,
                                    .reference = 0.34,
                                    .night = 0.1};

struct spell_of {
    double fatigue, rate;
    double (*after)(double, double, double);
};

static double fatigue_at(double t, void *context) {
    const struct spell_of *s = context;
    return s->after(s->fatigue, s->rate, t);
}

static double quadrature(struct spell_of s, double seconds) {
    double result, error;
    size_t n;
    gsl_function f = {fatigue_at, &s};
    gsl_integration_qng(&f, 0, seconds, 1e-12, 1e-12, &result, &error, &n);
    return result;
}

static void integrals_are_those_of_the_curves(void **state) {
    (void)state;
    struct spell_of work = {0.2, 1 / 6300.0, energy_after_work};
    struct spell_of rest = {0.8, 1 / 360.0, energy_after_rest};
    check_close(energy_work_integral(0.2, work.rate, 2000), quadrature(work, 2000), 1e-9);
    check_close(energy_rest_integral(0.8, rest.rate, 700), quadrature(rest, 700), 1e-9);
    check_close(energy_rest_integral(0.8, 0, 700), 560, 1e-12);
}

static void a_spell_may_be_cut_anywhere(void **state) {
    (void)state;
    double rate = energy_work_rate(&usual, 1.1, 30);
    double cut = energy_after_work(energy_after_work(0.3, rate, 100), rate, 250);
    check_close(cut, energy_after_work(0.3, rate, 350), 1e-12);
    check_close(energy_after_rest(energy_after_rest(0.3, 0.01, 10), 0.01, 20),
                energy_after_rest(0.3, 0.01, 30), 1e-12);
}

/* dF/dt = lambda p^gamma (1 + eta (T - 26)) (1 - F), by a small step. */
static void tiring_follows_its_equation(void **state) {
    (void)state;
    double f = 0.4, dt = 1e-3, rate = energy_work_rate(&usual, 1.2, 30);
    double slope = (energy_after_work(f, rate, dt) - f) / dt;
    check_close(slope, 1.2 * 1.2 * 1.2 * (1 + 0.05 * 4) * (1 - f) / 6300, 1e-6);
    check_close(energy_work_rate(&usual, 1, NAN), 1 / 6300.0, 1e-12);
    check_close(energy_work_rate(&usual, 1, 20), 1 / 6300.0, 1e-12);
    check_close(energy_break_rate(&usual), 1 / 360.0, 1e-12);
    check_close(energy_idle_rate(&usual), 0.05 / 360, 1e-12);
}

/* C(t) = 2.5 cos(2 pi (t - 16.8 h) / 24 h): the best hour tires as without, twelve hours later work
 * tires by 0.06 x 5 more, six hours away by half of that. */
static void work_at_night_tires_more(void **state) {
    (void)state;
    struct energy awake = usual;
    awake.circadian = 0.06;
    check_close(energy_clock_factor(&awake, 16.8 * 3600), 1, 1e-12);
    check_close(energy_clock_factor(&awake, 4.8 * 3600), 1.30, 1e-12);
    check_close(energy_clock_factor(&awake, 10.8 * 3600), 1.15, 1e-12);
    check_close(energy_clock_factor(&awake, 22.8 * 3600), 1.15, 1e-12);
    check_close(energy_clock_factor(&usual, 4.8 * 3600), 1, 0);
}

static void service_takes_its_time_at_the_reference(void **state) {
    (void)state;
    check_close(energy_handle_factor(&usual, 0.34), 1, 1e-12);
    check_close(energy_handle_factor(&usual, 1) / energy_handle_factor(&usual, 0), 1.5, 1e-12);
}

static void a_night_of_sixteen_hours_leaves_its_share(void **state) {
    (void)state;
    check_close(energy_after_night(usual.night, 0.5, 16 * 3600), 0.05, 1e-12);
    assert_true(energy_after_night(usual.night, 0.5, 20 * 3600) < 0.05);
    assert_true(energy_after_night(usual.night, 0.5, 12 * 3600) > 0.05);
}

/* V8: 22, 26, 28, 30 and 32 degrees against 25. */
static void heat_slows_as_published(void **state) {
    (void)state;
    static const double at[] = {22, 25, 26, 28, 30, 32},
                        factor[] = {0.983, 1, 1.011, 1.040, 1.077, 1.118};
    for (size_t i = 0; i < 6; i++) {
        assert_true(fabs(pace_heat_factor(PACE_HEAT_META, at[i]) - factor[i]) < 0.0005);
    }
    check_close(pace_heat_factor(PACE_HEAT_FIELD, 26), 1.019, 1e-12);
    check_close(pace_heat_factor(PACE_HEAT_META, 40), pace_heat_factor(PACE_HEAT_META, 32), 1e-12);
    check_close(pace_heat_factor(PACE_HEAT_META, NAN), 1, 1e-12);
    check_close(pace_heat_factor(PACE_HEAT_NONE, 32), 1, 1e-12);
}

static void pressure_grows_with_the_line_and_ends_at_one(void **state) {
    (void)state;
    static const struct pace_parameters p = {.pressure = 0.15, .pressed_at = 3};
    check_close(pace_pressure(&p, 6, 4), 0.5, 1e-12);
    check_close(pace_pressure(&p, 60, 4), 1, 1e-12);
    assert_true(pace_pressure(&p, 0, 0) <= 0);
    check_close(pace_pressure(&p, 1, 0), 1, 1e-12);
    check_close(pace_of(&p, 1, 0.34), 1.099, 1e-12);
    check_close(pace_of(&p, 1, 1), 1, 1e-12);
}

/* Short services from a rested start, 85 % of the time; back to back and pressed from the first
 * hour on. Speed of the last one begun before a time. */
static double speed_at(double minute, bool overload, double share) {
    const struct pace_parameters p = {.pressure = share, .pressed_at = 3};
    double t = 0, fatigue = 0, speed = 0;
    while (t <= minute * 60) {
        bool pressed = overload && t >= 3600;
        double pace = pace_of(&p, pressed ? 1 : 0, fatigue);
        speed = pace / energy_handle_factor(&usual, fatigue);
        double lasts = 12 / speed, idle = pressed ? 0 : lasts * 0.15 / 0.85;
        fatigue = energy_after_work(fatigue, energy_work_rate(&usual, pace, NAN), lasts);
        fatigue = energy_after_rest(fatigue, energy_idle_rate(&usual), idle);
        t += lasts + idle;
    }
    return speed;
}

/* V5: 9 % faster at once, back to the speed of who is not pressed after 70 minutes, 3 % below it
 * after three hours; a = 0.10 and 0.20: 57 and 79 minutes. */
static void overload_speeds_up_and_then_slows(void **state) {
    (void)state;
    static const double share[] = {0.15, 0.10, 0.20}, at_once[] = {0.09, 0.06, 0.12},
                        back[] = {70, 57, 79}, end[] = {-0.03, -0.035, -0.032};
    for (size_t i = 0; i < 3; i++) {
        double gain = speed_at(61, true, share[i]) / speed_at(61, false, share[i]) - 1;
        assert_true(fabs(gain - at_once[i]) < 0.005);
        double minute = 70;
        while (speed_at(minute, true, share[i]) > speed_at(minute, false, share[i])) {
            minute++;
        }
        assert_true(fabs(minute - 60 - back[i]) < 3);
        double last = speed_at(240, true, share[i]) / speed_at(240, false, share[i]) - 1;
        assert_true(fabs(last - end[i]) < 0.005);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(integrals_are_those_of_the_curves),
        cmocka_unit_test(a_spell_may_be_cut_anywhere),
        cmocka_unit_test(tiring_follows_its_equation),
        cmocka_unit_test(service_takes_its_time_at_the_reference),
        cmocka_unit_test(work_at_night_tires_more),
        cmocka_unit_test(a_night_of_sixteen_hours_leaves_its_share),
        cmocka_unit_test(heat_slows_as_published),
        cmocka_unit_test(pressure_grows_with_the_line_and_ends_at_one),
        cmocka_unit_test(overload_speeds_up_and_then_slows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
