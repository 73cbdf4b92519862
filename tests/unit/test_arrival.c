/* SPDX-License-Identifier: GPL-3.0-or-later
 * Arrivals: the law of their counts, and which arrival stays where when a rate changes. */
#include "random/arrival.h"

#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>

#include "random/draw.h"
#include "random/ziggurat.h"
#include "support/check.h"

enum { SEGMENTS = 5, MANY = 4000 };

/* A day from 8 to 18, in intervals of half an hour; nobody comes from 12 to 13. */
static const struct arrival_window window = {.opens = 28800, .closes = 64800, .interval = 1800};
static const double at[SEGMENTS] = {0, 32400, 43200, 46800, 54000};
static const double rate[SEGMENTS] = {0.0113, 0.0271, 0, 0.0187, 0.0053};

static struct arena arena;

static int arena_give_back(void **state) {
    (void)state;
    arena_fini(&arena);
    return 0;
}

static struct arrival_process day_process(const char *name, double factor) {
    struct arrival_process p = {.name = name_hash(name, "", PERSON_NAME_BITS)};
    double raised[SEGMENTS];
    for (size_t i = 0; i < SEGMENTS; i++)
        raised[i] = rate[i] * factor;
    arrival_poisson(&p, &arena, &window, SEGMENTS, at, raised);
    return p;
}

/* All times of a day into times, HUGE_VAL at the end; how many. */
static size_t day_times(const struct arrival_process *p, uint64_t key, uint64_t day,
                        double times[MANY]) {
    struct arrival_state s = arrival_start(p, key, day);
    size_t n = 0;
    while (isfinite(times[n] = arrival_next(&s)))
        assert_true(++n < MANY);
    assert_true(isinf(arrival_next(&s)));
    return n;
}

/* Arrivals expected from opening to t, by the rates above. */
static double cumulative(double t) {
    double sum = 0;
    for (size_t i = 0; i < SEGMENTS; i++) {
        double from = fmax(at[i], window.opens);
        double to = fmin(t, i + 1 < SEGMENTS ? at[i + 1] : window.closes);
        sum += rate[i] * fmax(0, to - from);
    }
    return sum;
}

static void check_same_times(const struct arrival_process *a, const struct arrival_process *b,
                             uint64_t day) {
    double x[MANY], y[MANY];
    size_t n = day_times(a, 7, day, x);
    assert_int_equal(n, day_times(b, 7, day, y));
    assert_true(n > 100);
    for (size_t i = 0; i < n; i++)
        check_close(x[i], y[i], 1e-12);
}

/* The second method: the n-th arrival is where the cumulative rate reaches the sum of the unit
 * exponentials of the addresses 0 .. n. */
static void arrivals_invert_the_cumulative_rate(void **state) {
    (void)state;
    struct arrival_process p = day_process("loan", 1);
    uint64_t draw = draw_address(name_hash("arrival", "", DRAW_NAME_BITS), 0);
    struct arrival_state s = arrival_start(&p, 7, 3);
    double sum = 0, time;
    for (uint64_t n = 0; isfinite(time = arrival_next(&s)); n++) {
        assert_true(s.person == person_address(p.name, 3, n));
        struct stream numbers = stream_at(7, s.person, draw);
        sum += ziggurat_exponential(&numbers);
        check_close(cumulative(time), sum, 1e-9);
    }
    assert_true(sum > 0.7 * cumulative(window.closes));
}

/* Each segment over 1,000 days: the index of dispersion of a Poisson count is chi-square (two tails
 * of 1e-6), and so the total is normal within 5 standard deviations (6e-7). */
