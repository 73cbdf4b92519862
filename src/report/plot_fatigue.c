/* SPDX-License-Identifier: GPL-3.0-or-later
 * How tired people are over the day, a line with a band for each group. */
#include "report/plot_script.h"

#include <math.h>
#include <string.h>

#include "base/csv_write.h"

static bool row_shows(const struct interval_row *row, const char *group) {
    return row->kind == ROW_GROUP && !row->after_close && strcmp(row->name, group) == 0 &&
           !isnan(interval_value(row, "fatigue"));
}

/* Returns how many intervals know of the group. */
static size_t series_write(FILE *csv, const struct results *r, const char *group) {
    static const char *const columns[] = {"fatigue", "fatigue_low", "fatigue_high"};
    size_t n = 0;
    for (size_t i = 0; i < r->n_intervals; i++) {
        const struct interval_row *row = &r->intervals[i];
        if (!row_shows(row, group))
            continue;
        csv_text(csv, group);
        fprintf(csv, ",%.9g,%.9g", row->start, row->length);
        for (size_t c = 0; c < sizeof columns / sizeof *columns; c++) {
            fputc(',', csv);
            csv_number(csv, interval_value(row, columns[c]));
        }
        fputc('\n', csv);
        n++;
    }
    return n;
}

static void script_write(struct plot *p, const struct plot_series *s, size_t n, bool band) {
    const struct results *r = p->report->results;
    const struct interval_row *first = &r->intervals[0], *last = &r->intervals[r->n_intervals - 1];
    FILE *gp = plot_open(p, ".gp");
    if (!gp)
        return;
    plot_begin(gp, p, "How tired people at their desks are, by interval.", 1000, 560);
    fprintf(gp, "set title %s \nset yrange [0:100]\n", plot_title(p, "how tired people are"));
    plot_time_axis(gp, p, first->start, last->start + (last->after_close ? 0 : last->length));
    plot_share_axis(gp, band ? "fatigue (bands: where its mean lies)" : "fatigue");
    plot_series_draw(gp, p, s, n, "at($2 + $3 / 2)", band);
    plot_end(gp);
    plot_close(p, ".gp", gp);
}

bool plot_fatigue(struct plot *p, const char *station) {
    const struct results *r = p->report->results;
    struct plot_series all[PLOT_SERIES];
    size_t n = 0, rows = 1;
    (void)station;
    if (!p->report->scenario->people.energy.on || r->n_intervals < 2)
        return false;
    FILE *csv = plot_open(p, ".csv");
    if (!csv)
        return false;
    fprintf(csv, "group,start_s,length_s,fatigue,low,high\n");
    for (size_t i = 0; i < r->n_rows && n < PLOT_SERIES; i++) {
        size_t written = r->rows[i].kind == ROW_GROUP ? series_write(csv, r, r->rows[i].name) : 0;
        if (written > 0) {
            all[n++] = (struct plot_series){r->rows[i].name, rows, written};
            rows += written;
        }
    }
    plot_close(p, ".csv", csv);
    if (!p->failed && n > 0)
        script_write(p, all, n, r->replications > 1);
    return !p->failed && n > 0;
}
