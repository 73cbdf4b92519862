/* SPDX-License-Identifier: GPL-3.0-or-later
 * Anything that changes over the day: a number, a list by interval, a step function, a csv column.
 */
#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/text.h"
#include "base/units.h"
#include "scenario/profile_read.h"
#include "scenario/weekday.h"

static enum field_kind element_of(const struct field *f) {
    return f->type == &count_profile_type  ? FIELD_COUNT
           : f->type == &rate_profile_type ? FIELD_RATE
                                           : FIELD_NUMBER;
}

/* A row for the elements: the profile's limits. */
static bool element_read(struct reader *r, const cJSON *json, const struct path *at,
                         const struct field *f, double *out) {
    return quantity_read(r, json, at, f, element_of(f), out);
}

static struct profile profile_make(struct reader *r, size_t n, double **at, double **value) {
    *at = arena_array(r->arena, n, sizeof **at);
    *value = arena_array(r->arena, n, sizeof **value);
    return (struct profile){.n = n, .at = *at, .value = *value};
}

static size_t day_intervals(const struct horizon *day) {
    return (size_t)llround((day->closes - day->opens) / day->interval);
}

/* Whether a list of n values can stand for the day's intervals. */
static bool length_check(struct reader *r, const struct path *at, size_t n, const char *what) {
    const struct reading *in = reading_of(r);
    const struct horizon *day = &in->scenario->horizon;
    if (day->steady) {
        return diag_error(r->diag, at,
                          "a steady state has no profiles; give one value, or 'opens' and 'closes' "
                          "instead of 'runs_for'");
    }
    if (!in->horizon_known) {
        return false;
    }
    size_t want = day_intervals(day);
    struct text t = {0};
    duration_add(&t, day->interval);
    bool ok = n == want || diag_error(r->diag, at, "%zu %s, but the day has %zu intervals of %s", n,
                                      what, want, text_string(&t));
    text_fini(&t);
    return ok;
}

static bool list_read(struct reader *r, const cJSON *json, const struct path *at,
                      const struct field *f, struct profile *out) {
    size_t n = (size_t)cJSON_GetArraySize(json);
    bool ok = length_check(r, at, n, "values"), known = ok;
    double *times, *values;
    *out = profile_make(r, n, &times, &values);
    const struct horizon *day = &reading_of(r)->scenario->horizon;
    struct path here = {.parent = at};
    for (const cJSON *m = json->child; m; m = m->next) {
        ok = element_read(r, m, &here, f, &values[here.index]) && ok;
        times[here.index] = known ? day->opens + (double)here.index * day->interval : 0;
        here.index++;
    }
    return ok;
}

static bool steps_read(struct reader *r, const cJSON *json, const struct path *at,
                       const struct field *f, struct profile *out) {
    size_t n = object_size(json);
    size_t *order = arena_array(r->arena, n, sizeof *order);
    double *times, *values, *sorted;
    profile_make(r, n, &times, &values);
    bool ok = step_times_read(r, json, at, n, times, order);
    size_t i = 0;
    for (const cJSON *m = json->child; m; m = m->next) {
        struct path here = {.parent = at, .key = m->string};
        if (!json_ignored(m->string)) {
            ok = element_read(r, m, &here, f, &values[i++]) && ok;
        }
    }
    *out = profile_make(r, n, &times, &sorted);
    if (!ok) {
        return false;
    }
    step_times_read(r, json, at, n, times, order);
    for (i = 0; i < n; i++) {
        sorted[i] = values[order[i]];
    }
    return true;
}

struct csv_given {
    const char *csv, *column;
    double times, plus;
};

static const struct field csv_fields[] = {
    {ROW(struct csv_given, "csv", FIELD_TEXT, csv), .required = true,
     .help = "file with a header line, beside the scenario", .example = "\"calls.csv\""},
    {ROW(struct csv_given, "column", FIELD_TEXT, column), .required = true,
     .help = "name of the column that holds the values, a row an interval", .example = "\"calls\""},
    {ROW(struct csv_given, "times", FIELD_NUMBER, times), .max = 1e6, .fallback = 1,
     .help = "every value is multiplied by this", .example = "1.1"},
    {ROW(struct csv_given, "plus", FIELD_NUMBER, plus), .min = -1e9, .max = 1e9,
     .help = "this is added to every value", .example = "1"},
    {0}};

static double csv_value(const struct csv_given *given, enum field_kind kind, double cell) {
    double x = cell * given->times + given->plus;
    return kind == FIELD_COUNT ? fmax(0, floor(x + 0.5)) : x;
}

