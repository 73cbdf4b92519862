/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the engine costs by itself, and what the observer that counts adds: runs a scenario's
 * replications one after the other on one thread, without study, pool or report.
 *   engine_only SCENARIO [REPLICATIONS [observed]]    prints customers, events, ns per customer */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "engine/engine.h"
#include "observe/tally.h"
#include "scenario/read.h"

static double seconds_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Counts customers where nobody else does: the contacts told by a run of its own, not timed. */
static void count_contact(void *self, double now, const struct customer *c) {
    (void)now;
    (void)c;
    ++*(size_t *)self;
}

static size_t contacts_of(struct engine *e, size_t replications) {
    size_t n = 0;
    struct observer o = {.self = &n, .contact_began = count_contact};
    for (size_t i = 0; i < replications; i++) {
        engine_run(e, NULL, 1, i, &o, 1, (struct engine_limits){0});
    }
    return n;
}

/* Apart, so that callgrind can be told to look at nothing else: --toggle-collect=replications_run.
 */
__attribute__((noinline)) static size_t replications_run(struct engine *e, struct tally *t,
                                                         size_t replications, bool observed) {
    struct observer o = tally_observer(t);
    size_t events = 0;
    for (size_t i = 0; i < replications; i++) {
        tally_reset(t);
        engine_run(e, NULL, 1, i, &o, observed, (struct engine_limits){0});
        events += engine_events(e);
    }
    return events;
}

static void measure(const struct model *m, size_t replications, bool observed) {
    struct engine *e = engine_new(m);
    struct layout *l = layout_new(m);
    struct tally *t = tally_new(l);
    double from = seconds_now();
    size_t events = replications_run(e, t, replications, observed);
    double seconds = seconds_now() - from;
    size_t contacts = contacts_of(e, replications);
    printf("%zu customers, %zu events, %.2f ns per customer%s\n", contacts, events,
           seconds / (double)contacts * 1e9, observed ? ", observed" : "");
    tally_free(t);
    layout_free(l);
    engine_free(e);
}

int main(int argc, char **argv) {
    struct diag d = {0};
    struct document doc;
    if (argc < 2 || !document_load(argv[1], &doc, &d)) {
        return 2;
    }
    struct scenario *s = scenario_read(&doc, 1, &d);
    struct model *m = s ? model_compile(s, (struct model_options){0}, &d) : NULL;
    if (m) {
        size_t replications = argc > 2 ? strtoull(argv[2], NULL, 10) : 10;
        measure(m, replications, argc > 3 && strcmp(argv[3], "observed") == 0);
    }
    bool good = m;
    model_free(m);
    scenario_free(s);
    document_free(&doc);
    diag_fini(&d);
    return good ? 0 : 1;
}
