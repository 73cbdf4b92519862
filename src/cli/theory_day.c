/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/theory_day.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/table.h"
#include "base/units.h"
#include "cli/commands.h"
#include "cli/scenario_open.h"
#include "cli/study_arguments.h"
#include "planner/theory_day.h"
#include "theory/day_staffing.h"

enum { WIDTH = 100, METHODS = 8, MOST_AGENTS = 3000, MOST_CONSTANT = 1000 };

/* A day's question and what the formulas say. */
struct day_answer {
    struct arena arena;
    struct theory_day *day;
    const struct queue_measure *level;
    double shrinkage;
    const struct day_method *method; /* whose plan is evaluated; NULL: the scenario's staff */
    size_t *required[METHODS];       /* [n periods] by each method; NULL: no target */
    enum theory_status found[METHODS];
    double *load;             /* [n periods], mean infinite-server load */
    struct day_result result; /* of the staff evaluated */
    enum theory_status status;
    bool forward;  /* result is set */
    bool constant; /* the least number of agents all day is asked for: */
    size_t agents; /* it */
    bool unmet;    /* no number of agents meets the target */
};

static void loads_find(struct day_answer *x) {
    const struct day_model *m = &x->day->day;
    struct rate_steps calls = day_calls(m, &x->arena);
    double from = m->begins;
    x->load = arena_array(&x->arena, m->n, sizeof *x->load);
    for (size_t i = 0; i < m->n; i++) {
        x->load[i] = infinite_server_busy_mean(&calls, &x->day->service, from, m->periods[i].ends);
        from = m->periods[i].ends;
    }
}

static void requirements_find(struct day_answer *x) {
    const struct day_model *m = &x->day->day;
    for (size_t k = 0; k < n_day_methods && k < METHODS && x->day->target.measure; k++) {
        x->required[k] = arena_array(&x->arena, m->n, sizeof *x->required[k]);
        x->found[k] =
            day_required(m, &day_methods[k], &x->day->service, &x->day->target, 1, x->required[k]);
    }
}

static size_t method_index(const struct day_method *method) {
    size_t k = 0;
    while (&day_methods[k] != method)
        k++;
    return k;
}

/* The staff evaluated: the scenario's or a method's. */
static void staff_choose(struct day_answer *x) {
    struct day_model *m = &x->day->day;
    struct day_period *periods = arena_array(&x->arena, m->n, sizeof *periods);
    for (size_t i = 0; i < m->n; i++) {
        periods[i] = m->periods[i];
        if (x->method)
            periods[i].agents = x->required[method_index(x->method)][i];
    }
    m->periods = periods;
}

static bool evaluable(const struct day_model *m) {
    for (size_t i = 0; i < m->n; i++)
        if (m->periods[i].agents > MOST_AGENTS)
            return false;
    return true;
}

static const char *const levels[] = {"service_level_offered", "service_level_ignore",
                                     "service_level_positive"};

/* ---- text ---- */

static void share_add(struct table *t, double x) {
    if (isnan(x))
        table_add(t, "-");
    else
        table_add(t, "%.1f %%", 100 * x);
}

static void count_add(struct table *t, size_t n) {
    if (n >= QUEUE_AGENTS_LIMIT)
        table_add(t, "none");
    else
        table_add(t, "%zu", n);
}

static void time_add(struct table *t, double seconds) {
    struct text text = {0};
    time_of_day_add(&text, seconds);
    table_add(t, "%s", text_string(&text));
    text_fini(&text);
}

static void period_row(const struct day_answer *x, struct table *t, size_t i, double from) {
    const struct day_model *m = &x->day->day;
    const struct day_period *p = &m->periods[i];
    time_add(t, from);
    table_add(t, "%.1f", p->calls * (p->ends - from));
    table_add(t, "%.2f", p->calls * m->handle);
    table_add(t, "%.2f", x->load[i]);
    for (size_t k = 0; k < n_day_methods && x->required[0]; k++)
        count_add(t, x->required[k][i]);
    table_add(t, "%zu", p->agents);
    if (!x->forward)
        return;
    const struct day_measures *r = &x->result.periods[i];
    bool anybody = r->offered > 1e-9;
    share_add(t, anybody ? r->delay_probability : NAN);
    share_add(t, anybody ? day_level(x->level, r, NAN) : NAN);
    share_add(t, anybody ? r->abandoned / r->offered : NAN);
    table_add(t, "%.2f", r->queue_end);
}

