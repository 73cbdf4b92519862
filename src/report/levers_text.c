/* SPDX-License-Identifier: GPL-3.0-or-later
 * levers, for a person: what to change first, what each lever brings, which do not apply. */
#include <math.h>
#include <string.h>

#include "base/table.h"
#include "report/format.h"
#include "report/levers_parts.h"

const char *const lever_rank_names[] = {"money", "leavers", "wait"};
const char *const lever_rank_words[] = {"net gain a day", "who leaves unserved", "mean wait"};

const struct change_finding *lever_ranked_by(const struct levers_answer *a,
                                             const struct lever_found *f) {
    return a->rank == LEVERS_BY_MONEY     ? &f->net
           : a->rank == LEVERS_BY_LEAVERS ? &f->left
                                          : &f->wait;
}

const char *lever_rank_unit(const struct levers_answer *a) {
    return a->rank == LEVERS_BY_MONEY ? "money/day" : a->rank == LEVERS_BY_LEAVERS ? "share" : "s";
}

const struct lever *lever_of(const struct levers_answer *a, const struct lever_found *f) {
    return &a->levers->all[f->lever];
}

const struct compared *lever_variant(const struct comparison_report *r,
                                     const struct lever_found *f) {
    return &r->comparison->variants[f->lever + 1];
}

static bool unpriced(const struct lever *l) {
    return l->cost == LEVER_BOUGHT && isnan(l->price);
}

static void paragraph(struct text *out, const char *words) {
    text_add(out, "  ");
    text_wrap(out, words, 2, 2, REPORT_WIDTH);
    text_add(out, "\n");
}

/* ---- cells ---- */

const char *lever_change_cell(struct arena *a, const struct change_finding *f, const char *unit) {
    if (!f || f->verdict == CHANGE_UNKNOWN)
        return "";
    return f->verdict == CHANGE_NONE ? "same" : format_change(a, f->difference, unit);
}

/* Money to the whole unit, below ten to a tenth: what is spent is all but certain. */
static const char *money_cell(struct arena *a, const struct change_finding *f) {
    const double little = 0.005; /* of the value */
    double value = f->difference.value;
    double limit = fabs(value) < 10 ? 0.05 : fmax(0.5, little * fabs(value));
    double half = fmax(f->difference.high - value, value - f->difference.low);
    if (f->verdict == CHANGE_UNKNOWN || f->verdict == CHANGE_NONE || half >= limit)
        return lever_change_cell(a, f, "money/day");
    if (fabs(value) < limit)
        return "0";
    return arena_format(a, "%+.*f", fabs(value) < 10 ? 1 : 0, value);
}

static const char *spent_cell(struct arena *a, const struct levers_answer *x,
                              const struct lever_found *f) {
    return unpriced(lever_of(x, f)) ? "no price" : money_cell(a, &f->spent);
}

static size_t standards_met(const struct compared *v) {
    size_t met = 0;
    for (size_t i = 0; i < v->results->n_standards; i++)
        met += v->results->standards[i].verdict == VERDICT_MET;
    return met;
}

/* "1 of 2": standards known to be met. */
static const char *standards_cell(struct arena *a, const struct compared *v) {
    if (v->results->n_standards == 0)
        return "";
    return arena_format(a, "%zu of %zu", standards_met(v), v->results->n_standards);
}

/* ---- the answer ---- */

static void as_it_is(const struct comparison_report *r, struct arena *a, struct text *t) {
    const struct comparison *c = r->comparison;
    const struct compared *v = &c->variants[c->base];
    const struct result_row *total = compared_row(v, ROW_TOTAL, "");
    text_printf(t, "As it is: mean wait %s, %s of those who come leave unserved",
                format_around(a, total->estimates[measure_find("mean_wait")], "s"),
                format_around(a, v->sums[LEVER_LEFT].value, "share"));
    double spent = v->sums[LEVER_SPENT].value.value;
    if (spent > 0)
        text_printf(t, ", %s a day for staff and stations", format_number(a, spent));
    size_t n = v->results->n_standards;
    if (n > 0)
        text_printf(t, ", %s standards met", standards_cell(a, v));
    text_add(t, ". ");
}

static const char *rank_sentence(const struct levers_answer *x, struct arena *a) {
    const struct levers *l = x->levers;
    if (x->rank == LEVERS_BY_LEAVERS)
        return "Ranked by the share of those who come that leave unserved: lost customers have no "
               "price here (money.lost_customer, or a class's value), so that no lever can be "
               "weighed against its cost.";
    if (x->rank == LEVERS_BY_WAIT)
        return "Ranked by the mean wait: nobody leaves here, and nobody lost has a price.";
    return arena_format(a,
                        "Ranked by the net gain a day: what customers who are helped are worth, "
                        "less all that has a price, lost customers among it. %s",
                        l->waiting_priced ? "Waiting is priced too."
                                          : "Waiting has no price here, and counts only by who "
                                            "leaves.");
}

