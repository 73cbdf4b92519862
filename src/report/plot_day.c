/* SPDX-License-Identifier: GPL-3.0-or-later
 * Offered and staffing over the day above, service level with its band and target below. */
#include "report/plot_script.h"

#include <math.h>
#include <string.h>

#include "base/csv_write.h"
#include "report/format.h"

/* The first and last moment and the length of the station's intervals. */
struct span {
    size_t n;
    double from, to, length;
    double most_staffed, last_staffed;
};

static bool row_shows(const struct interval_row *row, const char *station) {
    return row->kind == ROW_STATION && !row->after_close && strcmp(row->name, station) == 0;
}

static struct span span_of(const struct results *r, const char *station) {
    struct span s = {.from = HUGE_VAL, .to = -HUGE_VAL};
    for (size_t i = 0; i < r->n_intervals; i++) {
        const struct interval_row *row = &r->intervals[i];
        if (!row_shows(row, station))
            continue;
        s.n++;
        s.last_staffed = interval_value(row, "staffed");
        s.most_staffed = fmax(s.most_staffed, s.last_staffed);
        s.length = row->length;
        s.from = fmin(s.from, row->start);
        s.to = fmax(s.to, row->start + row->length);
    }
    return s;
}

/* The last row only ends the steps of the staffing. */
static void data_write(struct plot *p, const struct span *s, const char *station) {
    static const char *const shown[] = {"offered", "staffed", "service_level", "service_level_low",
                                        "service_level_high"};
    FILE *csv = plot_open(p, ".csv");
    if (!csv)
        return;
    fprintf(csv, "start_s,length_s,offered,staffed,service_level,low,high\n");
    for (size_t i = 0; i < p->report->results->n_intervals; i++) {
        const struct interval_row *row = &p->report->results->intervals[i];
        if (!row_shows(row, station))
            continue;
        fprintf(csv, "%.9g,%.9g", row->start, row->length);
        for (size_t c = 0; c < sizeof shown / sizeof *shown; c++) {
            fputc(',', csv);
            csv_number(csv, interval_value(row, shown[c]));
        }
        fputc('\n', csv);
    }
    fprintf(csv, "%.9g,0,,", s->to);
    csv_number(csv, s->last_staffed);
    fprintf(csv, ",,,\n");
    plot_close(p, ".csv", csv);
}

static void demand_panel(FILE *gp, const struct span *s) {
    fprintf(gp,
            "set tmargin at screen 0.84; set bmargin at screen 0.53\n"
            "set ylabel \"offered per %.3g min\"\n"
            "set yrange [0:*]\n"
            "set border 11\n"
            "set y2label \"people at the desk\"\n"
            "set y2range [0:%.9g]; set y2tics\n"
            "unset xlabel; set format x \"\"\n"
            "set boxwidth at(%.9g) absolute\n"
            "plot file using (at($1 + $2 / 2)):3 skip 1 with boxes linecolor \"%s\" "
            "title \"offered\", \\\n"
            "     file using (at($1)):4 skip 1 axes x1y2 with steps linewidth 2.5 linecolor \"%s\" "
            "title \"people at the desk (right axis)\"\n\n",
            s->length / 60, fmax(1, ceil(1.1 * s->most_staffed)), 0.86 * s->length, PLOT_SKY,
            PLOT_BLACK);
}

static void level_panel(FILE *gp, struct plot *p, const struct span *s, const char *station) {
    const struct standard_result *standard = report_standard_at(p->report, station);
    fprintf(gp, "set tmargin at screen 0.44; set bmargin at screen 0.11\n"
                "unset y2label; unset y2tics; set border 3\n");
    plot_time_axis(gp, p, s->from, s->to);
    plot_share_axis(gp, "service level");
    fprintf(gp, "set yrange [0:100]\n");
    if (standard && standard->at_least)
        fprintf(gp, "target = %.9g\n", 100 * standard->target);
    fprintf(gp,
            "plot file using (at($1 + $2 / 2)):(100 * $6):(100 * $7) skip 1 with filledcurves "
            "fillcolor \"%s\" fillstyle transparent solid 0.25 title \"%g %% interval\", \\\n"
            "     file using (at($1 + $2 / 2)):(100 * $5) skip 1 with linespoints pointtype 7 "
            "pointsize 0.5 linewidth 2 linecolor \"%s\" title %s",
            PLOT_BLUE, 100 * p->report->results->level, PLOT_BLUE,
            plot_string(p, standard && standard->formula ? standard->formula
                                                         : "service_level_ignore, 20 s"));
    if (standard && standard->at_least)
        fprintf(gp, ", \\\n     target with lines dashtype 2 linewidth 2 linecolor \"%s\" title %s",
                PLOT_RED,
                plot_string(p, arena_format(&p->arena, "target %s",
                                            format_share(&p->arena, standard->target))));
    fprintf(gp, "\n");
}

bool plot_day(struct plot *p, const char *station) {
    struct span s = station ? span_of(p->report->results, station) : (struct span){0};
    if (s.n < 2)
        return false;
    data_write(p, &s, station);
    FILE *gp = plot_open(p, ".gp");
    if (!gp)
        return false;
    plot_begin(gp, p, "Offered, staffing and service level over the day.", 1000, 700);
    fprintf(gp, "file = \"%s.csv\"\n", p->name);
    fprintf(gp, "set multiplot title %s offset 0,-0.4\n",
            plot_title(p, arena_format(&p->arena, "the day at %s", station)));
    fprintf(gp, "set lmargin at screen 0.11; set rmargin at screen 0.90\n");
    plot_time_axis(gp, p, s.from, s.to);
    demand_panel(gp, &s);
    level_panel(gp, p, &s, station);
    fprintf(gp, "unset multiplot\n");
    plot_end(gp);
    plot_close(p, ".gp", gp);
    return !p->failed;
}
