/* SPDX-License-Identifier: GPL-3.0-or-later
 * What stands beside a row of lanes - an express lane, a bank of machines with whoever helps there
 * - and a scenario without it. */
#include <string.h>

#include <cjson/cJSON.h>

#include "planner/lanes_parts.h"
#include "scenario/check.h"
#include "scenario/machines.h"

/* ---- finding the bank ---- */

/* Where a label of the class's journey goes; NULL. */
static const struct station *label_station(const struct scenario *s, const struct customer_class *c,
                                           const char *label) {
    for (size_t i = 0; i < c->n_steps; i++) {
        if (c->steps[i].label && strcmp(c->steps[i].label, label) == 0) {
            return station_find(s, c->steps[i].at);
        }
    }
    return NULL;
}

/* The machines that a choice offers beside the row; NULL: none. Of several the last. */
static const struct station *bank_offered(const struct lane_row *r, const struct customer_class *c,
                                          const struct choose *choose) {
    const struct station *bank = NULL;
    bool row = false;
    for (size_t i = 0; i < choose->n; i++) {
        const struct station *s = label_station(r->scenario, c, choose->of[i].label);
        row = row || s == r->station;
        bank = s && station_machines_of(s) ? s : bank;
    }
    return row ? bank : NULL;
}

static bool steps_come(const struct step *steps, size_t n, const char *station) {
    for (size_t i = 0; i < n; i++) {
        if (steps[i].at && strcmp(steps[i].at, station) == 0) {
            return true;
        }
    }
    return false;
}

static bool class_comes(const struct customer_class *c, const char *station) {
    bool comes = steps_come(c->steps, c->n_steps, station);
    for (size_t i = 0; i < RETURN_COUNT; i++) {
        comes = comes || steps_come(c->returns[i].steps, c->returns[i].n_steps, station);
    }
    return comes;
}

/* Whether nobody has to do with the desk but those who use the bank. */
static bool helps_only(const struct lane_row *r, const struct station *desk) {
    const struct scenario *s = r->scenario;
    bool only = true;
    for (size_t i = 0; i < s->n_stations; i++) {
        const struct machines *m = station_machines_of(&s->stations[i]);
        const char *second = s->stations[i].while_waiting.at;
        bool helped = &s->stations[i] != r->bank && m && m->help_at;
        only = only && !(helped && strcmp(m->help_at, desk->name) == 0) &&
               !(second && strcmp(second, desk->name) == 0);
    }
    for (size_t i = 0; i < s->n_classes; i++) {
        only = only && !class_comes(&s->classes[i], desk->name);
    }
    return only;
}

void lane_bank_find(struct lane_row *r) {
    const struct scenario *s = r->scenario;
    bool several = false;
    for (size_t i = 0; !r->is_desk && i < s->n_classes; i++) {
        for (size_t k = 0; k < s->classes[i].n_steps; k++) {
            const struct choose *choose = &s->classes[i].steps[k].choose;
            const struct station *bank = bank_offered(r, &s->classes[i], choose);
            several = several || (bank && r->bank && bank != r->bank);
            r->bank = bank ? bank : r->bank;
        }
    }
    r->bank = several ? NULL : r->bank;
    const struct station *desk =
        r->bank ? station_find(s, station_machines_of(r->bank)->help_at) : NULL;
    r->help = desk && helps_only(r, desk) ? desk : NULL;
}

/* ---- taking away ---- */

/* What goes, by name. */
struct removal {
    const struct lane_row *row;
    cJSON *patch;
    size_t n;
    const char *stations[3];
    struct lane_groups groups;
};

static const cJSON *section(const struct removal *x, const char *name) {
    return patch_get(x->row->tree, name);
}

