/* SPDX-License-Identifier: GPL-3.0-or-later
 * Patterns of shifts: what may be worked, from which a schedule chooses. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/units.h"
#include "scenario/shifts.h"
#include "scenario/weekday.h"

enum { STARTS_AT_MOST = 2000, LENGTHS_AT_MOST = 48 };

static const char *const days_off[] = {"any", "together", NULL};

/* Numbers, as a list of them or one. */
struct amounts {
    size_t n;
    double *values;
};

/* A pattern as written. */
struct pattern_given {
    struct shift_pattern pattern;
    struct amounts lasts, starts;
    bool together;
    size_t n_on;
    unsigned char on[WEEKDAYS];
};

static int compare_doubles(const void *left, const void *right) {
    const double *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* Ascending, each once. */
static void amounts_sort(struct amounts *a) {
    size_t kept = 0;
    if (a->n > 0) {
        qsort(a->values, a->n, sizeof *a->values, compare_doubles);
    }
    for (size_t i = 0; i < a->n; i++) {
        if (kept == 0 || a->values[i] > a->values[kept - 1]) {
            a->values[kept++] = a->values[i];
        }
    }
    a->n = kept;
}

/* One value or a list of them, by the row. */
static bool amounts_read(struct reader *r, const cJSON *json, const struct path *at,
                         const struct field *row, struct amounts *out) {
    bool list = cJSON_IsArray(json), ok = true;
    size_t n = list ? (size_t)cJSON_GetArraySize(json) : 1;
    out->values = arena_array(r->arena, n, sizeof *out->values);
    if (n == 0 || (double)n > row->max) {
        return diag_error(r->diag, at, "%zu values; 1 to %.0f are allowed", n, row->max);
    }
    struct path member = {.parent = at};
    for (const cJSON *m = list ? json->child : json; m; m = list ? m->next : NULL) {
        struct field limits = {.key = row->key, .kind = row->kind, .min = row->min};
        limits.max = row->kind == FIELD_TIME ? 2 * DAY_SECONDS : DAY_SECONDS - 60;
        ok = quantity_read(r, m, list ? &member : at, &limits, row->kind,
                           &out->values[member.index]) &&
             ok;
        member.index++;
    }
    out->n = n;
    amounts_sort(out);
    return ok;
}

/* ---- lengths ---- */

static const struct field length_row = {
    .key = "lasts", .kind = FIELD_DURATION, .min = 60, .max = LENGTHS_AT_MOST};

static bool lengths_read(struct reader *r, const struct cJSON *json, const struct path *at,
                         const struct field *f, void *object) {
    struct pattern_given *g = object;
    (void)f;
    return amounts_read(r, json, at, &length_row, &g->lasts);
}

static const char *const lengths_schema[] = {
    DURATION_SCHEMA,
    "{\"type\": \"array\", \"minItems\": 1, \"items\": {\"anyOf\": [" DURATION_SCHEMA_LIST "]}}",
    NULL};
static const struct field_type lengths_type = {
    .name = "lengths of a pattern",
    .written = "a duration, or a list of those that may be chosen: [\"6h\", \"8h\"]",
    .schema = lengths_schema,
    .read = lengths_read};

/* ---- starts ---- */

struct start_range {
    double from, to, every;
};

#define R struct start_range
static const struct field range_fields[] = {
    {ROW(R, "from", FIELD_TIME, from), .unit = "s", .max = 2 * DAY_SECONDS, .required = true,
     .help = "the first start", .example = "\"05:00\""},
    {ROW(R, "to", FIELD_TIME, to), .unit = "s", .max = 2 * DAY_SECONDS, .required = true,
     .help = "the last start at most", .example = "\"12:00\""},
    {ROW(R, "every", FIELD_DURATION, every), .unit = "s", .min = 60, .max = DAY_SECONDS,
     .fallback = 900, .help = "from one start to the next", .example = "\"15m\""},
    {0}};
#undef R
static const struct field time_row = {.key = "starts", .kind = FIELD_TIME, .max = STARTS_AT_MOST};

static bool range_read(struct reader *r, const cJSON *json, const struct path *at,
                       struct amounts *out) {
    static const double slack = 1e-6; /* s; rounding of decimals in durations */
    struct start_range range = {0};
    if (!fields_read(r, json, at, range_fields, &range)) {
        return false;
    }
    range.to += range.to < range.from ? DAY_SECONDS : 0;
    if (range.to < range.from) {
        return diag_error(r->diag, at,
                          "'to' is more than a day before 'from'; no start lies between");
    }
    out->n = (size_t)floor((range.to - range.from + slack) / range.every) + 1;
    out->values = arena_array(r->arena, out->n, sizeof *out->values);
    for (size_t i = 0; i < out->n; i++) {
        out->values[i] = range.from + (double)i * range.every;
    }
    return out->n <= STARTS_AT_MOST ||
           diag_error(r->diag, at, "%zu starts; at most %d are allowed", out->n, STARTS_AT_MOST);
}

static bool start_error(struct reader *r, const struct path *at, double start) {
    const struct horizon *h = &reading_of(r)->scenario->horizon;
    struct text t = {0};
    text_add(&t, "a start at ");
    time_of_day_add(&t, start);
    text_add(&t, start < h->opens ? ", before opening at " : ", not before closing at ");
    time_of_day_add(&t, start < h->opens ? h->opens : h->closes);
    diag_error(r->diag, at, "%s: a shift begins while it is open", text_string(&t));
    text_fini(&t);
    return false;
}

/* Times that a day which goes on past midnight still reaches mean after midnight. */
static bool starts_settle(struct reader *r, const struct path *at, struct amounts *starts) {
    const struct horizon *h = &reading_of(r)->scenario->horizon;
    if (!reading_of(r)->horizon_known || h->steady) {
        return true;
    }
    for (size_t i = 0; i < starts->n; i++) {
        double *s = &starts->values[i];
        *s += *s < h->opens && *s + DAY_SECONDS < h->closes ? DAY_SECONDS : 0;
        if (*s < h->opens || *s >= h->closes) {
            return start_error(r, at, *s);
        }
    }
    amounts_sort(starts);
    return true;
}

static bool starts_read(struct reader *r, const struct cJSON *json, const struct path *at,
                        const struct field *f, void *object) {
    struct pattern_given *g = object;
    (void)f;
    bool ok = cJSON_IsObject(json) ? range_read(r, json, at, &g->starts)
                                   : amounts_read(r, json, at, &time_row, &g->starts);
    return ok && starts_settle(r, at, &g->starts);
}

#define TIME_SCHEMA "{\"type\": \"string\", \"pattern\": \"^[0-9]{1,2}:[0-5][0-9](:[0-5][0-9])?$\"}"
static const char *const starts_schema[] = {
    TIME_SCHEMA, "{\"type\": \"array\", \"minItems\": 1, \"items\": " TIME_SCHEMA "}", NULL};
static const struct field_type starts_type = {
    .name = "starts of a pattern",
    .written = "a time, a list of times, or from one to another: {\"from\": \"05:00\", \"to\": "
               "\"12:00\", \"every\": \"15m\"}",
    .fields = range_fields,
    .schema = starts_schema,
    .read = starts_read};

/* ---- the pattern ---- */

#define P struct pattern_given
static const struct field fields[] = {
    {ROW(P, "lasts", FIELD_TYPED, lasts), .unit = "s", .type = &lengths_type, .required = true,
     .help = "from coming to going, breaks included", .example = "\"9h\""},
    {ROW(P, "starts", FIELD_TYPED, starts), .unit = "s", .type = &starts_type, .required = true,
     .help = "when such a shift may begin: while it is open",
     .example = "{\"from\": \"08:00\", \"to\": \"09:00\", \"every\": \"15m\"}"},
    {ROW(P, "breaks", FIELD_TYPED, pattern.breaks), .type = &breaks_type,
     .count_offset = offsetof(P, pattern.n_breaks), .max = 16,
     .help = "its breaks instead of the group's, at a time or within a window; the schedule says "
             "when each is taken",
     .example = "{\"lunch\": {\"lasts\": \"1h\", \"between\": [\"4h\", \"5h\"]}}"},
    {ROW(P, "at_least", FIELD_COUNT, pattern.at_least), .unit = "agents", .max = 1e6,
     .help = "people who must work it: each day, or in all where 'days' is given", .example = "4"},
    {ROW(P, "at_most", FIELD_COUNT, pattern.at_most), .unit = "agents", .max = 1e6,
     .fallback = HUGE_VAL,
     .help = "people who can work it: each day, or in all where 'days' is "
             "given",
     .example = "20"},
    {ROW(P, "cost", FIELD_NUMBER, pattern.cost), .unit = "money", .max = 1e12, .fallback = NAN,
     .help = "of one such shift; else its paid hours at the group's price in money.staff",
     .example = "110"},
    {ROW(P, "days", FIELD_COUNT, pattern.days), .unit = "days", .max = WEEKDAYS,
     .help = "how many days a week each of these people works; not given: each day is planned by "
             "itself",
     .example = "5"},
    {ROW(P, "days_off", FIELD_EITHER, together), .choices = days_off,
     .help = "of people with 'days': whether their days off must follow each other",
     .example = "\"together\""},
    {ROW(P, "on", FIELD_TYPED, on), .type = &weekdays_type, .count_offset = offsetof(P, n_on),
     .help = "weekdays on which it may be worked; every day unless given",
     .example = "[\"mon-fri\"]"},
    {0}};
#undef P

static bool breaks_meet(const struct break_rule *a, const struct break_rule *b) {
    return a->until + a->lasts > b->from && b->until + b->lasts > a->from;
}

/* No break that nobody can plan, or that might meet another. */
static bool break_plannable(struct reader *r, const struct path *at, const struct shift_pattern *p,
                            size_t which) {
    const struct break_rule *b = &p->breaks[which];
    if (b->kind == BREAK_AFTER_WORK) {
        return diag_error(r->diag, at,
                          "break '%s': 'after_work' is known only on the day; give 'at' or "
                          "'between'",
                          b->name);
    }
    for (size_t i = 0; i < which; i++) {
        if (p->breaks[i].kind != BREAK_AFTER_WORK && breaks_meet(b, &p->breaks[i])) {
            return diag_error(r->diag, at, "break '%s' can meet '%s'; move their times apart",
                              b->name, p->breaks[i].name);
        }
    }
    return true;
}

/* As breaks_fit for shifts; and breaks must have a time and must not meet. */
static bool pattern_breaks_fit(struct reader *r, const struct path *at,
                               const struct shift_pattern *p, bool own) {
    struct path breaks = {.parent = at, .key = "breaks"};
    struct shift shortest = {.lasts = p->lasts[0], .n_breaks = p->n_breaks, .breaks = p->breaks};
    bool ok = breaks_fit(r, at, &shortest, own);
    for (size_t i = 0; i < p->n_breaks; i++) {
        struct path here = {.parent = &breaks, .key = p->breaks[i].name};
        ok = break_plannable(r, own ? &here : at, p, i) && ok;
    }
    return ok;
}

static bool numbers_check(struct reader *r, const struct path *at, const struct pattern_given *g) {
    const struct shift_pattern *p = &g->pattern;
    struct path least = {.parent = at, .key = "at_least"}, days = {.parent = at, .key = "days"};
    size_t weekdays = 0;
    for (unsigned i = 0; i < WEEKDAYS; i++) {
        weekdays += p->on >> i & 1;
    }
    bool ok = p->at_least <= p->at_most ||
              diag_error(r->diag, &least, "%zu is above 'at_most', %zu", p->at_least, p->at_most);
    return (p->days <= weekdays ||
            diag_error(r->diag, &days, "%zu days, but 'on' allows only %zu", p->days, weekdays)) &&
           ok;
}

static bool pattern_read(struct reader *r, const struct cJSON *json, const struct path *at,
                         void *member) {
    struct pattern_given g = {0};
    bool ok = fields_read(r, json, at, fields, &g);
    struct shift_pattern *p = &g.pattern;
    p->n_lasts = g.lasts.n;
    p->lasts = g.lasts.values;
    p->n_starts = g.starts.n;
    p->starts = g.starts.values;
    p->off_together = g.together;
    p->on = g.n_on == 0 ? ALL_WEEKDAYS : 0;
    for (size_t i = 0; i < g.n_on; i++) {
        p->on |= 1U << g.on[i];
    }
    ok = ok && numbers_check(r, at, &g);
    ok = ok && pattern_breaks_fit(r, at, p, true);
    memcpy(member, p, sizeof *p);
    return ok;
}

bool patterns_settle(struct reader *r, const struct path *at, struct staff_group *g) {
    struct path all = {.parent = at, .key = "patterns"};
    struct shift_pattern *patterns = arena_array(r->arena, g->n_patterns, sizeof *patterns);
    bool ok = true;
    for (size_t i = 0; i < g->n_patterns; i++) {
        struct path here = {.parent = &all, .key = g->patterns[i].name};
        patterns[i] = g->patterns[i];
        if (!patterns[i].breaks) {
            patterns[i].breaks = g->breaks;
            patterns[i].n_breaks = g->n_breaks;
            ok = pattern_breaks_fit(r, &here, &patterns[i], false) && ok;
        }
    }
    g->patterns = patterns;
    return ok;
}

const struct field_type patterns_type = {
    .name = "patterns",
    .written = "an object of patterns by name: {\"full-time\": {\"lasts\": \"9h\", \"starts\": "
               "[\"07:00\", \"08:00\"]}}",
    .shape = TYPE_MAP,
    .size = sizeof(struct shift_pattern),
    .name_offset = offsetof(struct shift_pattern, name),
    .fields = fields,
    .read_member = pattern_read,
    .name_fault = name_fault};
