/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tasks of a crew: what is done for one customer by several people, each task after others. */
#ifndef SCENARIO_CREW_H
#define SCENARIO_CREW_H

#include <stddef.h>

#include "random/distribution.h"

enum { TASKS_AT_MOST = 64 }; /* of one crew */

struct crew_need {
    const char *group;
    size_t people;
};

struct task_name {
    const char *name;
};

struct crew_task {
    const char *name;
    struct distribution lasts; /* s */
    size_t n_after, n_needs;
    const struct task_name *after; /* that must have ended */
    const struct crew_need *needs; /* all at once, until it ends */
    const char *at;                /* machines of which it takes one; NULL */
};

/* The own part of a station of kind crew. */
struct crew {
    size_t n_tasks;
    const struct crew_task *tasks;
};

struct station;

/* NULL for a station of another kind. */
const struct crew *station_crew_of(const struct station *s);

#endif
