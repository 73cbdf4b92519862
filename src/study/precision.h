/* SPDX-License-Identifier: GPL-3.0-or-later
 * When a study has run long enough. */
#ifndef STUDY_PRECISION_H
#define STUDY_PRECISION_H

#include "base/text.h"
#include "study/path.h"

struct precision {
    double wanted; /* half-width: points for shares, else relative to the value */
    double level;
    size_t n;
    const struct result_path *paths; /* [n] */
    const char *const *names;        /* [n], as asked */
};

/* Whether every path is known well enough. */
bool precision_reached(const struct precision *p, const struct pool *pool);
/* "stations.phones.asa +- 1.8 %, total.abandonment +- 0.3 points". */
void precision_describe(const struct precision *p, const struct pool *pool, struct text *out);

#endif
