/* SPDX-License-Identifier: GPL-3.0-or-later
 * Places where people wait, as read. */
#ifndef SCENARIO_AREA_H
#define SCENARIO_AREA_H

#include <stdbool.h>
#include <stddef.h>

#include "people/felt_wait.h"
#include "random/distribution.h"

/* Those who find no seat where they wait. */
struct standing {
    size_t at_most;  /* people; COUNT_UNLIMITED */
    double patience; /* factor on theirs; 0: standing is not given, as 1 */
    double balks;    /* chance of going away at once */
};

/* The air of a place: dT/dt = (target - T) / tau, or outdoors instead of target while it fails. */
struct temperature {
    double target, outdoors;  /* degrees Celsius */
    double tau;               /* s; 0: not given */
    double above, per_degree; /* patience is divided by 1 + per_degree for each degree above */
    bool failed;
    double fails_at; /* s since the midnight before opening; NAN: never by itself */
    double fails_chance;
    struct distribution fails_for; /* s; kind NULL: to the end of the day */
};

/* What there is for people who wait: each a factor on their patience; 0: not given, as 1. */
struct care {
    double seats, water, screen, something_to_do, tidy, greeter_rounds;
};

/* Where people wait: key "places". */
struct area {
    const char *name;
    size_t seats; /* for all who wait at its stations; COUNT_UNLIMITED */
    struct standing standing;
    struct temperature temperature;
    struct care care;
    bool hides_line; /* sees_line is false: nobody balks at what he cannot see */
    bool shows_last; /* who stands last in a line sees it */
    enum felt_news news;
    double fair; /* factor on the patience of those whom others may overtake */
};

#endif
