/* SPDX-License-Identifier: GPL-3.0-or-later
 * Shifts: who comes when, and for how long. */
#include "scenario/shifts.h"

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/units.h"
#include "scenario/weekday.h"

/* A shift as written. */
struct shift_given {
    struct shift shift;
    size_t n_on;
    unsigned char on[WEEKDAYS];
};

#define S struct shift_given
static const struct field fields[] = {
    {ROW(S, "starts", FIELD_TIME, shift.starts), .unit = "s", .max = 2 * DAY_SECONDS,
     .required = true, .help = "when its people come: while it is open, or as it opens",
     .example = "\"09:00\""},
    {ROW(S, "lasts", FIELD_DURATION, shift.lasts), .unit = "s", .min = 60, .max = DAY_SECONDS - 60,
     .required = true,
     .help = "from coming to going, breaks included; it may end past closing and past midnight",
     .example = "\"8h30m\""},
    {ROW(S, "count", FIELD_COUNT, shift.count), .unit = "agents", .max = 1e6, .required = true,
     .help = "how many people work it", .example = "4"},
    {ROW(S, "on", FIELD_TYPED, on), .type = &weekdays_type, .count_offset = offsetof(S, n_on),
     .help = "its weekdays; every day unless given", .example = "[\"mon-wed\", \"fri\"]"},
    {ROW(S, "breaks", FIELD_TYPED, shift.breaks), .type = &breaks_type,
     .count_offset = offsetof(S, shift.n_breaks), .max = 16,
     .help = "its own breaks instead of the group's; {} for none",
     .example = "{\"lunch\": {\"lasts\": \"30m\", \"between\": [\"3h\", \"5h\"]}}"},
    {0}};
#undef S

/* Times that a day which goes on past midnight still reaches mean after midnight. */
static bool start_settle(struct reader *r, const struct path *at, struct shift *s) {
    const struct horizon *h = &reading_of(r)->scenario->horizon;
    struct path here = {.parent = at, .key = "starts"};
    if (!reading_of(r)->horizon_known || h->steady) {
        return true;
    }
    if (s->starts < h->opens && s->starts + DAY_SECONDS < h->closes) {
        s->starts += DAY_SECONDS;
    }
    if (s->starts >= h->opens && s->starts < h->closes) {
        return true;
    }
    struct text t = {0};
    text_add(&t, "begins at ");
    time_of_day_add(&t, s->starts);
    text_add(&t, s->starts < h->opens ? ", before opening at " : ", not before closing at ");
    time_of_day_add(&t, s->starts < h->opens ? h->opens : h->closes);
    diag_error(r->diag, &here, "%s: a shift begins while it is open", text_string(&t));
    text_fini(&t);
    return false;
}

static bool shift_read(struct reader *r, const struct cJSON *json, const struct path *at,
                       void *member) {
    struct shift_given g = {0};
    bool ok = fields_read(r, json, at, fields, &g);
    ok = ok && start_settle(r, at, &g.shift);
    g.shift.on = g.n_on == 0 ? ALL_WEEKDAYS : 0;
    for (size_t i = 0; i < g.n_on; i++) {
        g.shift.on |= 1U << g.on[i];
    }
    ok = ok && breaks_fit(r, at, &g.shift, true);
    memcpy(member, &g.shift, sizeof g.shift);
    return ok;
}

const struct field_type shifts_type = {
    .name = "shifts",
    .written = "an object of shifts by name: {\"early\": {\"starts\": \"09:00\", \"lasts\": "
               "\"8h30m\", \"count\": 4}}",
    .shape = TYPE_MAP,
    .size = sizeof(struct shift),
    .name_offset = offsetof(struct shift, name),
    .fields = fields,
    .read_member = shift_read,
    .name_fault = name_fault};

/* ---- the group's head count ---- */

