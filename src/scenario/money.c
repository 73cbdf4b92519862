/* SPDX-License-Identifier: GPL-3.0-or-later
 * What things cost. */
#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/units.h"
#include "scenario/reading.h"

static bool station_price_read(struct reader *r, const struct cJSON *json, const struct path *at,
                               void *member);
static bool waiting_read(struct reader *r, const struct cJSON *json, const struct path *at,
                         const struct field *f, void *object);

static const struct field price_row = {.key = "price",
                                       .kind = FIELD_RATE,
                                       .offset = offsetof(struct named_amount, amount),
                                       .unit = "money/h",
                                       .max = 1e9,
                                       .help = "money per hour, as text with its unit",
                                       .example = "\"30/h\""};
static const struct field station_price_row = {
    .key = "price",
    .kind = FIELD_RATE,
    .offset = offsetof(struct named_amount, amount),
    .unit = "money/h or money/contact",
    .max = 1e9,
    .help = "money per hour of each line, machine or thing held, or per contact",
    .example = "\"0.05/contact\""};
static const struct field worth_row = {.key = "value",
                                       .kind = FIELD_NUMBER,
                                       .offset = offsetof(struct named_amount, amount),
                                       .unit = "money",
                                       .min = 0,
                                       .max = 1e12,
                                       .help = "what a helped customer is worth",
                                       .example = "25"};
static const struct field worth_fields[] = {
    {ROW(struct named_amount, "value", FIELD_NUMBER, amount), .unit = "money", .min = 0,
     .max = 1e12, .required = true, .help = "what a helped customer is worth", .example = "25"},
    {0}};
static const struct field guarantee_row = {.key = "pays",
                                           .kind = FIELD_NUMBER,
                                           .offset = offsetof(struct named_amount, amount),
                                           .unit = "money",
                                           .min = 0,
                                           .max = 1e12,
                                           .help = "what a customer gets when it is broken",
                                           .example = "20"};
static const char *const price_schema[] = {
    "{\"type\": \"string\", \"pattern\": \"^[0-9.]+/(s|m|min|h|d)$\"}", NULL};

#define MAP_OF_AMOUNTS                                                                             \
    .shape = TYPE_MAP, .size = sizeof(struct named_amount),                                        \
    .name_offset = offsetof(struct named_amount, name)
static const struct field_type staff_prices_type = {.name = "prices of staff",
                                                    .written = "an object of prices per hour, by "
                                                               "group: {\"lenders\": \"42/h\"}",
                                                    MAP_OF_AMOUNTS,
                                                    .value = &price_row};
static const struct field_type station_prices_type = {
    .name = "prices of stations",
    .written = "an object of prices, per hour or per contact, by station: {\"trunk\": \"2/h\"}",
    MAP_OF_AMOUNTS,
    .value = &station_price_row,
    .read_member = station_price_read};
static const struct field_type waiting_type = {
    .name = "price of waiting",
    .written = "a price per minute, or an object of them by tier: {\"gold\": \"0.5/min\"}",
    MAP_OF_AMOUNTS,
    .value = &price_row,
    .schema = price_schema,
    .read = waiting_read};
static const struct field_type worths_type = {.name = "worth of customers",
                                              .written = "an object by class: {\"loan\": "
                                                         "{\"value\": 25}}",
                                              MAP_OF_AMOUNTS,
                                              .fields = worth_fields};

static const struct field_type guarantees_type = {
    .name = "guarantees",
    .written = "an object by standard: {\"ten minutes\": 20}",
    MAP_OF_AMOUNTS,
    .value = &guarantee_row};

#define M struct money
static const struct field fields[] = {
    {ROW(M, "staff", FIELD_TYPED, staff), .type = &staff_prices_type,
     .count_offset = offsetof(M, n_staff),
     .help = "price of each group per scheduled hour, late finish included",
     .example = "{\"generalists\": \"30/h\"}"},
    {ROW(M, "stations", FIELD_TYPED, stations), .type = &station_prices_type,
     .count_offset = offsetof(M, n_stations), .help = "price of stations, per hour or per contact",
     .example = "{\"trunk\": \"2/h\", \"ivr\": \"0.05/contact\"}"},
    {ROW(M, "waiting", FIELD_TYPED, waiting), .type = &waiting_type,
     .count_offset = offsetof(M, n_waiting), .help = "price of customers' waiting, all or by tier",
     .example = "\"0.2/min\""},
    {ROW(M, "lost_customer", FIELD_NUMBER, lost_customer), .unit = "money", .min = 0, .max = 1e12,
     .help = "for each customer given up", .example = "15"},
    {ROW(M, "classes", FIELD_TYPED, classes), .type = &worths_type,
     .count_offset = offsetof(M, n_classes),
     .help = "what a helped customer is worth, by class; the same as the class's own 'value'",
     .example = "{\"loan\": {\"value\": 25}}"},
    {ROW(M, "pays", FIELD_TYPED, pays), .type = &guarantees_type,
     .count_offset = offsetof(M, n_pays),
     .help = "guarantees: what each customer gets for whom a standard was broken; the same as the "
             "standard's own 'pays'",
     .example = "{\"80/20\": 20}"},
    {0}};
#undef M

/* "0.05/contact", or a rate. */
static bool station_price_read(struct reader *r, const struct cJSON *json, const struct path *at,
                               void *member) {
    struct named_amount *a = member;
    const char *slash = cJSON_IsString(json) ? strchr(json->valuestring, '/') : NULL;
    if (slash && strcmp(slash, "/contact") == 0) {
        const char *text =
            arena_string_n(r->arena, json->valuestring, (size_t)(slash - json->valuestring));
        const char *why = quantity_parse(r, text, &worth_row, FIELD_NUMBER, &a->amount);
        a->per_contact = true;
        return !why || diag_error(r->diag, at, "%s", why);
    }
    return quantity_read(r, json, at, &station_price_row, FIELD_RATE, &a->amount);
}

static bool waiting_read(struct reader *r, const struct cJSON *json, const struct path *at,
                         const struct field *f, void *object) {
    if (cJSON_IsObject(json)) {
        return type_read(r, json, at, f, object);
    }
    struct money *m = object;
    struct named_amount *all = arena_alloc(r->arena, sizeof *all);
    all->name = "";
    m->n_waiting = 1;
    m->waiting = all;
    return quantity_read(r, json, at, &price_row, FIELD_RATE, &all->amount);
}

const struct field_type money_type = {
    .name = "money", .written = "an object of prices", .shape = TYPE_OBJECT, .fields = fields};
