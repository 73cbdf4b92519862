/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the reports of lanes share. */
#ifndef REPORT_LANES_PARTS_H
#define REPORT_LANES_PARTS_H

#include "report/comparison_parts.h"

/* "4 lanes with one shared line, all open", in arena a. */
const char *lane_plan_words(const struct lane_plan *p, struct arena *a);
/* The waits that 95 % of the served do not exceed. */
struct figure lanes_p95(const struct lanes_grid *g);
/* The answer in words, and the best of each form on other days. */
void lanes_answer_print(const struct comparison_report *r, struct arena *a, struct text *out);

/* The picture over the number of lanes: its script's name, NULL with a finding. */
const char *lanes_plot(const struct comparison_report *r, struct output *o, struct diag *d);

struct cJSON;

/* A difference and what it says; nothing where there is none. */
void json_finding_add(struct cJSON *measure, const struct change_finding *f, const char *unit);
/* What plan a variant is, with its sums; the answer. */
void lanes_variant_add(struct cJSON *object, const struct comparison_report *r, size_t variant);
void lanes_answer_add(struct cJSON *root, const struct comparison_report *r);

#endif