static void counts_in_each_segment_are_poisson(void **state) {
    (void)state;
    enum { DAYS = 1000 };
    struct arrival_process p = day_process("loan", 1);
    double dispersion[SEGMENTS] = {0}, total[SEGMENTS] = {0}, mean[SEGMENTS];
    for (size_t i = 0; i < SEGMENTS; i++)
        mean[i] = cumulative(i + 1 < SEGMENTS ? at[i + 1] : window.closes) - cumulative(at[i]);
    for (uint64_t day = 0; day < DAYS; day++) {
        double times[MANY], count[SEGMENTS] = {0};
        size_t n = day_times(&p, 7, day, times);
        for (size_t i = 0, j = 0; i < n; i++) {
            while (j + 1 < SEGMENTS && times[i] >= at[j + 1])
                j++;
            count[j]++;
        }
        for (size_t j = 0; j < SEGMENTS; j++) {
            total[j] += count[j];
            if (mean[j] > 0)
                dispersion[j] += (count[j] - mean[j]) * (count[j] - mean[j]) / mean[j];
        }
    }
    for (size_t j = 0; j < SEGMENTS; j++) {
        check_near(total[j], DAYS * mean[j], 5 * sqrt(DAYS * mean[j]));
        if (mean[j] > 0) {
            assert_true(dispersion[j] < gsl_cdf_chisq_Qinv(1e-6, DAYS));
            assert_true(dispersion[j] > gsl_cdf_chisq_Pinv(1e-6, DAYS));
        }
    }
}

static void raising_the_rate_brings_every_arrival_forward(void **state) {
    (void)state;
    struct arrival_process p = day_process("loan", 1), more = day_process("loan", 1.23);
    for (uint64_t day = 0; day < 20; day++) {
        double x[MANY], y[MANY];
        size_t n = day_times(&p, 7, day, x);
        assert_true(day_times(&more, 7, day, y) > n);
        for (size_t i = 0; i < n; i++)
            assert_true(y[i] < x[i]);
    }
}

static void a_later_rate_moves_no_earlier_arrival(void **state) {
    (void)state;
    struct arrival_process p = day_process("loan", 1), q = {.name = p.name};
    const double changed[SEGMENTS] = {rate[0], rate[1], 0.0017, rate[3], rate[4]};
    arrival_poisson(&q, &arena, &window, SEGMENTS, at, changed);
    double x[MANY], y[MANY];
    size_t n = day_times(&p, 7, 0, x), before = 0;
    assert_true(day_times(&q, 7, 0, y) >= n);
    for (; before < n && x[before] < at[2]; before++)
        check_near(y[before], x[before], 0);
    assert_true(before > 100);
    assert_true(x[before] >= at[3]);
    assert_true(y[before] < x[before]);
}

static void sources_days_and_replications_differ(void **state) {
    (void)state;
    struct arrival_process loan = day_process("loan", 1), balance = day_process("balance", 1);
    double a[MANY], b[MANY], c[MANY], d[MANY];
    day_times(&loan, 7, 0, a);
    day_times(&balance, 7, 0, b);
    day_times(&loan, 7, 1, c);
    day_times(&loan, 8, 0, d);
    assert_true(fabs(a[0] - b[0]) > 1e-6 && fabs(a[0] - c[0]) > 1e-6 && fabs(a[0] - d[0]) > 1e-6);
}

/* Factors */

/* Mean 1 and the cv that was asked for, both within 4.5 standard errors (7e-6 each); the fourth
 * central moment of a gamma is (3 + 6 cv^2) var^2. */
static void check_spread(bool by_day, double cv) {
    enum { N = 40000 };
    const struct rate_spread spread = {.cv = cv, .name = 91};
    double sum = 0, squares = 0;
    for (uint64_t i = 0; i < N; i++) {
        double f = by_day ? day_factor(&spread, i, 4) : interval_factor(&spread, 3, i / 40, i % 40);
        sum += f;
        squares += (f - 1) * (f - 1);
    }
    double variance = cv * cv;
    check_near(sum / N, 1, 4.5 * cv / sqrt(N));
    check_near(squares / N, variance, 4.5 * variance * sqrt((2 + 6 * variance) / N));
}

static void factors_have_mean_1_and_the_cv_given(void **state) {
    (void)state;
    check_spread(true, 0.12);
    check_spread(true, 1.7);
    check_spread(false, 0.31);
    const struct rate_spread none = {.cv = 0, .name = 91}, hardly = {.cv = 1e-300, .name = 91};
    check_near(day_factor(&none, 3, 4), 1, 0);
    check_near(interval_factor(&hardly, 3, 4, 5), 1, 0);
}

