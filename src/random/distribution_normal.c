/* SPDX-License-Identifier: GPL-3.0-or-later
 * The normal distribution kept above 0, and the lognormal. */
#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

#include "random/distribution_kinds.h"
#include "random/draw.h"

/* lognormal: parameters mean, cv; derived mean and standard deviation of the logarithm */

static const char *lognormal_prepare(struct distribution *d) {
    const char *wrong = parameters_check(d);
    if (wrong)
        return wrong;
    double variance = log1p(d->parameter[1] * d->parameter[1]);
    d->derived[0] = log(d->parameter[0]) - variance / 2;
    d->derived[1] = sqrt(variance);
    return NULL;
}

static double lognormal_sample(const struct distribution *d, struct stream *s) {
    return exp(d->derived[0] + d->derived[1] * stream_normal(s));
}

static double lognormal_mean(const struct distribution *d) {
    return d->parameter[0];
}

static double lognormal_variance(const struct distribution *d) {
    double sd = d->parameter[0] * d->parameter[1];
    return sd * sd;
}

static double lognormal_cdf(const struct distribution *d, double x) {
    return x > 0 ? gsl_cdf_lognormal_P(x, d->derived[0], d->derived[1]) : 0;
}

static double lognormal_mean_up_to(const struct distribution *d, double x) {
    double mu = d->derived[0], sigma = d->derived[1], z = (log(x) - mu) / sigma;
    return d->parameter[0] * gsl_cdf_ugaussian_P(z - sigma) + x * gsl_cdf_ugaussian_Q(z);
}

static const struct field lognormal_fields[] = {
    MEAN_FIELD(true), CV_FIELD(SECOND, 1e-6, true), {.key = NULL}};

const struct distribution_kind distribution_kind_lognormal = {
    .name = "lognormal",
    .shape = SHAPE_PARAMETERS,
    .fields = lognormal_fields,
    .prepare = lognormal_prepare,
    .sample = lognormal_sample,
    .mean = lognormal_mean,
    .variance = lognormal_variance,
    .cdf = lognormal_cdf,
    .mean_up_to = lognormal_mean_up_to,
    .help = "Right-skewed; the usual fit to call handling times.",
    .source =
        "GSL manual, \"The Lognormal Distribution\"; Brown et al. (2005); quantile by Wichura "
        "(1988), AS 241",
    .example = "{\"kind\": \"lognormal\", \"mean\": \"4m\", \"cv\": 1.2}"};

/* normal: parameters mean, cv | sd; derived sd, share above 0 */

enum { NORMAL_MEAN, NORMAL_CV, NORMAL_SD };
enum { DERIVED_SD, DERIVED_ABOVE };

static const char *normal_prepare(struct distribution *d) {
    const char *wrong = parameters_check(d);
    if (wrong)
        return wrong;
    double mean = d->parameter[NORMAL_MEAN];
    bool cv = is_given(d->parameter[NORMAL_CV]), sd = is_given(d->parameter[NORMAL_SD]);
    if (cv && sd)
        return "takes 'cv' or 'sd', not both";
    if (!cv && !sd)
        return "needs 'cv' (coefficient of variation) or 'sd' (standard deviation)";
    d->derived[DERIVED_SD] = cv ? mean * d->parameter[NORMAL_CV] : d->parameter[NORMAL_SD];
    d->derived[DERIVED_ABOVE] = gsl_cdf_ugaussian_P(mean / d->derived[DERIVED_SD]);
    return NULL;
}

/* By quantile on the part above 0, counted from the upper end, where nothing cancels. */
static double normal_sample(const struct distribution *d, struct stream *s) {
    double upper = (1 - stream_uniform(s)) * d->derived[DERIVED_ABOVE];
    return fmax(0, d->parameter[NORMAL_MEAN] - d->derived[DERIVED_SD] * normal_quantile(upper));
}

/* Hazard of the truncation point: density over mass above it, in units of 1 / sd. */
static double truncation_hazard(const struct distribution *d) {
    double ratio = d->parameter[NORMAL_MEAN] / d->derived[DERIVED_SD];
    return gsl_ran_ugaussian_pdf(ratio) / d->derived[DERIVED_ABOVE];
}

static double normal_mean(const struct distribution *d) {
    return d->parameter[NORMAL_MEAN] + d->derived[DERIVED_SD] * truncation_hazard(d);
}

static double normal_variance(const struct distribution *d) {
    double sd = d->derived[DERIVED_SD], hazard = truncation_hazard(d);
    return sd * sd * (1 - hazard * (hazard + d->parameter[NORMAL_MEAN] / sd));
}

static double normal_cdf(const struct distribution *d, double x) {
    if (x < 0)
        return 0;
    double mean = d->parameter[NORMAL_MEAN], sd = d->derived[DERIVED_SD];
    return 1 - gsl_cdf_gaussian_Q(x - mean, sd) / d->derived[DERIVED_ABOVE];
}

/* The mean less that of what lies above x. */
static double normal_mean_up_to(const struct distribution *d, double x) {
    double sd = d->derived[DERIVED_SD], z = (x - d->parameter[NORMAL_MEAN]) / sd;
    double above = sd * (gsl_ran_ugaussian_pdf(z) - z * gsl_cdf_ugaussian_Q(z));
    return normal_mean(d) - above / d->derived[DERIVED_ABOVE];
}

static const struct field normal_fields[] = {
    TIME_FIELD("mean", FIRST, DURATION_LEAST, true, "the mean before values below 0 are cut off"),
    NUMBER_FIELD("cv", SECOND, 1e-6, 100, false,
                 "standard deviation over mean, both before the cut"),
    TIME_FIELD("sd", THIRD, DURATION_LEAST, false, "standard deviation, before the cut"),
    {.key = NULL}};

const struct distribution_kind distribution_kind_normal = {
    .name = "normal",
    .shape = SHAPE_PARAMETERS,
    .fields = normal_fields,
    .prepare = normal_prepare,
    .sample = normal_sample,
    .mean = normal_mean,
    .variance = normal_variance,
    .cdf = normal_cdf,
    .mean_up_to = normal_mean_up_to,
    .help = "Symmetric, with values below 0 cut off; 'mean', 'cv' and 'sd' are those before the "
            "cut, which raises the mean noticeably when cv is above 0.5.",
    .source = "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions 1 (1994), 13.10",
    .example = "{\"kind\": \"normal\", \"mean\": \"3m\", \"sd\": \"20s\"}"};
