/* SPDX-License-Identifier: GPL-3.0-or-later
 * Distributions between two bounds: constant, uniform, triangular, beta. */
#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

#include "random/distribution_kinds.h"
#include "random/gsl_stream.h"

/* constant: parameter value */

static double constant_sample(const struct distribution *d, struct stream *s) {
    (void)s;
    return d->parameter[0];
}

static double constant_mean(const struct distribution *d) {
    return d->parameter[0];
}

static double constant_variance(const struct distribution *d) {
    (void)d;
    return 0;
}

static double constant_cdf(const struct distribution *d, double x) {
    return x >= d->parameter[0] ? 1 : 0;
}

static double constant_mean_up_to(const struct distribution *d, double x) {
    return fmin(d->parameter[0], x);
}

static size_t constant_kinks(const struct distribution *d, double *at, size_t most) {
    return kinks_at_parameters(d, 1, at, most);
}

static const struct field constant_fields[] = {
    TIME_FIELD("value", FIRST, 0, true, "the one value it takes"), {.key = NULL}};

const struct distribution_kind distribution_kind_constant = {
    .name = "constant",
    .shape = SHAPE_PARAMETERS,
    .fields = constant_fields,
    .prepare = parameters_check,
    .sample = constant_sample,
    .mean = constant_mean,
    .variance = constant_variance,
    .cdf = constant_cdf,
    .mean_up_to = constant_mean_up_to,
    .kinks = constant_kinks,
    .help = "Always the same value; a bare duration means this.",
    .source = "by definition",
    .example = "{\"kind\": \"constant\", \"value\": \"3m\"}"};

/* uniform: parameters min, max */

static const char *uniform_prepare(struct distribution *d) {
    const char *wrong = parameters_check(d);
    if (wrong)
        return wrong;
    return d->parameter[0] < d->parameter[1] ? NULL : "needs 'max' above 'min'";
}

static double uniform_sample(const struct distribution *d, struct stream *s) {
    return d->parameter[0] + (d->parameter[1] - d->parameter[0]) * stream_uniform(s);
}

static double uniform_mean(const struct distribution *d) {
    return (d->parameter[0] + d->parameter[1]) / 2;
}

static double uniform_variance(const struct distribution *d) {
    double range = d->parameter[1] - d->parameter[0];
    return range * range / 12;
}

static double uniform_cdf(const struct distribution *d, double x) {
    return gsl_cdf_flat_P(x, d->parameter[0], d->parameter[1]);
}

static double uniform_mean_up_to(const struct distribution *d, double x) {
    double min = d->parameter[0], within = fmin(x, d->parameter[1]) - min;
    if (x <= min)
        return x;
    return min + within - within * within / (2 * (d->parameter[1] - min));
}

static size_t uniform_kinks(const struct distribution *d, double *at, size_t most) {
    return kinks_at_parameters(d, 2, at, most);
}

static const struct field uniform_fields[] = {
    TIME_FIELD("min", FIRST, 0, true, "the least value"),
    TIME_FIELD("max", SECOND, 0, true, "the largest value"),
    {.key = NULL}};

const struct distribution_kind distribution_kind_uniform = {
    .name = "uniform",
    .shape = SHAPE_PARAMETERS,
    .fields = uniform_fields,
    .prepare = uniform_prepare,
    .sample = uniform_sample,
    .mean = uniform_mean,
    .variance = uniform_variance,
    .cdf = uniform_cdf,
    .mean_up_to = uniform_mean_up_to,
    .kinks = uniform_kinks,
    .help = "Every value between two bounds is equally likely.",
    .source = "GSL manual, \"The Flat (Uniform) Distribution\"",
    .example = "{\"kind\": \"uniform\", \"min\": \"1m\", \"max\": \"3m\"}"};

/* triangular: parameters min, mode, max */

static const char *triangular_prepare(struct distribution *d) {
    const char *wrong = parameters_check(d);
    if (wrong)
        return wrong;
    double min = d->parameter[0], mode = d->parameter[1], max = d->parameter[2];
    if (!(min < max))
        return "needs 'max' above 'min'";
    return min <= mode && mode <= max ? NULL : "needs 'mode' between 'min' and 'max'";
}

static double triangular_sample(const struct distribution *d, struct stream *s) {
    double min = d->parameter[0], mode = d->parameter[1], max = d->parameter[2];
    double u = stream_uniform(s), range = max - min;
    if (u * range < mode - min)
        return min + sqrt(u * range * (mode - min));
    return max - sqrt((1 - u) * range * (max - mode));
}

static double triangular_mean(const struct distribution *d) {
    return (d->parameter[0] + d->parameter[1] + d->parameter[2]) / 3;
}

static double triangular_variance(const struct distribution *d) {
    double up = d->parameter[1] - d->parameter[0], down = d->parameter[2] - d->parameter[1];
    return (up * up + up * down + down * down) / 18;
}

static double triangular_cdf(const struct distribution *d, double x) {
    double min = d->parameter[0], mode = d->parameter[1], max = d->parameter[2];
    if (x <= min)
        return 0;
    if (x >= max)
        return 1;
    if (x < mode)
        return (x - min) / (max - min) * ((x - min) / (mode - min));
    return 1 - (max - x) / (max - min) * ((max - x) / (max - mode));
}

