/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/theory_report.h"

#include <cjson/cJSON.h>
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "base/units.h"

enum { WIDTH = 100 };

/* Six digits are enough to read, and hide that 1e-12 is missing from a round number. */
static double rounded(double x) {
    struct text digits = {0};
    text_printf(&digits, "%.6g", x);
    double read = strtod(text_string(&digits), NULL);
    text_fini(&digits);
    return read;
}

/* As many digits, without an exponent however many. */
static void amount_add(struct text *t, double x) {
    text_printf(t, fabs(x) < 1e6 ? "%.6g" : "%.0f", rounded(x));
}

static void seconds_add(struct text *t, double seconds) {
    if (isinf(seconds))
        text_add(t, "unlimited");
    else if (seconds < 60)
        text_printf(t, "%.6g s", seconds);
    else
        duration_add(t, rounded(seconds));
}

static void value_add_share(struct text *t, double x) {
    text_printf(t, "%.2f %%", 100 * x);
}

/* 7.84 s, 1:05, 2:03:20 */
static void value_add_wait(struct text *t, double x) {
    double s = round(x);
    if (s < 60)
        text_printf(t, x < 10 ? "%.2f s" : "%.1f s", x);
    else if (s < 3600)
        text_printf(t, "%.0f:%02.0f", floor(s / 60), fmod(s, 60));
    else
        text_printf(t, "%.0f:%02.0f:%02.0f", floor(s / 3600), floor(fmod(s, 3600) / 60),
                    fmod(s, 60));
}

static void value_add_customers(struct text *t, double x) {
    text_printf(t, "%.2f", x);
}

static void value_add_rate(struct text *t, double x) {
    amount_add(t, 3600 * x);
    text_add(t, "/h");
}

static const struct {
    const char *unit;
    void (*add)(struct text *t, double x);
} unit_formats[] = {
    {"share", value_add_share},         {"s", value_add_wait},
    {"customers", value_add_customers}, {"customers/s", value_add_rate},
    {"tries", value_add_customers},
};

/* The value as people read it, in the arena. */
static const char *value_format(struct arena *a, const struct queue_measure *row, double x) {
    struct text t = {0};
    for (size_t i = 0; i < sizeof unit_formats / sizeof unit_formats[0]; i++)
        if (strcmp(unit_formats[i].unit, row->unit) == 0 && isfinite(x))
            unit_formats[i].add(&t, x);
    if (isnan(x))
        text_add(&t, "-");
    if (isinf(x))
        text_add(&t, "no limit");
    char *formatted = arena_string(a, text_string(&t));
    text_fini(&t);
    return formatted;
}

bool theory_is_answered(const struct theory_report *r) {
    enum theory_status status = r->answer.status;
    return status == THEORY_CONVERGED || status == THEORY_INEXACT || status == THEORY_UNSTABLE;
}

/* " (lognormal, cv 1.3)" */
static void law_add(const struct distribution *law, struct text *out) {
    if (law)
        text_printf(out, " (%s, cv %.4g)", law->kind->name, distribution_cv(law));
}

static void redials_add(const struct queue_model *q, struct text *out) {
    text_printf(out,
                ",\n  call again: %.4g %% of the blocked, %.4g %% of those who hung up, after ",
                100 * q->redial_blocked, 100 * q->redial_abandoned);
    seconds_add(out, q->redial_after);
}

static void model_add(const struct theory_report *r, struct text *out) {
    const struct queue_model *q = &r->answer.model;
    text_add(out, "  ");
    amount_add(out, 3600 * q->calls);
    text_add(out, " calls an hour, handle time ");
    seconds_add(out, q->handle);
    law_add(q->handle_law, out);
    text_add(out, " (");
    amount_add(out, q->calls * q->handle);
    text_add(out, " erlangs), patience ");
    seconds_add(out, q->patience);
    law_add(q->patience_law, out);
    text_printf(out, ",\n  agents %zu, ", q->agents);
    if (q->lines == LINES_UNLIMITED)
        text_add(out, "lines unlimited");
    else
        text_printf(out, "lines %zu", q->lines);
    text_add(out, ", threshold ");
    seconds_add(out, q->threshold);
    if (theory_assumes(r->formula, THEORY_REDIALS))
        redials_add(q, out);
    text_add(out, "\n");
}

