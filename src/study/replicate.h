/* SPDX-License-Identifier: GPL-3.0-or-later
 * Replications over threads, merged into one pool in the order of their numbers. */
#ifndef STUDY_REPLICATE_H
#define STUDY_REPLICATE_H

#include "base/text.h"
#include "study/path.h"
#include "study/study.h"

/* A replication under way or waiting for its turn to be merged. */
struct slot {
    struct tally *tally;
    struct unit *unit;
    size_t replication;
    uint64_t events;
    enum engine_end end;
    uint32_t rule; /* that went on and off in no time and brought it to an end; NONE */
    struct engine_circler circler; /* likewise who came round in no time */
    bool taken, over;
};

struct replicator {
    const struct model *model;
    const struct study_options *options;
    const struct layout *layout;
    struct pool *pool;
    int n_threads;
    struct engine **engines; /* [n_threads]; NULL at rest */
    /* As many as there are threads, and some for replications that are over before an earlier one,
     * so that no thread waits for another. */
    struct slot **slots; /* [n_slots] */
    size_t n_slots, slot_capacity;
    size_t next, next_merged, end_at;       /* replications: to begin, to merge, to stop before */
    const struct result_path *series_paths; /* [options->n_series] */
    struct study_series *series;            /* NULL: not asked */
    struct ratio **series_levels; /* [options->n_series]: NULL, or [replications][n_intervals] */
    size_t complete;              /* replications merged */
    uint64_t events, contacts;
    enum engine_end end;           /* of the first that was not complete */
    size_t ended_in;               /* which it was */
    uint32_t ended_by;             /* the rule that went on and off in no time, NONE */
    struct engine_circler circler; /* else who came round in no time */
    struct text breach;            /* identities that did not hold, with figures */
    bool good;                     /* all so far complete and balanced */
    struct text bytes;             /* for options' log */
};

void replicator_init(struct replicator *r, const struct model *m,
                     const struct study_options *options, const struct layout *l, struct pool *p,
                     int threads);
void replicator_fini(struct replicator *r);
/* Gives back what only a run needs, which is most: many studies may be open, one of them running.
 */
void replicator_rest(struct replicator *r);
/* Runs replications [first, first + n), or takes them from options' log, and tells options'
 * progress as they are merged; false when one was not complete or did not balance: then no more are
 * begun, and later ones are not merged, complete or not: a sample without its longest replications
 * would not be one. */
bool replicate(struct replicator *r, size_t first, size_t n);
/* Runs the one long run of a steady state as so many batches of about equal length, each a unit of
 * the pool; a batch ends at the first arrival after its time, so that all its counts close. */
bool replicate_batches(struct replicator *r, size_t batches);

#endif
