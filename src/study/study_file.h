/* SPDX-License-Identifier: GPL-3.0-or-later
 * A study in a file: a scenario, its variants or what is varied, and how long to run. */
#ifndef STUDY_STUDY_FILE_H
#define STUDY_STUDY_FILE_H

#include "base/field.h"
#include "scenario/read.h"
#include "study/axis.h"

/* A variant: a merge patch whose text stands where it stands in the file, so that mistakes in it
 * are told with their places there. */
struct study_variant {
    const char *name;
    struct document patch;
};

struct study_file {
    struct arena arena;
    const char *scenario; /* the file, relative to the study's folder; joined with it */
    size_t n_variants, n_axes;
    struct study_variant *variants;
    struct axis *axes;
    size_t days, replications; /* 0: not said */
    double precision;          /* 0: not said */
    size_t seed;               /* COUNT_UNLIMITED: not said */
    const char *base;          /* NULL: the first */
    size_t base_line, base_column;
};

extern const struct field study_fields[];
/* The file as a whole, for the schema. */
extern const struct field_type study_type;

/* Whether the text is an object with the key "scenario", which no scenario has. */
bool is_study(const struct document *document);
/* Reads it; false with every mistake. The document must outlive it; study_file_fini is due either
 * way. */
bool study_file_read(const struct document *document, struct study_file *out, struct diag *d);
void study_file_fini(struct study_file *s);

#endif
