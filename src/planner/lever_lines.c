/* SPDX-License-Identifier: GPL-3.0-or-later
 * Levers on lines: one or several, who is fetched to them, and what is promised of them. */
#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "planner/levers_parts.h"
#include "scenario/station_kind.h"

static cJSON *station_patch(struct lever_case *c) {
    return lever_patch(c, "stations", c->station->name);
}

/* ---- one line or several ---- */

static void drop(cJSON *patch, const cJSON *from, const char *key) {
    if (patch_get(from, key)) {
        patch_put(patch, key, cJSON_CreateNull());
    }
}

/* Nobody prefers a lane of one line for all. */
static void preferences_drop(struct lever_case *c) {
    const char *name = c->station->name;
    const cJSON *class;
    cJSON_ArrayForEach(class, patch_get(c->tree, "customers")) {
        const cJSON *work = patch_get(patch_get(class, "work"), name);
        if (patch_get(work, "prefers")) {
            cJSON *to = patch_member(lever_patch(c, "customers", class->string), "work");
            patch_put(patch_member(to, name), "prefers", cJSON_CreateNull());
        }
    }
}

static const char *one_line(struct lever_case *c) {
    static const char *const keys[] = {"lanes", "choose", "ties", "jockey"};
    if (!c->station->kind->lanes) {
        return lever_not_here;
    }
    cJSON *patch = station_patch(c);
    const cJSON *now = lever_tree(c, "stations", c->station->name);
    patch_put(patch, "kind", cJSON_CreateString("desk"));
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        drop(patch, now, keys[i]);
    }
    preferences_drop(c);
    c->name = arena_format(c->arena, "one line for all at %s", c->station->name);
    return NULL;
}

/* Most people of the group at a time. */
static double most_of(const struct staff_group *g) {
    double most = 0;
    for (unsigned day = 0; day < WEEKDAYS; day++) {
        const struct profile *p = profile_on(&g->count, day);
        for (size_t i = 0; i < p->n; i++) {
            most = fmax(most, p->value[i]);
        }
    }
    return most;
}

static bool serves_at(const struct staff_group *g, const struct station *s) {
    for (size_t i = 0; i < g->n_skills; i++) {
        if (strcmp(g->skills[i].station, s->name) == 0) {
            return true;
        }
    }
    return false;
}

static const char *own_lines(struct lever_case *c) {
    double people = 0;
    if (!c->station->kind->staffed || c->station->kind->lanes || !c->station->area) {
        return lever_not_here;
    }
    for (size_t i = 0; i < c->scenario->n_groups; i++) {
        const struct staff_group *g = &c->scenario->groups[i];
        people += !g->rival && serves_at(g, c->station) ? most_of(g) : 0;
    }
    if (people < 2) {
        return "one person has a line of his own as it is";
    }
    patch_put(station_patch(c), "kind", cJSON_CreateString("lanes"));
    patch_put(station_patch(c), "lanes", cJSON_CreateNumber(people));
    c->name = arena_format(c->arena, "lines of their own at %s", c->station->name);
    return NULL;
}

/* ---- who is fetched ---- */

/* The largest of the groups that do serve at the station, or of those that do not, of which people
 * without customers of their own go first. */
static const struct staff_group *largest_group(const struct lever_case *c, bool serves) {
    const struct staff_group *largest = NULL;
    for (size_t i = 0; i < c->scenario->n_groups; i++) {
        const struct staff_group *g = &c->scenario->groups[i];
        bool fits = !g->rival && serves_at(g, c->station) == serves;
        bool freer = largest && g->n_skills == 0 && largest->n_skills > 0;
        bool busier = largest && largest->n_skills == 0 && g->n_skills > 0;
        if (fits && (!largest || freer || (!busier && most_of(g) > most_of(largest)))) {
            largest = g;
        }
    }
    return largest;
}

static bool is_fetched_to(const struct scenario *s, const char *group) {
    for (size_t i = 0; i < s->n_rules; i++) {
        for (size_t k = 0; k < s->rules[i].n_actions; k++) {
            const char *to = s->rules[i].actions[k].to;
            if (to && strcmp(to, group) == 0) {
                return true;
            }
        }
    }
    return false;
}

static void rule_write(cJSON *rule, const char *station, const char *from, const char *to) {
    const double pressed = 1.5, calm = 0.5;
    cJSON *watch = patch_member(rule, "watch"), *act = patch_member(rule, "do");
    patch_put(watch, "measure", cJSON_CreateString("waiting_per_server"));
    patch_put(watch, "at", cJSON_CreateString(station));
    patch_put(rule, "on_above", cJSON_CreateNumber(pressed));
    patch_put(rule, "off_below", cJSON_CreateNumber(calm));
    patch_put(rule, "held_for", cJSON_CreateString("30s"));
    patch_put(rule, "lasts_at_least", cJSON_CreateString("10m"));
    patch_put(act, "staff", cJSON_CreateNumber(1));
    patch_put(act, "from", cJSON_CreateString(from));
    patch_put(act, "to", cJSON_CreateString(to));
    patch_put(act, "switch", cJSON_CreateString("2m"));
}

static const char *fetch(struct lever_case *c) {
    if (!c->station->kind->staffed || !(c->station->kind->lanes || c->station->area)) {
        return lever_not_here;
    }
    const struct staff_group *to = largest_group(c, true), *from = largest_group(c, false);
    if (!to || !from || most_of(from) < 1) {
        return "there is nobody else to fetch";
    }
    if (is_fetched_to(c->scenario, to->name)) {
        return "a rule fetches people to it already";
    }
    c->name = arena_format(c->arena, "one of %s fetched to %s", from->name, c->station->name);
    rule_write(lever_patch(c, "rules", c->name), c->station->name, from->name, to->name);
    return NULL;
}

/* ---- what is promised ---- */

static const char *later_promise(struct lever_case *c) {
    const double more = 1.5;
    if (!isfinite(c->station->promise)) {
        return lever_not_here;
    }
    patch_put(station_patch(c), "promise", cJSON_CreateNumber(more * c->station->promise));
    c->name = arena_format(c->arena, "a later promise at %s", c->station->name);
    return NULL;
}

const struct lever_row lever_line_rows[] = {
    {.name = "one line for all",
     .what = "a desk instead of lanes; staff are as fast",
     .basis = "staff are as fast as at lines of their own unless people.pace.shared_line says "
              "otherwise; 'sojourn lanes --form-effect' has what was published",
     .none = "nobody here has a line of his own",
     .over = OVER_STATIONS,
     .cost = LEVER_RULES,
     .make = one_line},
    {.name = "lines of their own",
     .what = "lanes instead of one line for all, as many as there are people at most",
     .basis = "staff are as fast as at one line unless people.pace.shared_line says otherwise; "
              "'sojourn lanes --form-effect' has what was published",
     .none = "no line of several people is at a place where customers see it ('place')",
     .over = OVER_STATIONS,
     .cost = LEVER_RULES,
     .make = own_lines},
    {.name = "help fetched when a line presses",
     .what = "at 1.5 who wait for each server one comes, 2 min on the way, and goes again at 0.5",
     .none = "there are neither lanes nor a line at a place where it is seen ('place')",
     .over = OVER_STATIONS,
     .cost = LEVER_RULES,
     .make = fetch},
    {.name = "a later promise",
     .what = "half as much again is promised: fewer are late, and fewer ask",
     .basis = "nobody goes elsewhere for it",
     .none = "nobody is promised anything ('promise' of a station)",
     .over = OVER_STATIONS,
     .cost = LEVER_RULES,
     .make = later_promise},
    {.name = NULL}};
