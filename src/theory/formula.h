/* SPDX-License-Identifier: GPL-3.0-or-later
 * The table of stationary formulas for one line before alike agents: what each assumes and who
 * computes it. */
#ifndef THEORY_FORMULA_H
#define THEORY_FORMULA_H

#include "theory/queue.h"

/* Assumptions that differ between the formulas. */
enum theory_assumption {
    THEORY_WAITS = 1,             /* else each agent has a line of its own, and no other */
    THEORY_LEAVES = 2,            /* people have a patience */
    THEORY_PATIENCE_OPTIONAL = 4, /* or none, when it is not given */
    THEORY_LINES = 8,             /* lines may be limited */
    THEORY_REDIALS = 16,          /* people may call again */
    THEORY_ONE_AGENT = 32,
    THEORY_ANY_PATIENCE = 64, /* else exponential */
    THEORY_ANY_HANDLE = 128,  /* else exponential, or: */
    THEORY_CONSTANT_HANDLE = 256
};

struct theory_formula {
    const char *name;     /* "erlang-c" */
    unsigned assumptions; /* of enum theory_assumption */
    enum theory_status (*evaluate)(const struct queue_model *q, struct queue_measures *out);
    const char *(*title)(const struct queue_model *q); /* "Erlang C (M/M/n)" */
    const char *help;                                  /* one phrase, no full stop */
    const char *source;
};

extern const struct theory_formula theory_formulas[];
extern const size_t n_theory_formulas;

/* NULL when there is none of that name. */
const struct theory_formula *theory_formula_find(const char *name);
static inline bool theory_assumes(const struct theory_formula *f, enum theory_assumption x) {
    return (f->assumptions & (unsigned)x) != 0;
}

#endif
