/* SPDX-License-Identifier: GPL-3.0-or-later
 * Levers on how staff rest: breaks, the break room, who gets the next customer. */
#include <math.h>

#include <cjson/cJSON.h>

#include "planner/levers_parts.h"

static const char tireless[] = "nobody tires here: \"people\": {\"energy\": {}} is off";

static const char *most_rested(struct lever_case *c) {
    if (!c->scenario->people.energy.on) {
        return tireless;
    }
    if (c->group->choose == CHOOSE_MOST_RESTED) {
        return "goes by who is most rested already";
    }
    patch_put(lever_patch(c, "staff", c->group->name), "choose", cJSON_CreateString("most_rested"));
    c->name = arena_format(c->arena, "most rested first in %s", c->group->name);
    return NULL;
}

/* Ten minutes, begun in a tenth of the shift; a quarter of its people may be away at once. */
static void rest_add(cJSON *breaks, const char *name, const struct shift *s, double from) {
    const double tenth = 0.1, quarter = 0.25;
    enum { TEN_MINUTES = 600 };
    cJSON *rest = cJSON_CreateObject(), *between = cJSON_CreateArray();
    cJSON_AddNumberToObject(rest, "lasts", TEN_MINUTES);
    cJSON_AddItemToArray(between, cJSON_CreateNumber(round(from * s->lasts)));
    cJSON_AddItemToArray(between, cJSON_CreateNumber(round((from + tenth) * s->lasts)));
    cJSON_AddItemToObject(rest, "between", between);
    cJSON_AddNumberToObject(rest, "at_once", fmax(1, floor(quarter * (double)s->count)));
    patch_put(breaks, name, rest);
}

/* A shift that gives breaks of its own has no others: it keeps those that it had. */
static const char *more_breaks(struct lever_case *c) {
    const double first = 0.2, second = 0.7;
    const cJSON *group = lever_tree(c, "staff", c->group->name);
    const cJSON *shifts = patch_get(group, "shifts");
    if (!c->scenario->people.energy.on) {
        return tireless;
    }
    if (c->group->n_shifts == 0) {
        return "has no shifts, in which breaks could lie";
    }
    cJSON *to = patch_member(lever_patch(c, "staff", c->group->name), "shifts");
    for (size_t i = 0; i < c->group->n_shifts; i++) {
        const struct shift *s = &c->group->shifts[i];
        const cJSON *own = patch_get(patch_get(shifts, s->name), "breaks");
        const cJSON *now = own ? own : patch_get(group, "breaks");
        if (!patch_get(shifts, s->name)) {
            return "its shifts are not written one by one";
        }
        cJSON *breaks = now ? cJSON_Duplicate(now, true) : cJSON_CreateObject();
        rest_add(breaks, "short rest 1", s, first);
        rest_add(breaks, "short rest 2", s, second);
        patch_put(patch_member(to, s->name), "breaks", breaks);
    }
    c->name = arena_format(c->arena, "two breaks of 10 min for %s", c->group->name);
    return NULL;
}

static bool anybody_rests(const struct scenario *s) {
    for (size_t i = 0; i < s->n_groups; i++) {
        for (size_t k = 0; !s->groups[i].rival && k < s->groups[i].n_shifts; k++) {
            if (s->groups[i].shifts[k].n_breaks > 0) {
                return true;
            }
        }
    }
    return false;
}

static const char *break_room(struct lever_case *c) {
    enum { BEST = 3 }; /* the row's limit */
    const double better = 1.5;
    const struct energy *e = &c->scenario->people.energy;
    if (!e->on) {
        return tireless;
    }
    if (!anybody_rests(c->scenario)) {
        return "nobody has a break";
    }
    if (e->break_room >= BEST) {
        return "it is the best that can be told";
    }
    cJSON *energy = lever_patch(c, "people", "energy");
    patch_put(energy, "break_room", cJSON_CreateNumber(fmin(BEST, better * e->break_room)));
    return NULL;
}

const struct lever_row lever_rest_rows[] = {
    {.name = "most rested first",
     .what = "of several who are free the most rested gets the next customer",
     .none = "there is no staff",
     .over = OVER_GROUPS,
     .cost = LEVER_RULES,
     .make = most_rested},
    {.name = "two breaks of 10 min",
     .what = "two short paid breaks more in each shift, a quarter of it away at once",
     .none = "there is no staff",
     .over = OVER_GROUPS,
     .cost = LEVER_RULES,
     .make = more_breaks},
    {.name = "a better break room",
     .what = "people.energy.break_room half as much again",
     .basis = "breaks rest 1.5 times as fast: an assumption",
     .none = "nobody has a break",
     .over = OVER_ALL,
     .cost = LEVER_BOUGHT,
     .make = break_room},
    {.name = NULL}};
