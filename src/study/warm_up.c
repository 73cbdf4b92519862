/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/warm_up.h"

#include <stdlib.h>

#include "observe/level_curve.h"
#include "stats/steady.h"

enum { PILOTS_AT_MOST = 10 };
/* Replications of the study itself are numbered from 0. */
#define FIRST_PILOT (UINT64_C(1) << 62)

static enum engine_end pilot_run(const struct model *m, const struct study_options *options,
                                 size_t i, struct level_curve *k) {
    struct engine *e = engine_new(m);
    level_curve_init(k, m->closes);
    struct observer o = level_curve_observer(k);
    enum engine_end end =
        engine_run(e, options->staffing, options->seed, FIRST_PILOT + i, &o, 1, options->limits);
    engine_free(e);
    return end;
}

/* All pilots, or as many as are begun before one is not complete. */
static enum engine_end pilots_run(const struct model *m, const struct study_options *options,
                                  size_t n, struct level_curve *k, int threads) {
    int end = ENGINE_DONE;
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
    for (size_t i = 0; i < n; i++) {
        int before;
#pragma omp atomic read
        before = end;
        int here = before == ENGINE_DONE ? (int)pilot_run(m, options, i, &k[i]) : ENGINE_DONE;
        if (here != ENGINE_DONE) {
#pragma omp atomic write
            end = here;
        }
    }
    return (enum engine_end)end;
}

struct warm_up warm_up_find(const struct model *m, const struct study_options *options,
                            int threads) {
    struct model pilot = *m;
    pilot.warm_up = 0;
    size_t n = options->replications < PILOTS_AT_MOST ? options->replications : PILOTS_AT_MOST;
    struct level_curve *k = mem_new(n, sizeof *k);
    bool settled = false;
    enum engine_end end = pilots_run(&pilot, options, n, k, threads);
    for (size_t i = 1; i < n; i++) {
        for (size_t s = 0; s < LEVEL_CURVE_STEPS; s++) {
            k[0].mean[s] += k[i].mean[s];
        }
    }
    size_t cut = mser5(k[0].mean, LEVEL_CURVE_STEPS, &settled);
    struct warm_up out = {(double)cut * k[0].step, settled, end};
    free(k);
    return out;
}
