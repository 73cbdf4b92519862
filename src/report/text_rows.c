/* SPDX-License-Identifier: GPL-3.0-or-later
 * Who waits and who leaves; where; and who serves: tables of measures over rows of results. */
#include "report/text_parts.h"

#include <math.h>
#include <string.h>

#include "base/table.h"
#include "report/format.h"
#include "scenario/crew.h"

enum { MOST_COLUMNS = 8 };

/* A table: which rows, and the measure and heading of each column. */
struct sheet {
    const char *heading, *first;
    unsigned kinds; /* bit set of 1 << row_kind */
    struct {
        const char *measure, *heading;
    } columns[MOST_COLUMNS];
    bool (*takes)(const struct report *r,
                  const struct result_row *row); /* NULL: all of the kinds */
};

static bool row_belongs(const struct report *r, const struct sheet *s,
                        const struct result_row *row) {
    bool plain_tier = row->kind == ROW_TIER && r->scenario->n_tiers == 1;
    bool only_class = row->kind == ROW_CLASS && r->scenario->n_classes == 1;
    return (s->kinds & 1u << row->kind) && !plain_tier && !only_class &&
           (!s->takes || s->takes(r, row));
}

/* Nothing to say: the measure does not apply, or is nought in every row. */
static bool column_is_idle(const struct report *r, const struct sheet *s, const char *measure) {
    for (size_t i = 0; i < r->results->n_rows; i++) {
        double x = report_estimate(&r->results->rows[i], measure).value;
        if (row_belongs(r, s, &r->results->rows[i]) && !isnan(x) && x != 0)
            return false;
    }
    return true;
}

static const char *row_name(struct arena *a, const struct result_row *row) {
    if (row->kind == ROW_TOTAL)
        return "all";
    const char *kind = row->kind == ROW_TIER ? "tier " : "";
    return arena_format(a, "%s%s%s", kind, row->name, row->rival ? " (rival)" : "");
}

static bool row_is_empty(const struct result_row *row, const char *const *measure, size_t n) {
    for (size_t c = 0; c < n; c++)
        if (!isnan(report_estimate(row, measure[c]).value))
            return false;
    return true;
}

static void rows_fill(const struct report *r, struct arena *a, const struct sheet *s,
                      const char *const *measure, size_t n, struct table *t) {
    for (size_t i = 0; i < r->results->n_rows; i++) {
        const struct result_row *row = &r->results->rows[i];
        if (!row_belongs(r, s, row) || row_is_empty(row, measure, n))
            continue;
        table_add(t, "%s", row_name(a, row));
        for (size_t c = 0; c < n; c++) {
            struct estimate e = report_estimate(row, measure[c]);
            const char *unit = measures[measure_find(measure[c])].unit;
            table_add(t, "%s", isnan(e.value) ? "" : format_estimate(a, e, unit));
        }
    }
}

static void sheet_print(const struct report *r, struct arena *a, struct text *out,
                        const struct sheet *s) {
    struct table_column columns[MOST_COLUMNS + 1] = {{s->first, TABLE_LEFT}};
    const char *measure[MOST_COLUMNS];
    size_t n = 0;
    for (size_t c = 0; c < MOST_COLUMNS && s->columns[c].measure; c++) {
        if (column_is_idle(r, s, s->columns[c].measure))
            continue;
        measure[n++] = s->columns[c].measure;
        columns[n] = (struct table_column){s->columns[c].heading, TABLE_RIGHT};
    }
    struct table t;
    table_init(&t, columns, n + 1);
    rows_fill(r, a, s, measure, n, &t);
    if (t.n_cells > 0) {
        text_heading(r, a, out, s->heading);
        table_print(&t, out, 2, REPORT_WIDTH);
    }
    table_fini(&t);
}

void text_who(const struct report *r, struct arena *a, struct text *out) {
    static const struct sheet leaving = {"Who comes and who leaves (a day)",
                                         "",
                                         1u << ROW_TOTAL | 1u << ROW_CLASS | 1u << ROW_TIER,
                                         {{"offered", "offered"},
                                          {"abandonment", "abandoned"},
                                          {"blocking", "blocked"},
                                          {"balking", "balked"},
                                          {"turned_away", "sent away"},
                                          {"stranded", "never served"},
                                          {"redials", "come again"}},
                                         NULL};
    struct sheet waiting = {"Who waits (those served: asa; all who joined: mean wait)",
                            "",
                            1u << ROW_TOTAL | 1u << ROW_CLASS | 1u << ROW_TIER,
                            {{"delay_probability", "has to wait"},
                             {"asa", "asa"},
                             {"mean_wait", "mean wait"},
                             {"wait_p90", "9 in 10 within"}},
                            NULL};
    if (report_machines_served(r->results))
        waiting.heading = "Who waits (asa, 9 in 10 within: whom staff served or helped; "
                          "the rest: all, at machines too)";
    sheet_print(r, a, out, &leaving);
    sheet_print(r, a, out, &waiting);
}

static bool is_crew(const struct report *r, const struct result_row *row) {
    const struct scenario *s = r->scenario;
    for (size_t i = 0; i < s->n_stations; i++)
        if (strcmp(s->stations[i].name, row->name) == 0)
            return station_crew_of(&s->stations[i]);
    return false;
}

