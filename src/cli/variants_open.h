/* SPDX-License-Identifier: GPL-3.0-or-later
 * Variants as the command line names them: scenarios, patches, settings, a grid, a study file. */
#ifndef CLI_VARIANTS_OPEN_H
#define CLI_VARIANTS_OPEN_H

#include "base/diag.h"
#include "cli/options.h"
#include "planner/lanes.h"
#include "planner/levers.h"
#include "planner/sensitivity.h"
#include "study/axis.h"
#include "study/study_file.h"
#include "study/variant.h"

/* {0} is nothing open. */
struct opened_variants {
    struct arena arena;
    struct diag diag;
    struct variants *variants; /* NULL when anything is wrong */
    size_t n_axes;
    struct axis *axes;          /* [n_axes], of a sweep */
    size_t base;                /* what the others are compared with: --base, else the first */
    struct study_file study;    /* {0} without one; options go before what it says */
    struct document *documents; /* [n_documents], to be given back */
    size_t n_documents, document_capacity;
    struct lanes_grid *lanes;        /* of lanes; else NULL */
    struct levers *levers;           /* of levers; else NULL */
    struct sensitivity *sensitivity; /* of simulate --sensitivity; else NULL */
};

/* compare's: several scenarios, one with --variant, or a study file. False with errors in o->diag.
 */
bool variants_open(struct opened_variants *o, const struct arguments *a);
/* sweep's: one scenario with --vary, or a study file. */
bool grid_open(struct opened_variants *o, const struct arguments *a);
/* lanes': one scenario, with each plan of its lanes that the options ask for. */
bool lanes_open(struct opened_variants *o, const struct arguments *a);
/* levers': one scenario as it is, then each of its levers. */
bool levers_open(struct opened_variants *o, const struct arguments *a);
/* simulate --sensitivity's: one scenario as it is, then each assumed parameter at both ends. */
bool sensitivity_open(struct opened_variants *o, const struct arguments *a);
/* check's: whether the operand is a study file; "-" is none. Then it is read like the command that
 * it is for would, with variants or a grid, or the scenario alone where it has neither. */
bool operand_is_study(const struct arguments *a);
bool study_open(struct opened_variants *o, const struct arguments *a);
void opened_variants_fini(struct opened_variants *o);

#endif
