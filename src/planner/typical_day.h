/* SPDX-License-Identifier: GPL-3.0-or-later
 * Why people wait: the longest waits of a typical day, the one whose mean wait is the median. */
#ifndef PLANNER_TYPICAL_DAY_H
#define PLANNER_TYPICAL_DAY_H

#include <stdint.h>

#include "observe/longest_waits.h"

struct model;
struct study_options;
struct study_series;

struct typical_day {
    uint64_t replication; /* from 0 */
    double mean_wait;     /* s, of that replication */
    struct longest_waits longest;
};

/* What study_run is to keep for the choice of the day. */
extern const char *const typical_day_series;
/* Chooses by series (the first of which is typical_day_series) and runs that replication again.
 * Names in it live as long as the model. NULL when nobody joined any line. */
struct typical_day *typical_day_run(const struct model *m, const struct study_options *options,
                                    const struct study_series *series);
void typical_day_free(struct typical_day *t);

#endif
