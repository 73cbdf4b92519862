/* SPDX-License-Identifier: GPL-3.0-or-later
 * Plain values: quantities, texts and choices. */
#include "base/field.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/json.h"
#include "base/nearest.h"
#include "base/text.h"
#include "base/units.h"

static const struct {
    const char *words;
    double min, max;                                     /* where a row gives none */
    const char *(*parse)(const char *text, double *out); /* NULL: not written as text */
    bool number;                                         /* may be written as a bare number */
} kinds[] = {
    [FIELD_BOOL] = {"true or false", 0, 1, NULL, false},
    [FIELD_COUNT] = {"a whole number", 0, 1e9, NULL, true},
    [FIELD_NUMBER] = {"a number", -1e15, 1e15, NULL, true},
    [FIELD_SHARE] = {"a share: 0 to 1, or text such as \"35%\"", 0, 1, share_parse, true},
    [FIELD_DURATION] = {"a duration: seconds, or text such as \"20s\", \"3m\" or \"1h30m\"", 0, 1e9,
                        duration_parse, true},
    [FIELD_TIME] = {"a time of day such as \"08:30\"", 0, DAY_SECONDS, time_of_day_parse, false},
    [FIELD_RATE] = {"a rate such as \"120/h\"", 0, 1e9, rate_parse, false},
    [FIELD_TEXT] = {"text", 0, 0, NULL, false},
    [FIELD_CHOICE] = {"one of its names", 0, 0, NULL, false},
    [FIELD_ENUM] = {"one of its names", 0, 0, NULL, false},
    [FIELD_EITHER] = {"one of its names", 0, 0, NULL, false},
    [FIELD_TYPED] = {"a value of its own form", 0, 0, NULL, false},
};

const char *field_kind_words(enum field_kind kind) {
    return kinds[kind].words;
}

const char *field_mark_words(const char *mark) {
    static const struct {
        const char *mark, *words;
    } marks[] = {{"V", "published"},
                 {"Vc", "trade press: a plausible range, no evidence"},
                 {"U", "from memory: check before quoting"},
                 {"C", "computed from published figures"},
                 {"A", "assumption"}};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (mark && strcmp(marks[i].mark, mark) == 0) {
            return marks[i].words;
        }
    }
    return NULL;
}

void field_limits(const struct field *f, enum field_kind kind, double *min, double *max) {
    bool own = f->min == 0 && f->max == 0;
    *min = own ? kinds[kind].min : f->min;
    *max = own ? kinds[kind].max : f->max;
}

const struct field *field_find(const struct field *fields, const char *key) {
    for (const struct field *f = fields; f && f->key; f++) {
        if (strcmp(f->key, key) == 0) {
            return f;
        }
    }
    return NULL;
}

bool type_error(struct reader *r, const struct cJSON *json, const struct path *at,
                const char *wanted) {
    if (cJSON_IsNull(json)) {
        return diag_error(r->diag, at, "null is only for patches; it should be %s", wanted);
    }
    return diag_error(r->diag, at, "%s is not %s", json_describe(&r->diag->arena, json), wanted);
}

static void quantity_add(struct text *t, enum field_kind kind, double x) {
    if (kind == FIELD_TIME) {
        time_of_day_add(t, x);
    } else if (kind == FIELD_RATE) {
        text_printf(t, "%.6g/h", x * 3600);
    } else {
        text_printf(t, "%.6g", x);
    }
}

/* NULL, or "-3 s is outside [1e-09, 1e+09] s". */
static const char *limits_fault(struct reader *r, const struct field *f, enum field_kind kind,
                                double x) {
    double min, max;
    field_limits(f, kind, &min, &max);
    if (x >= min && x <= max) {
        return NULL;
    }
    const char *unit = kind == FIELD_DURATION ? " s" : "";
    struct text t = {0};
    quantity_add(&t, kind, x);
    text_printf(&t, "%s is outside [", unit);
    quantity_add(&t, kind, min);
    text_add(&t, ", ");
    quantity_add(&t, kind, max);
    text_printf(&t, "]%s", unit);
    if (kind == FIELD_SHARE && x > 1 && x <= 100 && max <= 1) {
        text_printf(&t, "; %.6g %% is written %.6g", x, x / 100);
    }
    if (f->mark && strcmp(f->source, "none") == 0) {
        text_printf(&t, "; the range has no source (%s)", field_mark_words(f->mark));
    } else if (f->mark) {
        text_printf(&t, "; source: %s (%s)", f->source, field_mark_words(f->mark));
    }
    const char *words = arena_string(&r->diag->arena, text_string(&t));
    text_fini(&t);
    return words;
}