static void who_shares_a_name_shares_the_factor(void **state) {
    (void)state;
    const struct rate_spread a = {.cv = 0.3, .name = 91}, b = {.cv = 0.3, .name = 91};
    const struct rate_spread other = {.cv = 0.3, .name = 92};
    check_near(day_factor(&a, 3, 4), day_factor(&b, 3, 4), 0);
    check_near(interval_factor(&a, 3, 4, 5), interval_factor(&b, 3, 4, 5), 0);
    assert_true(fabs(day_factor(&a, 3, 4) - day_factor(&other, 3, 4)) > 1e-9);
    assert_true(fabs(day_factor(&a, 3, 4) - day_factor(&a, 3, 5)) > 1e-9);
    assert_true(fabs(day_factor(&a, 3, 4) - interval_factor(&a, 3, 4, 0)) > 1e-9);
    assert_true(fabs(interval_factor(&a, 3, 4, 1) - interval_factor(&a, 3, 4, 2)) > 1e-9);
}

static void a_day_factor_multiplies_the_rate(void **state) {
    (void)state;
    const struct rate_spread spread = {.cv = 0.4, .name = 91};
    struct arrival_process p = day_process("loan", 1);
    p.day_spread = spread;
    for (uint64_t day = 0; day < 5; day++) {
        struct arrival_process by_hand = day_process("loan", day_factor(&spread, 7, day));
        check_same_times(&p, &by_hand, day);
    }
}

/* Against a plain process whose rates, half hour by half hour, were multiplied by hand. */
static void interval_factors_multiply_the_rate_beside_that_of_the_day(void **state) {
    (void)state;
    enum { INTERVALS = 20 };
    const struct rate_spread spread = {.cv = 0.4, .name = 91};
    struct arrival_process p = {.name = 17, .interval_spread = spread, .day_spread = spread};
    arrival_poisson(&p, &arena, &window, SEGMENTS, at, rate);
    double starts[INTERVALS], rates[INTERVALS];
    for (size_t i = 0, j = 0; i < INTERVALS; i++) {
        starts[i] = window.opens + (double)i * window.interval;
        while (j + 1 < SEGMENTS && at[j + 1] <= starts[i])
            j++;
        rates[i] = rate[j] * day_factor(&spread, 7, 2) * interval_factor(&spread, 7, 2, i);
    }
    struct arrival_process by_hand = {.name = 17};
    arrival_poisson(&by_hand, &arena, &window, INTERVALS, starts, rates);
    check_same_times(&p, &by_hand, 2);
}

static void steps_within_an_interval_share_its_factor(void **state) {
    (void)state;
    const double uneven[] = {0, 29500, 30123}, rates[] = {0.1, 0.2, 0.3};
    struct arrival_process p = {.name = 17, .interval_spread = {.cv = 0.4, .name = 91}};
    arrival_poisson(&p, &arena, &window, 3, uneven, rates);
    static const double ends[] = {29500, 30123, 30600, 32400};
    static const size_t interval[] = {0, 0, 0, 1};
    assert_int_equal(p.n, 22);
    for (size_t i = 0; i < 4; i++) {
        check_near(p.ends[i], ends[i], 0);
        assert_int_equal(p.interval[i], interval[i]);
    }
    check_near(p.ends[p.n - 1], window.closes, 0);
    assert_int_equal(p.interval[p.n - 1], 19);
}

/* Renewals and given times */

static void constant_gaps_come_like_clockwork_from_opening(void **state) {
    (void)state;
    struct distribution gap = distribution_constant(730);
    struct arrival_process p = {.name = 17};
    arrival_renewal(&p, &arena, &window, &gap);
    double times[MANY];
    for (uint64_t day = 0; day < 2; day++) {
        size_t n = day_times(&p, 7, day, times);
        assert_int_equal(n, 49); /* 36000 / 730 = 49.3 */
        for (size_t i = 0; i < n; i++)
            check_near(times[i], window.opens + 730.0 * (double)(i + 1), 1e-9);
    }
}

static void exponential_renewals_are_poisson(void **state) {
    (void)state;
    struct distribution gap = distribution_exponential(47.3);
    struct arrival_process p = {.name = 17}, q = {.name = 17};
    arrival_renewal(&p, &arena, &window, &gap);
    arrival_poisson(&q, &arena, &window, 1, &window.opens, (double[]){1 / 47.3});
    check_same_times(&p, &q, 3);
}

