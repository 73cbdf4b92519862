/* SPDX-License-Identifier: GPL-3.0-or-later
 * JSON text (RFC 8259) read strictly: cJSON builds the tree, but lets pass much that is no JSON and
 * remembers no positions. Here the text is checked first, and places are found again by path. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"

struct cJSON;

enum { JSON_DEPTH = 64, JSON_BYTES = 16 * 1024 * 1024 };

enum json_state {
    JSON_SOUND,
    JSON_FAULTY, /* refused, but the text still has a shape: further mistakes can be looked for */
    JSON_BROKEN  /* refused, and nothing more can be said */
};

/* Every mistake of the text goes to d: duplicate names, bad numbers, bad UTF-8, depth over
 * JSON_DEPTH, more than JSON_BYTES, text that follows the value, ... name is shown in messages. */
enum json_state json_check(const char *name, const char *text, size_t length, struct diag *d);
/* The tree of a text that is not JSON_BROKEN; cJSON_Delete gives it back. NULL with a finding when
 * cJSON refuses after all. */
struct cJSON *json_tree(const char *name, const char *text, size_t length, struct diag *d);

/* Where a path leads in a checked text. */
struct json_place {
    size_t matched;      /* leading members of the path that exist; all of them: found */
    bool object;         /* the deepest one found is an object: more may be merged into it */
    size_t line, column; /* of that value, or of its name for a path of_key; from 1 */
};
struct json_place json_locate(const char *text, size_t length, const struct path *at);

/* What a person would call the value: 2.5, "abc", a list, an object, null. */
const char *json_describe(struct arena *a, const struct cJSON *value);
/* Adds the value in one canonical form: names sorted by their bytes, no white space, numbers with
 * 17 digits; members named notes or $schema are left out. */
void json_add_canonical(struct text *t, const struct cJSON *value);
/* Adds the string as JSON, with its quotes. */
void json_add_string(struct text *t, const char *string);
/* notes and $schema: allowed in every object and ignored. */
bool json_ignored(const char *key);

#endif
