/* SPDX-License-Identifier: GPL-3.0-or-later
 * From a path as a person types it to the row that documents it. */
#ifndef SCENARIO_TOPIC_H
#define SCENARIO_TOPIC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/field.h"

/* What a path leads to. */
struct topic {
    const struct field *field;     /* the row; NULL: a kind of an object, or a member by name */
    const struct field_type *type; /* of the value; NULL for plain values */
    struct field_variant
        variant;     /* name NULL: none; the kind that owns the key, or the kind itself */
    bool is_variant; /* the path ends at the kind */
};

/* Follows steps from the whole scenario. Names of members (stations.desk) may be any text, a kind,
 * or left out where a key follows. The number of steps that could be followed. */
size_t topic_find(const struct path *steps, size_t n, struct topic *out);
/* "a.b[1]" as steps in the arena, without their parents; NULL when it is no path. */
const struct path *topic_parse(struct arena *a, const char *text, size_t *n);
/* A key of the type or of one of its kinds, NULL past the last; the kind that owns it (name NULL:
 * all of them). */
const struct field *topic_key(const struct field_type *type, size_t i, struct field_variant *owner);
/* The row for "kind" in objects that have kinds. */
extern const struct field topic_kind_row;
/* Whether the value there is a whole number, or a profile of them. */
bool topic_is_count(const struct path *steps, size_t n);

/* Where a word is a key or a kind of the language. */
enum { WORD_PLACES = 24 };
struct word_places {
    const char *word;
    size_t n; /* at most WORD_PLACES are noted */
    const char *path[WORD_PLACES], *help[WORD_PLACES];
    struct arena arena; /* holds the paths; to be given back */
};
/* Of things that stand in several places of the language, as steps do, the first place counts. */
void topic_places(struct word_places *to);

#endif
