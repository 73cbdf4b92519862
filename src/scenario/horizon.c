/* SPDX-License-Identifier: GPL-3.0-or-later
 * When: a day that opens and closes, or a steady state. */
#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/text.h"
#include "base/units.h"
#include "scenario/reading.h"
#include "scenario/weekday.h"

enum {
    INTERVALS_AT_MOST = 10000 /* a day by 10 s; the engine counts them in 16 bits */
};
static const double TIME_SLACK = 1e-6; /* s; rounding of decimals in durations */

static bool warm_up_read(struct reader *r, const struct cJSON *json, const struct path *at,
                         const struct field *f, void *object);

static const char *const warm_up_schema[] = {"{\"const\": \"auto\"}", DURATION_SCHEMA, NULL};
static const struct field_type warm_up_type = {
    .name = "warm-up",
    .written = "steady state: a duration or \"auto\"; days: how many of them, a whole number",
    .schema = warm_up_schema,
    .read = warm_up_read};
static bool weekdays_read(struct reader *r, const struct cJSON *json, const struct path *at,
                          const struct field *f, void *object);

#define WEEKDAY_SCHEMA                                                                             \
    "{\"type\": \"string\", \"pattern\": \"^" WEEKDAY_PATTERN "(-" WEEKDAY_PATTERN ")?$\"}"
static const char *const weekdays_schema[] = {
    WEEKDAY_SCHEMA, "{\"type\": \"array\", \"minItems\": 1, \"items\": " WEEKDAY_SCHEMA "}", NULL};
const struct field_type weekdays_type = {
    .name = "weekdays",
    .written = "a weekday or a range of them (\"mon\", \"tue-fri\"), or a list of these",
    .schema = weekdays_schema,
    .read = weekdays_read};
static const char *const after_close[] = {"serve", "turn_away", NULL};

static const struct field fields[] = {
    {ROW(struct horizon, "opens", FIELD_TIME, opens), .unit = "s", .max = DAY_SECONDS - 1,
     .fallback = NAN, .help = "when the doors or the phones open", .example = "\"08:00\""},
    {ROW(struct horizon, "closes", FIELD_TIME, closes), .unit = "s", .max = 2 * DAY_SECONDS,
     .fallback = NAN, .help = "when they close; \"02:00\" or \"26:00\" lies past midnight",
     .example = "\"20:00\""},
    {ROW(struct horizon, "interval", FIELD_DURATION, interval), .unit = "s", .min = 1, .max = 1e9,
     .fallback = NAN,
     .help = "length of the intervals that lists and reports go by: 30m, in a steady state the "
             "whole run",
     .example = "\"30m\""},
    {ROW(struct horizon, "after_close", FIELD_EITHER, turn_away), .choices = after_close,
     .help = "what becomes of those still waiting at closing", .example = "\"turn_away\""},
    {ROW(struct horizon, "days", FIELD_COUNT, days), .unit = "days", .min = 1, .max = 1000,
     .fallback = 1, .help = "days in one replication; strain, returns and promises carry over",
     .example = "5"},
    {ROW(struct horizon, "weekdays", FIELD_TYPED, weekday), .type = &weekdays_type,
     .count_offset = offsetof(struct horizon, n_weekdays),
     .help = "which weekdays the days are, in turn and then over again, for profiles and shifts by "
             "weekday: from Monday to Sunday unless given; those left out pass in no time, so that "
             "\"3wd\" (working days) are three of these days",
     .example = "\"mon-sat\""},
    {ROW(struct horizon, "runs_for", FIELD_DURATION, runs_for), .unit = "s", .min = 1, .max = 1e9,
     .fallback = NAN, .help = "instead of opening hours: a steady state of this length",
     .example = "\"200h\""},
    {ROW(struct horizon, "warm_up", FIELD_TYPED, warm_up), .unit = "s", .type = &warm_up_type,
     .help = "what comes first and is not counted: found by MSER-5 in a steady state, else no day",
     .example = "\"auto\"", .source = "White (1997), MSER"},
    {0}};

/* Kept as read until it is known which form the horizon has: seconds or days in warm_up. */
static bool warm_up_read(struct reader *r, const struct cJSON *json, const struct path *at,
                         const struct field *f, void *object) {
    static const struct field limits = {.key = "warm_up", .max = 1e9};
    struct horizon *h = object;
    (void)f;
    if (cJSON_IsString(json) && strcmp(json->valuestring, "auto") == 0) {
        h->warm_up_auto = true;
        return true;
    }
    return quantity_read(r, json, at, &limits, FIELD_DURATION, &h->warm_up);
}

/* Adds the days of one text; false with a finding. */
static bool weekday_range_read(struct reader *r, const cJSON *json, const struct path *at,
                               unsigned char *days, size_t *n, unsigned *seen) {
    unsigned first, count;
    if (!cJSON_IsString(json)) {
        return type_error(r, json, at, weekdays_type.written);
    }
    const char *why = weekdays_parse(json->valuestring, &first, &count);
    if (why) {
        return diag_error(r->diag, at, "\"%s\" %s", json->valuestring, why);
    }
    unsigned set = weekdays_set(first, count);
    if (set & *seen) {
        return diag_error(r->diag, at, "a weekday stands twice; each may stand once");
    }
    *seen |= set;
    for (unsigned i = 0; i < count && *n < WEEKDAYS; i++) {
        days[(*n)++] = (unsigned char)((first + i) % WEEKDAYS);
    }
    return true;
}

