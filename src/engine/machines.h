/* SPDX-License-Identifier: GPL-3.0-or-later
 * Machines with a life of their own: each fails and is repaired, and its user may call for a
 * person's help. The lowest number that is free and in order is taken first. */
#ifndef ENGINE_MACHINES_H
#define ENGINE_MACHINES_H

#include "engine/state.h"

void machines_new(struct engine *e);
/* Before a replication: each is somewhere in its life, as far along as on any day. */
void machines_reset(struct engine *e);
/* A day opens; on the first, observers hear what is out of order. */
void machines_open(struct engine *e);
/* Observers hear how many are out of order of those that there are now; nothing when all work. */
void machines_counted(struct engine *e, uint32_t station);

/* What the row of such a station does, see struct station_kind. */
void minded_arrive(struct engine *e, uint32_t station, uint32_t customer);
void minded_freed(struct engine *e, uint32_t station);

/* Its work is done, or its user calls for help. */
void machine_stops(struct engine *e, uint32_t machine);
void machine_fails(struct engine *e, uint32_t machine);
void machine_repaired(struct engine *e, uint32_t machine);
/* The second place in line in which a user waited for help is given up: he was helped, or left. */
void errand_end(struct engine *e, uint32_t errand);

#endif
