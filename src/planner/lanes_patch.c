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

static void put_number(cJSON *object, const char *key, double x) {
    patch_put(object, key, cJSON_CreateNumber(x));
}

/* Takes the key away where the scenario has it. */
static void drop(cJSON *patch, const cJSON *scenario, const char *key) {
    if (patch_get(scenario, key)) {
        patch_put(patch, key, cJSON_CreateNull());
    }
}

static cJSON *section(const struct patching *p, const char *name) {
    return patch_get(p->row->tree, name);
}

/* ---- the station ---- */

/* Nobody prefers a lane above most. */
static void preferences_drop(struct patching *p, size_t most) {
    const cJSON *c, *w;
    cJSON_ArrayForEach(c, section(p, "customers")) {
        cJSON_ArrayForEach(w, patch_get(c, "work")) {
            const cJSON *lane = patch_get(w, "prefers");
            if (lane && cJSON_GetNumberValue(lane) > (double)most) {
                cJSON *of = patch_member(patch_member(p->patch, "customers"), c->string);
                cJSON *work = patch_member(patch_member(of, "work"), w->string);
                patch_put(work, "prefers", cJSON_CreateNull());
            }
        }
    }
}

static void station_patch(struct patching *p) {
    static const char *const keys[] = {"lanes", "choose", "ties", "jockey"};
    const char *name = p->row->station->name;
    const cJSON *now = patch_get(section(p, "stations"), name);
    cJSON *station = patch_member(patch_member(p->patch, "stations"), name);
    size_t lanes = p->plan->lanes - lane_aside(p->row, p->plan->form);
    bool shared = p->plan->form == LANES_SHARED;
    patch_put(station, "kind", cJSON_CreateString(shared ? "desk" : "lanes"));
    for (size_t i = 0; shared && i < sizeof keys / sizeof *keys; i++) {
        drop(station, now, keys[i]);
    }
    if (!shared) {
        put_number(station, "lanes", (double)lanes);
    }
    preferences_drop(p, shared ? 0 : lanes);
}

/* ---- the people ---- */

void patch_group_drop(const struct lane_row *r, cJSON *patch, const char *group) {
    patch_put(patch_member(patch, "staff"), group, cJSON_CreateNull());
    if (patch_get(patch_get(patch_get(r->tree, "money"), "staff"), group)) {
        patch_put(patch_member(patch_member(patch, "money"), "staff"), group, cJSON_CreateNull());
    }
}

/* The count of a profile with so many more, nowhere more than most. */
static cJSON *profile_cut(struct arena *a, const struct profile *x, double more, double most) {
    cJSON *steps = cJSON_CreateObject();
    for (size_t i = 0; i < x->n; i++) {
        long minutes = lround(x->at[i] / 60);
        const char *at = arena_format(a, "%02ld:%02ld", minutes / 60, minutes % 60);
        cJSON_AddNumberToObject(steps, at, fmin(most, x->value[i] + more));
    }
    return steps;
}

/* A plain count instead of all that says who is there when. */
static void count_patch(struct patching *p, double count) {
    static const char *const keys[] = {"shifts", "breaks", "patterns"};
    const struct staff_group *g = p->row->cashiers.all[0];
    cJSON *group = patch_member(patch_member(p->patch, "staff"), g->name);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        drop(group, patch_get(section(p, "staff"), g->name), keys[i]);
    }
    put_number(group, "count", count);
    for (size_t i = 1; i < p->row->cashiers.n; i++) {
        patch_group_drop(p->row, p->patch, p->row->cashiers.all[i]->name);
    }
}

/* Not more than one a lane; who stands at an express lane is not among them. */
static void count_cut(struct patching *p) {
    const struct staff_group *g = p->row->cashiers.all[0];
    size_t aside = lane_aside(p->row, p->plan->form);
    double more = (double)p->row->aside - (double)aside;
    double most = (double)(p->plan->lanes - aside);
    if (p->row->flexible && (p->row->count > p->plan->lanes || more < 0 || more > 0)) {
        cJSON *group = patch_member(patch_member(p->patch, "staff"), g->name);
        patch_put(group, "count", profile_cut(p->row->arena, &g->count, more, most));
    }
}

