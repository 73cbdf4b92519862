/* SPDX-License-Identifier: GPL-3.0-or-later
 * The answer for machines, and the plan as files. */
#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/csv_write.h"
#include "report/format.h"
#include "report/report.h"
#include "report/staff_report.h"
#include "scenario/weekday.h"

static const char *const end_names[] = {[STAFF_CONFIRMED] = "confirmed",
                                        [STAFF_MEETS] = "meets",
                                        [STAFF_PLANNED] = "not confirmed",
                                        [STAFF_NO_PLAN] = "no plan",
                                        [STAFF_STOPPED] = "stopped"};
static const char *const neighbour_names[] = {
    [NEIGHBOUR_OPEN] = "not settled", [NEIGHBOUR_FAILS] = "fails", [NEIGHBOUR_MEETS] = "meets"};

static void number_add(cJSON *object, const char *key, double x) {
    char digits[32];
    snprintf(digits, sizeof digits, "%.10g", x);
    if (isfinite(x)) {
        cJSON_AddRawToObject(object, key, digits);
    } else {
        cJSON_AddNullToObject(object, key);
    }
}

static void whole_add(cJSON *object, const char *key, uint64_t x) {
    char digits[32];
    snprintf(digits, sizeof digits, "%llu", (unsigned long long)x);
    cJSON_AddRawToObject(object, key, digits);
}

static void estimate_add(cJSON *object, const char *key, struct estimate e, const char *unit) {
    cJSON *to = cJSON_AddObjectToObject(object, key);
    number_add(to, "value", e.value);
    number_add(to, "low", e.low);
    number_add(to, "high", e.high);
    cJSON_AddStringToObject(to, "unit", unit);
}

static struct estimate estimate_from(struct interval i) {
    return (struct estimate){i.value, i.low, i.high};
}

static const char *goal_unit(const struct goal *g) {
    return g->quantile ? "share" : g->unit;
}

/* Counts of one group in n slots from the first. */
static cJSON *counts_of(const struct staff_answer *a, size_t group, bool scheduled, size_t first,
                        size_t n_slots) {
    cJSON *list = cJSON_CreateArray();
    for (size_t i = first; i < first + n_slots; i++) {
        double n = *plan_at(&a->plan, group, i);
        cJSON_AddItemToArray(list,
                             cJSON_CreateNumber(scheduled ? staff_scheduled(a, group, n) : n));
    }
    return list;
}

/* Where weekdays differ, which of them each slot is of. */
static void weekdays_of_slots(cJSON *plan, const struct staff_answer *a) {
    struct arena arena = {0};
    cJSON *list = a->space.kinds.n > 1 ? cJSON_AddArrayToObject(plan, "slot_weekdays") : NULL;
    for (size_t i = 0; list && i < a->space.n_slots; i++) {
        const char *words = plan_day_words(&a->space, i / a->space.n_in_day, &arena);
        cJSON_AddItemToArray(list, cJSON_CreateString(words));
    }
    arena_fini(&arena);
}

static void plan_add(cJSON *root, const struct staff_answer *a) {
    cJSON *plan = cJSON_AddObjectToObject(root, "plan"), *groups;
    number_add(plan, "cost", plan_cost(&a->plan));
    cJSON_AddBoolToObject(plan, "priced", a->space.priced);
    number_add(plan, "person_slots", plan_people(&a->plan));
    number_add(plan, "person_hours_due", staff_due_hours(a));
    number_add(plan, "person_hours_present", staff_present_hours(a));
    cJSON *starts = cJSON_AddArrayToObject(plan, "slot_start_s");
    for (size_t i = 0; i < a->space.n_slots; i++) {
        cJSON_AddItemToArray(starts, cJSON_CreateNumber(a->space.at[i]));
    }
    weekdays_of_slots(plan, a);
    groups = cJSON_AddObjectToObject(plan, "staff");
    for (size_t g = 0; g < a->space.n_groups; g++) {
        if (a->space.planned[g]) {
            cJSON *group = cJSON_AddObjectToObject(groups, a->model->groups[g].name);
            cJSON_AddItemToObject(group, "required", counts_of(a, g, false, 0, a->space.n_slots));
            cJSON_AddItemToObject(group, "scheduled", counts_of(a, g, true, 0, a->space.n_slots));
            number_add(group, "price", a->space.price[g]);
            number_add(group, "absence", a->model->groups[g].absence);
        }
    }
}

