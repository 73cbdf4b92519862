/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the parts of staff_text share. */
#ifndef REPORT_STAFF_TEXT_PARTS_H
#define REPORT_STAFF_TEXT_PARTS_H

#include "report/staff_report.h"

/* "08:30", with the weekdays where they differ: "tue-thu 08:30". */
const char *staff_place_words(struct arena *arena, const struct staff_answer *a, size_t slot);
/* The unit in which a goal's value is told. */
const char *staff_goal_unit(const struct goal *g);
/* A name as a heading of lines of at most width columns. */
const char *staff_heading_of(struct arena *arena, const char *name, size_t width);
/* Adds the table of the day, one for each kind of weekday where they differ. */
void staff_day_add(const struct staff_report *r, struct arena *arena, struct text *out);
/* Adds a line of a list. */
void staff_bullet_add(struct text *out, const char *words);
/* Hours of a slot; of a steady state's only one, 1. */
double staff_slot_hours(const struct staff_answer *a);
/* Adds the chapter "Theory beside", where the formulas' plan was simulated. */
void staff_theory_add(const struct staff_answer *a, struct arena *arena, struct text *out);
/* Adds the chapter "How sure". */
void staff_sure_add(const struct staff_answer *a, struct arena *arena, struct text *out);

#endif
