/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/theory_priority.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/table.h"
#include "base/units.h"
#include "cli/commands.h"
#include "cli/scenario_open.h"
#include "cli/study_arguments.h"
#include "scenario/distribution_text.h"
#include "theory/priority.h"
#include "theory/solve.h"

enum { WIDTH = 100, CLASS_TARGETS = 3, WORD_TARGETS = 3 };

/* Words of a class that are targets. */
static const struct {
    const char *word, *measure;
    const char *(*parse)(const char *text, double *number);
    double most;
} target_words[WORD_TARGETS] = {
    {"target", "service_level", share_parse, 1},
    {"wait", "mean_wait", duration_parse, 1e9},
    {"delayed", "delay_probability", share_parse, 1},
};

struct priority_question {
    struct arena arena;
    struct diag diag;
    struct priority_model model;
    struct priority_class *classes; /* [model.n] */
    size_t n_targets;
    struct priority_target *targets;
    bool solve; /* for the agents */
};

static bool word_wrong(struct priority_question *q, size_t k, const char *word, const char *why) {
    struct path top = {.key = "--class"}, at = {.parent = &top, .index = k + 1};
    return diag_error(&q->diag, &at, "'%s' %s", word, why);
}

static bool target_read(struct priority_question *q, size_t k, const char *word, size_t i,
                        const char *value) {
    double number;
    const char *wrong = target_words[i].parse(value, &number);
    if (wrong)
        return word_wrong(q, k, word, wrong);
    if (!(number >= 0 && number <= target_words[i].most))
        return word_wrong(q, k, word, "is outside the limits of a share (0 to 1) or time");
    q->targets[q->n_targets++] =
        (struct priority_target){k, priority_measure_find(target_words[i].measure), number};
    return true;
}

static bool handle_read(struct priority_question *q, struct priority_class *c, const char *value) {
    struct distribution *law = arena_alloc(&q->arena, sizeof *law);
    if (!distribution_parse("--class handle", value, &q->arena, &q->diag, law))
        return false;
    c->handle = distribution_mean(law);
    c->handle_law = strcmp(law->kind->name, "exponential") == 0 ? NULL : law;
    return true;
}

/* One "key=value" of a class. */
static bool word_read(struct priority_question *q, size_t k, const char *word) {
    struct priority_class *c = &q->classes[k];
    const char *equals = strchr(word, '='), *wrong = NULL;
    if (!equals)
        return word_wrong(q, k, word, "is not key=value");
    size_t length = (size_t)(equals - word);
    for (size_t i = 0; i < WORD_TARGETS; i++)
        if (strlen(target_words[i].word) == length && !strncmp(word, target_words[i].word, length))
            return target_read(q, k, word, i, equals + 1);
    if (length == 6 && !strncmp(word, "handle", 6))
        return handle_read(q, c, equals + 1);
    if (length == 5 && !strncmp(word, "calls", 5))
        wrong = rate_parse(equals + 1, &c->calls);
    else if (length == 6 && !strncmp(word, "within", 6))
        wrong = duration_parse(equals + 1, &c->threshold);
    else
        wrong = "has an unknown key; known: calls, handle, within, target, wait, delayed";
    return wrong ? word_wrong(q, k, word, wrong) : true;
}

#define BLANKS " \t\r\n"

/* The text without the blanks around each '='. */
static const char *joined(struct arena *a, const char *text) {
    char *out = arena_string(a, text);
    size_t n = 0;
    for (const char *p = text; *p; p++) {
        const char *next = p + strspn(p, BLANKS);
        bool after = n > 0 && out[n - 1] == '=';
        if (next > p && (*next == '=' || after))
            p = next;
        if (!*p)
            break;
        out[n++] = *p;
    }
    out[n] = '\0';
    return out;
}

