/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/warnings.h"

#include <math.h>

#include "study/pool.h"
#include "study/rule_words.h"

void warning_add(struct warnings *w, const char *words, const char *brief) {
    if (w->n < sizeof w->words / sizeof *w->words) {
        w->briefs[w->n] = brief;
        w->words[w->n++] = words;
    }
}

/* The interval in which a rule went on more than once a minute, and most often; none: n. */
static size_t restless_interval(const struct results *r, uint32_t rule) {
    size_t n = r->layout->n_intervals, worst = n;
    const struct ratio *switches = r->pool->switches + rule * n;
    double most = 1;
    for (size_t i = 0; i < n; i++) {
        double a_minute = 60 * switches[i].top / switches[i].bottom;
        if (switches[i].bottom > 0 && a_minute > most) {
            most = a_minute;
            worst = i;
        }
    }
    return worst;
}

static const char *restless_words(const struct model *m, struct results *r, const char *rule,
                                  size_t interval, double a_day) {
    struct arena *a = &r->arena;
    bool late = interval + 1 == r->layout->n_intervals;
    unsigned minute = (unsigned)((m->opens + (double)interval * m->interval) / 60);
    const char *when = m->steady ? ""
                       : late    ? " after closing"
                                 : arena_format(a, " from %02u:%02u", minute / 60, minute % 60);
    return arena_format(a,
                        "The rule '%s' went on %.0f times a day, more than once a minute%s: set "
                        "its levels further apart, or give it 'lasts_at_least'",
                        rule, a_day, when);
}

/* Rules that did nothing, and rules that were never at rest. */
static void rules_warn(struct warnings *w, const struct model *m, struct results *r) {
    size_t switches = measure_find("switches");
    for (size_t i = 0; i < r->n_rows; i++) {
        double a_day = r->rows[i].kind == ROW_RULE ? r->rows[i].estimates[switches].value : NAN;
        if (a_day <= 0) {
            const char *words =
                arena_format(&r->arena, "The rule '%s' never went on", r->rows[i].name);
            warning_add(w, words, words);
        } else if (a_day > 0) {
            size_t restless = restless_interval(r, r->layout->rows[i].index);
            if (restless < r->layout->n_intervals) {
                warning_add(w, restless_words(m, r, r->rows[i].name, restless, a_day),
                            arena_format(&r->arena, "The rule '%s' went on more than once a minute",
                                         r->rows[i].name));
            }
        }
    }
}

static void stranded_warn(struct warnings *w, const struct model *m, struct results *r) {
    size_t stranded = measure_find("stranded");
    for (size_t i = 0; i < r->n_rows; i++) {
        double a_day = r->rows[i].kind == ROW_STATION ? r->rows[i].estimates[stranded].value : NAN;
        if (a_day > 0) {
            warning_add(w, stranded_words(m, r->layout->rows[i].index, a_day, &r->arena),
                        arena_format(&r->arena, "At '%s' people are left waiting for ever",
                                     r->rows[i].name));
        }
    }
}

/* Whose visit has not ended, and can, is in no wait, service level or promise: those who wait
 * longest. */
static void unfinished_warn(struct warnings *w, struct results *r) {
    enum { LEAST_PERCENT = 5 };
    size_t inside = measure_find("in_system_at_end"), stranded = measure_find("stranded"),
           came = measure_find("arrived");
    for (size_t i = 0; i < r->n_rows; i++) {
        const struct estimate *e = r->rows[i].estimates;
        double percent = r->rows[i].kind == ROW_STATION
                             ? 100 * (e[inside].value - e[stranded].value) / e[came].value
                             : NAN;
        if (percent >= LEAST_PERCENT) {
            const char *brief = arena_format(
                &r->arena, "At '%s' %.0f %% of those who came are still there as a run ends",
                r->rows[i].name, percent);
            const char *words = arena_format(
                &r->arena,
                "%s: they are in no wait, service level or promise shown here, and would make them "
                "worse; more people, or a longer run, leave fewer",
                brief);
            warning_add(w, words, brief);
        }
    }
}

static const char *const *words_keep(const struct warnings *w, const char *const *words,
                                     struct arena *a) {
    const char **all = arena_array(a, w->n, sizeof *all);
    for (size_t i = 0; i < w->n; i++) {
        all[i] = words[i];
    }
    return all;
}

void warnings_set(struct warnings *w, const struct model *m, struct results *r, bool one_run) {
    if (r->replications < FEW_REPLICATIONS && !one_run) {
        warning_add(
            w,
            arena_format(&r->arena, "Only %zu replication%s run: below %d intervals are rough",
                         r->replications, r->replications == 1 ? " was" : "s were",
                         FEW_REPLICATIONS),
            arena_format(&r->arena, "Below %d replications intervals are rough", FEW_REPLICATIONS));
    }
    for (size_t i = 0; i < r->n_standards; i++) {
        if (isnan(r->standards[i].value.value)) {
            const char *words = arena_format(&r->arena, "Nobody came under the standard '%s'",
                                             r->standards[i].name);
            warning_add(w, words, words);
        }
    }
    stranded_warn(w, m, r);
    unfinished_warn(w, r);
    rules_warn(w, m, r);
    r->warnings = words_keep(w, w->words, &r->arena);
    r->briefs = words_keep(w, w->briefs, &r->arena);
    r->n_warnings = w->n;
}
