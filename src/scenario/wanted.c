/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/wanted.h"

#include <math.h>
#include <stdlib.h>

#include <cjson/cJSON.h>

#include "base/units.h"
#include "scenario/profile_read.h"

static const double AT_THE_DOOR = 60; /* s in which those come in who have waited for the opening */

/* ---- as written ---- */

static const struct field wish_row = {.key = "wanted", .max = 1e6, .type = &rate_profile_type};

static bool wish_read(struct reader *r, const struct cJSON *json, const struct path *at,
                      const struct field *f, void *object) {
    struct wanted *w = (struct wanted *)(void *)((char *)object + f->offset);
    if (cJSON_IsArray(json) || profile_is_week(json)) {
        return type_error(r, json, at, f->type->written);
    }
    return profile_day_read(r, json, at, &wish_row, &w->wish);
}

static const char *const wish_schema[] = {
    "{\"type\": \"string\", \"pattern\": \"^[0-9.]+/(s|m|min|h|d)$\"}", "{\"type\": \"object\"}",
    NULL};
const struct field_type wanted_type = {
    .name = "wish",
    .written = "one rate, or a step function over the whole day, the same every day: "
               "{\"07:00\": \"10/h\", \"12:00\": \"40/h\", \"20:00\": \"2/h\"}",
    .schema = wish_schema,
    .read = wish_read};

#define W struct wanted
static const struct field closed_fields[] = {
    {ROW(W, "come_at_opening", FIELD_SHARE, come_at_opening), .unit = "share",
     .help = "share who stand at the door when it next opens: they come in its first minute",
     .example = "0.3"},
    {ROW(W, "later", FIELD_SHARE, later), .unit = "share",
     .help = "share who come when it is open, as the others do", .example = "0.2"},
    {ROW(W, "lost", FIELD_SHARE, lost), .unit = "share", .help = "share who do not come",
     .example = "0.5"},
    {0}};
#undef W

static bool closed_read(struct reader *r, const struct cJSON *json, const struct path *at,
                        const struct field *f, void *object) {
    struct wanted *w = (struct wanted *)(void *)((char *)object + f->offset);
    bool ok = fields_read(r, json, at, closed_fields, w);
    double sum = w->come_at_opening + w->later + w->lost;
    return ok && (fabs(sum - 1) < 1e-9 ||
                  diag_error(r->diag, at, "the shares add up to %g, not to 1", sum));
}

const struct field_type wanted_closed_type = {
    .name = "demand while closed",
    .written = "an object of shares that add up to 1: {\"come_at_opening\": 0.3, \"later\": 0.2, "
               "\"lost\": 0.5}",
    .shape = TYPE_OBJECT,
    .fields = closed_fields,
    .read = closed_read};

/* ---- what comes of it ---- */

/* One day after the other is the same: before the first step the last one of the evening holds. */
static double wish_at(const struct profile *p, double time) {
    double of_day = fmod(time, DAY_SECONDS), value = 0, latest = -1, evening = 0, last = -1;
    for (size_t i = 0; i < p->n; i++) {
        double at = fmod(p->at[i], DAY_SECONDS);
        if (at <= of_day && at > latest) {
            latest = at;
            value = p->value[i];
        }
        if (at > last) {
            last = at;
            evening = p->value[i];
        }
    }
    return latest < 0 ? evening : value;
}

static int compare_times(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* The times within [from, until) at which the rate may change, ascending, from first; how many. */
static size_t changes_between(const struct profile *p, double from, double until, double *out) {
    size_t n = 0;
    out[n++] = from;
    for (size_t i = 0; i < p->n; i++) {
        double at = fmod(p->at[i], DAY_SECONDS);
        for (at += at <= from ? DAY_SECONDS : 0; at < until; at += DAY_SECONDS) {
            if (at > from) {
                out[n++] = at;
            }
        }
    }
    if (from + AT_THE_DOOR < until) {
        out[n++] = from + AT_THE_DOOR;
    }
    qsort(out, n, sizeof *out, compare_times);
    return n;
}

/* Customers wished for in a stretch; changes: n times in it from its beginning. */
static double wished(const struct profile *p, const double *changes, size_t n, double until) {
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += wish_at(p, changes[i]) * ((i + 1 < n ? changes[i + 1] : until) - changes[i]);
    }
    return sum;
}

/* Two days' steps, the first minute and the beginning. */
static double *changes_room(struct reader *r, const struct profile *p) {
    return arena_array(r->arena, 3 * p->n + 2, sizeof(double));
}

bool wanted_settle(struct reader *r, const struct path *at, const struct wanted *w,
                   struct profile *rate) {
    const struct horizon *day = &reading_of(r)->scenario->horizon;
    struct path here = {.parent = at, .key = "wanted"};
    double door = fmin(AT_THE_DOOR, day->closes - day->opens), morning = day->opens + DAY_SECONDS;
    if (day->steady) {
        return diag_error(r->diag, &here, "a steady state has no opening hours; give 'rate'");
    }
    double *while_closed = changes_room(r, &w->wish), *open = changes_room(r, &w->wish);
    size_t n_closed = changes_between(&w->wish, day->closes, morning, while_closed);
    size_t n = changes_between(&w->wish, day->opens, day->closes, open);
    double closed = day->closes < morning ? wished(&w->wish, while_closed, n_closed, morning) : 0;
    double inside = wished(&w->wish, open, n, day->closes);
    if (inside <= 0 && w->later * closed > 0) {
        return diag_error(r->diag, &here,
                          "nobody wishes to come while it is open, so nobody can come 'later' as "
                          "the others do");
    }
    double *value = arena_array(r->arena, n, sizeof *value);
    for (size_t i = 0; i < n; i++) {
        double more = inside > 0 ? w->later * closed / inside : 0;
        value[i] = wish_at(&w->wish, open[i]) * (1 + more);
        value[i] += open[i] < day->opens + door ? w->come_at_opening * closed / door : 0;
    }
    *rate = (struct profile){.n = n, .at = open, .value = value};
    return true;
}
