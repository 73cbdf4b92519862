/* SPDX-License-Identifier: GPL-3.0-or-later
 * compare, for a person: what each variant changes and does, then figure by figure. */
#include <math.h>
#include <string.h>

#include "base/table.h"
#include "report/comparison_parts.h"
#include "report/format.h"

static const char *colour(const struct comparison_report *r, struct arena *a, const char *code,
                          const char *words) {
    return r->colour ? arena_format(a, "\033[%sm%s\033[0m", code, words) : words;
}

const char *comparison_bold(const struct comparison_report *r, struct arena *a, const char *words) {
    return colour(r, a, "1", words);
}

/* A number of days to two digits, rounded up: "2,400". n > 0. */
static const char *count_words(struct arena *a, double n) {
    if (n > 1e7)
        return "10,000,000+";
    double scale = pow(10, fmax(0, floor(log10(n)) - 1)); /* two digits */
    unsigned long whole = (unsigned long)(ceil(n / scale) * scale);
    if (whole < 1000)
        return arena_format(a, "%lu", whole);
    if (whole < 1000000)
        return arena_format(a, "%lu,%03lu", whole / 1000, whole % 1000);
    return arena_format(a, "%lu,%03lu,%03lu", whole / 1000000, whole / 1000 % 1000, whole % 1000);
}

const char *verdict_cell(const struct comparison_report *r, struct arena *a,
                         const struct change_finding *f) {
    static const char *const codes[CHANGE_VERDICTS] = {
        [CHANGE_BETTER] = "32", [CHANGE_WORSE] = "31", [CHANGE_NOT_SHOWN] = "33"};
    if (!f)
        return "";
    const char *words = change_words[f->verdict];
    if (f->verdict == CHANGE_NOT_SHOWN)
        words = isfinite(f->needed) ? arena_format(a, "not shown (%s)", count_words(a, f->needed))
                                    : "not shown";
    return codes[f->verdict] ? colour(r, a, codes[f->verdict], words) : words;
}

/* "more (staff.agents.count=+1)". */
static const char *variant_words(const struct compared *c, struct arena *a) {
    bool same = !*c->changes || strcmp(c->name, c->changes) == 0;
    return same ? c->name : arena_format(a, "%s (%s)", c->name, c->changes);
}

/* ---- the head ---- */

static const char *length_words(const struct comparison *c, struct arena *a) {
    size_t least = SIZE_MAX, most = 0;
    bool steady = false;
    for (size_t i = 0; i < c->n; i++) {
        const struct results *x = c->variants[i].results;
        if (!x)
            continue;
        least = x->days < least ? x->days : least;
        most = x->days > most ? x->days : most;
        steady = x->steady;
    }
    const char *of = format_count(a, most, steady ? "run" : "day");
    return least == most ? arena_format(a, "%s each", of)
                         : arena_format(a, "%zu to %s each", least, of);
}

/* The variants that a stop came before, the first of them by name. */
static void unreached_add(const struct comparison *c, struct arena *a, struct text *out) {
    enum { MOST_NAMED = 6 };
    const char *words = "";
    size_t n = 0;
    for (size_t i = 0; i < c->n; i++) {
        const struct compared *v = &c->variants[i];
        if (!v->results && !v->why && n++ < MOST_NAMED)
            words = arena_format(a, "%s%s%s", words, n > 1 ? ", " : "", v->name);
    }
    if (n > MOST_NAMED)
        words = arena_format(a, "%s and %zu more", words, n - MOST_NAMED);
    if (n > 0) {
        text_wrap(out, arena_format(a, "\nNot run, stopped before: %s.", words), 0, 2,
                  REPORT_WIDTH);
        text_add(out, "\n");
    }
}

/* Why one variant has fewer days than asked, or none. */
static void shortfall_add(const struct compared *v, struct arena *a, struct text *out) {
    const char *words = NULL;
    if (!v->results && v->why)
        words = arena_format(a, "\n%s: not run: %s.", v->name, v->why);
    else if (v->results && v->results->stopped_note &&
             v->results->stopped_by != STOPPED_BY_PRECISION &&
             v->results->stopped_by != STOPPED_BY_SIGNAL) /* which the head tells of all */
        words = arena_format(a, "\n%s: %s only. %s.", v->name,
                             format_count(a, v->results->days, "day"), v->results->stopped_note);
    if (words) {
        text_wrap(out, words, 0, 2, REPORT_WIDTH);
        text_add(out, "\n");
    }
}

void comparison_head(const struct comparison_report *r, struct arena *a, struct text *out) {
    const struct comparison *c = r->comparison;
    const struct results *base = c->variants[c->base].results;
    text_printf(out, "%s\n", comparison_bold(r, a, base->scenario_name));
    text_printf(out,
                "%s, %s, on the same customers (common random numbers), seed %llu, "
                "sojourn %s\n",
                format_count(a, c->n, "variant"), length_words(c, a), (unsigned long long)c->seed,
                SOJOURN_VERSION);
    if (c->stopped)
        text_add(out, colour(r, a, "33",
                             "\nSTOPPED EARLY: what follows is of the days that were finished.\n"));
    for (size_t i = 0; i < c->n; i++)
        shortfall_add(&c->variants[i], a, out);
    unreached_add(c, a, out);
}

