/* SPDX-License-Identifier: GPL-3.0-or-later
 * Each row of the table of distributions: mean, variance and distribution function agree by
 * quadrature, and what it samples is what it says. Errors: test_distribution_kinds.c. */
#include "random/distribution.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_math.h>

#include "support/check.h"

enum { KNOTS = 4, PARTS = 3, VALUES = 5, SAMPLES = 200000, MANY_SAMPLES = 1000000 };

#define ABSENT NAN

struct case_part {
    double share;
    const char *kind;
    double parameter[DISTRIBUTION_PARAMETERS];
};

/* knot: where the distribution function has a kink or a jump, ascending, then 0. */
struct test_case {
    const char *kind;
    double parameter[DISTRIBUTION_PARAMETERS];
    double knot[KNOTS + 1];
    size_t n;
    struct case_part part[PARTS];
    double value[VALUES], cumulative[VALUES];
};

static const struct test_case cases[] = {
    {.kind = "constant", .parameter = {2.385}, .knot = {2.385}},
    {.kind = "uniform", .parameter = {1.31, 4.77}, .knot = {1.31, 4.77}},
    {.kind = "triangular", .parameter = {1.31, 2.09, 7.3}, .knot = {1.31, 2.09, 7.3}},
    {.kind = "triangular", .parameter = {1.31, 1.31, 7.3}, .knot = {1.31, 7.3}},
    {.kind = "triangular", .parameter = {0, 7.3, 7.3}, .knot = {7.3}},
    {.kind = "exponential", .parameter = {183.7}},
    {.kind = "erlang", .parameter = {183.7, 1}},
    {.kind = "erlang", .parameter = {183.7, 3}},
    {.kind = "erlang", .parameter = {183.7, 6}},
    {.kind = "erlang", .parameter = {183.7, 7}},
    {.kind = "gamma", .parameter = {183.7, 0.83, ABSENT, ABSENT}},
    {.kind = "gamma", .parameter = {183.7, 2.3, ABSENT, ABSENT}},
    {.kind = "gamma", .parameter = {ABSENT, ABSENT, 4.21, 31.9}},
    {.kind = "lognormal", .parameter = {183.7, 0.31}},
    {.kind = "lognormal", .parameter = {183.7, 1.27}},
    {.kind = "weibull", .parameter = {183.7, 0.71}},
    {.kind = "weibull", .parameter = {183.7, 1.63}},
    {.kind = "normal", .parameter = {183.7, 0.31, ABSENT}},
    {.kind = "normal", .parameter = {183.7, 1.9, ABSENT}},
    {.kind = "normal", .parameter = {183.7, ABSENT, 97.1}},
    {.kind = "beta", .parameter = {31.7, 507.1, 183.7, 0.37}, .knot = {31.7, 507.1}},
    {.kind = "beta", .parameter = {0, 507.1, 183.7, 1.03}, .knot = {507.1}},
    {.kind = "pareto", .parameter = {183.7, 3.71}, .knot = {183.7 * 2.71 / 3.71}},
    {.kind = "pareto", .parameter = {183.7, 1.71}, .knot = {183.7 * 0.71 / 1.71}},
    {.kind = "hyperexponential",
     .n = 2,
     .part = {{0.87, "exponential", {61.3}}, {0.13, "exponential", {713.9}}}},
    {.kind = "mixture",
     .knot = {53.1, 91.7},
     .n = 3,
     .part = {{0.17, "constant", {0}},
              {0.31, "uniform", {53.1, 91.7}},
              {0.52, "lognormal", {183.7, 0.9}}}},
    {.kind = "empirical",
     .knot = {31.7, 53.1, 91.7, 307.1},
     .n = 5,
     .value = {31.7, 53.1, 53.1, 91.7, 307.1}},
    {.kind = "discrete",
     .knot = {31.7, 53.1, 91.7, 307.1},
     .n = 4,
     .value = {31.7, 53.1, 91.7, 307.1},
     .cumulative = {0.23, 0.61, 0.94, 1}},
};

enum { CASES = sizeof cases / sizeof *cases };

static struct distribution prepared(const char *kind, const double *parameter) {
    struct distribution d = {.kind = distribution_kind_find(kind), .scale = 1};
    assert_non_null(d.kind);
    memcpy(d.parameter, parameter, sizeof d.parameter);
    assert_null(d.kind->prepare(&d));
    return d;
}

