/* SPDX-License-Identifier: GPL-3.0-or-later
 * Places where people wait. */
#include <math.h>

#include <cjson/cJSON.h>

#include "base/units.h"
#include "scenario/reading.h"

#define T struct temperature
static const struct field fails_fields[] = {
    {ROW(T, "at", FIELD_TIME, fails_at), .unit = "s", .max = 2.0 * DAY_SECONDS, .required = true,
     .fallback = NAN, .help = "when it fails", .example = "\"13:00\""},
    {ROW(T, "chance", FIELD_SHARE, fails_chance), .unit = "share", .fallback = 1,
     .help = "share of days on which it does", .example = "0.1"},
    {ROW(T, "lasts", FIELD_TYPED, fails_for), .unit = "s", .type = &distribution_type,
     .help = "until it works again; the rest of the day unless given", .example = "\"3h\""},
    {0}};
static const struct field_type fails_type = {
    .name = "failure",
    .written = "an object: {\"at\": \"13:00\", \"chance\": 0.1, \"lasts\": \"3h\"}",
    .shape = TYPE_OBJECT,
    .fields = fails_fields};

static const struct field temperature_fields[] = {
    {ROW(T, "target", FIELD_NUMBER, target), .unit = "degC", .min = -50, .max = 60,
     .required = true, .help = "what it is while the air conditioning works, and as the day opens",
     .example = "24"},
    {ROW(T, "outdoors", FIELD_NUMBER, outdoors), .unit = "degC", .min = -50, .max = 60,
     .required = true, .help = "what it goes towards while that fails", .example = "33"},
    {ROW(T, "tau", FIELD_DURATION, tau), .unit = "s", .min = 1, .max = 1e9, .fallback = 3600,
     .help = "how slowly it goes there: after this time 63 % of the way", .example = "\"1h\""},
    {ROW(T, "above", FIELD_NUMBER, above), .unit = "degC", .min = -50, .max = 60, .fallback = 26,
     .help = "from here on people lose patience", .example = "26"},
    {ROW(T, "per_degree", FIELD_NUMBER, per_degree), .unit = "1/degC", .min = 0, .max = 10,
     .fallback = 0,
     .help = "patience is divided by 1 + so much for each degree above, as one joins a line",
     .example = "0.04"},
    {ROW(T, "failed", FIELD_BOOL, failed), .live = true,
     .help = "the air conditioning does not work; a rule may set it", .example = "true"},
    {.key = "fails",
     .kind = FIELD_TYPED,
     .type = &fails_type,
     .help = "when it fails by itself",
     .example = "{\"at\": \"13:00\", \"chance\": 0.1, \"lasts\": \"3h\"}"},
    {0}};
#undef T

/* The keys of fails are members of the temperature itself. */
static bool temperature_read(struct reader *r, const struct cJSON *json, const struct path *at,
                             void *member) {
    fields_default(fails_fields, member);
    return fields_read(r, json, at, temperature_fields, member);
}

static const struct field_type temperature_type = {
    .name = "temperature",
    .written = "an object: {\"target\": 24, \"outdoors\": 33}",
    .shape = TYPE_OBJECT,
    .fields = temperature_fields,
    .read_member = temperature_read};

static const struct field standing_fields[] = {
    {ROW(struct standing, "at_most", FIELD_COUNT, at_most), .unit = "people", .fallback = HUGE_VAL,
     .live = true, .help = "room for so many; who finds neither seat nor room is blocked",
     .example = "10"},
    {ROW(struct standing, "patience", FIELD_NUMBER, patience), .min = 0.01, .max = 100,
     .fallback = 1, .help = "factor on the patience of those who stand", .example = "0.8"},
    {ROW(struct standing, "balks", FIELD_SHARE, balks), .unit = "share",
     .help = "chance of going away on finding no seat", .example = "0.1"},
    {0}};