static void answer_add(const struct queue_model *q, enum queue_unknown unknown, struct text *out) {
    if (unknown == UNKNOWN_AGENTS || unknown == UNKNOWN_SERVERS)
        text_printf(out, "%zu", q->agents);
    else if (unknown == UNKNOWN_LINES)
        text_printf(out, "%zu", q->lines);
    else if (unknown == UNKNOWN_CALLS) {
        amount_add(out, 3600 * q->calls);
        text_add(out, " an hour");
    } else
        seconds_add(out, unknown == UNKNOWN_HANDLE     ? q->handle
                         : unknown == UNKNOWN_PATIENCE ? q->patience
                                                       : q->threshold);
}

/* Whether all who are still there at the threshold have been served by then, since nobody waits as
 * long: a service level of the served then says nothing of the agents. */
static bool level_is_empty(const struct theory_report *r) {
    const struct queue_model *q = &r->answer.model;
    struct distribution law;
    if (!q->patience_law || isinf(q->patience))
        return false;
    law = *q->patience_law;
    law.scale *= q->patience > 0 ? q->patience / distribution_mean(&law) : 1;
    bool all_left = distribution_cdf(&law, q->threshold) >= 1, empty = false;
    for (size_t i = 0; i < r->question.count; i++) {
        const struct queue_measure *m = r->question.targets[i].measure;
        bool level = strncmp(m->name, "service_level", strlen("service_level")) == 0;
        empty = empty || (level && queue_measure_value(&r->answer.measures, m) >= 1 - 1e-9);
    }
    return all_left && empty;
}

static void level_mind_add(const struct theory_report *r, struct text *out) {
    struct text within = {0};
    seconds_add(&within, r->answer.model.threshold);
    text_printf(
        out,
        "Mind: nobody's patience lasts longer than the threshold of %s, so that all who are "
        "served are\nserved in time, however few the agents: %.0f %% hang up. Ask for "
        "--formula offered or --abandonment.\n",
        text_string(&within), 100 * r->answer.measures.abandonment);
    text_fini(&within);
}

/* "The fewest agents that meet every target: 14 (20 on the roster)." */
static void sentence_add(const struct theory_report *r, struct text *out) {
    const char *asked = queue_unknown_text(r->question.unknown);
    if (r->question.unknown != UNKNOWN_NOTHING) {
        text_printf(out, "%c%s: ", toupper((unsigned char)asked[0]), asked + 1);
        if (theory_is_answered(r))
            answer_add(&r->answer.model, r->question.unknown, out);
    }
    if (theory_is_answered(r) && !isnan(r->shrinkage))
        text_printf(out, "%s%zu on the roster%s", *asked ? " (" : "",
                    rostered_agents(r->answer.model.agents, r->shrinkage), *asked ? ")" : ".\n");
    if (!theory_is_answered(r))
        text_add(out, theory_status_text(r->answer.status));
    if (*asked || !theory_is_answered(r))
        text_add(out, ".\n");
    if (r->answer.status == THEORY_UNSTABLE || r->answer.status == THEORY_INEXACT)
        text_printf(out, "Mind: %s.\n", theory_status_text(r->answer.status));
    if (theory_is_answered(r) && level_is_empty(r))
        level_mind_add(r, out);
}

static void targets_add(const struct theory_report *r, struct text *out) {
    static const struct table_column columns[] = {{"target", TABLE_LEFT},
                                                  {"wanted", TABLE_RIGHT},
                                                  {"reached", TABLE_RIGHT},
                                                  {"", TABLE_LEFT}};
    struct table t;
    table_init(&t, columns, 4);
    for (size_t i = 0; i < r->question.count; i++) {
        const struct queue_target *target = &r->question.targets[i];
        double value = queue_measure_value(&r->answer.measures, target->measure);
        table_add(&t, "%s", target->measure->name);
        table_add(&t, "%s %s", target->measure->better > 0 ? ">=" : "<=",
                  value_format(&t.arena, target->measure, target->value));
        table_add(&t, "%s", value_format(&t.arena, target->measure, value));
        table_add(&t, "%s", queue_target_met(target, &r->answer.measures) ? "met" : "missed");
    }
    text_add(out, "\n");
    table_print(&t, out, 2, WIDTH);
    table_fini(&t);
}

/* What one agent fewer would do, where the number of agents is the answer. */
static bool has_one_fewer(const struct theory_report *r, struct queue_measures *fewer) {
    struct queue_model q = r->answer.model;
    bool servers = r->question.unknown == UNKNOWN_SERVERS;
    if ((r->question.unknown != UNKNOWN_AGENTS && !servers) || q.agents < 2)
        return false;
    q.agents--;
    if (servers)
        q.lines = q.agents;
    r->formula->evaluate(&q, fewer);
    return true;
}