/* parts: [PARTS], the caller's. */
static struct distribution distribution_of(const struct test_case *c,
                                           struct distribution_part *parts) {
    for (size_t i = 0; i < PARTS && c->part[i].kind; i++)
        parts[i] = (struct distribution_part){c->part[i].share,
                                              prepared(c->part[i].kind, c->part[i].parameter)};
    struct distribution d = {.kind = distribution_kind_find(c->kind), .scale = 1, .n = c->n};
    memcpy(d.parameter, c->parameter, sizeof d.parameter);
    d.parts = parts;
    d.values = c->value;
    d.cumulative = c->cumulative;
    assert_null(d.kind->prepare(&d));
    return d;
}

static void every_kind_has_a_case_here(void **state) {
    (void)state;
    for (const struct distribution_kind *const *k = distribution_kinds; *k; k++) {
        size_t found = 0;
        for (size_t i = 0; i < CASES; i++)
            found += strcmp(cases[i].kind, (*k)->name) == 0;
        if (found == 0)
            fail_msg("no case for %s", (*k)->name);
    }
    assert_null(distribution_kind_find("Constant"));
}

/* Moments by quadrature of the tail */

struct integrand {
    const struct distribution *d;
    bool second; /* 2 x P(X > x), else P(X > x) */
};

static double tail(double x, void *closure) {
    const struct integrand *f = closure;
    double above = 1 - distribution_cdf(f->d, x);
    return f->second ? 2 * x * above : above;
}

static double integral(const gsl_function *f, double from, double to, double absolute) {
    gsl_integration_workspace *w = gsl_integration_workspace_alloc(2000);
    double value, error;
    if (isinf(to))
        gsl_integration_qagiu((gsl_function *)(uintptr_t)f, from, absolute, 1e-9, 2000, w, &value,
                              &error);
    else
        gsl_integration_qags(f, from, to, absolute, 1e-9, 2000, w, &value, &error);
    gsl_integration_workspace_free(w);
    return value;
}

/* Over 0 .. infinity, cut at the knots, and a mean above the last of them. */
static double tail_integral(const struct distribution *d, const double *knot, bool second) {
    struct integrand closure = {d, second};
    gsl_function f = {tail, &closure};
    double mean = distribution_mean(d), total = 0, from = 0;
    double absolute = 1e-9 * (second ? mean * mean : mean);
    for (; *knot > 0; from = *knot++)
        total += integral(&f, from, *knot, absolute);
    if (distribution_cdf(d, from) >= 1)
        return total;
    return total + integral(&f, from, from + mean, absolute) +
           integral(&f, from + mean, HUGE_VAL, absolute);
}

static void mean_and_variance_agree_with_the_distribution_function(void **state) {
    (void)state;
    for (size_t i = 0; i < CASES; i++) {
        struct distribution_part parts[PARTS];
        struct distribution d = distribution_of(&cases[i], parts);
        double first = tail_integral(&d, cases[i].knot, false);
        check_close(distribution_mean(&d), first, 1e-6);
        double variance = distribution_variance(&d);
        if (isinf(variance))
            continue;
        double second = tail_integral(&d, cases[i].knot, true);
        check_close(variance + first * first, second, 1e-6);
        /* Again without the square of the mean, beside which a small variance would not show. */
        check_near(variance, second - first * first, 1e-5 * variance + 1e-8 * second);
    }
}

/* Integral of the tail up to x, cut at the knots below x. */
static double tail_integral_to(const struct distribution *d, const double *knot, double x) {
    struct integrand closure = {d, false};
    gsl_function f = {tail, &closure};
    double total = 0, from = 0;
    for (; *knot > 0 && *knot < x; from = *knot++)
        total += integral(&f, from, *knot, 1e-9 * x);
    return total + integral(&f, from, x, 1e-9 * x);
}