static const struct field_type standing_type = {
    .name = "standing",
    .written = "an object: {\"at_most\": 10, \"patience\": 0.8}",
    .shape = TYPE_OBJECT,
    .fields = standing_fields};

#define CARE(member, text)                                                                         \
    {                                                                                              \
        ROW(struct care, #member, FIELD_NUMBER, member), .min = 0.1, .max = 10, .fallback = 1,     \
                                                         .help = (text), .example = "1.1"          \
    }
static const struct field care_fields[] = {
    CARE(seats, "comfortable seats"),
    CARE(water, "water, tea"),
    CARE(screen, "a screen, television"),
    CARE(something_to_do, "something to do, such as forms or a product corner"),
    CARE(tidy, "a clean and well-lit room"),
    CARE(greeter_rounds, "somebody who goes round and asks"),
    {0}};
static const struct field_type care_type = {.name = "care",
                                            .written = "an object: {\"water\": 1.05}",
                                            .shape = TYPE_OBJECT,
                                            .fields = care_fields};

static bool sees_read(struct reader *r, const struct cJSON *json, const struct path *at,
                      const struct field *f, void *object);
static const char *const sees_schema[] = {"{\"type\": \"boolean\"}", NULL};
static const struct field_type sees_type = {
    .name = "view", .written = "true or false", .schema = sees_schema, .read = sees_read};

static const char *const news[] = {"nothing", "estimate", "position", NULL};

#define A struct area
static const struct field fields[] = {
    {ROW(A, "seats", FIELD_COUNT, seats), .unit = "people", .fallback = HUGE_VAL, .live = true,
     .help = "for all who wait at its stations, parties by heads; who finds none stands",
     .example = "12"},
    {ROW(A, "standing", FIELD_TYPED, standing), .type = &standing_type,
     .help = "what finding no seat does; nothing unless given",
     .example = "{\"at_most\": 10, \"patience\": 0.8}"},
    {ROW(A, "temperature", FIELD_TYPED, temperature), .type = &temperature_type,
     .help = "the air, and what heat does to patience",
     .example = "{\"target\": 24, \"outdoors\": 33, \"per_degree\": 0.04}"},
    {ROW(A, "care", FIELD_TYPED, care), .type = &care_type,
     .help = "what there is for people who wait, each a factor on their patience; together at most "
             "2.5, at least 0.4",
     .example = "{\"water\": 1.05, \"something_to_do\": 1.3}"},
    {ROW(A, "sees_line", FIELD_TYPED, hides_line), .type = &sees_type,
     .help = "whether newcomers see who waits; where not, nobody balks at the line",
     .example = "false"},
    {ROW(A, "tells", FIELD_ENUM, news), .choices = news,
     .help =
         "what people who wait are told: nothing, an estimate of their wait, or again and again "
         "their position; for people.felt_wait",
     .example = "\"estimate\""},
    {ROW(A, "shows_last", FIELD_BOOL, shows_last),
     .help = "whether who stands last in a line sees that nobody is behind him; for "
             "people.felt_wait",
     .example = "true"},
    {ROW(A, "fair", FIELD_NUMBER, fair), .min = 0.01, .max = 1, .fallback = 1,
     .help = "factor on the patience of those whom others of higher priority may overtake; 1 where "
             "everybody sees why",
     .example = "0.8"},
    {0}};
#undef A

static bool sees_read(struct reader *r, const struct cJSON *json, const struct path *at,
                      const struct field *f, void *object) {
    (void)f;
    if (!cJSON_IsBool(json)) {
        return type_error(r, json, at, "true or false");
    }
    ((struct area *)object)->hides_line = cJSON_IsFalse(json);
    return true;
}

const struct field_type areas_type = {.name = "places",
                                      .written = "an object of places by name",
                                      .shape = TYPE_MAP,
                                      .size = sizeof(struct area),
                                      .name_offset = offsetof(struct area, name),
                                      .fields = fields,
                                      .name_fault = name_fault};
