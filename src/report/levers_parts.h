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

#endif
