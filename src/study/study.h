/* SPDX-License-Identifier: GPL-3.0-or-later
 * Replications over threads, merged in their order: the same bytes for any number of threads. */
#ifndef STUDY_STUDY_H
#define STUDY_STUDY_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/engine.h"
#include "study/results.h"

/* What ends a replication that neither memory nor patience would hold: a thousand million events
 * (minutes), four million customers at once (a gigabyte). stop: see struct engine_limits. */
struct engine_limits study_usual_limits(const volatile sig_atomic_t *stop);

/* Told from the calling thread now and then, and when all are done. */
typedef void study_progress(void *context, size_t done, size_t planned);

struct study_options {
    uint64_t seed;
    size_t replications; /* to run; with precision: at most */
    size_t threads;      /* 0: all cores */
    double level;        /* of intervals; 0: 0.95 */
    double precision;    /* half-width: relative, or in share points for shares; 0: not asked */
    size_t n_of;         /* paths it is asked of; none: each standard's value, else total.asa */
    const char *const *of;
    struct engine_limits limits;
    const struct staffing *staffing; /* NULL: the model's own */
    study_progress *progress;        /* NULL: none */
    void *context;
    size_t n_series; /* paths whose value in every replication is kept */
    const char *const *series;
};

/* Values of each asked path in each replication, [n_series][replications]; NULL when none asked. */
struct study_series {
    size_t n_series, replications;
    double *numerator, *denominator; /* the ratio of their sums is the estimate */
};

/* Runs the model. Returns results, or NULL with a reason in d: a path that names nothing, no
 * replication complete, or an identity that does not hold (a defect of the program, with figures).
 */
struct results *study_run(const struct model *m, struct study_options options,
                          struct study_series *series, struct diag *d);
void study_series_free(struct study_series *s);

#endif