static double triangular_mean_up_to(const struct distribution *d, double x) {
    double min = d->parameter[0], mode = d->parameter[1], max = d->parameter[2];
    double above = x - min, below = max - x;
    if (x <= min)
        return x;
    if (x >= max)
        return triangular_mean(d);
    if (x < mode)
        return x - above * above / (max - min) * above / (3 * (mode - min));
    return triangular_mean(d) - below * below / (max - min) * below / (3 * (max - mode));
}

static size_t triangular_kinks(const struct distribution *d, double *at, size_t most) {
    return kinks_at_parameters(d, 3, at, most);
}

static const struct field triangular_fields[] = {
    TIME_FIELD("min", FIRST, 0, true, "the least value"),
    TIME_FIELD("mode", SECOND, 0, true, "the likeliest value"),
    TIME_FIELD("max", THIRD, 0, true, "the largest value"),
    {.key = NULL}};

const struct distribution_kind distribution_kind_triangular = {
    .name = "triangular",
    .shape = SHAPE_PARAMETERS,
    .fields = triangular_fields,
    .prepare = triangular_prepare,
    .sample = triangular_sample,
    .mean = triangular_mean,
    .variance = triangular_variance,
    .cdf = triangular_cdf,
    .mean_up_to = triangular_mean_up_to,
    .kinks = triangular_kinks,
    .help = "Least, likeliest and largest value, when experience gives no more than these.",
    .source = "Law, Simulation Modeling and Analysis, 5th ed. (2015), section 6.2.2",
    .example = "{\"kind\": \"triangular\", \"min\": \"1m\", \"mode\": \"2m\", \"max\": \"6m\"}"};

/* beta: parameters min, max, mean, cv; derived a, b */

enum { BETA_MIN, BETA_MAX, BETA_MEAN, BETA_CV };

/* a + b = share (1 - share) / variance - 1, for the mean and variance on 0..1. */
static const char *beta_prepare(struct distribution *d) {
    const char *wrong = parameters_check(d);
    if (wrong)
        return wrong;
    double min = d->parameter[BETA_MIN], range = d->parameter[BETA_MAX] - min;
    double mean = d->parameter[BETA_MEAN];
    if (!(range > 0))
        return "needs 'max' above 'min'";
    if (!(mean > min && mean < min + range))
        return "needs 'mean' between 'min' and 'max'";
    double share = (mean - min) / range, sd = d->parameter[BETA_CV] * mean / range;
    double both = share * (1 - share) / (sd * sd) - 1;
    d->derived[0] = both * share;
    d->derived[1] = both * (1 - share);
    double least = fmin(d->derived[0], d->derived[1]);
    /* Below a thousandth all mass sits on the bounds to the last digit: a discrete distribution. */
    if (!(least >= 1e-3))
        return "has a 'cv' too large for its 'min', 'max' and 'mean'";
    return both <= 1e8 ? NULL : "has a 'cv' too small for its 'min', 'max' and 'mean'";
}

static double beta_sample(const struct distribution *d, struct stream *s) {
    gsl_rng rng = gsl_stream(s);
    double share = gsl_ran_beta(&rng, d->derived[0], d->derived[1]);
    double min = d->parameter[BETA_MIN];
    return min + (d->parameter[BETA_MAX] - min) * share;
}

static double beta_mean(const struct distribution *d) {
    return d->parameter[BETA_MEAN];
}

static double beta_variance(const struct distribution *d) {
    double sd = d->parameter[BETA_CV] * d->parameter[BETA_MEAN];
    return sd * sd;
}

static double beta_cdf(const struct distribution *d, double x) {
    double min = d->parameter[BETA_MIN];
    double share = (x - min) / (d->parameter[BETA_MAX] - min);
    return gsl_cdf_beta_P(fmin(1, fmax(0, share)), d->derived[0], d->derived[1]);
}

static double beta_mean_up_to(const struct distribution *d, double x) {
    double min = d->parameter[BETA_MIN], range = d->parameter[BETA_MAX] - min;
    double a = d->derived[0], b = d->derived[1], share = fmin(1, (x - min) / range);
    if (x <= min)
        return x;
    double below = a / (a + b) * gsl_cdf_beta_P(share, a + 1, b);
    return min + range * (below + share * gsl_cdf_beta_Q(share, a, b));
}

static size_t beta_kinks(const struct distribution *d, double *at, size_t most) {
    return kinks_at_parameters(d, 2, at, most);
}

static const struct field beta_fields[] = {TIME_FIELD("min", FIRST, 0, true, "the least value"),
                                           TIME_FIELD("max", SECOND, 0, true, "the largest value"),
                                           TIME_FIELD("mean", THIRD, 0, true, "the mean"),
                                           CV_FIELD(FOURTH, 1e-3, true),
                                           {.key = NULL}};

const struct distribution_kind distribution_kind_beta = {
    .name = "beta",
    .shape = SHAPE_PARAMETERS,
    .fields = beta_fields,
    .prepare = beta_prepare,
    .sample = beta_sample,
    .mean = beta_mean,
    .variance = beta_variance,
    .cdf = beta_cdf,
    .mean_up_to = beta_mean_up_to,
    .kinks = beta_kinks,
    .help = "Between two bounds, with a given mean and spread.",
    .source = "GSL manual, \"The Beta Distribution\" (may rest on normals of 32 bits)",
    .example =
        "{\"kind\": \"beta\", \"min\": \"1m\", \"max\": \"9m\", \"mean\": \"3m\", \"cv\": 0.4}"};
