/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the theory command prints: the answer, its targets and every measure. */
#ifndef CLI_THEORY_REPORT_H
#define CLI_THEORY_REPORT_H

#include <stdbool.h>

#include "base/text.h"
#include "theory/formula.h"
#include "theory/solve.h"

struct theory_report {
    const struct theory_formula *formula;
    struct queue_question question;
    const struct queue_measure *level; /* the service level of the chosen formula */
    double shrinkage;                  /* NAN: none was given */
    struct queue_answer answer;
};

/* Whether the answer holds a model that its measures belong to. */
bool theory_is_answered(const struct theory_report *r);
/* Adds the report for people, within 100 columns. */
void theory_report_text(const struct theory_report *r, struct text *out);
/* Adds the result as JSON: inputs in seconds and per second, measures by their names; null for what
 * is unlimited, infinite or a mean over nobody. */
void theory_report_json(const struct theory_report *r, struct text *out);

#endif
