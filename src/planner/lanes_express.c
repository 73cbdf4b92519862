/* SPDX-License-Identifier: GPL-3.0-or-later
 * An express lane where the scenario has none: journeys rewritten, a station made, somebody stood
 * there. */
#include <string.h>

#include <cjson/cJSON.h>

#include "planner/lanes_parts.h"

static const cJSON *section(const struct lane_row *r, const char *name) {
    return patch_get(r->tree, name);
}

size_t lane_aside(const struct lane_row *r, enum lane_form form) {
    return form == LANES_SELF ? r->aside : form != LANES_EXPRESS ? 0 : r->express ? r->aside : 1;
}

const char *lane_express_name(const struct lane_row *r) {
    if (r->express) {
        return r->express->name;
    }
    const char *name = "express";
    while (patch_get(section(r, "stations"), name)) {
        name = arena_format(r->arena, "%s %s", r->station->name, name);
    }
    return name;
}

/* ---- adding ---- */

static const char *text_of(const cJSON *object, const char *key) {
    return cJSON_GetStringValue(patch_get(object, key));
}

const char *step_at(const cJSON *step) {
    return cJSON_IsString(step) ? step->valuestring : text_of(step, "at");
}

const char *step_label(const cJSON *step) {
    const char *label = cJSON_IsString(step) ? NULL : text_of(step, "as");
    return label ? label : step_at(step);
}

/* A step that everybody comes to in turn, and who is elsewhere in the journey does not name. */
static bool step_is_plain(const struct lane_row *r, const cJSON *step) {
    static const char *const ways[] = {"chance",       "if",     "else",
                                       "only_if_sent", "choose", "keeps_place"};
    const char *at = step_at(step);
    if (!at || strcmp(at, r->station->name) != 0) {
        return false;
    }
    for (size_t i = 0; cJSON_IsObject(step) && i < sizeof ways / sizeof *ways; i++) {
        if (patch_get(step, ways[i])) {
            return false;
        }
    }
    return true;
}

/* The first such step of a class that brings items; NULL. */
static const cJSON *class_step(const struct lane_row *r, const cJSON *of_class) {
    const cJSON *journey = patch_get(of_class, "journey"), *step;
    if (!patch_get(of_class, "items")) {
        return NULL;
    }
    cJSON_ArrayForEach(step, journey) {
        if (step_is_plain(r, step)) {
            return step;
        }
    }
    return NULL;
}

bool lane_express_possible(const struct lane_row *r) {
    const cJSON *c;
    if (r->is_desk || r->express || r->bank) {
        return false;
    }
    cJSON_ArrayForEach(c, section(r, "customers")) {
        if (cJSON_IsObject(c) && class_step(r, c)) {
            return true;
        }
    }
    return false;
}

/* The step as an object that is only reached by its label. */
static cJSON *sent_step(const cJSON *step, const char *at, const char *label) {
    cJSON *x = cJSON_IsObject(step) ? cJSON_Duplicate(step, true) : cJSON_CreateObject();
    patch_put(x, "at", cJSON_CreateString(at));
    patch_put(x, "as", cJSON_CreateString(label));
    patch_put(x, "only_if_sent", cJSON_CreateTrue());
    return x;
}

/* The shorter of the two lines, for whoever may stand in the express one. */
static cJSON *choosing_step(const struct lane_row *r, const char *express, const char *label) {
    cJSON *x = cJSON_CreateObject(), *choose = cJSON_AddObjectToObject(x, "choose");
    cJSON *of = cJSON_AddArrayToObject(choose, "of");
    cJSON_AddStringToObject(x, "as", arena_format(r->arena, "%s, which line", label));
    cJSON_AddItemToArray(of, cJSON_CreateString(express));
    cJSON_AddItemToArray(of, cJSON_CreateString(label));
    cJSON_AddStringToObject(choose, "by", "shortest");
    return x;
}

static void journey_split(const struct lane_row *r, const cJSON *c, const cJSON *at, cJSON *patch) {
    const char *express = lane_express_name(r), *label = step_label(at);
    cJSON *journey = cJSON_CreateArray(),
          *to = patch_member(patch_member(patch, "customers"), c->string);
    const cJSON *step;
    cJSON_ArrayForEach(step, patch_get(c, "journey")) {
        if (step != at) {
            cJSON_AddItemToArray(journey, cJSON_Duplicate(step, true));
            continue;
        }
        cJSON_AddItemToArray(journey, choosing_step(r, express, label));
        cJSON_AddItemToArray(journey, sent_step(step, express, express));
        cJSON_AddItemToArray(journey, sent_step(step, r->station->name, label));
    }
    patch_put(to, "journey", journey);
    const cJSON *work = patch_get(c, "work"), *here = patch_get(work, label);
    here = here ? here : patch_get(work, r->station->name);
    if (here) {
        patch_put(patch_member(to, "work"), express, cJSON_Duplicate(here, true));
    }
}

/* One cashier of the group stands there, with the group's skills and price. */
static void cashier_add(const struct lane_row *r, cJSON *patch) {
    const struct staff_group *g = r->cashiers.all[0];
    const char *express = lane_express_name(r);
    const char *name = arena_format(r->arena, "%s cashier", express);
    const cJSON *now = patch_get(section(r, "staff"), g->name), *entry;
    while (patch_get(section(r, "staff"), name)) {
        name = arena_format(r->arena, "%s at %s", name, express);
    }
    cJSON *group = patch_member(patch_member(patch, "staff"), name);
    patch_put(group, "count", cJSON_CreateNumber(1));
    if (patch_get(now, "shrinkage")) {
        patch_put(group, "shrinkage", cJSON_Duplicate(patch_get(now, "shrinkage"), true));
    }
    cJSON *skills = patch_member(group, "skills");
    cJSON_ArrayForEach(entry, patch_get(now, "skills")) {
        const char *slash = strchr(entry->string, '/');
        patch_put(skills, arena_format(r->arena, "%s%s", express, slash ? slash : ""),
                  cJSON_Duplicate(entry, true));
    }
    const cJSON *price = patch_get(patch_get(section(r, "money"), "staff"), g->name);
    if (price) {
        patch_put(patch_member(patch_member(patch, "money"), "staff"), name,
                  cJSON_Duplicate(price, true));
    }
}

/* Where the row is all that anybody waits for, its standards are those of the whole. */
static void standards_widen(const struct lane_row *r, cJSON *patch) {
    const cJSON *standard;
    cJSON_ArrayForEach(standard, section(r, "standards")) {
        const char *at = text_of(standard, "at");
        if (r->alone && at && strcmp(at, r->station->name) == 0) {
            patch_put(patch_member(patch_member(patch, "standards"), standard->string), "at",
                      cJSON_CreateNull());
        }
    }
}

void lane_express_add(const struct lane_row *r, size_t items, cJSON *patch) {
    const cJSON *c;
    cJSON_ArrayForEach(c, section(r, "customers")) {
        const cJSON *step = cJSON_IsObject(c) ? class_step(r, c) : NULL;
        if (step) {
            journey_split(r, c, step, patch);
        }
    }
    cJSON *station = cJSON_Duplicate(patch_get(section(r, "stations"), r->station->name), true);
    patch_put(station, "lanes", cJSON_CreateNumber(1));
    patch_put(station, "items_at_most", cJSON_CreateNumber((double)items));
    patch_put(patch_member(patch, "stations"), lane_express_name(r), station);
    cashier_add(r, patch);
    standards_widen(r, patch);
}
