/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/report.h"

#include <math.h>
#include <string.h>

#include "scenario/station_kind.h"

static const struct standard *standard_of(const struct scenario *s, const char *name) {
    for (size_t i = 0; i < s->n_standards; i++)
        if (strcmp(s->standards[i].name, name) == 0)
            return &s->standards[i];
    return NULL;
}

static bool station_is_staffed(const struct scenario *s, const char *name) {
    for (size_t i = 0; i < s->n_stations; i++)
        if (strcmp(s->stations[i].name, name) == 0)
            return s->stations[i].kind->staffed;
    return false;
}

/* People are there while they wait for something else. */
static bool is_second_place(const struct scenario *s, const char *name) {
    for (size_t i = 0; i < s->n_stations; i++)
        if (s->stations[i].while_waiting.at && strcmp(s->stations[i].while_waiting.at, name) == 0)
            return true;
    return false;
}

/* Numbers of people that differ by chance, as by absence, are alike: the first by name is shown. */
static const double NEARLY_ALIKE = 0.02;

const char *report_main_station(const struct report *r) {
    for (size_t i = 0; i < r->results->n_standards; i++) {
        const struct standard *s = standard_of(r->scenario, r->results->standards[i].name);
        if (s && s->at)
            return s->at;
    }
    const struct result_row *main_row = NULL;
    double most = 0;
    for (size_t i = 0; i < r->results->n_rows; i++) {
        const struct result_row *row = &r->results->rows[i];
        bool shown = row->kind == ROW_STATION && !row->rival &&
                     station_is_staffed(r->scenario, row->name) &&
                     !is_second_place(r->scenario, row->name);
        double people = shown ? report_estimate(row, "staffed").value : 0;
        if (shown && (!main_row || people > most * (1 + NEARLY_ALIKE))) {
            main_row = row;
            most = people;
        }
    }
    return main_row ? main_row->name : NULL;
}

const struct standard_result *report_standard_at(const struct report *r, const char *station) {
    for (size_t i = 0; i < r->results->n_standards; i++) {
        const struct standard *s = standard_of(r->scenario, r->results->standards[i].name);
        bool of_all = s && !s->of_class && !s->of_tier && !s->of_skill;
        if (of_all && s->at && strcmp(s->at, station) == 0 && !isnan(s->within) && !s->n_from)
            return &r->results->standards[i];
    }
    return NULL;
}

bool report_machines_served(const struct results *r) {
    const struct result_row *total = results_row(r, ROW_TOTAL, "");
    bool staff = false;
    for (size_t i = 0; i < r->n_rows; i++)
        staff = staff || r->rows[i].kind == ROW_GROUP;
    return staff && report_estimate(total, "self_served").value > 0;
}

struct estimate report_estimate(const struct result_row *row, const char *measure) {
    size_t i = measure_find(measure);
    if (!row || i == n_measures)
        return (struct estimate){NAN, NAN, NAN};
    return row->estimates[i];
}
