/* SPDX-License-Identifier: GPL-3.0-or-later
 * Compound values: objects by their tables, maps by name, lists. */
#include "base/field.h"

#include <string.h>

#include <cjson/cJSON.h>

#include "base/json.h"
#include "base/nearest.h"

enum { MEMBERS_AT_MOST = 1000, KEYS_LISTED = 30 };

static const struct field *sets_find(const struct field_set *sets, size_t n, const char *key,
                                     void **object) {
    for (size_t i = 0; i < n; i++) {
        const struct field *f = field_find(sets[i].fields, key);
        if (f) {
            *object = sets[i].object;
            return f;
        }
    }
    return NULL;
}

static bool unknown_key(struct reader *r, const struct path *at, const struct field_set *sets,
                        size_t n) {
    struct nearest nearest = {.word = at->key};
    size_t listed = 0;
    const char *known = "";
    for (size_t i = 0; i < n; i++) {
        for (const struct field *f = sets[i].fields; f && f->key; f++) {
            nearest_offer(&nearest, f->key);
            known = arena_format(&r->diag->arena, "%s%s%s", known, *known ? ", " : "", f->key);
            listed++;
        }
    }
    struct path here = *at;
    here.of_key = true;
    if (nearest.best) {
        return diag_error(r->diag, &here, "unknown key; did you mean '%s'?", nearest.best);
    }
    if (listed <= KEYS_LISTED) {
        return diag_error(r->diag, &here, "unknown key; known here: %s", known);
    }
    return diag_error(r->diag, &here, "unknown key");
}

static bool missing_key(struct reader *r, const struct path *at, const struct field_set *set,
                        const struct field *f) {
    return diag_error(r->diag, at, "%s%sneeds '%s' (%s)", set->noun ? set->noun : "",
                      set->noun ? " " : "", f->key, f->help);
}

/* cJSON keeps duplicates, which json_check refuses; the first is read. */
static const cJSON *member_get(const cJSON *json, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(json, key);
}

static bool set_read(struct reader *r, const struct cJSON *json, const struct path *at,
                     const struct field_set *set) {
    bool ok = true;
    for (const struct field *f = set->fields; f && f->key; f++) {
        const cJSON *value = member_get(json, f->key);
        struct path here = {.parent = at, .key = f->key};
        if (value) {
            ok = field_value_read(r, value, &here, f, set->object) && ok;
        } else if (f->required) {
            ok = missing_key(r, at, set, f);
        }
    }
    return ok;
}

bool object_read(struct reader *r, const struct cJSON *json, const struct path *at,
                 const struct field_set *sets, size_t n_sets) {
    for (size_t i = 0; i < n_sets; i++) {
        fields_default(sets[i].fields, sets[i].object);
    }
    if (!cJSON_IsObject(json)) {
        return type_error(r, json, at, "an object {...}");
    }
    bool ok = true;
    for (const cJSON *m = json->child; m; m = m->next) {
        void *object;
        struct path here = {.parent = at, .key = m->string};
        if (!json_ignored(m->string) && !sets_find(sets, n_sets, m->string, &object)) {
            ok = unknown_key(r, &here, sets, n_sets);
        }
    }
    for (size_t i = 0; i < n_sets; i++) {
        ok = set_read(r, json, at, &sets[i]) && ok;
    }
    return ok;
}

bool fields_read(struct reader *r, const struct cJSON *json, const struct path *at,
                 const struct field *fields, void *object) {
    struct field_set set = {fields, object, NULL};
    return object_read(r, json, at, &set, 1);
}

static bool member_read(struct reader *r, const struct cJSON *json, const struct path *at,
                        const struct field_type *type, void *member) {
    if (type->read_member) {
        return type->read_member(r, json, at, member);
    }
    return type->value ? field_value_read(r, json, at, type->value, member)
                       : fields_read(r, json, at, type->fields, member);
}

static void array_store(const struct field *f, void *object, void *items, size_t n) {
    memcpy((char *)object + f->offset, &items, sizeof items);
    memcpy((char *)object + f->count_offset, &n, sizeof n);
}

static size_t members_count(const struct cJSON *json) {
    size_t n = 0;
    for (const cJSON *m = json->child; m; m = m->next) {
        n += !m->string || !json_ignored(m->string);
    }
    return n;
}

/* Room for the members, NULL with a finding when they are too many. */
static char *members_make(struct reader *r, const struct cJSON *json, const struct path *at,
                          const struct field *f, void *object) {
    size_t n = members_count(json), most = f->max > 0 ? (size_t)f->max : MEMBERS_AT_MOST;
    if (n > most) {
        diag_error(r->diag, at, "%zu members; at most %zu are allowed", n, most);
        return NULL;
    }
    char *items = arena_array(r->arena, n, f->type->size);
    array_store(f, object, items, n);
    return items;
}

static bool map_read(struct reader *r, const struct cJSON *json, const struct path *at,
                     const struct field *f, void *object) {
    const struct field_type *type = f->type;
    char *item = members_make(r, json, at, f, object);
    bool ok = item != NULL;
    for (const cJSON *m = item ? json->child : NULL; m; m = m->next) {
        if (json_ignored(m->string)) {
            continue;
        }
        struct path here = {.parent = at, .key = m->string}, name = here;
        name.of_key = true;
        const char *why = type->name_fault ? type->name_fault(m->string) : NULL;
        if (why) {
            ok = diag_error(r->diag, &name, "a name %s", why);
        }
        ok = member_read(r, m, &here, type, item) && ok;
        const char *copy = arena_string(r->arena, m->string);
        memcpy(item + type->name_offset, &copy, sizeof copy);
        item += type->size;
    }
    return ok;
}

static bool list_read(struct reader *r, const struct cJSON *json, const struct path *at,
                      const struct field *f, void *object) {
    char *item = members_make(r, json, at, f, object);
    bool ok = item != NULL;
    struct path here = {.parent = at};
    for (const cJSON *m = item ? json->child : NULL; m; m = m->next) {
        ok = member_read(r, m, &here, f->type, item) && ok;
        item += f->type->size;
        here.index++;
    }
    return ok;
}

static bool one_read(struct reader *r, const struct cJSON *json, const struct path *at,
                     const struct field *f, void *object) {
    void *item = arena_array(r->arena, 1, f->type->size);
    array_store(f, object, item, 1);
    return member_read(r, json, at, f->type, item);
}

bool type_read(struct reader *r, const struct cJSON *json, const struct path *at,
               const struct field *f, void *object) {
    switch (f->type->shape) {
    case TYPE_OBJECT:
        return member_read(r, json, at, f->type, (char *)object + f->offset);
    case TYPE_MAP:
        return cJSON_IsObject(json) ? map_read(r, json, at, f, object)
                                    : type_error(r, json, at, "an object of names: {\"...\": ...}");
    case TYPE_LIST:
        return cJSON_IsArray(json) ? list_read(r, json, at, f, object)
                                   : type_error(r, json, at, "a list [...]");
    default:
        return cJSON_IsArray(json) ? list_read(r, json, at, f, object)
                                   : one_read(r, json, at, f, object);
    }
}