/* What can only be 1 or 0 where nobody calls again is not shown there. */
static bool is_shown(const struct theory_report *r, const struct queue_measure *row) {
    bool of_redials = row->offset == offsetof(struct queue_measures, tries_per_customer) ||
                      row->offset == offsetof(struct queue_measures, in_orbit);
    return !of_redials || theory_assumes(r->formula, THEORY_REDIALS);
}

static void measures_add(const struct theory_report *r, struct text *out) {
    struct table t;
    struct queue_measures fewer;
    bool compared = has_one_fewer(r, &fewer);
    const struct table_column columns[] = {{"measure", TABLE_LEFT},
                                           {"value", TABLE_RIGHT},
                                           {compared ? "one\nfewer" : "", TABLE_RIGHT},
                                           {"what it is", TABLE_LEFT}};
    table_init(&t, columns, 4);
    for (size_t i = 0; i < n_queue_measure_rows; i++) {
        const struct queue_measure *row = &queue_measure_rows[i];
        double value = queue_measure_value(&r->answer.measures, row);
        if (!is_shown(r, row))
            continue;
        table_add(&t, "%s%s", row->name, row == r->level ? " *" : "");
        table_add(&t, "%s", value_format(&t.arena, row, value));
        table_add(&t, "%s",
                  compared ? value_format(&t.arena, row, queue_measure_value(&fewer, row)) : "");
        table_add(&t, "%s", row->help);
    }
    text_add(out, "\n");
    table_print(&t, out, 2, WIDTH);
    text_add(out, "\n  * the service level that is meant; in time: within the threshold\n");
    table_fini(&t);
}

/* Whether a limit is only come near to, whatever the other targets. */
static bool is_beyond(const struct theory_report *r, const struct queue_target *t) {
    struct queue_question q = r->question;
    struct queue_answer answer;
    q.targets = t;
    q.count = 1;
    return queue_target_is_limit(t) && queue_solve(&q, &answer) == THEORY_INFEASIBLE;
}

/* The least that is asked of a limit instead, in the measure's unit: shares, seconds. */
static struct queue_target relaxed(const struct queue_target *t) {
    enum { SHARES = 10000, SECONDS = 10 };
    double step = strcmp(t->measure->unit, "share") == 0 ? 1.0 / SHARES : 1.0 / SECONDS;
    return (struct queue_target){t->measure, t->value - t->measure->better * step};
}

/* What whole numbers count. */
static const char *noun_of(const struct queue_model *q, enum queue_unknown unknown) {
    bool agents = unknown == UNKNOWN_AGENTS || unknown == UNKNOWN_SERVERS;
    if (!agents && unknown != UNKNOWN_LINES)
        return "";
    bool one = (agents ? q->agents : q->lines) == 1;
    return agents ? (one ? " agent" : " agents") : (one ? " line" : " lines");
}

/* Of a target that is only come near to: what meets one just short of it. */
static void limit_add(const struct theory_report *r, const struct queue_target *t, struct arena *a,
                      struct text *out) {
    struct queue_target near = relaxed(t);
    struct queue_question q = r->question;
    struct queue_answer answer;
    q.targets = &near;
    q.count = 1;
    enum theory_status status = queue_solve(&q, &answer);
    text_printf(out, "  %s %s %s: reached by no value, however near it comes", t->measure->name,
                t->measure->better > 0 ? ">=" : "<=", value_format(a, t->measure, t->value));
    if (status == THEORY_CONVERGED || status == THEORY_INEXACT) {
        text_printf(out, "; %s by ", value_format(a, t->measure, near.value));
        answer_add(&answer.model, q.unknown, out);
        text_add(out, noun_of(&answer.model, q.unknown));
    }
    text_add(out, "\n");
}

/* "service_level_ignore >= 99.00 %: 97.31 % at best" for each target that cannot be met. */
static void best_add(const struct theory_report *r, struct text *out) {
    struct arena a = {0};
    bool any = false;
    for (size_t i = 0; i < r->question.count; i++) {
        const struct queue_target *t = &r->question.targets[i];
        double best = queue_best(&r->question, t);
        const struct queue_target asked = queue_target_is_limit(t) ? relaxed(t) : *t;
        bool above = t->measure->better > 0 ? best < asked.value : best > asked.value;
        if (!above && !is_beyond(r, t))
            continue;
        any = true;
        if (!above) {
            limit_add(r, t, &a, out);
            continue;
        }
        text_printf(out, "  %s %s %s: %s at best\n", t->measure->name,
                    t->measure->better > 0 ? ">=" : "<=", value_format(&a, t->measure, t->value),
                    value_format(&a, t->measure, best));
        if (r->question.model.lines != LINES_UNLIMITED)
            text_printf(out, "  The %zu line%s set%s that limit, whatever the agents.\n",
                        r->question.model.lines, r->question.model.lines == 1 ? "" : "s",
                        r->question.model.lines == 1 ? "s" : "");
    }
    if (!any)
        text_add(out, "  Each target can be met alone, but not all together.\n");
    arena_fini(&a);
}

