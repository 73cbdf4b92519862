/* SPDX-License-Identifier: GPL-3.0-or-later
 * The patch that makes a plan of lanes of the scenario: the kind of the station, how many people
 * stand there, which rules are left. */
#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "planner/lanes_parts.h"
#include "scenario/crew.h"

/* A patch while it is made. */
struct patching {
    const struct lane_row *row;
    const struct lanes_question *question;
    const struct lane_plan *plan;
    cJSON *patch;
};

static cJSON *get(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

/* The member of the patch, made where it is missing. */
static cJSON *member(cJSON *of, const char *key) {
    cJSON *found = get(of, key);
    return found ? found : cJSON_AddObjectToObject(of, key);
}

static void put(cJSON *object, const char *key, cJSON *value) {
    cJSON_DeleteItemFromObjectCaseSensitive(object, key);
    cJSON_AddItemToObject(object, key, value);
}

static void put_number(cJSON *object, const char *key, double x) {
    put(object, key, cJSON_CreateNumber(x));
}

/* Takes the key away where the scenario has it. */
static void drop(cJSON *patch, const cJSON *scenario, const char *key) {
    if (get(scenario, key)) {
        put(patch, key, cJSON_CreateNull());
    }
}

static cJSON *section(const struct patching *p, const char *name) {
    return get(p->row->tree, name);
}

/* ---- the station ---- */

static void lanes_only_drop(struct patching *p, cJSON *station, const cJSON *now) {
    static const char *const keys[] = {"lanes", "choose", "ties", "jockey"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        drop(station, now, keys[i]);
    }
    for (const cJSON *c = section(p, "customers")->child; c; c = c->next) {
        for (const cJSON *w = get(c, "work") ? get(c, "work")->child : NULL; w; w = w->next) {
            if (get(w, "prefers")) {
                cJSON *of = member(member(p->patch, "customers"), c->string);
                put(member(member(of, "work"), w->string), "prefers", cJSON_CreateNull());
            }
        }
    }
}

static void station_patch(struct patching *p) {
    const char *name = p->row->station->name;
    const cJSON *now = get(section(p, "stations"), name);
    cJSON *station = member(member(p->patch, "stations"), name);
    if (p->plan->form == LANES_SHARED) {
        put(station, "kind", cJSON_CreateString("desk"));
        lanes_only_drop(p, station, now);
    } else {
        put(station, "kind", cJSON_CreateString("lanes"));
        put_number(station, "lanes", (double)p->plan->lanes);
    }
}

/* ---- the people ---- */

static void group_drop(struct patching *p, const char *name) {
    put(member(p->patch, "staff"), name, cJSON_CreateNull());
    if (get(get(section(p, "money"), "staff"), name)) {
        put(member(member(p->patch, "money"), "staff"), name, cJSON_CreateNull());
    }
}

/* The count of a profile, nowhere more than most. */
static cJSON *profile_cut(struct arena *a, const struct profile *x, double most) {
    cJSON *steps = cJSON_CreateObject();
    for (size_t i = 0; i < x->n; i++) {
        long minutes = lround(x->at[i] / 60);
        const char *at = arena_format(a, "%02ld:%02ld", minutes / 60, minutes % 60);
        cJSON_AddNumberToObject(steps, at, fmin(most, x->value[i]));
    }
    return steps;
}

/* A plain count instead of all that says who is there when. */
static void count_patch(struct patching *p, double count) {
    static const char *const keys[] = {"shifts", "breaks", "patterns"};
    const struct staff_group *g = p->row->cashiers.all[0];
    cJSON *group = member(member(p->patch, "staff"), g->name);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        drop(group, get(section(p, "staff"), g->name), keys[i]);
    }
    put_number(group, "count", count);
    for (size_t i = 1; i < p->row->cashiers.n; i++) {
        group_drop(p, p->row->cashiers.all[i]->name);
    }
}

/* Not more than one a lane. */
static void count_cut(struct patching *p, size_t most) {
    const struct staff_group *g = p->row->cashiers.all[0];
    if (p->row->flexible && p->row->count > most) {
        cJSON *group = member(member(p->patch, "staff"), g->name);
        put(group, "count", profile_cut(p->row->arena, &g->count, (double)most));
    }
}

/* So many lanes have no room for more than these of the lenders. */
static void lenders_cut(struct patching *p) {
    size_t own = p->row->count, room = p->plan->lanes > own ? p->plan->lanes - own : 0;
    const struct staff_group *g = p->row->lenders.all[0];
    if (p->row->lenders.n == 1 && g->n_skills == 0 && p->row->lendable > room) {
        put_number(member(member(p->patch, "staff"), g->name), "count", (double)room);
    }
}

