/* SPDX-License-Identifier: GPL-3.0-or-later
 * Distributions made of others, each with its share: hyperexponential, mixture. */
#include <math.h>

#include "random/distribution_kinds.h"

static const struct field no_fields[] = {{.key = NULL}};

/* Shares written as decimals ("0.333") miss 1 by their rounding; the sampler uses their sum. */
static const double SHARE_SLACK = 1e-9;

static const char *mixture_prepare(struct distribution *d) {
    if (d->n == 0)
        return "needs at least one of 'parts'";
    double sum = 0;
    for (size_t i = 0; i < d->n; i++) {
        if (!(d->parts[i].share >= 0 && d->parts[i].share <= 1))
            return "needs every 'share' between 0 and 1";
        sum += d->parts[i].share;
    }
    d->derived[0] = sum;
    return fabs(sum - 1) <= SHARE_SLACK ? NULL : "needs shares that sum to 1";
}

static double mixture_sample(const struct distribution *d, struct stream *s) {
    double left = stream_uniform(s) * d->derived[0];
    size_t i = 0;
    while (i + 1 < d->n && left >= d->parts[i].share)
        left -= d->parts[i++].share;
    return distribution_sample(&d->parts[i].distribution, s);
}

static double mixture_mean(const struct distribution *d) {
    double sum = 0;
    for (size_t i = 0; i < d->n; i++)
        if (d->parts[i].share > 0)
            sum += d->parts[i].share * distribution_mean(&d->parts[i].distribution);
    return sum / d->derived[0];
}

/* Within the parts and between them. */
static double mixture_variance(const struct distribution *d) {
    double mean = mixture_mean(d), sum = 0;
    for (size_t i = 0; i < d->n; i++) {
        if (d->parts[i].share <= 0)
            continue;
        const struct distribution *part = &d->parts[i].distribution;
        double off = distribution_mean(part) - mean;
        sum += d->parts[i].share * (distribution_variance(part) + off * off);
    }
    return sum / d->derived[0];
}

static double mixture_cdf(const struct distribution *d, double x) {
    double sum = 0;
    for (size_t i = 0; i < d->n; i++)
        sum += d->parts[i].share * distribution_cdf(&d->parts[i].distribution, x);
    return sum / d->derived[0];
}

static double mixture_mean_up_to(const struct distribution *d, double x) {
    double sum = 0;
    for (size_t i = 0; i < d->n; i++)
        sum += d->parts[i].share * distribution_mean_up_to(&d->parts[i].distribution, x);
    return sum / d->derived[0];
}

static size_t mixture_kinks(const struct distribution *d, double *at, size_t most) {
    size_t n = 0;
    for (size_t i = 0; i < d->n; i++)
        n += distribution_kinks(&d->parts[i].distribution, at + n, most - n);
    return n;
}

const struct distribution_kind distribution_kind_mixture = {
    .name = "mixture",
    .shape = SHAPE_PARTS,
    .fields = no_fields,
    .prepare = mixture_prepare,
    .sample = mixture_sample,
    .mean = mixture_mean,
    .variance = mixture_variance,
    .cdf = mixture_cdf,
    .mean_up_to = mixture_mean_up_to,
    .kinks = mixture_kinks,
    .help = "Now one distribution, now another, each with its share; a constant 0 for a point "
            "mass.",
    .source = "law of total variance",
    .example = "{\"kind\": \"mixture\", \"parts\": [{\"share\": 0.2, \"kind\": \"constant\", "
               "\"value\": 0}, {\"share\": 0.8, \"kind\": \"lognormal\", \"mean\": \"4m\", \"cv\": "
               "0.9}]}"};

static const char *hyperexponential_prepare(struct distribution *d) {
    for (size_t i = 0; i < d->n; i++)
        if (d->parts[i].distribution.kind != &distribution_kind_exponential)
            return "takes exponential parts only; 'mixture' takes any";
    return mixture_prepare(d);
}

const struct distribution_kind distribution_kind_hyperexponential = {
    .name = "hyperexponential",
    .shape = SHAPE_PARTS,
    .fields = no_fields,
    .part_kind = "exponential",
    .prepare = hyperexponential_prepare,
    .sample = mixture_sample,
    .mean = mixture_mean,
    .variance = mixture_variance,
    .cdf = mixture_cdf,
    .mean_up_to = mixture_mean_up_to,
    .kinks = mixture_kinks,
    .help = "A mixture of exponentials: many short, some long; cv of 1 or more.",
    .source = "GSL manual, \"The Exponential Distribution\"; law of total variance",
    .example = "{\"kind\": \"hyperexponential\", \"parts\": [{\"share\": 0.9, \"mean\": \"2m\"}, "
               "{\"share\": 0.1, \"mean\": \"20m\"}]}"};
