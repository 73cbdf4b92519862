/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reports of planner/gap.h: what separates the textbook from the simulation. */
#ifndef REPORT_GAP_REPORT_H
#define REPORT_GAP_REPORT_H

#include <stdio.h>

#include "base/output.h"
#include "base/text.h"
#include "planner/gap.h"

struct gap_report {
    const struct scenario *scenario;
    const struct gap *gap;
    uint64_t seed;
};

/* For a person, 100 columns wide. */
void gap_text(const struct gap_report *r, struct text *out);
void gap_json(const struct gap_report *r, struct text *out);
/* CSV (RFC 4180, lines ended by CR LF), a row for each step. */
void gap_csv(const struct gap_report *r, FILE *out);
/* The steps as a waterfall, into plots/ of the output: gap.gp and its data. scripts as report_plots
 * does. Nothing is drawn where no step has a value. False with a finding when something cannot be
 * written. */
bool gap_plots(const struct gap_report *r, struct output *o, const char *const **scripts,
               struct diag *d);

#endif
