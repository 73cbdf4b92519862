/* SPDX-License-Identifier: GPL-3.0-or-later
 * How long a steady-state run takes to settle: MSER-5 on the pilot mean of the number in system. */
#ifndef STUDY_WARM_UP_H
#define STUDY_WARM_UP_H

#include <stdbool.h>

#include "study/study.h"

struct warm_up {
    double length; /* s */
    bool settled;  /* false: the run is too short to tell */
    /* Of the first pilot that was not complete: */
    enum engine_end end; /* stopped, or at a limit */
    uint32_t ended_by;   /* the rule that brought it to a standstill; NONE */
    struct engine_circler circler;
};

/* Runs pilots apart from the study's own replications: as many, but at most ten. */
struct warm_up warm_up_find(const struct model *m, const struct study_options *options,
                            int threads);

#endif
