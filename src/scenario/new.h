/* SPDX-License-Identifier: GPL-3.0-or-later
 * A complete scenario to start from, as text. */
#ifndef SCENARIO_NEW_H
#define SCENARIO_NEW_H

#include <stddef.h>

#include "base/text.h"

/* What is known of a call center; how many agents that takes is for the caller to compute. */
struct new_call_center {
    double calls;         /* per second, > 0 */
    double handle;        /* mean time of a call, s, > 0 */
    double patience;      /* mean, s, > 0 */
    double share, within; /* the target: share answered within so many seconds */
    size_t agents;        /* at the desk, all day */
};

/* Adds a scenario that scenario_read accepts: a day from 08:00 to 20:00, one line, one group. */
void new_call_center_add(const struct new_call_center *n, struct text *out);

#endif
