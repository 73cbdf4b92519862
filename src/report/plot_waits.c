/* SPDX-License-Identifier: GPL-3.0-or-later
 * Waits at the main station: how they are spread, and how many wait longer than any time. */
#include "report/plot_script.h"

#include <math.h>
#include <string.h>

#include "base/csv_write.h"
#include "report/format.h"

enum { BARS = 40, TICS = 6 };

static const struct wait_histogram *histogram_of(const struct results *r, const char *station,
                                                 const char *of) {
    for (size_t i = 0; i < r->n_histograms; i++) {
        const struct wait_histogram *h = &r->histograms[i];
        bool here = station ? h->kind == ROW_STATION && strcmp(h->name, station) == 0
                            : h->kind == ROW_TOTAL;
        if (here && strcmp(h->of, of) == 0 && h->n && h->total > 0)
            return h;
    }
    return NULL;
}

/* The end of the first bin beyond which at most the share waits longer. */
static double tail_begins(const struct wait_histogram *h, double share) {
    double longer = h->total;
    for (size_t i = 0; i < h->n; i++) {
        longer -= h->count[i];
        if (longer <= share * h->total)
            return h->to[i];
    }
    return h->to[h->n - 1];
}

/* Of all, the share that waited at all and less than so long; equal bars of the given width. */
static double share_between(const struct wait_histogram *h, double from, double to) {
    double sum = 0;
    for (size_t i = 0; i < h->n; i++) {
        double overlap = fmin(to, h->to[i]) - fmax(from, h->from[i]);
        if (h->to[i] > h->from[i] && overlap > 0)
            sum += h->count[i] * overlap / (h->to[i] - h->from[i]);
    }
    return sum / h->total;
}

static void bars_write(struct plot *p, const struct wait_histogram *h, double width, double end) {
    FILE *csv = plot_open(p, "_histogram.csv");
    if (!csv)
        return;
    fprintf(csv, "from_s,to_s,share\n");
    for (double from = 0; from < end; from += width)
        fprintf(csv, "%.9g,%.9g,%.9g\n", from, from + width, share_between(h, from, from + width));
    plot_close(p, "_histogram.csv", csv);
}

static void tail_write(struct plot *p, const struct wait_histogram *h) {
    FILE *csv = plot_open(p, "_tail.csv");
    if (!csv)
        return;
    double longer = h->total;
    fprintf(csv, "wait_s,waits_longer\n");
    for (size_t i = 0; i < h->n; i++) {
        longer -= h->count[i];
        if (longer >= 0.5)
            fprintf(csv, "%.9g,%.9g\n", h->to[i], longer / h->total);
    }
    plot_close(p, "_tail.csv", csv);
}

static void wait_axis(FILE *gp, double end) {
    static const double LONG = 10800; /* of minutes there would be too many digits */
    double step = plot_round_time(end / TICS);
    if (end > LONG)
        fprintf(gp, "set xlabel \"wait, h:min\"\nset xtics time format \"%%tH:%%02tM\" 0,%.9g\n",
                step);
    else if (end > 120)
        fprintf(gp, "set xlabel \"wait, min:s\"\nset xtics time format \"%%tM:%%02tS\" 0,%.9g\n",
                step);
    else
        fprintf(gp, "set xlabel \"wait, s\"\nset xtics numeric format \"%%g\" 0,%.9g\n", step);
    fprintf(gp, "set xrange [0:%.9g]\n", end);
}

static const struct standard *standard_read(const struct report *r, const char *station) {
    const struct standard_result *s = station ? report_standard_at(r, station) : NULL;
    for (size_t i = 0; s && i < r->scenario->n_standards; i++)
        if (strcmp(r->scenario->standards[i].name, s->name) == 0)
            return &r->scenario->standards[i];
    return NULL;
}

static void histogram_panel(FILE *gp, struct plot *p, const struct wait_histogram *h, double width,
                            double end) {
    double at_once = h->from[0] == 0 && h->to[0] == 0 ? h->count[0] / h->total : 0;
    fprintf(gp, "set title %s\n",
            plot_string(p, arena_format(&p->arena, "%s served without waiting; the others:",
                                        format_share(&p->arena, at_once))));
    wait_axis(gp, end);
    plot_share_axis(gp, "of those served");
    fprintf(gp,
            "set format y \"%%g %%%%\"\nset yrange [0:*]\nunset key\n"
            "plot \"%s_histogram.csv\" using ($1 + $2) / 2:(100 * $3):(%.9g) skip 1 with boxes "
            "linecolor \"%s\" notitle\n\n",
            p->name, 0.9 * width, PLOT_SKY);
}

static void tail_panel(FILE *gp, struct plot *p, const struct wait_histogram *h,
                       const char *station) {
    const struct standard *s = standard_read(p->report, station);
    double last = tail_begins(h, 1e-4), step = plot_round_time(last / TICS);
    double end = step * ceil(last / step);
    const char *title = "who waits longer";
    if (s)
        title = arena_format(&p->arena, "%s (dashed: standard, %s)", title,
                             format_wait(&p->arena, s->within));
    fprintf(gp, "set title %s\n", plot_string(p, title));
    wait_axis(gp, end);
    plot_share_axis(gp, "of all who joined, wait longer");
    fprintf(gp, "set logscale y\nset yrange [0.01:100]\nset format y \"%%g %%%%\"\nunset key\n");
    if (s)
        fprintf(gp,
                "set arrow 1 from %.9g, graph 0 to %.9g, graph 1 nohead dashtype 2 linewidth 1.5 "
                "linecolor \"%s\"\n",
                s->within, s->within, PLOT_RED);
    fprintf(gp,
            "plot \"%s_tail.csv\" using 1:(100 * $2) skip 1 with lines linewidth 2 linecolor "
            "\"%s\" notitle\nunset logscale y; unset arrow\n",
            p->name, PLOT_BLUE);
}

bool plot_waits(struct plot *p, const char *station) {
    const struct results *r = p->report->results;
    const struct wait_histogram *served = histogram_of(r, station, "served"),
                                *all = histogram_of(r, station, "all");
    if (!served || !all || tail_begins(served, 0.001) <= 0 || tail_begins(all, 1e-4) <= 0)
        return false;
    double end =
        tail_begins(served, 0.01) > 0 ? tail_begins(served, 0.01) : tail_begins(served, 0.001);
    double width = plot_round_time(end / BARS);
    bars_write(p, served, width, end);
    tail_write(p, all);
    FILE *gp = plot_open(p, ".gp");
    if (!gp)
        return false;
    plot_begin(gp, p, "Waits: histogram up to the 99 % point, and tail.", 1000, 500);
    const char *what = station ? arena_format(&p->arena, "waits at %s", station) : "waits";
    fprintf(gp, "set multiplot layout 1,2 title %s\n", plot_title(p, what));
    histogram_panel(gp, p, served, width, width * ceil(end / width));
    tail_panel(gp, p, all, station);
    fprintf(gp, "unset multiplot\n");
    plot_end(gp);
    plot_close(p, ".gp", gp);
    return !p->failed;
}
