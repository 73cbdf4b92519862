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

struct unit;

/* Whoever keeps single replications: told of each in the order of their numbers, and asked whether
 * one was finished in an earlier run. Members may be NULL. */
struct unit_log {
    void *context;
    /* What add was given for this replication, NULL when it has to be run. */
    const void *(*known)(void *context, size_t replication, size_t *length);
    /* A replication was run: what unit_bytes.h makes of it. */
    void (*add)(void *context, size_t replication, const void *bytes, size_t length);
    /* A replication was merged, run now or known. */
    void (*merged)(void *context, size_t replication, const struct unit *u);
};

/* Somebody who looks on while replications run, each on a thread below the number of threads. */
struct study_beside {
    void *context;
    struct observer (*observer)(void *context, size_t thread, size_t replication);
};

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
    const struct unit_log *log;        /* NULL: none; not for one long run */
    const struct study_beside *beside; /* NULL: nobody */
    bool totals_only; /* no intervals of the day, no lines, no histograms: faster, and smaller */
};

/* Values of each asked path in each replication, [n_series][replications]; NULL when none asked. Of
 * a standard per interval: those of the interval that is worst over all replications. */
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

/* The same in steps. study_begin: NULL with a reason in d. study_go_on runs until so many
 * replications (at most options') are complete, or until it is precise, stopped or at a limit:
 * false when more would change nothing. study_end gives the results of those that are complete and
 * takes the study; NULL with a reason, as study_run. */
struct study *study_begin(const struct model *m, struct study_options options, struct diag *d);
bool study_go_on(struct study *s, size_t replications);
struct results *study_end(struct study *s, struct diag *d);
/* Gives back what is needed only while it runs, until it goes on. */
void study_rest(struct study *s);
/* s cut off at the begin of a steady state, asked for or found; else 0. */
double study_warm_up(const struct study *s);

#endif