static void periods_add(const struct day_answer *x, struct text *out) {
    struct table_column columns[16] = {{"from", TABLE_LEFT},
                                       {"calls", TABLE_RIGHT},
                                       {"rate x\nhandle", TABLE_RIGHT},
                                       {"load", TABLE_RIGHT}};
    size_t n = 4;
    for (size_t k = 0; k < n_day_methods && x->required[0]; k++)
        columns[n++] = (struct table_column){day_methods[k].name, TABLE_RIGHT};
    columns[n++] = (struct table_column){"agents", TABLE_RIGHT};
    if (x->forward) {
        columns[n++] = (struct table_column){"delayed", TABLE_RIGHT};
        columns[n++] = (struct table_column){"service\nlevel", TABLE_RIGHT};
        columns[n++] = (struct table_column){"hang\nup", TABLE_RIGHT};
        columns[n++] = (struct table_column){"line\nat end", TABLE_RIGHT};
    }
    struct table t;
    double from = x->day->day.begins;
    table_init(&t, columns, n);
    for (size_t i = 0; i < x->day->day.n; i++) {
        period_row(x, &t, i, from);
        from = x->day->day.periods[i].ends;
    }
    table_print(&t, out, 2, WIDTH);
    table_fini(&t);
}

static void time_text(struct text *out, double seconds) {
    if (isinf(seconds))
        text_add(out, "unlimited");
    else
        text_printf(out, "%.4g s", seconds);
}

static double level_of_day(const struct day_answer *x) {
    return day_level(x->level, &x->result.day, x->result.service_level_answered);
}

static void day_add(const struct day_answer *x, struct text *out) {
    const struct day_result *r = &x->result;
    text_printf(out, "\nThe day, by the forward equations, with %s",
                x->method     ? "the agents that "
                : x->constant ? "the fewest constant agents that meet its target"
                              : "the agents of the scenario");
    if (x->method)
        text_printf(out, "%s requires", x->method->name);
    if (x->constant)
        text_printf(out, ", %zu", x->agents);
    text_printf(out, ":\n  %s within ", x->level->name);
    time_text(out, x->day->day.threshold);
    if (isnan(level_of_day(x)))
        text_add(out, " unknown");
    else
        text_printf(out, " %.2f %%", 100 * level_of_day(x));
    text_printf(out, ", delayed %.2f %%, hang up %.2f %%, mean wait %.1f s.\n",
                100 * r->day.delay_probability, 100 * r->abandonment, r->wait);
}

static double agent_hours(const struct day_model *m, const size_t *agents) {
    double sum = 0, from = m->begins;
    for (size_t i = 0; i < m->n; i++) {
        sum += (double)agents[i] * (m->periods[i].ends - from) / 3600;
        from = m->periods[i].ends;
    }
    return sum;
}

/* "sipp 123.5, lagged 122.0 ... agent hours" */
static void hours_add(const struct day_answer *x, struct text *out) {
    if (!x->required[0])
        return;
    text_add(out, "\nAgent hours required:");
    for (size_t k = 0; k < n_day_methods; k++) {
        double hours = agent_hours(&x->day->day, x->required[k]);
        text_printf(out, "%s %s ", k ? "," : "", day_methods[k].name);
        if (x->found[k] != THEORY_CONVERGED)
            text_add(out, "none (no number of agents meets the target in some period)");
        else
            text_printf(out, "%.1f", hours);
        if (x->found[k] == THEORY_CONVERGED && !isnan(x->shrinkage))
            text_printf(out, " (%.1f paid)", hours / (1 - x->shrinkage));
    }
    text_add(out, ".\n");
}

