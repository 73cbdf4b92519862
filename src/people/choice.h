/* SPDX-License-Identifier: GPL-3.0-or-later
 * Mechanism M5: how people choose among ways to be served. Every option has a utility U, and each
 * is chosen with probability exp(U / scale) / sum of exp(U / scale). */
#ifndef PEOPLE_CHOICE_H
#define PEOPLE_CHOICE_H

#include <stdbool.h>
#include <stddef.h>

struct choice_parameters {
    bool on;
    double minute;       /* utility lost with a felt minute of the wait forecast */
    double scale;        /* of the utilities: the larger, the more is chance */
    double person_lasts; /* s that each person in line is taken to last where one a minute is served
                          */
    double speed_seen;   /* exponent of the line's speed in that: 0 not seen, 1 seen as it is */
    double advice;       /* utility of what a greeter advises */
};

/* What speaks for an option, or against it, whatever the wait; in units of utility. */
struct choice_option {
    double value, effort, habit;
    double familiarity; /* share of the effort that is saved */
    double advice;      /* share of the people whom a greeter sends here */
    double expects;     /* s of wait that people expect here, whatever they see; NAN: what they see
                         */
};

/* The wait that somebody reads off a line of so many people, s; per_minute: whom it really serves.
 * People over-use the length of a line and under-use its speed: Lu, Musalem, Olivares & Schilkrut
 * (2013), Management Science 59. */
double choice_wait_seen(const struct choice_parameters *p, double people, double per_minute);
/* U of an option with such a wait, felt s (HUGE_VAL: it never ends, U is -HUGE_VAL). minds: how
 * much waiting counts with this person, 1 usual. advised: this option to him. */
double choice_utility(const struct choice_parameters *p, const struct choice_option *o,
                      double minds, double felt, bool advised);
/* The option that a uniform of [0, 1) falls to, or n if each is -HUGE_VAL. Only differences of
 * utilities count, however large they are. */
size_t choice_pick(const double *utility, size_t n, double scale, double uniform);
/* The one that is advised to a person of this uniform; n: none. */
size_t choice_advised(const struct choice_option *options, size_t n, double uniform);

#endif
