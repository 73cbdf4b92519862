/* SPDX-License-Identifier: GPL-3.0-or-later
 * The table of distributions, and what holds for every kind. */
#include "random/distribution.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "random/distribution_kinds.h"

#define ROW(name) &distribution_kind_##name,
const struct distribution_kind *const distribution_kinds[] = {DISTRIBUTION_KINDS(ROW) NULL};
#undef ROW

const struct distribution_kind *distribution_kind_find(const char *name) {
    for (const struct distribution_kind *const *kind = distribution_kinds; *kind; kind++)
        if (strcmp((*kind)->name, name) == 0)
            return *kind;
    return NULL;
}

/* One text for each key that some kind cannot do without. */
static const char *needs(const char *key) {
    static const struct {
        const char *key, *words;
    } texts[] = {
        {"value", "needs 'value'"},
        {"min", "needs 'min'"},
        {"max", "needs 'max'"},
        {"mode", "needs 'mode' (the likeliest value)"},
        {"mean", "needs 'mean'"},
        {"cv", "needs 'cv' (coefficient of variation)"},
        {"k", "needs 'k' (how many exponential phases)"},
        {"shape", "needs 'shape'"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (strcmp(texts[i].key, key) == 0)
            return texts[i].words;
    return "needs all its parameters";
}

const char *parameters_check(struct distribution *d) {
    const struct field *fields = d->kind->fields;
    for (size_t i = 0; fields[i].key; i++) {
        double x = d->parameter[i];
        if (!is_given(x)) {
            if (fields[i].required)
                return needs(fields[i].key);
        } else if (!(x >= fields[i].min && x <= fields[i].max)) {
            return "has a parameter outside its limits";
        }
    }
    return NULL;
}

static struct distribution distribution_of(const struct distribution_kind *kind, double parameter) {
    struct distribution d = {.kind = kind, .parameter = {parameter, NAN, NAN, NAN}, .scale = 1};
    const char *wrong = kind->prepare(&d);
    assert(!wrong);
    (void)wrong;
    return d;
}

struct distribution distribution_constant(double value) {
    return distribution_of(&distribution_kind_constant, value);
}

struct distribution distribution_exponential(double mean) {
    return distribution_of(&distribution_kind_exponential, mean);
}

double distribution_mean(const struct distribution *d) {
    return d->scale * d->kind->mean(d);
}

double distribution_variance(const struct distribution *d) {
    return d->scale * d->scale * d->kind->variance(d);
}

double distribution_cdf(const struct distribution *d, double x) {
    if (x < 0)
        return 0;
    return d->scale > 0 ? d->kind->cdf(d, x / d->scale) : 1;
}

double distribution_mean_up_to(const struct distribution *d, double x) {
    if (!(x > 0) || !(d->scale > 0))
        return 0;
    return isinf(x) ? distribution_mean(d) : d->scale * d->kind->mean_up_to(d, x / d->scale);
}

size_t distribution_kinks(const struct distribution *d, double *at, size_t most) {
    size_t n = d->kind->kinks ? d->kind->kinks(d, at, most) : 0;
    for (size_t i = 0; i < n; i++)
        at[i] *= d->scale;
    return n;
}

/* The parameters that are bounds. */
size_t kinks_at_parameters(const struct distribution *d, size_t n, double *at, size_t most) {
    size_t i = 0;
    for (; i < n && i < most; i++)
        at[i] = d->parameter[i];
    return i;
}

double distribution_cv(const struct distribution *d) {
    double mean = d->kind->mean(d);
    return mean > 0 ? sqrt(d->kind->variance(d)) / mean : 0;
}