static void the_mean_up_to_a_limit_is_the_integral_of_the_tail(void **state) {
    (void)state;
    static const double times[] = {1e-6, 0.013, 0.31, 0.83, 1.0, 1.61, 4.7, 131};
    for (size_t i = 0; i < CASES; i++) {
        struct distribution_part parts[PARTS];
        struct distribution d = distribution_of(&cases[i], parts);
        double mean = distribution_mean(&d);
        for (size_t k = 0; k < sizeof times / sizeof *times; k++)
            check_close(distribution_mean_up_to(&d, times[k] * mean),
                        tail_integral_to(&d, cases[i].knot, times[k] * mean), 1e-7);
        check_close(distribution_mean_up_to(&d, HUGE_VAL), mean, 0);
        check_near(distribution_mean_up_to(&d, 0), 0, 0);
        check_near(distribution_mean_up_to(&d, -1), 0, 0);
        struct distribution scaled = d;
        scaled.scale = 0.25;
        check_close(distribution_mean_up_to(&scaled, 31.3),
                    0.25 * distribution_mean_up_to(&d, 4 * 31.3), 1e-15);
    }
}

/* The knots of the cases are where their distribution functions jump or bend. */
static void kinks_are_the_knots(void **state) {
    (void)state;
    for (size_t i = 0; i < CASES; i++) {
        struct distribution_part parts[PARTS];
        struct distribution d = distribution_of(&cases[i], parts);
        double at[8];
        size_t n = distribution_kinks(&d, at, 8);
        for (const double *knot = cases[i].knot; *knot > 0; knot++) {
            size_t found = 0;
            for (size_t k = 0; k < n; k++)
                found += fabs(at[k] - *knot) < 1e-12 * *knot;
            if (found == 0)
                fail_msg("%s: no kink at %g", cases[i].kind, *knot);
        }
        size_t some = distribution_kinks(&d, at, 1);
        assert_int_equal(some, n < 1 ? n : 1);
    }
}

/* Closed forms from elsewhere than the code. */
static void moments_are_those_of_the_books(void **state) {
    (void)state;
    /* A Weibull of shape 2 is Rayleigh's: cv^2 = 4 / pi - 1. */
    struct distribution rayleigh = prepared("weibull", (double[]){3.7, 2, ABSENT, ABSENT});
    check_close(distribution_cv(&rayleigh), sqrt(4 / M_PI - 1), 1e-12);
    /* A normal with a mean of almost nothing is half a normal: mean = sd sqrt(2 / pi). */
    struct distribution half = prepared("normal", (double[]){1e-9, ABSENT, 3.7, ABSENT});
    check_close(distribution_mean(&half), 3.7 * sqrt(2 / M_PI), 1e-9);
    check_close(distribution_variance(&half), 3.7 * 3.7 * (1 - 2 / M_PI), 1e-9);
    struct distribution erlang = prepared("erlang", (double[]){3.7, 4, ABSENT, ABSENT});
    check_close(distribution_cv(&erlang), 0.5, 1e-15);
    struct distribution pareto = prepared("pareto", (double[]){3.7, 2, ABSENT, ABSENT});
    assert_true(isinf(distribution_variance(&pareto)));
}

/* Samples */

