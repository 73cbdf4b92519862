/* SPDX-License-Identifier: GPL-3.0-or-later
 * Time-stable service: on a day of strong peaks, modified offered load keeps the share that waits
 * near its target all day, and stationary formulas period by period do not (Feldman, Mandelbaum,
 * Massey & Whitt 2008 for the idea; the forward equations judge). */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>

#include "support/check.h"
#include "theory/day_staffing.h"

enum { PERIODS = 96, STARTING = 16, PEAKS = 3 };
#define TARGET 0.3

/* Three waves a day from 50 to 150 calls an hour, of an hour each; the system starts empty. */
static struct day_model day_of(struct day_period periods[PERIODS]) {
    for (size_t i = 0; i < PERIODS; i++) {
        double phase = 2 * M_PI * PEAKS * ((double)i + 0.5) / PERIODS;
        periods[i] = (struct day_period){.ends = 900 * ((double)i + 1),
                                         .calls = 100 / 3600. * (1 + 0.5 * sin(phase))};
    }
    return (struct day_model){
        .n = PERIODS, .periods = periods, .handle = 3600, .patience = 3600, .threshold = 60};
}

/* Least and most of the periods' delay probability with the method's agents, the first four hours
 * aside. Returns the agent hours. */
static double range_of(const char *method, double *least, double *most) {
    struct arena a = {0};
    struct day_period periods[PERIODS];
    struct day_model m = day_of(periods);
    struct distribution service = distribution_exponential(3600);
    struct queue_target target = {queue_measure_find("delay_probability"), TARGET};
    struct day_result r;
    size_t agents[PERIODS];
    double hours = 0;
    assert_int_equal(day_required(&m, day_method_find(method), &service, &target, 1, agents),
                     THEORY_CONVERGED);
    for (size_t i = 0; i < PERIODS; i++) {
        periods[i].agents = agents[i];
        hours += (double)agents[i] / 4;
    }
    assert_int_equal(day_evaluate(&m, &a, &r), THEORY_CONVERGED);
    *least = HUGE_VAL;
    *most = 0;
    for (size_t i = STARTING; i < PERIODS; i++) {
        *least = fmin(*least, r.periods[i].delay_probability);
        *most = fmax(*most, r.periods[i].delay_probability);
    }
    arena_fini(&a);
    return hours;
}

static void modified_offered_load_keeps_the_share_that_waits(void **state) {
    (void)state;
    double least, most, sipp_least, sipp_most;
    double hours = range_of("mol", &least, &most);
    double sipp_hours = range_of("sipp", &sipp_least, &sipp_most);
    assert_true(least > TARGET - 0.05 && most < TARGET + 0.05);
    assert_true(sipp_least < 0.01 && sipp_most > 0.9);
    assert_true(hours < sipp_hours);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(modified_offered_load_keeps_the_share_that_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
