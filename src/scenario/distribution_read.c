/* SPDX-License-Identifier: GPL-3.0-or-later
 * Anything random: a bare duration, or an object whose kind has its row in random/. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/nearest.h"
#include "base/units.h"
#include "scenario/reading.h"

enum { VALUES_AT_MOST = 10000000 };

/* What stands beside a kind's parameters. */
struct listed {
    const char *kind;
    size_t n_parts, n_values;
    struct distribution_part *parts;
    double *values;
    struct weighted *weighted;
    const char *csv, *column;
};

struct weighted {
    double weight, value;
    const char *name;
};

static bool part_read(struct reader *r, const struct cJSON *json, const struct path *at,
                      void *member);
static bool distribution_variant(size_t i, struct field_variant *out);

static const struct field weight_row = {.key = "share",
                                        .kind = FIELD_SHARE,
                                        .offset = offsetof(struct weighted, weight),
                                        .unit = "share",
                                        .help = "share of this value",
                                        .example = "0.4"};
static const struct field value_row = {
    .key = "value", .kind = FIELD_DURATION, .unit = "s", .help = "a value", .example = "\"2m\""};
static const struct field kind_fields[] = {{ROW(struct listed, "kind", FIELD_TEXT, kind),
                                            .help = "which distribution",
                                            .example = "\"lognormal\""},
                                           {0}};
static const struct field share_fields[] = {
    {ROW(struct distribution_part, "share", FIELD_SHARE, share), .unit = "share", .required = true,
     .help = "share of the draws that come from this part", .example = "0.8"},
    {0}};
static const struct field_type parts_type = {.name = "parts of a mixture",
                                             .written = "a list of distributions, each with a "
                                                        "'share'; the shares sum to 1",
                                             .shape = TYPE_LIST,
                                             .size = sizeof(struct distribution_part),
                                             .fields = share_fields,
                                             .variant = distribution_variant,
                                             .kind_optional = true,
                                             .read_member = part_read};
static const struct field_type values_type = {.name = "list of durations",
                                              .written = "a list of durations",
                                              .shape = TYPE_LIST,
                                              .size = sizeof(double),
                                              .value = &value_row};
static const struct field_type weighted_type = {.name = "values with shares",
                                                .written = "an object of shares by value, which "
                                                           "sum to 1: {\"2\": 0.6, \"4\": 0.4}",
                                                .shape = TYPE_MAP,
                                                .size = sizeof(struct weighted),
                                                .name_offset = offsetof(struct weighted, name),
                                                .value = &weight_row};

static const struct field parts_fields[] = {
    {ROW(struct listed, "parts", FIELD_TYPED, parts), .type = &parts_type, .required = true,
     .count_offset = offsetof(struct listed, n_parts), .help = "what is mixed, each with a share",
     .example = "[{\"share\": 0.3, \"kind\": \"constant\", \"value\": 0}, {\"share\": 0.7, "
                "\"kind\": \"exponential\", \"mean\": \"5m\"}]"},
    {0}};
static const struct field values_fields[] = {
    {ROW(struct listed, "values", FIELD_TYPED, values), .type = &values_type, .max = VALUES_AT_MOST,
     .count_offset = offsetof(struct listed, n_values), .help = "the values observed",
     .example = "[\"40s\", \"2m\", \"9m\"]"},
    {ROW(struct listed, "csv", FIELD_TEXT, csv), .help = "or a file that holds them",
     .example = "\"log.csv\""},
    {ROW(struct listed, "column", FIELD_TEXT, column), .help = "and the column, in seconds",
     .example = "\"service\""},
    {0}};
static const struct field weighted_fields[] = {
    {ROW(struct listed, "values", FIELD_TYPED, weighted), .type = &weighted_type, .required = true,
     .count_offset = offsetof(struct listed, n_values), .help = "the values, each with its share",
     .example = "{\"2\": 0.6, \"4\": 0.4}"},
    {0}};

static const struct field *shape_fields(enum distribution_shape shape) {
    static const struct field *const tables[] = {[SHAPE_PARAMETERS] = NULL,
                                                 [SHAPE_PARTS] = parts_fields,
                                                 [SHAPE_VALUES] = values_fields,
                                                 [SHAPE_WEIGHTED_VALUES] = weighted_fields};
    return tables[shape];
}

