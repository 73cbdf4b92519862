/* SPDX-License-Identifier: GPL-3.0-or-later
 * What levers do to customers and staff beside waits and money, as far as the scenario's people
 * feel, judge, tire and wear down. */
#include "base/table.h"
#include "report/format.h"
#include "report/levers_parts.h"

static const struct {
    const char *measure, *heading;
} asked[] = {{"felt_wait", "felt wait"},
             {"score", "score"},
             {"redressed", "complaints\nredressed"},
             {"fatigue", "tired"},
             {"hostile_per_shift", "hostile\na shift"},
             {"settled_strain", "strain\nled to"}};

enum { ASKED = sizeof asked / sizeof *asked, OF_STAFF = 3 };

/* Complaints that nobody brings to a desk are handled by nobody. */
static bool complaints_come(const struct scenario *s) {
    for (size_t i = 0; i < s->n_classes; i++)
        if (s->classes[i].returns[RETURN_COMPLAINT].chance > 0)
            return s->people.complaints.on;
    return false;
}

static bool is_asked(const struct levers_answer *x, size_t i) {
    const struct people *p = &x->levers->scenario->people;
    const bool on[ASKED] = {p->felt_wait.on, p->score.on,   complaints_come(x->levers->scenario),
                            p->energy.on,    p->outcome.on, p->strain.on};
    return on[i];
}

bool levers_ask_of_people(const struct levers_answer *x) {
    for (size_t i = 0; i < ASKED; i++)
        if (is_asked(x, i))
            return true;
    return false;
}

static const struct change_finding *finding(const struct comparison_report *r,
                                            const struct lever_found *f, size_t i) {
    return compared_finding(lever_variant(r, f), ROW_TOTAL, "", measure_find(asked[i].measure));
}

bool lever_changes_people(const struct comparison_report *r, const struct lever_found *f) {
    for (size_t i = 0; i < ASKED; i++) {
        const struct change_finding *x = is_asked(r->levers, i) ? finding(r, f, i) : NULL;
        if (x && x->verdict != CHANGE_NONE && x->verdict != CHANGE_UNKNOWN)
            return true;
    }
    return false;
}

/* A change in one of [first, end) is shown. */
static bool shows(const struct comparison_report *r, const struct lever_found *f, size_t first,
                  size_t end) {
    for (size_t i = first; i < end && f->class != LEVER_NOT_RUN; i++) {
        const struct change_finding *x = is_asked(r->levers, i) ? finding(r, f, i) : NULL;
        if (x && (x->verdict == CHANGE_BETTER || x->verdict == CHANGE_WORSE))
            return true;
    }
    return false;
}

/* The levers that are shown to change any of [first, end). */
static void part_print(const struct comparison_report *r, struct arena *a, struct text *out,
                       const char *heading, size_t first, size_t end) {
    const struct levers_answer *x = r->levers;
    struct table_column columns[ASKED + 1] = {{"lever", TABLE_LEFT}};
    size_t n = 1;
    for (size_t i = first; i < end; i++)
        if (is_asked(x, i))
            columns[n++] = (struct table_column){asked[i].heading, TABLE_RIGHT};
    struct table t;
    table_init(&t, columns, n);
    for (size_t k = 0; k < x->levers->n; k++) {
        const struct lever_found *f = &x->found[k];
        if (!shows(r, f, first, end))
            continue;
        table_add(&t, "%s", lever_of(x, f)->name);
        for (size_t i = first; i < end; i++)
            if (is_asked(x, i))
                table_add(&t, "%s",
                          lever_change_cell(a, finding(r, f, i),
                                            measures[measure_find(asked[i].measure)].unit));
    }
    if (t.n_cells > 0) {
        text_printf(out, "\n%s\n", comparison_bold(r, a, heading));
        table_print(&t, out, 2, REPORT_WIDTH);
    }
    table_fini(&t);
}

void levers_people(const struct comparison_report *r, struct arena *a, struct text *out) {
    part_print(r, a, out, "What changes how it is for customers", 0, OF_STAFF);
    part_print(r, a, out, "What changes how staff fare", OF_STAFF, ASKED);
}