/* After close there is no slot but the one after the day's last. */
static void cell_add(cJSON *to, const struct staff_answer *a, size_t cell) {
    size_t in_day = a->space.n_in_day, kind = cell / (in_day + 1);
    struct arena arena = {0};
    if (cell != ALL_CELLS && a->space.kinds.n == 1) {
        whole_add(to, "slot", cell);
    } else if (cell != ALL_CELLS) {
        bool after = cell % (in_day + 1) == in_day;
        cJSON_AddStringToObject(to, "weekdays", plan_day_words(&a->space, kind, &arena));
        cJSON_AddBoolToObject(to, "after_close", after);
        if (!after) {
            whole_add(to, "slot", cell - kind);
        }
    }
    arena_fini(&arena);
}

static void checks_add(cJSON *root, const struct staff_answer *a) {
    cJSON *list = cJSON_AddArrayToObject(root, "conditions");
    for (size_t c = 0; c < a->n_checks; c++) {
        const struct staff_check *k = &a->checks[c];
        const struct goal *g = &a->goals.goal[k->constraint.goal];
        cJSON *to = cJSON_CreateObject();
        cJSON_AddItemToArray(list, to);
        cJSON_AddStringToObject(to, "standard", g->name);
        cJSON_AddStringToObject(to, "measure", k->constraint.by_days ? "p_day_meets" : g->measure);
        cell_add(to, a, k->constraint.cell);
        number_add(to, "target", k->constraint.by_days ? g->on_days : g->target);
        estimate_add(to, "simulated", estimate_from(k->value),
                     k->constraint.by_days ? "share" : goal_unit(g));
        cJSON_AddBoolToObject(to, "shown_to_meet", k->met);
        if (a->sipp.value) {
            estimate_add(to, "under_sipp", estimate_from(a->sipp.value[c]),
                         k->constraint.by_days ? "share" : goal_unit(g));
        }
    }
}

static void neighbours_add(cJSON *root, const struct staff_answer *a) {
    cJSON *list = cJSON_AddArrayToObject(root, "one_fewer");
    for (size_t i = 0; i < a->n_neighbours; i++) {
        const struct staff_neighbour *n = &a->neighbours[i];
        cJSON *to = cJSON_CreateObject();
        cJSON_AddItemToArray(list, to);
        cJSON_AddStringToObject(to, "group", a->model->groups[n->group].name);
        whole_add(to, "slot", n->slot);
        whole_add(to, "slots", n->n_slots);
        cJSON_AddStringToObject(to, "verdict", neighbour_names[n->state]);
        whole_add(to, "condition", n->worst);
        estimate_add(to, "slack", estimate_from(n->slack), "customers (days) above the target");
        whole_add(to, "replications", n->replications);
    }
}

static void watched_add(cJSON *root, const struct staff_answer *a) {
    cJSON *list = cJSON_AddArrayToObject(root, "judged_under_the_plan");
    for (size_t i = 0; i < a->n_watched; i++) {
        const struct standard_result *w = a->watched[i].result;
        cJSON *to = cJSON_CreateObject();
        cJSON_AddItemToArray(list, to);
        cJSON_AddStringToObject(to, "standard", w->name);
        number_add(to, "target", w->target);
        estimate_add(to, "simulated", w->value, w->unit);
        cJSON_AddStringToObject(to, "verdict", verdict_names[w->verdict]);
        whole_add(to, "days", a->under_plan->days);
    }
}

static void levels_add(cJSON *root, const struct staff_report *r) {
    const struct staff_answer *a = r->answer;
    cJSON *list = cJSON_AddArrayToObject(root, "levels");
    for (size_t i = 0; i < r->levels->n; i++) {
        const struct staff_level *l = &r->levels->rows[i];
        cJSON *to = cJSON_CreateObject(), *goals;
        cJSON_AddItemToArray(list, to);
        cJSON_AddStringToObject(to, "group", a->model->groups[r->levels->group].name);
        cJSON_AddNumberToObject(to, "change", l->change);
        number_add(to, "person_slots", l->people);
        number_add(to, "staff_cost", l->cost);
        goals = cJSON_AddObjectToObject(to, "standards");
        for (size_t g = 0; g < a->goals.n; g++) {
            estimate_add(goals, a->goals.goal[g].name, l->goals[g], goal_unit(&a->goals.goal[g]));
        }
        for (size_t m = 0; m < STAFF_LEVEL_MEASURE_KINDS; m++) {
            if (staff_level_known(a, m)) {
                estimate_add(to, staff_level_measures[m], l->measures[m],
                             measures[measure_find(staff_level_measures[m])].unit);
            }
        }
        estimate_add(to, "cost", l->total_cost, "money/day");
        estimate_add(to, "p_day_meets", l->p_meets, "share");
    }
}