void theory_report_text(const struct theory_report *r, struct text *out) {
    sentence_add(r, out);
    if (r->answer.status == THEORY_INFEASIBLE)
        best_add(r, out);
    if (!theory_is_answered(r))
        return;
    text_printf(out, "%s:\n", r->formula->title(&r->answer.model));
    model_add(r, out);
    if (r->question.count > 0)
        targets_add(r, out);
    measures_add(r, out);
}

static void json_add_finite(cJSON *object, const char *name, double x) {
    if (isfinite(x))
        cJSON_AddNumberToObject(object, name, x);
    else
        cJSON_AddNullToObject(object, name);
}

/* {"kind": "lognormal", "mean": 300, "cv": 1.3} */
static void json_add_law(cJSON *object, const char *name, const struct distribution *law,
                         double mean) {
    if (!law)
        return;
    cJSON *one = cJSON_AddObjectToObject(object, name);
    cJSON_AddStringToObject(one, "kind", law->kind->name);
    json_add_finite(one, "mean", mean);
    json_add_finite(one, "cv", distribution_cv(law));
}

/* The model; what was asked for and not found is null. */
static void json_add_model(cJSON *object, const struct theory_report *r) {
    const struct queue_model *q = &r->answer.model;
    enum queue_unknown missing = theory_is_answered(r) ? UNKNOWN_NOTHING : r->question.unknown;
    bool servers = missing == UNKNOWN_SERVERS;
    bool no_lines = missing == UNKNOWN_LINES || servers || q->lines == LINES_UNLIMITED;
    bool no_agents = missing == UNKNOWN_AGENTS || servers;
    json_add_finite(object, "calls", missing == UNKNOWN_CALLS ? NAN : q->calls);
    json_add_finite(object, "handle", missing == UNKNOWN_HANDLE ? NAN : q->handle);
    json_add_finite(object, "patience", missing == UNKNOWN_PATIENCE ? NAN : q->patience);
    json_add_finite(object, "agents", no_agents ? NAN : (double)q->agents);
    json_add_finite(object, "lines", no_lines ? NAN : (double)q->lines);
    json_add_law(object, "handle_law", q->handle_law, q->handle);
    json_add_law(object, "patience_law", q->patience_law, q->patience);
    json_add_finite(object, "within", missing == UNKNOWN_THRESHOLD ? NAN : q->threshold);
    if (!isnan(r->shrinkage))
        json_add_finite(object, "rostered",
                        no_agents ? NAN : (double)rostered_agents(q->agents, r->shrinkage));
}

static void json_add_targets(cJSON *object, const struct theory_report *r) {
    cJSON *targets = cJSON_AddObjectToObject(object, "targets");
    for (size_t i = 0; i < r->question.count; i++) {
        const struct queue_target *target = &r->question.targets[i];
        cJSON *one = cJSON_AddObjectToObject(targets, target->measure->name);
        cJSON_AddNumberToObject(one, "target", target->value);
        if (theory_is_answered(r))
            cJSON_AddBoolToObject(one, "met", queue_target_met(target, &r->answer.measures));
    }
}

void theory_report_json(const struct theory_report *r, struct text *out) {
    cJSON *object = cJSON_CreateObject();
    cJSON_AddNumberToObject(object, "schema_version", 1);
    cJSON_AddStringToObject(object, "program", "sojourn " SOJOURN_VERSION);
    if (theory_is_answered(r)) /* an unknown number of lines or patience would decide the name */
        cJSON_AddStringToObject(object, "model", r->formula->title(&r->answer.model));
    cJSON_AddStringToObject(object, "asked", queue_unknown_text(r->question.unknown));
    cJSON_AddStringToObject(object, "status", theory_status_name(r->answer.status));
    json_add_model(object, r);
    cJSON_AddStringToObject(object, "service_level", r->level->name);
    json_add_targets(object, r);
    for (size_t i = 0; i < n_queue_measure_rows && theory_is_answered(r); i++)
        json_add_finite(object, queue_measure_rows[i].name,
                        queue_measure_value(&r->answer.measures, &queue_measure_rows[i]));
    char *printed = cJSON_Print(object);
    text_printf(out, "%s\n", printed ? printed : "");
    cJSON_free(printed);
    cJSON_Delete(object);
}
