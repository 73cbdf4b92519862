/* SPDX-License-Identifier: GPL-3.0-or-later
 * What `sojourn staff` says. */
#ifndef REPORT_STAFF_REPORT_H
#define REPORT_STAFF_REPORT_H

#include <stdio.h>

#include "base/output.h"
#include "base/text.h"
#include "planner/staff_levels.h"

struct staff_report {
    const struct scenario *scenario;
    const struct staff_answer *answer;
    const struct staff_levels *levels; /* NULL: not there */
    const char *const *notes;          /* [n_notes] what else was assumed */
    size_t n_notes;
};

/* The answer in one sentence, and the plan: what is told before it is confirmed. */
void staff_text_plan(const struct staff_report *r, struct text *out);
/* The whole answer for a person. */
void staff_text(const struct staff_report *r, struct text *out);
void staff_json(const struct staff_report *r, struct text *out);
/* The plan as a merge patch that simulate --patch takes. */
void staff_patch(const struct staff_answer *a, struct text *out);
/* One row a slot and group: required, scheduled, and the model's own staffing; with a column of
 * weekdays where they differ. */
void staff_plan_csv(const struct staff_answer *a, FILE *out);
/* The interval file of the plan, its `required` and `over_under` filled. */
void staff_intervals_csv(const struct staff_report *r, FILE *out);

/* Writes plots/plan.gp and its data; *script is its name, NULL where there is no day to plot. Needs
 * levels. False with a finding. */
bool staff_plot(const struct staff_report *r, struct output *o, const char **script,
                struct diag *d);

/* People to schedule so that so many are at the desk. */
double staff_scheduled(const struct staff_answer *a, size_t group, double required);
/* Person-hours of the plan in a day (steady state: an hour), of those due and of those who come. */
double staff_due_hours(const struct staff_answer *a);
double staff_present_hours(const struct staff_answer *a);
/* "at the desk", or where some planned people stay away "due at the desk". */
const char *staff_where(const struct staff_answer *a);
/* "80 % answered within 20 s at phones (ignore), in every interval; ...", in arena a. */
const char *staff_question(const struct staff_answer *a, struct arena *arena);

#endif
