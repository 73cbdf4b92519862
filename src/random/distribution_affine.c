/* SPDX-License-Identifier: GPL-3.0-or-later
 * fixed + each * X: work that goes with a number of items. Made by the program, never by name. */
#include "random/distribution_kinds.h"

enum { FIXED, EACH };

static const struct distribution *inner(const struct distribution *d) {
    return &d->parts[0].distribution;
}

double distribution_affine_at(const struct distribution *d, double x) {
    return d->scale * (d->parameter[FIXED] + d->parameter[EACH] * x);
}

static double affine_sample(const struct distribution *d, struct stream *s) {
    return d->parameter[FIXED] + d->parameter[EACH] * distribution_sample(inner(d), s);
}

static double affine_mean(const struct distribution *d) {
    return d->parameter[FIXED] + d->parameter[EACH] * distribution_mean(inner(d));
}

static double affine_variance(const struct distribution *d) {
    return d->parameter[EACH] * d->parameter[EACH] * distribution_variance(inner(d));
}

static double affine_cdf(const struct distribution *d, double x) {
    return distribution_cdf(inner(d), (x - d->parameter[FIXED]) / d->parameter[EACH]);
}

/* E[min(fixed + each X, x)]. */
static double affine_mean_up_to(const struct distribution *d, double x) {
    double fixed = d->parameter[FIXED], each = d->parameter[EACH];
    return x <= fixed ? x : fixed + each * distribution_mean_up_to(inner(d), (x - fixed) / each);
}

static size_t affine_kinks(const struct distribution *d, double *at, size_t most) {
    size_t n = distribution_kinks(inner(d), at, most);
    for (size_t i = 0; i < n; i++)
        at[i] = d->parameter[FIXED] + d->parameter[EACH] * at[i];
    if (n < most)
        at[n++] = d->parameter[FIXED];
    return n;
}

static const struct distribution_kind affine = {
    .name = "by items",
    .shape = SHAPE_PARTS,
    .sample = affine_sample,
    .mean = affine_mean,
    .variance = affine_variance,
    .cdf = affine_cdf,
    .mean_up_to = affine_mean_up_to,
    .kinks = affine_kinks,
};

bool distribution_is_affine(const struct distribution *d) {
    return d->kind == &affine;
}

struct distribution distribution_affine(double fixed, double each,
                                        const struct distribution_part *of) {
    return (struct distribution){
        .kind = &affine, .parameter = {fixed, each}, .scale = 1, .n = 1, .parts = of};
}
