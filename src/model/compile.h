/* SPDX-License-Identifier: GPL-3.0-or-later
 * The parts of model_compile, in the order in which they run. */
#ifndef MODEL_COMPILE_H
#define MODEL_COMPILE_H

#include "model/model.h"

/* What compiling knows besides the model. */
struct compiler {
    struct model *model;
    const struct scenario *scenario;
    struct model_options options;
    struct diag *diag;
    const size_t *class_order, *tier_order, *station_order, *group_order; /* by name */
    double scale; /* on the work of the station being compiled */
};

/* Index of a name among the model's; NONE when there is none. */
uint32_t model_station_find(const struct model *m, const char *name);
uint32_t model_tier_find(const struct model *m, const char *name);
uint32_t model_class_find(const struct model *m, const char *name);

/* journey.c: steps and returns of every class. Needs stations, tiers and classes. */
void compile_journeys(struct compiler *c);
/* lines.c: lines of every step and tier, and the groups that serve them. Needs journeys. */
void compile_lines(struct compiler *c);
/* sources.c: arrival processes. */
void compile_sources(struct compiler *c);
/* hashes.c: hashed names of persons and draws; errors where two clash. */
void compile_hashes(struct compiler *c);

#endif
