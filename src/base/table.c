/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/table.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void table_init(struct table *t, const struct table_column *columns, size_t n_columns) {
    assert(n_columns > 0);
    *t = (struct table){.n_columns = n_columns, .columns = columns, .n_keys = 1};
}

void table_add(struct table *t, const char *format, ...) {
    if (t->n_cells == t->capacity) {
        t->capacity = t->capacity ? 2 * t->capacity : 8 * t->n_columns;
        t->cells = mem_resize(t->cells, t->capacity, sizeof *t->cells);
    }
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    size_t length = (size_t)vsnprintf(NULL, 0, format, args);
    char *cell = arena_alloc(&t->arena, length + 1);
    vsnprintf(cell, length + 1, format, again);
    va_end(again);
    va_end(args);
    t->cells[t->n_cells++] = cell;
}

void table_section(struct table *t, const char *words) {
    assert(t->n_cells % t->n_columns == 0);
    t->sections = mem_resize(t->sections, t->n_sections + 1, sizeof *t->sections);
    t->sections[t->n_sections++] = (struct table_section){
        .row = t->n_cells / t->n_columns, .words = arena_format(&t->arena, "%s", words)};
}

void table_fini(struct table *t) {
    free(t->cells);
    free(t->sections);
    arena_fini(&t->arena);
    *t = (struct table){0};
}
