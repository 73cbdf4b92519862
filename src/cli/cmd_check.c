/* SPDX-License-Identifier: GPL-3.0-or-later
 * sojourn check: every mistake of a scenario, or a line that says what it is. */
#include <math.h>
#include <stdio.h>

#include "cli/commands.h"
#include "cli/scenario_open.h"
#include "cli/study_arguments.h"
#include "cli/variants_open.h"

static void count_add(struct text *t, size_t n, const char *one, const char *many) {
    if (n > 0)
        text_printf(t, "%s%zu %s", t->length ? ", " : "", n, n == 1 ? one : many);
}

static void loads_add(struct text *t, const struct opened *o) {
    for (uint32_t i = 0; i < o->model->n_stations; i++)
        if (o->model->stations[i].kind->staffed && o->load->station[i].load > 0)
            text_printf(t, ", %.4g erlangs offered to %s", o->load->station[i].load,
                        o->model->stations[i].name);
}

/* A study: the scenario under every change it asks for. */
static enum exit_status study_check(const struct arguments *a) {
    struct opened_variants o = {.variants = NULL};
    bool ok = study_open(&o, a);
    diag_sort(&o.diag);
    if (!ok) {
        findings_conclude(&o.diag, "run");
    } else {
        findings_print(&o.diag);
        printf("%s: %zu variant%s of %s, for sojourn %s\n", a->operands[0], o.variants->n,
               o.variants->n == 1 ? "" : "s", o.study.scenario, o.n_axes > 0 ? "sweep" : "compare");
    }
    opened_variants_fini(&o);
    return ok ? EXIT_DONE : EXIT_BAD_INPUT;
}

/* "120 contacts a day", "a fleet of 6": whoever goes round and round comes from nowhere. */
static void contacts_add(struct text *line, const struct opened *o) {
    const struct model *m = o->model;
    size_t fleet = 0, others = 0;
    for (uint32_t i = 0; i < m->n_sources; i++) {
        fleet += m->sources[i].as_read->fleet;
        others += m->sources[i].as_read->kind != ARRIVAL_FLEET;
    }
    if (fleet > 0)
        text_printf(line, ", a fleet of %zu", fleet);
    if (others > 0)
        text_printf(line, o->load->contacts < 100 ? ", %.4g contacts %s" : ", %.0f contacts %s",
                    o->load->contacts, m->steady ? "an hour" : "a day");
}

static enum exit_status check_run(const struct arguments *a) {
    if (operand_is_study(a))
        return study_check(a);
    struct opened o;
    struct text line = {0};
    bool ok = scenario_open(&o, a);
    if (!ok) {
        findings_conclude(o.diag, "run");
    } else {
        findings_print(o.diag);
        const struct model *m = o.model;
        count_add(&line, m->n_classes, "class", "classes");
        count_add(&line, m->n_stations, "station", "stations");
        count_add(&line, m->n_groups, "staff group", "staff groups");
        contacts_add(&line, &o);
        loads_add(&line, &o);
        if (o.load->by_sight)
            text_printf(&line, "; choices by what customers see are counted as equal shares");
        struct text all = {0};
        text_printf(&all, "%s: %s\n", m->name, text_string(&line));
        result_print(&all, false);
        text_fini(&all);
    }
    text_fini(&line);
    opened_fini(&o);
    return ok ? EXIT_DONE : EXIT_BAD_INPUT;
}

static const struct option options[] = {SCENARIO_OPTIONS, {.name = NULL}};

const struct command command_check = {
    .name = "check",
    .summary = "Look for mistakes in a scenario or a study without running it",
    .operands = "SCENARIO | STUDY",
    .fewest_operands = 1,
    .most_operands = 1,
    .options = options,
    .details =
        "Every mistake is listed with file:line:column and path, of a study those of each of "
        "its variants; exit status 1 when there is one.",
    .run = check_run,
};
