/* SPDX-License-Identifier: GPL-3.0-or-later
 * Comma-separated files with a header line (RFC 4180). */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"

enum { CSV_BYTES = 256 * 1024 * 1024 };

struct csv {
    const char *name;
    size_t n_columns, n_rows;  /* without the header */
    const char *const *header; /* [n_columns] */
    const char *const *cells;  /* [n_rows][n_columns]; white space around them is cut */
    const size_t *line;        /* [n_rows], from 1: where a row begins */
};

/* Reads a whole regular file, or a pipe to its end, at most limit bytes, into fresh memory ended by
 * NUL (free() gives it back); NULL and *why in plain words ("no such file", "is a folder")
 * otherwise. */
char *file_load(const char *path, size_t limit, size_t *length, const char **why);
/* Takes the text apart; what it points to lives in the arena. false with findings that name the
 * file and line. An empty line is skipped; every other one has as many cells as the header. */
bool csv_parse(struct arena *a, const char *name, const char *text, size_t length, struct csv *out,
               struct diag *d);
/* Index of the named column, SIZE_MAX when there is none. */
size_t csv_column(const struct csv *csv, const char *column);

#endif
