/* SPDX-License-Identifier: GPL-3.0-or-later
 * The table of measures: every number that is reported, by the name used in tables, JSON and files.
 */
#ifndef OBSERVE_MEASURE_H
#define OBSERVE_MEASURE_H

#include <stddef.h>

/* What a row of results is about. */
enum row_kind { ROW_TOTAL, ROW_STATION, ROW_CLASS, ROW_TIER, ROW_GROUP, ROW_KINDS };

/* The words for them: in the interval file ("station") and in the JSON result ("stations"). */
extern const char *const row_kind_names[ROW_KINDS];
extern const char *const row_kind_sections[ROW_KINDS];

struct measure {
    const char *name;
    const char *unit;       /* "share", "s", "contacts/day", ... */
    const char *definition; /* one sentence or formula */
    unsigned rows;          /* bit set of 1 << row_kind it applies to */
    /* How it is computed: the table's own business, see measure.c. */
    int how, numerator, denominator;
    double argument;
};

extern const struct measure measures[];
extern const size_t n_measures;

/* Index into measures, or n_measures when there is none of that name. */
size_t measure_find(const char *name);

#endif