static double sample_at(const struct distribution *d, uint64_t i) {
    struct stream s = stream_at(20240611, person_address(5, 0, i), draw_address(9, 0));
    return distribution_sample(d, &s);
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Largest distance between the sample's distribution function and d's, on both sides of every value
 * looked at: one in 25, which can miss 25 / n, a hundredth of the critical value. Sorts x. */
static double ks_distance(const struct distribution *d, double *x, size_t n) {
    qsort(x, n, sizeof *x, ascending);
    double worst = 0;
    for (size_t i = 0, from, to; i < n; i = to + 24) {
        for (from = i; from > 0 && x[from - 1] >= x[i];)
            from--;
        for (to = i + 1; to < n && x[to] <= x[i];)
            to++;
        double below = distribution_cdf(d, nextafter(x[i], -1)) - (double)from / (double)n;
        double up_to = distribution_cdf(d, x[i]) - (double)to / (double)n;
        worst = fmax(worst, fmax(fabs(below), fabs(up_to)));
    }
    return worst;
}

/* The seed is fixed. Kolmogorov-Smirnov with a false alarm of 1e-6 a case, as P(D sqrt(n) > x) <=
 * 2 exp(-2 x^2); the mean within 4.5 standard errors (7e-6) where there is a variance. */
static void check_samples(const struct test_case *c, size_t n) {
    struct distribution_part parts[PARTS];
    struct distribution d = distribution_of(c, parts);
    double *x = calloc(n, sizeof *x), sum = 0;
    assert_non_null(x);
    for (size_t i = 0; i < n; i++) {
        x[i] = sample_at(&d, i);
        sum += x[i];
    }
    double distance = ks_distance(&d, x, n), critical = sqrt(log(2e6) / 2 / (double)n);
    free(x);
    if (!(distance < critical))
        fail_msg("%s %g %g: distance %g, critical %g", c->kind, c->parameter[0], c->parameter[1],
                 distance, critical);
    double mean = distribution_mean(&d), variance = distribution_variance(&d);
    if (isfinite(variance))
        check_near(sum / (double)n, mean, 4.5 * sqrt(variance / (double)n) + 1e-10 * mean);
}

static void samples_follow_the_distribution_function(void **state) {
    (void)state;
    for (size_t i = 0; i < CASES; i++)
        check_samples(&cases[i], SAMPLES);
}

/* Kinds whose samplers are the project's own, against GSL's distribution functions. */
static void own_samplers_stand_a_million_draws(void **state) {
    (void)state;
    static const char *const own[] = {"exponential", "lognormal", "normal"};
    for (size_t i = 0; i < CASES; i++)
        for (size_t j = 0; j < sizeof own / sizeof *own; j++)
            if (strcmp(cases[i].kind, own[j]) == 0)
                check_samples(&cases[i], MANY_SAMPLES);
}

static void scale_multiplies_every_value(void **state) {
    (void)state;
    for (size_t i = 0; i < CASES; i++) {
        struct distribution_part parts[PARTS];
        struct distribution d = distribution_of(&cases[i], parts), scaled = d;
        scaled.scale = 0.25;
        for (uint64_t j = 0; j < 20; j++)
            check_close(sample_at(&scaled, j), 0.25 * sample_at(&d, j), 1e-15);
        check_close(distribution_mean(&scaled), 0.25 * distribution_mean(&d), 1e-15);
        if (isfinite(distribution_variance(&d))) {
            check_close(distribution_variance(&scaled), distribution_variance(&d) / 16, 1e-15);
            check_close(distribution_cv(&scaled), distribution_cv(&d), 1e-15);
        }
        check_close(distribution_cdf(&scaled, 31.3), distribution_cdf(&d, 4 * 31.3), 1e-15);
    }
    struct distribution nothing = distribution_constant(2.385);
    nothing.scale = 0;
    check_near(distribution_cdf(&nothing, 0), 1, 0);
    check_near(distribution_cdf(&nothing, -1), 0, 0);
}

static void a_longer_mean_lengthens_each_draw_in_proportion(void **state) {
    (void)state;
    static const char *const kinds[] = {"exponential", "erlang",  "gamma",
                                        "lognormal",   "weibull", "normal"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        double second = strcmp(kinds[i], "erlang") == 0 ? 2 : 0.7;
        struct distribution d = prepared(kinds[i], (double[]){100, second, ABSENT, ABSENT});
        struct distribution longer = prepared(kinds[i], (double[]){137, second, ABSENT, ABSENT});
        for (uint64_t j = 0; j < 1000; j++)
            check_near(sample_at(&longer, j), 1.37 * sample_at(&d, j), 1e-11);
    }
}

static void constructors_are_ready_to_sample(void **state) {
    (void)state;
    struct distribution constant = distribution_constant(2.385), zero = distribution_constant(0);
    check_near(sample_at(&constant, 1), 2.385, 0);
    check_near(distribution_cv(&constant), 0, 0);
    check_near(distribution_cv(&zero), 0, 0);
    struct distribution exponential = distribution_exponential(2.385);
    check_near(distribution_mean(&exponential), 2.385, 0);
    check_close(distribution_cv(&exponential), 1, 1e-15);
    check_close(distribution_cdf(&exponential, 2.385), 1 - exp(-1), 1e-15);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_has_a_case_here),
        cmocka_unit_test(mean_and_variance_agree_with_the_distribution_function),
        cmocka_unit_test(the_mean_up_to_a_limit_is_the_integral_of_the_tail),
        cmocka_unit_test(kinks_are_the_knots),
        cmocka_unit_test(moments_are_those_of_the_books),
        cmocka_unit_test(samples_follow_the_distribution_function),
        cmocka_unit_test(own_samplers_stand_a_million_draws),
        cmocka_unit_test(scale_multiplies_every_value),
        cmocka_unit_test(a_longer_mean_lengthens_each_draw_in_proportion),
        cmocka_unit_test(constructors_are_ready_to_sample),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
