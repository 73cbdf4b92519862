/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/json_text.h"

struct cJSON *json_tree(const char *name, const char *text, size_t length, struct diag *d) {
    cJSON *tree = cJSON_ParseWithLength(text, length);
    if (!tree) {
        diag_error_at(d, name, 0, 0, "this cannot be read as JSON");
    }
    return tree;
}

/* Past a string that begins at its quote. */
static size_t skip_string(const char *text, size_t length, size_t at) {
    for (at++; at < length && text[at] != '"'; at++) {
        at += text[at] == '\\';
    }
    return at + 1;
}

static size_t skip_value(const char *text, size_t length, size_t at) {
    size_t depth = 0;
    do {
        at = json_skip_space(text, length, at);
        if (at >= length) {
            break;
        }
        char c = text[at];
        if (c == '"') {
            at = skip_string(text, length, at);
            continue;
        }
        if (c == ',' && depth == 0) {
            break;
        }
        if (c == '}' || c == ']') {
            if (depth == 0) {
                break;
            }
            depth--;
            at++;
            continue;
        }
        depth += c == '{' || c == '[';
        at++;
    } while (true);
    return at;
}

static bool name_is(const char *text, size_t open, size_t end, const char *name) {
    size_t n = strlen(name), matched = 0;
    for (size_t at = open + 1; at + 1 < end;) {
        char out[4];
        size_t got = json_decode(text, &at, out);
        if (matched + got > n || memcmp(name + matched, out, got) != 0) {
            return false;
        }
        matched += got;
    }
    return matched == n;
}

/* Offset of the named member's value in the object at an offset, 0 if there is none; its name's
 * offset goes to *key. */
static size_t find_member(const char *text, size_t length, size_t at, const char *name,
                          size_t *key) {
    at = json_skip_space(text, length, at + 1);
    while (at < length && text[at] == '"') {
        size_t open = at, end = skip_string(text, length, at);
        at = json_skip_space(text, length, end);
        at = json_skip_space(text, length, at + 1);
        if (name_is(text, open, end, name)) {
            *key = open;
            return at;
        }
        at = skip_value(text, length, at);
        if (at < length && text[at] == ',') {
            at = json_skip_space(text, length, at + 1);
        }
    }
    return 0;
}

static size_t find_item(const char *text, size_t length, size_t at, size_t index) {
    at = json_skip_space(text, length, at + 1);
    for (; index > 0; index--) {
        at = skip_value(text, length, at);
        if (at >= length || text[at] != ',') {
            return 0;
        }
        at = json_skip_space(text, length, at + 1);
    }
    return at < length && text[at] != ']' ? at : 0;
}

static size_t find_step(const char *text, size_t length, size_t at, const struct path *step,
                        size_t *key) {
    if (at >= length || text[at] != (step->key ? '{' : '[')) {
        return 0;
    }
    *key = at;
    size_t found = step->key ? find_member(text, length, at, step->key, key)
                             : find_item(text, length, at, step->index);
    *key = step->key ? *key : found;
    return found;
}

static const struct path *path_member(const struct path *at, size_t up) {
    for (; up > 0; up--) {
        at = at->parent;
    }
    return at;
}

struct json_place json_locate(const char *text, size_t length, const struct path *at) {
    size_t depth = 0;
    for (const struct path *p = at; p; p = p->parent) {
        depth++;
    }
    size_t bom = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    size_t offset = json_skip_space(text, length, bom), key = offset;
    struct json_place place = {0};
    for (; place.matched < depth; place.matched++) {
        size_t next_key = 0;
        const struct path *step = path_member(at, depth - 1 - place.matched);
        size_t next = find_step(text, length, offset, step, &next_key);
        if (next == 0) {
            break;
        }
        offset = next;
        key = next_key;
    }
    bool name_meant = at && at->of_key && place.matched == depth;
    place.object = offset < length && text[offset] == '{';
    json_position(text, name_meant ? key : offset, &place.line, &place.column);
    return place;
}

/* A string short enough for a message, cut between characters. */
static const char *describe_string(struct arena *a, const char *string) {
    enum { SHOWN = 48 };
    size_t n = strlen(string);
    if (n <= SHOWN) {
        return arena_format(a, "\"%s\"", string);
    }
    n = SHOWN;
    while (n > 0 && ((unsigned char)string[n] & 0xC0) == 0x80) {
        n--;
    }
    return arena_format(a, "\"%.*s...\"", (int)n, string);
}

const char *json_describe(struct arena *a, const struct cJSON *value) {
    if (cJSON_IsNumber(value)) {
        return arena_format(a, "%.12g", value->valuedouble);
    }
    if (cJSON_IsString(value)) {
        return describe_string(a, value->valuestring);
    }
    if (cJSON_IsBool(value)) {
        return cJSON_IsTrue(value) ? "true" : "false";
    }
    return cJSON_IsArray(value) ? "a list" : cJSON_IsObject(value) ? "an object" : "null";
}

bool json_ignored(const char *key) {
    return strcmp(key, "notes") == 0 || strcmp(key, "$schema") == 0;
}

void json_add_string(struct text *t, const char *string) {
    text_add(t, "\"");
    for (const char *p = string; *p; p++) {
        unsigned char c = (unsigned char)*p;
        if (c == '"' || c == '\\') {
            text_printf(t, "\\%c", c);
        } else if (c < 0x20) {
            text_printf(t, "\\u%04x", c);
        } else {
            text_add_n(t, p, 1);
        }
    }
    text_add(t, "\"");
}

static int compare_names(const void *left, const void *right) {
    const cJSON *const *a = left, *const *b = right;
    return strcmp((*a)->string, (*b)->string);
}

static void add_canonical_object(struct text *t, const cJSON *object) {
    size_t n = 0;
    const cJSON **members = mem_new((size_t)cJSON_GetArraySize(object), sizeof *members);
    for (const cJSON *m = object->child; m; m = m->next) {
        if (!json_ignored(m->string)) {
            members[n++] = m;
        }
    }
    qsort(members, n, sizeof *members, compare_names);
    text_add(t, "{");
    for (size_t i = 0; i < n; i++) {
        text_add(t, i > 0 ? "," : "");
        json_add_string(t, members[i]->string);
        text_add(t, ":");
        json_add_canonical(t, members[i]);
    }
    text_add(t, "}");
    free(members);
}

void json_add_canonical(struct text *t, const struct cJSON *value) {
    if (cJSON_IsObject(value)) {
        add_canonical_object(t, value);
    } else if (cJSON_IsArray(value)) {
        text_add(t, "[");
        for (const cJSON *m = value->child; m; m = m->next) {
            json_add_canonical(t, m);
            text_add(t, m->next ? "," : "");
        }
        text_add(t, "]");
    } else if (cJSON_IsString(value)) {
        json_add_string(t, value->valuestring);
    } else if (cJSON_IsNumber(value)) {
        text_printf(t, "%.17g", value->valuedouble);
    } else {
        text_add(t, cJSON_IsTrue(value) ? "true" : cJSON_IsFalse(value) ? "false" : "null");
    }
}
