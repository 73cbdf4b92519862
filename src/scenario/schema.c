/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/schema.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/json.h"
#include "scenario/reading.h"

enum { TYPES_AT_MOST = 100 };

/* Types referred to, each defined once under $defs. */
struct definitions {
    size_t n;
    const struct field_type *types[TYPES_AT_MOST];
};

static void definition_name(struct text *t, const struct field_type *type) {
    for (const char *p = type->name; *p; p++) {
        text_add_n(t, *p == ' ' || *p == ',' ? "_" : p, 1);
    }
}

static void definition_note(struct definitions *d, const struct field_type *type) {
    for (size_t i = 0; i < d->n; i++) {
        if (d->types[i] == type) {
            return;
        }
    }
    if (d->n < TYPES_AT_MOST) {
        d->types[d->n++] = type;
    }
}

static cJSON *reference_make(struct definitions *d, const struct field_type *type) {
    struct text name = {0};
    definition_note(d, type);
    text_add(&name, "#/$defs/");
    definition_name(&name, type);
    cJSON *out = cJSON_CreateObject();
    cJSON_AddStringToObject(out, "$ref", name.bytes);
    text_fini(&name);
    return out;
}

static cJSON *typed(const char *type) {
    cJSON *out = cJSON_CreateObject();
    cJSON_AddStringToObject(out, "type", type);
    return out;
}

static cJSON *pattern_make(const char *pattern) {
    cJSON *out = typed("string");
    cJSON_AddStringToObject(out, "pattern", pattern);
    return out;
}

static cJSON *number_make(const char *type, double min, double max) {
    cJSON *out = typed(type);
    cJSON_AddNumberToObject(out, "minimum", min);
    cJSON_AddNumberToObject(out, "maximum", max);
    return out;
}

static cJSON *either_make(cJSON *one, cJSON *other) {
    cJSON *out = cJSON_CreateObject(), *list = cJSON_AddArrayToObject(out, "anyOf");
    cJSON_AddItemToArray(list, one);
    cJSON_AddItemToArray(list, other);
    return out;
}

static cJSON *choices_make(const char *const *choices) {
    cJSON *out = cJSON_CreateObject(), *list = cJSON_AddArrayToObject(out, "enum");
    for (size_t i = 0; choices[i]; i++) {
        cJSON_AddItemToArray(list, cJSON_CreateString(choices[i]));
    }
    return out;
}

#define NUMBER "[0-9]+(\\.[0-9]+)?"

static cJSON *plain_make(const struct field *f) {
    double min, max;
    field_limits(f, f->kind, &min, &max);
    switch (f->kind) {
    case FIELD_BOOL:
        return typed("boolean");
    case FIELD_COUNT:
        return number_make("integer", min, max);
    case FIELD_NUMBER:
        return number_make("number", min, max);
    case FIELD_SHARE:
        return either_make(number_make("number", min, max), pattern_make("^" NUMBER "%?$"));
    case FIELD_DURATION:
        return either_make(number_make("number", min, max),
                           pattern_make("^(" NUMBER "(ms|d|h|m|s))+$"));
    case FIELD_TIME:
        return pattern_make("^[0-9]{1,2}:[0-5][0-9](:[0-5][0-9])?$");
    case FIELD_RATE:
        return pattern_make(f->unit && strstr(f->unit, "contact") ? "^" NUMBER
                                                                    "/(s|m|min|h|d|contact)$"
                                                                  : "^" NUMBER "/(s|m|min|h|d)$");
    case FIELD_TEXT:
        return typed("string");
    default:
        return choices_make(f->choices);
    }
}

static cJSON *field_make(struct definitions *d, const struct field *f) {
    cJSON *out = f->kind == FIELD_TYPED ? reference_make(d, f->type) : plain_make(f);
    cJSON_AddStringToObject(out, "description", f->help);
    cJSON *example = f->example ? cJSON_Parse(f->example) : NULL;
    if (example) {
        cJSON_AddItemToArray(cJSON_AddArrayToObject(out, "examples"), example);
    }
    return out;
}

static void properties_add(struct definitions *d, cJSON *properties, cJSON *required,
                           const struct field *fields) {
    for (const struct field *f = fields; f && f->key; f++) {
        cJSON_AddItemToObject(properties, f->key, field_make(d, f));
        if (f->required) {
            cJSON_AddItemToArray(required, cJSON_CreateString(f->key));
        }
    }
}

static void ignored_add(cJSON *properties) {
    cJSON_AddTrueToObject(properties, "notes");
    cJSON_AddTrueToObject(properties, "$schema");
}

