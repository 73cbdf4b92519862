/* SPDX-License-Identifier: GPL-3.0-or-later
 * What every report is made from, and the reports. They read results and compute nothing. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diag.h"
#include "base/output.h"
#include "base/text.h"
#include "scenario/scenario.h"
#include "study/results.h"

struct theory_match;
struct trouble;
struct typical_day;

struct report {
    const struct scenario *scenario;
    const struct results *results;
    const struct diag *findings;       /* of reading the scenario */
    const struct theory_match *theory; /* NULL: left out */
    const struct trouble *trouble;     /* NULL: left out */
    const struct typical_day *typical; /* NULL: left out */
    bool colour;                       /* text only */
};

enum { REPORT_WIDTH = 100 }; /* columns of the text */

/* The report for a person. */
void report_text(const struct report *r, struct text *out);
/* The JSON result of docs/reference.md, ended by a line end. */
void report_json(const struct report *r, struct text *out);
/* CSV files (RFC 4180, lines ended by CR LF): one row per interval and thing; histogram bins. */
void report_intervals_csv(const struct report *r, FILE *out);
void report_waits_csv(const struct report *r, FILE *out);

/* What the scenario takes for granted, a sentence each; [*n], in arena a. */
const char *const *report_assumptions(const struct scenario *s, struct arena *a, size_t *n);
/* The station that the report looks at closest: a standard's, else where most people serve (of
 * several the first by name); NULL when the scenario has neither. */
const char *report_main_station(const struct report *r);
/* The standard's result that holds for this station's customers, NULL when there is none. */
const struct standard_result *report_standard_at(const struct report *r, const char *station);
/* Whether machines served some of those who came and staff the others: asa and the waits of the
 * served are then of those whom staff served or helped, other waits of both. */
bool report_machines_served(const struct results *r);
/* The whole row's estimate of a measure; all NAN when there is no such measure or row. */
struct estimate report_estimate(const struct result_row *row, const char *measure);

#endif
