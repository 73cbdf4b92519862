/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of lanes share: the row that is looked at, who stands there, what opens it. */
#ifndef PLANNER_LANES_PARTS_H
#define PLANNER_LANES_PARTS_H

#include "planner/lanes.h"
#include "planner/patch_tree.h"

struct cJSON;

enum { MOST_LANE_GROUPS = 64 };

/* A set of groups of staff. */
struct lane_groups {
    size_t n;
    const struct staff_group *all[MOST_LANE_GROUPS];
};

struct lane_row {
    struct arena *arena;
    const char *file; /* for messages */
    const struct scenario *scenario;
    const struct cJSON *tree; /* of the merged documents */
    const struct station *station;
    bool alone;                    /* nobody waits anywhere else */
    bool is_desk;                  /* the scenario has one line for all */
    struct lane_groups cashiers;   /* who stand there; the first has most people */
    struct lane_groups lenders;    /* whom rules fetch to them */
    bool ruled;                    /* some rule opens or closes lanes */
    bool constant;                 /* so many cashiers all day */
    bool flexible;                 /* their count is one plain profile, which may be cut */
    size_t count;                  /* cashiers at most, without rules */
    size_t lendable;               /* people whom rules may bring in all */
    const struct station *express; /* NULL: the scenario has none */
    struct lane_groups express_cashiers;
    size_t aside;               /* cashiers who stand there; 0 */
    const struct station *bank; /* machines that journeys choose beside the row; NULL: none */
    const struct station *help; /* the desk whose people help there and do nothing else; NULL */
    size_t least;               /* lanes that the work needs at least; 1: nobody knows */
};

/* False with an error in d. */
bool lane_row_find(struct lane_row *r, const char *name, struct diag *d);
bool lane_groups_hold(const struct lane_groups *g, const char *name);
/* Whether a rule's action opens or closes lanes of the row. */
bool lane_action_opens(const struct lane_row *r, const struct rule_action *a);
/* Least value of a profile over all its weekdays. */
double count_least(const struct profile *p);
/* "own lines" or one line: which of them the scenario has now. */
enum lane_form lane_row_form(const struct lane_row *r);
enum lane_opening lane_row_opening(const struct lane_row *r);

/* The patch that makes the plan of the scenario. */
struct cJSON *lane_patch(const struct lane_row *r, const struct lanes_question *q,
                         const struct lane_plan *plan);

/* ---- an express lane, see lanes_express.c ---- */

/* Whether one can be made: some class has items and comes to the row by a plain step. */
bool lane_express_possible(const struct lane_row *r);
/* What the express lanes are called: the scenario's own, else a name that nothing bears. */
const char *lane_express_name(const struct lane_row *r);
/* People at express lanes in a form. */
size_t lane_aside(const struct lane_row *r, enum lane_form form);
/* Adds to a patch an express lane, of at most so many items. */
void lane_express_add(const struct lane_row *r, size_t items, struct cJSON *patch);

/* ---- what stands beside the row, see lanes_beside.c ---- */

/* Finds the bank of machines of a row of lanes, and who helps there. */
void lane_bank_find(struct lane_row *r);
/* Takes out of the scenario what a form has no use for: its express lane, its bank of machines,
 * with whoever works there only. */
void lane_beside_remove(const struct lane_row *r, enum lane_form form, struct cJSON *patch);

/* ---- journeys ---- */

/* Where a step goes: a name, or an object with `at`; NULL. Its label likewise. */
const char *step_at(const struct cJSON *step);
const char *step_label(const struct cJSON *step);

/* ---- patches ---- */

/* Takes a group of staff, with its price, out of the scenario. */
void patch_group_drop(const struct lane_row *r, struct cJSON *patch, const char *group);

/* What is asked of every plan: [LANES_SUMS], in the arena of the row. */
const struct sum_ratio *lane_sums(const struct lane_row *r, const char *express, bool *money);

#endif