static bool csv_read(struct reader *r, const cJSON *json, const struct path *at,
                     const struct field *f, struct profile *out) {
    struct csv_given given;
    struct csv csv;
    size_t column;
    if (!fields_read(r, json, at, csv_fields, &given) ||
        !column_read(r, at, given.csv, given.column, &csv, &column) ||
        !length_check(r, at, csv.n_rows, "rows in the csv file")) {
        return false;
    }
    double *times, *values;
    *out = profile_make(r, csv.n_rows, &times, &values);
    const struct horizon *day = &reading_of(r)->scenario->horizon;
    bool ok = true;
    for (size_t i = 0; i < csv.n_rows; i++) {
        const char *why =
            quantity_parse(r, csv.cells[i * csv.n_columns + column], f, element_of(f), &values[i]);
        ok = why ? cell_error(r, &csv, i, column, why) : ok;
        values[i] = csv_value(&given, element_of(f), values[i]);
        times[i] = day->opens + (double)i * day->interval;
    }
    return ok;
}

static bool single_read(struct reader *r, const cJSON *json, const struct path *at,
                        const struct field *f, struct profile *out) {
    double *times, *values;
    *out = profile_make(r, 1, &times, &values);
    times[0] = reading_of(r)->scenario->horizon.opens;
    return element_read(r, json, at, f, &values[0]);
}

bool profile_day_read(struct reader *r, const struct cJSON *json, const struct path *at,
                      const struct field *f, struct profile *out) {
    if (cJSON_IsArray(json)) {
        return list_read(r, json, at, f, out);
    }
    if (cJSON_IsObject(json)) {
        return cJSON_GetObjectItemCaseSensitive(json, "csv") ? csv_read(r, json, at, f, out)
                                                             : steps_read(r, json, at, f, out);
    }
    return single_read(r, json, at, f, out);
}

static bool profile_read(struct reader *r, const struct cJSON *json, const struct path *at,
                         const struct field *f, void *object) {
    struct profile out = {0};
    bool ok = profile_is_week(json) ? profile_week_read(r, json, at, f, &out)
                                    : profile_day_read(r, json, at, f, &out);
    memcpy((char *)object + f->offset, &out, sizeof out);
    return ok;
}

#define LIST_SCHEMA(element) "{\"type\": \"array\", \"minItems\": 1, \"items\": {" element "}}"
#define STEPS_SCHEMA(element)                                                                      \
    "{\"type\": \"object\", \"minProperties\": 1, \"properties\": {\"notes\": true}, "             \
    "\"patternProperties\": {\"^[0-9]{1,2}:[0-5][0-9](:[0-5][0-9])?$\": {" element "}}, "          \
    "\"additionalProperties\": false}"
#define WEEK_SCHEMA(element)                                                                       \
    "{\"type\": \"object\", \"minProperties\": 1, \"properties\": {\"notes\": true}, "             \
    "\"patternProperties\": {\"^" WEEKDAY_PATTERN "(-" WEEKDAY_PATTERN ")?$\": {\"anyOf\": [{"     \
    "\"const\": \"closed\"}, {" element "}, " LIST_SCHEMA(element) ", " STEPS_SCHEMA(              \
        element) ", "                                                                              \
                 "{\"type\": \"object\", \"required\": [\"csv\"]}]}}, \"additionalProperties\": "  \
                 "false}"
#define PROFILE_SCHEMA(element)                                                                    \
    "{" element "}", LIST_SCHEMA(element), STEPS_SCHEMA(element), WEEK_SCHEMA(element)

static const char *const count_schema[] = {PROFILE_SCHEMA("\"type\": \"integer\", \"minimum\": 0"),
                                           NULL};
static const char *const number_schema[] = {PROFILE_SCHEMA("\"type\": \"number\""), NULL};
static const char *const rate_schema[] = {
    PROFILE_SCHEMA("\"type\": \"string\", \"pattern\": \"^[0-9.]+/(s|m|min|h|d)$\""), NULL};

static const char written[] =
    "one value, a list with a value for each interval, a step function {\"08:00\": ..., \"12:00\": "
    "...}, or a csv column {\"csv\": \"file.csv\", \"column\": \"name\"}; where days of the week "
    "differ, an "
    "object of these by weekday {\"mon\": ..., \"tue-fri\": ..., \"sat\": ..., \"sun\": "
    "\"closed\"}";

const struct field_type count_profile_type = {.name = "profile of counts",
                                              .written = written,
                                              .fields = csv_fields,
                                              .schema = count_schema,
                                              .read = profile_read};
const struct field_type number_profile_type = {.name = "profile of numbers",
                                               .written = written,
                                               .fields = csv_fields,
                                               .schema = number_schema,
                                               .read = profile_read};
const struct field_type rate_profile_type = {.name = "profile of rates",
                                             .written = written,
                                             .fields = csv_fields,
                                             .schema = rate_schema,
                                             .read = profile_read};
