/* SPDX-License-Identifier: GPL-3.0-or-later
 * Why people wait: the longest waits of a typical day, the one whose mean wait is the median. */
#ifndef PLANNER_TYPICAL_DAY_H
#define PLANNER_TYPICAL_DAY_H

#include "study/results.h"

struct model;
struct study_options;
struct study_series;

enum { LONGEST_WAITS = 5 };

struct long_wait {
    double joined, waited; /* s since the first day's midnight; s */
    const char *station, *class_name, *tier;
    const char *end; /* "served", "abandoned", ... */
    size_t in_line;  /* people waiting there when he joined, without him */
    size_t on_duty;  /* people at the desk then, of the groups that serve there */
    size_t wanted;   /* as staffed; more or fewer than on duty when some finish late */
    bool staffed;    /* on_duty and wanted mean something */
};

struct typical_day {
    uint64_t replication; /* from 0 */
    double mean_wait;     /* s, of that replication */
    size_t n;
    struct long_wait waits[LONGEST_WAITS]; /* [n], the longest first */
};

/* What study_run is to keep for the choice of the day. */
extern const char *const typical_day_series;
/* Chooses by series (the first of which is typical_day_series) and runs that replication again.
 * Names in it live as long as the model. NULL when nobody joined any line. */
struct typical_day *typical_day_run(const struct model *m, const struct study_options *options,
                                    const struct study_series *series);
void typical_day_free(struct typical_day *t);

#endif