/* ---- the rules ---- */

static bool crew_needs(const struct scenario *s, const char *group) {
    for (size_t i = 0; i < s->n_stations; i++) {
        const struct crew *c = station_crew_of(&s->stations[i]);
        for (size_t t = 0; c && t < c->n_tasks; t++) {
            for (size_t k = 0; k < c->tasks[t].n_needs; k++) {
                if (strcmp(c->tasks[t].needs[k].group, group) == 0) {
                    return true;
                }
            }
        }
    }
    return false;
}

/* Whether a rule that stays fetches from the group or to it. */
static bool still_fetched(const struct lane_row *r, const char *group) {
    for (size_t i = 0; i < r->scenario->n_rules; i++) {
        const struct rule *x = &r->scenario->rules[i];
        for (size_t k = 0; k < x->n_actions; k++) {
            const struct rule_action *a = &x->actions[k];
            if (a->staff > 0 && !lane_action_opens(r, a) &&
                (strcmp(a->from, group) == 0 || strcmp(a->to, group) == 0)) {
                return true;
            }
        }
    }
    return false;
}

/* The rule without what opens lanes; nothing left: without the rule, unless journeys ask for it. */
static void rule_patch(struct patching *p, const struct rule *rule) {
    size_t left = 0;
    const cJSON *now = get(get(section(p, "rules"), rule->name), "do");
    cJSON *list = cJSON_CreateArray();
    for (size_t k = 0; k < rule->n_actions; k++) {
        if (!lane_action_opens(p->row, &rule->actions[k])) {
            const cJSON *action = rule->listed ? cJSON_GetArrayItem(now, (int)k) : now;
            cJSON_AddItemToArray(list, cJSON_Duplicate(action, true));
            left++;
        }
    }
    if (left == rule->n_actions) {
        cJSON_Delete(list);
    } else if (left > 0) {
        put(member(member(p->patch, "rules"), rule->name), "do", list);
    } else {
        cJSON_Delete(list);
        put(member(p->patch, "rules"), rule->name, cJSON_CreateNull());
    }
}

static void rules_patch(struct patching *p) {
    const struct scenario *s = p->row->scenario;
    for (size_t i = 0; i < s->n_rules; i++) {
        rule_patch(p, &s->rules[i]);
    }
    for (size_t i = 0; i < p->row->lenders.n; i++) {
        const struct staff_group *g = p->row->lenders.all[i];
        if (g->n_skills == 0 && !crew_needs(s, g->name) && !still_fetched(p->row, g->name)) {
            group_drop(p, g->name);
        }
    }
}

/* ---- how fast they are ---- */

/* Cashiers are slower with one line for all, faster with lines of their own, than they are now. */
static void speed_patch(struct patching *p) {
    bool now = lane_row_form(p->row) == LANES_SHARED, then = p->plan->form == LANES_SHARED;
    double factor = then ? 1 / SHARED_LINE_SERVICE : SHARED_LINE_SERVICE;
    for (size_t i = 0; now != then && i < p->row->cashiers.n; i++) {
        const struct staff_group *g = p->row->cashiers.all[i];
        cJSON *group = member(member(p->patch, "staff"), g->name);
        for (size_t k = 0; cJSON_IsObject(group) && k < g->n_skills; k++) {
            const struct skill_entry *e = &g->skills[k];
            const char *key =
                e->of ? arena_format(p->row->arena, "%s/%s", e->station, e->of) : e->station;
            if (strcmp(e->station, p->row->station->name) == 0) {
                put_number(member(member(group, "skills"), key), "speed", factor * e->speed);
            }
        }
    }
}

struct cJSON *lane_patch(const struct lane_row *r, const struct lanes_question *q,
                         const struct lane_plan *plan) {
    struct patching p = {r, q, plan, cJSON_CreateObject()};
    station_patch(&p);
    if (plan->opening == OPENED_WATCHED) {
        count_cut(&p, plan->lanes);
        lenders_cut(&p);
    } else if (r->ruled) {
        rules_patch(&p);
    }
    if (plan->opening == OPENED_ALL) {
        count_patch(&p, (double)plan->lanes);
    } else if (plan->opening == OPENED_PLANNED) {
        count_cut(&p, plan->lanes);
    }
    if (q->form_effect) {
        speed_patch(&p);
    }
    return p.patch;
}
