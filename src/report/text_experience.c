/* SPDX-License-Identifier: GPL-3.0-or-later
 * What it was like for customers, what of that is seen, and what it does to who stays: where the
 * scenario looks at it. */
#include "report/text_parts.h"

#include <math.h>

#include "model/names.h"
#include "report/format.h"

static const char *said(struct arena *a, const struct result_row *row, const char *measure,
                        const char *unit) {
    return format_estimate(a, report_estimate(row, measure), unit);
}

static bool known(const struct result_row *row, const char *measure) {
    return !isnan(report_estimate(row, measure).value);
}

static void say_score(struct arena *a, struct text *out, const struct result_row *row) {
    if (!known(row, "score"))
        return;
    text_paragraph(
        out,
        arena_format(
            a, "Contacts score %s on average, of 100 %% at best; %s are bad ones (below 50 %%).",
            said(a, row, "score", "share"), said(a, row, "score_low", "share")));
    if (known(row, "surveyed_score"))
        text_paragraph(
            out,
            arena_format(
                a, "Asked, %s answer, and what they say comes to %s: those who answer are not all.",
                said(a, row, "survey_answers", "share"), said(a, row, "surveyed_score", "share")));
}

static void say_felt(struct arena *a, struct text *out, const struct result_row *row) {
    if (known(row, "felt_wait"))
        text_paragraph(out,
                       arena_format(a, "The served waited %s by the clock, and %s as they felt it.",
                                    said(a, row, "asa", "s"), said(a, row, "felt_wait", "s")));
}

static void say_complaints(struct arena *a, struct text *out, const struct result_row *row) {
    if (!known(row, "complaints"))
        return;
    text_paragraph(
        out, arena_format(a,
                          "Complaints: %s contacts a day are complained of; %s bad ones a day are "
                          "not heard of.%s",
                          said(a, row, "complaints", ""), said(a, row, "bad_unheard", ""),
                          known(row, "redressed")
                              ? arena_format(a, " Of complaints %s end to the customer's content.",
                                             said(a, row, "redressed", "share"))
                              : ""));
}

static void say_accounts(struct arena *a, struct text *out, const struct result_row *row) {
    if (!known(row, "accounts"))
        return;
    text_paragraph(
        out, arena_format(a,
                          "Accounts: %s on average, with a loyalty of %s. In a month %s go for "
                          "good and %s join; %s arrivals of those who have gone are missing.",
                          said(a, row, "accounts", ""), said(a, row, "loyalty", "share"),
                          said(a, row, "defected", ""), said(a, row, "joined", ""),
                          said(a, row, "stayed_away", "")));
    if (known(row, "account_value"))
        text_paragraph(out, arena_format(a, "They are worth %s a month.",
                                         said(a, row, "account_value", "money")));
}

/* How little a sample says of one person. */
static void say_sample(const struct report *r, struct arena *a, struct text *out) {
    const struct quality_sample *q = &r->scenario->people.quality_sample;
    const size_t *order =
        names_order(a, r->scenario->groups, r->scenario->n_groups, sizeof *r->scenario->groups);
    for (size_t i = 0; q->on && i < r->scenario->n_groups; i++) {
        const char *group = r->scenario->groups[order[i]].name;
        double share =
            report_estimate(results_row(r->results, ROW_GROUP, group), "resolved_share").value;
        if (!isnan(share))
            text_paragraph(
                out,
                arena_format(
                    a,
                    "Of %s %s of services do what they are for. Listening to %zu of each person's "
                    "a month, two who are equally good come out %s or more apart in %s of months.",
                    group, format_share(a, share), q->contacts, format_share(a, q->points),
                    format_share(a, quality_sample_differs(q->contacts, share, q->points))));
    }
}

void text_experience(const struct report *r, struct arena *a, struct text *out) {
    const struct people *p = &r->scenario->people;
    const struct result_row *total = results_row(r->results, ROW_TOTAL, "");
    if (!p->score.on && !p->felt_wait.on && !p->quality_sample.on)
        return;
    text_heading(r, a, out, "What it was like for customers");
    say_score(a, out, total);
    say_felt(a, out, total);
    say_complaints(a, out, total);
    say_accounts(a, out, total);
    say_sample(r, a, out);
}
