/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whether the schedule meets the standards, and what made it pass or fail. */
#include <math.h>

#include "base/wrap.h"
#include "report/schedule_report.h"

enum { WIDTH = 100 };

/* A sentence that begins with the standard's name. */
static void line_add(struct text *out, const struct standard_result *x, const char *words) {
    struct text line = {0};
    text_printf(&line, "'%s' %s.", x->name, words);
    text_add(out, "  ");
    text_wrap(out, text_string(&line), 2, 4, WIDTH);
    text_add(out, "\n");
    text_fini(&line);
}

static const char *not_sure_words(const struct standard_result *x) {
    if (x->verdict == VERDICT_NOT_JUDGED)
        return "counts as missed: on these days nobody whom it judges was served or gave up; see "
               "who serves them, or simulate more days (--days)";
    return schedule_standard_missed(x)
               ? "counts as missed: these days show it neither way, but its value lies on the "
                 "wrong "
                 "side of the target; more days (--days) may settle it"
               : "counts as met: these days show it neither way, but its value lies on the right "
                 "side of the target; more days (--days) may settle it";
}

/* Why no more people were added, of a standard that they may cure. */
static const char *short_words(const struct schedule *s, struct arena *a) {
    const char *limits = schedule_limits_words(s, a);
    if (s->end == SCHEDULE_STOPPED)
        return "is missed, and it was stopped before more people were added";
    if (limits)
        return arena_format(a,
                            "is still missed: all people that 'at_most' allows are used, %s; raise "
                            "it for more",
                            limits);
    if (s->end == SCHEDULE_MISSES && isfinite(schedule_missing_price(s)))
        return "is still missed: at the price of --under missing people are cheaper than shifts; "
               "raise it, or leave it out";
    if (s->end == SCHEDULE_COVERS && s->rounds_ended)
        return "is still missed: more rounds (--rounds) add more people";
    return "is still missed: these patterns bring no more people to where it falls short; give one "
           "that does";
}

/* Where the rounds ended with it missed. */
static const char *missed_words(const struct schedule *s, const struct standard_result *x,
                                struct arena *a) {
    const struct schedule_round *last = &s->rounds[s->n_rounds - 1];
    if (!schedule_standard_curable(s, x) && last->results->n_standards == 1)
        return "is missed, and more people do not bring it nearer: nothing was added for it";
    if (!schedule_standard_curable(s, x))
        return "is missed, and more people do not bring it nearer: nothing was added for it, and "
               "this is the cheapest schedule found for the others";
    if (last->confirms)
        return "is missed by the customers of the next seed, who chose nothing: more days (--days) "
               "choose better";
    return short_words(s, a);
}

static void standard_add(const struct schedule *s, const struct standard_result *x,
                         struct text *out) {
    struct arena a = {0};
    if (x->verdict == VERDICT_NOT_SURE || x->verdict == VERDICT_NOT_JUDGED)
        line_add(out, x, not_sure_words(x));
    if (x->verdict == VERDICT_MISSED ||
        (schedule_standard_missed(x) && !schedule_standard_curable(s, x)))
        line_add(out, x, missed_words(s, x, &a));
    arena_fini(&a);
}

void schedule_reasons_text(const struct schedule *s, struct text *out) {
    if (s->n_reasons > 0)
        text_add(out, "  More people do not meet what is asked:\n");
    for (size_t i = 0; i < s->n_reasons; i++) {
        text_add(out, "  - ");
        text_wrap(out, s->reasons[i], 4, 4, WIDTH);
        text_add(out, "\n");
    }
}

static size_t not_sure(const struct results *r) {
    size_t n = 0;
    for (size_t i = 0; i < r->n_standards; i++)
        n += r->standards[i].verdict == VERDICT_NOT_SURE;
    return n;
}

void schedule_verdict_text(const struct schedule *s, struct text *out) {
    const struct schedule_round *last = s->n_rounds > 0 ? &s->rounds[s->n_rounds - 1] : NULL;
    if (!last || last->results->n_standards == 0)
        return;
    size_t all = last->results->n_standards;
    if (last->missed > 0)
        text_printf(out, "\nThe schedule does not meet the standards: %zu of %zu missed.\n",
                    last->missed, all);
    else if (not_sure(last->results) > 0)
        text_printf(out, "\nThe schedule is taken to meet the standards, %zu of %zu not shown.\n",
                    not_sure(last->results), all);
    else
        text_add(out, "\nThe schedule meets the standards.\n");
    for (size_t i = 0; i < all; i++)
        standard_add(s, &last->results->standards[i], out);
}
