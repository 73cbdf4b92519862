/* SPDX-License-Identifier: GPL-3.0-or-later
 * Replications over threads, merged into one pool in the order of their numbers. */
#ifndef STUDY_REPLICATE_H
#define STUDY_REPLICATE_H

#include "base/text.h"
#include "study/path.h"
#include "study/study.h"

struct worker {
    struct engine *engine;
    struct tally *tally;
    struct unit *unit;
};

struct replicator {
    const struct model *model;
    const struct study_options *options;
    const struct layout *layout;
    struct pool *pool;
    int n_workers;
    struct worker *workers;
    const struct result_path *series_paths; /* [options->n_series] */
    struct study_series *series;            /* NULL: not asked */
    size_t complete;                        /* replications merged */
    uint64_t events, contacts;
    enum engine_end end; /* of the first that was not complete */
    struct text breach;  /* identities that did not hold, with figures */
};

void replicator_init(struct replicator *r, const struct model *m,
                     const struct study_options *options, const struct layout *l, struct pool *p,
                     int threads);
void replicator_fini(struct replicator *r);
/* Runs replications [first, first + n); false when one was not complete or did not balance: then no
 * more should be run. */
bool replicate(struct replicator *r, size_t first, size_t n);
/* Runs the one long run of a steady state as so many batches of about equal length, each a unit of
 * the pool; a batch ends at the first arrival after its time, so that all its counts close. */
bool replicate_batches(struct replicator *r, size_t batches);

#endif
