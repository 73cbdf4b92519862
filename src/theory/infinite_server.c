/* SPDX-License-Identifier: GPL-3.0-or-later
 * Everything is a sum over steps of a function of the time since the step's two ends. */
#include "theory/infinite_server.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_min.h>

/* Grid points of a search for the most. */
enum { GRID = 96 };

double rate_steps_mean(const struct rate_steps *r, double from, double to) {
    assert(from < to);
    double sum = 0, begin = r->begins;
    for (size_t i = 0; i < r->n; i++) {
        double low = fmax(from, begin), high = fmin(to, r->ends[i]);
        sum += high > low ? r->rate[i] * (high - low) : 0;
        begin = r->ends[i];
    }
    return sum / (to - from);
}

/* Sum over the steps of rate (f(t - from) - f(t - to)). f is 0 up to 0. */
static double sum_steps(const struct rate_steps *calls, const struct distribution *service,
                        double t, double (*f)(const struct distribution *d, double x)) {
    double sum = 0, since_from = f(service, t - calls->begins);
    for (size_t i = 0; i < calls->n && since_from > 0; i++) {
        double since_to = f(service, t - calls->ends[i]);
        sum += calls->rate[i] * (since_from - since_to);
        since_from = since_to;
    }
    return sum;
}

double infinite_server_busy(const struct rate_steps *calls, const struct distribution *service,
                            double t) {
    assert(calls->n >= 1);
    return sum_steps(calls, service, t, distribution_mean_up_to);
}

/* Mean number who have left by x after they came, per unit of rate: the integral of the
 * distribution function. */
static double left_by(const struct distribution *service, double x) {
    return x > 0 ? x - distribution_mean_up_to(service, x) : 0;
}

struct busy_at {
    const struct rate_steps *calls;
    const struct distribution *service;
    double sign;
};

static double busy_function(double t, void *context) {
    const struct busy_at *b = context;
    return b->sign * infinite_server_busy(b->calls, b->service, t);
}

/* Integral over a range in which the rate does not change. */
static double busy_integral(gsl_function *f, gsl_integration_workspace *w, double from, double to) {
    double value = 0, error;
    gsl_integration_qag(f, from, to, 0, 1e-9, w->limit, GSL_INTEG_GAUSS21, w, &value, &error);
    return value;
}

double infinite_server_busy_mean(const struct rate_steps *calls, const struct distribution *service,
                                 double from, double to) {
    assert(from < to);
    struct busy_at b = {calls, service, 1};
    gsl_function f = {busy_function, &b};
    gsl_integration_workspace *w = gsl_integration_workspace_alloc(200);
    assert(w);
    double sum = 0, since = fmin(to, fmax(from, calls->begins));
    for (size_t i = 0; i < calls->n; i++) {
        double until = fmin(to, calls->ends[i]);
        if (until <= since)
            continue;
        sum += busy_integral(&f, w, since, until);
        since = until;
    }
    if (since < to)
        sum += busy_integral(&f, w, since, to);
    gsl_integration_workspace_free(w);
    return sum / (to - from);
}

/* Brent's method between two neighbours of the grid's best point. */
static double most_between(gsl_function *f, double low, double best, double high) {
    gsl_min_fminimizer *m = gsl_min_fminimizer_alloc(gsl_min_fminimizer_brent);
    assert(m);
    double most = -GSL_FN_EVAL(f, best);
    int status = gsl_min_fminimizer_set(m, f, best, low, high);
    for (int i = 0; i < 40 && status == GSL_SUCCESS; i++)
        status = gsl_min_fminimizer_iterate(m);
    if (status == GSL_SUCCESS)
        most = fmax(most, -gsl_min_fminimizer_f_minimum(m));
    gsl_min_fminimizer_free(m);
    return most;
}

double infinite_server_busy_most(const struct rate_steps *calls, const struct distribution *service,
                                 double from, double to) {
    assert(from < to);
    struct busy_at b = {calls, service, -1};
    gsl_function f = {busy_function, &b};
    double best = from, most = -1, step = (to - from) / GRID;
    for (int i = 0; i <= GRID; i++) {
        double t = from + i * step, busy = infinite_server_busy(calls, service, t);
        if (busy > most) {
            most = busy;
            best = t;
        }
    }
    if (best > from && best < to)
        most = fmax(most, most_between(&f, best - step, best, best + step));
    /* The rate's own steps are where the load turns. */
    for (size_t i = 0; i < calls->n; i++)
        if (calls->ends[i] > from && calls->ends[i] < to)
            most = fmax(most, infinite_server_busy(calls, service, calls->ends[i]));
    return most;
}

/* When all but a thousandth of the services that began at 0 are over; at most so many means. */
static double nearly_longest(const struct distribution *service) {
    double mean = distribution_mean(service), t = mean;
    while (t < 64 * mean && distribution_cdf(service, t) < 0.999)
        t *= 1.25;
    return t;
}

struct rate_steps infinite_server_departures(const struct rate_steps *calls,
                                             const struct distribution *service, double share,
                                             double step, struct arena *a) {
    assert(step > 0 && share >= 0 && share <= 1);
    double span = calls->ends[calls->n - 1] - calls->begins + nearly_longest(service);
    size_t n = (size_t)fmax(1, ceil(span / step));
    double *ends = arena_array(a, n, sizeof *ends), *rate = arena_array(a, n, sizeof *rate);
    double gone = 0;
    for (size_t i = 0; i < n; i++) {
        double from = calls->begins + (double)i * step;
        ends[i] = from + step;
        double gone_by_end = sum_steps(calls, service, ends[i], left_by);
        rate[i] = share * fmax(0, gone_by_end - gone) / step;
        gone = gone_by_end;
    }
    return (struct rate_steps){.begins = calls->begins, .n = n, .ends = ends, .rate = rate};
}