static const char *quantity_fault(struct reader *r, const struct field *f, enum field_kind kind,
                                  double x) {
    if (kind == FIELD_COUNT && x != floor(x)) {
        return arena_format(&r->diag->arena, "%.12g is not a whole number", x);
    }
    return limits_fault(r, f, kind, x);
}

/* What is wrong with text for a quantity, led by the text itself. */
static const char *text_fault(struct reader *r, const char *text, enum field_kind kind,
                              double *out) {
    const char *why = kinds[kind].parse(text, out);
    if (!why) {
        return NULL;
    }
    struct cJSON quoted = {.type = cJSON_String, .valuestring = arena_string(r->arena, text)};
    return arena_format(&r->diag->arena, "%s %s", json_describe(&r->diag->arena, &quoted), why);
}

const char *quantity_parse(struct reader *r, const char *text, const struct field *f,
                           enum field_kind kind, double *out) {
    const char *why = NULL;
    if (!kinds[kind].number || number_parse(text, out) != NULL) {
        why = kinds[kind].parse
                  ? text_fault(r, text, kind, out)
                  : arena_format(&r->diag->arena, "\"%s\" is not %s", text, kinds[kind].words);
    }
    return why ? why : quantity_fault(r, f, kind, *out);
}

/* A time or share where a number stands for it: how it is written. */
static bool number_error(struct reader *r, const struct cJSON *json, const struct path *at) {
    const char *text = json->valuestring;
    double x;
    if (!duration_parse(text, &x)) {
        return diag_error(r->diag, at, "\"%s\" is not %s; in seconds it is %.12g", text,
                          kinds[FIELD_NUMBER].words, x);
    }
    if (!share_parse(text, &x)) {
        return diag_error(r->diag, at, "\"%s\" is not %s; as a share it is %.12g", text,
                          kinds[FIELD_NUMBER].words, x);
    }
    return type_error(r, json, at, kinds[FIELD_NUMBER].words);
}

bool quantity_read(struct reader *r, const struct cJSON *json, const struct path *at,
                   const struct field *f, enum field_kind kind, double *out) {
    const char *why = NULL;
    if (cJSON_IsNumber(json) && kinds[kind].number) {
        if (!isfinite(json->valuedouble)) {
            return false; /* json_check has said so */
        }
        *out = json->valuedouble;
    } else if (cJSON_IsString(json) && kinds[kind].parse) {
        why = text_fault(r, json->valuestring, kind, out);
    } else if (cJSON_IsNumber(json) && kind == FIELD_RATE) {
        return diag_error(r->diag, at,
                          "%.12g needs a unit: write a rate as text such as \"%.12g/h\"",
                          json->valuedouble, json->valuedouble);
    } else if (cJSON_IsString(json) && kind == FIELD_NUMBER) {
        return number_error(r, json, at);
    } else {
        return type_error(r, json, at, kinds[kind].words);
    }
    why = why ? why : quantity_fault(r, f, kind, *out);
    return !why || diag_error(r->diag, at, "%s", why);
}

bool quantity_pair_read(struct reader *r, const struct cJSON *json, const struct path *at,
                        const struct field *f, const struct field *row, double out[2]) {
    if (!cJSON_IsArray(json) || cJSON_GetArraySize(json) != 2) {
        return type_error(r, json, at, f->type->written);
    }
    struct path here = {.parent = at};
    bool ok = true;
    for (const cJSON *m = json->child; m; m = m->next) {
        ok = quantity_read(r, m, &here, row, row->kind, &out[here.index]) && ok;
        here.index++;
    }
    return ok;
}

static void *member(void *object, size_t offset) {
    return (char *)object + offset;
}

static void number_store(const struct field *f, void *object, double x) {
    if (f->kind == FIELD_COUNT) {
        size_t count = x < (double)SIZE_MAX ? (size_t)x : COUNT_UNLIMITED;
        memcpy(member(object, f->offset), &count, sizeof count);
    } else {
        memcpy(member(object, f->offset), &x, sizeof x);
    }
}

