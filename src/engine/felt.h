/* SPDX-License-Identifier: GPL-3.0-or-later
 * Felt waits: each line has a paced clock of felt time, which the air of its place and being
 * overtaken change; each customer in it a rate and a budget of his own. Nothing is kept, and
 * nothing done, where people.felt_wait is off. */
#ifndef ENGINE_FELT_H
#define ENGINE_FELT_H

#include "engine/state.h"

void felt_new(struct engine *e);
void felt_free(struct engine *e);
/* Before a replication. */
void felt_reset(struct engine *e);
/* The day opens, or what holds of the air of places has changed: its crossings are entered. */
void felt_air(struct engine *e);
/* The air of a place crosses half a step, or turns. */
void felt_air_due(struct engine *e, uint32_t area);

/* A contact begins, nothing was felt yet; and ends. */
void felt_contact(struct engine *e, uint32_t customer);
void felt_over(struct engine *e, uint32_t customer, enum contact_outcome outcome);
/* Felt seconds a second of one who is about to join a line, heat and being last aside. */
double felt_rate_at(const struct engine *e, uint32_t customer);
/* The same of one who thinks of joining the line of this step, in the heat that there is now. */
double felt_rate_forecast(const struct engine *e, uint32_t customer, const struct model_step *step);
/* He has just joined it, with this patience, felt s (HUGE_VAL: for ever). */
void felt_joined(struct engine *e, uint32_t customer, double patience, double rate);
/* He has left it, or another has left or joined it. served: to be served. */
void felt_left(struct engine *e, uint32_t customer, bool served);
/* Felt s of this contact so far, the present wait aside. */
double felt_in_contact(struct engine *e, uint32_t customer);
/* Of his patience, what his last wait of this contact has spent, 0 to 1. */
double felt_spent(struct engine *e, uint32_t customer);
/* How many times as readily he changes lines as others do: `switches` for one who sees that he is
 * the last of his, else 1. */
double felt_switches(const struct engine *e, uint32_t customer);
/* He has moved from this line into another. */
void felt_moved(struct engine *e, uint32_t customer, uint32_t from);
/* Somebody's budget in this line may be spent. */
void felt_due(struct engine *e, uint32_t line);

#endif
