/* SPDX-License-Identifier: GPL-3.0-or-later
 * The known name that a mistyped one most likely meant. */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include <stddef.h>

/* Start with {.word = the unknown name} and offer every known one. */
struct nearest {
    const char *word;
    const char *best; /* NULL: nothing near enough */
    size_t distance;
};

void nearest_offer(struct nearest *n, const char *candidate);
/* Edits that turn a into b: letters put in, left out, replaced or two neighbours swapped, case not
 * counted. Names longer than 64 bytes are compared as far as that. */
size_t edit_distance(const char *a, const char *b);

#endif