static void choice_store(const struct field *f, void *object, size_t index) {
    if (f->kind == FIELD_ENUM) {
        int value = (int)index;
        memcpy(member(object, f->offset), &value, sizeof value);
    } else if (f->kind == FIELD_EITHER || f->kind == FIELD_BOOL) {
        bool value = index != 0;
        memcpy(member(object, f->offset), &value, sizeof value);
    } else {
        memcpy(member(object, f->offset), &index, sizeof index);
    }
}

static void field_default(const struct field *f, void *object) {
    static const char *const none = NULL;
    switch (f->kind) {
    case FIELD_COUNT:
    case FIELD_NUMBER:
    case FIELD_SHARE:
    case FIELD_DURATION:
    case FIELD_TIME:
    case FIELD_RATE:
        number_store(f, object, f->fallback);
        break;
    case FIELD_TEXT:
        memcpy(member(object, f->offset), &none, sizeof none);
        break;
    case FIELD_BOOL:
    case FIELD_CHOICE:
    case FIELD_ENUM:
    case FIELD_EITHER:
        choice_store(f, object, (size_t)f->fallback);
        break;
    case FIELD_TYPED:
        break; /* the struct was zeroed */
    }
}

void fields_default(const struct field *fields, void *object) {
    for (const struct field *f = fields; f && f->key; f++) {
        field_default(f, object);
    }
}

static bool bool_read(struct reader *r, const struct cJSON *json, const struct path *at,
                      const struct field *f, void *object) {
    if (!cJSON_IsBool(json)) {
        return type_error(r, json, at, kinds[FIELD_BOOL].words);
    }
    choice_store(f, object, cJSON_IsTrue(json) ? 1 : 0);
    return true;
}

static bool text_read(struct reader *r, const struct cJSON *json, const struct path *at,
                      const struct field *f, void *object) {
    if (!cJSON_IsString(json)) {
        return type_error(r, json, at, kinds[FIELD_TEXT].words);
    }
    if (text_has_control(json->valuestring)) {
        return diag_error(r->diag, at, "holds a control character (a line end, tab, escape)");
    }
    const char *copy = arena_string(r->arena, json->valuestring);
    memcpy(member(object, f->offset), &copy, sizeof copy);
    return true;
}

static const char *choices_words(struct reader *r, const char *const *choices) {
    const char *out = "";
    for (size_t i = 0; choices[i]; i++) {
        out = arena_format(&r->diag->arena, "%s%s\"%s\"", out,
                           i == 0           ? ""
                           : choices[i + 1] ? ", "
                                            : " or ",
                           choices[i]);
    }
    return out;
}

static bool choice_read(struct reader *r, const struct cJSON *json, const struct path *at,
                        const struct field *f, void *object) {
    if (!cJSON_IsString(json)) {
        return type_error(r, json, at, choices_words(r, f->choices));
    }
    struct nearest nearest = {.word = json->valuestring};
    for (size_t i = 0; f->choices[i]; i++) {
        if (strcmp(f->choices[i], json->valuestring) == 0) {
            choice_store(f, object, i);
            return true;
        }
        nearest_offer(&nearest, f->choices[i]);
    }
    const char *found = json_describe(&r->diag->arena, json);
    if (nearest.best) {
        return diag_error(r->diag, at, "%s is not %s; did you mean '%s'?", found,
                          choices_words(r, f->choices), nearest.best);
    }
    return diag_error(r->diag, at, "%s is not %s", found, choices_words(r, f->choices));
}

bool field_value_read(struct reader *r, const struct cJSON *json, const struct path *at,
                      const struct field *f, void *object) {
    double x;
    switch (f->kind) {
    case FIELD_BOOL:
        return bool_read(r, json, at, f, object);
    case FIELD_TEXT:
        return text_read(r, json, at, f, object);
    case FIELD_CHOICE:
    case FIELD_ENUM:
    case FIELD_EITHER:
        return choice_read(r, json, at, f, object);
    case FIELD_TYPED:
        return f->type->read ? f->type->read(r, json, at, f, object)
                             : type_read(r, json, at, f, object);
    default:
        if (!quantity_read(r, json, at, f, f->kind, &x)) {
            return false;
        }
        number_store(f, object, x);
        return true;
    }
}