static bool kind_error(struct reader *r, const struct path *at, const char *found) {
    struct nearest nearest = {.word = found};
    const char *known = "";
    for (const struct distribution_kind *const *k = distribution_kinds; *k; k++) {
        nearest_offer(&nearest, (*k)->name);
        known = arena_format(&r->diag->arena, "%s%s%s", known, *known ? ", " : "", (*k)->name);
    }
    if (nearest.best) {
        return diag_error(r->diag, at, "unknown distribution '%s'; did you mean '%s'?", found,
                          nearest.best);
    }
    return diag_error(r->diag, at, "unknown distribution '%s'; known: %s", found, known);
}

static const struct distribution_kind *kind_read(struct reader *r, const cJSON *json,
                                                 const struct path *at, const char *fallback) {
    const cJSON *kind = cJSON_GetObjectItemCaseSensitive(json, "kind");
    struct path here = {.parent = at, .key = "kind"};
    if (!kind && fallback) {
        return distribution_kind_find(fallback);
    }
    if (!kind) {
        diag_error(r->diag, at, "a distribution needs 'kind', such as \"exponential\"");
        return NULL;
    }
    if (!cJSON_IsString(kind)) {
        type_error(r, kind, &here, "the name of a distribution");
        return NULL;
    }
    const struct distribution_kind *found = distribution_kind_find(kind->valuestring);
    if (!found) {
        kind_error(r, &here, kind->valuestring);
    }
    return found;
}

