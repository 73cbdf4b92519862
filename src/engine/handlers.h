/* SPDX-License-Identifier: GPL-3.0-or-later
 * One handler a kind of event: what the loop calls. */
#ifndef ENGINE_HANDLERS_H
#define ENGINE_HANDLERS_H

#include "engine/state.h"

/* The event itself is gone once the handler has entered another. */
typedef void event_handler(struct engine *e, const struct event *v);

extern event_handler *const event_handlers[EVENT_KINDS];

#endif