static bool station_goes(const struct removal *x, const char *name) {
    for (size_t i = 0; name && i < x->n; i++) {
        if (strcmp(x->stations[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static bool label_goes(const struct removal *x, const cJSON *journey, const char *label) {
    const cJSON *step;
    cJSON_ArrayForEach(step, journey) {
        if (station_goes(x, step_at(step)) && label && strcmp(step_label(step), label) == 0) {
            return true;
        }
    }
    return false;
}

/* What stays of the shares is shared out again. */
static void shares_scale(cJSON *of, const struct choose *choose) {
    double sum = 0, n = cJSON_GetArraySize(of);
    for (size_t i = 0; i < choose->n; i++) {
        sum += patch_get(of, choose->of[i].label) ? choose->of[i].share : 0;
    }
    for (size_t i = 0; i < choose->n; i++) {
        if (patch_get(of, choose->of[i].label)) {
            patch_put(of, choose->of[i].label,
                      cJSON_CreateNumber(sum > 0 ? choose->of[i].share / sum : 1 / n));
        }
    }
}

/* The step without a choice of what goes; false: nothing is left to choose. */
static bool choice_narrow(const struct removal *x, const cJSON *journey, const struct step *read,
                          cJSON *step) {
    cJSON *of = patch_get(patch_get(step, "choose"), "of"), *next;
    bool narrower = false;
    for (cJSON *i = of ? of->child : NULL; i; i = next) {
        next = i->next;
        if (label_goes(x, journey, cJSON_IsObject(of) ? i->string : cJSON_GetStringValue(i))) {
            cJSON_Delete(cJSON_DetachItemViaPointer(of, i));
            narrower = true;
        }
    }
    if (narrower && read->choose.by == CHOOSE_BY_SHARE) {
        shares_scale(of, &read->choose);
    }
    return !of || cJSON_GetArraySize(of) > 0;
}

static void journey_join(const struct removal *x, const cJSON *now, const struct step *read,
                         cJSON *to) {
    cJSON *journey = cJSON_CreateArray();
    const cJSON *step;
    cJSON_ArrayForEach(step, now) {
        cJSON *copy = cJSON_Duplicate(step, true);
        if (station_goes(x, step_at(step)) || !choice_narrow(x, now, read, copy)) {
            cJSON_Delete(copy);
        } else {
            cJSON_AddItemToArray(journey, copy);
        }
        read++;
    }
    patch_put(to, "journey", journey);
}

static const struct customer_class *class_named(const struct scenario *s, const char *name) {
    const struct customer_class *c = s->classes;
    while (strcmp(c->name, name) != 0) {
        c++;
    }
    return c;
}

static void class_remove(struct removal *x, const cJSON *c) {
    const cJSON *journey = patch_get(c, "journey"), *step, *w;
    bool comes = false;
    cJSON_ArrayForEach(step, journey) {
        comes = comes || station_goes(x, step_at(step));
    }
    if (comes) {
        const struct step *read = class_named(x->row->scenario, c->string)->steps;
        journey_join(x, journey, read,
                     patch_member(patch_member(x->patch, "customers"), c->string));
    }
    cJSON_ArrayForEach(w, patch_get(c, "work")) {
        if (station_goes(x, w->string) || label_goes(x, journey, w->string)) {
            cJSON *to = patch_member(patch_member(x->patch, "customers"), c->string);
            patch_put(patch_member(to, "work"), w->string, cJSON_CreateNull());
        }
    }
}

static void station_remove(struct removal *x, const char *name) {
    patch_put(patch_member(x->patch, "stations"), name, cJSON_CreateNull());
    if (patch_get(patch_get(section(x, "money"), "stations"), name)) {
        patch_put(patch_member(patch_member(x->patch, "money"), "stations"), name,
                  cJSON_CreateNull());
    }
}

/* Who serves nowhere else goes too; others have skills less. */
static void group_remove(struct removal *x, const struct staff_group *g) {
    size_t gone = 0;
    for (size_t i = 0; i < g->n_skills; i++) {
        gone += station_goes(x, g->skills[i].station);
    }
    if (gone > 0 && gone == g->n_skills) {
        patch_group_drop(x->row, x->patch, g->name);
        x->groups.all[x->groups.n++] = g;
        return;
    }
    for (size_t i = 0; gone > 0 && i < g->n_skills; i++) {
        const struct skill_entry *e = &g->skills[i];
        if (station_goes(x, e->station)) {
            const char *key =
                e->of ? arena_format(x->row->arena, "%s/%s", e->station, e->of) : e->station;
            cJSON *group = patch_member(patch_member(x->patch, "staff"), g->name);
            patch_put(patch_member(group, "skills"), key, cJSON_CreateNull());
        }
    }
}

/* Standards and rules of what is no longer there. */
static void standards_remove(struct removal *x) {
    const cJSON *standard;
    cJSON_ArrayForEach(standard, section(x, "standards")) {
        if (station_goes(x, cJSON_GetStringValue(patch_get(standard, "at")))) {
            patch_put(patch_member(x->patch, "standards"), standard->string, cJSON_CreateNull());
        }
    }
}

/* Whether an action sets a key of a station that goes. */
static bool action_sets(const struct removal *x, const cJSON *action) {
    const cJSON *set;
    cJSON_ArrayForEach(set, patch_get(action, "set")) {
        for (size_t i = 0; i < x->n; i++) {
            const char *path = arena_format(x->row->arena, "stations.%s.", x->stations[i]);
            if (strncmp(set->string, path, strlen(path)) == 0) {
                return true;
            }
        }
    }
    return false;
}

static bool rule_goes(const struct removal *x, const struct rule *rule) {
    const cJSON *now = patch_get(section(x, "rules"), rule->name);
    const cJSON *list = patch_get(now, "do"), *action;
    bool goes = station_goes(x, cJSON_GetStringValue(patch_get(patch_get(now, "watch"), "at"))) ||
                action_sets(x, list);
    cJSON_ArrayForEach(action, list) {
        goes = goes || action_sets(x, action);
    }
    for (size_t k = 0; k < rule->n_actions; k++) {
        const struct rule_action *a = &rule->actions[k];
        goes = goes || (a->staff > 0 && (lane_groups_hold(&x->groups, a->from) ||
                                         lane_groups_hold(&x->groups, a->to)));
    }
    return goes;
}

static void rules_remove(struct removal *x) {
    for (size_t i = 0; i < x->row->scenario->n_rules; i++) {
        const struct rule *rule = &x->row->scenario->rules[i];
        if (rule_goes(x, rule)) {
            patch_put(patch_member(x->patch, "rules"), rule->name, cJSON_CreateNull());
        }
    }
}

static void station_add(struct removal *x, const struct station *s) {
    if (s) {
        x->stations[x->n++] = s->name;
    }
}

void lane_beside_remove(const struct lane_row *r, enum lane_form form, cJSON *patch) {
    struct removal x = {.row = r, .patch = patch};
    const cJSON *c;
    if (form != LANES_SELF) {
        station_add(&x, form == LANES_EXPRESS ? NULL : r->express);
        station_add(&x, r->bank);
        station_add(&x, r->help);
    }
    if (x.n == 0) {
        return;
    }
    cJSON_ArrayForEach(c, section(&x, "customers")) {
        if (cJSON_IsObject(c)) {
            class_remove(&x, c);
        }
    }
    for (size_t i = 0; i < x.n; i++) {
        station_remove(&x, x.stations[i]);
    }
    for (size_t i = 0; i < r->scenario->n_groups && x.groups.n < MOST_LANE_GROUPS; i++) {
        group_remove(&x, &r->scenario->groups[i]);
    }
    standards_remove(&x);
    rules_remove(&x);
}
