/* SPDX-License-Identifier: GPL-3.0-or-later
 * Visits to crews: which of their tasks wait, run and have ended. */
#ifndef ENGINE_CREW_H
#define ENGINE_CREW_H

#include "engine/state.h"

/* A customer has come: his first tasks begin, or wait for people. He himself waits until the first
 * of them has begun. */
void crew_arrive(struct engine *e, uint32_t station, uint32_t customer);
/* Somebody or something that tasks of this station need is free: those that can begin do, by the
 * age of the visit, then the task's name. A task that lacks anything lets later ones go first. */
void crew_freed(struct engine *e, uint32_t station);
/* A task of a visit has ended. */
void crew_task_end(struct engine *e, uint32_t visit, uint32_t task);
/* Whoever still waits for his first task is turned away. */
void crew_turn_away(struct engine *e, uint32_t station);
/* People of this group are idle: crews that need them look again once this event is over. */
void crews_wake(struct engine *e, uint32_t group);
/* The same for a station whose machines tasks take. */
void crews_wake_at(struct engine *e, uint32_t station);
void crews_reset(struct engine *e);
void crews_free(struct engine *e);

#endif