/* The days in their order, unsigned char[WEEKDAYS] at the row's place, how many at its count. */
static bool weekdays_read(struct reader *r, const struct cJSON *json, const struct path *at,
                          const struct field *f, void *object) {
    unsigned char days[WEEKDAYS] = {0};
    size_t n = 0;
    unsigned seen = 0;
    bool ok = true;
    struct path here = {.parent = at};
    if (!cJSON_IsArray(json)) {
        ok = weekday_range_read(r, json, at, days, &n, &seen);
    } else if (!json->child) {
        ok = diag_error(r->diag, at, "needs at least one weekday");
    }
    for (const cJSON *m = cJSON_IsArray(json) ? json->child : NULL; m; m = m->next) {
        ok = weekday_range_read(r, m, &here, days, &n, &seen) && ok;
        here.index++;
    }
    memcpy((char *)object + f->offset, days, sizeof days);
    memcpy((char *)object + f->count_offset, &n, sizeof n);
    return ok;
}

static bool has(const cJSON *json, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(json, key) != NULL;
}

static bool refuse(struct reader *r, const cJSON *json, const struct path *at, const char *key,
                   const char *why) {
    struct path here = {.parent = at, .key = key, .of_key = true};
    return !has(json, key) || diag_error(r->diag, &here, "%s", why);
}

static bool intervals_check(struct reader *r, const struct path *at, const struct horizon *h) {
    double span = h->closes - h->opens, n = round(span / h->interval);
    struct path here = {.parent = at, .key = "interval"};
    struct text t = {0};
    duration_add(&t, h->interval);
    text_add(&t, " do not divide the ");
    duration_add(&t, span);
    bool ok = true;
    if (n < 1 || fabs(n * h->interval - span) > TIME_SLACK) {
        text_add(&t, " from start to end; ");
        duration_add(&t, span / fmax(1, n));
        ok = diag_error(r->diag, &here, "intervals of %s would", text_string(&t));
    } else if (n > INTERVALS_AT_MOST) {
        ok = diag_error(r->diag, &here, "%.0f intervals; at most %d are allowed", n,
                        INTERVALS_AT_MOST);
    }
    text_fini(&t);
    return ok;
}

static bool steady_finish(struct reader *r, const cJSON *json, const struct path *at,
                          struct horizon *h) {
    static const char *const of_days[] = {"opens", "closes", "after_close", "days", "weekdays"};
    bool ok = true;
    for (size_t i = 0; i < sizeof of_days / sizeof *of_days; i++) {
        ok = refuse(r, json, at, of_days[i],
                    "a steady state ('runs_for') has no opening, closing or days") &&
             ok;
    }
    h->steady = true;
    h->opens = 0;
    h->closes = h->runs_for;
    h->days = 1;
    h->interval = isnan(h->interval) ? h->runs_for : h->interval;
    h->warm_up_auto = h->warm_up_auto || !has(json, "warm_up");
    struct path here = {.parent = at, .key = "warm_up"};
    if (h->warm_up >= h->runs_for) {
        ok = diag_error(r->diag, &here, "the warm-up leaves nothing of the run");
    }
    return intervals_check(r, at, h) && ok;
}

static bool warm_up_days(struct reader *r, const struct path *at, struct horizon *h) {
    struct path here = {.parent = at, .key = "warm_up"};
    if (h->warm_up_auto) {
        return diag_error(r->diag, &here, "\"auto\" is for a steady state ('runs_for'); give days");
    }
    double days = h->warm_up >= DAY_SECONDS ? h->warm_up / DAY_SECONDS : h->warm_up;
    h->warm_up = 0;
    if (days != floor(days) || days >= (double)h->days) {
        return diag_error(r->diag, &here, "%g is no whole number of days below 'days', %zu", days,
                          h->days);
    }
    h->warm_up_days = (size_t)days;
    return true;
}

static bool days_finish(struct reader *r, const struct path *at, struct horizon *h) {
    bool ok = true;
    if (isnan(h->opens) || isnan(h->closes)) {
        return diag_error(r->diag, at,
                          "needs 'opens' and 'closes' for a day, or 'runs_for' for a steady state");
    }
    h->closes += h->closes <= h->opens ? DAY_SECONDS : 0;
    if (h->closes - h->opens > DAY_SECONDS) {
        struct path here = {.parent = at, .key = "closes"};
        ok = diag_error(r->diag, &here, "open for more than 24 hours");
    }
    h->interval = isnan(h->interval) ? 1800 : h->interval;
    ok = intervals_check(r, at, h) && ok;
    return warm_up_days(r, at, h) && ok;
}

static bool horizon_read(struct reader *r, const struct cJSON *json, const struct path *at,
                         const struct field *f, void *object) {
    struct horizon *h = &((struct scenario *)object)->horizon;
    (void)f;
    bool ok = fields_read(r, json, at, fields, h);
    h->steady = has(json, "runs_for");
    for (; !has(json, "weekdays") && h->n_weekdays < WEEKDAYS; h->n_weekdays++) {
        h->weekday[h->n_weekdays] = (unsigned char)h->n_weekdays;
    }
    if (ok) {
        ok = h->steady ? steady_finish(r, json, at, h) : days_finish(r, at, h);
    }
    reading_of(r)->horizon_known = ok;
    return ok;
}

const struct field_type horizon_type = {.name = "horizon",
                                        .written = "an object: a day that opens and closes, or a "
                                                   "steady state with runs_for",
                                        .shape = TYPE_OBJECT,
                                        .fields = fields,
                                        .read = horizon_read};
