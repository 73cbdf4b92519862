/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of lanes share: the row that is looked at, who stands there, what opens it. */
#ifndef PLANNER_LANES_PARTS_H
#define PLANNER_LANES_PARTS_H

#include "planner/lanes.h"

struct cJSON;

enum { MOST_LANE_GROUPS = 64 };

/* A set of groups of staff. */
struct lane_groups {
    size_t n;
    const struct staff_group *all[MOST_LANE_GROUPS];
};

struct lane_row {
    struct arena *arena;
    const struct scenario *scenario;
    const struct cJSON *tree; /* of the merged documents */
    const struct station *station;
    bool is_desk;                /* the scenario has one line for all */
    struct lane_groups cashiers; /* who stand there; the first has most people */
    struct lane_groups lenders;  /* whom rules fetch people from to them, or send them to */
    bool ruled;                  /* some rule opens or closes lanes */
    bool constant;               /* so many cashiers all day */
    bool flexible;               /* their count is one plain profile, which may be cut */
    size_t count;                /* cashiers at most, without rules */
    size_t lendable;             /* people whom rules may bring in all */
    size_t least;                /* lanes that the work needs at least; 1: nobody knows */
};

/* False with an error in d. */
bool lane_row_find(struct lane_row *r, const char *name, struct diag *d);
bool lane_groups_hold(const struct lane_groups *g, const char *name);
/* Whether a rule's action opens or closes lanes of the row. */
bool lane_action_opens(const struct lane_row *r, const struct rule_action *a);
/* Largest and least value of a profile over all its weekdays. */
double count_most(const struct profile *p);
double count_least(const struct profile *p);
/* "own lines" or one line: which of them the scenario has now. */
enum lane_form lane_row_form(const struct lane_row *r);
enum lane_opening lane_row_opening(const struct lane_row *r);

/* The patch that makes the plan of the scenario. */
struct cJSON *lane_patch(const struct lane_row *r, const struct lanes_question *q,
                         const struct lane_plan *plan);
/* What is asked of every plan: [LANES_SUMS], in the arena of the row. */
const struct sum_ratio *lane_sums(const struct lane_row *r, const char *express, bool *money);

#endif