/* The first in the list that is shown to better it and keeps the standards that are met; NULL. */
static const struct lever_found *best_of(const struct comparison_report *r) {
    const struct levers_answer *x = r->levers;
    size_t met = standards_met(&r->comparison->variants[r->comparison->base]);
    for (size_t i = 0; i < x->levers->n && x->found[i].class <= LEVER_WORTH; i++)
        if (standards_met(lever_variant(r, &x->found[i])) >= met)
            return &x->found[i];
    return NULL;
}

static void best_add(const struct comparison_report *r, struct arena *a, struct text *t) {
    const struct levers_answer *x = r->levers;
    const struct lever_found *f = best_of(r);
    if (!f) {
        text_add(t, "No lever here is shown to better it and keep the standards. ");
        return;
    }
    const struct lever *l = lever_of(x, f);
    text_printf(t, "First: %s (%s), %s %s", l->name, l->what,
                x->rank == LEVERS_BY_MONEY     ? "net gain a day"
                : x->rank == LEVERS_BY_LEAVERS ? "unserved"
                                               : "mean wait",
                format_difference(a, lever_ranked_by(x, f)->difference, lever_rank_unit(x)));
    text_printf(t, "%s. ",
                f->class == LEVER_WORTH ? " before its own price, which nobody gave" : "");
}

static void answer_print(const struct comparison_report *r, struct arena *a, struct text *out) {
    struct text t = {0};
    as_it_is(r, a, &t);
    best_add(r, a, &t);
    text_add(&t, rank_sentence(r->levers, a));
    text_printf(out, "\n%s\n", comparison_bold(r, a, "What to change first"));
    paragraph(out, text_string(&t));
    text_fini(&t);
}

/* ---- the list ---- */

static const char *section_words(const struct levers_answer *x, enum lever_class class) {
    static const char *const money[] = {"Bring more than they cost",
                                        "Bring so much before their own price, which nobody gave",
                                        "Cost more than they bring", "No difference shown"};
    static const char *const else_words[] = {"Better", "", "Worse", "No difference shown"};
    return x->rank == LEVERS_BY_MONEY ? money[class] : else_words[class];
}

static void lever_row_add(const struct comparison_report *r, struct arena *a, struct table *t,
                          const struct lever_found *f) {
    const struct levers_answer *x = r->levers;
    bool money = x->rank == LEVERS_BY_MONEY;
    table_add(t, "%s", lever_of(x, f)->name);
    table_add(t, "%s", lever_change_cell(a, &f->wait, "s"));
    table_add(t, "%s", lever_change_cell(a, &f->left, "share"));
    table_add(t, "%s", spent_cell(a, x, f));
    table_add(t, "%s", money ? money_cell(a, &f->net) : "");
    table_add(t, "%s", standards_cell(a, lever_variant(r, f)));
}

static void list_print(const struct comparison_report *r, struct arena *a, struct text *out) {
    static const struct table_column columns[] = {{"lever", TABLE_LEFT},
                                                  {"mean\nwait", TABLE_RIGHT},
                                                  {"leave\nunserved", TABLE_RIGHT},
                                                  {"spent\na day", TABLE_RIGHT},
                                                  {"net gain\na day", TABLE_RIGHT},
                                                  {"standards\nmet", TABLE_RIGHT}};
    const struct levers_answer *x = r->levers;
    struct table t;
    table_init(&t, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < x->levers->n; i++) {
        const struct lever_found *f = &x->found[i];
        if (f->class >= LEVER_NONE)
            continue;
        if (i == 0 || x->found[i - 1].class != f->class)
            table_section(&t, comparison_bold(r, a, section_words(x, f->class)));
        lever_row_add(r, a, &t, f);
    }
    text_printf(out, "\n%s\n",
                comparison_bold(r, a, "What each lever changes, against the scenario as it is"));
    table_print(&t, out, 2, REPORT_WIDTH);
    table_fini(&t);
}

/* ---- what money buys ---- */

static bool buys(const struct lever_found *f) {
    return f->kept_per_100.value > 0 && f->lost.verdict == CHANGE_BETTER;
}

