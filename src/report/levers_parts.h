/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the reports of levers share. */
#ifndef REPORT_LEVERS_PARTS_H
#define REPORT_LEVERS_PARTS_H

#include "report/comparison_parts.h"

/* The picture of what each lever brings: its script's name, untouched where there is nothing to
 * show. False with a finding. */
bool levers_plot(const struct comparison_report *r, struct output *o, const char **script,
                 struct diag *d);

struct cJSON;

/* The to-do list, what is assumed, and which levers do not apply. */
void levers_answer_add(struct cJSON *root, const struct comparison_report *r);
/* What levers are ranked by, "money", in words: "net gain a day". */
extern const char *const lever_rank_names[];
extern const char *const lever_rank_words[];
/* The finding that the list is ranked by, and its unit. */
const struct change_finding *lever_ranked_by(const struct levers_answer *a,
                                             const struct lever_found *f);
const char *lever_rank_unit(const struct levers_answer *a);

/* The lever that was found to do this, and its variant. */
const struct lever *lever_of(const struct levers_answer *a, const struct lever_found *f);
const struct compared *lever_variant(const struct comparison_report *r,
                                     const struct lever_found *f);
/* "+1.2 ±0.4 pts", "same", "" where it is not known. */
const char *lever_change_cell(struct arena *a, const struct change_finding *f, const char *unit);

/* levers_people.c: what of people the scenario lets one ask for at all; whether the lever changes
 * any of it; the table of those that do, or of nothing where nobody tires, feels or wears down. */
bool levers_ask_of_people(const struct levers_answer *a);
bool lever_changes_people(const struct comparison_report *r, const struct lever_found *f);
void levers_people(const struct comparison_report *r, struct arena *a, struct text *out);

#endif
