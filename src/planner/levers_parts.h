/* SPDX-License-Identifier: GPL-3.0-or-later
 * The rows of levers. A row makes a patch on parameters for one thing of the scenario - a group, a
 * station, a place - or says why there is none to make. */
#ifndef PLANNER_LEVERS_PARTS_H
#define PLANNER_LEVERS_PARTS_H

#include "planner/levers.h"
#include "planner/patch_tree.h"

/* What a row is tried at, one by one. */
enum lever_over {
    OVER_ALL, /* the scenario as a whole, once */
    OVER_GROUPS,
    OVER_STATIONS,
    OVER_PLACES,
    OVER_TIERS,
    OVER_RULES
};

/* One row at one thing. */
struct lever_case {
    struct arena *arena;
    const struct scenario *scenario;
    const struct cJSON *tree;        /* of the merged documents */
    const struct staff_group *group; /* OVER_GROUPS */
    const struct station *station;   /* OVER_STATIONS */
    const struct area *place;        /* OVER_PLACES */
    const struct tier *tier;         /* OVER_TIERS */
    const struct rule *rule;         /* OVER_RULES */
    struct cJSON *patch;             /* to fill */
    const char *name;                /* to set: "one more in clerks" */
};

/* What make returns where the row has nothing to do with this thing. */
extern const char lever_not_here[];

struct lever_row {
    const char *name; /* in the list of those that do not apply */
    const char *what;
    const char *basis;
    const char *none; /* why, where there is nothing that it has to do with */
    enum lever_over over;
    enum lever_cost cost;
    /* NULL: the patch is made. Else lever_not_here, or why not: words about the thing. */
    const char *(*make)(struct lever_case *c);
};

/* Ended by a row without a name; in this order. */
extern const struct lever_row lever_staff_rows[], lever_rest_rows[], lever_people_rows[],
    lever_place_rows[], lever_station_rows[], lever_line_rows[];

/* The section of the scenario's tree; its member of a name; NULL. */
const struct cJSON *lever_tree(const struct lever_case *c, const char *section, const char *name);
/* The same of the patch, made. */
struct cJSON *lever_patch(struct lever_case *c, const char *section, const char *name);

#endif