static void head_add(cJSON *root, const struct staff_report *r) {
    const struct staff_answer *a = r->answer;
    struct arena arena = {0};
    cJSON_AddNumberToObject(root, "schema_version", 1);
    cJSON_AddStringToObject(root, "program", "sojourn " SOJOURN_VERSION);
    cJSON *scenario = cJSON_AddObjectToObject(root, "scenario");
    cJSON_AddStringToObject(scenario, "name", r->scenario->name ? r->scenario->name : "");
    cJSON_AddStringToObject(scenario, "sha256", r->scenario->sha256);
    whole_add(root, "seed", a->seed);
    number_add(root, "level", a->level);
    cJSON_AddStringToObject(root, "question", staff_question(a, &arena));
    cJSON_AddStringToObject(root, "verdict",
                            a->effort_short ? "not found in this effort" : end_names[a->end]);
    cJSON_AddBoolToObject(root, "stopped", a->stopped);
    whole_add(root, "confirm_seed", a->confirm_seed);
    whole_add(root, "search_days", a->search_days);
    whole_add(root, "confirm_days", a->confirm_days);
    whole_add(root, "repairs", a->repairs);
    whole_add(root, "plans", a->plans);
    whole_add(root, "events", a->events);
    arena_fini(&arena);
}

static void theory_add(cJSON *root, const struct staff_answer *a) {
    cJSON *to = cJSON_AddObjectToObject(root, "theory");
    number_add(to, "sipp_cost", a->sipp.cost);
    number_add(to, "sipp_person_slots", a->sipp.people);
    whole_add(to, "sipp_missed", a->sipp.missed);
    number_add(to, "sipp_busy_day", a->sipp.busy);
    cJSON_AddBoolToObject(to, "sipp_load_estimated", a->sipp.estimated);
    cJSON_AddBoolToObject(to, "sipp_by_load", a->sipp.by_load);
    whole_add(to, "skills_without_standard", a->sipp.unasked);
    whole_add(to, "skills_by_strictest_standard", a->sipp.strict);
    number_add(to, "alone_cost", isnan(a->alone) ? NAN : a->alone_cost);
    number_add(to, "alone_person_slots", a->alone);
}

static void unserved_add(cJSON *root, const struct staff_answer *a) {
    cJSON *to = cJSON_AddObjectToObject(root, "nobody_at_the_desk");
    whole_add(to, "slots", a->unserved.slots);
    number_add(to, "customers", a->unserved.customers);
    number_add(to, "of", a->unserved.all);
}

void staff_json(const struct staff_report *r, struct text *out) {
    const struct staff_answer *a = r->answer;
    cJSON *root = cJSON_CreateObject();
    head_add(root, r);
    cJSON *reasons = cJSON_AddArrayToObject(root, "reasons");
    for (size_t i = 0; i < a->n_reasons; i++) {
        cJSON_AddItemToArray(reasons, cJSON_CreateString(a->reasons[i]));
    }
    if (a->plan.count) {
        plan_add(root, a);
        checks_add(root, a);
        neighbours_add(root, a);
        unserved_add(root, a);
        whole_add(root, "lone_peaks", a->n_peaks);
        watched_add(root, a);
        theory_add(root, a);
    }
    if (r->levels) {
        levels_add(root, r);
    }
    char *printed = cJSON_Print(root);
    text_printf(out, "%s\n", printed);
    cJSON_free(printed);
    cJSON_Delete(root);
}

/* A count stands instead of the shifts that there were, and of their breaks. */
static void shifts_take_away(const struct model *m, size_t group, cJSON *to) {
    const struct roster *rosters = m->staffing.rosters;
    if (rosters && rosters[group].n_shifts > 0) {
        cJSON_AddNullToObject(to, "shifts");
        cJSON_AddNullToObject(to, "breaks");
    }
}

/* A list of counts, or one for each weekday of the horizon. */
static cJSON *count_of(const struct staff_answer *a, size_t group) {
    const struct plan_space *s = &a->space;
    if (a->model->steady) {
        return cJSON_CreateNumber(*plan_at(&a->plan, group, 0));
    }
    if (s->kinds.n == 1) {
        return counts_of(a, group, false, 0, s->n_slots);
    }
    cJSON *week = cJSON_CreateObject();
    for (size_t i = 0; i < a->model->n_weekdays; i++) {
        unsigned w = a->model->weekday[i];
        cJSON_AddItemToObject(
            week, weekday_names[w],
            counts_of(a, group, false, s->kinds.of[w] * s->n_in_day, s->n_in_day));
    }
    return week;
}

