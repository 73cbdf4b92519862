/* SPDX-License-Identifier: GPL-3.0-or-later
 * What all plots share: how a script begins and ends, its colours, its axes. */
#ifndef REPORT_PLOT_SCRIPT_H
#define REPORT_PLOT_SCRIPT_H

#include <stdio.h>

#include "report/report.h"

/* Colours of Okabe & Ito (2008), Color Universal Design: told apart by the colour-blind; the order
 * is one of grey values too. */
#define PLOT_BLUE   "#0072B2"
#define PLOT_ORANGE "#E69F00"
#define PLOT_RED    "#D55E00"
#define PLOT_GREEN  "#009E73"
#define PLOT_SKY    "#56B4E9"
#define PLOT_PURPLE "#CC79A7"
#define PLOT_PALE   "#D5D5D5" /* behind lines */
#define PLOT_BLACK  "#202020"

/* A plot while it is written. */
struct plot {
    const struct report *report;
    struct output *output;
    struct diag *diag;
    const char *name; /* "day": day.gp, day.csv, day.svg, day.png */
    struct arena arena;
    bool failed; /* a finding stands in diag */
};

/* Opens plots/<name><ending> for writing; NULL with failed set. */
FILE *plot_open(struct plot *p, const char *ending);
void plot_close(struct plot *p, const char *ending, FILE *file);
/* The text as a string of gnuplot. */
const char *plot_string(struct plot *p, const char *text);
/* The same, cut to so many columns. */
const char *plot_label(struct plot *p, const char *text, size_t columns);
/* A plot's title, "<scenario>: <what>", in a font that fits; a long name is cut. */
const char *plot_title(struct plot *p, const char *what);
/* The beginning of a script: what it is for, the loop over SVG and PNG of so many pixels (of the
 * SVG), with a grid and light borders. plot_end closes the loop. */
void plot_begin(FILE *gp, const struct plot *p, const char *what, int width, int height);
void plot_end(FILE *gp);
/* A whole script, <name>.gp: the beginning, what draw writes of `of`, the end. False with p->failed
 * set. */
bool plot_write(struct plot *p, const char *what, int width, int height,
                void (*draw)(FILE *gp, void *of), void *of);
/* The x axis from one time to another (s since midnight) as the clock, with at most twelve tics;
 * as hours since the start in steady state. */
void plot_time_axis(FILE *gp, const struct plot *p, double from, double to);
/* The y axis as percent of a share. */
void plot_share_axis(FILE *gp, const char *label);
/* A line of a plot with its band: rows of <name>.csv whose columns 4 to 6 are a share, its low and
 * its high. */
struct plot_series {
    const char *name;
    size_t first, n; /* rows of the file, from 1 */
};
enum { PLOT_SERIES = 5 };
/* Draws at most PLOT_SERIES of them over x, an expression of the columns, in percent; the key lies
 * below. */
void plot_series_draw(FILE *gp, struct plot *p, const struct plot_series *s, size_t n,
                      const char *x, bool band);
/* The next larger of 1, 2, 5, 10, 15, 20, 30 s and the like: a round width for a clock's axis. */
double plot_round_time(double seconds);
/* A step between tics: 1, 2 or 5 times a power of ten, at least so much; 1 where that says nothing.
 */
double plot_round_step(double least);

/* The plots. Each returns false when the scenario has nothing for it to show, or p->failed. */
bool plot_day(struct plot *p, const char *station);
bool plot_waits(struct plot *p, const char *station);
bool plot_lines(struct plot *p, const char *station);
bool plot_abandonment(struct plot *p, const char *station);
bool plot_experience(struct plot *p, const char *station);
bool plot_fatigue(struct plot *p, const char *station);
bool plot_strain(struct plot *p, const char *station);

#endif
