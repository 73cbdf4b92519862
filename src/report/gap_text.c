/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/csv_write.h"
#include "base/table.h"
#include "report/format.h"
#include "report/gap_report.h"
#include "report/text_parts.h"

static const char *effect_text(struct arena *a, const struct gap_step *s, const char *unit) {
    return isnan(s->effect.value) ? "" : format_difference(a, s->effect, unit);
}

static const char *value_text(struct arena *a, const struct gap_step *s, const char *unit) {
    return isfinite(s->value.value) ? format_estimate(a, s->value, unit)
                                    : "the line grows without end";
}

static void table_of(const struct gap *g, struct arena *a, struct text *out) {
    static const struct table_column columns[] = {{"", TABLE_LEFT},
                                                  {"switched on", TABLE_LEFT},
                                                  {"effect", TABLE_LEFT},
                                                  {"then", TABLE_LEFT}};
    struct table t;
    table_init(&t, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < g->n_steps; i++) {
        table_add(&t, "%s", g->steps[i].formula ? "formula" : "simulated");
        table_add(&t, "%s", g->steps[i].words);
        table_add(&t, "%s", effect_text(a, &g->steps[i], g->unit));
        table_add(&t, "%s", value_text(a, &g->steps[i], g->unit));
    }
    table_print(&t, out, 2, REPORT_WIDTH);
    table_fini(&t);
}

static const struct gap_step *largest(const struct gap *g) {
    const struct gap_step *found = NULL;
    for (size_t i = 0; i < g->n_steps; i++) {
        double x = fabs(g->steps[i].effect.value);
        if (isfinite(x) && (!found || x > fabs(found->effect.value))) {
            found = &g->steps[i];
        }
    }
    return found;
}

static void sentence(const struct gap_report *r, struct arena *a, struct text *out) {
    const struct gap *g = r->gap;
    const struct gap_step *first = &g->steps[0], *last = &g->steps[g->n_steps - 1];
    const struct gap_step *most = largest(g);
    text_paragraph(out, arena_format(a, "%s begins at %s and ends at %s%s%s%s%s.",
                                     g->question ? g->question : g->path,
                                     value_text(a, first, g->unit), value_text(a, last, g->unit),
                                     most ? "; the largest step: " : "", most ? most->words : "",
                                     most ? ", " : "", most ? effect_text(a, most, g->unit) : ""));
}

/* The gap in people, by a straight line. */
static void worth(const struct gap *g, struct arena *a, struct text *out) {
    const struct gap_worth *w = &g->worth;
    bool fewer = w->people.value < 0;
    struct estimate p = w->people;
    if (!w->group) {
        return;
    }
    if (fewer) {
        p = (struct estimate){-p.value, -p.high, -p.low};
    }
    text_paragraph(
        out, arena_format(
                 a,
                 "In people: one more in %s, %s, changes it by %s. If "
                 "each brought as much, the gap to the textbook would be worth %.1f people "
                 "%s (%.1f-%.1f, at least %g %% sure); it is a straight line, and the number to "
                 "staff is found by 'sojourn staff'.",
                 w->group, w->when, format_difference(a, w->effect, g->unit), p.value,
                 fewer ? "fewer" : "more", p.low, p.high, 100 * (1 - 2 * (1 - g->level))));
}

static void notes(const struct gap *g, struct arena *a, struct text *out) {
    struct text absent = {0};
    if (g->no_formula) {
        text_paragraph(out, arena_format(a, "No formula begins the steps: %s.", g->no_formula));
    }
    for (size_t i = 0; i < g->n_absent; i++) {
        text_printf(&absent, "%s%s", i ? "; " : "", g->absent[i]);
    }
    if (g->n_absent > 0) {
        text_paragraph(out, arena_format(a, "Not in this scenario: %s.", text_string(&absent)));
    }
    text_fini(&absent);
    if (g->worst_interval) {
        text_paragraph(out, "Each value is of the interval that is worst in its step, which need "
                            "not be the same one.");
    }
    if (g->pooled) {
        text_paragraph(out,
                       "Each value is of all replications together, which is not the mean of "
                       "each one's own; an effect is the difference of the two values, and its "
                       "interval that of the replications' own differences, moved to it.");
    }
    text_paragraph(
        out,
        arena_format(a,
                     "Each simulation: %s of the same customers; an effect is the "
                     "paired difference to the step before with its own %g %% interval. The "
                     "effects add up exactly, but another order would share them out otherwise.",
                     format_count(a, g->replications, "replication"), 100 * g->level));
}

void gap_text(const struct gap_report *r, struct text *out) {
    struct arena a = {0};
    text_printf(out, "%s: from the textbook to the simulation\n", r->scenario->name);
    sentence(r, &a, out);
    text_add(out, "\n");
    table_of(r->gap, &a, out);
    text_add(out, "\n");
    worth(r->gap, &a, out);
    notes(r->gap, &a, out);
    arena_fini(&a);
}

void gap_csv(const struct gap_report *r, FILE *out) {
    fprintf(out, "step,name,by,value,low,high,effect,effect_low,effect_high\r\n");
    for (size_t i = 0; i < r->gap->n_steps; i++) {
        const struct gap_step *s = &r->gap->steps[i];
        const double cells[] = {s->value.value,  s->value.low,  s->value.high,
                                s->effect.value, s->effect.low, s->effect.high};
        fprintf(out, "%zu,%s,%s", i, s->name, s->formula ? "formula" : "simulation");
        for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
            fputc(',', out);
            csv_number(out, cells[k]);
        }
        fprintf(out, "\r\n");
    }
}
