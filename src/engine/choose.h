/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a customer who chooses sees of the labels that he may go to. Without him choosing nothing is
 * looked at. */
#ifndef ENGINE_CHOOSE_H
#define ENGINE_CHOOSE_H

#include "engine/state.h"

/* Whether he may go there now: eligible, not with too many items, open. */
bool choose_offered(const struct engine *e, uint32_t customer, int32_t target);
/* The first step from here on at which he would stand in line; NULL: there is none. The time that
 * passes before is added to *walk, s. */
const struct model_step *choose_first_line(const struct engine *e, int32_t target, double *walk,
                                           const struct customer *c);
/* Those on duty who serve his line there, or the station's own servers. */
double choose_servers(const struct engine *e, uint32_t customer, const struct model_step *step);
/* What the people before him take, as far as he can guess: what people like him take, s. */
double choose_others_mean(const struct engine *e, const struct customer *c,
                          const struct model_step *step);

/* choose_utility.c: the option that he takes by utility, one uniform against what is offered; -1:
 * nothing is. */
int32_t choose_by_utility(const struct engine *e, uint32_t customer,
                          const struct model_choice *choice);

#endif
