/* SPDX-License-Identifier: GPL-3.0-or-later
 * Levers on stations and on who goes first: machines, priorities, rules. */
#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "planner/levers_parts.h"
#include "scenario/machines.h"
#include "scenario/station_kind.h"

static cJSON *station_patch(struct lever_case *c) {
    return lever_patch(c, "stations", c->station->name);
}

/* ---- machines and other things that are counted ---- */

/* Machines, or things held: as many as "count" says. */
static size_t things_counted(const struct station *s) {
    size_t n = s->kind->servers && !s->kind->staffed ? s->kind->servers(s) : SIZE_MAX;
    return n;
}

static const char *more_machines(struct lever_case *c) {
    size_t now = things_counted(c->station);
    const cJSON *count = patch_get(lever_tree(c, "stations", c->station->name), "count");
    if (now == SIZE_MAX || !cJSON_IsNumber(count)) {
        return lever_not_here;
    }
    double more = fmax(1, round(0.1 * (double)now));
    patch_put(station_patch(c), "count", cJSON_CreateNumber((double)now + more));
    const char *one = now < 15 ? "one" : arena_format(c->arena, "%g", more);
    c->name = arena_format(c->arena, "%s more at %s", one, c->station->name);
    return NULL;
}

static const char *reliable_machines(struct lever_case *c) {
    const struct machines *m = station_machines_of(c->station);
    if (!m || !m->fails.every.kind) {
        return lever_not_here;
    }
    patch_put(station_patch(c), "fails", cJSON_CreateNull());
    c->name = arena_format(c->arena, "machines at %s that never fail", c->station->name);
    return NULL;
}

/* ---- who goes first ---- */

static const struct tier *lowest_tier(const struct scenario *s) {
    const struct tier *lowest = &s->tiers[0];
    for (size_t i = 1; i < s->n_tiers; i++) {
        lowest = s->tiers[i].priority < lowest->priority ? &s->tiers[i] : lowest;
    }
    return lowest;
}

static bool above(const struct tier *t, const struct tier *low) {
    return t->priority > low->priority || t->priority_per_second > low->priority_per_second;
}

static const char *no_priority(struct lever_case *c) {
    const struct tier *low = lowest_tier(c->scenario);
    if (!above(c->tier, low)) {
        return lever_not_here;
    }
    const double minute = 60;
    cJSON *tier = lever_patch(c, "tiers", c->tier->name);
    patch_put(tier, "priority", cJSON_CreateNumber(low->priority));
    patch_put(tier, "priority_per_minute", cJSON_CreateNumber(minute * low->priority_per_second));
    c->name = arena_format(c->arena, "no priority for %s", c->tier->name);
    return NULL;
}

static const char *priority(struct lever_case *c) {
    const struct scenario *s = c->scenario;
    const double ahead = 10;
    for (size_t i = 0; i < s->n_tiers; i++) {
        if (above(&s->tiers[i], lowest_tier(s))) {
            return lever_not_here;
        }
    }
    if (s->n_tiers < 2) {
        return lever_not_here;
    }
    patch_put(lever_patch(c, "tiers", c->tier->name), "priority",
              cJSON_CreateNumber(lowest_tier(s)->priority + ahead));
    c->name = arena_format(c->arena, "priority for %s", c->tier->name);
    return NULL;
}

/* Whether it fetches people who have nothing else to do: without any rule the scenario would ask
 * what they are for. */
static bool fetches_helpers(const struct lever_case *c) {
    for (size_t i = 0; i < c->rule->n_actions; i++) {
        const char *from = c->rule->actions[i].from;
        for (size_t k = 0; from && k < c->scenario->n_groups; k++) {
            const struct staff_group *g = &c->scenario->groups[k];
            if (strcmp(g->name, from) == 0 && g->n_skills == 0) {
                return true;
            }
        }
    }
    return false;
}

static const char *no_rule(struct lever_case *c) {
    const double never = 1e9;
    if (c->rule->measure && !c->rule->below && fetches_helpers(c)) {
        patch_put(lever_patch(c, "rules", c->rule->name), "on_above", cJSON_CreateNumber(never));
    } else {
        patch_put(patch_member(c->patch, "rules"), c->rule->name, cJSON_CreateNull());
    }
    c->name = arena_format(c->arena, "without the rule '%s'", c->rule->name);
    return NULL;
}

const struct lever_row lever_station_rows[] = {
    {.name = "more machines or lines",
     .what = "one more, of fifteen or more a tenth more",
     .none = "nothing here is counted but people",
     .over = OVER_STATIONS,
     .cost = LEVER_PRICED,
     .make = more_machines},
    {.name = "machines that never fail",
     .what = "'fails' taken away: the most that better machines or repair can bring",
     .none = "no machine here fails",
     .over = OVER_STATIONS,
     .cost = LEVER_BOUGHT,
     .make = reliable_machines},
    {.name = "no priority",
     .what = "the tier waits as the lowest does",
     .none = "nobody here goes before others",
     .over = OVER_TIERS,
     .cost = LEVER_RULES,
     .make = no_priority},
    {.name = "priority for a tier",
     .what = "its customers go before others",
     .none = "there are no two tiers that wait alike",
     .over = OVER_TIERS,
     .cost = LEVER_RULES,
     .make = priority},
    {.name = "without a rule",
     .what = "the rule never goes on; whom it fetched stay where they are, and are paid",
     .none = "the scenario has no rules",
     .over = OVER_RULES,
     .cost = LEVER_RULES,
     .make = no_rule},
    {.name = NULL}};
