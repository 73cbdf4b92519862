/* SPDX-License-Identifier: GPL-3.0-or-later
 * How the customers of a class come. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/units.h"
#include "scenario/arrival_times.h"
#include "scenario/reading.h"
#include "scenario/wanted.h"

/* A source as written; how it says when they come is one of several. */
struct arrivals_given {
    struct arrival_source source;
    struct profile per_interval;
    struct wanted wanted;
};

static const struct field spread_fields[] = {
    {ROW(struct spread, "cv", FIELD_NUMBER, cv), .min = 0, .max = 10, .required = true,
     .help = "coefficient of variation of a gamma factor of mean 1 on the rate", .example = "0.12",
     .source = "Avramidis, Deslauriers and L'Ecuyer (2004)"},
    {ROW(struct spread, "shared", FIELD_TEXT, shared),
     .help = "name of a factor that several classes share, with the same cv",
     .example = "\"volume\""},
    {0}};
static const struct field_type spread_type = {.name = "spread",
                                              .written = "an object with \"cv\"",
                                              .shape = TYPE_OBJECT,
                                              .fields = spread_fields};

static bool times_read(struct reader *r, const struct cJSON *json, const struct path *at,
                       const struct field *f, void *object) {
    (void)f;
    return arrival_times_read(r, json, at, &((struct arrivals_given *)object)->source);
}

static const char *const times_schema[] = {
    "{\"type\": \"array\", \"items\": {\"type\": \"string\"}}", NULL};
static const struct field_type times_type = {
    .name = "times of arrival",
    .written = "a csv column of times ({\"csv\": \"file.csv\", \"column\": \"name\"}), or a list: "
               "\"08:03:20\" (every day), or \"2024-05-06 08:03:20\" (that date)",
    .fields = arrival_times_fields,
    .schema = times_schema,
    .read = times_read};

#define A struct appointments
static const struct field appointment_fields[] = {
    {ROW(A, "from", FIELD_TIME, from), .required = true, .help = "the first time given",
     .example = "\"09:00\""},
    {ROW(A, "until", FIELD_TIME, until), .required = true, .help = "times are given before this",
     .example = "\"12:00\""},
    {ROW(A, "every", FIELD_DURATION, every), .unit = "s", .min = 1, .max = DAY_SECONDS,
     .required = true, .help = "from one time to the next", .example = "\"15m\""},
    {ROW(A, "at_once", FIELD_COUNT, at_once), .unit = "customers", .min = 1, .max = 1000,
     .fallback = 1, .help = "how many are given the same time", .example = "2"},
    {ROW(A, "early", FIELD_DURATION, early), .unit = "s", .max = DAY_SECONDS,
     .help = "how long before their time they mean to come", .example = "\"5m\""},
    {ROW(A, "late", FIELD_TYPED, late), .unit = "s", .type = &distribution_type,
     .help = "how long after that they do come; at once unless given",
     .example = "{\"kind\": \"exponential\", \"mean\": \"4m\"}"},
    {ROW(A, "no_show", FIELD_SHARE, no_show), .unit = "share", .live = true,
     .help = "share who do not come", .example = "0.12"},
    {0}};
#undef A
static const struct field_type appointments_type = {
    .name = "appointments",
    .written = "an object: {\"from\": \"09:00\", \"until\": \"12:00\", \"every\": \"15m\"}",
    .shape = TYPE_OBJECT,
    .fields = appointment_fields};