static bool class_read(struct priority_question *q, size_t k, const char *text, double within) {
    struct priority_class *c = &q->classes[k];
    struct path top = {.key = "--class"}, at = {.parent = &top, .index = k + 1};
    bool ok = true;
    *c = (struct priority_class){.threshold = within};
    for (const char *p = joined(&q->arena, text); *(p += strspn(p, BLANKS));) {
        size_t length = strcspn(p, BLANKS);
        ok = word_read(q, k, arena_string_n(&q->arena, p, length)) && ok;
        p += length;
    }
    if (ok && !(c->calls > 0 && c->calls <= 1e6))
        ok = diag_error(&q->diag, &at, "needs calls=RATE above 0, such as calls=60/h");
    if (ok && !(c->handle >= 1e-3 && c->handle <= 1e9))
        ok = diag_error(&q->diag, &at, "needs handle=TIME of 1 ms or more, such as handle=3m");
    if (ok && !(c->threshold >= 0 && c->threshold <= 1e9))
        ok = diag_error(&q->diag, &at, "within is a time from 0 s to 1e9 s");
    return ok;
}

static bool question_read(struct priority_question *q, const struct arguments *a) {
    size_t n;
    bool ok = true;
    const char *const *texts = arguments_texts(a, "class", &q->arena, &n);
    q->classes = arena_array(&q->arena, n, sizeof *q->classes);
    q->targets = arena_array(&q->arena, 64 * (n + 1), sizeof *q->targets);
    for (size_t k = 0; k < n; k++)
        ok = (strlen(texts[k]) < 256 || diag_error(&q->diag, NULL, "--class is too long")) &&
             class_read(q, k, texts[k], arguments_number(a, "within")) && ok;
    q->solve = !arguments_has(a, "agents");
    q->model = (struct priority_model){
        .agents = q->solve ? 1 : (size_t)arguments_number(a, "agents"), .n = n};
    q->model.classes = q->classes;
    return ok;
}

/* Targets on a measure that no formula gives. */
static const char *unknowable(const struct priority_question *q) {
    struct arena a = {0};
    struct priority_measures *m = arena_array(&a, q->model.n, sizeof *m);
    struct priority_model ample = q->model;
    bool known = true;
    double load = 2;
    for (size_t k = 0; k < q->model.n; k++)
        load += q->classes[k].calls * q->classes[k].handle;
    ample.agents = q->solve ? (size_t)fmin(ceil(load), 1e6) : q->model.agents;
    priority_evaluate(&ample, m);
    for (size_t i = 0; i < q->n_targets; i++)
        known = known && !isnan(priority_measure_value(&m[q->targets[i].class_index],
                                                       q->targets[i].measure));
    arena_fini(&a);
    return known ? NULL
                 : "service levels with priorities are known only when every class has the same "
                   "exponential handle time; give wait= as a target, or simulate";
}

static void cell_add(struct table *t, const char *unit, double x) {
    if (isnan(x))
        table_add(t, "-");
    else if (isinf(x))
        table_add(t, "no limit");
    else if (strcmp(unit, "share") == 0)
        table_add(t, "%.2f %%", 100 * x);
    else if (strcmp(unit, "s") == 0)
        table_add(t, x < 10 ? "%.2f s" : "%.1f s", x);
    else
        table_add(t, "%.2f", x);
}

