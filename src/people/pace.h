/* SPDX-License-Identifier: GPL-3.0-or-later
 * Mechanism M3, the half that is time: how fast one service goes. */
#ifndef PEOPLE_PACE_H
#define PEOPLE_PACE_H

#include <stdbool.h>

/* Degrees Celsius from which heat tires and annoys. */
#define PACE_COMFORT 26.0
/* What all that people do to the time of a service may come to, together. */
#define PACE_LEAST 0.7
#define PACE_MOST  1.6

enum pace_heat { PACE_HEAT_META, PACE_HEAT_FIELD, PACE_HEAT_NONE };

struct pace_parameters {
    bool on;
    double pressure;     /* faster by this share when the line presses fully and one is rested */
    double pressed_at;   /* people waiting per server at which it does */
    enum pace_heat heat; /* which curve of performance against temperature */
    double shared_line;  /* slower by this share where the line is shared */
    double agent_spread; /* sigma of a lognormal factor of each agent's own, of mean 1 */
};

/* How the line presses, 0 to 1: people waiting, and servers who stay. */
double pace_pressure(const struct pace_parameters *p, double waiting, double servers);
/* The pace of somebody so tired under such pressure; 1 when nobody presses. */
double pace_of(const struct pace_parameters *p, double pressure, double fatigue);
/* By which service takes longer than at 25 degrees Celsius. META: the polynomial of Seppanen, Fisk
 * & Lei (2006), LBNL-60946, beyond whose 15 to 32 degrees the nearest holds; FIELD: 1.9 % a degree
 * above 25, a call center over a year. NAN: 1. */
double pace_heat_factor(enum pace_heat heat, double temperature);
/* The product of such factors, capped. */
double pace_capped(double factor);

#endif
