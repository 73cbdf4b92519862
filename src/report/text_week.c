/* SPDX-License-Identifier: GPL-3.0-or-later
 * The week by day, as the main station sees it, where weekdays differ. */
#include <math.h>

#include "base/table.h"
#include "report/format.h"
#include "report/text_parts.h"

static const struct table_column columns[] = {
    {"", TABLE_LEFT},         {"offered", TABLE_RIGHT},
    {"staffed", TABLE_RIGHT}, {"service level", TABLE_RIGHT},
    {"left", TABLE_RIGHT},    {"asa", TABLE_RIGHT},
};

static void cell_add(struct table *t, struct arena *a, const struct result_row *row,
                     const char *measure) {
    struct estimate e = report_estimate(row, measure);
    const char *unit = measures[measure_find(measure)].unit;
    table_add(t, "%s", isnan(e.value) ? "" : format_estimate(a, e, unit));
}

void text_week(const struct report *r, struct arena *a, struct text *out) {
    const struct results *x = r->results;
    const char *station = report_main_station(r);
    if (x->n_weekdays < 2 || !station)
        return;
    const struct standard_result *s = report_standard_at(r, station);
    const char *level = s && s->formula ? s->formula : "service_level_ignore";
    const char *const cells[] = {"arrived", "staffed", level, "abandonment", "asa"};
    size_t at = (size_t)(results_row(x, ROW_STATION, station) - x->rows);
    text_heading(r, a, out, arena_format(a, "The week at %s", station));
    struct table t;
    table_init(&t, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < x->n_weekdays; i++) {
        table_add(&t, "%s", x->weekdays[i].name);
        for (size_t c = 0; c < sizeof cells / sizeof *cells; c++)
            cell_add(&t, a, &x->weekdays[i].rows[at], cells[c]);
    }
    table_print(&t, out, 2, REPORT_WIDTH);
    table_fini(&t);
    text_paragraph(out, "All that follows is a mean over these days.");
}