static void notes_add(const struct day_answer *x, struct text *out) {
    const struct theory_day *d = x->day;
    if (x->unmet)
        text_printf(out, "\nNo constant number of agents up to %d meets the target of the day.\n",
                    MOST_CONSTANT);
    if (!x->forward)
        text_printf(out, "\nMind: no forward equations for more than %d agents.\n", MOST_AGENTS);
    else if (x->status != THEORY_CONVERGED)
        text_add(out, "\nMind: the line grows too long for the forward equations to be exact.\n");
    if (d->n_left_out == 0 && d->spread_cv <= 0)
        return;
    text_add(out, "\nThe formulas leave out (simulate knows it):\n");
    if (d->spread_cv > 0)
        text_printf(out, "  busier and calmer days (cv %.3g)\n", d->spread_cv);
    for (size_t i = 0; i < d->n_left_out; i++)
        text_printf(out, "  %s\n", d->left_out[i]);
}

static void patience_add(const struct day_model *m, struct text *out) {
    if (m->at_once >= 1) {
        text_add(out, ",\nno patience: whoever would have to wait hangs up (Erlang B).\n");
        return;
    }
    text_add(out, ", patience ");
    time_text(out, m->patience);
    if (m->at_once > 0)
        text_printf(out, "\n(%.3g %% hang up rather than wait)", 100 * m->at_once);
    text_add(out, ".\n");
}

/* Whose target it is, and that it was the strictest of several. */
static void target_add(const struct day_answer *x, struct text *out) {
    const struct theory_day *d = x->day;
    if (!d->target.measure)
        return;
    text_printf(out, "Target of each period: %s within ", d->target.measure->name);
    time_text(out, d->day.threshold);
    text_printf(out, " at least %.4g %%", 100 * d->target.value);
    if (d->standard && d->for_kind)
        text_printf(out, ",\n  which '%s' asks for %s '%s' and is taken for everybody", d->standard,
                    d->for_kind, d->for_name);
    else if (d->standard)
        text_printf(out, " ('%s')", d->standard);
    if (d->standard && d->n_standards > 1)
        text_printf(out,
                    ";\n  of %zu service levels there %s with the highest share, then the shortest "
                    "time",
                    d->n_standards, d->for_kind ? "the one" : "the one for everybody");
    text_add(out, ".\n");
}

static void text_report(const struct day_answer *x, struct text *out) {
    const struct day_model *m = &x->day->day;
    text_printf(out, "Time-varying formulas at %s: M(t)/M/s(t)%s, handle time ", x->day->station,
                isinf(m->patience) ? "" : "+M");
    time_text(out, m->handle);
    patience_add(m, out);
    target_add(x, out);
    text_add(out, "\n");
    periods_add(x, out);
    hours_add(x, out);
    if (x->forward)
        day_add(x, out);
    notes_add(x, out);
}

/* ---- JSON ---- */

static void number_add(cJSON *object, const char *name, double x) {
    if (isfinite(x))
        cJSON_AddNumberToObject(object, name, x);
    else
        cJSON_AddNullToObject(object, name);
}

static void measures_json(cJSON *one, const struct day_measures *r) {
    number_add(one, "offered", r->offered);
    number_add(one, "delay_probability", r->delay_probability);
    number_add(one, "blocking", r->blocking);
    number_add(one, "abandonment", r->offered > 0 ? r->abandoned / r->offered : NAN);
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        number_add(one, levels[i], day_level(queue_measure_find(levels[i]), r, NAN));
    }
    number_add(one, "busy_mean", r->busy);
    number_add(one, "mean_queue", r->mean_queue);
    number_add(one, "line_at_end", r->queue_end);
}

static void period_json(const struct day_answer *x, cJSON *list, size_t i, double from) {
    const struct day_period *p = &x->day->day.periods[i];
    cJSON *one = cJSON_CreateObject();
    cJSON_AddItemToArray(list, one);
    number_add(one, "from", from);
    number_add(one, "to", p->ends);
    number_add(one, "calls", p->calls);
    number_add(one, "load", x->load[i]);
    number_add(one, "agents", (double)p->agents);
    if (x->required[0]) {
        cJSON *required = cJSON_AddObjectToObject(one, "required");
        for (size_t k = 0; k < n_day_methods; k++)
            number_add(required, day_methods[k].name,
                       x->required[k][i] >= QUEUE_AGENTS_LIMIT ? NAN : (double)x->required[k][i]);
    }
    if (x->forward)
        measures_json(one, &x->result.periods[i]);
}