static void given_times_come_on_their_day_while_open(void **state) {
    (void)state;
    const double times[] = {100, 28800, 28800, 40000.5, 64800, 86400 + 28799, 86400 + 28801.5};
    struct arrival_process p = {.name = 17};
    arrival_listed(&p, &window, sizeof times / sizeof *times, times, false);
    double x[MANY];
    assert_int_equal(day_times(&p, 7, 0, x), 3);
    check_near(x[0], 28800, 0);
    check_near(x[1], 28800, 0);
    check_near(x[2], 40000.5, 0);
    assert_int_equal(day_times(&p, 7, 1, x), 1);
    check_near(x[0], 28801.5, 1e-9);
    assert_int_equal(day_times(&p, 7, 2, x), 0);
    struct arrival_state s = arrival_start(&p, 7, 0);
    arrival_next(&s);
    arrival_next(&s);
    assert_true(s.person == person_address(17, 0, 1));
}

static void a_window_past_midnight_takes_times_of_the_next_date(void **state) {
    (void)state;
    const struct arrival_window night = {.opens = 72000, .closes = 93600, .interval = 1800};
    const double times[] = {71000, 90000, 93600, 86400 + 72000};
    struct arrival_process p = {.name = 17};
    arrival_listed(&p, &night, 4, times, false);
    double x[MANY];
    assert_int_equal(day_times(&p, 7, 0, x), 1);
    check_near(x[0], 90000, 0);
    assert_int_equal(day_times(&p, 7, 1, x), 1);
    check_near(x[0], 72000, 0);
}

static void daily_times_come_every_day(void **state) {
    (void)state;
    const double times[] = {100, 30000, 64799};
    struct arrival_process p = {.name = 17};
    arrival_listed(&p, &window, 3, times, true);
    double x[MANY];
    for (uint64_t day = 0; day < 3; day++) {
        assert_int_equal(day_times(&p, 7, day, x), 2);
        check_near(x[1], 64799, 0);
    }
}

/* Long runs */

/* A million arrivals at one rate: the time of the last is gamma, within 5 standard deviations. */
static void a_steady_rate_runs_for_any_length(void **state) {
    (void)state;
    enum { N = 1000000 };
    const struct arrival_window steady = {.opens = 0, .closes = 1e12};
    struct arrival_process p = {.name = 17};
    arrival_poisson(&p, &arena, &steady, 1, &steady.opens, (double[]){0.37});
    struct arrival_state s = arrival_start(&p, 7, 0);
    double time = 0;
    for (int i = 0; i < N; i++)
        time = arrival_next(&s);
    check_near(time * 0.37, N, 5 * sqrt(N));
    assert_true(s.person == person_address(17, 0, N - 1));
    s.person = person_address(17, 0, ((uint64_t)1 << PERSON_NUMBER_BITS) - 1);
    s.n_gaps = 0;
    arrival_next(&s);
    assert_true(s.person == person_address(17, 1, 0));
}

static void a_rate_of_nothing_brings_nobody(void **state) {
    (void)state;
    struct arrival_process p = day_process("loan", 0);
    double times[MANY];
    assert_int_equal(day_times(&p, 7, 0, times), 0);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arrivals_invert_the_cumulative_rate),
        cmocka_unit_test(counts_in_each_segment_are_poisson),
        cmocka_unit_test(raising_the_rate_brings_every_arrival_forward),
        cmocka_unit_test(a_later_rate_moves_no_earlier_arrival),
        cmocka_unit_test(sources_days_and_replications_differ),
        cmocka_unit_test(factors_have_mean_1_and_the_cv_given),
        cmocka_unit_test(who_shares_a_name_shares_the_factor),
        cmocka_unit_test(a_day_factor_multiplies_the_rate),
        cmocka_unit_test(interval_factors_multiply_the_rate_beside_that_of_the_day),
        cmocka_unit_test(steps_within_an_interval_share_its_factor),
        cmocka_unit_test(constant_gaps_come_like_clockwork_from_opening),
        cmocka_unit_test(exponential_renewals_are_poisson),
        cmocka_unit_test(given_times_come_on_their_day_while_open),
        cmocka_unit_test(a_window_past_midnight_takes_times_of_the_next_date),
        cmocka_unit_test(daily_times_come_every_day),
        cmocka_unit_test(a_steady_rate_runs_for_any_length),
        cmocka_unit_test(a_rate_of_nothing_brings_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, arena_give_back);
}
