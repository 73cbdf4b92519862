/* SPDX-License-Identifier: GPL-3.0-or-later
 * compare and sweep as JSON: of each variant what simulate --json has, every measure with its
 * difference. */
#include <cjson/cJSON.h>
#include <math.h>

#include "report/json_parts.h"
#include "report/lanes_parts.h"
#include "report/levers_parts.h"
#include "report/sensitivity_parts.h"

void json_finding_add(cJSON *measure, const struct change_finding *f, const char *unit) {
    if (!f || f->verdict == CHANGE_UNKNOWN)
        return;
    cJSON *d = cJSON_AddObjectToObject(measure, "difference");
    json_estimate_fill(d, f->difference, unit);
    cJSON_AddStringToObject(d, "verdict", change_words[f->verdict]);
    if (f->verdict == CHANGE_NOT_SHOWN)
        json_number_add(d, "days_needed", ceil(f->needed));
}

static void row_add(cJSON *object, const struct compared *v, const struct result_row *row) {
    for (size_t m = 0; m < n_measures; m++) {
        if (isnan(row->estimates[m].value))
            continue;
        cJSON *measure = cJSON_AddObjectToObject(object, measures[m].name);
        json_estimate_fill(measure, row->estimates[m], measures[m].unit);
        json_finding_add(measure, compared_finding(v, row->kind, row->name, m), measures[m].unit);
    }
}

static void rows_add(cJSON *object, const struct compared *v) {
    for (int kind = 0; kind < ROW_KINDS; kind++) {
        if (!json_section_wanted(v->results->rows, v->results->n_rows, kind))
            continue;
        cJSON *section = cJSON_AddObjectToObject(object, row_kind_sections[kind]);
        for (size_t i = 0; i < v->results->n_rows; i++) {
            const struct result_row *row = &v->results->rows[i];
            if ((int)row->kind == kind)
                row_add(kind == ROW_TOTAL ? section : cJSON_AddObjectToObject(section, row->name),
                        v, row);
        }
    }
}

static void standards_add(cJSON *object, const struct compared *v) {
    cJSON *section = cJSON_AddObjectToObject(object, "standards");
    for (size_t i = 0; i < v->results->n_standards; i++) {
        const struct standard_result *s = &v->results->standards[i];
        cJSON *to = cJSON_AddObjectToObject(section, s->name);
        json_estimate_fill(to, s->value, s->unit);
        json_number_add(to, "target", s->target);
        cJSON_AddBoolToObject(to, "at_least", s->at_least);
        cJSON_AddStringToObject(to, "verdict", verdict_names[s->verdict]);
        json_finding_add(to, v->standards ? &v->standards[i].value : NULL, s->unit);
        if (isnan(s->p_day_meets.value))
            continue;
        cJSON *days = cJSON_AddObjectToObject(to, "p_day_meets");
        json_estimate_fill(days, s->p_day_meets, "share");
        json_finding_add(days, v->standards ? &v->standards[i].days : NULL, "share");
    }
}

static void variant_add(cJSON *list, const struct comparison_report *r, size_t i) {
    const struct compared *v = &r->comparison->variants[i];
    cJSON *object = cJSON_CreateObject();
    cJSON_AddItemToArray(list, object);
    cJSON_AddStringToObject(object, "name", v->name);
    cJSON_AddStringToObject(object, "changes", v->changes);
    if (!v->results) {
        cJSON_AddStringToObject(object, "not_run", v->why ? v->why : "stopped before it");
        return;
    }
    cJSON *scenario = cJSON_AddObjectToObject(object, "scenario");
    cJSON_AddStringToObject(scenario, "name", v->results->scenario_name);
    cJSON_AddStringToObject(scenario, "sha256", v->results->scenario_sha256);
    json_whole_add(object, "replications", v->results->replications);
    json_whole_add(object, "days", v->results->days);
    cJSON_AddStringToObject(object, "stopped_by", stopped_by_names[v->results->stopped_by]);
    if (v->results->stopped_note)
        cJSON_AddStringToObject(object, "stopped_note", v->results->stopped_note);
    cJSON_AddBoolToObject(object, "meets", compared_meets(v));
    cJSON *warnings = cJSON_AddArrayToObject(object, "warnings");
    for (size_t k = 0; k < v->results->n_warnings; k++)
        cJSON_AddItemToArray(warnings, cJSON_CreateString(v->results->warnings[k]));
    if (r->lanes)
        lanes_variant_add(object, r, i);
    rows_add(object, v);
    standards_add(object, v);
}

static void axes_add(cJSON *root, const struct comparison_report *r) {
    cJSON *axes = cJSON_AddArrayToObject(root, "vary");
    for (size_t i = 0; i < r->n_axes; i++) {
        cJSON *axis = cJSON_CreateObject();
        cJSON_AddItemToArray(axes, axis);
        cJSON_AddStringToObject(axis, "path", r->axes[i].path);
        cJSON *values = cJSON_AddArrayToObject(axis, "values");
        for (size_t k = 0; k < r->axes[i].n; k++)
            cJSON_AddItemToArray(values, cJSON_CreateString(r->axes[i].values[k]));
    }
}

void comparison_json(const struct comparison_report *r, struct text *out) {
    const struct comparison *c = r->comparison;
    cJSON *root = cJSON_CreateObject();
    cJSON_AddRawToObject(root, "schema_version", "1");
    cJSON_AddStringToObject(root, "program", "sojourn " SOJOURN_VERSION);
    json_whole_add(root, "seed", c->seed);
    json_number_add(root, "level", c->level);
    json_number_add(root, "difference_level", c->difference_level);
    cJSON_AddStringToObject(root, "base", c->variants[c->base].name);
    cJSON_AddBoolToObject(root, "stopped_early", c->stopped);
    if (r->n_axes > 0)
        axes_add(root, r);
    size_t cheapest = cheapest_that_meets(c);
    if (cheapest < c->n && !r->lanes) /* which reckons cost in its own way */
        cJSON_AddStringToObject(root, "cheapest_that_meets", c->variants[cheapest].name);
    if (r->lanes)
        lanes_answer_add(root, r);
    if (r->levers)
        levers_answer_add(root, r);
    if (r->sensitivity)
        sensitivity_add(root, r);
    cJSON *list = cJSON_AddArrayToObject(root, "variants");
    for (size_t i = 0; i < c->n; i++)
        variant_add(list, r, i);
    json_print(root, out);
}
