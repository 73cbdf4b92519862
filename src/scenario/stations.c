/* SPDX-License-Identifier: GPL-3.0-or-later
 * Stations: the keys that all kinds share, and each kind's own. */
#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/nearest.h"
#include "base/units.h"
#include "scenario/reading.h"
#include "scenario/station_kind.h"

static const char *const orders[] = {"priority", "first_come", "shortest_work", NULL};

static const struct field pace_fields[] = {
    {ROW(struct pace, "per_waiting", FIELD_NUMBER, per_waiting), .unit = "1/customer", .min = 0,
     .max = 100, .required = true, .help = "how much faster for each person waiting",
     .example = "0.05"},
    {ROW(struct pace, "at_most", FIELD_NUMBER, at_most), .min = 1, .max = 100, .required = true,
     .help = "the fastest, as a multiple of the usual pace", .example = "1.3"},
    {0}};
static const struct field_type pace_type = {
    .name = "pace", .written = "an object", .shape = TYPE_OBJECT, .fields = pace_fields};

static bool opening_read(struct reader *r, const struct cJSON *json, const struct path *at,
                         void *member);

static const struct field hours_fields[] = {
    {ROW(struct opening, "opens", FIELD_TIME, opens), .unit = "s", .max = 2 * DAY_SECONDS,
     .required = true, .help = "when it opens", .example = "\"09:00\""},
    {ROW(struct opening, "closes", FIELD_TIME, closes), .unit = "s", .max = 2 * DAY_SECONDS,
     .required = true, .help = "when it closes", .example = "\"12:00\""},
    {0}};
static const struct field_type hours_type = {
    .name = "opening hours",
    .written = "an object {\"opens\": \"09:00\", \"closes\": \"12:00\"}, or a list of these",
    .shape = TYPE_ONE_OR_LIST,
    .size = sizeof(struct opening),
    .fields = hours_fields,
    .read_member = opening_read};

#define W struct while_waiting
static const struct field while_waiting_fields[] = {
    {ROW(W, "at", FIELD_TEXT, at), .required = true,
     .help = "the station of the second place, a desk or machines; classes whose work says nothing "
             "of it take no part",
     .example = "\"greeter\""},
    {ROW(W, "work", FIELD_NUMBER, work), .min = 1e-3, .max = 10, .fallback = 1,
     .help = "factor on the work here once the other is done, for the rest of the contact",
     .example = "0.92"},
    {ROW(W, "chance", FIELD_SHARE, chance), .unit = "share", .fallback = 1,
     .help = "of those who wait here, how many take the second place", .example = "0.7"},
    {0}};
#undef W
static const struct field_type while_waiting_type = {
    .name = "second place",
    .written = "an object: {\"at\": \"greeter\", \"work\": 0.92}",
    .shape = TYPE_OBJECT,
    .fields = while_waiting_fields};

static const char *const overnight[] = {"clear", "keep", NULL};

#define S struct station
static const struct field fields[] = {
    {ROW(S, "lines", FIELD_COUNT, lines), .unit = "customers", .min = 1, .max = 1e9,
     .fallback = HUGE_VAL, .live = true,
     .help = "at most so many customers here, waiting or served; no limit unless given",
     .example = "90"},
    {ROW(S, "seats", FIELD_COUNT, seats), .unit = "customers", .fallback = HUGE_VAL, .live = true,
     .help = "at most so many waiting; no limit unless given", .example = "12"},
    {ROW(S, "promise", FIELD_DURATION, promise), .unit = "s", .min = 1e-9, .max = 1e9,
     .fallback = HUGE_VAL,
     .help = "what customers are promised, from coming here to the end of the visit; later is late",
     .example = "\"2h\""},
    {ROW(S, "items_at_most", FIELD_NUMBER, items_at_most), .unit = "items", .min = 1, .max = 1e9,
     .fallback = HUGE_VAL, .live = true,
     .help = "for nobody with more items: such people pass by, or choose another line",
     .example = "10"},
    PATIENCE_ROW(S),
    BALKS_ROW(S),
    {ROW(S, "pace", FIELD_TYPED, pace), .type = &pace_type,
     .help = "servers speed up while people wait",
     .example = "{\"per_waiting\": 0.05, \"at_most\": 1.3}"},
    {ROW(S, "order", FIELD_ENUM, order), .choices = orders, .fallback = ORDER_PRIORITY,
     .help = "who of the line goes first", .example = "\"first_come\""},
    {ROW(S, "hours", FIELD_TYPED, hours), .type = &hours_type, .count_offset = offsetof(S, n_hours),
     .max = 24,
     .help = "opening hours of its own within the day's: while it is closed nobody is let in, and "
             "those in line are served or turned away as 'after_close' says, unless it keeps them",
     .example = "[{\"opens\": \"09:00\", \"closes\": \"12:00\"}, {\"opens\": \"13:00\", "
                "\"closes\": \"17:00\"}]"},
    {ROW(S, "while_waiting", FIELD_TYPED, while_waiting), .type = &while_waiting_type,
     .help = "a second place in another line for those who wait here, given up when their turn "
             "comes (what is begun there is then broken off): care, pre-acceptance, a helper",
     .example = "{\"at\": \"greeter\", \"work\": 0.92}"},
    {ROW(S, "place", FIELD_TEXT, area), .help = "in which of the 'places' people wait here",
     .example = "\"hall\""},
    {ROW(S, "rival", FIELD_BOOL, rival),
     .help =
         "another company's station: shown apart, its price in no total, no standard on it; what "
         "customers wait there still counts for them",
     .example = "true"},
    {ROW(S, "overnight", FIELD_EITHER, keeps), .choices = overnight,
     .help = "whether who is in line at closing is served that evening or kept until the next "
             "opening, before whatever 'after_close' says",
     .example = "\"keep\""},
    {0}};
