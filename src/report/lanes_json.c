/* SPDX-License-Identifier: GPL-3.0-or-later
 * What lanes adds to the JSON of a comparison: of each variant what plan it is and what it gives,
 * and the answer. */
#include <math.h>
#include <stdint.h>

#include <cjson/cJSON.h>

#include "report/json_parts.h"
#include "report/lanes_parts.h"

static void plan_add(cJSON *to, const struct lane_plan *p) {
    cJSON_AddStringToObject(to, "form", lane_form_names[p->form]);
    cJSON_AddStringToObject(to, "opening", lane_opening_names[p->opening]);
    json_whole_add(to, "lanes", p->lanes);
}

static void sums_add(cJSON *to, const struct lanes_grid *g, const struct compared *v) {
    for (unsigned i = 0; v->sums && i < LANES_SUMS; i++) {
        struct figure f = lanes_figure(g, (enum lanes_sum)i);
        cJSON *sum = cJSON_AddObjectToObject(to, f.title);
        json_estimate_fill(sum, figure_value(v, &f), f.unit);
        json_finding_add(sum, figure_finding(v, &f), f.unit);
    }
}

void lanes_variant_add(cJSON *object, const struct comparison_report *r, size_t variant) {
    const struct lanes_grid *g = r->lanes->grid;
    cJSON *lanes = cJSON_AddObjectToObject(object, "lanes");
    plan_add(lanes, &g->plans[variant]);
    sums_add(lanes, g, &r->comparison->variants[variant]);
}

static void leader_add(cJSON *list, const struct lanes_answer *x, size_t i) {
    const struct compared *v = &x->fresh->variants[i];
    cJSON *object = cJSON_CreateObject();
    cJSON_AddItemToArray(list, object);
    cJSON_AddStringToObject(object, "name", v->name);
    plan_add(object, &x->grid->plans[x->leaders[i]]);
    if (v->results) {
        cJSON_AddBoolToObject(object, "meets", compared_meets(v));
        sums_add(object, x->grid, v);
    }
}

void lanes_answer_add(cJSON *root, const struct comparison_report *r) {
    const struct lanes_answer *x = r->lanes;
    const struct lanes_grid *g = x->grid;
    cJSON *lanes = cJSON_AddObjectToObject(root, "lanes");
    cJSON_AddStringToObject(lanes, "station", g->station);
    if (g->express)
        cJSON_AddStringToObject(lanes, "express", g->express);
    if (g->bank)
        cJSON_AddStringToObject(lanes, "self_checkout", g->bank);
    cJSON_AddStringToObject(lanes, "form_effect", g->effect);
    cJSON_AddStringToObject(lanes, "present", g->plans[g->present].name);
    cJSON_AddBoolToObject(lanes, "meets", x->choice.meets);
    if (x->choice.best != SIZE_MAX)
        cJSON_AddStringToObject(lanes, "best", g->plans[x->choice.best].name);
    if (!x->fresh)
        return;
    cJSON *fresh = cJSON_AddObjectToObject(lanes, "other_days");
    json_whole_add(fresh, "seed", x->fresh->seed);
    json_number_add(fresh, "difference_level", x->fresh->difference_level);
    cJSON *list = cJSON_AddArrayToObject(fresh, "leaders");
    for (size_t i = 0; i < x->n_leaders; i++)
        leader_add(list, x, i);
}
