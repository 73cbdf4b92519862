/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reports of the choice of the best variant. */
#ifndef REPORT_CHOICE_REPORT_H
#define REPORT_CHOICE_REPORT_H

#include "base/output.h"
#include "base/text.h"
#include "planner/choice.h"

/* For a person: the one chosen, how sure that is, and what became of the others. */
void choice_text(const struct choice *c, const struct scenario *s, bool colour, struct text *out);
void choice_json(const struct choice *c, struct text *out);
/* Writes plots/choice.gp and its data, of the 40 that lasted longest; see comparison_plots. */
bool choice_plots(const struct choice *c, const struct scenario *s, struct output *o,
                  const char *const **scripts, struct diag *d);

#endif