/* So many lanes have no room for more than these of the lenders. */
static void lenders_cut(struct patching *p) {
    size_t own = p->row->count, room = p->plan->lanes > own ? p->plan->lanes - own : 0;
    const struct staff_group *g = p->row->lenders.all[0];
    if (p->row->lenders.n == 1 && g->n_skills == 0 && p->row->lendable > room) {
        put_number(patch_member(patch_member(p->patch, "staff"), g->name), "count", (double)room);
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

/* The rule without what opens lanes; nothing left: without the rule, unless journeys ask for it. */
static void rule_patch(struct patching *p, const struct rule *rule) {
    size_t left = 0;
    const cJSON *now = patch_get(patch_get(section(p, "rules"), rule->name), "do");
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
        patch_put(patch_member(patch_member(p->patch, "rules"), rule->name), "do", list);
    } else {
        cJSON_Delete(list);
        patch_put(patch_member(p->patch, "rules"), rule->name, cJSON_CreateNull());
    }
}

static void rules_patch(struct patching *p) {
    const struct scenario *s = p->row->scenario;
    for (size_t i = 0; i < s->n_rules; i++) {
        rule_patch(p, &s->rules[i]);
    }
}

static bool action_names(const cJSON *action, const char *group) {
    const char *from = cJSON_GetStringValue(patch_get(action, "from"));
    const char *to = cJSON_GetStringValue(patch_get(action, "to"));
    return (from && strcmp(from, group) == 0) || (to && strcmp(to, group) == 0);
}

/* Whether `do`, an action or a list of them, fetches from the group or to it. */
static bool any_names(const cJSON *actions, const char *group) {
    const cJSON *action;
    bool names = action_names(actions, group);
    cJSON_ArrayForEach(action, actions) {
        names = names || action_names(action, group);
    }
    return names;
}

/* Whether rules fetched from the group or to it, and none does any longer. */
static bool fetched_no_more(const struct patching *p, const char *group) {
    const cJSON *rule;
    bool before = false, now = false;
    cJSON_ArrayForEach(rule, section(p, "rules")) {
        const cJSON *changed = patch_get(patch_get(p->patch, "rules"), rule->string);
        const cJSON *actions = patch_get(changed, "do");
        bool names = any_names(patch_get(rule, "do"), group);
        before = before || names;
        now = now || (actions ? any_names(actions, group) : names && !cJSON_IsNull(changed));
    }
    return before && !now;
}

/* People who did nothing but wait for a rule. */
static void idle_groups_drop(struct patching *p) {
    const struct scenario *s = p->row->scenario;
    for (size_t i = 0; i < s->n_groups; i++) {
        const struct staff_group *g = &s->groups[i];
        if (g->n_skills == 0 && !crew_needs(s, g->name) && fetched_no_more(p, g->name)) {
            patch_group_drop(p->row, p->patch, g->name);
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
        cJSON *group = patch_member(patch_member(p->patch, "staff"), g->name);
        for (size_t k = 0; cJSON_IsObject(group) && k < g->n_skills; k++) {
            const struct skill_entry *e = &g->skills[k];
            const char *key =
                e->of ? arena_format(p->row->arena, "%s/%s", e->station, e->of) : e->station;
            if (strcmp(e->station, p->row->station->name) == 0) {
                put_number(patch_member(patch_member(group, "skills"), key), "speed",
                           factor * e->speed);
            }
        }
    }
}

struct cJSON *lane_patch(const struct lane_row *r, const struct lanes_question *q,
                         const struct lane_plan *plan) {
    struct patching p = {r, q, plan, cJSON_CreateObject()};
    station_patch(&p);
    if (plan->form == LANES_EXPRESS && !r->express) {
        lane_express_add(r, q->items, p.patch);
    }
    lane_beside_remove(r, plan->form, p.patch);
    if (plan->opening == OPENED_WATCHED) {
        count_cut(&p);
        lenders_cut(&p);
    } else if (r->ruled) {
        rules_patch(&p);
    }
    if (plan->opening == OPENED_ALL) {
        count_patch(&p, (double)(plan->lanes - lane_aside(r, plan->form)));
    } else if (plan->opening == OPENED_PLANNED) {
        count_cut(&p);
    }
    idle_groups_drop(&p);
    if (q->form_effect) {
        speed_patch(&p);
    }
    return p.patch;
}
