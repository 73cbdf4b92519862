/* SPDX-License-Identifier: GPL-3.0-or-later
 * simulate --sensitivity, for a person: which assumption moves the answer, and how far. */
#include <math.h>
#include <string.h>

#include "base/table.h"
#include "report/format.h"
#include "report/sensitivity_parts.h"

static void paragraph(struct text *out, const char *words) {
    text_add(out, "  ");
    text_wrap(out, words, 2, 2, REPORT_WIDTH);
    text_add(out, "\n");
}

/* A parameter's value in its own unit. */
static const char *value_words(struct arena *a, const struct field *f, double x) {
    const char *unit = f->unit ? f->unit : "";
    return strcmp(unit, "s") == 0       ? format_wait(a, x)
           : strcmp(unit, "share") == 0 ? format_share(a, x)
                                        : arena_format(a, "%.4g", x);
}

static bool moves(const struct sensitive_end *e) {
    return e->change.verdict != CHANGE_UNKNOWN && e->change.verdict != CHANGE_NONE;
}

static bool either_moves(const struct sensitive *x) {
    return moves(&x->ends[SENSITIVE_LOW]) || moves(&x->ends[SENSITIVE_HIGH]);
}

static const char *end_cell(struct arena *a, const struct sensitivity *s,
                            const struct sensitive_end *e) {
    if (e->why)
        return strcmp(e->why, "as it is") == 0 ? e->why : "cannot be";
    if (e->change.verdict == CHANGE_UNKNOWN)
        return "-";
    return e->change.verdict == CHANGE_NONE ? "same"
                                            : format_change(a, e->change.difference, s->unit);
}

static void row_add(struct arena *a, struct table *t, const struct sensitivity *s,
                    const struct sensitive *x) {
    const struct sensitive_end *low = &x->ends[SENSITIVE_LOW], *high = &x->ends[SENSITIVE_HIGH];
    table_add(t, "%s", x->name);
    table_add(t, "%s", x->row->mark);
    table_add(t, "%s", value_words(a, x->row, low->value));
    table_add(t, "%s", value_words(a, x->row, x->now));
    table_add(t, "%s", value_words(a, x->row, high->value));
    table_add(t, "%s", end_cell(a, s, low));
    table_add(t, "%s", end_cell(a, s, high));
    table_add(t, "%s", x->shown ? "" : "not shown");
}

static void table_of(const struct comparison_report *r, struct arena *a, struct text *out) {
    static const struct table_column columns[] = {{"parameter", TABLE_LEFT},
                                                  {"mark", TABLE_LEFT},
                                                  {"low", TABLE_RIGHT},
                                                  {"now", TABLE_RIGHT},
                                                  {"high", TABLE_RIGHT},
                                                  {"answer\nat low", TABLE_RIGHT},
                                                  {"answer\nat high", TABLE_RIGHT},
                                                  {"", TABLE_LEFT}};
    const struct sensitivity *s = r->sensitivity;
    struct table t;
    table_init(&t, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < s->n; i++)
        if (either_moves(&s->all[i]))
            row_add(a, &t, s, &s->all[i]);
    if (t.n_cells > 0) {
        text_printf(out, "\n%s\n",
                    comparison_bold(r, a, "By how much the answer moves, one parameter at a time"));
        table_print(&t, out, 2, REPORT_WIDTH);
    }
    table_fini(&t);
}

static void answer_print(const struct comparison_report *r, struct arena *a, struct text *out) {
    const struct sensitivity *s = r->sensitivity;
    const struct sensitive *first = &s->all[0];
    size_t n_shown = 0;
    for (size_t i = 0; i < s->n; i++) {
        n_shown += s->all[i].shown;
    }
    text_printf(out, "\n%s\n", comparison_bold(r, a, "What the answer hangs on"));
    const char *most =
        first->shown ? arena_format(a, " Most hangs on %s (%s): %s at %s, %s at %s.", first->name,
                                    first->row->help, end_cell(a, s, &first->ends[SENSITIVE_LOW]),
                                    value_words(a, first->row, first->ends[SENSITIVE_LOW].value),
                                    end_cell(a, s, &first->ends[SENSITIVE_HIGH]),
                                    value_words(a, first->row, first->ends[SENSITIVE_HIGH].value))
                     : "";
    paragraph(out, arena_format(a,
                                "%s is %s. Of %s that %s only assumed or hearsay, %zu %s shown to "
                                "move it somewhere in its range.%s",
                                s->path, format_estimate(a, s->answer, s->unit),
                                format_count(a, s->n, "parameter"), s->n == 1 ? "is" : "are",
                                n_shown, n_shown == 1 ? "is" : "are", most));
}

static void unmoved_print(const struct comparison_report *r, struct arena *a, struct text *out) {
    const struct sensitivity *s = r->sensitivity;
    const char *words = "";
    for (size_t i = 0; i < s->n; i++)
        if (!either_moves(&s->all[i]) && !isnan(s->all[i].effect))
            words = arena_format(a, "%s%s%s", words, *words ? ", " : "", s->all[i].name);
    if (!*words)
        return;
    text_printf(out, "\n%s\n", comparison_bold(r, a, "Change nothing here, at either end"));
    paragraph(out, arena_format(a, "%s.", words));
}

static void refused_print(const struct comparison_report *r, struct arena *a, struct text *out) {
    const struct sensitivity *s = r->sensitivity;
    for (size_t i = 0; i < s->n; i++)
        for (size_t k = 0; k < SENSITIVE_ENDS; k++) {
            const struct sensitive_end *e = &s->all[i].ends[k];
            if (e->why && strcmp(e->why, "as it is") != 0)
                paragraph(out, arena_format(a, "%s was not run: %s.", e->name, e->why));
        }
}

void sensitivity_text(const struct comparison_report *r, struct text *out) {
    struct arena a = {0};
    comparison_head(r, &a, out);
    answer_print(r, &a, out);
    table_of(r, &a, out);
    unmoved_print(r, &a, out);
    refused_print(r, &a, out);
    text_printf(out, "\n%s\n", comparison_bold(r, &a, "What the marks mean"));
    paragraph(out,
              arena_format(&a,
                           "A: %s. U: %s. Vc: %s. What is published (V) or computed from what "
                           "is (C) stays as it is.",
                           field_mark_words("A"), field_mark_words("U"), field_mark_words("Vc")));
    comparison_doubt(r, &a, out);
    arena_fini(&a);
}
