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
/* A number of days to two digits, rounded up: "2,400". n > 0. */
const char *count_words(struct arena *a, double n);
/* "more (staff.agents.count=+1)". */
const char *variant_words(const struct compared *c, struct arena *a);
/* Scenario, variants, days, and what was not run. */
void comparison_head(const struct comparison_report *r, struct arena *a, struct text *out);
/* What the intervals mean. */
void comparison_doubt(const struct comparison_report *r, struct arena *a, struct text *out);

#endif
