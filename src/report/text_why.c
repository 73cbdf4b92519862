/* SPDX-License-Identifier: GPL-3.0-or-later
 * Why people wait: the longest waits of a typical day and what they met. */
#include "base/table.h"
#include "planner/typical_day.h"
#include "report/format.h"
#include "report/text_parts.h"

static void wait_add(const struct report *r, struct arena *a, struct table *t,
                     const struct long_wait *w) {
    table_add(t, "%s",
              r->results->steady ? arena_format(a, "%.4g h", w->joined / 3600)
                                 : format_clock_seconds(a, w->joined));
    table_add(t, "%s", format_wait(a, w->waited));
    table_add(t, "%s", w->station);
    table_add(t, "%s", w->class_name);
    table_add(t, "%s", r->scenario->n_tiers > 1 ? w->tier : "");
    table_add(t, "%s", w->end);
    table_add(t, "%zu", w->in_line);
    table_add(t, "%s", w->staffed ? arena_format(a, "%zu", w->on_duty) : "");
    table_add(t, "%s", w->staffed ? arena_format(a, "%zu", w->wanted) : "");
}

void text_why(const struct report *r, struct arena *a, struct text *out) {
    static const struct table_column columns[] = {
        {"joined", TABLE_LEFT},        {"waited", TABLE_RIGHT},       {"at", TABLE_LEFT},
        {"class", TABLE_LEFT},         {"tier", TABLE_LEFT},          {"then", TABLE_LEFT},
        {"met in\nline", TABLE_RIGHT}, {"at the\ndesk", TABLE_RIGHT}, {"of\nstaffed", TABLE_RIGHT},
    };
    const struct typical_day *t = r->typical;
    if (!t || t->longest.n == 0)
        return;
    const char *what = r->results->steady ? "run" : "day";
    text_heading(
        r, a, out,
        arena_format(a, "Why: the longest waits of a typical %s (number %llu, mean wait %s)", what,
                     (unsigned long long)t->replication + 1, format_wait(a, t->mean_wait)));
    struct table table;
    table_init(&table, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < t->longest.n; i++)
        wait_add(r, a, &table, &t->longest.waits[i]);
    table_print(&table, out, 2, REPORT_WIDTH);
    table_fini(&table);
}
