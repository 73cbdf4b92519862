/* SPDX-License-Identifier: GPL-3.0-or-later
 * What people are like: each mechanism off unless the scenario names it. */
#ifndef PEOPLE_PEOPLE_H
#define PEOPLE_PEOPLE_H

#include "people/energy.h"
#include "people/felt_wait.h"
#include "people/pace.h"

struct people {
    struct energy energy;
    struct pace_parameters pace;
    struct felt_wait felt_wait;
};

/* Whether any mechanism is on. */
static inline bool people_any(const struct people *p) {
    return p->energy.on || p->pace.on || p->felt_wait.on;
}

#endif
