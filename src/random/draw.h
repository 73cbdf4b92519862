/* SPDX-License-Identifier: GPL-3.0-or-later
 * Draws by quantile, one word each: cheap, and monotone in every parameter, so that common random
 * numbers stay common when a parameter changes. */
#ifndef RANDOM_DRAW_H
#define RANDOM_DRAW_H

#include <math.h>
#include <stdint.h>

#include <gsl/gsl_cdf.h>

#include "random/stream.h"

/* c[0] r^7 + ... + c[7]. */
static inline double polynomial7(const double c[8], double r) {
    return ((((((c[0] * r + c[1]) * r + c[2]) * r + c[3]) * r + c[4]) * r + c[5]) * r + c[6]) * r +
           c[7];
}

/* Inverse of the standard normal distribution function, to about 1e-15 relative; 0 < p < 1.
 * The middle 85 % stand here so that they are inlined (a third faster); the tails are GSL's.
 * Source: Wichura (1988), Algorithm AS 241, PPND16, which GSL follows too. */
static inline double normal_quantile(double p) {
    static const double above[8] = {2.5090809287301226727e+3, 3.3430575583588128105e+4,
                                    6.7265770927008700853e+4, 4.5921953931549871457e+4,
                                    1.3731693765509461125e+4, 1.9715909503065514427e+3,
                                    1.3314166789178437745e+2, 3.3871328727963666080e+0};
    static const double below[8] = {5.2264952788528545610e+3, 2.8729085735721942674e+4,
                                    3.9307895800092710610e+4, 2.1213794301586595867e+4,
                                    5.3941960214247511077e+3, 6.8718700749205790830e+2,
                                    4.2313330701600911252e+1, 1.0};
    double q = p - 0.5;
    if (fabs(q) > 0.425)
        return gsl_cdf_ugaussian_Pinv(p);
    double r = 0.425 * 0.425 - q * q;
    return q * polynomial7(above, r) / polynomial7(below, r);
}

/* Exponential with mean 1; at most 36.7 (the uniform has 52 bits). */
static inline double stream_exponential(struct stream *s) {
    return -log(stream_uniform(s));
}

/* Standard normal; within +-8.2 (the uniform has 52 bits). */
static inline double stream_normal(struct stream *s) {
    return normal_quantile(stream_uniform(s));
}

/* Poisson with mean >= 0, by products of uniforms in pieces of mean 30 at most; a draw costs one
 * uniform more than it counts for each piece, so it is for small means. Source: Knuth, The Art of
 * Computer Programming 2, section 3.4.1, algorithm Q. */
static inline uint32_t stream_poisson(struct stream *s, double mean) {
    uint32_t n = 0;
    for (; mean > 0; mean -= 30) {
        double least = exp(-fmin(mean, 30)), product = stream_uniform(s);
        for (; product > least; product *= stream_uniform(s)) {
            n++;
        }
    }
    return n;
}

#endif
