/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the reports of a sensitivity share. */
#ifndef REPORT_SENSITIVITY_PARTS_H
#define REPORT_SENSITIVITY_PARTS_H

#include "report/comparison_parts.h"

struct cJSON;

/* The parameters in their order, with the answer at both ends. */
void sensitivity_add(struct cJSON *root, const struct comparison_report *r);
/* The picture: for each parameter the answer at its ends. False with a finding. */
bool sensitivity_plot(const struct comparison_report *r, struct output *o, const char **script,
                      struct diag *d);

#endif