/* ---- in words ---- */

/* "better: 80/20, mean wait; worse: cost a day" */
static const char *changes_words(const struct compared *v, const struct figure *figures, size_t n,
                                 struct arena *a) {
    static const enum change_verdict order[] = {CHANGE_BETTER, CHANGE_WORSE,     CHANGE_HIGHER,
                                                CHANGE_LOWER,  CHANGE_NOT_SHOWN, CHANGE_NONE};
    struct text t = {0};
    for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
        bool first = true;
        for (size_t i = 0; i < n; i++) {
            const struct change_finding *f = figure_finding(v, &figures[i]);
            if (!f || f->verdict != order[k])
                continue;
            const char *between = first ? (t.length ? "; " : "") : ", ";
            const char *before = first ? arena_format(a, "%s: ", change_words[order[k]]) : "";
            text_printf(&t, "%s%s%s", between, before, figures[i].title);
            first = false;
        }
    }
    if (t.length == 0)
        text_add(&t, v->results->replications < 2 ? "one run shows no differences; run two or more"
                                                  : "nothing that could be compared");
    const char *words = arena_string(a, text_string(&t));
    text_fini(&t);
    return words;
}

static void words_print(const struct comparison_report *r, const struct figure *figures, size_t n,
                        struct arena *a, struct text *out) {
    const struct comparison *c = r->comparison;
    text_printf(out, "\n%s\n", comparison_bold(r, a, "What each change does"));
    for (size_t i = 0; i < c->n; i++) {
        const struct compared *v = &c->variants[i];
        if (!v->results)
            continue;
        const char *name = variant_words(v, a);
        text_add(out, "  ");
        if (i == c->base)
            text_wrap(out, arena_format(a, "%s: what the others are compared with.", name), 2, 4,
                      REPORT_WIDTH);
        else
            text_wrap(out, arena_format(a, "%s: %s.", name, changes_words(v, figures, n, a)), 2, 4,
                      REPORT_WIDTH);
        text_add(out, "\n");
    }
}

/* ---- in figures ---- */

static void figure_print(const struct comparison_report *r, const struct figure *f, struct table *t,
                         struct arena *a) {
    const struct comparison *c = r->comparison;
    table_section(t, comparison_bold(r, a, f->title));
    for (size_t i = 0; i < c->n; i++) {
        const struct compared *v = &c->variants[i];
        if (!v->results)
            continue;
        const struct change_finding *found = figure_finding(v, f);
        bool told = found && found->verdict != CHANGE_UNKNOWN;
        table_add(t, "  %s", v->name);
        table_add(t, "%s", format_estimate(a, figure_value(v, f), f->unit));
        table_add(t, "%s", told ? format_difference(a, found->difference, f->unit) : "");
        table_add(t, "%s", verdict_cell(r, a, found));
    }
}

void comparison_doubt(const struct comparison_report *r, struct arena *a, struct text *out) {
    const struct comparison *c = r->comparison;
    comparison_warnings(r, a, out);
    text_printf(out, "\n%s\n", comparison_bold(r, a, "How sure this is"));
    struct text t = {0};
    text_printf(&t,
                "In brackets: %g %% intervals of each figure by itself. Differences are paired: "
                "every variant meets the same customers, and what luck does to both cancels. ",
                100 * c->level);
    if (c->n > 2)
        text_printf(&t,
                    "Their intervals have %.4g %% each, so that for any one figure all %zu hold at "
                    "once with %g %% (Bonferroni); of several figures at once less is sure. ",
                    100 * c->difference_level, c->n - 1, 100 * c->level);
    else
        text_printf(&t,
                    "Their intervals have %g %% for one figure; of several at once less is "
                    "sure. ",
                    100 * c->level);
    text_add(&t, "not shown (N): no difference shown; would need about N days to show one of the "
                 "size seen here.");
    text_add(out, "  ");
    text_wrap(out, text_string(&t), 2, 2, REPORT_WIDTH);
    text_add(out, "\n");
    text_fini(&t);
}

void comparison_text(const struct comparison_report *r, struct text *out) {
    struct arena a = {0};
    size_t n, n_main;
    const struct figure *figures = figures_choose(r, r->all, &a, &n);
    const struct figure *important = figures_choose(r, false, &a, &n_main);
    const struct comparison *c = r->comparison;
    const char *from = arena_format(&a, "difference from '%s'", c->variants[c->base].name);
    struct text heading = {0};
    text_cut(&heading, from, 40);
    const struct table_column columns[] = {{"", TABLE_LEFT},
                                           {"value", TABLE_RIGHT},
                                           {text_string(&heading), TABLE_RIGHT},
                                           {"verdict", TABLE_LEFT}};
    comparison_head(r, &a, out);
    words_print(r, important, n_main, &a, out);
    text_printf(out, "\n%s\n", comparison_bold(r, &a, "The figures"));
    struct table t;
    table_init(&t, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < n; i++)
        figure_print(r, &figures[i], &t, &a);
    table_print(&t, out, 2, REPORT_WIDTH);
    table_fini(&t);
    comparison_doubt(r, &a, out);
    text_fini(&heading);
    arena_fini(&a);
}