static int compare_doubles(const void *left, const void *right) {
    const double *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* The weekday of the day before the first day of the horizon that is this one. */
static unsigned day_before(const struct horizon *h, unsigned weekday) {
    size_t i = 0;
    while (i + 1 < h->n_weekdays && h->weekday[i] != weekday) {
        i++;
    }
    return h->weekday[(i + h->n_weekdays - 1) % h->n_weekdays];
}

/* People there at time t of a weekday, those who came the day before included. */
static double heads_at(const struct staff_group *g, unsigned weekday, unsigned before, double t) {
    double heads = 0;
    for (size_t i = 0; i < g->n_shifts; i++) {
        const struct shift *s = &g->shifts[i];
        bool today = s->on >> weekday & 1 && s->starts <= t && t < s->starts + s->lasts;
        bool earlier = s->on >> before & 1 && t < s->starts + s->lasts - DAY_SECONDS;
        heads += (double)s->count * (today + earlier);
    }
    return heads;
}

static struct profile heads_of_day(struct arena *a, const struct horizon *h,
                                   const struct staff_group *g, unsigned weekday) {
    double *at = arena_array(a, 3 * g->n_shifts + 1, sizeof *at), *value;
    size_t n = 0;
    at[n++] = h->opens;
    for (size_t i = 0; i < g->n_shifts; i++) {
        double start = g->shifts[i].starts, end = start + g->shifts[i].lasts;
        const double times[] = {start, end, end - DAY_SECONDS};
        for (size_t k = 0; k < 3; k++) {
            if (times[k] > h->opens && times[k] < h->closes) {
                at[n++] = times[k];
            }
        }
    }
    qsort(at, n, sizeof *at, compare_doubles);
    value = arena_array(a, n, sizeof *value);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        double heads = heads_at(g, weekday, day_before(h, weekday), at[i]);
        if (kept == 0 || heads < value[kept - 1] || heads > value[kept - 1]) {
            at[kept] = at[i];
            value[kept++] = heads;
        }
    }
    return (struct profile){.n = kept, .at = at, .value = value};
}

static bool profiles_equal(const struct profile *a, const struct profile *b) {
    return a->n == b->n && memcmp(a->at, b->at, a->n * sizeof *a->at) == 0 &&
           memcmp(a->value, b->value, a->n * sizeof *a->value) == 0;
}

static void heads_count(struct arena *a, const struct horizon *h, struct staff_group *g) {
    struct profile *week = arena_array(a, WEEKDAYS, sizeof *week);
    unsigned days = horizon_weekdays(h);
    bool alike = true;
    g->count = heads_of_day(a, h, g, horizon_weekday(h, 0));
    for (unsigned i = 0; i < WEEKDAYS; i++) {
        if (days >> i & 1) {
            week[i] = heads_of_day(a, h, g, i);
            alike = alike && profiles_equal(&g->count, &week[i]);
        }
    }
    g->count.by_weekday = alike ? NULL : week;
}

/* As many people as a count may ask for: the engine keeps a record of each. */
enum { PEOPLE_AT_MOST = 1000000 };

static bool people_check(struct reader *r, const struct path *at, const struct staff_group *g) {
    double people = 0;
    for (size_t i = 0; i < g->n_shifts; i++) {
        people += (double)g->shifts[i].count;
    }
    return people <= PEOPLE_AT_MOST ||
           diag_error(r->diag, at, "%.0f people in all; at most %d are allowed", people,
                      PEOPLE_AT_MOST);
}

bool shifts_settle(struct reader *r, const struct path *at, struct staff_group *g) {
    struct path all = {.parent = at, .key = "shifts"};
    struct shift *shifts = arena_array(r->arena, g->n_shifts, sizeof *shifts);
    bool ok = people_check(r, &all, g);
    for (size_t i = 0; i < g->n_shifts; i++) {
        struct path here = {.parent = &all, .key = g->shifts[i].name};
        shifts[i] = g->shifts[i];
        if (!shifts[i].breaks) {
            shifts[i].breaks = g->breaks;
            shifts[i].n_breaks = g->n_breaks;
            ok = breaks_fit(r, &here, &shifts[i], false) && ok;
        }
    }
    g->shifts = shifts;
    heads_count(r->arena, &reading_of(r)->scenario->horizon, g);
    return ok;
}
