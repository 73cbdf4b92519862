/* SPDX-License-Identifier: GPL-3.0-or-later
 * The row by which GSL sees a stream. Random123 ships an adapter too, which keeps only 32 bits. */
#include "random/gsl_stream.h"

#include <limits.h>

_Static_assert(ULONG_MAX == UINT64_MAX, "GSL's words hold those of a stream");

/* GSL seeds a generator that it allocates; an address needs none. */
static void set(void *state, unsigned long seed) {
    *(struct stream *)state = stream_at(seed, 0, 0);
}

static unsigned long get(void *state) {
    return stream_next(state);
}

static double get_double(void *state) {
    return stream_uniform(state);
}

const gsl_rng_type gsl_stream_type = {.name = "stream",
                                      .max = ULONG_MAX,
                                      .min = 0,
                                      .size = sizeof(struct stream),
                                      .set = set,
                                      .get = get,
                                      .get_double = get_double};
