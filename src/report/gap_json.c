/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cjson/cJSON.h>
#include <math.h>

#include "report/gap_report.h"
#include "report/json_parts.h"

static void step_add(cJSON *steps, const struct gap_step *s, const char *unit) {
    cJSON *step = cJSON_CreateObject();
    cJSON_AddItemToArray(steps, step);
    cJSON_AddStringToObject(step, "name", s->name);
    cJSON_AddStringToObject(step, "switched_on", s->words);
    cJSON_AddStringToObject(step, "by", s->formula ? "formula" : "simulation");
    json_estimate_add(step, "value", s->value, unit);
    if (!isnan(s->effect.value)) {
        json_estimate_add(step, "effect", s->effect, unit);
    }
}

void gap_json(const struct gap_report *r, struct text *out) {
    const struct gap *g = r->gap;
    cJSON *root = cJSON_CreateObject();
    cJSON_AddNumberToObject(root, "schema_version", 1);
    cJSON_AddStringToObject(root, "program", "sojourn " SOJOURN_VERSION);
    cJSON *scenario = cJSON_AddObjectToObject(root, "scenario");
    cJSON_AddStringToObject(scenario, "name", r->scenario->name);
    cJSON_AddStringToObject(scenario, "sha256", r->scenario->sha256);
    json_whole_add(root, "seed", r->seed);
    json_whole_add(root, "replications", g->replications);
    json_number_add(root, "level", g->level);
    cJSON_AddStringToObject(root, "of", g->path);
    cJSON_AddBoolToObject(root, "worst_interval", g->worst_interval);
    if (g->no_formula) {
        cJSON_AddStringToObject(root, "no_formula", g->no_formula);
    }
    cJSON *steps = cJSON_AddArrayToObject(root, "steps");
    for (size_t i = 0; i < g->n_steps; i++) {
        step_add(steps, &g->steps[i], g->unit);
    }
    cJSON *absent = cJSON_AddArrayToObject(root, "absent");
    for (size_t i = 0; i < g->n_absent; i++) {
        cJSON_AddItemToArray(absent, cJSON_CreateString(g->absent[i]));
    }
    if (g->worth.group) {
        cJSON *worth = cJSON_AddObjectToObject(root, "worth");
        cJSON_AddStringToObject(worth, "group", g->worth.group);
        json_estimate_add(worth, "one_more", g->worth.effect, g->unit);
        json_estimate_add(worth, "people", g->worth.people, "people");
    }
    json_print(root, out);
}
