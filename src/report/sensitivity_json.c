/* SPDX-License-Identifier: GPL-3.0-or-later
 * What simulate --sensitivity adds to the JSON of a comparison. */
#include <math.h>

#include <cjson/cJSON.h>

#include "report/json_parts.h"
#include "report/lanes_parts.h"
#include "report/sensitivity_parts.h"

static void end_add(cJSON *object, const char *key, const struct sensitivity *s,
                    const struct sensitive_end *e) {
    cJSON *to = cJSON_AddObjectToObject(object, key);
    json_number_add(to, "parameter", e->value);
    if (e->why) {
        cJSON_AddStringToObject(to, "not_run", e->why);
        return;
    }
    cJSON_AddStringToObject(to, "variant", e->name);
    json_estimate_fill(to, e->answer, s->unit);
    json_finding_add(to, &e->change, s->unit);
}

void sensitivity_add(cJSON *root, const struct comparison_report *r) {
    const struct sensitivity *s = r->sensitivity;
    cJSON *object = cJSON_AddObjectToObject(root, "sensitivity");
    cJSON_AddStringToObject(object, "of", s->path);
    json_estimate_fill(object, s->answer, s->unit);
    cJSON *list = cJSON_AddArrayToObject(object, "parameters");
    for (size_t i = 0; i < s->n; i++) {
        const struct sensitive *x = &s->all[i];
        cJSON *item = cJSON_CreateObject();
        cJSON_AddItemToArray(list, item);
        cJSON_AddStringToObject(item, "name", x->name);
        cJSON_AddStringToObject(item, "mark", x->row->mark);
        cJSON_AddStringToObject(item, "unit", x->row->unit ? x->row->unit : "");
        json_number_add(item, "now", x->now);
        json_number_add(item, "effect", x->effect);
        end_add(item, "low", s, &x->ends[SENSITIVE_LOW]);
        end_add(item, "high", s, &x->ends[SENSITIVE_HIGH]);
    }
}
