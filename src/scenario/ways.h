/* SPDX-License-Identifier: GPL-3.0-or-later
 * A journey as a graph: which steps lead to which, and which ways the values of the file close. */
#ifndef SCENARIO_WAYS_H
#define SCENARIO_WAYS_H

#include <stdbool.h>
#include <stddef.h>

#include "scenario/check.h"

enum { STEP_OUT = -1 }; /* the contact ends */

/* Why nobody goes a way, by the values that the file gives; X(name, words about the step). */
#define CLOSED_WAYS                                                                                \
    X(ALL_RESOLVED, "'%s' resolves everything")                                                    \
    X(NONE_RESOLVED, "'%s' resolves nothing")                                                      \
    X(NO_SHARE, "the choice at '%s' sends nobody there")                                           \
    X(NO_CHANCE, "the chance of '%s' is 0")                                                        \
    X(NOT_ELIGIBLE, "nobody is eligible for '%s'")                                                 \
    X(TOO_MUCH, "nobody brings so little that '%s' would take it")

#define X(name, words) WAY_##name,
enum way { WAY_OPEN, CLOSED_WAYS };
#undef X

struct edge {
    size_t from;
    long to;
    bool timed;  /* time passes on the way */
    bool chance; /* it can happen to anybody in any round, and without a line */
    enum way why;
    bool unmeant; /* closed, and no key is given that another value would open it by */
};

struct graph {
    size_t n_edges;
    struct edge *edges;
    bool shares_vary; /* a rule sets some of the shares and chances: no way is closed for good */
    bool *reached;    /* [n steps] */
    bool *met;        /* [n steps]: reached on open ways alone */
    bool *ends;       /* [n steps]: the end can be reached from here */
};

/* Which ways are followed. */
enum ways { WAYS_OPEN, WAYS_MEANT, WAYS_ALL };

/* In the scratch arena; nothing is reached yet. */
struct graph graph_make(struct checking *k, const struct journey *j);
/* Follows such ways from all that is reached, [n steps], until nothing more is. Ways without a
 * chance of their own count, since stations may be full. */
void graph_reach(const struct graph *g, bool *reached, enum ways ways);
/* Why nobody is ever served at the step though he comes to it. */
enum way step_way(const struct checking *k, const struct journey *j, const struct step *s);
/* "'ivr' resolves everything". */
const char *way_words(struct arena *a, enum way why, const char *step);
/* The step that follows in passing, those reached only by label skipped; STEP_OUT. */
long step_next(const struct journey *j, size_t i);

#endif
