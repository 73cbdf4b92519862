/* SPDX-License-Identifier: GPL-3.0-or-later
 * What was asked and what the answer is: a sentence a standard, with formula, risk and interval. */
#include "report/text_parts.h"

#include <math.h>
#include <string.h>

#include "base/table.h"
#include "report/format.h"

static const char *verdict_words(const struct report *r, struct arena *a, enum verdict v) {
    static const char *const words[] = {[VERDICT_MET] = "MET",
                                        [VERDICT_MISSED] = "MISSED",
                                        [VERDICT_NOT_SURE] = "NOT SURE",
                                        [VERDICT_NOT_JUDGED] = "NOT JUDGED"};
    static const enum text_colour colours[] = {[VERDICT_MET] = COLOUR_GOOD,
                                               [VERDICT_MISSED] = COLOUR_BAD,
                                               [VERDICT_NOT_SURE] = COLOUR_DOUBT,
                                               [VERDICT_NOT_JUDGED] = COLOUR_DOUBT};
    return text_coloured(r, a, colours[v], words[v]);
}

/* "about one day in 12 falls short", from the share of days that meet. */
static const char *risk_words(struct arena *a, double p) {
    if (p >= 1)
        return "no simulated day fell short";
    if (p <= 0)
        return "no simulated day met it";
    if (p > 0.5)
        return arena_format(a, "about one day in %.0f falls short", 1 / (1 - p));
    return arena_format(a, "only about one day in %.0f meets it", 1 / p);
}

static void standard_answer(const struct report *r, struct arena *a, struct text *out,
                            const struct standard_result *s) {
    struct text words = {0};
    text_printf(&words, "%s: %s, %s.", verdict_words(r, a, s->verdict), s->name, s->question);
    if (s->verdict == VERDICT_NOT_JUDGED) {
        text_add(&words, " Nothing that it counts happened in what was simulated.");
    } else {
        text_printf(&words, " It is %s", format_estimate(a, s->value, s->unit));
        if (s->formula)
            text_printf(&words, " by %s", s->formula);
        if (!isnan(s->p_day_meets.value)) {
            text_printf(&words, ", and holds on %s of days",
                        format_estimate(a, s->p_day_meets, "share"));
            if (!isnan(s->on_days))
                text_printf(&words, " where %s are asked", format_share(a, s->on_days));
            text_printf(&words, ": %s", risk_words(a, s->p_day_meets.value));
        }
        text_add(&words, ".");
    }
    text_paragraph(out, text_string(&words));
    text_fini(&words);
}

/* The five service levels differ by tens of points on one day: all are shown, each by its name. */
static void standard_formulas(struct arena *a, struct text *out, const struct standard_result *s) {
    static const char *const names[] = {"answered", "offered", "ignore", "positive", "short"};
    if (isnan(s->formulas[0].value))
        return;
    struct text words = {0};
    text_printf(&words, "%s by each formula, service_level_: ", s->name);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        text_printf(&words, "%s%s %s", i ? ", " : "", names[i],
                    format_estimate(a, s->formulas[i], "share"));
    text_add(&words, ".");
    text_paragraph(out, text_string(&words));
    text_fini(&words);
}

static const struct result_row *row_of(const struct report *r, enum row_kind kind,
                                       const char *name) {
    return results_row(r->results, kind, name ? name : "");
}

static void share_add(struct arena *a, struct text *words, struct estimate e, const char *do_what) {
    if (e.value > 0)
        text_printf(words, ", %s %s", format_estimate(a, e, "share"), do_what);
}

enum { ELSEWHERE = 2 }; /* times as long in all as at the main station: worth a sentence */

/* Without a standard nothing can be met or missed; the figures are those of the main station. */
static void plain_answer(const struct report *r, struct arena *a, struct text *out) {
    const char *station = report_main_station(r);
    const struct result_row *row =
        station ? row_of(r, ROW_STATION, station) : row_of(r, ROW_TOTAL, NULL);
    struct text words = {0};
    text_printf(&words, "No standard is set. %s%s: the mean wait is %s", station ? "At " : "In all",
                station ? station : "", format_estimate(a, report_estimate(row, "mean_wait"), "s"));
    struct estimate level = report_estimate(row, "service_level_ignore");
    if (!isnan(level.value))
        text_printf(&words, ", %s are answered within 20 s by service_level_ignore",
                    format_estimate(a, level, "share"));
    share_add(a, &words, report_estimate(row, "abandonment"), "leave the line unserved");
    share_add(a, &words, report_estimate(row, "blocking"), "find no room or a closed door");
    share_add(a, &words, report_estimate(row, "balking"), "do not join");
    struct estimate stranded = report_estimate(row, "stranded");
    if (stranded.value > 0)
        text_printf(&words, ", %s a day are left waiting for ever",
                    format_estimate(a, stranded, "contacts/day"));
    text_add(&words, ".");
    struct estimate all = report_estimate(row_of(r, ROW_TOTAL, NULL), "mean_wait");
    if (all.value > ELSEWHERE * report_estimate(row, "mean_wait").value)
        text_printf(&words, " With all that they wait for elsewhere it is %s.",
                    format_estimate(a, all, "s"));
    text_paragraph(out, text_string(&words));
    text_fini(&words);
}

static void title(const struct report *r, struct arena *a, struct text *out) {
    const struct results *x = r->results;
    text_printf(out, "%s\n", text_coloured(r, a, COLOUR_BOLD, x->scenario_name));
    const char *length =
        x->steady ? arena_format(a, "%s of %s h", format_count(a, x->replications, "run"),
                                 format_number(a, x->run_length / 3600))
                  : arena_format(a, "%zu %s", x->days, x->days == 1 ? "day" : "days");
    text_printf(out, "%s\n\n",
                text_coloured(r, a, COLOUR_DIM,
                              arena_format(a,
                                           "%s simulated, seed %llu, scenario %.12s, sojourn %s; "
                                           "in brackets: %g %% intervals",
                                           length, (unsigned long long)x->seed, x->scenario_sha256,
                                           SOJOURN_VERSION, 100 * x->level)));
}

void text_answer(const struct report *r, struct arena *a, struct text *out) {
    title(r, a, out);
    const struct results *x = r->results;
    if (x->stopped_by == STOPPED_BY_SIGNAL)
        text_paragraph(out, text_coloured(r, a, COLOUR_DOUBT,
                                          "STOPPED EARLY: what follows is of the days that were "
                                          "finished."));
    for (size_t i = 0; i < x->n_standards; i++)
        standard_answer(r, a, out, &x->standards[i]);
    if (x->n_standards == 0)
        plain_answer(r, a, out);
    for (size_t i = 0; i < x->n_standards; i++)
        standard_formulas(a, out, &x->standards[i]);
}
