/* SPDX-License-Identifier: GPL-3.0-or-later
 * A stream as GSL's random number generator, on the caller's stack, without allocation:
 *     gsl_rng rng = gsl_stream(&s);
 *     double x = gsl_ran_beta(&rng, 2.5, 4);
 * Uniforms carry 52 bits, words 64. GSL's ziggurat (gaussian_ziggurat, and through it gsl_ran_gamma
 * and gsl_ran_beta) uses 32 bits of a word: 24 for the position and 8 for the layer. */
#ifndef RANDOM_GSL_STREAM_H
#define RANDOM_GSL_STREAM_H

#include <gsl/gsl_rng.h>

#include "random/stream.h"

extern const gsl_rng_type gsl_stream_type;

/* Draws through the generator go on in s, which must outlive it. */
static inline gsl_rng gsl_stream(struct stream *s) {
    return (gsl_rng){.type = &gsl_stream_type, .state = s};
}

#endif