#undef S

/* Times before the day's opening that the day still reaches mean after midnight. */
static bool opening_read(struct reader *r, const struct cJSON *json, const struct path *at,
                         void *member) {
    struct opening *o = member;
    bool ok = fields_read(r, json, at, hours_fields, o);
    const struct horizon *day = &reading_of(r)->scenario->horizon;
    if (!ok || !reading_of(r)->horizon_known || day->steady) {
        return ok;
    }
    o->opens += o->opens < day->opens && o->opens + DAY_SECONDS < day->closes ? DAY_SECONDS : 0;
    o->closes += o->closes < day->opens && o->closes + DAY_SECONDS <= day->closes ? DAY_SECONDS : 0;
    return true;
}

/* kind is read before the other keys, which depend on it. */
static const struct field kind_fields[] = {{.key = "kind",
                                            .kind = FIELD_TEXT,
                                            .required = true,
                                            .help = "what serves here; each kind has keys of its "
                                                    "own",
                                            .example = "\"desk\""},
                                           {0}};

/* "desk, machines, ... or crew" */
static const char *kinds_known(struct reader *r) {
    const char *known = station_kinds[0]->name;
    for (const struct station_kind *const *k = station_kinds + 1; *k; k++) {
        known = arena_format(&r->diag->arena, "%s%s%s", known, k[1] ? ", " : " or ", (*k)->name);
    }
    return known;
}

static const struct station_kind *kind_named(struct reader *r, const struct path *at,
                                             const char *name) {
    struct nearest nearest = {.word = name};
    for (const struct station_kind *const *k = station_kinds; *k; k++) {
        if (strcmp((*k)->name, name) == 0) {
            return *k;
        }
        nearest_offer(&nearest, (*k)->name);
    }
    if (nearest.best) {
        diag_error(r->diag, at, "unknown kind of station '%s'; did you mean '%s'?", name,
                   nearest.best);
    } else {
        diag_error(r->diag, at, "unknown kind of station '%s'; known: %s", name, kinds_known(r));
    }
    return NULL;
}

static const struct station_kind *kind_read(struct reader *r, const cJSON *json,
                                            const struct path *at) {
    const cJSON *kind = cJSON_GetObjectItemCaseSensitive(json, "kind");
    struct path here = {.parent = at, .key = "kind"};
    if (!kind) {
        diag_error(r->diag, at, "a station needs 'kind' (%s)", kinds_known(r));
        return NULL;
    }
    if (!cJSON_IsString(kind)) {
        type_error(r, kind, &here, "the name of a kind of station");
        return NULL;
    }
    return kind_named(r, &here, kind->valuestring);
}

static bool station_read(struct reader *r, const struct cJSON *json, const struct path *at,
                         void *member) {
    struct station *s = member;
    if (!cJSON_IsObject(json)) {
        return type_error(r, json, at, "an object {...}");
    }
    s->kind = kind_read(r, json, at);
    if (!s->kind) {
        fields_default(fields, s);
        return false;
    }
    const char *kind;
    s->own = arena_alloc(r->arena, s->kind->own_size);
    struct field_set sets[] = {{kind_fields, &kind, NULL},
                               {fields, s, s->kind->name},
                               {s->kind->fields, s->own, s->kind->name}};
    return object_read(r, json, at, sets, sizeof sets / sizeof *sets);
}

static bool station_variant(size_t i, struct field_variant *out) {
    const struct station_kind *kind = station_kinds[i];
    if (kind) {
        *out = (struct field_variant){.name = kind->name,
                                      .help = kind->help,
                                      .example = kind->example,
                                      .used_for = kind->used_for,
                                      .fields = kind->fields};
    }
    return kind != NULL;
}

const struct field_type stations_type = {.name = "stations",
                                         .written = "an object of stations by name",
                                         .shape = TYPE_MAP,
                                         .size = sizeof(struct station),
                                         .name_offset = offsetof(struct station, name),
                                         .fields = fields,
                                         .variant = station_variant,
                                         .read_member = station_read,
                                         .name_fault = station_name_fault};
