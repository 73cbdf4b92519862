/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <cjson/cJSON.h>

#include "base/csv_write.h"
#include "base/units.h"
#include "report/format.h"
#include "report/json_parts.h"
#include "report/schedule_report.h"
#include "scenario/weekday.h"

/* ---- the patch ---- */

static void duration_put(cJSON *object, const char *key, double seconds) {
    struct text t = {0};
    duration_add(&t, seconds);
    cJSON_AddStringToObject(object, key, text_string(&t));
    text_fini(&t);
}

static void shift_put(cJSON *shifts, const struct schedule *s, const struct shift *shift) {
    cJSON *o = cJSON_AddObjectToObject(shifts, shift->name);
    struct text t = {0};
    time_of_day_add(&t, shift->starts);
    cJSON_AddStringToObject(o, "starts", text_string(&t));
    text_fini(&t);
    duration_put(o, "lasts", shift->lasts);
    json_whole_add(o, "count", shift->count);
    cJSON *on = s->grid.n_days > 1 ? cJSON_AddArrayToObject(o, "on") : NULL;
    for (unsigned d = 0; on && d < WEEKDAYS; d++)
        if (shift->on >> d & 1)
            cJSON_AddItemToArray(on, cJSON_CreateString(weekday_names[d]));
    cJSON *breaks = cJSON_AddObjectToObject(o, "breaks");
    for (size_t i = 0; i < shift->n_breaks; i++) {
        cJSON *b = cJSON_AddObjectToObject(breaks, shift->breaks[i].name);
        duration_put(b, "lasts", shift->breaks[i].lasts);
        duration_put(b, "at", shift->breaks[i].from);
        cJSON_AddBoolToObject(b, "paid", shift->breaks[i].paid);
    }
}

/* The group's own shifts give way to these. */
static void shifts_put(cJSON *group, const struct schedule *s, const struct schedule_group *g,
                       const struct shift *shifts, size_t n) {
    cJSON_AddNullToObject(group, "count");
    cJSON *all = cJSON_AddObjectToObject(group, "shifts");
    for (size_t k = 0; k < g->as_read->n_shifts; k++)
        cJSON_AddNullToObject(all, g->as_read->shifts[k].name);
    for (size_t k = 0; k < n; k++) {
        cJSON_DeleteItemFromObjectCaseSensitive(all, shifts[k].name);
        shift_put(all, s, &shifts[k]);
    }
}

/* A scenario has no empty list of shifts: who gets none is nobody by the count. */
static void nobody_put(cJSON *group) {
    json_whole_add(group, "count", 0);
    cJSON_AddNullToObject(group, "shifts");
}

static cJSON *patch_of(const struct schedule *s) {
    cJSON *root = cJSON_CreateObject(), *staff = cJSON_AddObjectToObject(root, "staff");
    for (size_t i = 0; i < s->n_groups; i++) {
        struct arena a = {0};
        size_t n;
        const struct shift *shifts = schedule_shifts(s, &s->groups[i], &n, &a);
        cJSON *group = cJSON_AddObjectToObject(staff, s->groups[i].as_read->name);
        if (n > 0)
            shifts_put(group, s, &s->groups[i], shifts, n);
        else
            nobody_put(group);
        arena_fini(&a);
    }
    return root;
}

void schedule_patch(const struct schedule *s, struct text *out) {
    json_print(patch_of(s), out);
}

/* ---- the result ---- */

static const char *const end_names[] = {[SCHEDULE_COVERS] = "covers",
                                        [SCHEDULE_MISSES] = "misses",
                                        [SCHEDULE_STOPPED] = "stopped",
                                        [SCHEDULE_FAILED] = "failed"};

static void numbers_put(cJSON *object, const char *key, const size_t *numbers, size_t n) {
    cJSON *list = cJSON_AddArrayToObject(object, key);
    for (size_t i = 0; i < n; i++)
        cJSON_AddItemToArray(list, cJSON_CreateNumber((double)numbers[i]));
}

static void group_put(cJSON *groups, const struct schedule *s, const struct schedule_group *g) {
    const struct cover_plan *p = &g->plan;
    cJSON *o = cJSON_AddObjectToObject(groups, g->as_read->name);
    cJSON_AddStringToObject(o, "solver", milp_end_name(p->end));
    if (*p->words)
        cJSON_AddStringToObject(o, "solver_words", p->words);
    json_number_add(o, "cost", p->cost);
    json_number_add(o, "bound", isinf(p->bound) ? NAN : p->bound);
    json_number_add(o, "missing_hours", (double)p->missing * s->grid.slot / 3600);
    json_number_add(o, "over_hours", (double)p->excess * s->grid.slot / 3600);
    json_number_add(o, "paid_hours", g->paid / 3600);
    json_number_add(o, "shortest_rest_s", isinf(g->shortest_rest) ? NAN : g->shortest_rest);
    cJSON *people = cJSON_AddObjectToObject(o, "people");
    for (size_t i = 0; i < g->problem.n_contracts; i++)
        json_whole_add(people, g->as_read->patterns[i].name, p->people[i]);
    numbers_put(o, "asked", g->asked, grid_slots(&s->grid));
    numbers_put(o, "required", g->required, grid_slots(&s->grid));
    numbers_put(o, "at_work", p->on_duty, grid_slots(&s->grid));
}