static void classes_add(const struct priority_question *q, const struct priority_measures *m,
                        struct text *out) {
    static const struct table_column columns[] = {{"class", TABLE_RIGHT},
                                                  {"calls\nan hour", TABLE_RIGHT},
                                                  {"handle\ntime", TABLE_RIGHT},
                                                  {"delayed", TABLE_RIGHT},
                                                  {"mean\nwait", TABLE_RIGHT},
                                                  {"wait if\ndelayed", TABLE_RIGHT},
                                                  {"within", TABLE_RIGHT},
                                                  {"service\nlevel", TABLE_RIGHT},
                                                  {"90 % wait\nat most", TABLE_RIGHT},
                                                  {"waiting", TABLE_RIGHT}};
    struct table t;
    table_init(&t, columns, sizeof columns / sizeof *columns);
    for (size_t k = 0; k < q->model.n; k++) {
        const struct priority_class *c = &q->classes[k];
        table_add(&t, "%zu", k + 1);
        table_add(&t, "%.6g", 3600 * c->calls);
        cell_add(&t, "s", c->handle);
        cell_add(&t, "share", m[k].delay_probability);
        cell_add(&t, "s", m[k].mean_wait);
        cell_add(&t, "s", m[k].wait_if_delayed);
        cell_add(&t, "s", c->threshold);
        cell_add(&t, "share", m[k].service_level);
        cell_add(&t, "s", m[k].wait_p90);
        cell_add(&t, "customers", m[k].mean_queue);
    }
    table_print(&t, out, 2, WIDTH);
    table_fini(&t);
}

static void targets_add(const struct priority_question *q, const struct priority_measures *m,
                        struct text *out) {
    static const struct table_column columns[] = {{"class", TABLE_RIGHT},
                                                  {"target", TABLE_LEFT},
                                                  {"wanted", TABLE_RIGHT},
                                                  {"reached", TABLE_RIGHT},
                                                  {"", TABLE_LEFT}};
    struct table t;
    if (q->n_targets == 0)
        return;
    table_init(&t, columns, 5);
    for (size_t i = 0; i < q->n_targets; i++) {
        const struct priority_target *x = &q->targets[i];
        const struct priority_measure *row = &priority_measure_rows[x->measure];
        table_add(&t, "%zu", x->class_index + 1);
        table_add(&t, "%s %s", row->name, row->better > 0 ? ">=" : "<=");
        cell_add(&t, row->unit, x->value);
        cell_add(&t, row->unit, priority_measure_value(&m[x->class_index], x->measure));
        table_add(&t, "%s", priority_target_met(x, &m[x->class_index]) ? "met" : "missed");
    }
    text_add(out, "\n");
    table_print(&t, out, 2, WIDTH);
    table_fini(&t);
}

/* Targets that no number of agents meets. */
static void limits_add(const struct priority_question *q, struct text *out) {
    for (size_t i = 0; i < q->n_targets; i++) {
        const struct priority_target *t = &q->targets[i];
        const struct priority_measure *row = &priority_measure_rows[t->measure];
        if (priority_target_is_limit(t))
            text_printf(out,
                        "  class %zu, %s: %s is reached by no number of agents, however near it "
                        "comes; ask for a\n  little %s\n",
                        t->class_index + 1, row->name, row->better > 0 ? "100 %" : "nought",
                        row->better > 0 ? "less" : "more");
    }
}

static void text_report(const struct priority_question *q, const struct priority_measures *m,
                        enum theory_status status, double shrinkage, struct text *out) {
    if (status == THEORY_INFEASIBLE) {
        text_printf(out,
                    "The fewest agents that meet every target: no value meets every target.\n");
        limits_add(q, out);
        return;
    }
    if (q->solve)
        text_printf(out, "The fewest agents that meet every target: %zu", q->model.agents);
    if (!isnan(shrinkage))
        text_printf(out, q->solve ? " (%zu on the roster)" : "%zu on the roster",
                    rostered_agents(q->model.agents, shrinkage));
    text_add(out, q->solve || !isnan(shrinkage) ? ".\n" : "");
    if (status == THEORY_UNSTABLE)
        text_printf(out, "Mind: %s.\n", theory_status_text(status));
    text_printf(out, "%s, %zu agent%s:\n\n", priority_formula_name(&q->model), q->model.agents,
                q->model.agents == 1 ? "" : "s");
    classes_add(q, m, out);
    targets_add(q, m, out);
}

static void number_add(cJSON *object, const char *name, double x) {
    if (isfinite(x))
        cJSON_AddNumberToObject(object, name, x);
    else
        cJSON_AddNullToObject(object, name);
}

