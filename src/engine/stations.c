/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stations.h"

#define STATION_ROW(name) &station_##name,
const struct station_kind *const station_kinds[] = {STATIONS(STATION_ROW) NULL};
