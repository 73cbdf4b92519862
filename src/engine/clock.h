/* SPDX-License-Identifier: GPL-3.0-or-later
 * A paced clock: virtual time whose rate may change at events. It keeps a heap of deadlines in
 * virtual time; only the first of them stands in the calendar. Changing the rate touches nobody. */
#ifndef ENGINE_CLOCK_H
#define ENGINE_CLOCK_H

#include <stdint.h>

#include "engine/calendar.h"

struct clock {
    struct calendar deadlines; /* time: virtual seconds */
    double virtual_now;        /* virtual seconds at `updated` */
    double updated;            /* s */
    double rate;               /* virtual seconds per second, > 0 */
    uint32_t generation;       /* of the entry in the engine's calendar that stands for the first */
};

/* Starts at virtual 0 with rate 1, without deadlines; keeps the memory. */
void clock_reset(struct clock *c, double now);
void clock_fini(struct clock *c);
/* Enters what is due after so many virtual seconds. The rest as in struct event. */
void clock_add(struct clock *c, double now, double virtual_s, uint64_t tie, uint32_t subject,
               uint32_t generation);
/* Virtual seconds at now. */
double clock_at(const struct clock *c, double now);
/* So many virtual seconds pass at once. */
void clock_jump(struct clock *c, double now, double virtual_s);
void clock_set_rate(struct clock *c, double now, double rate);
/* When the first deadline falls due at the present rate, s; HUGE_VAL when there is none. */
double clock_first(struct clock *c);
/* Takes the first deadline, whose moment is now. Requires one (asserted). */
struct event clock_pop(struct clock *c, double now);

#endif
