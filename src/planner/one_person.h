/* SPDX-License-Identifier: GPL-3.0-or-later
 * The scenario's staffing with a few people more or fewer in the group that most are of. */
#ifndef PLANNER_ONE_PERSON_H
#define PLANNER_ONE_PERSON_H

#include "base/arena.h"
#include "model/model.h"

/* Of the groups that serve a station (NONE: any, or work in a crew that could do with one fewer of
 * them), the one with most people at the desk over the days; NONE where nobody does. */
uint32_t largest_group(const struct model *m, uint32_t station);
/* The model's staffing, in arena a, with so many people more (below 0: fewer, never below none) in
 * a group (NONE: unchanged): at every time that it works or, where it goes by shifts, in its
 * largest. */
struct staffing staffing_with(const struct model *m, struct arena *a, uint32_t group, double more);

#endif
