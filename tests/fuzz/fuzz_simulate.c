/* SPDX-License-Identifier: GPL-3.0-or-later
 * Any bytes as a scenario, and what is accepted is simulated within limits: it never crashes, ends,
 * gives back its memory, and its books balance. What is complete is reported in every form. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_errno.h>

#include "observe/tally.h"
#include "planner/offered_load.h"
#include "planner/theory_match.h"
#include "report/report.h"
#include "scenario/read.h"
#include "study/measurable.h"
#include "study/study.h"

enum { EVENTS = 20000, PRESENT = 5000, CELLS = 20000, REPLICATIONS = 2 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct engine_limits limits = {.events = EVENTS, .present = PRESENT};

static struct scenario *scenario_of(const uint8_t *data, size_t size, struct diag *d) {
    char *text = malloc(size + 1);
    if (!text) {
        abort();
    }
    if (size > 0) {
        memcpy(text, data, size);
    }
    text[size] = '\0';
    struct document document = {
        .name = "input.json", .folder = "/nonexistent", .text = text, .length = size};
    struct scenario *s = scenario_read(&document, 1, d);
    free(text);
    return s;
}

/* One replication, whatever ends it: a limit too must leave books that balance. */
static enum engine_end one_replication(const struct model *m, const struct layout *l) {
    struct engine *e = engine_new(m);
    struct tally *t = tally_new(l);
    struct observer o = tally_observer(t);
    tally_reset(t);
    enum engine_end end = engine_run(e, NULL, 1, 0, &o, 1, limits);
    if (t->breach.length > 0) {
        fprintf(stderr, "the books do not balance: %s\n", text_string(&t->breach));
        abort();
    }
    tally_free(t);
    engine_free(e);
    return end;
}

static void report_all(const struct scenario *s, struct results *r, const struct diag *d) {
    struct text out = {0};
    struct report report = {.scenario = s, .results = r, .findings = d};
    report.theory = theory_match(s, r);
    report_text(&report, &out);
    report_json(&report, &out);
    theory_match_free((struct theory_match *)(uintptr_t)report.theory);
    text_fini(&out);
}

/* Everything that simulate does, but for the files. A limit may leave nothing to report. */
static void study(const struct scenario *s, const struct model *m) {
    struct diag d = {0};
    struct arena a = {0};
    struct study_options o = {.replications = REPLICATIONS, .threads = 1, .limits = limits};
    offered_load_of(m, &a);
    struct results *r = study_run(m, o, NULL, &d);
    if (r) {
        report_all(s, r, &d);
    }
    for (size_t i = 0; i < d.count; i++) {
        if (strstr(d.findings[i].message, "defect")) {
            fprintf(stderr, "%s\n", d.findings[i].message);
            abort();
        }
    }
    results_free(r);
    arena_fini(&a);
    diag_fini(&d);
}

static void simulate(const struct scenario *s, struct diag *d) {
    struct model *m = model_compile(s, (struct model_options){0}, d);
    struct layout *l = m ? layout_new(m) : NULL;
    /* Large tables take long to clear and find nothing that small ones do not. */
    if (l && l->n_stores * l->n_intervals <= CELLS && standards_measurable(l, d) &&
        one_replication(m, l) == ENGINE_DONE) {
        study(s, m);
    }
    layout_free(l);
    model_free(m);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    gsl_set_error_handler_off();
    struct diag d = {0};
    struct scenario *s = scenario_of(data, size, &d);
    if (s) {
        simulate(s, &d);
    }
    scenario_free(s);
    diag_fini(&d);
    return 0;
}
