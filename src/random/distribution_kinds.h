/* SPDX-License-Identifier: GPL-3.0-or-later
 * The list of distribution kinds, and what their files share. A kind is a file distribution_x.c (or
 * a place in one, while short) that defines its row, and a name in this list. */
#ifndef RANDOM_DISTRIBUTION_KINDS_H
#define RANDOM_DISTRIBUTION_KINDS_H

#include <math.h>

#include "random/distribution.h"

#define DISTRIBUTION_KINDS(X)                                                                      \
    X(constant)                                                                                    \
    X(uniform)                                                                                     \
    X(triangular)                                                                                  \
    X(exponential)                                                                                 \
    X(erlang)                                                                                      \
    X(gamma)                                                                                       \
    X(lognormal)                                                                                   \
    X(weibull)                                                                                     \
    X(normal)                                                                                      \
    X(beta)                                                                                        \
    X(pareto)                                                                                      \
    X(hyperexponential)                                                                            \
    X(mixture)                                                                                     \
    X(empirical)                                                                                   \
    X(discrete)

#define DECLARE_KIND(name) extern const struct distribution_kind distribution_kind_##name;
DISTRIBUTION_KINDS(DECLARE_KIND)
#undef DECLARE_KIND

/* Offsets of a row's parameters, in the order of its fields. */
enum {
    FIRST = offsetof(struct distribution, parameter),
    SECOND = FIRST + sizeof(double),
    THIRD = SECOND + sizeof(double),
    FOURTH = THIRD + sizeof(double)
};

/* Limits of a time that must not be 0, in seconds: a nanosecond to thirty years. */
#define DURATION_LEAST 1e-9
#define DURATION_MOST  1e9

/* Rows that several kinds share. Macros, because a row is an initialiser. */
#define TIME_FIELD(name, place, least, is_required, text)                                          \
    {                                                                                              \
        .key = (name), .kind = FIELD_DURATION, .offset = (place), .unit = "s", .min = (least),     \
        .max = DURATION_MOST, .fallback = NAN, .required = (is_required), .help = (text),          \
        .example = "\"3m\""                                                                        \
    }
#define NUMBER_FIELD(name, place, least, most, is_required, text)                                  \
    {                                                                                              \
        .key = (name), .kind = FIELD_NUMBER, .offset = (place), .unit = "", .min = (least),        \
        .max = (most), .fallback = NAN, .required = (is_required), .help = (text), .example = "2"  \
    }
#define MEAN_FIELD(is_required) TIME_FIELD("mean", FIRST, DURATION_LEAST, is_required, "the mean")
#define CV_FIELD(place, least, is_required)                                                        \
    NUMBER_FIELD("cv", place, least, 100, is_required,                                             \
                 "coefficient of variation: standard deviation over mean")

/* NULL when every required parameter is given and every given one is within its row's limits; else
 * what prepare says. The prepare of a kind whose parameters are free of each other. */
const char *parameters_check(struct distribution *d);

/* The first n parameters as kinks, for kinds whose bounds they are. */
size_t kinks_at_parameters(const struct distribution *d, size_t n, double *at, size_t most);

static inline bool is_given(double parameter) {
    return parameter == parameter;
}

#endif
