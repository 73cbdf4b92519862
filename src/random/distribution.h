/* SPDX-License-Identifier: GPL-3.0-or-later
 * The table of distributions: each kind is one row. All values are >= 0, mostly seconds. */
#ifndef RANDOM_DISTRIBUTION_H
#define RANDOM_DISTRIBUTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/field.h"
#include "random/stream.h"

enum { DISTRIBUTION_PARAMETERS = 4 };

struct distribution_kind;
struct distribution_part;

/* Plain data: may be copied; what it points to lives in the arena of whoever read it. */
struct distribution {
    const struct distribution_kind *kind;
    double parameter[DISTRIBUTION_PARAMETERS]; /* the row's fields in order; NAN: not given */
    double derived[DISTRIBUTION_PARAMETERS];   /* what prepare computed for the sampler */
    double scale;                              /* every value is multiplied by it; 1 as read */
    size_t n;                                  /* parts, or values */
    const struct distribution_part *parts;     /* [n]; mixture kinds */
    const double *values;                      /* [n]; empirical, discrete: ascending */
    const double *cumulative;                  /* [n]; discrete: share up to each; last is 1 */
};

struct distribution_part {
    double share; /* they sum to 1 */
    struct distribution distribution;
};

/* What a kind takes besides its parameters. */
enum distribution_shape { SHAPE_PARAMETERS, SHAPE_PARTS, SHAPE_VALUES, SHAPE_WEIGHTED_VALUES };

struct distribution_kind {
    const char *name;
    enum distribution_shape shape;
    const struct field *fields; /* offsets into struct distribution; fallback NAN: may be absent */
    const char *part_kind;      /* SHAPE_PARTS: kind of a part that names none; NULL: it must */
    /* Checks the parameters (each given, in its limits, and all together) or the parts or values,
     * and sets derived. Returns NULL, or what is wrong: words for the user that go on after the
     * kind's name ("needs 'cv' (coefficient of variation)"). Called once, after reading; parts are
     * prepared before. What passes never hangs a sampler and samples to finite values >= 0. */
    const char *(*prepare)(struct distribution *d);
    /* The functions leave scale out; distribution_sample and the like put it in. */
    double (*sample)(const struct distribution *d, struct stream *s);
    double (*mean)(const struct distribution *d); /* HUGE_VAL where infinite */
    double (*variance)(const struct distribution *d);
    double (*cdf)(const struct distribution *d, double x);        /* P(X <= x) */
    double (*mean_up_to)(const struct distribution *d, double x); /* E[min(X, x)], x > 0 */
    /* As distribution_kinks; NULL: none. */
    size_t (*kinks)(const struct distribution *d, double *at, size_t most);
    const char *help, *source;
    const char *example; /* JSON object; a test reads and samples it */
};

extern const struct distribution_kind *const distribution_kinds[]; /* ended by NULL */

/* NULL when there is no such kind. */
const struct distribution_kind *distribution_kind_find(const char *name);
/* A constant, ready to sample. */
struct distribution distribution_constant(double value);
/* fixed + each * X for X by another distribution, which must outlive it: work that goes with a
 * number of items. It stands in no table, since no file names it. */
struct distribution distribution_affine(double fixed, double each,
                                        const struct distribution_part *of);
bool distribution_is_affine(const struct distribution *d);
/* Its value for this X. */
double distribution_affine_at(const struct distribution *d, double x);
/* Exponential with this mean, ready to sample. */
struct distribution distribution_exponential(double mean);

static inline double distribution_sample(const struct distribution *d, struct stream *s) {
    return d->scale * d->kind->sample(d, s);
}
double distribution_mean(const struct distribution *d);
double distribution_variance(const struct distribution *d);
double distribution_cdf(const struct distribution *d, double x);
/* E[min(X, x)], the integral of P(X > u) over u in [0, x]; 0 for x <= 0, the mean for HUGE_VAL. In
 * closed form for every kind, relative error below 1e-10 mostly; it never falls as x grows but for
 * rounding. */
double distribution_mean_up_to(const struct distribution *d, double x);
/* Where the distribution function has a jump or a kink, into at[most], in no order; more than most
 * are left out. Returns how many stand there. */
size_t distribution_kinks(const struct distribution *d, double *at, size_t most);
/* Standard deviation over mean; 0 for a mean of 0. */
double distribution_cv(const struct distribution *d);

#endif
