/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/arrival_times.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/text.h"
#include "base/units.h"

struct column_given {
    const char *csv, *column;
};

const struct field arrival_times_fields[] = {
    {ROW(struct column_given, "csv", FIELD_TEXT, csv), .required = true,
     .help = "file with a header line, beside the scenario", .example = "\"log.csv\""},
    {ROW(struct column_given, "column", FIELD_TEXT, column), .required = true,
     .help = "name of the column that holds the times, in any order", .example = "\"arrived\""},
    {0}};

/* A time stamp: day counts days since 1970-01-01, or is -1 where no date stands. */
struct stamp {
    long day;
    double time; /* s since that midnight */
};

/* Days from the civil calendar, era by era of 400 years (Hinnant, "chrono-compatible low-level
 * date algorithms", 2013). */
static long days_of_date(long year, long month, long day) {
    year -= month <= 2;
    long era = year / 400, of_era = year - era * 400;
    long of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static long month_days(long year, long month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

static bool all_digits(const char *p, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (p[i] < '0' || p[i] > '9') {
            return false;
        }
    }
    return true;
}

/* "2024-05-06" at p, which holds at least ten characters. */
static bool date_parse(const char *p, long *day) {
    if (!all_digits(p, 4) || p[4] != '-' || !all_digits(p + 5, 2) || p[7] != '-' ||
        !all_digits(p + 8, 2)) {
        return false;
    }
    long year = strtol(p, NULL, 10), month = strtol(p + 5, NULL, 10), of = strtol(p + 8, NULL, 10);
    if (month < 1 || month > 12 || of < 1 || of > month_days(year, month)) {
        return false;
    }
    *day = days_of_date(year, month, of);
    return true;
}

static const char *stamp_parse(const char *text, struct stamp *out) {
    static const char fault[] = "is no time, as in \"08:03:20\" or \"2024-05-06 08:03:20\"";
    out->day = -1;
    if (strlen(text) > 11 && (text[10] == ' ' || text[10] == 'T')) {
        if (!date_parse(text, &out->day)) {
            return fault;
        }
        text += 11;
    }
    const char *point = strchr(text, '.');
    if (!point) {
        return time_of_day_parse(text, &out->time) ? fault : NULL;
    }
    /* Fractions of a second: the whole seconds, then the rest. */
    char whole[16];
    size_t n = (size_t)(point - text);
    if (n >= sizeof whole || n < 7 || !all_digits(point + 1, strlen(point + 1))) {
        return fault;
    }
    memcpy(whole, text, n);
    whole[n] = '\0';
    const char *why = time_of_day_parse(whole, &out->time);
    out->time += strtod(point, NULL);
    return why ? fault : NULL;
}

static int compare_doubles(const void *left, const void *right) {
    const double *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static bool dates_agree(const struct stamp *stamps, size_t n) {
    for (size_t i = 1; i < n; i++) {
        if ((stamps[i].day < 0) != (stamps[0].day < 0)) {
            return false;
        }
    }
    return true;
}

static long first_day(const struct stamp *stamps, size_t n) {
    long first = stamps[0].day;
    for (size_t i = 1; i < n; i++) {
        first = stamps[i].day < first ? stamps[i].day : first;
    }
    return first;
}

static void times_outside_warn(struct reader *r, const struct path *at, size_t outside, size_t n) {
    if (outside > 0) {
        diag_warning(r->diag, at,
                     "%zu of %zu times are outside the opening hours or days and are "
                     "left out",
                     outside, n);
    }
}

/* Times after midnight belong to the day that opened before it. */
static void stamps_to_days(struct stamp *stamps, size_t n, const struct horizon *h) {
    for (size_t i = 0; i < n; i++) {
        if (stamps[i].time < h->opens && stamps[i].time + DAY_SECONDS < h->closes) {
            stamps[i].time += DAY_SECONDS;
            stamps[i].day -= stamps[i].day >= 0;
        }
    }
}

/* Seconds of those times that fall into the opening hours of the days simulated. */
static void stamps_take(struct reader *r, const struct path *at, struct stamp *stamps, size_t n,
                        struct arrival_source *out) {
    const struct horizon *h = &reading_of(r)->scenario->horizon;
    double *times = arena_array(r->arena, n, sizeof *times);
    out->times_daily = stamps[0].day < 0;
    stamps_to_days(stamps, n, h);
    long first = out->times_daily ? -1 : first_day(stamps, n);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        size_t day = (size_t)(stamps[i].day - first);
        double time = stamps[i].time;
        if (time >= h->opens && time < h->closes && day < h->days) {
            times[kept++] = (double)day * DAY_SECONDS + time;
        }
    }
    qsort(times, kept, sizeof *times, compare_doubles);
    times_outside_warn(r, at, n - kept, n);
    out->n_times = kept;
    out->times = times;
}

static bool stamps_check(struct reader *r, const struct path *at, struct stamp *stamps, size_t n,
                         struct arrival_source *out) {
    if (n == 0) {
        return diag_error(r->diag, at, "needs at least one time");
    }
    if (!dates_agree(stamps, n)) {
        return diag_error(r->diag, at, "some times have a date and some have none");
    }
    if (reading_of(r)->horizon_known) {
        stamps_take(r, at, stamps, n, out);
    }
    return true;
}

static bool list_read(struct reader *r, const cJSON *json, const struct path *at,
                      struct arrival_source *out) {
    size_t n = (size_t)cJSON_GetArraySize(json);
    struct stamp *stamps = arena_array(r->arena, n, sizeof *stamps);
    struct path here = {.parent = at};
    bool ok = true;
    for (const cJSON *m = json->child; m; m = m->next, here.index++) {
        const char *why = cJSON_IsString(m) ? stamp_parse(m->valuestring, &stamps[here.index])
                                            : "is no time, as in \"08:03:20\"";
        if (why) {
            ok = diag_error(r->diag, &here, "%s %s", json_describe(&r->diag->arena, m), why);
        }
    }
    return ok && stamps_check(r, at, stamps, n, out);
}

static bool csv_read(struct reader *r, const cJSON *json, const struct path *at,
                     struct arrival_source *out) {
    struct column_given given = {0};
    struct csv csv;
    size_t column;
    if (!fields_read(r, json, at, arrival_times_fields, &given) ||
        !column_read(r, at, given.csv, given.column, &csv, &column)) {
        return false;
    }
    struct stamp *stamps = arena_array(r->arena, csv.n_rows, sizeof *stamps);
    bool ok = true;
    for (size_t i = 0; i < csv.n_rows; i++) {
        const char *cell = csv.cells[i * csv.n_columns + column];
        const char *why = stamp_parse(cell, &stamps[i]);
        if (why) {
            ok = cell_error(r, &csv, i, column,
                            arena_format(&r->diag->arena, "\"%s\" %s", cell, why));
        }
    }
    return ok && stamps_check(r, at, stamps, csv.n_rows, out);
}

bool arrival_times_read(struct reader *r, const struct cJSON *json, const struct path *at,
                        struct arrival_source *out) {
    if (reading_of(r)->scenario->horizon.steady) {
        return diag_error(r->diag, at,
                          "a steady state has no times of day; give 'rate' or 'every'");
    }
    return cJSON_IsArray(json) ? list_read(r, json, at, out) : csv_read(r, json, at, out);
}
