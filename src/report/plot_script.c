/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/plot_script.h"

#include <math.h>
#include <stdlib.h>

#include "base/table.h"

static const char *plot_file(struct plot *p, const char *ending) {
    return arena_format(&p->arena, "plots/%s%s", p->name, ending);
}

FILE *plot_open(struct plot *p, const char *ending) {
    FILE *file = output_open(p->output, plot_file(p, ending), p->diag);
    p->failed = p->failed || !file;
    return file;
}

void plot_close(struct plot *p, const char *ending, FILE *file) {
    if (!output_close(p->output, plot_file(p, ending), file, p->diag))
        p->failed = true;
}

const char *plot_string(struct plot *p, const char *text) {
    struct text t = {0};
    text_add(&t, "\"");
    for (; *text; text++) {
        bool escaped = *text == '"' || *text == '\\' || *text == '`';
        if ((unsigned char)*text < ' ')
            text_add(&t, " ");
        else
            text_printf(&t, "%s%c", escaped ? "\\" : "", *text);
    }
    text_add(&t, "\"");
    const char *string = arena_string(&p->arena, text_string(&t));
    text_fini(&t);
    return string;
}

const char *plot_label(struct plot *p, const char *text, size_t columns) {
    struct text cut = {0};
    text_cut(&cut, text, columns);
    const char *label = plot_string(p, text_string(&cut));
    text_fini(&cut);
    return label;
}

const char *plot_title(struct plot *p, const char *what) {
    /* Columns of the largest font and of the smallest in a plot; the least kept of a name. */
    enum { LARGEST = 18, SMALLEST = 10, FITS = 74, MOST = FITS * LARGEST / SMALLEST, NAME = 40 };
    struct text title = {0};
    size_t others = text_width(what) + 2;
    size_t room = others + NAME < MOST ? MOST - others : NAME;
    text_cut(&title, p->report->results->scenario_name, room);
    text_printf(&title, ": %s", what);
    size_t width = text_width(text_string(&title));
    size_t size = LARGEST * FITS / (width + 1);
    size = size > LARGEST ? LARGEST : size < SMALLEST ? SMALLEST : size;
    const char *words =
        arena_format(&p->arena, "%s font \",%zu\"", plot_label(p, text_string(&title), MOST), size);
    text_fini(&title);
    return words;
}

void plot_begin(FILE *gp, const struct plot *p, const char *what, int width, int height) {
    const struct results *r = p->report->results;
    fprintf(gp,
            "# %s\n"
            "# Made by sojourn %s from scenario %.12s, seed %llu. Change what you like, then run\n"
            "#     gnuplot %s.gp\n"
            "# in this folder: it makes %s.svg and %s.png.\n\n",
            what, SOJOURN_VERSION, r->scenario_sha256, (unsigned long long)r->seed, p->name,
            p->name, p->name);
    fprintf(gp,
            "set encoding utf8\n\n"
            "do for [format in \"svg png\"] {\n"
            "reset\n"
            "set datafile separator comma\n"
            "if (format eq \"svg\") {\n"
            "    set terminal svg noenhanced size %d,%d font \"Helvetica,14\" "
            "background \"#ffffff\"\n"
            "} else {\n"
            "    set terminal pngcairo noenhanced size %d,%d font \"Helvetica,14\" "
            "fontscale 1.6 linewidth 1.6 pointscale 1.6 background \"#ffffff\"\n"
            "}\n"
            "set output \"%s.\".format\n\n",
            width, height, width * 8 / 5, height * 8 / 5, p->name);
    fprintf(gp, "set border 3 linecolor \"#606060\"\n"
                "set grid xtics ytics linecolor \"#dddddd\" linetype 1 linewidth 0.5\n"
                "set tics nomirror out textcolor \"#404040\"\n"
                "set key at graph 0.5, graph 1.03 center bottom horizontal Left reverse maxrows 1 "
                "samplen 2.5 "
                "width 1 textcolor \"#202020\"\n"
                "set style fill solid 1.0 noborder\n\n");
}

void plot_end(FILE *gp) {
    fprintf(gp, "\nset output\n}\n");
}

bool plot_write(struct plot *p, const char *what, int width, int height,
                void (*draw)(FILE *gp, void *of), void *of) {
    FILE *gp = plot_open(p, ".gp");
    if (gp) {
        plot_begin(gp, p, what, width, height);
        draw(gp, of);
        plot_end(gp);
        plot_close(p, ".gp", gp);
    }
    return !p->failed;
}

double plot_round_time(double seconds) {
    static const double steps[] = {0.001, 0.002, 0.005, 0.01, 0.02, 0.05,  0.1,   0.2,   0.5,
                                   1,     2,     5,     10,   15,   30,    60,    120,   300,
                                   600,   900,   1800,  3600, 7200, 10800, 21600, 43200, 86400};
    size_t n = sizeof steps / sizeof *steps;
    for (size_t i = 0; i < n; i++)
        if (steps[i] >= seconds)
            return steps[i];
    return steps[n - 1] * ceil(seconds / steps[n - 1]);
}

void plot_time_axis(FILE *gp, const struct plot *p, double from, double to) {
    enum { MOST_TICS = 12 };
    double step = plot_round_time((to - from) / MOST_TICS);
    double first = floor(from / step) * step;
    if (p->report->results->steady)
        fprintf(gp, "at(s) = s / 3600.0 # the data are in seconds\n"
                    "set xlabel \"hours since the start\"\n"
                    "set format x \"%%g\"\n"
                    "set xtics autofreq\n");
    else
        fprintf(gp,
                "at(s) = s\n"
                "set xlabel \"time of day\"\n"
                "set xtics time format \"%%H:%%M\" %.9g,%.9g\n",
                first, step);
    fprintf(gp, "set xrange [at(%.9g):at(%.9g)]\n", from, to);
}

void plot_share_axis(FILE *gp, const char *label) {
    fprintf(gp, "set ylabel \"%s\"\nset format y \"%%.0f %%%%\"\n", label);
}

double plot_round_step(double least) {
    if (!(least > 0) || !isfinite(least))
        return 1;
    double power = pow(10, floor(log10(least)));
    return power * (least <= power ? 1 : least <= 2 * power ? 2 : least <= 5 * power ? 5 : 10);
}
