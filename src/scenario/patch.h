/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is laid over a scenario before it is read: merge patches (RFC 7396) and single settings. */
#ifndef SCENARIO_PATCH_H
#define SCENARIO_PATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "scenario/read.h"

struct cJSON;

/* The left side of a --set: steps[i].parent is not set. */
struct set_path {
    size_t n;
    const struct path *steps; /* [n] */
    const char *value;        /* the right side */
};

/* "stations.kiosk.count=2", "customers.a.journey[1].chance=0.5". false when there is no '=' or no
 * path before it. */
bool set_path_parse(struct arena *a, const struct document *set, struct set_path *out);

/* Lays patch over target, which it takes and may replace; returns the result. A patch that gives a
 * distribution's kind replaces the distribution whole. */
struct cJSON *patch_merge(struct cJSON *target, const struct cJSON *patch);
/* Sets one value: JSON, bare text, or +1, -1, *1.1 relative to what stands there (a number, a
 * quantity in text, a whole profile; counts are rounded). false with a finding. */
bool patch_set(struct cJSON *root, const struct document *set, struct diag *d);

/* All documents laid over each other, in the order of scenario_read; NULL with findings when one of
 * them is broken. cJSON_Delete gives it back. */
struct cJSON *documents_merge(const struct document *documents, size_t n, struct diag *d);

#endif
