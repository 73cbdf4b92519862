/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which formula of theory/ holds for a scenario, and what it says beside the simulation; or the
 * property that puts the scenario outside every formula. */
#ifndef PLANNER_THEORY_MATCH_H
#define PLANNER_THEORY_MATCH_H

#include "scenario/scenario.h"
#include "study/results.h"

struct theory_line {
    const char *measure; /* name in the table of measures */
    const char *of;      /* the class, in the arena; NULL: the station or its staff */
    const char *unit;
    double theory;
    struct estimate simulated;
};

struct theory_match {
    struct arena arena;
    const char *formula;      /* "Erlang A (M/M/14+M)"; NULL: none holds */
    const char *prevented_by; /* in words, when none holds: "service times are lognormal" */
    const char *station;      /* whose figures the lines are */
    size_t n_lines;
    const struct theory_line *lines;
};

/* Never NULL. */
struct theory_match *theory_match(const struct scenario *s, const struct results *r);
void theory_match_free(struct theory_match *t);

#endif
