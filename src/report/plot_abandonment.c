/* SPDX-License-Identifier: GPL-3.0-or-later
 * Who leaves without service: by interval of the day, or by class where there is no day. */
#include "report/plot_script.h"

#include <math.h>
#include <string.h>

#include "base/csv_write.h"
#include "base/table.h"

enum { MOST_LINES = 5 };

/* Letters of a name in the legend, of all names side by side below the axis, of a slanted one. */
enum { LEGEND_COLUMNS = 30, TICS_COLUMNS = 100, SLANTED_COLUMNS = 18 };

/* Colours and dashes of the classes' lines: either alone tells them apart. */
static const struct {
    const char *colour;
    int dash, point;
} line_styles[MOST_LINES] = {{PLOT_BLUE, 1, 7},
                             {PLOT_RED, 2, 5},
                             {PLOT_GREEN, 3, 9},
                             {PLOT_PURPLE, 4, 11},
                             {PLOT_ORANGE, 5, 13}};

static bool row_shows(const struct interval_row *row, enum row_kind kind, const char *name) {
    return row->kind == kind && !row->after_close && strcmp(row->name, name) == 0;
}

static double share_left(const struct interval_row *row) {
    double offered = interval_value(row, "offered");
    return offered > 0 ? interval_value(row, "abandoned") / offered : NAN;
}

/* One series of the file: the total, or a class. Returns its rows. */
static size_t series_write(FILE *csv, const struct results *r, enum row_kind kind,
                           const char *name) {
    size_t n = 0;
    for (size_t i = 0; i < r->n_intervals; i++) {
        const struct interval_row *row = &r->intervals[i];
        if (!row_shows(row, kind, name))
            continue;
        fprintf(csv, "%s,", row_kind_names[kind]);
        csv_text(csv, name);
        fprintf(csv, ",%.9g,%.9g,", row->start, row->length);
        csv_number(csv, interval_value(row, "abandoned"));
        fputc(',', csv);
        csv_number(csv, share_left(row));
        fputc('\n', csv);
        n++;
    }
    return n;
}

static size_t classes_choose(const struct results *r, const char **chosen) {
    size_t n = 0;
    for (size_t i = 0; i < r->n_rows; i++)
        if (r->rows[i].kind == ROW_CLASS && !r->rows[i].rival && n < MOST_LINES)
            chosen[n++] = r->rows[i].name;
    return n > 1 ? n : 0; /* a single class is the total */
}

static void day_script(struct plot *p, size_t rows, const char *const *classes, size_t n) {
    const struct results *r = p->report->results;
    FILE *gp = plot_open(p, ".gp");
    if (!gp)
        return;
    const struct interval_row *first = NULL, *last = NULL;
    for (size_t i = 0; i < r->n_intervals; i++) {
        if (!row_shows(&r->intervals[i], ROW_TOTAL, ""))
            continue;
        first = first ? first : &r->intervals[i];
        last = &r->intervals[i];
    }
    plot_begin(gp, p, "Abandonment by interval of the contact's arrival.", 1000, 560);
    fprintf(gp,
            "file = \"%s.csv\"\nset title %s \nset key at screen 0.5, screen 0.01 center bottom "
            "maxrows auto\nset bmargin 6.5\n",
            p->name, plot_title(p, "who leaves without service"));
    plot_time_axis(gp, p, first->start, last->start + last->length);
    plot_share_axis(gp, "abandoned, of offered");
    fprintf(gp,
            "set format y \"%%g %%%%\"\nset yrange [0:*]\nset boxwidth at(%.9g) absolute\n"
            "plot file using (at($3 + $4 / 2)):(100 * $6) every ::1::%zu with boxes linecolor "
            "\"%s\" title \"all\"",
            0.86 * first->length, rows, n ? PLOT_PALE : PLOT_SKY);
    for (size_t k = 0; k < n; k++)
        fprintf(gp,
                ", \\\n     file using (at($3 + $4 / 2)):(100 * $6) every ::%zu::%zu with "
                "linespoints linewidth 2 dashtype %d pointtype %d pointsize 0.6 linecolor \"%s\" "
                "title %s",
                1 + rows * (k + 1), rows * (k + 2), line_styles[k].dash, line_styles[k].point,
                line_styles[k].colour, plot_label(p, classes[k], LEGEND_COLUMNS));
    fprintf(gp, "\n");
    plot_end(gp);
    plot_close(p, ".gp", gp);
}