static int compare_doubles(const void *left, const void *right) {
    const double *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static bool values_from_csv(struct reader *r, const struct path *at, struct listed *given) {
    struct csv csv;
    size_t column;
    if (!column_read(r, at, given->csv, given->column, &csv, &column)) {
        return false;
    }
    given->n_values = csv.n_rows;
    given->values = arena_array(r->arena, csv.n_rows, sizeof *given->values);
    bool ok = true;
    for (size_t i = 0; i < csv.n_rows; i++) {
        const char *why = quantity_parse(r, csv.cells[i * csv.n_columns + column], &value_row,
                                         FIELD_DURATION, &given->values[i]);
        ok = why ? cell_error(r, &csv, i, column, why) : ok;
    }
    return ok;
}

static bool values_take(struct reader *r, const struct path *at, struct listed *given,
                        struct distribution *out) {
    if ((given->csv != NULL) == (given->n_values > 0) || (given->csv && !given->column)) {
        return diag_error(r->diag, at, "empirical needs 'values', or 'csv' and 'column'");
    }
    if (given->csv && !values_from_csv(r, at, given)) {
        return false;
    }
    qsort(given->values, given->n_values, sizeof *given->values, compare_doubles);
    double *cumulative = arena_array(r->arena, given->n_values, sizeof *cumulative);
    for (size_t i = 0; i < given->n_values; i++) {
        cumulative[i] = (double)(i + 1) / (double)given->n_values;
    }
    out->n = given->n_values;
    out->values = given->values;
    out->cumulative = cumulative;
    return true;
}

static int compare_weighted(const void *left, const void *right) {
    const struct weighted *a = left, *b = right;
    return (a->value > b->value) - (a->value < b->value);
}

static bool weighted_take(struct reader *r, const struct path *at, struct listed *given,
                          struct distribution *out) {
    struct path values = {.parent = at, .key = "values"};
    bool ok = true;
    for (size_t i = 0; i < given->n_values; i++) {
        struct weighted *w = &given->weighted[i];
        struct path here = {.parent = &values, .key = w->name, .of_key = true};
        const char *why = quantity_parse(r, w->name, &value_row, FIELD_DURATION, &w->value);
        ok = why ? diag_error(r->diag, &here, "%s", why) : ok;
    }
    qsort(given->weighted, given->n_values, sizeof *given->weighted, compare_weighted);
    double *x = arena_array(r->arena, given->n_values, sizeof *x), sum = 0;
    double *cumulative = arena_array(r->arena, given->n_values, sizeof *cumulative);
    for (size_t i = 0; i < given->n_values; i++) {
        x[i] = given->weighted[i].value;
        cumulative[i] = sum += given->weighted[i].weight;
    }
    if (given->n_values > 0 && fabs(sum - 1) <= 1e-9) {
        cumulative[given->n_values - 1] = 1; /* rounding of decimals only */
    }
    out->n = given->n_values;
    out->values = x;
    out->cumulative = cumulative;
    return ok;
}

static bool shape_take(struct reader *r, const struct path *at, struct listed *given,
                       struct distribution *out) {
    switch (out->kind->shape) {
    case SHAPE_PARTS:
        out->n = given->n_parts;
        out->parts = given->parts;
        return true;
    case SHAPE_VALUES:
        return values_take(r, at, given, out);
    case SHAPE_WEIGHTED_VALUES:
        return weighted_take(r, at, given, out);
    default:
        return true;
    }
}

static bool object_value_read(struct reader *r, const cJSON *json, const struct path *at,
                              struct distribution *out, struct field_set share,
                              const char *fallback) {
    *out = (struct distribution){.scale = 1};
    const struct distribution_kind *kind = kind_read(r, json, at, fallback);
    if (!kind) {
        return false;
    }
    out->kind = kind;
    for (size_t i = 0; i < DISTRIBUTION_PARAMETERS; i++) {
        out->parameter[i] = NAN;
    }
    struct listed given = {0};
    struct field_set sets[] = {{kind->fields, out, kind->name},
                               {kind_fields, &given, NULL},
                               {shape_fields(kind->shape), &given, kind->name},
                               share};
    struct reading *in = reading_of(r);
    const struct distribution_kind *outer = in->mixture;
    in->mixture = kind;
    bool ok = object_read(r, json, at, sets, sizeof sets / sizeof *sets);
    in->mixture = outer;
    if (!ok || !shape_take(r, at, &given, out)) {
        return false;
    }
    const char *why = kind->prepare(out);
    return !why || diag_error(r->diag, at, "%s %s", kind->name, why);
}

static bool part_read(struct reader *r, const struct cJSON *json, const struct path *at,
                      void *member) {
    struct distribution_part *part = member;
    if (!cJSON_IsObject(json)) {
        return type_error(r, json, at, "a distribution with a 'share'");
    }
    const struct distribution_kind *mixture = reading_of(r)->mixture;
    return object_value_read(r, json, at, &part->distribution,
                             (struct field_set){share_fields, part, "a part"},
                             mixture ? mixture->part_kind : NULL);
}

bool distribution_value_read(struct reader *r, const struct cJSON *json, const struct path *at,
                             struct distribution *out) {
    if (cJSON_IsObject(json)) {
        return object_value_read(r, json, at, out, (struct field_set){0}, NULL);
    }
    double value = 0;
    if (!cJSON_IsNumber(json) && !cJSON_IsString(json)) {
        return type_error(r, json, at, "a distribution: a duration, or an object with 'kind'");
    }
    bool ok = quantity_read(r, json, at, &value_row, FIELD_DURATION, &value);
    *out = distribution_constant(ok ? value : 0);
    return ok;
}

static bool distribution_read(struct reader *r, const struct cJSON *json, const struct path *at,
                              const struct field *f, void *object) {
    void *out = (char *)object + f->offset;
    return distribution_value_read(r, json, at, out);
}

static bool distribution_variant(size_t i, struct field_variant *out) {
    const struct distribution_kind *kind = distribution_kinds[i];
    if (kind) {
        *out = (struct field_variant){.name = kind->name,
                                      .help = kind->help,
                                      .example = kind->example,
                                      .source = kind->source,
                                      .fields = kind->fields,
                                      .more = shape_fields(kind->shape)};
    }
    return kind != NULL;
}

static const char *const constant_schema[] = {DURATION_SCHEMA, NULL};

const struct field_type distribution_type = {
    .name = "distribution",
    .written = "a duration (the same every time), or {\"kind\": ..., ...} with the parameters of "
               "that kind",
    .variant = distribution_variant,
    .schema = constant_schema,
    .read = distribution_read};
