/* SPDX-License-Identifier: GPL-3.0-or-later
 * From JSON text to a struct scenario, by field tables; every mistake in one run. */
#ifndef SCENARIO_READ_H
#define SCENARIO_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "scenario/scenario.h"

/* A document: the scenario, or a patch laid over it in order. */
struct document {
    const char *name;   /* as shown in messages: the file's name, or "--set a.b=2" */
    const char *folder; /* csv files are relative to it; NULL: the working folder */
    const char *text;   /* the JSON text; of a --set: "path=value" */
    size_t length;
    bool is_set;
    bool after_sets; /* a patch that is laid over what the sets have made */
};

struct scenario;

/* Reads the first document as a scenario with the others laid over it (RFC 7396, then sets in their
 * order). Returns NULL and at least one error in d when anything is wrong; warnings and remarks may
 * stand in d either way. The result owns all it points to. */
struct scenario *scenario_read(const struct document *documents, size_t n, struct diag *d);
/* The whole file as a document, at most 16 MiB; false with a finding and out untouched when it is
 * missing, unreadable, a folder, empty. document_free gives it back. */
bool document_load(const char *file, struct document *out, struct diag *d);
/* A document of copies; of a set ("path=value") the name becomes "--set path=value". */
struct document document_of_text(const char *name, const char *text, bool is_set);
/* Where a place that is found wrong after reading stands in the documents read: for diag.locate. */
void documents_locate(const struct document *documents, size_t n, const struct path *at,
                      struct finding *out);
/* Gives back what document_load and document_of_text made. */
void document_free(struct document *d);
void scenario_free(struct scenario *s);

#endif
