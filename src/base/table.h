/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tables for a terminal: columns as wide as what stands in them, in what a reader sees (UTF-8, not
 * bytes; colour codes take no room). */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"

enum table_align { TABLE_LEFT, TABLE_RIGHT };

struct table_column {
    const char *heading; /* may hold "\n": headings of several lines stand on the last one */
    enum table_align align;
};

struct table {
    struct arena arena;
    size_t n_columns, n_cells, capacity;
    const struct table_column *columns; /* [n_columns], borrowed */
    const char **cells;                 /* [n_cells], row by row */
};

void table_init(struct table *t, const struct table_column *columns, size_t n_columns);
/* The next cell; the first column's begins a new row. */
void table_add(struct table *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Adds the table, its last row filled up with empty cells, each line after indent spaces. Where it
 * is wider than width, the widest columns of words are cut ("…"). Columns that are empty throughout
 * are left out. */
void table_print(struct table *t, struct text *out, size_t indent, size_t width);
void table_fini(struct table *t);

/* Columns that a terminal uses for a UTF-8 text: none for combining marks and colour codes, two for
 * the wide letters of East Asia. Bytes that are no UTF-8 count one each. */
size_t text_width(const char *text);
/* Adds the text, cut with "…" where it is wider than width columns; returns the columns added. */
size_t text_cut(struct text *out, const char *text, size_t width);
/* Adds the text, which holds no line end, broken at spaces into lines of at most width columns,
 * each after indent spaces. The first line begins where out stands; out's last line is taken to be
 * first columns wide so far. */
void text_wrap(struct text *out, const char *text, size_t first, size_t indent, size_t width);

#endif
