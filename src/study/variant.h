/* SPDX-License-Identifier: GPL-3.0-or-later
 * Variants of a scenario: documents laid over each other, read and compiled. */
#ifndef STUDY_VARIANT_H
#define STUDY_VARIANT_H

#include "base/sha256.h"
#include "model/model.h"
#include "scenario/read.h"

/* A variant as it is asked for. */
struct variant_source {
    const char *name;
    const char *changes; /* in words, what it changes or which file it is; "" for nothing */
    size_t n;
    const struct document *documents; /* [n]: the scenario, then what is laid over it */
};

/* The same, ready to be run. */
struct variant {
    const char *name, *changes;
    struct scenario *scenario;
    struct model *model;
};

struct variants {
    struct arena arena;
    size_t n;
    struct variant *all; /* [n] */
};

/* More would be years of machine time, and no table that anybody reads. */
enum { MOST_VARIANTS = 1000 };

/* Reads and compiles them all; every mistake of every variant goes to d, one that several share
 * once; each names its variant. NULL when anything is wrong. Names are copied. */
struct variants *variants_compile(const struct variant_source *from, size_t n, struct diag *d);
/* NULL when the scenario of these documents can be simulated with the patch over it, else why not:
 * words for a person, in arena a. */
const char *variant_refusal(const struct document *documents, size_t n,
                            const struct document *patch, struct arena *a);
/* Its name in a journal: what a replication depends on beside its number, the seed and the program.
 * warm_up: that of the study, s. */
void variant_key(const struct variant *v, double warm_up, char out[SHA256_HEX]);
void variants_free(struct variants *v);

#endif
