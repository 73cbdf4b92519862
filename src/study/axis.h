/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a sweep varies: "staff.agents.count=3..8". */
#ifndef STUDY_AXIS_H
#define STUDY_AXIS_H

#include <stddef.h>

#include "base/arena.h"

struct axis {
    const char *path; /* "staff.agents.count" */
    size_t n;
    const char *const *values; /* [n], as a setting takes them: "3", "+1", "*1.1", "30s" */
};

enum { MOST_AXES = 8 };

/* Reads PATH=VALUES: values with commas between them, each a single one or a range A..B or A..B
 * step C (else 1). Both ends of a range and its step have one unit (10s..60s step 10s) and one sign
 * (+1..+3 is relative, as in --set). At most `most` values. NULL, or what is wrong, in the arena.
 */
const char *axis_parse(const char *text, size_t most, struct axis *out, struct arena *a);
/* The same without the path. */
const char *axis_values_parse(const char *text, size_t most, struct axis *out, struct arena *a);

#endif
