/* SPDX-License-Identifier: GPL-3.0-or-later
 * The list of station kinds: a new one is a file station_<kind>.c and a name here. */
#ifndef ENGINE_STATIONS_H
#define ENGINE_STATIONS_H

#include "scenario/station_kind.h"

#define STATIONS(X) X(desk) X(machines) X(delay) X(hold) X(crew) X(lanes)

#define DECLARE_STATION(name) extern const struct station_kind station_##name;
STATIONS(DECLARE_STATION)
#undef DECLARE_STATION

#endif
