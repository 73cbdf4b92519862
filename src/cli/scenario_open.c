/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/scenario_open.h"

#include <string.h>

#include "cli/notice.h"

bool scenario_open(struct opened *o, const struct arguments *a) {
    size_t n_patches, n_sets, n_plans;
    *o = (struct opened){.handle = sojourn_new()};
    const char *const *patches = arguments_texts(a, "patch", &o->arena, &n_patches);
    const char *const *sets = arguments_texts(a, "set", &o->arena, &n_sets);
    /* Of commands that have it, else none. */
    const char *const *plans = arguments_texts(a, "plan", &o->arena, &n_plans);
    const char *file = a->operands[0];
    sojourn_load(o->handle, strcmp(file, "-") == 0 ? "/dev/stdin" : file);
    for (size_t i = 0; i < n_patches; i++)
        sojourn_patch(o->handle, patches[i]);
    for (size_t i = 0; i < n_plans; i++)
        sojourn_patch(o->handle, plans[i]);
    for (size_t i = 0; i < n_sets; i++)
        sojourn_set(o->handle, sets[i]);
    bool ok = sojourn_check(o->handle);
    o->diag = session_diag(o->handle);
    o->scenario = session_scenario(o->handle);
    o->model = session_model(o->handle);
    o->load = session_load(o->handle);
    return ok;
}

void opened_fini(struct opened *o) {
    sojourn_free(o->handle);
    arena_fini(&o->arena);
    *o = (struct opened){0};
}

void findings_print(const struct diag *d) {
    static const char *const words[] = {
        [SEVERITY_REMARK] = "remark: ", [SEVERITY_WARNING] = "warning: ", [SEVERITY_ERROR] = ""};
    for (size_t i = 0; i < d->count; i++) {
        const struct finding *f = &d->findings[i];
        struct text line = {0};
        if (f->file)
            text_printf(&line, "%s:", f->file);
        if (f->file && f->line > 0)
            text_printf(&line, "%zu:%zu:", f->line, f->column);
        text_printf(&line, "%s%s%s%s%s", f->file ? " " : "", words[f->severity],
                    f->path ? f->path : "", f->path && *f->path ? ": " : "", f->message);
        notice_print(text_string(&line));
        text_fini(&line);
    }
}

void findings_conclude(const struct diag *d, const char *what_not) {
    findings_print(d);
    if (d->unlisted > 0)
        notice("and %zu more", d->unlisted);
    notice("%zu error%s; nothing was %s", d->errors, d->errors == 1 ? "" : "s", what_not);
}