#define S struct arrivals_given
static const struct field fields[] = {
    {ROW(S, "name", FIELD_TEXT, source.name), .help = "of this source, where a class has several",
     .example = "\"web\""},
    {ROW(S, "per_interval", FIELD_TYPED, per_interval), .unit = "customers", .max = 1e9,
     .type = &number_profile_type,
     .help = "mean number of customers in each interval; they come as a Poisson process",
     .example = "[104, 142, 192]"},
    {ROW(S, "rate", FIELD_TYPED, source.rate), .unit = "1/h", .max = 1e6,
     .type = &rate_profile_type,
     .help = "customers per hour, minute or second; they come as a Poisson process",
     .example = "\"120/h\""},
    {ROW(S, "wanted", FIELD_TYPED, wanted), .unit = "1/h", .max = 1e6, .type = &wanted_type,
     .help = "when customers would like to come, over all 24 hours: who wishes to while it is open "
             "does, as a Poisson process; 'closed' says what becomes of the others",
     .example = "{\"07:00\": \"10/h\", \"12:00\": \"40/h\", \"20:00\": \"2/h\"}"},
    {ROW(S, "closed", FIELD_TYPED, wanted), .type = &wanted_closed_type,
     .help = "with 'wanted': what those do who wish to come while it is closed; all are lost "
             "unless given",
     .example = "{\"come_at_opening\": 0.3, \"later\": 0.2, \"lost\": 0.5}"},
    {ROW(S, "every", FIELD_TYPED, source.every), .unit = "s", .type = &distribution_type,
     .help = "time from one arrival to the next (a renewal process)",
     .example = "{\"kind\": \"erlang\", \"mean\": \"30s\", \"k\": 2}"},
    {ROW(S, "times", FIELD_TYPED, source.times), .type = &times_type,
     .help = "the times themselves, from a log", .example = "[\"08:03\", \"08:04:30\"]"},
    {ROW(S, "appointments", FIELD_TYPED, source.appointments), .type = &appointments_type,
     .help = "people who were given a time of day, every day",
     .example =
         "{\"from\": \"09:00\", \"until\": \"12:00\", \"every\": \"15m\", \"no_show\": 0.1}"},
    {ROW(S, "fleet", FIELD_COUNT, source.fleet), .unit = "customers", .min = 1, .max = 1e5,
     .help = "a closed population: so many from the first opening on, each of whom starts the "
             "journey again when it ends",
     .example = "6"},
    {ROW(S, "party", FIELD_TYPED, source.party), .unit = "people", .type = &distribution_type,
     .help = "how many people come as one customer: they take as many seats, and one service",
     .example = "{\"kind\": \"discrete\", \"values\": {\"1\": 0.3, \"2\": 0.5, \"4\": 0.2}}"},
    {ROW(S, "day_spread", FIELD_TYPED, source.day_spread), .type = &spread_type,
     .help = "a factor on the whole day's rate, drawn every day",
     .example = "{\"cv\": 0.12, \"shared\": \"volume\"}"},
    {ROW(S, "interval_spread", FIELD_TYPED, source.interval_spread), .type = &spread_type,
     .help = "a factor on the rate of an interval, drawn for each", .example = "{\"cv\": 0.05}"},
    {ROW(S, "batch", FIELD_COUNT, source.batch), .unit = "customers", .min = 1, .max = 1000,
     .fallback = 1, .help = "how many come at once, each on their own", .example = "2"},
    {ROW(S, "at_most", FIELD_COUNT, source.at_most), .unit = "customers", .fallback = HUGE_VAL,
     .help = "stop after so many in a replication; no limit unless given", .example = "1000"},
    {0}};
#undef S

/* Counts by interval are rates: divide by the interval. */
static struct profile rate_of_counts(struct arena *a, const struct profile *counts,
                                     double interval) {
    double *value = arena_array(a, counts->n, sizeof *value);
    for (size_t i = 0; i < counts->n; i++) {
        value[i] = counts->value[i] / interval;
    }
    return (struct profile){.n = counts->n, .at = counts->at, .value = value};
}

