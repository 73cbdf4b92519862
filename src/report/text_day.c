/* SPDX-License-Identifier: GPL-3.0-or-later
 * The day by interval, as the main station sees it. */
#include "report/text_parts.h"

#include <math.h>
#include <string.h>

#include "base/table.h"
#include "report/format.h"

static const struct table_column columns[] = {
    {"from", TABLE_LEFT},       {"offered", TABLE_RIGHT},
    {"staffed", TABLE_RIGHT},   {"service level", TABLE_RIGHT},
    {"", TABLE_LEFT},           {"left", TABLE_RIGHT},
    {"asa", TABLE_RIGHT},       {"9 in 10\nwithin", TABLE_RIGHT},
    {"occupancy", TABLE_RIGHT}, {"in line", TABLE_RIGHT},
};

static const char *number_or_nothing(struct arena *a, double x,
                                     const char *(*format)(struct arena *a, double x)) {
    return isnan(x) ? "" : format(a, x);
}

static const char *count_text(struct arena *a, double x) {
    return x < 10 && x != floor(x) ? arena_format(a, "%.1f", x) : arena_format(a, "%.0f", x);
}

static const char *level_text(struct arena *a, const struct interval_row *row) {
    double level = interval_value(row, "service_level");
    double low = interval_value(row, "service_level_low");
    double high = interval_value(row, "service_level_high");
    if (isnan(level))
        return "";
    if (isnan(low))
        return arena_format(a, "%.1f %%", 100 * level);
    return arena_format(a, "%.1f %% (%.0f-%.0f)", 100 * level, 100 * low, 100 * high);
}

/* Against the target: "below" only when the whole interval is. */
static const char *against(const struct report *r, struct arena *a, const struct interval_row *row,
                           const struct standard_result *s) {
    if (!s || !s->at_least || isnan(interval_value(row, "service_level")))
        return "";
    if (interval_value(row, "service_level_high") < s->target)
        return text_coloured(r, a, COLOUR_BAD, "below");
    if (interval_value(row, "service_level_low") >= s->target)
        return text_coloured(r, a, COLOUR_GOOD, "met");
    return text_coloured(r, a, COLOUR_DOUBT, "not sure");
}

static double share_left(const struct interval_row *row) {
    double offered = interval_value(row, "offered");
    return offered > 0 ? interval_value(row, "abandoned") / offered : NAN;
}

static void row_add(const struct report *r, struct arena *a, struct table *t,
                    const struct interval_row *row, const struct standard_result *s) {
    const char *from = r->results->steady ? arena_format(a, "%.4g h", row->start / 3600)
                                          : format_clock(a, row->start);
    table_add(t, "%s", row->after_close ? "closed" : from);
    table_add(t, "%s", number_or_nothing(a, interval_value(row, "offered"), count_text));
    table_add(t, "%s", number_or_nothing(a, interval_value(row, "staffed"), count_text));
    table_add(t, "%s", level_text(a, row));
    table_add(t, "%s", against(r, a, row, s));
    table_add(t, "%s", number_or_nothing(a, share_left(row), format_share));
    table_add(t, "%s", number_or_nothing(a, interval_value(row, "asa_s"), format_wait));
    table_add(t, "%s", number_or_nothing(a, interval_value(row, "wait_p90_s"), format_wait));
    table_add(t, "%s", number_or_nothing(a, interval_value(row, "occupancy"), format_share));
    table_add(t, "%s", number_or_nothing(a, interval_value(row, "line_mean"), count_text));
}

static bool row_shows(const struct interval_row *row, const char *station) {
    bool here = row->kind == ROW_STATION && strcmp(row->name, station) == 0;
    return here && (!row->after_close || interval_value(row, "offered") > 0 ||
                    interval_value(row, "line_mean") > 0);
}

static void heading(const struct report *r, struct arena *a, struct text *out, const char *station,
                    const struct standard_result *s) {
    text_heading(r, a, out, arena_format(a, "The day at %s", station));
    text_paragraph(out, s ? arena_format(a, "Service level: %s, against %s: %s.", s->formula,
                                         s->name, s->question)
                          : "Service level: service_level_ignore, within 20 s.");
}

void text_day(const struct report *r, struct arena *a, struct text *out) {
    const char *station = report_main_station(r);
    size_t rows = 0;
    for (size_t i = 0; station && i < r->results->n_intervals; i++)
        rows += row_shows(&r->results->intervals[i], station);
    if (rows < 2)
        return;
    const struct standard_result *s = report_standard_at(r, station);
    heading(r, a, out, station, s);
    struct table t;
    table_init(&t, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < r->results->n_intervals; i++)
        if (row_shows(&r->results->intervals[i], station))
            row_add(r, a, &t, &r->results->intervals[i], s);
    table_print(&t, out, 2, REPORT_WIDTH);
    table_fini(&t);
}