/* Null where the target is not a standard's, or its standard is for everybody. */
static void standard_json(const struct theory_day *d, cJSON *object) {
    const char *name = d->standard;
    const char *to = d->standard && d->for_kind ? d->for_name : NULL;
    cJSON_AddItemToObject(object, "standard", name ? cJSON_CreateString(name) : cJSON_CreateNull());
    cJSON_AddItemToObject(object, "for", to ? cJSON_CreateString(to) : cJSON_CreateNull());
}

static void json_report(const struct day_answer *x, struct text *out) {
    cJSON *object = cJSON_CreateObject();
    const struct day_model *m = &x->day->day;
    double from = m->begins;
    cJSON_AddNumberToObject(object, "schema_version", 1);
    cJSON_AddStringToObject(object, "program", "sojourn " SOJOURN_VERSION);
    cJSON_AddStringToObject(object, "station", x->day->station);
    cJSON_AddStringToObject(object, "staffed_by",
                            x->method     ? x->method->name
                            : x->constant ? "constant"
                                          : "scenario");
    number_add(object, "handle", m->handle);
    number_add(object, "patience", m->patience);
    number_add(object, "hang_up_at_once", m->at_once);
    number_add(object, "within", m->threshold);
    cJSON_AddStringToObject(object, "service_level", x->level->name);
    number_add(object, "target", x->day->target.measure ? x->day->target.value : NAN);
    standard_json(x->day, object);
    cJSON *list = cJSON_AddArrayToObject(object, "periods");
    for (size_t i = 0; i < m->n; i++) {
        period_json(x, list, i, from);
        from = m->periods[i].ends;
    }
    if (x->forward) {
        cJSON *day = cJSON_AddObjectToObject(object, "day");
        measures_json(day, &x->result.day);
        number_add(day, "service_level_answered", x->result.service_level_answered);
        cJSON_ReplaceItemInObject(day, "abandonment", cJSON_CreateNumber(x->result.abandonment));
        number_add(day, "mean_wait", x->result.wait);
    }
    cJSON *left = cJSON_AddArrayToObject(object, "left_out");
    for (size_t i = 0; i < x->day->n_left_out; i++)
        cJSON_AddItemToArray(left, cJSON_CreateString(x->day->left_out[i]));
    char *printed = cJSON_Print(object);
    text_printf(out, "%s\n", printed ? printed : "");
    cJSON_free(printed);
    cJSON_Delete(object);
}

/* ---- the command ---- */

/* What the options change about the day's own standard. NULL, or what is wrong. */
static const char *options_take(struct day_answer *x, const struct arguments *a) {
    struct text name = {0};
    struct theory_day *d = x->day;
    text_printf(&name, "service_level_%s", arguments_text(a, "formula"));
    const struct queue_measure *asked = queue_measure_find(text_string(&name));
    text_fini(&name);
    if (!asked)
        return "--formula is one of answered, offered, ignore, positive, short";
    if (arguments_has(a, "formula") || !d->target.measure)
        x->level = asked;
    else
        x->level = d->target.measure;
    if (arguments_has(a, "target"))
        d->target = (struct queue_target){x->level, arguments_number(a, "target")};
    else if (d->target.measure)
        d->target.measure = x->level;
    if (arguments_has(a, "target") || arguments_has(a, "within") || arguments_has(a, "formula"))
        d->standard = NULL; /* no longer what it asks */
    if (arguments_has(a, "within"))
        d->day.threshold = arguments_number(a, "within");
    if (!arguments_has(a, "method"))
        return NULL;
    const char *method = arguments_text(a, "method");
    x->method = day_method_find(method);
    x->constant = strcmp(method, "constant") == 0;
    if (!x->method && !x->constant && strcmp(method, "forward") != 0)
        return "--method is one of sipp, lagged, mol, mol-max, constant; forward, or none: the "
               "scenario's own agents";
    if (x->constant && d->target.measure &&
        strcmp(d->target.measure->name, "service_level_short") == 0)
        return "the forward equations do not give service_level_short: choose another --formula";
    return (x->method || x->constant) && !d->target.measure
               ? "the scenario has no service level at the station: give --target"
               : NULL;
}

