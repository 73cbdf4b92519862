/* SPDX-License-Identifier: GPL-3.0-or-later
 * Powers of a simpler variable: weibull (of an exponential), pareto (of a uniform). */
#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>

#include "random/distribution_kinds.h"
#include "random/draw.h"

static double mean_given(const struct distribution *d) {
    return d->parameter[0];
}

/* weibull: parameters mean, shape; derived scale, 1 / shape */

static const char *weibull_prepare(struct distribution *d) {
    const char *wrong = parameters_check(d);
    if (wrong)
        return wrong;
    d->derived[1] = 1 / d->parameter[1];
    d->derived[0] = d->parameter[0] / tgamma(1 + d->derived[1]);
    return NULL;
}

static double weibull_sample(const struct distribution *d, struct stream *s) {
    return d->derived[0] * pow(stream_exponential(s), d->derived[1]);
}

/* E X^2 / (E X)^2 - 1 through logarithms, so that it does not cancel for large shapes. */
static double weibull_variance(const struct distribution *d) {
    double inverse = d->derived[1];
    double cv2 = expm1(gsl_sf_lngamma(1 + 2 * inverse) - 2 * gsl_sf_lngamma(1 + inverse));
    return d->parameter[0] * d->parameter[0] * cv2;
}

static double weibull_cdf(const struct distribution *d, double x) {
    return gsl_cdf_weibull_P(x, d->derived[0], d->parameter[1]);
}

static double weibull_mean_up_to(const struct distribution *d, double x) {
    double hazard = pow(x / d->derived[0], d->parameter[1]);
    return d->parameter[0] * gsl_cdf_gamma_P(hazard, d->derived[1], 1);
}

static const struct field weibull_fields[] = {
    MEAN_FIELD(true),
    NUMBER_FIELD("shape", SECOND, 0.1, 1000, true,
                 "below 1: the longer it lasted, the longer it will; above 1: the reverse"),
    {.key = NULL}};

const struct distribution_kind distribution_kind_weibull = {
    .name = "weibull",
    .shape = SHAPE_PARAMETERS,
    .fields = weibull_fields,
    .prepare = weibull_prepare,
    .sample = weibull_sample,
    .mean = mean_given,
    .variance = weibull_variance,
    .cdf = weibull_cdf,
    .mean_up_to = weibull_mean_up_to,
    .help = "Patience that wears thin (shape above 1) or hardens (below 1) as time goes by.",
    .source = "GSL manual, \"The Weibull Distribution\"",
    .example = "{\"kind\": \"weibull\", \"mean\": \"3m\", \"shape\": 1.5}"};

/* pareto: parameters mean, shape; derived least value, -1 / shape */

static const char *pareto_prepare(struct distribution *d) {
    const char *wrong = parameters_check(d);
    if (wrong)
        return wrong;
    double shape = d->parameter[1];
    d->derived[0] = d->parameter[0] * (shape - 1) / shape;
    d->derived[1] = -1 / shape;
    return shape > 1 ? NULL : "has no mean unless 'shape' is above 1";
}

static double pareto_sample(const struct distribution *d, struct stream *s) {
    return d->derived[0] * pow(1 - stream_uniform(s), d->derived[1]);
}

static double pareto_variance(const struct distribution *d) {
    double shape = d->parameter[1];
    if (shape <= 2)
        return HUGE_VAL;
    return d->parameter[0] / shape * (d->parameter[0] / (shape - 2));
}

static double pareto_cdf(const struct distribution *d, double x) {
    return x > d->derived[0] ? gsl_cdf_pareto_P(x, d->parameter[1], d->derived[0]) : 0;
}

static double pareto_mean_up_to(const struct distribution *d, double x) {
    double least = d->derived[0], shape = d->parameter[1];
    if (x <= least)
        return x;
    return d->parameter[0] - x * pow(least / x, shape) / (shape - 1);
}

static size_t pareto_kinks(const struct distribution *d, double *at, size_t most) {
    if (most == 0)
        return 0;
    at[0] = d->derived[0];
    return 1;
}

static const struct field pareto_fields[] = {
    MEAN_FIELD(true),
    NUMBER_FIELD("shape", SECOND, 0, 1000, true,
                 "how fast the tail falls; the variance is infinite up to 2, the mean up to 1"),
    {.key = NULL}};

const struct distribution_kind distribution_kind_pareto = {
    .name = "pareto",
    .shape = SHAPE_PARAMETERS,
    .fields = pareto_fields,
    .prepare = pareto_prepare,
    .sample = pareto_sample,
    .mean = mean_given,
    .variance = pareto_variance,
    .cdf = pareto_cdf,
    .mean_up_to = pareto_mean_up_to,
    .kinks = pareto_kinks,
    .help = "A few values are enormous; the least value is mean x (shape - 1) / shape.",
    .source = "GSL manual, \"The Pareto Distribution\"",
    .example = "{\"kind\": \"pareto\", \"mean\": \"3m\", \"shape\": 2.5}"};
