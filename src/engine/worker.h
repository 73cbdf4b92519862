/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the scenario's people section makes of each agent: how tired he is, and how fast that and
 * the line make him. Nothing is kept, and nothing done, where neither energy nor pace is on. */
#ifndef ENGINE_WORKER_H
#define ENGINE_WORKER_H

#include "engine/state.h"

/* Before a replication, once every group has its agents. */
void workers_reset(struct engine *e);
void workers_free(struct engine *e);
/* The day opens: who has stood idle since yesterday has had a night. Closes: the idle rest. */
void workers_open(struct engine *e);
void workers_close(struct engine *e);
/* The run is over: spells that last are told. */
void workers_finish(struct engine *e);

/* He begins to serve at this station: by how much his work takes longer than at the speed of his
 * skill. */
double worker_begins(struct engine *e, uint32_t agent, uint32_t station);
/* How tired he is now, 0 to 1. */
double worker_fatigue(const struct engine *e, uint32_t agent);
/* He has nothing in hand any more. */
void worker_ends(struct engine *e, uint32_t agent);
/* He comes to the desk, or leaves it, for a break or for home. */
void worker_comes(struct engine *e, uint32_t agent);
void worker_goes(struct engine *e, uint32_t agent);

#endif