static void buys_print(const struct comparison_report *r, struct arena *a, struct text *out) {
    static const struct table_column columns[] = {{"lever", TABLE_LEFT},
                                                  {"spent\na day", TABLE_RIGHT},
                                                  {"fewer leave\na day", TABLE_RIGHT},
                                                  {"for each\n100 spent", TABLE_RIGHT}};
    const struct levers_answer *x = r->levers;
    struct table t;
    table_init(&t, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < x->levers->n; i++) {
        const struct lever_found *f = &x->found[i];
        struct estimate d = f->lost.difference;
        if (!buys(f))
            continue;
        table_add(&t, "%s", lever_of(x, f)->name);
        table_add(&t, "%s", spent_cell(a, x, f));
        table_add(&t, "%s", format_around(a, (struct estimate){-d.value, -d.high, -d.low}, ""));
        table_add(&t, "%s", format_around(a, f->kept_per_100, ""));
    }
    if (t.n_cells > 0) {
        text_printf(out, "\n%s\n", comparison_bold(r, a, "What money buys"));
        table_print(&t, out, 2, REPORT_WIDTH);
    }
    table_fini(&t);
}

/* ---- what is assumed, and what does not apply ---- */

static void unchanged_print(const struct comparison_report *r, struct arena *a, struct text *out) {
    const struct levers_answer *x = r->levers;
    const char *words = "";
    for (size_t i = 0; i < x->levers->n; i++)
        if (x->found[i].class == LEVER_NONE && !lever_changes_people(r, &x->found[i]))
            words = arena_format(a, "%s%s%s", words, *words ? "; " : "",
                                 lever_of(x, &x->found[i])->name);
    if (!*words)
        return;
    text_printf(out, "\n%s\n",
                comparison_bold(r, a,
                                levers_ask_of_people(x)
                                    ? "Change nothing that is asked here on these days"
                                    : "Change neither waits nor who leaves nor money on these "
                                      "days"));
    paragraph(out, arena_format(a, "%s.", words));
}

/* Levers of one row share what is assumed of them. */
static void assumed_print(const struct comparison_report *r, struct arena *a, struct text *out) {
    const struct levers *l = r->levers->levers;
    bool begun = false;
    for (size_t i = 0; i < l->n; i++) {
        const struct lever *x = &l->all[i];
        if (!x->basis || (i > 0 && l->all[i - 1].basis == x->basis))
            continue;
        if (!begun)
            text_printf(out, "\n%s\n", comparison_bold(r, a, "What is assumed of their effect"));
        begun = true;
        paragraph(out, arena_format(a, "%s: %s.", x->name, x->basis));
    }
}

/* Those with one reason, which stand together, share a line: what follows i. */
static size_t absent_add(const struct levers *l, size_t i, struct arena *a, struct text *out) {
    const struct lever_absent *x = &l->absent[i];
    const char *names = x->name;
    size_t next = i + 1;
    for (; next < l->n_absent && strcmp(l->absent[next].why, x->why) == 0; next++)
        names = arena_format(a, "%s; %s", names, l->absent[next].name);
    text_add(out, "  ");
    text_wrap(out, arena_format(a, "%s: %s.", names, x->why), 2, 4, REPORT_WIDTH);
    text_add(out, "\n");
    return next;
}

static void absent_print(const struct comparison_report *r, struct arena *a, struct text *out) {
    const struct levers *l = r->levers->levers;
    if (l->n_absent > 0)
        text_printf(out, "\n%s\n", comparison_bold(r, a, "Levers that do not apply"));
    for (size_t i = 0; i < l->n_absent;)
        i = absent_add(l, i, a, out);
}

/* Of the levers that managers have, those for which no one parameter stands. */
static void unasked_print(const struct comparison_report *r, struct arena *a, struct text *out) {
    text_printf(out, "\n%s\n", comparison_bold(r, a, "Not tried here"));
    paragraph(
        out, "Appointments and calls back, own agents or another firm's lines, an issue that keeps "
             "its owner, tasks side by side, a greeter's advice: each needs a few words of its own "
             "in the scenario; write them as a variant and 'compare'. Other shifts and breaks are "
             "the business of 'schedule', express lanes and how many to open that of 'lanes'. A "
             "larger sample of quality changes what is seen, not what is.");
}

static void reckoning_print(const struct comparison_report *r, struct arena *a, struct text *out) {
    text_printf(out, "\n%s\n", comparison_bold(r, a, "How this is reckoned"));
    paragraph(out,
              "spent: wages and stations as the scenario prices them, less in the scenario as it "
              "is, and what --price gives. no price: nobody said what it costs; --price "
              "NAME=120/day does. leave unserved: abandoned, balked, blocked or sent away at "
              "closing, of all who come. Each lever is tried alone: two together may do more, or "
              "less, than both apart.");
}

void levers_text(const struct comparison_report *r, struct text *out) {
    struct arena a = {0};
    comparison_head(r, &a, out);
    answer_print(r, &a, out);
    list_print(r, &a, out);
    buys_print(r, &a, out);
    levers_people(r, &a, out);
    unchanged_print(r, &a, out);
    assumed_print(r, &a, out);
    absent_print(r, &a, out);
    unasked_print(r, &a, out);
    reckoning_print(r, &a, out);
    comparison_doubt(r, &a, out);
    arena_fini(&a);
}
