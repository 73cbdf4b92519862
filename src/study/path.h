/* SPDX-License-Identifier: GPL-3.0-or-later
 * Paths of results, "stations.phones.asa": what they name, and its estimate so far. */
#ifndef STUDY_PATH_H
#define STUDY_PATH_H

#include "base/diag.h"
#include "study/pool.h"

enum path_of { PATH_ROW, PATH_STANDARD_VALUE, PATH_STANDARD_DAYS, PATH_STANDARD_FORMULA };

struct result_path {
    enum path_of of;
    size_t row;                       /* PATH_ROW */
    struct measure_reference measure; /* PATH_ROW */
    uint32_t standard;
    enum service_level_formula formula;
};

/* NULL, or why the path names nothing, in words that live in the arena. */
const char *path_parse(const struct layout *l, const char *path, struct result_path *out,
                       struct arena *a);
struct interval path_estimate(const struct pool *p, const struct result_path *path, double level);
const char *path_unit(const struct layout *l, const struct result_path *path);
/* The value in one unit, as a ratio whose totals give the estimate (of a quantile: over 1). */
struct ratio path_of_unit(const struct unit *u, const struct tally *t,
                          const struct result_path *path);

#endif
