/* SPDX-License-Identifier: GPL-3.0-or-later
 * Why no plan meets. */
#ifndef PLANNER_STAFF_REASONS_H
#define PLANNER_STAFF_REASONS_H

#include "planner/staff_parts.h"

/* words: in the answer's arena, or for ever. */
void staff_reason_add(struct staff_answer *a, const char *words);
/* Adds a reason for each goal that no people can change. */
void staff_unstaffed_find(struct staff_answer *a);
/* Whether every goal is reached when nobody has to wait for staff; else reasons. False without one
 * when stopped: the problem is then exhausted. */
bool staff_plenty_reaches(struct staff_answer *a, struct staffing_problem *p);
/* Whether all goals can be shown to be met; else reasons. days: in which the plan was not missed; 0
 * where it was. */
bool staff_provable(struct staff_answer *a, size_t days);
/* Fills whom the answer's plan leaves without anybody to serve them. */
void staff_unserved_find(struct staff_answer *a, const struct staffing_problem *p);
/* Whether plenty of people leave some goal nobody to judge; a reason for each, with how many do
 * not.
 */
bool staff_idle_tell(struct staff_answer *a, struct staffing_problem *p);
/* Ends the answer as having no plan, with what its best plan misses; or as stopped. */
void staff_nothing_meets(struct staff_answer *a, struct staffing_problem *p);

#endif
