/* SPDX-License-Identifier: GPL-3.0-or-later
 * The parts of the report for a person, each adding its heading and body, or nothing at all. */
#ifndef REPORT_TEXT_PARTS_H
#define REPORT_TEXT_PARTS_H

#include "report/report.h"

enum text_colour { COLOUR_BOLD, COLOUR_DIM, COLOUR_GOOD, COLOUR_BAD, COLOUR_DOUBT };

/* The words in a colour where the report has colours. In arena a. */
const char *text_coloured(const struct report *r, struct arena *a, enum text_colour c,
                          const char *words);
void text_heading(const struct report *r, struct arena *a, struct text *out, const char *words);
/* A paragraph, indented and broken at the report's width. */
void text_paragraph(struct text *out, const char *words);

typedef void text_part(const struct report *r, struct arena *a, struct text *out);
text_part text_answer, text_week, text_day, text_who, text_stations, text_staff, text_strain,
    text_experience, text_months, text_rules, text_money, text_trouble, text_why, text_assumed,
    text_theory, text_how_sure;

#endif
