/* SPDX-License-Identifier: GPL-3.0-or-later
 * How tired people are over the day, a line with a band for each group. */
#include "report/plot_script.h"

#include <math.h>
#include <string.h>

#include "base/csv_write.h"

enum { MOST_GROUPS = 5, LEGEND_COLUMNS = 30 };

static const struct {
    const char *colour;
    int dash;
} group_styles[MOST_GROUPS] = {
    {PLOT_BLUE, 1}, {PLOT_RED, 2}, {PLOT_GREEN, 3}, {PLOT_PURPLE, 4}, {PLOT_ORANGE, 5}};

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

struct series {
    const char *group;
    size_t first, n; /* rows of the file, from 1 */
};

static void script_write(struct plot *p, const struct series *s, size_t n, bool band) {
    const struct results *r = p->report->results;
    const struct interval_row *first = &r->intervals[0], *last = &r->intervals[r->n_intervals - 1];
    FILE *gp = plot_open(p, ".gp");
    if (!gp)
        return;
    plot_begin(gp, p, "How tired people at their desks are, by interval.", 1000, 560);
    fprintf(gp,
            "file = \"%s.csv\"\nset title %s \nset key at screen 0.5, screen 0.01 center bottom "
            "maxrows auto\nset bmargin 6.5\n",
            p->name, plot_title(p, "how tired people are"));
    plot_time_axis(gp, p, first->start, last->start + (last->after_close ? 0 : last->length));
    plot_share_axis(gp, band ? "fatigue (bands: where its mean lies)" : "fatigue");
    fprintf(gp, "set format y \"%%g %%%%\"\nset yrange [0:100]\nplot ");
    for (size_t k = 0; k < n; k++) {
        const char *colour = group_styles[k].colour;
        if (band)
            fprintf(gp,
                    "file using (at($2 + $3 / 2)):(100 * $5):(100 * $6) every ::%zu::%zu with "
                    "filledcurves fillcolor \"%s\" fillstyle transparent solid 0.25 notitle, \\\n"
                    "     ",
                    s[k].first, s[k].first + s[k].n - 1, colour);
        fprintf(gp,
                "file using (at($2 + $3 / 2)):(100 * $4) every ::%zu::%zu with lines linewidth 2 "
                "dashtype %d linecolor \"%s\" title %s%s",
                s[k].first, s[k].first + s[k].n - 1, group_styles[k].dash, colour,
                plot_label(p, s[k].group, LEGEND_COLUMNS), k + 1 < n ? ", \\\n     " : "\n");
    }
    plot_end(gp);
    plot_close(p, ".gp", gp);
}

bool plot_fatigue(struct plot *p, const char *station) {
    const struct results *r = p->report->results;
    struct series all[MOST_GROUPS];
    size_t n = 0, rows = 1;
    (void)station;
    if (!p->report->scenario->people.energy.on || r->n_intervals < 2)
        return false;
    FILE *csv = plot_open(p, ".csv");
    if (!csv)
        return false;
    fprintf(csv, "group,start_s,length_s,fatigue,low,high\n");
    for (size_t i = 0; i < r->n_rows && n < MOST_GROUPS; i++) {
        size_t written = r->rows[i].kind == ROW_GROUP ? series_write(csv, r, r->rows[i].name) : 0;
        if (written > 0) {
            all[n++] = (struct series){r->rows[i].name, rows, written};
            rows += written;
        }
    }
    plot_close(p, ".csv", csv);
    if (!p->failed && n > 0)
        script_write(p, all, n, r->replications > 1);
    return !p->failed && n > 0;
}
