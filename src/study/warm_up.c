/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/warm_up.h"

#include <stdlib.h>

#include "observe/level_curve.h"
#include "stats/steady.h"

enum { PILOTS_AT_MOST = 10 };
/* Replications of the study itself are numbered from 0. */
#define FIRST_PILOT (UINT64_C(1) << 62)

/* A run and how it ended. */
struct pilot {
    struct level_curve curve;
    enum engine_end end;
    uint32_t ended_by;
    struct engine_circler circler;
};

static void pilot_run(const struct model *m, const struct study_options *options, size_t i,
                      struct pilot *p) {
    struct engine *e = engine_new(m);
    level_curve_init(&p->curve, m->closes);
    struct observer o = level_curve_observer(&p->curve);
    p->end =
        engine_run(e, options->staffing, options->seed, FIRST_PILOT + i, &o, 1, options->limits);
    p->ended_by = engine_restless_rule(e);
    p->circler = engine_circler(e);
    engine_free(e);
}

/* All pilots, or, where one is not complete, all before the first of these and some after it.
 * Returns its number; n: all are. */
static size_t pilots_run(const struct model *m, const struct study_options *options, size_t n,
                         struct pilot *p, int threads) {
    size_t first = n;
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
    for (size_t i = 0; i < n; i++) {
        size_t before;
#pragma omp critical(pilots)
        before = first;
        if (i < before) {
            pilot_run(m, options, i, &p[i]);
#pragma omp critical(pilots)
            first = p[i].end != ENGINE_DONE && i < first ? i : first;
        }
    }
    return first;
}

struct warm_up warm_up_find(const struct model *m, const struct study_options *options,
                            int threads) {
    struct model pilot = *m;
    pilot.warm_up = 0;
    size_t n = options->replications < PILOTS_AT_MOST ? options->replications : PILOTS_AT_MOST;
    struct pilot *p = mem_new(n, sizeof *p);
    struct level_curve *k = &p[0].curve;
    bool settled = false;
    size_t broken = pilots_run(&pilot, options, n, p, threads);
    struct warm_up out = {.end = ENGINE_DONE, .ended_by = NONE};
    if (broken < n) {
        out.end = p[broken].end;
        out.ended_by = p[broken].ended_by;
        out.circler = p[broken].circler;
    } else {
        for (size_t i = 1; i < n; i++) {
            for (size_t s = 0; s < LEVEL_CURVE_STEPS; s++) {
                k->mean[s] += p[i].curve.mean[s];
            }
        }
        out.length = (double)mser5(k->mean, LEVEL_CURVE_STEPS, &settled) * k->step;
        out.settled = settled;
    }
    free(p);
    return out;
}
