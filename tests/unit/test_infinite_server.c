/* SPDX-License-Identifier: GPL-3.0-or-later
 * The infinite-server queue of a day against the acceptance case, quadrature and closed forms. */
#include "theory/infinite_server.h"

#include <gsl/gsl_errno.h>

#include "random/distribution_kinds.h"
#include "support/check.h"

static const double ends[] = {1800, 3600, 7200, 10800};
static const double rates[] = {1 / 60., 3 / 60., 2 / 60., 0.5 / 60};
static const struct rate_steps case_ol_v1 = {.begins = 0, .n = 4, .ends = ends, .rate = rates};

static struct distribution lognormal(double mean, double cv) {
    struct distribution d = {
        .kind = &distribution_kind_lognormal, .parameter = {mean, cv, NAN, NAN}, .scale = 1};
    assert_null(d.kind->prepare(&d));
    return d;
}

static void loads_of_case_ol_v1(void **state) {
    (void)state;
    static const struct {
        double minute, exponential, lognormal, constant;
    } rows[] = {
        {20, 7.343320011008809, 7.173440716030185, 8},
        {35, 15.335112005756685, 15.706567656175851, 18},
        {60, 23.61929139134267, 23.15713881938631, 24},
        {65, 20.07831279443252, 19.397453495107168, 19},
        {150, 4.282312056663148, 4.579788405808603, 4},
        {185, 2.1445994984019903, 2.0893764118131086, 1.5},
    };
    struct distribution e = distribution_exponential(480), c = distribution_constant(480);
    struct distribution l = lognormal(480, sqrt(1.2));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double t = 60 * rows[i].minute;
        check_near(infinite_server_busy(&case_ol_v1, &e, t), rows[i].exponential, 1e-5);
        check_near(infinite_server_busy(&case_ol_v1, &l, t), rows[i].lognormal, 1e-5);
        check_near(infinite_server_busy(&case_ol_v1, &c, t), rows[i].constant, 1e-5);
    }
    check_near(infinite_server_busy(&case_ol_v1, &e, -5), 0, 0);
}

/* For exponential services m' = rate - m / mean: over a step the mean follows from the ends. */
static void means_over_a_range_obey_the_flow_balance(void **state) {
    (void)state;
    struct distribution e = distribution_exponential(480);
    double change =
        infinite_server_busy(&case_ol_v1, &e, 7200) - infinite_server_busy(&case_ol_v1, &e, 1800);
    double arrived = rates[1] * 1800 + rates[2] * 3600;
    check_close(infinite_server_busy_mean(&case_ol_v1, &e, 1800, 7200),
                480 * (arrived - change) / 5400, 1e-9);
    double left = infinite_server_busy(&case_ol_v1, &e, 9000);
    double came = 1800 * (rates[0] + rates[1]) + 3600 * rates[2] + 1800 * rates[3];
    check_close(infinite_server_busy_mean(&case_ol_v1, &e, -600, 9000), 480 * (came - left) / 9600,
                1e-8);
}

/* Constant services: the load is that of the last 8 minutes, a piecewise linear function. */
static void means_and_peaks_with_a_kinked_load(void **state) {
    (void)state;
    struct distribution c = distribution_constant(480);
    check_close(infinite_server_busy_mean(&case_ol_v1, &c, 1800, 3600),
                (480 * 16 + 1320 * 24) / 1800., 1e-6);
    check_close(infinite_server_busy_most(&case_ol_v1, &c, 1800, 3600), 24, 1e-9);
    check_close(infinite_server_busy_most(&case_ol_v1, &c, 3700, 5000), 24 - 100 / 60., 1e-9);
}

/* A pulse's load grows to its end and then falls, wherever the grid lies. */
static void the_most_stands_where_the_rate_falls(void **state) {
    (void)state;
    struct distribution e = distribution_exponential(480);
    double most = infinite_server_busy_most(&case_ol_v1, &e, 2000, 6999);
    check_close(most, infinite_server_busy(&case_ol_v1, &e, 3600), 1e-12);
}

/* Mass balance: who came and is not there any more has left. */
static void departures_carry_everybody_on(void **state) {
    (void)state;
    struct arena a = {0};
    struct distribution l = lognormal(480, sqrt(1.2));
    struct rate_steps out = infinite_server_departures(&case_ol_v1, &l, 0.7, 60, &a);
    double sum = 0, at = 0;
    for (size_t i = 0; i < out.n; i++) {
        sum += out.rate[i] * (out.ends[i] - at);
        at = out.ends[i];
        if (i + 1 == 100) {
            double came = 1800 * (rates[0] + rates[1]) + 2400 * rates[2];
            check_close(sum, 0.7 * (came - infinite_server_busy(&case_ol_v1, &l, at)), 1e-9);
        }
    }
    double all = 1800 * (rates[0] + rates[1]) + 3600 * (rates[2] + rates[3]);
    check_close(sum, 0.7 * all, 1e-4);
    arena_fini(&a);
}

/* Two exponential stations in a row with one mean have an Erlang of two phases between them. */
static void a_second_station_sees_the_sum_of_services(void **state) {
    (void)state;
    struct arena a = {0};
    struct distribution e = distribution_exponential(480);
    struct distribution both = {
        .kind = &distribution_kind_erlang, .parameter = {960, 2, NAN, NAN}, .scale = 1};
    assert_null(both.kind->prepare(&both));
    struct rate_steps second = infinite_server_departures(&case_ol_v1, &e, 1, 10, &a);
    for (double t = 900; t < 12000; t += 700)
        check_close(infinite_server_busy(&second, &e, t),
                    infinite_server_busy(&case_ol_v1, &both, t) -
                        infinite_server_busy(&case_ol_v1, &e, t),
                    2e-4);
    arena_fini(&a);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loads_of_case_ol_v1),
        cmocka_unit_test(means_over_a_range_obey_the_flow_balance),
        cmocka_unit_test(means_and_peaks_with_a_kinked_load),
        cmocka_unit_test(the_most_stands_where_the_rate_falls),
        cmocka_unit_test(departures_carry_everybody_on),
        cmocka_unit_test(a_second_station_sees_the_sum_of_services),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
