/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of a schedule share. */
#ifndef PLANNER_SCHEDULE_PARTS_H
#define PLANNER_SCHEDULE_PARTS_H

#include "planner/schedule.h"

/* The days and slots that the groups' patterns and profiles need. False with a finding where their
 * times fit no grid of whole minutes. */
bool schedule_grid(const struct model *m, struct slot_grid *out, struct diag *d);
/* Kinds, contracts and breaks of the group's patterns, in slots, into g->problem. */
void schedule_problem(struct schedule *s, struct schedule_group *g,
                      const struct schedule_options *o);
/* Covers every group (again), and fills the schedule's sums and staffing. */
void schedule_solve(struct schedule *s, const struct schedule_options *o);
/* Says who of each contract works which shifts. */
void schedule_duties(struct schedule *s, struct schedule_group *g);
/* Counts the standards of the round's results that are missed. */
void schedule_round_judge(const struct schedule *s, struct schedule_round *round);
/* words: copied, once. */
void schedule_reason_add(struct schedule *s, const char *words);
/* Marks and tells the standards that plenty of people miss: of those that the results miss, or
 * of all (NULL). Needs o->reach. */
void schedule_reach(struct schedule *s, const struct schedule_options *o,
                    const struct results *missed);
/* Whether a station turns people away, or has places for so many staff only. */
bool schedule_is_bounded(const struct model *m);
/* Simulates the schedule and solves again with cuts where it misses a standard. */
void schedule_simulate(struct schedule *s, const struct schedule_options *o, struct diag *d);

#endif
