/* SPDX-License-Identifier: GPL-3.0-or-later
 * Pictures of variants, a panel a figure: a dot with its interval for each; of a sweep over one
 * thing a curve with its band, over two a map. */
#include <math.h>
#include <string.h>

#include "base/csv_write.h"
#include "base/units.h"
#include "base/wrap.h"
#include "report/lanes_parts.h"
#include "report/levers_parts.h"
#include "report/plot_script.h"
#include "report/sensitivity_parts.h"

enum {
    MOST_PANELS = 6,
    PANEL_WIDTH = 500,
    MOST_DOTS = 40,
    FIRST_FIGURE = 4,
    NAME_COLUMNS = 28 /* a longer name is cut */
};

struct variant_plot {
    struct plot plot;
    const struct comparison_report *report;
    const struct figure *figures; /* [n] */
    size_t n;
};

/* Columns of the data: number, values of the first two axes as numbers, 1 where it meets, then
 * value, low and high of each figure, then the names of the axes' values and of the variant. */

/* A value without its sign for relative ones: "*1.1", "+2". */
static const char *value_number(const char *value) {
    return value + (*value == '*' || *value == '+');
}

/* The value on an axis as a number; NAN when it is none, or has another unit than the first. */
static double axis_number(const struct axis *x, size_t at) {
    static const char digits[] = "-0123456789.";
    const char *first = value_number(x->values[0]), *here = value_number(x->values[at]);
    size_t n = strspn(here, digits);
    double number = NAN;
    struct arena a = {0};
    if (strcmp(first + strspn(first, digits), here + n) == 0 &&
        number_parse(arena_string_n(&a, here, n), &number) != NULL)
        number = NAN;
    arena_fini(&a);
    return number;
}

/* Numbers that ascend make a scale of their own; anything else stands in its order. */
static bool axis_is_scale(const struct axis *x) {
    double last = -HUGE_VAL;
    for (size_t i = 0; i < x->n; i++) {
        double here = axis_number(x, i);
        if (!(here > last))
            return false;
        last = here;
    }
    return true;
}

static size_t axis_index(const struct comparison_report *r, size_t axis, size_t i) {
    for (size_t k = r->n_axes - 1; k > axis; k--)
        i /= r->axes[k].n;
    return i % r->axes[axis].n;
}

static double axis_at(const struct comparison_report *r, size_t axis, size_t i) {
    if (axis >= r->n_axes)
        return NAN;
    size_t at = axis_index(r, axis, i);
    return axis_is_scale(&r->axes[axis]) ? axis_number(&r->axes[axis], at) : (double)at + 1;
}

static void number_write(FILE *csv, double x) {
    csv_number(csv, x);
    fputc(',', csv);
}

static void data_write(struct variant_plot *v) {
    const struct comparison *c = v->report->comparison;
    FILE *csv = plot_open(&v->plot, ".csv");
    if (!csv)
        return;
    fprintf(csv, "number,axis_1,axis_2,meets");
    for (size_t k = 0; k < v->n; k++)
        fprintf(csv, ",value_%zu,low_%zu,high_%zu", k + 1, k + 1, k + 1);
    fprintf(csv, ",variant\n");
    for (size_t i = 0; i < c->n; i++) {
        number_write(csv, (double)i + 1);
        number_write(csv, axis_at(v->report, 0, i));
        number_write(csv, axis_at(v->report, 1, i));
        number_write(csv, compared_meets(&c->variants[i]));
        for (size_t k = 0; k < v->n; k++) {
            struct estimate e = figure_value(&c->variants[i], &v->figures[k]);
            double scale = strcmp(v->figures[k].unit, "share") == 0 ? 100 : 1;
            number_write(csv, scale * e.value);
            number_write(csv, scale * e.low);
            number_write(csv, scale * e.high);
        }
        csv_text(csv, c->variants[i].name);
        fprintf(csv, "\n");
    }
    plot_close(&v->plot, ".csv", csv);
}

/* A panel's title, in a font that fits: it is centred over the axes, which names push to the right.
 */
static const char *figure_label(struct variant_plot *v, const struct figure *f) {
    enum { FULL = 14, LEAST = 9, FITS = 34, MOST = 56 };
    bool share = strcmp(f->unit, "share") == 0;
    const char *unit = share ? "%" : f->of == FIGURE_ROW && strstr(f->unit, "money") ? "" : f->unit;
    const char *words = *unit ? arena_format(&v->plot.arena, "%s, %s", f->title, unit) : f->title;
    size_t width = text_width(words), size = width > FITS ? FULL * FITS / width : FULL;
    return arena_format(&v->plot.arena, "%s font \",%zu\"", plot_label(&v->plot, words, MOST),
                        size > LEAST ? size : LEAST);
}

/* Ticks with the names of an axis's values, or of the variants. */
static void tics_write(FILE *gp, struct variant_plot *v, const char *which,
                       const struct axis *axis) {
    const struct comparison *c = v->report->comparison;
    size_t n = axis ? axis->n : c->n;
    fprintf(gp, "set %stics (", which);
    for (size_t i = 0; i < n; i++)
        fprintf(gp, "%s%s %zu", i ? ", " : "",
                plot_label(&v->plot, axis ? axis->values[i] : c->variants[i].name, NAME_COLUMNS),
                i + 1);
    fprintf(gp, ")\n");
}

