/* SPDX-License-Identifier: GPL-3.0-or-later
 * What was assumed, what theory says, how far from trouble, and how sure all of it is. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "planner/theory_match.h"
#include "planner/trouble.h"
#include "report/format.h"
#include "report/text_parts.h"

void text_trouble(const struct report *r, struct arena *a, struct text *out) {
    const struct trouble *t = r->trouble;
    if (!t)
        return;
    text_heading(r, a, out, "How far from trouble (the same customers each time)");
    struct table_column *columns = arena_array(a, t->n_paths + 1, sizeof *columns);
    columns[0] = (struct table_column){"", TABLE_LEFT};
    for (size_t i = 0; i < t->n_paths; i++)
        columns[i + 1] = (struct table_column){t->names[i], TABLE_RIGHT};
    struct table table;
    table_init(&table, columns, t->n_paths + 1);
    for (size_t k = 0; k < t->n_rows; k++) {
        const struct trouble_row *row = &t->rows[k];
        table_add(&table, "%s", row->change);
        for (size_t i = 0; i < t->n_paths; i++)
            table_add(&table, "%s",
                      row->differences ? format_difference(a, row->differences[i], t->units[i])
                                       : format_estimate(a, row->values[i], t->units[i]));
    }
    table_print(&table, out, 2, REPORT_WIDTH);
    table_fini(&table);
    for (size_t i = 0; i < t->n_notes; i++)
        text_paragraph(out, t->notes[i]);
}

void text_assumed(const struct report *r, struct arena *a, struct text *out) {
    size_t n;
    const char *const *said = report_assumptions(r->scenario, a, &n);
    text_heading(r, a, out, "What was assumed");
    for (size_t i = 0; i < n; i++)
        text_paragraph(out, said[i]);
    for (size_t i = 0; r->findings && i < r->findings->count; i++) {
        const struct finding *f = &r->findings->findings[i];
        text_paragraph(out, arena_format(a, "%s%s%s.", f->path, *f->path ? ": " : "", f->message));
    }
    for (size_t i = 0; i < r->results->n_warnings; i++)
        text_paragraph(out, arena_format(a, "%s.", r->results->warnings[i]));
}

static const char *inside_words(const struct theory_line *l) {
    if (isnan(l->simulated.low))
        return "";
    return l->simulated.low <= l->theory && l->theory <= l->simulated.high ? "inside" : "outside";
}

void text_theory(const struct report *r, struct arena *a, struct text *out) {
    static const struct table_column columns[] = {{"", TABLE_LEFT},
                                                  {"theory", TABLE_RIGHT},
                                                  {"simulation", TABLE_RIGHT},
                                                  {"theory is", TABLE_LEFT}};
    const struct theory_match *t = r->theory;
    if (!t)
        return;
    text_heading(r, a, out, "Theory beside simulation");
    if (!t->formula) {
        text_paragraph(out, arena_format(a, "No formula holds here: %s.", t->prevented_by));
        return;
    }
    text_paragraph(out, arena_format(a, "%s at %s:", t->formula, t->station));
    struct table table;
    table_init(&table, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < t->n_lines; i++) {
        const struct theory_line *l = &t->lines[i];
        struct estimate exact = l->simulated;
        exact.value = l->theory;
        table_add(&table, "%s%s%s", l->of ? l->of : "", l->of ? " " : "", l->measure);
        table_add(&table, "%s", format_value(a, exact, l->unit));
        table_add(&table, "%s", format_estimate(a, l->simulated, l->unit));
        table_add(&table, "%s", inside_words(l));
    }
    table_print(&table, out, 2, REPORT_WIDTH);
    table_fini(&table);
}

static const char *count_words(struct arena *a, uint64_t n, const char *what) {
    return n < 1000000 ? arena_format(a, "%llu %s", (unsigned long long)n, what)
                       : arena_format(a, "%.4g million %s", (double)n / 1e6, what);
}

void text_how_sure(const struct report *r, struct arena *a, struct text *out) {
    const struct results *x = r->results;
    struct text words = {0};
    text_heading(r, a, out, "How sure");
    if (x->steady)
        text_printf(&words,
                    "%zu %srun%s of %s h%s, after a warm-up of %s h that is not "
                    "counted.",
                    x->replications, x->replications == 1 ? "" : "independent ",
                    x->replications == 1 ? "" : "s", format_number(a, x->run_length / 3600),
                    x->replications == 1 ? "" : " each", format_number(a, x->warm_up / 3600));
    else
        text_printf(&words, "%zu simulated day%s (%zu replication%s).", x->days,
                    x->days == 1 ? "" : "s", x->replications, x->replications == 1 ? "" : "s");
    if (!x->steady && x->replications < 2) /* one long run is cut into batches */
        text_add(&words, " One alone does not tell how much others would differ: there are no "
                         "intervals; give more.");
    else
        text_printf(&words,
                    " The brackets hold the long-run value in %g cases of 100, as far as the "
                    "scenario is like the real place.",
                    100 * x->level);
    if (x->stopped_note)
        text_printf(&words, " %s.", x->stopped_note);
    if (x->contacts > 0)
        text_printf(&words, " %s, %s.", count_words(a, x->contacts, "contacts"),
                    count_words(a, x->events, "events"));
    text_paragraph(out, text_string(&words));
    text_fini(&words);
}
