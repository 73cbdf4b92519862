/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sums of exponentials and what lies between: exponential, erlang, gamma. */
#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

#include "random/distribution_kinds.h"
#include "random/draw.h"
#include "random/gsl_stream.h"
#include "random/ziggurat.h"

/* exponential: parameter mean */

static double exponential_sample(const struct distribution *d, struct stream *s) {
    return d->parameter[0] * ziggurat_exponential(s);
}

static double mean_given(const struct distribution *d) {
    return d->parameter[0];
}

static double exponential_variance(const struct distribution *d) {
    return d->parameter[0] * d->parameter[0];
}

static double exponential_cdf(const struct distribution *d, double x) {
    return gsl_cdf_exponential_P(x, d->parameter[0]);
}

static double exponential_mean_up_to(const struct distribution *d, double x) {
    return -d->parameter[0] * expm1(-x / d->parameter[0]);
}

static const struct field exponential_fields[] = {MEAN_FIELD(true), {.key = NULL}};

const struct distribution_kind distribution_kind_exponential = {
    .name = "exponential",
    .shape = SHAPE_PARAMETERS,
    .fields = exponential_fields,
    .prepare = parameters_check,
    .sample = exponential_sample,
    .mean = mean_given,
    .variance = exponential_variance,
    .cdf = exponential_cdf,
    .mean_up_to = exponential_mean_up_to,
    .help = "Without memory: however long it has lasted, as much is still to come.",
    .source = "GSL manual, \"The Exponential Distribution\"",
    .example = "{\"kind\": \"exponential\", \"mean\": \"3m\"}"};

#define GAMMA_SOURCE                                                                               \
    "GSL manual, \"The Gamma Distribution\"; Marsaglia and Tsang (2000), on normals of 32 bits"

static double gamma_of(double shape, double scale, struct stream *s) {
    gsl_rng rng = gsl_stream(s);
    return gsl_ran_gamma(&rng, shape, scale);
}

/* E[X; X <= x] is the mean times the gamma law of one phase more. */
static double gamma_mean_up_to_of(double shape, double scale, double x) {
    return shape * scale * gsl_cdf_gamma_P(x, shape + 1, scale) +
           x * gsl_cdf_gamma_Q(x, shape, scale);
}

/* erlang: parameters mean, k; derived mean of a phase */

/* Up to here the logarithm of a product of uniforms is cheaper than GSL's rejection. */
enum { ERLANG_PRODUCT_MOST = 4 };

static const char *erlang_prepare(struct distribution *d) {
    const char *wrong = parameters_check(d);
    if (wrong)
        return wrong;
    double k = d->parameter[1];
    d->derived[0] = d->parameter[0] / k;
    return k == floor(k) ? NULL : "needs a whole number 'k' (how many exponential phases)";
}

static double erlang_sample(const struct distribution *d, struct stream *s) {
    double k = d->parameter[1];
    if (k > ERLANG_PRODUCT_MOST)
        return gamma_of(k, d->derived[0], s);
    double product = stream_uniform(s);
    for (double i = 1; i < k; i++)
        product *= stream_uniform(s);
    return d->derived[0] * -log(product);
}

static double erlang_variance(const struct distribution *d) {
    return d->parameter[0] * d->derived[0];
}

static double erlang_cdf(const struct distribution *d, double x) {
    return gsl_cdf_gamma_P(x, d->parameter[1], d->derived[0]);
}

static double erlang_mean_up_to(const struct distribution *d, double x) {
    return gamma_mean_up_to_of(d->parameter[1], d->derived[0], x);
}

static const struct field erlang_fields[] = {
    MEAN_FIELD(true),
    NUMBER_FIELD("k", SECOND, 1, 1e6, true, "how many exponential phases, a whole number"),
    {.key = NULL}};

const struct distribution_kind distribution_kind_erlang = {
    .name = "erlang",
    .shape = SHAPE_PARAMETERS,
    .fields = erlang_fields,
    .prepare = erlang_prepare,
    .sample = erlang_sample,
    .mean = mean_given,
    .variance = erlang_variance,
    .cdf = erlang_cdf,
    .mean_up_to = erlang_mean_up_to,
    .help = "The sum of k equal exponential phases; cv = 1 / sqrt(k).",
    .source = GAMMA_SOURCE,
    .example = "{\"kind\": \"erlang\", \"mean\": \"3m\", \"k\": 3}"};

/* gamma: parameters mean, cv | shape, scale; derived shape, scale */

enum { GAMMA_MEAN, GAMMA_CV, GAMMA_SHAPE, GAMMA_SCALE };

static const char *gamma_prepare(struct distribution *d) {
    const char *wrong = parameters_check(d);
    if (wrong)
        return wrong;
    bool mean = is_given(d->parameter[GAMMA_MEAN]), cv = is_given(d->parameter[GAMMA_CV]);
    bool shape = is_given(d->parameter[GAMMA_SHAPE]), scale = is_given(d->parameter[GAMMA_SCALE]);
    if ((mean || cv) && (shape || scale))
        return "takes 'mean' and 'cv', or 'shape' and 'scale', not some of both";
    if (mean && cv) {
        d->derived[0] = 1 / (d->parameter[GAMMA_CV] * d->parameter[GAMMA_CV]);
        d->derived[1] = d->parameter[GAMMA_MEAN] / d->derived[0];
        return NULL;
    }
    d->derived[0] = d->parameter[GAMMA_SHAPE];
    d->derived[1] = d->parameter[GAMMA_SCALE];
    if (shape && scale)
        return NULL;
    if (mean)
        return "needs 'cv' (coefficient of variation) beside 'mean'";
    if (cv)
        return "needs 'mean' beside 'cv'";
    if (shape)
        return "needs 'scale' beside 'shape'";
    if (scale)
        return "needs 'shape' beside 'scale'";
    return "needs 'mean' and 'cv', or 'shape' and 'scale'";
}

static double gamma_sample(const struct distribution *d, struct stream *s) {
    return gamma_of(d->derived[0], d->derived[1], s);
}

static double gamma_mean(const struct distribution *d) {
    return d->derived[0] * d->derived[1];
}

static double gamma_variance(const struct distribution *d) {
    return d->derived[0] * d->derived[1] * d->derived[1];
}

static double gamma_cdf(const struct distribution *d, double x) {
    return gsl_cdf_gamma_P(x, d->derived[0], d->derived[1]);
}

static double gamma_mean_up_to(const struct distribution *d, double x) {
    return gamma_mean_up_to_of(d->derived[0], d->derived[1], x);
}

static const struct field gamma_fields[] = {
    MEAN_FIELD(false),
    CV_FIELD(SECOND, 1e-6, false),
    NUMBER_FIELD("shape", THIRD, 1e-4, 1e12, false, "shape: the cv is 1 / sqrt(shape)"),
    TIME_FIELD("scale", FOURTH, DURATION_LEAST, false, "scale: the mean is shape times scale"),
    {.key = NULL}};

const struct distribution_kind distribution_kind_gamma = {
    .name = "gamma",
    .shape = SHAPE_PARAMETERS,
    .fields = gamma_fields,
    .prepare = gamma_prepare,
    .sample = gamma_sample,
    .mean = gamma_mean,
    .variance = gamma_variance,
    .cdf = gamma_cdf,
    .mean_up_to = gamma_mean_up_to,
    .help = "Right-skewed, lighter in the tail than lognormal; by mean and cv, or shape and scale.",
    .source = GAMMA_SOURCE,
    .example = "{\"kind\": \"gamma\", \"mean\": \"7m\", \"cv\": 0.8}"};