static bool rate_from_counts(struct reader *r, const struct path *at, struct arrivals_given *g) {
    const struct horizon *day = &reading_of(r)->scenario->horizon;
    struct path here = {.parent = at, .key = "per_interval"};
    if (day->steady && day->interval >= day->runs_for) {
        return diag_error(r->diag, &here, "a steady state has no intervals; give 'rate'");
    }
    const struct profile *counts = &g->per_interval;
    g->source.rate = rate_of_counts(r->arena, counts, day->interval);
    if (counts->by_weekday) {
        struct profile *week = arena_array(r->arena, WEEKDAYS, sizeof *week);
        for (size_t i = 0; i < WEEKDAYS; i++) {
            week[i] = rate_of_counts(r->arena, &counts->by_weekday[i], day->interval);
        }
        g->source.rate.by_weekday = week;
    }
    return true;
}

static bool has(const cJSON *json, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(json, key) != NULL;
}

static bool spreads_check(struct reader *r, const cJSON *json, const struct path *at,
                          const struct arrival_source *s) {
    static const char *const keys[] = {"day_spread", "interval_spread"};
    bool ok = true;
    for (size_t i = 0; i < 2; i++) {
        struct path here = {.parent = at, .key = keys[i]};
        if (!has(json, keys[i])) {
            continue;
        }
        if (s->kind != ARRIVAL_RATE) {
            ok = diag_error(r->diag, &here,
                            "a spread needs a rate to spread: 'per_interval' or "
                            "'rate'");
        } else if (reading_of(r)->scenario->horizon.steady) {
            ok = diag_error(r->diag, &here, "a steady state has no days or intervals that differ");
        }
    }
    return ok;
}

static bool source_kind(struct reader *r, const cJSON *json, const struct path *at,
                        struct arrival_source *s) {
    static const struct {
        const char *key;
        enum arrival_kind kind;
    } ways[] = {{"per_interval", ARRIVAL_RATE}, {"rate", ARRIVAL_RATE},
                {"wanted", ARRIVAL_RATE},       {"every", ARRIVAL_EVERY},
                {"times", ARRIVAL_TIMES},       {"appointments", ARRIVAL_APPOINTMENTS},
                {"fleet", ARRIVAL_FLEET}};
    size_t given = 0;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (has(json, ways[i].key)) {
            s->kind = ways[i].kind;
            given++;
        }
    }
    return given == 1 ||
           diag_error(r->diag, at,
                      "needs exactly one of 'per_interval', 'rate', 'wanted', 'every', 'times', "
                      "'appointments' and 'fleet'; %zu are given",
                      given);
}

/* A renewal process whose gaps are 0 would never let time pass. */
static bool every_check(struct reader *r, const struct path *at, const struct arrival_source *s) {
    struct path here = {.parent = at, .key = "every"};
    return s->kind != ARRIVAL_EVERY || distribution_mean(&s->every) > 1e-6 ||
           diag_error(r->diag, &here, "the mean time between arrivals is 0");
}

/* The times of every day, and what contradicts them. */
static bool appointments_settle(struct reader *r, const struct path *at, struct arrival_source *s) {
    enum { TIMES_AT_MOST = 100000 };
    struct path here = {.parent = at, .key = "appointments"};
    const struct appointments *a = &s->appointments;
    const struct horizon *day = &reading_of(r)->scenario->horizon;
    if (s->kind != ARRIVAL_APPOINTMENTS) {
        return true;
    }
    if (day->steady) {
        return diag_error(r->diag, &here, "a steady state has no times of day");
    }
    if (!(a->until > a->from)) {
        return diag_error(r->diag, &here, "'until' is not after 'from'");
    }
    double n = ceil((a->until - a->from) / a->every - 1e-9);
    if (n > TIMES_AT_MOST) {
        return diag_error(r->diag, &here, "%.0f times a day; at most %d are allowed", n,
                          TIMES_AT_MOST);
    }
    double *times = arena_array(r->arena, (size_t)n, sizeof *times);
    for (size_t i = 0; i < (size_t)n; i++) {
        times[i] = a->from + (double)i * a->every;
    }
    s->n_times = (size_t)n;
    s->times = times;
    s->times_daily = true;
    s->batch = a->at_once;
    if (reading_of(r)->horizon_known &&
        (a->from < day->opens || times[s->n_times - 1] >= day->closes)) {
        return diag_error(r->diag, &here, "the times given do not lie within the opening hours");
    }
    return true;
}

