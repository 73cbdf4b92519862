/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/diag.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t path_depth(const struct path *at) {
    size_t depth = 0;
    for (; at; at = at->parent) {
        depth++;
    }
    return depth;
}

static const struct path *path_ancestor(const struct path *at, size_t up) {
    for (; up > 0; up--) {
        at = at->parent;
    }
    return at;
}

char *path_format(struct arena *a, const struct path *at) {
    char *out = arena_string(a, "");
    size_t depth = path_depth(at);
    for (size_t i = depth; i-- > 0;) {
        const struct path *p = path_ancestor(at, i);
        if (!p->key) {
            out = arena_format(a, "%s[%zu]", out, p->index);
        } else {
            out = arena_format(a, "%s%s%s", out, *out ? "." : "", p->key);
        }
    }
    return out;
}

static size_t diag_listed(const struct diag *d, enum severity severity) {
    size_t n = 0;
    for (size_t i = 0; i < d->count; i++) {
        n += d->findings[i].severity == severity;
    }
    return n;
}

/* Room for one more finding, NULL when enough of its severity are listed. */
static struct finding *diag_add(struct diag *d, enum severity severity) {
    d->errors += severity == SEVERITY_ERROR;
    if (diag_listed(d, severity) >= DIAG_LISTED) {
        d->unlisted++;
        return NULL;
    }
    if (d->count == d->capacity) {
        d->capacity = d->capacity ? 2 * d->capacity : 8;
        d->findings = mem_resize(d->findings, d->capacity, sizeof *d->findings);
    }
    struct finding *f = &d->findings[d->count++];
    *f = (struct finding){.severity = severity, .path = ""};
    return f;
}

static const char *message_format(struct arena *a, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    char *out = arena_alloc(a, (size_t)length + 1);
    vsnprintf(out, (size_t)length + 1, format, again);
    va_end(again);
    return out;
}

static void diag_note(struct diag *d, enum severity severity, const struct path *at,
                      const char *format, va_list args) {
    struct finding *f = diag_add(d, severity);
    if (!f) {
        return;
    }
    f->path = path_format(&d->arena, at);
    f->message = message_format(&d->arena, format, args);
    if (d->locate) {
        d->locate(d->context, at, f);
    }
    f->file = f->file ? arena_string(&d->arena, f->file) : NULL;
}

bool diag_error(struct diag *d, const struct path *at, const char *format, ...) {
    va_list args;
    va_start(args, format);
    diag_note(d, SEVERITY_ERROR, at, format, args);
    va_end(args);
    return false;
}

void diag_warning(struct diag *d, const struct path *at, const char *format, ...) {
    va_list args;
    va_start(args, format);
    diag_note(d, SEVERITY_WARNING, at, format, args);
    va_end(args);
}

void diag_remark(struct diag *d, const struct path *at, const char *format, ...) {
    va_list args;
    va_start(args, format);
    diag_note(d, SEVERITY_REMARK, at, format, args);
    va_end(args);
}

static void diag_note_at(struct diag *d, const struct path *at, const struct finding *place,
                         const char *format, va_list args) {
    struct finding *f = diag_add(d, SEVERITY_ERROR);
    if (!f) {
        return;
    }
    f->path = path_format(&d->arena, at);
    f->message = message_format(&d->arena, format, args);
    f->file = place->file ? arena_string(&d->arena, place->file) : NULL;
    f->line = place->line;
    f->column = place->column;
}

bool diag_error_at(struct diag *d, const char *file, size_t line, size_t column, const char *format,
                   ...) {
    struct finding place = {.file = file, .line = line, .column = column};
    va_list args;
    va_start(args, format);
    diag_note_at(d, NULL, &place, format, args);
    va_end(args);
    return false;
}

bool diag_error_in(struct diag *d, const struct path *at, const char *file, size_t line,
                   size_t column, const char *format, ...) {
    struct finding place = {.file = file, .line = line, .column = column};
    va_list args;
    va_start(args, format);
    diag_note_at(d, at, &place, format, args);
    va_end(args);
    return false;
}

static bool same_file(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static size_t first_mention(const struct diag *d, const char *file) {
    size_t i = 0;
    while (i < d->count && !same_file(d->findings[i].file, file)) {
        i++;
    }
    return i;
}

/* A finding with what it is ordered by. */
struct ranked {
    size_t file, order;
    struct finding finding;
};

static int compare_sizes(size_t a, size_t b) {
    return (a > b) - (a < b);
}

static int compare_ranked(const void *left, const void *right) {
    const struct ranked *a = left, *b = right;
    int by = compare_sizes(a->file, b->file);
    by = by ? by : compare_sizes(a->finding.line, b->finding.line);
    by = by ? by : compare_sizes(a->finding.column, b->finding.column);
    return by ? by : compare_sizes(a->order, b->order);
}

void diag_sort(struct diag *d) {
    struct ranked *all = mem_new(d->count, sizeof *all);
    for (size_t i = 0; i < d->count; i++) {
        const char *file = d->findings[i].file;
        all[i] = (struct ranked){file ? first_mention(d, file) : SIZE_MAX, i, d->findings[i]};
    }
    qsort(all, d->count, sizeof *all, compare_ranked);
    for (size_t i = 0; i < d->count; i++) {
        d->findings[i] = all[i].finding;
    }
    free(all);
}

void diag_fini(struct diag *d) {
    free(d->findings);
    arena_fini(&d->arena);
    *d = (struct diag){0};
}