static void class_json(cJSON *list, const struct priority_class *c,
                       const struct priority_measures *m, bool answered) {
    cJSON *one = cJSON_CreateObject();
    cJSON_AddItemToArray(list, one);
    cJSON_AddNumberToObject(one, "calls", c->calls);
    cJSON_AddNumberToObject(one, "handle", c->handle);
    cJSON_AddNumberToObject(one, "within", c->threshold);
    for (size_t i = 0; i < n_priority_measure_rows && answered; i++)
        number_add(one, priority_measure_rows[i].name, priority_measure_value(m, i));
}

static void json_report(const struct priority_question *q, const struct priority_measures *m,
                        enum theory_status status, double shrinkage, struct text *out) {
    cJSON *object = cJSON_CreateObject();
    bool answered = status != THEORY_INFEASIBLE;
    cJSON_AddNumberToObject(object, "schema_version", 1);
    cJSON_AddStringToObject(object, "program", "sojourn " SOJOURN_VERSION);
    cJSON_AddStringToObject(object, "model", priority_formula_name(&q->model));
    cJSON_AddStringToObject(object, "status", theory_status_name(status));
    number_add(object, "agents", answered ? (double)q->model.agents : NAN);
    if (!isnan(shrinkage))
        number_add(object, "rostered",
                   answered ? (double)rostered_agents(q->model.agents, shrinkage) : NAN);
    cJSON *list = cJSON_AddArrayToObject(object, "classes");
    for (size_t k = 0; k < q->model.n; k++)
        class_json(list, &q->classes[k], &m[k], answered);
    char *printed = cJSON_Print(object);
    text_printf(out, "%s\n", printed ? printed : "");
    cJSON_free(printed);
    cJSON_Delete(object);
}

static enum exit_status answer(struct priority_question *q, const struct arguments *a) {
    struct text out = {0};
    struct priority_measures *m = arena_array(&q->arena, q->model.n, sizeof *m);
    double shrinkage = arguments_has(a, "shrinkage") ? arguments_number(a, "shrinkage") : NAN;
    enum theory_status status = q->solve ? priority_staff(&q->model, q->targets, q->n_targets, m)
                                         : priority_evaluate(&q->model, m);
    (arguments_has(a, "json") ? json_report : text_report)(q, m, status, shrinkage, &out);
    result_print(&out, arguments_has(a, "json"));
    text_fini(&out);
    return status == THEORY_INFEASIBLE ? EXIT_NO_PLAN : EXIT_DONE;
}

/* NULL, or what is wrong with the options taken together. */
static const char *misuse_of(const struct priority_question *q, const struct arguments *a) {
    static const char *const not_here[] = {
        "calls",       "handle",      "patience", "lines",     "target",         "asa",
        "mean-wait",   "abandonment", "blocking", "occupancy", "redial-blocked", "redial-abandoned",
        "redial-after"};
    if (q->model.n == 0)
        return "priority needs a --class for each class, the first is served first";
    for (size_t i = 0; i < sizeof not_here / sizeof *not_here; i++)
        if (arguments_has(a, not_here[i]))
            return "priority takes --class, --agents, --within and --shrinkage; calls, handle "
                   "times and targets stand in each --class";
    if (q->solve && q->n_targets == 0)
        return "give --agents, or a target in a --class: target=80% or wait=30s";
    return unknowable(q);
}

enum exit_status theory_priority_run(const struct arguments *a) {
    struct priority_question q = {0};
    enum exit_status status = EXIT_BAD_USAGE;
    bool ok = question_read(&q, a);
    const char *misuse = ok ? misuse_of(&q, a) : NULL;
    findings_print(&q.diag);
    if (misuse)
        status = command_misused(&command_theory, "%s", misuse);
    else if (ok)
        status = answer(&q, a);
    diag_fini(&q.diag);
    arena_fini(&q.arena);
    return status;
}
