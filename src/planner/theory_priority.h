/* SPDX-License-Identifier: GPL-3.0-or-later
 * Classes of customers in order of priority, where a scenario is nothing but that. */
#ifndef PLANNER_THEORY_PRIORITY_H
#define PLANNER_THEORY_PRIORITY_H

#include "base/arena.h"
#include "model/model.h"
#include "theory/priority.h"

struct theory_classes {
    struct priority_model model;
    const char *const *names; /* [model.n], of the classes, the first is served first */
    const char *station, *group;
};

/* NULL, with *out in the arena and pointing into m; or the property that prevents the formulas, in
 * words. Steady state only. */
const char *theory_priority_of(const struct model *m, struct arena *a, struct theory_classes *out);

#endif
