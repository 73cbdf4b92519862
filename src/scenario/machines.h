/* SPDX-License-Identifier: GPL-3.0-or-later
 * Machines that customers use by themselves: some need a person's help on the way, and machines
 * break down. */
#ifndef SCENARIO_MACHINES_H
#define SCENARIO_MACHINES_H

#include <stdbool.h>
#include <stddef.h>

#include "random/distribution.h"

/* Each machine breaks down by itself, in use or not, at night too. */
struct machine_failures {
    struct distribution every; /* s that it works before it fails; kind NULL: never */
    struct distribution lasts; /* s until it works again */
    bool stays; /* who is at it waits for that and goes on, instead of being sent on unresolved */
};

/* The own part of a station of kind machines. */
struct machines {
    size_t count;
    double needs_help;   /* share of uses */
    const char *help_at; /* the desk whose people help; NULL */
    struct machine_failures fails;
};

struct station;

/* NULL for a station of another kind. */
const struct machines *station_machines_of(const struct station *s);
/* Whether every one of them has a life of its own: it may fail, or its user call for help. */
static inline bool machines_are_minded(const struct machines *m) {
    return m && (m->help_at || m->fails.every.kind);
}

/* So many of one station may have a life of their own. */
enum { MACHINES_AT_MOST = 10000 };

#endif