/* An object of the type's keys, and of one kind's where there are kinds. */
static cJSON *object_make(struct definitions *d, const struct field_type *type,
                          const struct field_variant *v) {
    cJSON *out = typed("object"), *properties = cJSON_AddObjectToObject(out, "properties");
    cJSON *required = cJSON_CreateArray();
    if (v) {
        cJSON *kind = cJSON_AddObjectToObject(properties, "kind");
        cJSON_AddStringToObject(kind, "const", v->name);
        cJSON_AddStringToObject(kind, "description", v->help);
        if (!type->kind_optional) {
            cJSON_AddItemToArray(required, cJSON_CreateString("kind"));
        }
        properties_add(d, properties, required, v->fields);
        properties_add(d, properties, required, v->more);
    }
    properties_add(d, properties, required, type->fields);
    ignored_add(properties);
    if (cJSON_GetArraySize(required) > 0) {
        cJSON_AddItemToObject(out, "required", required);
    } else {
        cJSON_Delete(required);
    }
    cJSON_AddFalseToObject(out, "additionalProperties");
    return out;
}

static void forms_add(cJSON *forms, const struct field_type *type) {
    for (size_t i = 0; type->schema && type->schema[i]; i++) {
        cJSON_AddItemToArray(forms, cJSON_Parse(type->schema[i]));
    }
}

static void objects_add(struct definitions *d, cJSON *forms, const struct field_type *type) {
    struct field_variant v;
    for (size_t i = 0; type->variant && type->variant(i, &v); i++) {
        cJSON_AddItemToArray(forms, object_make(d, type, &v));
    }
    if (!type->variant && type->fields) {
        cJSON_AddItemToArray(forms, object_make(d, type, NULL));
    }
    if (type->value) {
        cJSON_AddItemToArray(forms, field_make(d, type->value));
    }
}

/* One form stands alone, several as anyOf. */
static cJSON *any_make(cJSON *forms) {
    if (cJSON_GetArraySize(forms) == 1) {
        cJSON *only = cJSON_DetachItemFromArray(forms, 0);
        cJSON_Delete(forms);
        return only;
    }
    cJSON *out = cJSON_CreateObject();
    cJSON_AddItemToObject(out, "anyOf", forms);
    return out;
}

static cJSON *map_make(cJSON *member) {
    cJSON *out = typed("object");
    ignored_add(cJSON_AddObjectToObject(out, "properties"));
    cJSON_AddItemToObject(out, "additionalProperties", member);
    return out;
}

static cJSON *list_make(cJSON *member) {
    cJSON *out = typed("array");
    cJSON_AddItemToObject(out, "items", member);
    return out;
}

static cJSON *definition_make(struct definitions *d, const struct field_type *type) {
    cJSON *forms = cJSON_CreateArray();
    bool of_member = type->shape == TYPE_LIST || type->shape == TYPE_ONE_OR_LIST;
    /* A map's own forms are of the whole, unless nothing else says what its members are. */
    bool plain = !type->variant && !type->fields && !type->value;
    if (type->shape != TYPE_MAP || plain) {
        forms_add(forms, type);
    }
    objects_add(d, forms, type);
    cJSON *out = any_make(forms);
    if (type->shape == TYPE_ONE_OR_LIST) {
        out = either_make(cJSON_Duplicate(out, 1), list_make(out));
    } else if (of_member) {
        out = list_make(out);
    } else if (type->shape == TYPE_MAP) {
        cJSON *whole = cJSON_CreateArray();
        if (!plain) {
            forms_add(whole, type);
        }
        cJSON_AddItemToArray(whole, map_make(out));
        out = any_make(whole);
    }
    cJSON_AddStringToObject(out, "description", type->written);
    return out;
}

void schema_add(struct text *out) {
    schema_add_of(&scenario_type, "Sojourn scenario", out);
}

void schema_add_of(const struct field_type *type, const char *title, struct text *out) {
    struct definitions d = {0};
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "$schema", "https://json-schema.org/draft/2020-12/schema");
    cJSON_AddStringToObject(root, "title", title);
    cJSON *whole = object_make(&d, type, NULL);
    while (whole->child) {
        cJSON *part = cJSON_DetachItemViaPointer(whole, whole->child);
        char *key = part->string;
        part->string = NULL;
        cJSON_AddItemToObject(root, key, part);
        cJSON_free(key);
    }
    cJSON_Delete(whole);
    cJSON *definitions = cJSON_AddObjectToObject(root, "$defs");
    for (size_t i = 0; i < d.n; i++) {
        struct text name = {0};
        definition_name(&name, d.types[i]);
        cJSON_AddItemToObject(definitions, name.bytes, definition_make(&d, d.types[i]));
        text_fini(&name);
    }
    char *printed = cJSON_Print(root);
    text_printf(out, "%s\n", printed);
    cJSON_free(printed);
    cJSON_Delete(root);
}
