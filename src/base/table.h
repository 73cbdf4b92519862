/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tables for a terminal: columns as wide as what stands in them, in what a reader sees (UTF-8, not
 * bytes; colour codes take no room). */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/wrap.h"

enum table_align { TABLE_LEFT, TABLE_RIGHT };

struct table_column {
    const char *heading; /* may hold "\n": headings of several lines stand on the last one */
    enum table_align align;
};

/* A line before a row. */
struct table_section {
    size_t row;
    const char *words;
};

struct table {
    struct arena arena;
    size_t n_columns, n_cells, capacity;
    const struct table_column *columns; /* [n_columns], borrowed */
    const char **cells;                 /* [n_cells], row by row */
    size_t n_sections;
    struct table_section *sections; /* [n_sections], by row */
    size_t n_keys; /* the first columns, which say what a row is of; 1 unless set otherwise */
};

void table_init(struct table *t, const struct table_column *columns, size_t n_columns);
/* The next cell; the first column's begins a new row. */
void table_add(struct table *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A line of words between the rows, before the row that is added next. */
void table_section(struct table *t, const char *words);
/* What the widest of its lines would take if nothing were narrowed, without the indent. */
size_t table_width(struct table *t);
/* Adds the table, its last row filled up with empty cells, each line after indent spaces. Where it
 * is wider than width, cells of words get several lines; where that is not enough, it is printed in
 * pieces below each other, each with the keys, and a column of words without a heading beside the
 * one before it. Nothing is cut, and a number is never broken. Columns that are empty throughout
 * are left out. */
void table_print(struct table *t, struct text *out, size_t indent, size_t width);
void table_fini(struct table *t);

#endif
