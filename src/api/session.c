/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/session.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_errno.h>

#include "scenario/read.h"
#include "study/measurable.h"

enum { DEFAULT_DAYS = 400, DEFAULT_STEADY_REPLICATIONS = 20 };

struct sojourn {
    struct document *documents; /* [n]; the first is the scenario */
    size_t n, capacity;
    bool incomplete; /* a file could not be read; its messages are kept */
    struct diag diag;
    struct scenario *scenario;
    struct model *model;
    struct arena loads;
    struct offered_load load; /* of the model, in loads */
    struct results *results;
};

const char *sojourn_version(void) {
    return SOJOURN_VERSION;
}

struct sojourn *sojourn_new(void) {
    gsl_set_error_handler_off();
    return mem_new(1, sizeof(struct sojourn));
}

static void forget_run(struct sojourn *s) {
    results_free(s->results);
    model_free(s->model);
    scenario_free(s->scenario);
    arena_reset(&s->loads);
    s->results = NULL;
    s->model = NULL;
    s->scenario = NULL;
}

static void forget_messages(struct sojourn *s) {
    diag_fini(&s->diag);
    s->diag = (struct diag){.count = 0};
}

static void forget_documents(struct sojourn *s) {
    for (size_t i = 0; i < s->n; i++) {
        document_free(&s->documents[i]);
    }
    s->n = 0;
    s->incomplete = false;
}

void sojourn_free(struct sojourn *s) {
    if (!s) {
        return;
    }
    forget_run(s);
    forget_messages(s);
    forget_documents(s);
    arena_fini(&s->loads);
    free(s->documents);
    free(s);
}

static void add_document(struct sojourn *s, struct document d) {
    if (s->n == s->capacity) {
        s->capacity = s->capacity ? 2 * s->capacity : 4;
        s->documents = mem_resize(s->documents, s->capacity, sizeof *s->documents);
    }
    s->documents[s->n++] = d;
}

static bool add_file(struct sojourn *s, const char *file) {
    forget_run(s);
    struct document d = {.name = NULL};
    if (!document_load(file, &d, &s->diag)) {
        s->incomplete = true;
        return false;
    }
    add_document(s, d);
    return true;
}

static bool add_text(struct sojourn *s, const char *name, const char *text, bool is_set) {
    forget_run(s);
    add_document(s, document_of_text(name, text, is_set));
    return true;
}

bool sojourn_load(struct sojourn *s, const char *file) {
    forget_documents(s);
    forget_messages(s);
    return add_file(s, file);
}

bool sojourn_load_text(struct sojourn *s, const char *name, const char *json) {
    forget_documents(s);
    forget_messages(s);
    return add_text(s, name, json, false);
}

bool sojourn_patch(struct sojourn *s, const char *file) {
    return add_file(s, file);
}

bool sojourn_patch_text(struct sojourn *s, const char *name, const char *json) {
    return add_text(s, name, json, false);
}

bool sojourn_set(struct sojourn *s, const char *path_and_value) {
    return add_text(s, "--set", path_and_value, true);
}

static bool measurable(struct sojourn *s) {
    struct layout *l = layout_new(s->model);
    bool good = standards_measurable(l, &s->diag);
    standards_of_people(l, &s->diag);
    layout_free(l);
    return good;
}

/* Of what is found after reading, by whoever is given the session's diag. */
static void session_locate(void *context, const struct path *at, struct finding *out) {
    const struct sojourn *s = context;
    documents_locate(s->documents, s->n, at, out);
}

static bool compile(struct sojourn *s) {
    s->scenario = scenario_read(s->documents, s->n, &s->diag);
    s->diag.locate = session_locate;
    s->diag.context = s;
    if (s->scenario) {
        s->model = model_compile(s->scenario, (struct model_options){0}, &s->diag);
    }
    if (s->model) {
        s->load = offered_load_of(s->model, &s->loads);
    }
    return s->model && s->diag.errors == 0 && measurable(s);
}

bool sojourn_check(struct sojourn *s) {
    forget_run(s);
    if (s->incomplete) {
        return false; /* its messages say which file could not be read */
    }
    forget_messages(s);
    if (s->n == 0) {
        return diag_error(&s->diag, NULL, "no scenario is loaded; load one first");
    }
    bool good = compile(s);
    diag_sort(&s->diag);
    if (!good) {
        forget_run(s);
    }
    return good;
}

size_t sojourn_message_count(const struct sojourn *s) {
    return s->diag.count;
}

struct sojourn_message sojourn_message(const struct sojourn *s, size_t i) {
    const struct finding *f = &s->diag.findings[i];
    return (struct sojourn_message){.severity = (enum sojourn_severity)f->severity,
                                    .file = f->file,
                                    .line = f->line,
                                    .column = f->column,
                                    .path = f->path,
                                    .text = f->message};
}

/* For a run of this model; every default of sojourn_options filled in. */
static struct study_options study_options_of(const struct model *m,
                                             const struct sojourn_options *options) {
    static const struct sojourn_options none = {0};
    const struct sojourn_options *o = options ? options : &none;
    size_t days = m->days - m->warm_up_days;
    size_t usual = m->steady ? DEFAULT_STEADY_REPLICATIONS : (DEFAULT_DAYS + days - 1) / days;
    return (struct study_options){.seed = o->seed ? o->seed : 1,
                                  .replications = o->replications ? o->replications : usual,
                                  .threads = o->threads,
                                  .level = o->level > 0 ? o->level : 0.95,
                                  .precision = o->precision,
                                  .n_of = o->n_of,
                                  .of = o->of,
                                  .limits = study_usual_limits(o->stop),
                                  .progress = o->progress,
                                  .context = o->context};
}

bool sojourn_run(struct sojourn *s, const struct sojourn_options *options) {
    if (!s->model && !sojourn_check(s)) {
        return false;
    }
    results_free(s->results);
    s->results = study_run(s->model, study_options_of(s->model, options), NULL, &s->diag);
    return s->results;
}

bool sojourn_read(struct sojourn *s, const char *path, struct sojourn_value *out) {
    forget_messages(s);
    const char *why = "nothing has been run";
    const struct estimate *e = s->results ? results_find(s->results, path, &why) : NULL;
    if (!e) {
        *out = (struct sojourn_value){NAN, NAN, NAN};
        return diag_error(&s->diag, NULL, "%s: %s", path, why);
    }
    *out = (struct sojourn_value){e->value, e->low, e->high};
    return true;
}

size_t sojourn_replications(const struct sojourn *s) {
    return s->results ? s->results->replications : 0;
}

struct diag *session_diag(struct sojourn *s) {
    return &s->diag;
}

const struct scenario *session_scenario(const struct sojourn *s) {
    return s->scenario;
}

const struct model *session_model(const struct sojourn *s) {
    return s->model;
}

const struct offered_load *session_load(const struct sojourn *s) {
    return &s->load;
}
