/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reports of variants beside each other: compare and sweep. They read what comparison.h found. */
#ifndef REPORT_COMPARISON_REPORT_H
#define REPORT_COMPARISON_REPORT_H

#include <stdio.h>

#include "base/output.h"
#include "planner/lanes.h"
#include "planner/levers.h"
#include "planner/sensitivity.h"
#include "report/report.h"
#include "study/axis.h"

struct comparison_report {
    const struct comparison *comparison;
    const struct scenario *scenario; /* of the base */
    /* A sweep: variants are the grid of the axes, the last one changing fastest; else none. */
    size_t n_axes;
    const struct axis *axes;
    const struct lanes_answer *lanes;      /* of lanes; else NULL */
    const struct levers_answer *levers;    /* of levers; else NULL */
    const struct sensitivity *sensitivity; /* of simulate --sensitivity; else NULL */
    bool all;                              /* text: every measure of every row */
    bool colour;
};

/* For a person: what each change does, then the figures; of a sweep the decision table. */
void comparison_text(const struct comparison_report *r, struct text *out);
void sweep_text(const struct comparison_report *r, struct text *out);
/* Of lanes: the answer, every plan of the row in one table, and against what is there now. */
void lanes_text(const struct comparison_report *r, struct text *out);
/* Of levers: what to change first, by what each lever brings, and which do not apply. */
void levers_text(const struct comparison_report *r, struct text *out);
/* Of simulate --sensitivity: which assumption moves the answer, and how far. */
void sensitivity_text(const struct comparison_report *r, struct text *out);
void comparison_json(const struct comparison_report *r, struct text *out);
/* CSV (RFC 4180, lines ended by CR LF), a row for each variant and measure. */
void comparison_csv(const struct comparison_report *r, FILE *out);
/* Writes scripts and data into plots/, see report_plots. */
bool comparison_plots(const struct comparison_report *r, struct output *o,
                      const char *const **scripts, struct diag *d);

/* One figure of every variant: a measure of a row, or something of a standard. */
enum figure_of { FIGURE_ROW, FIGURE_STANDARD, FIGURE_DAYS, FIGURE_LANES };
struct figure {
    enum figure_of of;
    enum row_kind kind; /* FIGURE_ROW */
    const char *name;   /* the row's, the standard's, or the station's */
    size_t measure;     /* FIGURE_ROW; FIGURE_LANES: an enum lanes_sum */
    const char *title;  /* for people */
    const char *unit;
};

/* NANs and NULL where a variant has no such thing. */
struct estimate figure_value(const struct compared *c, const struct figure *f);
const struct change_finding *figure_finding(const struct compared *c, const struct figure *f);
/* What matters: standards, waits, who leaves, occupancy, money; or everything. [*n], in arena a. */
const struct figure *figures_choose(const struct comparison_report *r, bool all, struct arena *a,
                                    size_t *n);
/* Of what is asked of a row of lanes. */
struct figure lanes_figure(const struct lanes_grid *g, enum lanes_sum which);
/* The variant that meets every standard and costs least (without prices: has the fewest people);
 * SIZE_MAX when none is known to meet them, or there are none. */
size_t cheapest_that_meets(const struct comparison *c);
/* What a variant costs: total.cost, or where nothing has a price the people present. */
const char *cost_measure(const struct comparison *c);

#endif
