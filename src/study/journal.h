/* SPDX-License-Identifier: GPL-3.0-or-later
 * Finished replications of a study in a file that is only ever added to: whatever ends the program,
 * what was finished is there for the next run. A record holds some replications of one variant and
 * the checksum of its bytes. */
#ifndef STUDY_JOURNAL_H
#define STUDY_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

struct journal;

/* What all that is kept has in common; a journal of anything else is refused. */
struct journal_head {
    const char *command;  /* "compare": whose results stand beside the journal */
    const char *scenario; /* sha256 of the first variant's scenario */
    uint64_t seed;
};

/* Opens or makes the file and finds what it holds. What is damaged is left out, with a warning in d
 * that says how much; the rest is kept. NULL with an error in d when the file cannot be used, is
 * being written by another run, or is of another scenario, seed or version of the program. */
struct journal *journal_open(const char *file, const struct journal_head *head, struct diag *d);
/* Writes what is pending; false with an error in d when something could not be written. */
bool journal_close(struct journal *j, struct diag *d);

/* The bytes of a variant's replication, NULL when they are not there; valid until the next call. */
const void *journal_find(struct journal *j, const char *variant, size_t replication,
                         size_t *length);
/* Keeps a replication; they come in order. They are written by twenties, and by journal_flush. */
void journal_add(struct journal *j, const char *variant, size_t replication, const void *bytes,
                 size_t length);
void journal_flush(struct journal *j);

#endif
