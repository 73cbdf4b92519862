/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/topic.h"

#include <string.h>

#include "scenario/patch.h"
#include "scenario/reading.h"

const struct field topic_kind_row = {.key = "kind",
                                     .kind = FIELD_TEXT,
                                     .required = true,
                                     .help = "which of the kinds it is",
                                     .example = "\"...\""};

const struct path *topic_parse(struct arena *a, const char *text, size_t *n) {
    const char *set = arena_format(a, "%s=", text);
    struct document doc = {.text = set, .length = strlen(set), .is_set = true};
    struct set_path path;
    if (strchr(text, '=') || !set_path_parse(a, &doc, &path)) {
        return NULL;
    }
    *n = path.n;
    return path.steps;
}

static size_t table_size(const struct field *fields) {
    size_t n = 0;
    while (fields && fields[n].key) {
        n++;
    }
    return n;
}

const struct field *topic_key(const struct field_type *type, size_t i,
                              struct field_variant *owner) {
    *owner = (struct field_variant){0};
    if (type->variant && i-- == 0) {
        return &topic_kind_row;
    }
    size_t n = table_size(type->fields);
    if (i < n) {
        return &type->fields[i];
    }
    i -= n;
    for (size_t v = 0; type->variant && type->variant(v, owner); v++) {
        size_t own = table_size(owner->fields), more = table_size(owner->more);
        if (i < own + more) {
            return i < own ? &owner->fields[i] : &owner->more[i - own];
        }
        i -= own + more;
    }
    return NULL;
}

/* A key of some kind of the object. */
static const struct field *variant_field(const struct field_type *type, const char *key,
                                         struct field_variant *owner) {
    for (size_t i = 0; type->variant && type->variant(i, owner); i++) {
        const struct field *f = field_find(owner->fields, key);
        f = f ? f : field_find(owner->more, key);
        if (f) {
            return f;
        }
    }
    *owner = (struct field_variant){0};
    return NULL;
}

static bool variant_named(const struct field_type *type, const char *name,
                          struct field_variant *out) {
    for (size_t i = 0; type->variant && type->variant(i, out); i++) {
        if (strcmp(out->name, name) == 0) {
            return true;
        }
    }
    *out = (struct field_variant){0};
    return false;
}

static bool has_members(const struct field_type *type) {
    return type->shape != TYPE_VALUE && type->shape != TYPE_OBJECT;
}

/* One step: a key of the type, else a kind's or member's name. named: a name was given already. */
static bool topic_step(const struct path *step, struct topic *at, bool *named) {
    const struct field_type *type = at->type;
    struct field_variant kind = at->is_variant ? at->variant : (struct field_variant){0};
    at->is_variant = false;
    at->variant = (struct field_variant){0};
    bool is_kind = step->key && type->variant && strcmp(step->key, "kind") == 0;
    const struct field *f = is_kind     ? &topic_kind_row
                            : step->key ? field_find(type->fields, step->key)
                                        : NULL;
    if (!f && step->key && kind.name) {
        f = field_find(kind.fields, step->key);
        f = f ? f : field_find(kind.more, step->key);
        at->variant = kind;
    } else if (!f && step->key) {
        f = variant_field(type, step->key, &at->variant);
    }
    if (f) {
        at->field = f;
        at->type = f->kind == FIELD_TYPED ? f->type : NULL;
        *named = false;
        return true;
    }
    if (*named || (!has_members(type) && !type->variant)) {
        return false;
    }
    at->is_variant = step->key && variant_named(type, step->key, &at->variant);
    if (!at->is_variant && !has_members(type)) {
        return false;
    }
    *named = true;
    if (type->value && !type->fields) {
        at->field = type->value;
        at->type = NULL;
    } else if (at->is_variant) {
        at->field = NULL;
    }
    return true;
}

size_t topic_find(const struct path *steps, size_t n, struct topic *out) {
    *out = (struct topic){.type = &scenario_type};
    bool named = false;
    size_t i = 0;
    while (i < n && out->type && topic_step(&steps[i], out, &named)) {
        i++;
    }
    return i;
}

bool topic_is_count(const struct path *steps, size_t n) {
    struct topic topic;
    size_t found = topic_find(steps, n, &topic);
    if (found < n) { /* a weekday, time or place within a profile is none of its keys */
        return topic.type == &count_profile_type;
    }
    return topic.field && (topic.field->kind == FIELD_COUNT || topic.type == &count_profile_type);
}