static void rounds_put(cJSON *root, const struct schedule *s) {
    cJSON *rounds = cJSON_AddArrayToObject(root, "rounds");
    for (size_t i = 0; i < s->n_rounds; i++) {
        const struct schedule_round *r = &s->rounds[i];
        cJSON *o = cJSON_CreateObject();
        cJSON_AddItemToArray(rounds, o);
        json_number_add(o, "cost", r->cost);
        json_whole_add(o, "replications", r->results->replications);
        json_whole_add(o, "seed", r->results->seed);
        json_whole_add(o, "missed", r->missed);
        json_number_add(o, "raised_hours", (double)r->raised * s->grid.slot / 3600);
        cJSON *standards = cJSON_AddObjectToObject(o, "standards");
        for (size_t k = 0; k < r->results->n_standards; k++) {
            const struct standard_result *x = &r->results->standards[k];
            cJSON *one = cJSON_AddObjectToObject(standards, x->name);
            json_estimate_fill(one, x->value, x->unit);
            json_number_add(one, "target", x->target);
            cJSON_AddStringToObject(one, "verdict", verdict_names[x->verdict]);
            bool missed = schedule_standard_missed(x);
            cJSON_AddStringToObject(one, "counts_as", missed ? "missed" : "met");
            cJSON_AddBoolToObject(one, "people_may_cure", schedule_standard_curable(s, x));
        }
        if (!isnan(r->change.value))
            json_estimate_add(o, "change", r->change, r->results->standards[0].unit);
    }
}

void schedule_json(const struct schedule *s, struct text *out) {
    cJSON *root = cJSON_CreateObject();
    json_whole_add(root, "schema_version", 1);
    cJSON_AddStringToObject(root, "program", "sojourn " SOJOURN_VERSION);
    cJSON *scenario = cJSON_AddObjectToObject(root, "scenario");
    cJSON_AddStringToObject(scenario, "name", s->model->name);
    cJSON_AddStringToObject(scenario, "sha256", s->model->scenario->sha256);
    cJSON_AddStringToObject(root, "end", end_names[s->end]);
    double price = schedule_missing_price(s);
    json_number_add(root, "missing_hour_price", isinf(price) ? NAN : price);
    json_number_add(root, "cost", s->cost);
    cJSON_AddStringToObject(root, "cost_unit", s->priced ? "money" : "paid hours");
    json_number_add(root, "bound", isinf(s->bound) ? NAN : s->bound);
    json_number_add(root, "gap", isinf(s->gap) ? NAN : s->gap);
    json_number_add(root, "slot_s", s->grid.slot);
    json_whole_add(root, "slots_per_day", s->grid.day_slots);
    cJSON *days = cJSON_AddArrayToObject(root, "days");
    for (size_t i = 0; i < s->grid.n_days; i++)
        cJSON_AddItemToArray(
            days, cJSON_CreateString(s->grid.n_days > 1 ? schedule_day_name(s, i) : "every"));
    cJSON *groups = cJSON_AddObjectToObject(root, "groups");
    for (size_t i = 0; i < s->n_groups; i++)
        group_put(groups, s, &s->groups[i]);
    rounds_put(root, s);
    cJSON *reasons = cJSON_AddArrayToObject(root, "reasons");
    for (size_t i = 0; i < s->n_reasons; i++)
        cJSON_AddItemToArray(reasons, cJSON_CreateString(s->reasons[i]));
    cJSON_AddItemToObject(root, "patch", patch_of(s));
    json_print(root, out);
}

/* ---- tables ---- */

void schedule_roster_csv(const struct schedule *s, FILE *out) {
    fprintf(out, "day,group,pattern,person,start,end,breaks,paid_hours\n");
    for (size_t i = 0; i < s->n_groups; i++) {
        const struct schedule_group *g = &s->groups[i];
        struct arena a = {0};
        for (size_t k = 0; k < g->n_duties; k++) {
            const struct duty *d = &g->duties[k];
            const struct schedule_kind *kind = &g->kinds[d->shift->kind];
            double from = (double)d->shift->start * s->grid.slot;
            const char *day = schedule_day_name(s, d->shift->day);
            fprintf(out, "%s,", *day ? day : "every");
            csv_text(out, g->as_read->name);
            fputc(',', out);
            csv_text(out, kind->pattern->name);
            fprintf(out, ",%zu,%s,%s,", d->person + 1, format_clock(&a, from),
                    format_clock(&a, from + kind->lasts));
            csv_text(out, schedule_breaks_words(s, g, d->shift, &a));
            fputc(',', out);
            csv_number(out, kind->paid / 3600);
            fputc('\n', out);
        }
        arena_fini(&a);
    }
}

void schedule_cover_csv(const struct schedule *s, FILE *out) {
    struct arena a = {0};
    fprintf(out, "day,start,start_s,group,asked,required,at_work\n");
    for (size_t i = 0; i < s->n_groups; i++) {
        const struct schedule_group *g = &s->groups[i];
        for (size_t slot = 0; slot < grid_slots(&s->grid); slot++) {
            if (g->required[slot] == 0 && g->plan.on_duty[slot] == 0)
                continue;
            size_t day = slot / s->grid.day_slots;
            double from = (double)(slot % s->grid.day_slots) * s->grid.slot;
            const char *name = schedule_day_name(s, day);
            fprintf(out, "%s,%s,%.9g,", *name ? name : "every", format_clock(&a, from),
                    (double)slot * s->grid.slot);
            csv_text(out, g->as_read->name);
            fprintf(out, ",%zu,%zu,%zu\n", g->asked[slot], g->required[slot],
                    g->plan.on_duty[slot]);
        }
    }
    arena_fini(&a);
}
