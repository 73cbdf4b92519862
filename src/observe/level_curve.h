/* SPDX-License-Identifier: GPL-3.0-or-later
 * The number of customers in the system over a steady-state run, averaged in equal steps: what the
 * warm-up is found from. */
#ifndef OBSERVE_LEVEL_CURVE_H
#define OBSERVE_LEVEL_CURVE_H

#include <stddef.h>

#include "engine/observer.h"

enum { LEVEL_CURVE_STEPS = 1000 };

struct level_curve {
    double step, last;              /* s */
    size_t inside, at;              /* at: the present step */
    double mean[LEVEL_CURVE_STEPS]; /* customers */
};

/* length: of the run, s. */
void level_curve_init(struct level_curve *k, double length);
struct observer level_curve_observer(struct level_curve *k);

#endif