void staff_patch(const struct staff_answer *a, struct text *out) {
    cJSON *root = cJSON_CreateObject(), *staff = cJSON_AddObjectToObject(root, "staff");
    for (size_t g = 0; g < a->space.n_groups; g++) {
        if (a->space.planned[g]) {
            cJSON *group = cJSON_AddObjectToObject(staff, a->model->groups[g].name);
            shifts_take_away(a->model, g, group);
            cJSON_AddItemToObject(group, "count", count_of(a, g));
        }
    }
    char *printed = cJSON_PrintUnformatted(root);
    text_printf(out, "%s\n", printed);
    cJSON_free(printed);
    cJSON_Delete(root);
}

void staff_plan_csv(const struct staff_answer *a, FILE *out) {
    struct arena arena = {0};
    struct plan today = plan_of_model(&a->space, &arena);
    bool week = a->space.kinds.n > 1;
    fprintf(out, "slot,%sfrom,group,required,scheduled,as_it_was,price\r\n",
            week ? "weekdays," : "");
    for (size_t i = 0; i < a->space.n_slots; i++) {
        for (size_t g = 0; g < a->space.n_groups; g++) {
            double n = a->space.planned[g] ? *plan_at(&a->plan, g, i) : 0;
            if (a->space.planned[g]) {
                fprintf(out, "%zu,", i);
                if (week) {
                    csv_text(out, plan_day_words(&a->space, i / a->space.n_in_day, &arena));
                    fputc(',', out);
                }
                fprintf(out, "%s,", format_clock(&arena, a->space.at[i]));
                csv_text(out, a->model->groups[g].name);
                fprintf(out, ",%.0f,%.0f,%.0f,", n, staff_scheduled(a, g, n),
                        *plan_at(&today, g, i));
                csv_number(out, a->space.price[g]);
                fprintf(out, "\r\n");
            }
        }
    }
    arena_fini(&arena);
}

/* ---- the interval file ---- */

static bool serves(const struct staff_answer *a, size_t group, const struct interval_row *row) {
    if (row->kind == ROW_GROUP) {
        return strcmp(a->model->groups[group].name, row->name) == 0;
    }
    if (row->kind != ROW_STATION) {
        return row->kind == ROW_TOTAL;
    }
    for (uint32_t s = 0; s < a->model->n_stations; s++) {
        if (strcmp(a->model->stations[s].name, row->name) == 0) {
            return a->layout->group_serves[group * a->model->n_stations + s];
        }
    }
    return false;
}

/* People required of those whom the row is about, the mean of the days; NAN where none of them was
 * planned. */
static double required_of(const struct staff_answer *a, const struct interval_row *row) {
    double sum = NAN;
    for (size_t i = 0; i < a->space.n_slots && !row->after_close; i++) {
        bool here = fabs(a->space.at[i] - row->start) < 0.5 || a->model->steady;
        for (size_t g = 0; here && g < a->space.n_groups; g++) {
            if (a->space.planned[g] && serves(a, g, row)) {
                sum = (isnan(sum) ? 0 : sum) + slot_share(&a->space, i) * *plan_at(&a->plan, g, i);
            }
        }
    }
    return sum;
}

void staff_intervals_csv(const struct staff_report *r, FILE *out) {
    const struct results *from = r->levels->at_plan;
    struct results copy = *from;
    struct arena arena = {0};
    size_t required = interval_column_find("required"), over = interval_column_find("over_under");
    size_t staffed = interval_column_find("staffed");
    copy.intervals = arena_array(&arena, from->n_intervals, sizeof *copy.intervals);
    for (size_t i = 0; i < from->n_intervals; i++) {
        double *values = arena_array(&arena, n_interval_columns, sizeof *values);
        memcpy(values, from->intervals[i].values, n_interval_columns * sizeof *values);
        values[required] = required_of(r->answer, &from->intervals[i]);
        values[over] = values[staffed] - values[required];
        copy.intervals[i] = from->intervals[i];
        copy.intervals[i].values = values;
    }
    struct report report = {.scenario = r->scenario, .results = &copy};
    report_intervals_csv(&report, out);
    arena_fini(&arena);
}
