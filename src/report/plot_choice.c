/* SPDX-License-Identifier: GPL-3.0-or-later
 * The picture of a choice: a dot with its interval for each variant, coloured by what became of it,
 * the days spent on it beside its name, and the zone of indifference around the best. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv_write.h"
#include "report/choice_report.h"
#include "report/plot_script.h"

enum { MOST_ROWS = 40, WIDTH = 900, ROW_HEIGHT = 24 };

struct choice_plot {
    struct plot plot;
    const struct choice *choice;
    const struct chosen **rows; /* [n], as the picture has them from above */
    size_t n;
    double scale; /* to the unit shown: 100 for shares */
};

/* The best, those in play, then those taken out, the last of them first. */
static int row_compare(const void *a, const void *b) {
    const struct chosen *x = *(const struct chosen *const *)a;
    const struct chosen *y = *(const struct chosen *const *)b;
    if (x->state != y->state)
        return x->state < y->state ? -1 : 1;
    if (x->days != y->days)
        return x->days > y->days ? -1 : 1;
    return x < y ? -1 : 1;
}

static void rows_take(struct choice_plot *p) {
    const struct choice *c = p->choice;
    p->rows = arena_array(&p->plot.arena, c->n, sizeof(const struct chosen *));
    for (size_t i = 0; i < c->n; i++)
        if (c->variants[i].state != CHOSEN_NOT_RUN && !isnan(c->variants[i].value.value))
            p->rows[p->n++] = &c->variants[i];
    if (p->n > 0)
        qsort(p->rows, p->n, sizeof *p->rows, row_compare);
    p->n = p->n < MOST_ROWS ? p->n : MOST_ROWS;
}

/* Columns: row, state, value, low, high, days, variant. An interval that is not known is a dot. */
static void data_write(struct choice_plot *p) {
    FILE *csv = plot_open(&p->plot, ".csv");
    if (!csv)
        return;
    fprintf(csv, "row,state,value,low,high,days,variant\n");
    for (size_t i = 0; i < p->n; i++) {
        const struct chosen *v = p->rows[i];
        bool known = !isnan(v->value.low) && !isnan(v->value.high);
        fprintf(csv, "%zu,%d,", i + 1, (int)v->state);
        csv_number(csv, p->scale * v->value.value);
        fputc(',', csv);
        csv_number(csv, p->scale * (known ? v->value.low : v->value.value));
        fputc(',', csv);
        csv_number(csv, p->scale * (known ? v->value.high : v->value.value));
        fprintf(csv, ",%zu,", v->days);
        csv_text(csv, v->name);
        fprintf(csv, "\n");
    }
    plot_close(&p->plot, ".csv", csv);
}

/* A sweep's name with the last two words of each path: "lenders.count=6 patience.mean=4m". */
static const char *row_name(struct choice_plot *p, const char *name) {
    struct text t = {0};
    for (const char *at = name; *at;) {
        size_t length = strcspn(at, " "), path = strcspn(at, "="), dots = 0, from = 0;
        for (size_t i = path < length ? path : 0; i > 0 && from == 0; i--)
            from = at[i - 1] == '.' && ++dots == 2 ? i : 0;
        text_add_n(&t, at + from, length - from);
        at += length;
        text_add(&t, *at ? " " : "");
        at += *at == ' ';
    }
    const char *out = arena_string(&p->plot.arena, text_string(&t));
    text_fini(&t);
    return out;
}

/* Names on the left, days on the right. */
static void tics_write(FILE *gp, struct choice_plot *p) {
    struct arena *a = &p->plot.arena;
    for (int days = 0; days < 2; days++) {
        fprintf(gp, "set %stics (", days ? "y2" : "y");
        for (size_t i = 0; i < p->n; i++) {
            const struct chosen *v = p->rows[i];
            const char *words = days ? arena_format(a, "%zu days", v->days) : row_name(p, v->name);
            fprintf(gp, "%s%s %zu", i ? ", " : "", plot_label(&p->plot, words, 40), i + 1);
        }
        fprintf(gp, ")%s\n", days ? " scale 0" : "");
    }
    fprintf(gp, "set yrange [%zu.5:0.5]\nset y2range [%zu.5:0.5]\n", p->n, p->n);
}

