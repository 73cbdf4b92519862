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
    const size_t *class_order, *tier_order, *station_order, *group_order, *rule_order; /* by name */
    double scale;                   /* on the work of the station being compiled */
    const struct step **steps_read; /* [model.n_steps]: what stands behind each */
};

/* Index of a name among the model's; NONE when there is none. */
uint32_t model_station_find(const struct model *m, const char *name);
uint32_t model_tier_find(const struct model *m, const char *name);
uint32_t model_class_find(const struct model *m, const char *name);
uint32_t model_rule_find(const struct model *m, const char *name);

/* One journey being compiled: a class's own, or that of a return. */
struct journey {
    const struct customer_class *of;
    const struct step *steps; /* [n], as read */
    size_t n;
    uint32_t first; /* index of steps[0] among the model's steps */
};

/* The model's step of this label; STEP_EXIT when there is none. */
int32_t journey_label(const struct journey *j, const char *label);

/* choices.c: what a step does besides a visit. NULL when nothing is given. */
const struct model_choice *compile_choice(struct compiler *c, const struct journey *j,
                                          const struct choose *from);
/* What the steps of a class (all that have been compiled since its first) give and keep: its marks,
 * and the tiers its people are ever in. */
void compile_marks(struct compiler *c, struct model_class *to);

/* areas.c: places. Needs stations. */
void compile_areas(struct compiler *c);
/* What a place gives those who wait there: a factor on their patience. */
double area_care(const struct area *a);

/* journey.c: steps and returns of every class. Needs stations, tiers and classes. */
void compile_journeys(struct compiler *c);
/* lines.c: lines of every step and tier, and the groups that serve them. Needs journeys. */
void compile_lines(struct compiler *c);
/* rules.c: names of rules first, because steps read them; the rest needs lines and standards. */
void compile_rule_names(struct compiler *c);
void compile_rules(struct compiler *c);
/* crew.c: tasks of crews. Needs stations and groups. */
void compile_crews(struct compiler *c);
/* machines.c: those with a life of their own. Needs stations only. */
void compile_machines(struct compiler *c);
/* Whether a person may have to come and help at this step, and that person's visit as a step. */
bool step_is_helped(const struct model *m, const struct model_step *step);
struct step *help_step(struct compiler *c, const struct model_step *of);
/* sources.c: arrival processes. */
void compile_sources(struct compiler *c);
/* hashes.c: hashed names of persons and draws; errors where two clash. */
void compile_hashes(struct compiler *c);

#endif
