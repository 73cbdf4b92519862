/* SPDX-License-Identifier: GPL-3.0-or-later
 * Columns of csv files that a scenario names. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "base/sha256.h"
#include "base/text.h"
#include "scenario/reading.h"

/* The file as opened: beside the document that names it. */
static const char *csv_path(struct reader *r, const struct path *at, const char *file) {
    const struct reading *in = reading_of(r);
    struct json_place place;
    const char *folder = in->documents[reading_place(in, at, &place)].folder;
    return folder && file[0] != '/' ? arena_format(r->arena, "%s/%s", folder, file) : file;
}

static bool column_find(struct reader *r, const struct path *at, const struct csv *csv,
                        const char *column, size_t *index) {
    *index = csv_column(csv, column);
    if (*index != SIZE_MAX) {
        return true;
    }
    struct nearest nearest = {.word = column};
    const char *known = "";
    for (size_t i = 0; i < csv->n_columns; i++) {
        nearest_offer(&nearest, csv->header[i]);
        known = arena_format(&r->diag->arena, "%s%s'%s'", known, i > 0 ? ", " : "", csv->header[i]);
    }
    struct path here = {.parent = at, .key = "column"};
    if (nearest.best) {
        return diag_error(r->diag, &here, "%s has no column '%s'; did you mean '%s'?", csv->name,
                          column, nearest.best);
    }
    return diag_error(r->diag, &here, "%s has no column '%s'; it has %s", csv->name, column, known);
}

bool column_read(struct reader *r, const struct path *at, const char *file, const char *column,
                 struct csv *csv, size_t *index) {
    struct path here = {.parent = at, .key = "csv"};
    const char *path = csv_path(r, &here, file), *why;
    size_t length;
    char *text = file_load(path, CSV_BYTES, &length, &why);
    if (!text) {
        return diag_error(r->diag, &here, "'%s': %s", path, why);
    }
    char digest[SHA256_HEX];
    sha256_hex(text, length, digest);
    text_printf(&reading_of(r)->digests, "%s\n", digest);
    bool ok = csv_parse(r->arena, path, text, length, csv, r->diag);
    free(text);
    return ok && column_find(r, at, csv, column, index);
}

bool cell_error(struct reader *r, const struct csv *csv, size_t row, size_t column,
                const char *words) {
    return diag_error_at(r->diag, csv->name, csv->line[row], 1, "column '%s': %s",
                         csv->header[column], words);
}
