/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the texts of compare and sweep share. */
#ifndef REPORT_COMPARISON_PARTS_H
#define REPORT_COMPARISON_PARTS_H

#include "report/comparison_report.h"

/* Each in arena a. */
const char *comparison_bold(const struct comparison_report *r, struct arena *a, const char *words);
/* "better", "not shown (2,400)"; "" for NULL. */
const char *verdict_cell(const struct comparison_report *r, struct arena *a,
                         const struct change_finding *f);
/* Scenario, variants, days, and what was not run. */
void comparison_head(const struct comparison_report *r, struct arena *a, struct text *out);
/* What went wrong in the runs, each with the variants in which it did; nothing where nothing. */
void comparison_warnings(const struct comparison_report *r, struct arena *a, struct text *out);
/* The same, then what the intervals mean. */
void comparison_doubt(const struct comparison_report *r, struct arena *a, struct text *out);

#endif
