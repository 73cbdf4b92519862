/* SPDX-License-Identifier: GPL-3.0-or-later
 * What changes in the course of long runs: strain of staff by week, accounts by month. */
#include <math.h>

#include "base/table.h"
#include "report/format.h"
#include "report/text_parts.h"

enum { MOST_ROWS = 13, MOST_GROUPS = 5 };

/* Of n times in a row each step-th is shown, and the last. */
static size_t shown_step(size_t n) {
    return (n + MOST_ROWS - 2) / (MOST_ROWS - 1);
}

static bool is_shown(size_t i, size_t n) {
    return i % shown_step(n) == 0 || i + 1 == n;
}

static void cell_add(struct table *t, struct arena *a, struct estimate e, const char *unit) {
    table_add(t, "%s", isnan(e.value) ? "" : format_estimate(a, e, unit));
}

void text_strain(const struct report *r, struct arena *a, struct text *out) {
    const struct results *x = r->results;
    size_t n = x->n_strains < MOST_GROUPS ? x->n_strains : MOST_GROUPS;
    struct table_column columns[MOST_GROUPS + 1] = {{"week", TABLE_RIGHT}};
    if (n == 0)
        return;
    for (size_t i = 0; i < n; i++)
        columns[i + 1] = (struct table_column){x->strains[i].group, TABLE_RIGHT};
    struct table t;
    table_init(&t, columns, n + 1);
    for (size_t week = 0; week < x->n_weeks; week++) {
        if (!is_shown(week, x->n_weeks))
            continue;
        table_add(&t, "%zu", week + 1);
        for (size_t i = 0; i < n; i++)
            cell_add(&t, a, x->strains[i].strain[week], "share");
    }
    text_heading(r, a, out, "How worn staff are as their days begin, by week of a run");
    table_print(&t, out, 2, REPORT_WIDTH);
    table_fini(&t);
}

void text_months(const struct report *r, struct arena *a, struct text *out) {
    static const struct table_column columns[] = {{"month", TABLE_RIGHT},
                                                  {"accounts", TABLE_RIGHT},
                                                  {"loyalty", TABLE_RIGHT},
                                                  {"worth in it", TABLE_RIGHT}};
    const struct results *x = r->results;
    if (x->n_months < 2)
        return;
    size_t n = sizeof columns / sizeof *columns - (isnan(x->months[0].value.value) ? 1 : 0);
    struct table t;
    table_init(&t, columns, n);
    for (size_t i = 0; i < x->n_months; i++) {
        const struct month_result *m = &x->months[i];
        if (!is_shown(i, x->n_months))
            continue;
        table_add(&t, "%zu", i + 1);
        cell_add(&t, a, m->accounts, "accounts");
        cell_add(&t, a, m->loyalty, "share");
        if (n > 3)
            cell_add(&t, a, m->value, "money");
    }
    text_heading(r, a, out, "Accounts by month of a run");
    table_print(&t, out, 2, REPORT_WIDTH);
    table_fini(&t);
}