/* Whoever lies within the zone is as good as the best. */
static void zone_write(FILE *gp, const struct choice_plot *p) {
    const struct choice *c = p->choice;
    double best = p->scale * c->variants[c->best].value.value, zone = p->scale * c->zone;
    double other = c->more_is_better ? best - zone : best + zone;
    fprintf(gp,
            "set object 1 rectangle from first %.9g, graph 0 to first %.9g, graph 1 behind "
            "fillcolor \"%s\" fillstyle solid 0.5 noborder\n",
            fmin(best, other), fmax(best, other), PLOT_PALE);
}

static double tic_step(const struct choice_plot *p) {
    enum { MOST_STEPS = 5 };
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (size_t i = 0; i < p->n; i++) {
        low = fmin(low, fmin(p->rows[i]->value.value, p->rows[i]->value.low));
        high = fmax(high, fmax(p->rows[i]->value.value, p->rows[i]->value.high));
    }
    return plot_round_step(p->scale * (high - low) / MOST_STEPS);
}

static bool state_occurs(const struct choice_plot *p, enum chosen_state state) {
    for (size_t i = 0; i < p->n; i++)
        if (p->rows[i]->state == state)
            return true;
    return false;
}

static const char *axis_words(struct choice_plot *p) {
    const struct choice *c = p->choice;
    const char *unit = strcmp(c->unit, "share") == 0 ? "%" : c->unit;
    return arena_format(&p->plot.arena, "%s%s%s (%s is better)", c->path, *unit ? ", " : "", unit,
                        c->more_is_better ? "more" : "less");
}

static const char *title_words(struct choice_plot *p) {
    const struct choice *c = p->choice;
    return c->decided ? arena_format(&p->plot.arena, "the best of %zu, %g %% sure", c->n,
                                     100 * c->probability)
                      : arena_format(&p->plot.arena, "%zu of %zu still in play, not decided",
                                     c->in_play, c->n);
}

static void script_write(FILE *gp, struct choice_plot *p) {
    static const struct {
        enum chosen_state state;
        const char *colour, *words;
    } states[] = {{CHOSEN_BEST, PLOT_GREEN, "the best"},
                  {CHOSEN_IN_PLAY, PLOT_BLUE, "in play"},
                  {CHOSEN_OUT, PLOT_RED, "taken out"}};
    fprintf(gp, "file = \"%s.csv\"\nset title %s\n", p->plot.name,
            plot_title(&p->plot, title_words(p)));
    fprintf(gp, "set xlabel %s\nset xtics %.9g\nset key tmargin center horizontal samplen 2\n",
            plot_label(&p->plot, axis_words(p), 80), tic_step(p));
    tics_write(gp, p);
    if (p->choice->best < p->choice->n)
        zone_write(gp, p);
    fprintf(gp, "plot ");
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (state_occurs(p, states[i].state))
            fprintf(
                gp,
                "file using ($2 == %d ? $3 : NaN):1:4:5 every ::1 with xerrorbars linecolor \"%s\" "
                "linewidth 2 pointtype 7 pointsize 0.8 title \"%s\", \\\n     ",
                (int)states[i].state, states[i].colour, states[i].words);
    fprintf(gp, "NaN with boxes linecolor \"%s\" fillstyle solid title \"zone of indifference\"\n",
            PLOT_PALE);
}

bool choice_plots(const struct choice *c, const struct scenario *s, struct output *o,
                  const char *const **scripts, struct diag *d) {
    const char **written = arena_array(&o->arena, 2, sizeof *written);
    struct report of = {.scenario = s};
    struct choice_plot p = {
        .plot = {.report = &of, .output = o, .diag = d, .name = "choice"},
        .choice = c,
        .scale = strcmp(c->unit, "share") == 0 ? 100 : 1,
    };
    *scripts = written;
    rows_take(&p);
    if (p.n > 0) {
        of.results = p.rows[0]->results;
        data_write(&p);
        FILE *gp = plot_open(&p.plot, ".gp");
        if (gp) {
            plot_begin(gp, &p.plot, "The choice of the best variant.", WIDTH,
                       170 + ROW_HEIGHT * (int)p.n);
            script_write(gp, &p);
            plot_end(gp);
            plot_close(&p.plot, ".gp", gp);
            written[0] = "choice.gp";
        }
    }
    bool good = !p.plot.failed;
    arena_fini(&p.plot.arena);
    return good;
}
