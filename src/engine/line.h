/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lines of people waiting. A line keeps those who are treated alike: in the order of joining as an
 * intrusive list, or by work as an intrusive pairing heap (Fredman, Sedgewick, Sleator & Tarjan
 * 1986): joining O(1), taking the first and leaving O(log n) amortised. */
#ifndef ENGINE_LINE_H
#define ENGINE_LINE_H

#include "engine/state.h"

/* Puts the customer into his line and counts him at the station; c->work is the key by work. */
void line_join(struct engine *e, uint32_t station, uint32_t customer);
/* Takes him out, wherever he stands, and cancels what would have made him leave. */
void line_leave(struct engine *e, uint32_t station, uint32_t customer);
/* The line's station has opened or closed: those who serve it see it, or do not. */
void line_show(struct engine *e, uint32_t line);
/* He steps from his line into another of the same station that keeps the order of joining: his
 * patience runs on, his place is that of c->since. */
void line_move(struct engine *e, uint32_t customer, uint32_t line);
/* The next of the station's lines to be taken, by priority now and then age; NONE: nobody waits.
 * For stations without staff. */
uint32_t station_next_line(const struct engine *e, uint32_t station);
/* The first in the order of the line who has waited so long, s; NONE: nobody has. In a line by work
 * this looks at all who stand before him. */
uint32_t line_first_waited(const struct engine *e, uint32_t line, double after);
/* Whether the first of line a is to be taken before the first of line b (both have one). */
bool line_before(const struct engine *e, uint32_t a, uint32_t b);

#endif
