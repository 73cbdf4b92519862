/* SPDX-License-Identifier: GPL-3.0-or-later
 * Distributions over listed values: empirical (all alike), discrete (each with its weight). */
#include <math.h>

#include "random/distribution_kinds.h"

static const struct field no_fields[] = {{.key = NULL}};

enum { MEAN, VARIANCE };

/* Share of value i. */
static double share_of(const struct distribution *d, size_t i) {
    if (d->kind->shape == SHAPE_VALUES)
        return 1.0 / (double)d->n;
    return i == 0 ? d->cumulative[0] : d->cumulative[i] - d->cumulative[i - 1];
}

static void moments_derive(struct distribution *d) {
    double mean = 0, variance = 0;
    for (size_t i = 0; i < d->n; i++)
        mean += share_of(d, i) * d->values[i];
    for (size_t i = 0; i < d->n; i++) {
        double off = d->values[i] - mean;
        variance += share_of(d, i) * off * off;
    }
    d->derived[MEAN] = mean;
    d->derived[VARIANCE] = variance;
}

static const char *values_check(const struct distribution *d) {
    if (d->n == 0)
        return "needs at least one value";
    for (size_t i = 0; i < d->n; i++) {
        if (!(d->values[i] >= 0 && d->values[i] <= DURATION_MOST))
            return "needs values between 0 and 1e9";
        if (i > 0 && !(d->values[i] >= d->values[i - 1]))
            return "needs its values in ascending order";
    }
    return NULL;
}

static double listed_mean(const struct distribution *d) {
    return d->derived[MEAN];
}

static double listed_mean_up_to(const struct distribution *d, double x) {
    double sum = 0;
    for (size_t i = 0; i < d->n; i++)
        sum += share_of(d, i) * fmin(d->values[i], x);
    return sum;
}

static size_t listed_kinks(const struct distribution *d, double *at, size_t most) {
    size_t n = d->n < most ? d->n : most;
    for (size_t i = 0; i < n; i++)
        at[i] = d->values[i];
    return n;
}

static double listed_variance(const struct distribution *d) {
    return d->derived[VARIANCE];
}

/* How many of x[0 .. n) (ascending) are <= limit. */
static size_t count_up_to(const double *x, size_t n, double limit) {
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (x[middle] <= limit)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const char *empirical_prepare(struct distribution *d) {
    const char *wrong = values_check(d);
    if (!wrong)
        moments_derive(d);
    return wrong;
}

static double empirical_sample(const struct distribution *d, struct stream *s) {
    size_t i = (size_t)(stream_uniform(s) * (double)d->n);
    return d->values[i < d->n ? i : d->n - 1];
}

static double empirical_cdf(const struct distribution *d, double x) {
    return (double)count_up_to(d->values, d->n, x) / (double)d->n;
}

const struct distribution_kind distribution_kind_empirical = {
    .name = "empirical",
    .shape = SHAPE_VALUES,
    .fields = no_fields,
    .prepare = empirical_prepare,
    .sample = empirical_sample,
    .mean = listed_mean,
    .variance = listed_variance,
    .cdf = empirical_cdf,
    .mean_up_to = listed_mean_up_to,
    .kinks = listed_kinks,
    .help = "Observed values, each drawn equally often, none in between.",
    .source = "Efron (1979), the bootstrap",
    .example = "{\"kind\": \"empirical\", \"values\": [\"40s\", \"2m\", \"2m10s\", \"9m\"]}"};

static const char *discrete_prepare(struct distribution *d) {
    const char *wrong = values_check(d);
    if (wrong)
        return wrong;
    for (size_t i = 0; i < d->n; i++)
        if (!(share_of(d, i) >= 0))
            return "needs shares of 0 or more";
    if (!(fabs(d->cumulative[d->n - 1] - 1) <= 1e-9))
        return "needs shares that sum to 1";
    moments_derive(d);
    return NULL;
}

/* The first value whose cumulative share is above the uniform. */
static double discrete_sample(const struct distribution *d, struct stream *s) {
    size_t i = count_up_to(d->cumulative, d->n, stream_uniform(s));
    return d->values[i < d->n ? i : d->n - 1];
}

static double discrete_cdf(const struct distribution *d, double x) {
    size_t n = count_up_to(d->values, d->n, x);
    return n == 0 ? 0 : d->cumulative[n - 1];
}

const struct distribution_kind distribution_kind_discrete = {
    .name = "discrete",
    .shape = SHAPE_WEIGHTED_VALUES,
    .fields = no_fields,
    .prepare = discrete_prepare,
    .sample = discrete_sample,
    .mean = listed_mean,
    .variance = listed_variance,
    .cdf = discrete_cdf,
    .mean_up_to = listed_mean_up_to,
    .kinks = listed_kinks,
    .help = "A few values, each with its share.",
    .source = "inversion of the cumulative shares",
    .example = "{\"kind\": \"discrete\", \"values\": {\"2\": 0.6, \"4\": 0.4}}"};