void text_stations(const struct report *r, struct arena *a, struct text *out) {
    static const struct sheet stations = {"Stations",
                                          "",
                                          1u << ROW_STATION,
                                          {{"arrived", "arrived a day"},
                                           {"blocking", "blocked"},
                                           {"mean_queue", "mean in line"},
                                           {"max_queue", "longest line"},
                                           {"utilisation", "in use"}},
                                          NULL};
    static const struct sheet machines = {"Machines that fail or need help (a day)",
                                          "",
                                          1u << ROW_STATION,
                                          {{"success_share", "uses resolved"},
                                           {"help_share", "needed help"},
                                           {"helps", "calls for help"},
                                           {"help_time", "a call lasts"},
                                           {"failures", "failures"},
                                           {"down_share", "out of order"}},
                                          NULL};
    static const struct sheet crews = {
        "Crews (wait: until the first task begins; stay: from coming "
        "to the end of the last task)",
        "",
        1u << ROW_STATION,
        {{"completed", "finished a day"},
         {"mean_wait", "mean wait"},
         {"wait_p90", "9 in 10 within"},
         {"sojourn", "mean stay"},
         {"mean_in_system", "mean inside"}},
        is_crew};
    static const struct sheet promises = {"Promises",
                                          "",
                                          1u << ROW_STATION,
                                          {{"promise_kept", "kept"},
                                           {"overrun", "the others late by"},
                                           {"chases", "contacts that ask, a day"}},
                                          NULL};
    sheet_print(r, a, out, &stations);
    sheet_print(r, a, out, &crews);
    sheet_print(r, a, out, &promises);
    sheet_print(r, a, out, &machines);
}

/* Where people.energy, outcome or strain is on. On a single day strain hardly moves, and with it
 * who leaves the job. */
static void people_print(const struct report *r, struct arena *a, struct text *out) {
    static const struct sheet of_a_day = {"How staff are (a shift: eight hours on duty)",
                                          "",
                                          1u << ROW_GROUP,
                                          {{"fatigue", "tired"},
                                           {"courtesy", "courtesy"},
                                           {"hostile_per_shift", "hostile a shift"},
                                           {"lacked_authority", "lacked authority"}},
                                          NULL};
    static const struct sheet of_one_day = {
        "Where strain leads if days like these go on (leavers: for each person)",
        "",
        1u << ROW_GROUP,
        {{"settled_strain", "strain led to"},
         {"settled_quits", "leavers a year then"},
         {"absence", "absent"}},
        NULL};
    static const struct sheet of_days = {"What days do to staff (leavers: for each person)",
                                         "",
                                         1u << ROW_GROUP,
                                         {{"quits", "leavers\na year"},
                                          {"settled_strain", "strain\nled to"},
                                          {"settled_quits", "leavers a\nyear then"},
                                          {"absence", "absent"}},
                                         NULL};
    sheet_print(r, a, out, &of_a_day);
    if (r->scenario->people.strain.on)
        sheet_print(r, a, out, r->scenario->horizon.days > 1 ? &of_days : &of_one_day);
}

void text_staff(const struct report *r, struct arena *a, struct text *out) {
    static const struct sheet staff = {"Staff",
                                       "",
                                       1u << ROW_GROUP,
                                       {{"staffed", "staffed"},
                                        {"occupancy", "occupancy"},
                                        {"handle_time", "handle time"},
                                        {"wrap_up_time", "of it wrap-up"},
                                        {"cost", "cost"}},
                                       NULL};
    static const struct sheet day = {"The working day (a day; lateness: a mean)",
                                     "",
                                     1u << ROW_GROUP,
                                     {{"agent_days", "people due"},
                                      {"absence", "absent"},
                                      {"break_lateness", "breaks late by"},
                                      {"breaks_missed", "missed"},
                                      {"late_finish", "home late by"},
                                      {"paid_hours", "paid hours"}},
                                     NULL};
    sheet_print(r, a, out, &staff);
    people_print(r, a, out);
    sheet_print(r, a, out, &day);
}

void text_rules(const struct report *r, struct arena *a, struct text *out) {
    static const struct sheet rules = {"Rules (a day)",
                                       "",
                                       1u << ROW_RULE,
                                       {{"switches", "goes on"},
                                        {"share_on", "time on"},
                                        {"fetched_hours", "hours fetched"},
                                        {"fetched_missing", "of them not there"}},
                                       NULL};
    sheet_print(r, a, out, &rules);
}

void text_money(const struct report *r, struct arena *a, struct text *out) {
    static const struct sheet money = {"Money (a day, in the scenario's own unit)",
                                       "",
                                       1u << ROW_TOTAL,
                                       {{"cost", "cost"},
                                        {"cost_staff", "of it staff"},
                                        {"cost_stations", "stations"},
                                        {"cost_lost_customers", "lost customers"},
                                        {"cost_waiting", "waiting"},
                                        {"cost_guarantees", "guarantees"},
                                        {"value", "value of the helped"}},
                                       NULL};
    sheet_print(r, a, out, &money);
}
