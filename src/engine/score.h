/* SPDX-License-Identifier: GPL-3.0-or-later
 * The score of each contact: what a customer met is gathered until the contact ends. Nothing is
 * kept, and nothing done, where people.score is off. */
#ifndef ENGINE_SCORE_H
#define ENGINE_SCORE_H

#include "engine/state.h"

void scores_new(struct engine *e);
void scores_free(struct engine *e);

/* A contact begins: nothing was met yet. */
void score_contact(struct engine *e, uint32_t customer);
/* Who has just come, before his first contact, is this account's customer (NONE: of none). */
void score_account(struct engine *e, uint32_t customer, uint32_t account);
/* Whether he complains of the contact that has just ended; and that his next is that complaint. */
bool score_complains(struct engine *e, uint32_t customer);
void score_complaint_begins(struct engine *e, uint32_t customer);
/* He is about to join a line in this place. */
void score_placed(struct engine *e, uint32_t customer, uint32_t area);
/* A service by staff ends. */
void score_served(struct engine *e, uint32_t customer, const struct service_outcome *o);
/* The contact ends. helped: what he came for was done. */
void score_over(struct engine *e, uint32_t customer, enum contact_outcome outcome, bool helped);

#endif
