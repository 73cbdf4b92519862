/* SPDX-License-Identifier: GPL-3.0-or-later
 * How far an answer hangs on what is only assumed of people: every parameter that is switched on
 * and not published goes to the low and the high end of its range, one at a time. */
#ifndef PLANNER_SENSITIVITY_H
#define PLANNER_SENSITIVITY_H

#include "base/field.h"
#include "planner/comparison.h"

/* One end of a parameter's range. */
struct sensitive_end {
    double value;          /* in the row's unit */
    const char *why;       /* it is not run: it is there already, or cannot be; NULL */
    const char *name;      /* of the variant: "energy.hurry=2" */
    struct document patch; /* over the scenario */
    size_t variant;        /* of the comparison */
    /* Found, by sensitivity_answer: the figure there, and against the scenario as it is. */
    struct estimate answer;
    struct change_finding change;
};

enum { SENSITIVE_LOW, SENSITIVE_HIGH, SENSITIVE_ENDS };

struct sensitive {
    const char *name; /* "energy.hurry" */
    const struct field *row;
    double now;
    struct sensitive_end ends[SENSITIVE_ENDS];
    double effect; /* the larger of the two differences, without its sign; NAN: unknown */
    bool shown;    /* that one of the two is not nought */
};

/* Which figure is the answer. */
enum answer_of { ANSWER_ROW, ANSWER_STANDARD, ANSWER_DAYS };

struct sensitivity {
    struct arena arena;
    struct scenario *scenario; /* as it is */
    const char *path;          /* "total.mean_wait", "standards.80/20.value" */
    const char *unit;
    enum answer_of of;
    enum row_kind kind; /* ANSWER_ROW */
    size_t measure;     /* ANSWER_ROW */
    const char *name;   /* of the row or standard */
    size_t n;
    struct sensitive *all; /* [n]; after sensitivity_answer those shown first, of them the
                              largest effect */
    size_t n_ends;         /* variants 1 to n_ends of the comparison; variant 0: as it is */
    const struct sensitive_end **ends; /* [n_ends] */
    struct estimate answer;            /* as it is */
};

/* path: of the answer; a measure alone is the total's; NULL: the value of the first standard, else
 * the mean wait. NULL with errors in d: a path that names nothing that can be compared, or nothing
 * assumed is switched on. */
struct sensitivity *sensitivity_new(const struct document *documents, size_t n, const char *path,
                                    struct diag *d);
void sensitivity_free(struct sensitivity *s);

/* Fills in what was found, and ranks. c: of the variants. */
void sensitivity_answer(struct sensitivity *s, const struct comparison *c);

#endif
