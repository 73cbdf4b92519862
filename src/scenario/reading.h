/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of this folder share while a scenario is read: one file a noun, each with the
 * table of its keys. */
#ifndef SCENARIO_READING_H
#define SCENARIO_READING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/csv.h"
#include "base/diag.h"
#include "base/field.h"
#include "base/json.h"
#include "base/text.h"
#include "scenario/read.h"
#include "scenario/scenario.h"

struct cJSON;

/* reader->context while a scenario is read. */
struct reading {
    struct scenario *scenario;
    const struct document *documents;
    size_t n_documents;
    const struct cJSON *tree;
    size_t errors_before;                    /* in the diag when reading began */
    bool horizon_known;                      /* opens, closes and interval can be relied upon */
    const struct distribution_kind *mixture; /* whose parts are being read */
    struct text digests;                     /* of the csv files read, for the scenario's hash */
};

/* A duration in the JSON Schema: its two forms, as strings and as one text. */
#define DURATION_SCHEMA_SECONDS "{\"type\": \"number\", \"minimum\": 0}"
#define DURATION_SCHEMA_TEXT                                                                       \
    "{\"type\": \"string\", \"pattern\": "                                                         \
    "\"^([0-9.]+wd)?([0-9.]+d)?([0-9.]+h)?([0-9.]+m)?([0-9.]+s)?([0-9.]+ms)?$\", \"minLength\": "  \
    "2}"
#define DURATION_SCHEMA      DURATION_SCHEMA_SECONDS, DURATION_SCHEMA_TEXT
#define DURATION_SCHEMA_LIST DURATION_SCHEMA_SECONDS ", " DURATION_SCHEMA_TEXT

/* The row of a member of struct x; to be followed by the rest of the row. */
#define ROW(x, name, what, member) .key = (name), .kind = (what), .offset = offsetof(x, member)
/* Rows that many nouns share: their offsets are into the struct named. */
#define WORK_ROWS(x, work)                                                                         \
    {ROW(x, "service", FIELD_TYPED, work.service), .unit = "s", .type = &timed_type,               \
     .help = "how long the service takes; a bare duration is the same every time",                 \
     .example = "{\"kind\": \"lognormal\", \"mean\": \"4m\", \"cv\": 1.2}"},                       \
        {ROW(x, "items", FIELD_TYPED, work.items), .type = &item_work_type,                        \
         .help = "instead of service: how long it takes for the class's items",                    \
         .example = "{\"fixed\": \"48s\", \"each\": \"2.8s\"}"},                                   \
        {ROW(x, "wrap_up", FIELD_TYPED, work.wrap_up), .unit = "s", .type = &wrap_up_type,         \
         .help = "work that follows when the customer has gone, before the next one",              \
         .example = "\"20s\""},                                                                    \
        {ROW(x, "resolves", FIELD_SHARE, work.resolves),                                           \
         .unit = "share",                                                                          \
         .fallback = NAN,                                                                          \
         .live = true,                                                                             \
         .help = "chance that this visit resolves the need",                                       \
         .example = "0.9"},                                                                        \
        {ROW(x, "prefers", FIELD_COUNT, work.prefers),                                             \
         .unit = "lane",                                                                           \
         .min = 1,                                                                                 \
         .max = 1000,                                                                              \
         .fallback = 0,                                                                            \
         .help = "the lane joined while it is open, from 1, where a station's lanes are chosen "   \
                 "by \"preferred\"",                                                               \
         .example = "2"},                                                                          \
        {ROW(x, "eligible", FIELD_SHARE, work.eligible),                                           \
         .unit = "share",                                                                          \
         .fallback = NAN,                                                                          \
         .live = true,                                                                             \
         .help = "share of the people who may be served there at all; one chance a person",        \
         .example = "0.8"},                                                                        \
    {                                                                                              \
        ROW(x, "needs_authority", FIELD_SHARE, work.needs_authority),                              \
            .unit = "share", .fallback = NAN,                                                      \
            .help = "share of the cases that need somebody's 'authority' (people.outcome)",        \
            .example = "0.2"                                                                       \
    }
#define PATIENCE_ROW(x)                                                                            \
    {                                                                                              \
        ROW(x, "patience", FIELD_TYPED, patience),                                                 \
            .unit = "s", .type = &patience_type,                                                   \
            .help = "how long a customer waits before leaving; drawn at each joining of a line",   \
            .example = "{\"kind\": \"exponential\", \"mean\": \"5m\"}"                             \
    }
#define BALKS_ROW(x)                                                                               \
    {                                                                                              \
        ROW(x, "balks", FIELD_TYPED, balks),                                                       \
            .type = &balks_type,                                                                   \
            .help = "chance of not joining, by the number of people already waiting",              \
            .example = "{\"waiting\": {\"5\": 0, \"10\": 0.05}}"                                   \
    }

/* Compound values. */
extern const struct field_type distribution_type, timed_type, wrap_up_type, patience_type,
    balks_type;
extern const struct field_type count_profile_type, rate_profile_type, number_profile_type;
extern const struct field_type horizon_type, customers_type, tiers_type, stations_type, staff_type,
    standards_type, money_type, steps_type, choose_type, gives_type, item_work_type, arrivals_type,
    returns_type, weekdays_type, shifts_type, breaks_type, patterns_type, rules_type, areas_type;
/* The whole file. */
extern const struct field scenario_fields[];
extern const struct field_type people_type, temperament_type, accounts_type;
extern const struct field_type scenario_type;

/* A distribution into *out; false with a finding. */
bool distribution_value_read(struct reader *r, const struct cJSON *json, const struct path *at,
                             struct distribution *out);

/* A step function's times: those of the object's keys, in ascending order, as seconds since the
 * midnight before opening; times before opening that the day still reaches mean after midnight.
 * order[i]: which member (as counted without notes) is the i-th. false with findings. */
bool step_times_read(struct reader *r, const struct cJSON *json, const struct path *at, size_t n,
                     double *times, size_t *order);
/* Members that are not notes; the index-th of them. */
size_t object_size(const struct cJSON *json);
const struct cJSON *object_member(const struct cJSON *json, size_t index);

/* A column of a csv file that stands beside the document in which the path is; false with a
 * finding at the file's name or the column's. */
bool column_read(struct reader *r, const struct path *at, const char *file, const char *column,
                 struct csv *csv, size_t *index);
/* Notes a mistake in the csv's row. */
bool cell_error(struct reader *r, const struct csv *csv, size_t row, size_t column,
                const char *words);

/* The document that decides the value at a path, and where in it. */
size_t reading_place(const struct reading *in, const struct path *at, struct json_place *place);
void reading_locate(void *context, const struct path *at, struct finding *out);

/* Reads another tree of the same documents without checking it as a whole. */
struct scenario *scenario_again(const struct reading *in, const struct cJSON *tree, struct diag *d);
/* rule_settings.c: of each rule that sets something the scenario as it then is, into its `changed`;
 * findings stand at the settings. Requires a scenario without errors. */
void rules_settings_read(struct reading *in, struct diag *d);

/* What is wrong with a name of a class, station, label, ..., or NULL. */
const char *name_fault(const char *name);
const char *station_name_fault(const char *name);
const char *label_fault(const char *name);

static inline struct reading *reading_of(const struct reader *r) {
    return r->context;
}

#endif