/* A fleet comes and goes by itself; nothing that makes arrivals more or fewer fits it. */
static bool fleet_check(struct reader *r, const cJSON *json, const struct path *at,
                        const struct arrival_source *s) {
    static const char *const others[] = {"batch", "at_most"};
    bool ok = true;
    for (size_t i = 0; i < 2; i++) {
        struct path here = {.parent = at, .key = others[i]};
        bool given = has(json, others[i]);
        if (given && s->kind == ARRIVAL_FLEET) {
            ok = diag_error(r->diag, &here, "a fleet is as many as it says, all the time");
        } else if (given && s->kind == ARRIVAL_APPOINTMENTS && i == 0) {
            ok = diag_error(r->diag, &here, "say 'at_once' within 'appointments'");
        }
    }
    return ok;
}

/* The wish, made into a rate while it is open. */
static bool wish_settle(struct reader *r, const cJSON *json, const struct path *at,
                        struct arrivals_given *g) {
    struct path here = {.parent = at, .key = "closed", .of_key = true};
    if (has(json, "wanted")) {
        return reading_of(r)->horizon_known && wanted_settle(r, at, &g->wanted, &g->source.rate);
    }
    return !has(json, "closed") ||
           diag_error(r->diag, &here, "goes with 'wanted', which says when they wish to come");
}

static bool source_read(struct reader *r, const struct cJSON *json, const struct path *at,
                        void *member) {
    struct arrivals_given g = {0};
    bool ok = fields_read(r, json, at, fields, &g);
    if (cJSON_IsObject(json)) {
        bool one = source_kind(r, json, at, &g.source);
        ok = ok && one && (!has(json, "per_interval") || rate_from_counts(r, at, &g)) &&
             wish_settle(r, json, at, &g) && every_check(r, at, &g.source) &&
             fleet_check(r, json, at, &g.source) && appointments_settle(r, at, &g.source);
        ok = spreads_check(r, json, at, &g.source) && ok;
    }
    g.source.name = g.source.name ? g.source.name : "";
    memcpy(member, &g.source, sizeof g.source);
    return ok;
}

static bool source_name_check(struct reader *r, const struct path *at,
                              const struct arrival_source *all, size_t i) {
    struct path here = {.parent = at, .index = i}, name = {.parent = &here, .key = "name"};
    const char *why = name_fault(all[i].name);
    if (why) {
        return diag_error(r->diag, &here, "each of several arrivals needs a 'name'; it %s", why);
    }
    for (size_t j = 0; j < i; j++) {
        if (strcmp(all[i].name, all[j].name) == 0) {
            return diag_error(r->diag, &name, "the name '%s' stands twice", all[i].name);
        }
    }
    return true;
}

static bool arrivals_read(struct reader *r, const struct cJSON *json, const struct path *at,
                          const struct field *f, void *object) {
    bool ok = type_read(r, json, at, f, object);
    const struct customer_class *c = object;
    if (cJSON_IsArray(json) && c->n_sources == 0) {
        return diag_error(r->diag, at, "needs at least one way of arriving");
    }
    for (size_t i = 0; cJSON_IsArray(json) && c->sources && i < c->n_sources; i++) {
        ok = source_name_check(r, at, c->sources, i) && ok;
    }
    return ok;
}

const struct field_type arrivals_type = {
    .name = "arrivals",
    .written = "an object with exactly one of \"per_interval\", \"rate\", \"wanted\", \"every\", "
               "\"times\", "
               "\"appointments\" and \"fleet\", or a list of such objects, each with a \"name\"",
    .shape = TYPE_ONE_OR_LIST,
    .size = sizeof(struct arrival_source),
    .fields = fields,
    .read_member = source_read,
    .read = arrivals_read};
