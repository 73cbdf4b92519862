/* SPDX-License-Identifier: GPL-3.0-or-later
 * Replications are addressed, so that any day can be lived again, with an observer that looks at
 * single people. */
#include "planner/typical_day.h"

#include <stdlib.h>

#include "engine/engine.h"
#include "model/model.h"
#include "study/study.h"

const char *const typical_day_series = "total.mean_wait";

static void run(const struct model *m, const struct study_options *options, struct typical_day *t) {
    struct wait_watch *watch = wait_watch_new(m, &t->longest);
    struct observer observer = wait_watch_observer(watch);
    struct engine *e = engine_new(m);
    engine_run(e, options->staffing, options->seed, t->replication, &observer, 1, options->limits);
    engine_free(e);
    wait_watch_free(watch);
}

struct mean {
    double wait;
    size_t replication;
};

static int compare_means(const void *left, const void *right) {
    const struct mean *a = left, *b = right;
    if (a->wait != b->wait)
        return a->wait < b->wait ? -1 : 1;
    return a->replication < b->replication ? -1 : 1;
}

struct typical_day *typical_day_run(const struct model *m, const struct study_options *options,
                                    const struct study_series *series) {
    size_t n = 0;
    struct mean *means = mem_new(series->replications + 1, sizeof *means);
    for (size_t i = 0; series->n_series > 0 && i < series->replications; i++)
        if (series->denominator[i] > 0)
            means[n++] = (struct mean){series->numerator[i] / series->denominator[i], i};
    struct typical_day *t = NULL;
    if (n > 0) {
        qsort(means, n, sizeof *means, compare_means);
        t = mem_new(1, sizeof *t);
        t->replication = means[(n - 1) / 2].replication;
        t->mean_wait = means[(n - 1) / 2].wait;
        run(m, options, t);
    }
    free(means);
    return t;
}

void typical_day_free(struct typical_day *t) {
    free(t);
}
