/* SPDX-License-Identifier: GPL-3.0-or-later
 * A schedule for people and machines. */
#ifndef REPORT_SCHEDULE_REPORT_H
#define REPORT_SCHEDULE_REPORT_H

#include <stdio.h>

#include "base/output.h"
#include "planner/schedule.h"

/* The answer, the day or the week, the shifts, and what the simulation says; within 100 columns. */
void schedule_text(const struct schedule *s, struct text *out);
void schedule_json(const struct schedule *s, struct text *out);
/* The shifts as a merge patch that simulate --patch takes. */
void schedule_patch(const struct schedule *s, struct text *out);
/* One row per person and day: day, group, pattern, person, start, end, breaks, paid hours. */
void schedule_roster_csv(const struct schedule *s, FILE *out);
/* One row per slot and group: required, at work. */
void schedule_cover_csv(const struct schedule *s, FILE *out);
/* Scripts and data of plots/gantt and plots/cover; their names are put into scripts, ended by NULL,
 * in the arena of the output. False with a finding when something cannot be written. */
bool schedule_plots(const struct schedule *s, struct output *o, const char *const **scripts,
                    struct diag *d);

/* Why no schedule meets what is asked, where that is known. */
void schedule_reasons_text(const struct schedule *s, struct text *out);
/* Of the last simulation: which standards hold, which do not and what more people do about it, how
 * a standard counts that the days show neither way. Nothing without standards. */
void schedule_verdict_text(const struct schedule *s, struct text *out);

/* The members at_most, all of whose people work, that keep more from being scheduled:
 * "staff.agents.patterns.full-time.at_most (5), ..." in arena a; NULL: none does. */
const char *schedule_limits_words(const struct schedule *s, struct arena *a);

/* "mon", or "" where one day stands for all. */
const char *schedule_day_name(const struct schedule *s, size_t day);
/* "lunch 12:15-13:15, rest 15:00-15:10", in arena a. */
const char *schedule_breaks_words(const struct schedule *s, const struct schedule_group *g,
                                  const struct cover_shift *shift, struct arena *a);
/* Of a person-hour missing; HUGE_VAL: none was given, and as few are missing as can be. */
double schedule_missing_price(const struct schedule *s);

#endif