/* The staff to evaluate, and what comes of it. */
static void evaluate(struct day_answer *x) {
    staff_choose(x);
    x->forward = evaluable(&x->day->day);
    if (x->constant) {
        enum theory_status status = day_constant(&x->day->day, &x->day->target, MOST_CONSTANT,
                                                 &x->arena, &x->agents, &x->result);
        x->constant = status == THEORY_CONVERGED;
        x->unmet = !x->constant;
    }
    struct day_period *periods = arena_array(&x->arena, x->day->day.n, sizeof *periods);
    for (size_t i = 0; i < x->day->day.n; i++) {
        periods[i] = x->day->day.periods[i];
        periods[i].agents = x->constant ? x->agents : periods[i].agents;
    }
    x->day->day.periods = periods;
    if (x->forward)
        x->status = day_evaluate(&x->day->day, &x->arena, &x->result);
}

static enum exit_status answer(struct day_answer *x, const struct arguments *a) {
    struct text out = {0};
    loads_find(x);
    requirements_find(x);
    evaluate(x);
    (arguments_has(a, "json") ? json_report : text_report)(x, &out);
    result_print(&out, arguments_has(a, "json"));
    text_fini(&out);
    x->unmet = x->unmet || (x->method && x->found[method_index(x->method)] != THEORY_CONVERGED);
    return x->unmet ? EXIT_NO_PLAN : EXIT_DONE;
}

static enum exit_status refused(const struct opened *s, const struct theory_day *d) {
    diag_error(s->diag, NULL, "%s", d->refused);
    findings_conclude(s->diag, "computed");
    return EXIT_BAD_INPUT;
}

static enum exit_status scenario_run(const struct opened *s, const struct arguments *a) {
    struct theory_day day;
    struct day_answer x = {.day = &day, .shrinkage = NAN};
    enum exit_status status;
    theory_day_of(s->model, arguments_text(a, "at"), &day);
    if (arguments_has(a, "shrinkage"))
        x.shrinkage = arguments_number(a, "shrinkage");
    const char *wrong = day.refused ? NULL : options_take(&x, a);
    if (day.refused)
        status = refused(s, &day);
    else if (wrong)
        status = command_misused(&command_theory, "%s", wrong);
    else
        status = answer(&x, a);
    arena_fini(&x.arena);
    theory_day_fini(&day);
    return status;
}

/* NULL, or what has no place here. */
static const char *misplaced(const struct arguments *a) {
    static const char *const elsewhere[] = {
        "calls",        "handle",   "patience",  "agents",         "lines",
        "class",        "blocking", "occupancy", "redial-blocked", "redial-abandoned",
        "redial-after", "asa",      "mean-wait", "abandonment"};
    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
        if (arguments_has(a, elsewhere[i]))
            return "time-varying takes its numbers from the scenario: change them with --set; its "
                   "target is --target within --within";
    return a->n_operands < 2 ? "time-varying needs a scenario" : NULL;
}

enum exit_status theory_day_run(const struct arguments *a) {
    struct opened s;
    const char *wrong = misplaced(a);
    if (wrong)
        return command_misused(&command_theory, "%s", wrong);
    struct arguments file = *a; /* the scenario is the second word */
    file.operands = a->operands + 1;
    file.n_operands = a->n_operands - 1;
    enum exit_status status = EXIT_BAD_INPUT;
    if (scenario_open(&s, &file))
        status = scenario_run(&s, a);
    else
        findings_conclude(s.diag, "computed");
    opened_fini(&s);
    return status;
}