static bool by_interval(struct plot *p) {
    const struct results *r = p->report->results;
    const char *classes[MOST_LINES];
    size_t n = classes_choose(r, classes);
    FILE *csv = plot_open(p, ".csv");
    if (!csv)
        return false;
    fprintf(csv, "kind,name,start_s,length_s,abandoned,share\n");
    size_t rows = series_write(csv, r, ROW_TOTAL, "");
    for (size_t k = 0; k < n; k++)
        series_write(csv, r, ROW_CLASS, classes[k]);
    plot_close(p, ".csv", csv);
    if (!p->failed)
        day_script(p, rows, classes, n);
    return !p->failed;
}

static void bar_write(FILE *csv, const struct result_row *row) {
    struct estimate e = report_estimate(row, "abandonment");
    csv_text(csv, row->kind == ROW_TOTAL ? "all" : row->name);
    fprintf(csv, ",%.9g,", e.value);
    csv_number(csv, e.low);
    fputc(',', csv);
    csv_number(csv, e.high);
    fputc('\n', csv);
}

static bool by_class(struct plot *p) {
    const struct results *r = p->report->results;
    FILE *csv = plot_open(p, ".csv");
    if (!csv)
        return false;
    size_t bars = 0, longest = 0;
    fprintf(csv, "name,share,low,high\n");
    for (size_t i = 0; i < r->n_rows; i++) {
        const struct result_row *row = &r->rows[i];
        bool several = p->report->scenario->n_classes > 1; /* a single class is the total */
        bool shown = row->kind == ROW_TOTAL || (several && row->kind == ROW_CLASS && !row->rival);
        if (!shown || isnan(report_estimate(row, "abandonment").value))
            continue;
        bar_write(csv, row);
        bars++;
        size_t width = text_width(row->name);
        longest = width > longest ? width : longest;
    }
    plot_close(p, ".csv", csv);
    FILE *gp = p->failed ? NULL : plot_open(p, ".gp");
    if (!gp)
        return false;
    plot_begin(gp, p, "Abandonment by class, in the long run.", 1000, 560);
    fprintf(gp, "set title %s\n", plot_title(p, "who leaves without service"));
    plot_share_axis(gp, "abandoned, of offered");
    fprintf(gp,
            "set format y \"%%g %%%%\"\nset yrange [0:*]\nset xrange [-0.6:%.9g]\nunset key\n"
            "set boxwidth 0.6\nset xlabel \"bars: %g %% intervals\"\n"
            "%s"
            "most = %d # letters of a name\n"
            "cut(name) = strlen(name) > most ? substr(name, 1, most - 1).\"…\" : name\n"
            "plot \"%s.csv\" using 0:(100 * $2):xtic(cut(strcol(1))) skip 1 with boxes linecolor "
            "\"%s\", \\\n"
            "     \"%s.csv\" using 0:(100 * $2):(100 * $3):(100 * $4) skip 1 with yerrorbars "
            "linewidth 1.5 pointtype 7 pointsize 0.4 linecolor \"%s\"\n",
            (double)bars - 0.4, 100 * r->level,
            longest * bars > TICS_COLUMNS ? "set xtics rotate by 45 right\n" : "", SLANTED_COLUMNS,
            p->name, PLOT_SKY, p->name, PLOT_BLACK);
    plot_end(gp);
    plot_close(p, ".gp", gp);
    return !p->failed;
}

bool plot_abandonment(struct plot *p, const char *station) {
    (void)station;
    const struct results *r = p->report->results;
    size_t rows = 0;
    double left = 0;
    for (size_t i = 0; i < r->n_intervals; i++) {
        if (!row_shows(&r->intervals[i], ROW_TOTAL, ""))
            continue;
        double x = interval_value(&r->intervals[i], "abandoned");
        left += isnan(x) ? 0 : x;
        rows++;
    }
    if (rows > 1)
        return left > 0 && by_interval(p);
    return report_estimate(results_row(r, ROW_TOTAL, ""), "abandonment").value > 0 && by_class(p);
}
