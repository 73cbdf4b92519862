/* SPDX-License-Identifier: GPL-3.0-or-later
 * The JSON result: every measure as {value, low, high, unit} under the path that --of takes. */
#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>

#include "planner/theory_match.h"
#include "planner/trouble.h"
#include "report/json_parts.h"
#include "report/report.h"

/* Measures that do not apply, or never happened, are left out. */
static void row_fill(cJSON *object, const struct result_row *row) {
    for (size_t i = 0; i < n_measures; i++)
        if (!isnan(row->estimates[i].value))
            json_estimate_add(object, measures[i].name, row->estimates[i], measures[i].unit);
    if (row->rival)
        cJSON_AddTrueToObject(object, "rival");
}

static void rows_add(cJSON *root, const struct result_row *rows, size_t n) {
    for (int kind = 0; kind < ROW_KINDS; kind++) {
        if (!json_section_wanted(rows, n, kind))
            continue;
        cJSON *section = cJSON_AddObjectToObject(root, row_kind_sections[kind]);
        for (size_t i = 0; i < n; i++)
            if ((int)rows[i].kind == kind)
                row_fill(kind == ROW_TOTAL ? section
                                           : cJSON_AddObjectToObject(section, rows[i].name),
                         &rows[i]);
    }
}

/* "weekdays": {"mon": {"total": ...}}, rows as those of all days. */
static void weekdays_add(cJSON *root, const struct results *r) {
    cJSON *all = r->n_weekdays > 0 ? cJSON_AddObjectToObject(root, "weekdays") : NULL;
    for (size_t i = 0; i < r->n_weekdays; i++)
        rows_add(cJSON_AddObjectToObject(all, r->weekdays[i].name), r->weekdays[i].rows, r->n_rows);
}

static void standard_add(cJSON *section, const struct standard_result *s) {
    static const char *const names[] = {"answered", "offered", "ignore", "positive", "short"};
    cJSON *object = cJSON_AddObjectToObject(section, s->name);
    json_estimate_fill(object, s->value, s->unit);
    if (s->formula)
        cJSON_AddStringToObject(object, "formula", s->formula);
    cJSON_AddStringToObject(object, "question", s->question);
    json_number_add(object, "target", s->target);
    cJSON_AddBoolToObject(object, "at_least", s->at_least);
    cJSON_AddStringToObject(object, "verdict", verdict_names[s->verdict]);
    if (!isnan(s->on_days))
        json_number_add(object, "on_days", s->on_days);
    if (!isnan(s->p_day_meets.value))
        json_estimate_add(object, "p_day_meets", s->p_day_meets, "share");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char key[40];
        snprintf(key, sizeof key, "service_level_%s", names[i]);
        if (!isnan(s->formulas[i].value))
            json_estimate_add(object, key, s->formulas[i], "share");
    }
}

static void trouble_add(cJSON *root, const struct trouble *t) {
    cJSON *section = cJSON_AddObjectToObject(root, "trouble");
    for (size_t k = 0; k < t->n_rows; k++) {
        cJSON *row = cJSON_AddObjectToObject(section, t->rows[k].change);
        for (size_t i = 0; i < t->n_paths; i++) {
            cJSON *path = cJSON_AddObjectToObject(row, t->paths[i]);
            json_estimate_fill(path, t->rows[k].values[i], t->units[i]);
            if (t->rows[k].differences)
                json_estimate_add(path, "difference", t->rows[k].differences[i], t->units[i]);
        }
    }
}

static void trouble_notes_add(cJSON *root, const struct trouble *t) {
    cJSON *list = t->n_notes > 0 ? cJSON_AddArrayToObject(root, "trouble_notes") : NULL;
    for (size_t i = 0; i < t->n_notes; i++)
        cJSON_AddItemToArray(list, cJSON_CreateString(t->notes[i]));
}

static void theory_add(cJSON *root, const struct theory_match *t) {
    cJSON *section = cJSON_AddObjectToObject(root, "theory");
    if (!t->formula) {
        cJSON_AddNullToObject(section, "formula");
        cJSON_AddStringToObject(section, "prevented_by", t->prevented_by);
        return;
    }
    cJSON_AddStringToObject(section, "formula", t->formula);
    cJSON_AddStringToObject(section, "station", t->station);
    cJSON *measures_of_all = cJSON_AddObjectToObject(section, "measures"), *classes = NULL;
    for (size_t i = 0; i < t->n_lines; i++) {
        const char *of = t->lines[i].of;
        classes = of && !classes ? cJSON_AddObjectToObject(section, "classes") : classes;
        cJSON *own = of ? cJSON_GetObjectItemCaseSensitive(classes, of) : measures_of_all;
        own = own ? own : cJSON_AddObjectToObject(classes, of);
        cJSON *line = cJSON_AddObjectToObject(own, t->lines[i].measure);
        json_number_add(line, "theory", t->lines[i].theory);
        json_estimate_add(line, "simulation", t->lines[i].simulated, t->lines[i].unit);
    }
}

static void texts_add(cJSON *root, const struct report *r) {
    struct arena a = {0};
    size_t n;
    const char *const *said = report_assumptions(r->scenario, &a, &n);
    cJSON *list = cJSON_AddArrayToObject(root, "assumptions");
    for (size_t i = 0; i < n; i++)
        cJSON_AddItemToArray(list, cJSON_CreateString(said[i]));
    list = cJSON_AddArrayToObject(root, "warnings");
    for (size_t i = 0; r->findings && i < r->findings->count; i++) {
        const struct finding *f = &r->findings->findings[i];
        const char *text = arena_format(&a, "%s%s%s", f->path, *f->path ? ": " : "", f->message);
        cJSON_AddItemToArray(list, cJSON_CreateString(text));
    }
    for (size_t i = 0; i < r->results->n_warnings; i++)
        cJSON_AddItemToArray(list, cJSON_CreateString(r->results->warnings[i]));
    arena_fini(&a);
}

static void head_add(cJSON *root, const struct results *r) {
    cJSON_AddRawToObject(root, "schema_version", "1");
    cJSON_AddStringToObject(root, "program", "sojourn " SOJOURN_VERSION);
    cJSON *scenario = cJSON_AddObjectToObject(root, "scenario");
    cJSON_AddStringToObject(scenario, "name", r->scenario_name);
    cJSON_AddStringToObject(scenario, "sha256", r->scenario_sha256);
    json_whole_add(root, "seed", r->seed);
    json_whole_add(root, "replications", r->replications);
    json_whole_add(root, "days", r->days);
    json_number_add(root, "level", r->level);
    cJSON_AddStringToObject(root, "stopped_by", stopped_by_names[r->stopped_by]);
    if (r->stopped_note)
        cJSON_AddStringToObject(root, "stopped_note", r->stopped_note);
    if (r->steady) {
        json_number_add(root, "run_length", r->run_length);
        json_number_add(root, "warm_up", r->warm_up);
    }
}

void report_json(const struct report *r, struct text *out) {
    cJSON *root = cJSON_CreateObject();
    head_add(root, r->results);
    rows_add(root, r->results->rows, r->results->n_rows);
    weekdays_add(root, r->results);
    json_course_add(root, r->results);
    cJSON *section = cJSON_AddObjectToObject(root, "standards");
    for (size_t i = 0; i < r->results->n_standards; i++)
        standard_add(section, &r->results->standards[i]);
    if (r->trouble) {
        trouble_add(root, r->trouble);
        trouble_notes_add(root, r->trouble);
    }
    if (r->theory)
        theory_add(root, r->theory);
    texts_add(root, r);
    json_print(root, out);
}
