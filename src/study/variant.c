/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/variant.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "study/measurable.h"

static bool measurable(const struct model *m, struct diag *d) {
    struct layout *l = layout_new(m);
    bool good = standards_measurable(l, d);
    layout_free(l);
    return good;
}

static void source_locate(void *context, const struct path *at, struct finding *out) {
    const struct variant_source *from = context;
    documents_locate(from->documents, from->n, at, out);
}

static bool variant_compile(struct variant *v, struct variant_source from, struct diag *d) {
    v->scenario = scenario_read(from.documents, from.n, d);
    d->locate = source_locate;
    d->context = &from;
    if (v->scenario) {
        v->model = model_compile(v->scenario, (struct model_options){0}, d);
    }
    bool good = v->model && d->errors == 0 && measurable(v->model, d);
    d->locate = NULL;
    return good;
}

static bool text_equal(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* Whether both are settings of one path, whatever the values: those of an axis. */
static bool settings_alike(const char *a, const char *b) {
    size_t n = a ? strcspn(a, "=") : 0;
    return a && b && a[n] == '=' && strncmp(a, b, n + 1) == 0;
}

/* Whether an earlier variant had this error at this place. */
static bool finding_known(const struct diag *d, const struct finding *f, const char *words) {
    size_t length = strlen(words);
    for (size_t i = 0; i < d->count; i++) {
        const struct finding *g = &d->findings[i];
        if (g->line == f->line && g->column == f->column &&
            (text_equal(g->file, f->file) || settings_alike(g->file, f->file)) &&
            strncmp(g->message, words, length) == 0) {
            return true;
        }
    }
    return false;
}

/* The errors of one variant, unless an earlier one had the same. */
static void errors_take(const struct variant_source *from, const struct diag *of, struct diag *d) {
    for (size_t i = 0; i < of->count; i++) {
        const struct finding *f = &of->findings[i];
        bool path = f->path && *f->path;
        const char *words =
            arena_format(&d->arena, "%s%s%s", path ? f->path : "", path ? ": " : "", f->message);
        if (f->severity == SEVERITY_ERROR && !finding_known(d, f, words)) {
            diag_error_at(d, f->file ? arena_string(&d->arena, f->file) : NULL, f->line, f->column,
                          "%s (variant '%s')", words, from->name);
        }
    }
}

/* Variants can be compared when their replications are of one kind. */
static void kinds_check(const struct variants *v, const struct variant_source *from,
                        struct diag *d) {
    const struct path at = {.key = "horizon"};
    for (size_t i = 1; i < v->n; i++) {
        const struct model *a = v->all[0].model, *b = v->all[i].model;
        if (!a || !b || (a->steady == b->steady && a->days == b->days)) {
            continue;
        }
        struct finding place = {.file = NULL};
        documents_locate(from[i].documents, from[i].n, &at, &place);
        diag_error_in(d, &at, place.file, place.line, place.column,
                      "the variants '%s' and '%s' cannot be compared day by day: %s; give both the "
                      "same kind of horizon",
                      v->all[0].name, v->all[i].name,
                      a->steady != b->steady ? "one is a steady state, the other has days"
                                             : "their replications have different numbers of days");
    }
}

struct variants *variants_compile(const struct variant_source *from, size_t n, struct diag *d) {
    struct variants *v = mem_new(1, sizeof *v);
    size_t before = d->errors;
    v->all = arena_array(&v->arena, n, sizeof *v->all);
    for (size_t i = 0; i < n; i++) {
        struct diag own = {0};
        v->n = i + 1;
        v->all[i] = (struct variant){.name = arena_string(&v->arena, from[i].name),
                                     .changes = arena_string(&v->arena, from[i].changes)};
        if (!variant_compile(&v->all[i], from[i], &own)) {
            errors_take(&from[i], &own, d);
        }
        diag_fini(&own);
    }
    if (d->errors == before) {
        kinds_check(v, from, d);
    }
    if (d->errors == before) {
        return v;
    }
    variants_free(v);
    return NULL;
}

const char *variant_refusal(const struct document *documents, size_t n,
                            const struct document *patch, struct arena *a) {
    struct document *pile = arena_array(a, n + 1, sizeof *pile);
    memcpy(pile, documents, n * sizeof *pile);
    pile[n] = *patch;
    struct variant v = {.name = ""};
    struct variant_source source = {"", "", n + 1, pile};
    struct diag own = {0};
    const char *why = NULL;
    if (!variant_compile(&v, source, &own)) {
        const char *path = "", *words = "it cannot be read";
        for (size_t i = own.count; i-- > 0;) {
            if (own.findings[i].severity == SEVERITY_ERROR) {
                words = own.findings[i].message;
                path = own.findings[i].path ? own.findings[i].path : "";
            }
        }
        why =
            arena_format(a, "the scenario would not hold: %s%s%s", path, *path ? ": " : "", words);
    }
    model_free(v.model);
    scenario_free(v.scenario);
    diag_fini(&own);
    return why;
}

void variant_key(const struct variant *v, double warm_up, char out[SHA256_HEX]) {
    struct text t = {0};
    text_printf(&t, "%s %.17g", v->scenario->sha256, warm_up);
    sha256_hex(t.bytes, t.length, out);
    text_fini(&t);
}

void variants_free(struct variants *v) {
    if (!v) {
        return;
    }
    for (size_t i = 0; i < v->n; i++) {
        model_free(v->all[i].model);
        scenario_free(v->all[i].scenario);
    }
    arena_fini(&v->arena);
    free(v);
}
