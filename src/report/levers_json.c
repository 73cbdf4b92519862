/* SPDX-License-Identifier: GPL-3.0-or-later
 * What levers adds to the JSON of a comparison: the list in its order, what each is, costs and
 * brings, and which levers do not apply. */
#include <math.h>

#include <cjson/cJSON.h>

#include "report/json_parts.h"
#include "report/lanes_parts.h"
#include "report/levers_parts.h"

static const char *const cost_names[] = {"rules", "priced", "bought"};

static void finding_member(cJSON *object, const char *key, const struct change_finding *f,
                           const char *unit) {
    if (f->verdict != CHANGE_UNKNOWN)
        json_finding_add(cJSON_AddObjectToObject(object, key), f, unit);
}

static void found_add(cJSON *list, const struct comparison_report *r, const struct lever_found *f) {
    const struct levers_answer *x = r->levers;
    const struct lever *l = &x->levers->all[f->lever];
    cJSON *object = cJSON_CreateObject();
    cJSON_AddItemToArray(list, object);
    cJSON_AddStringToObject(object, "name", l->name);
    cJSON_AddStringToObject(object, "what", l->what);
    if (l->basis)
        cJSON_AddStringToObject(object, "assumed", l->basis);
    cJSON_AddStringToObject(object, "result", lever_class_names[f->class]);
    cJSON_AddStringToObject(object, "cost", cost_names[l->cost]);
    cJSON_AddBoolToObject(object, "priced", l->cost != LEVER_BOUGHT || !isnan(l->price));
    if (!isnan(l->price))
        json_number_add(object, "price", l->price);
    cJSON_AddItemToObject(object, "patch", cJSON_Parse(l->patch.text));
    finding_member(object, "mean_wait", &f->wait, "s");
    finding_member(object, "left_share", &f->left, "share");
    finding_member(object, "left_per_day", &f->lost, "customers/day");
    finding_member(object, "spent", &f->spent, "money/day");
    finding_member(object, "net", &f->net, "money/day");
    if (!isnan(f->kept_per_100.value))
        json_estimate_add(object, "kept_per_100_spent", f->kept_per_100, "customers");
}

void levers_answer_add(cJSON *root, const struct comparison_report *r) {
    const struct levers_answer *x = r->levers;
    cJSON *levers = cJSON_AddObjectToObject(root, "levers");
    cJSON_AddStringToObject(levers, "ranked_by", lever_rank_names[x->rank]);
    cJSON *list = cJSON_AddArrayToObject(levers, "list");
    for (size_t i = 0; i < x->levers->n; i++)
        found_add(list, r, &x->found[i]);
    cJSON *absent = cJSON_AddArrayToObject(levers, "not_applying");
    for (size_t i = 0; i < x->levers->n_absent; i++) {
        cJSON *object = cJSON_CreateObject();
        cJSON_AddItemToArray(absent, object);
        cJSON_AddStringToObject(object, "name", x->levers->absent[i].name);
        cJSON_AddStringToObject(object, "why", x->levers->absent[i].why);
    }
}