/* Between tics of people and other things that are counted: whole. 0: let gnuplot choose. */
static double whole_step(const struct axis *x) {
    enum { MOST_STEPS = 8 };
    for (size_t i = 0; i < x->n; i++)
        if (floor(axis_number(x, i)) < axis_number(x, i))
            return 0;
    return fmax(1, plot_round_step((axis_number(x, x->n - 1) - axis_number(x, 0)) / MOST_STEPS));
}

static void axis_write(FILE *gp, struct variant_plot *v, const char *which,
                       const struct axis *axis) {
    char sign = axis->values[0][0];
    const char *words = arena_format(&v->plot.arena, "%s%s", axis->path,
                                     sign == '+'   ? ", so many more"
                                     : sign == '*' ? ", times"
                                                   : "");
    fprintf(gp, "set %slabel %s\n", which, plot_label(&v->plot, words, 60));
    if (!axis_is_scale(axis))
        tics_write(gp, v, which, axis);
    else if (whole_step(axis) > 0)
        fprintf(gp, "set %stics %.9g\n", which, whole_step(axis));
}

static void layout_write(FILE *gp, struct variant_plot *v, const char *what, size_t columns) {
    size_t rows = (v->n + columns - 1) / columns;
    fprintf(gp, "file = \"%s.csv\"\nset key off\n", v->plot.name);
    fprintf(gp, "set multiplot layout %zu,%zu title %s\n", rows, columns,
            plot_title(&v->plot, what));
}

/* Nothing here is negative, and no share is above 100 %. */
static void range_write(FILE *gp, const char *axis, const struct figure *f) {
    fprintf(gp, "set %srange [0<*:*%s]\n", axis, strcmp(f->unit, "share") == 0 ? "<100" : "");
}

/* ---- a dot a variant ---- */

/* Between tics, at most five of them. */
static double tic_step(const struct variant_plot *v, const struct figure *f) {
    enum { MOST_STEPS = 5 };
    const struct comparison *c = v->report->comparison;
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (size_t i = 0; i < c->n; i++) {
        struct estimate e = figure_value(&c->variants[i], f);
        low = fmin(low, fmin(e.value, e.low)); /* fmin and fmax pass over NANs */
        high = fmax(high, fmax(e.value, e.high));
    }
    return plot_round_step((high - low) * (strcmp(f->unit, "share") == 0 ? 100 : 1) / MOST_STEPS);
}

/* Room for the names of variants beyond what a panel has anyway, in each of two. */
static int names_pixels(const struct comparison *c) {
    enum { FITS = 14, OF_A_LETTER = 8 };
    size_t longest = FITS;
    for (size_t i = 0; i < c->n; i++) {
        size_t width = text_width(c->variants[i].name);
        longest = width > longest ? width : longest;
    }
    return 2 * OF_A_LETTER * (int)((longest < NAME_COLUMNS ? longest : NAME_COLUMNS) - FITS);
}

/* Without an interval, as of one run, the dot stands alone. */
static void dots_write(FILE *gp, struct variant_plot *v) {
    size_t n = v->report->comparison->n;
    layout_write(gp, v, "variants side by side", 2);
    fprintf(gp, "set yrange [%zu.5:0.5]\nset rmargin 4\n", n);
    tics_write(gp, v, "y", NULL);
    for (size_t k = 0; k < v->n; k++) {
        range_write(gp, "x", &v->figures[k]);
        size_t value = FIRST_FIGURE + 1 + 3 * k, low = value + 1, high = value + 2;
        fprintf(gp,
                "set xtics %.9g\n"
                "set title %s\n"
                "plot file using %zu:1:(valid(%zu) ? $%zu : $%zu):(valid(%zu) ? $%zu : $%zu) "
                "every ::1 with xerrorbars linecolor \"%s\" linewidth 2 pointtype 7 pointsize "
                "0.8\n",
                tic_step(v, &v->figures[k]), figure_label(v, &v->figures[k]), value, low, low,
                value, high, high, value, PLOT_BLUE);
    }
}

/* ---- a curve with its band ---- */

static void curves_write(FILE *gp, struct variant_plot *v) {
    layout_write(gp, v,
                 arena_format(&v->plot.arena, "over %s (green: meets every standard)",
                              v->report->axes[0].path),
                 2);
    axis_write(gp, v, "x", &v->report->axes[0]);
    fprintf(gp, "set autoscale xfix\nset offsets graph 0.02, graph 0.02, 0, 0\n");
    for (size_t k = 0; k < v->n; k++) {
        size_t at = FIRST_FIGURE + 1 + 3 * k;
        range_write(gp, "y", &v->figures[k]);
        fprintf(gp,
                "set title %s\n"
                "plot file using 2:%zu:%zu every ::1 with filledcurves fillcolor \"%s\" fillstyle "
                "transparent solid 0.5, \\\n"
                "     file using 2:%zu every ::1 with linespoints linewidth 2 linecolor \"%s\" "
                "pointtype 7 pointsize 0.6, \\\n"
                "     file using ($4 > 0 ? $2 : NaN):%zu every ::1 with points linecolor \"%s\" "
                "pointtype 7 pointsize 1.1\n",
                figure_label(v, &v->figures[k]), at + 1, at + 2, PLOT_SKY, at, PLOT_BLUE, at,
                PLOT_GREEN);
    }
}

