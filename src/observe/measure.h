/* SPDX-License-Identifier: GPL-3.0-or-later
 * The table of measures: every number that is reported, by the name used in tables, JSON and files.
 */
#ifndef OBSERVE_MEASURE_H
#define OBSERVE_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

/* What a row of results is about. */
enum row_kind { ROW_TOTAL, ROW_STATION, ROW_CLASS, ROW_TIER, ROW_GROUP, ROW_RULE, ROW_KINDS };

/* The words for them: in the interval file ("station") and in the JSON result ("stations"). */
extern const char *const row_kind_names[ROW_KINDS];
extern const char *const row_kind_sections[ROW_KINDS];

/* How a measure is computed. */
enum measure_how {
    MEASURE_RATIO,           /* of two quantities' totals */
    MEASURE_DAY_RATIO,       /* the same; not given in steady state */
    MEASURE_QUANTILE_SERVED, /* of the waits of the served; argument: the share */
    MEASURE_QUANTILE_ALL,    /* of the waits of all who joined */
    MEASURE_EXCEEDS_WAIT,    /* share of joined beyond a limit that its name ends with */
    MEASURE_EXCEEDS_SOJOURN, /* the same of the whole time inside */
    MEASURE_STANDARD         /* of the row's first standard */
};

/* Which of two values is the better one, where that can be said without asking why. */
enum measure_good { GOOD_EITHER, GOOD_LOW, GOOD_HIGH };

struct measure {
    const char *name;
    const char *unit;       /* "share", "s", "contacts/day", ... */
    const char *definition; /* one sentence or formula */
    unsigned rows;          /* bit set of 1 << row_kind it applies to */
    /* How it is computed: an enum measure_how, and quantities of observe/quantity.h. */
    int how, numerator, denominator;
    double argument;
    int good; /* an enum measure_good */
};

extern const struct measure measures[];
extern const size_t n_measures;

/* Index into measures, or n_measures when there is none of that name. "wait_exceeds_<duration>" is
 * a row whose value depends on the duration: its name with one put in is found by measure_parse. */
size_t measure_find(const char *name);

/* A measure as a path names it. */
struct measure_reference {
    size_t measure; /* index into measures */
    double limit;   /* s, of wait_exceeds_... and sojourn_exceeds_...; else NAN */
    bool daily;     /* ..._daily_mean: the mean over days of the day's ratio */
};

/* False when the name is none: "asa", "wait_exceeds_1m30s", "abandonment_daily_mean". */
bool measure_parse(const char *name, struct measure_reference *out);

#endif
