/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/scenario_open.h"

#include <string.h>

#include "scenario/read.h"

static bool load_file(struct opened *o, const char *file, struct document *out) {
    const char *path = strcmp(file, "-") == 0 ? "/dev/stdin" : file;
    return document_load(path, out, &o->diag);
}

static bool compile(struct opened *o) {
    o->model = model_compile(o->scenario, (struct model_options){0}, &o->diag);
    if (o->model)
        o->load = offered_load_of(o->model, &o->arena);
    return o->model != NULL;
}

bool scenario_open(struct opened *o, const struct arguments *a) {
    *o = (struct opened){0};
    size_t n_patches, n_sets, n = 1;
    const char *const *patches = arguments_texts(a, "patch", &o->arena, &n_patches);
    const char *const *sets = arguments_texts(a, "set", &o->arena, &n_sets);
    struct document *documents = arena_array(&o->arena, 1 + n_patches + n_sets, sizeof *documents);
    bool ok = load_file(o, a->operands[0], &documents[0]);
    for (size_t i = 0; i < n_patches; i++)
        ok = load_file(o, patches[i], &documents[n++]) && ok;
    for (size_t i = 0; i < n_sets; i++)
        documents[n++] = document_of_text("--set", sets[i], true);
    if (ok)
        o->scenario = scenario_read(documents, n, &o->diag);
    ok = o->scenario && compile(o);
    diag_sort(&o->diag);
    for (size_t i = 0; i < n; i++)
        document_free(&documents[i]);
    return ok;
}

void opened_fini(struct opened *o) {
    model_free(o->model);
    scenario_free(o->scenario);
    diag_fini(&o->diag);
    arena_fini(&o->arena);
    *o = (struct opened){0};
}

void findings_print(const struct diag *d, FILE *to) {
    static const char *const words[] = {
        [SEVERITY_REMARK] = "remark: ", [SEVERITY_WARNING] = "warning: ", [SEVERITY_ERROR] = ""};
    for (size_t i = 0; i < d->count; i++) {
        const struct finding *f = &d->findings[i];
        if (f->file)
            fprintf(to, "%s:", f->file);
        if (f->file && f->line > 0)
            fprintf(to, "%zu:%zu:", f->line, f->column);
        fprintf(to, "%s%s%s%s%s\n", f->file ? " " : "", words[f->severity], f->path ? f->path : "",
                f->path && *f->path ? ": " : "", f->message);
    }
}

void findings_conclude(const struct diag *d, const char *what_not) {
    findings_print(d, stderr);
    if (d->unlisted > 0)
        fprintf(stderr, "and %zu more\n", d->unlisted);
    fprintf(stderr, "%zu error%s; nothing was %s\n", d->errors, d->errors == 1 ? "" : "s",
            what_not);
}