/* ---- a map ---- */

static void map_write(FILE *gp, struct variant_plot *v) {
    const struct axis *x = &v->report->axes[1], *y = &v->report->axes[0];
    layout_write(gp, v, "a map of the grid (dot: meets every standard)", 2);
    axis_write(gp, v, "x", x);
    axis_write(gp, v, "y", y);
    /* From white to blue: light and dark are told apart by everybody, and in print. */
    fprintf(gp, "set palette defined (0 \"#f7fbff\", 1 \"#6baed6\", 2 \"#08306b\")\n"
                "set autoscale fix\nunset grid\n");
    for (size_t k = 0; k < v->n; k++)
        fprintf(gp,
                "set title %s\n"
                "plot file using 3:2:%zu every ::1 with image, \\\n"
                "     file using ($4 > 0 ? $3 : NaN):2 every ::1 with points pointtype 7 "
                "linecolor \"%s\" pointsize 0.8\n",
                figure_label(v, &v->figures[k]), FIRST_FIGURE + 1 + 3 * k, PLOT_ORANGE);
}

/* ---- which ---- */

static bool equal_steps(const struct axis *x) {
    if (!axis_is_scale(x))
        return true; /* in places of their own */
    double step = x->n > 1 ? axis_number(x, 1) - axis_number(x, 0) : 1;
    for (size_t i = 1; i < x->n; i++)
        if (fabs(axis_number(x, i) - axis_number(x, i - 1) - step) > 1e-6 * step)
            return false;
    return true;
}

typedef void variant_plot_write(FILE *gp, struct variant_plot *v);

static variant_plot_write *form_of(const struct comparison_report *r) {
    if (r->n_axes == 1 && r->axes[0].n > 1)
        return curves_write;
    bool grid = r->n_axes == 2 && r->axes[0].n > 1 && r->axes[1].n > 1;
    if (grid && equal_steps(&r->axes[0]) && equal_steps(&r->axes[1]))
        return map_write;
    return r->comparison->n <= MOST_DOTS ? dots_write : NULL;
}

/* The standards, a wait, who leaves, how busy, the cost: at most six. */
static void figures_take(struct variant_plot *v) {
    size_t n;
    const struct figure *all = figures_choose(v->report, false, &v->plot.arena, &n);
    struct figure *taken = arena_array(&v->plot.arena, MOST_PANELS, sizeof *taken);
    static const char *const wanted[] = {"mean_wait", "abandonment", "occupancy", "cost"};
    for (size_t i = 0; i < n && v->n < 2; i++)
        if (all[i].of != FIGURE_ROW)
            taken[v->n++] = all[i];
    for (size_t k = 0; k < sizeof wanted / sizeof *wanted; k++)
        for (size_t i = 0; i < n; i++)
            if (all[i].of == FIGURE_ROW && all[i].kind == ROW_TOTAL &&
                strcmp(measures[all[i].measure].name, wanted[k]) == 0)
                taken[v->n++] = all[i];
    v->figures = taken;
}

bool comparison_plots(const struct comparison_report *r, struct output *o,
                      const char *const **scripts, struct diag *d) {
    const char **written = arena_array(&o->arena, 2, sizeof *written);
    const struct comparison *c = r->comparison;
    struct report of = {.scenario = r->scenario, .results = c->variants[c->base].results};
    struct variant_plot v = {.plot = {.report = &of, .output = o, .diag = d, .name = "variants"},
                             .report = r};
    variant_plot_write *form = form_of(r);
    *scripts = written;
    if (r->lanes) {
        written[0] = lanes_plot(r, o, d);
        return written[0];
    }
    if (r->sensitivity)
        return sensitivity_plot(r, o, &written[0], d);
    if (r->levers) {
        return levers_plot(r, o, &written[0], d);
    }
    figures_take(&v);
    if (form && v.n > 0) {
        data_write(&v);
        FILE *gp = plot_open(&v.plot, ".gp");
        size_t rows = (v.n + 1) / 2;
        int panel = form == dots_write ? 110 + 22 * (int)c->n : 300;
        if (gp) {
            int names = form == dots_write ? names_pixels(c) : 0;
            plot_begin(gp, &v.plot, "Variants, a panel a figure.", 2 * PANEL_WIDTH + names,
                       60 + (int)rows * panel);
            form(gp, &v);
            fprintf(gp, "unset multiplot\n");
            plot_end(gp);
            plot_close(&v.plot, ".gp", gp);
            written[0] = "variants.gp";
        }
    }
    bool good = !v.plot.failed;
    arena_fini(&v.plot.arena);
    return good;
}
