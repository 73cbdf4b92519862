/* SPDX-License-Identifier: GPL-3.0-or-later
 * Shifts of a group and their breaks: what the files that read them share. */
#ifndef SCENARIO_SHIFTS_H
#define SCENARIO_SHIFTS_H

#include "base/units.h"
#include "scenario/reading.h"

/* Whether every break fits into the shift; else findings, at the breaks where they are the shift's
 * own, else at the shift. */
bool breaks_fit(struct reader *r, const struct path *at, const struct shift *s, bool own);
/* Gives the shifts that have none the group's breaks and looks whether they fit (at: the group);
 * then sets the group's count to the people whom its shifts bring, breaks aside. Requires a known
 * horizon. */
bool shifts_settle(struct reader *r, const struct path *at, struct staff_group *g);
/* Gives the patterns that have none the group's breaks. Requires a known horizon. */
bool patterns_settle(struct reader *r, const struct path *at, struct staff_group *g);

#endif
