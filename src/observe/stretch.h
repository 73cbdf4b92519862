/* SPDX-License-Identifier: GPL-3.0-or-later
 * Standards on timed stretches: from a moment of one visit to a moment of another. A contact is
 * measured from the latest `from` before its first `to` after that. It is *reached* in time or
 * late; one who left in between (abandoned, blocked, ...) is *lost*; one who reached the end of his
 * journey without coming by `to` is not counted. Joined: in line or served at once, not blocked,
 * balked or turned away at the door; ended: after service. */
#ifndef OBSERVE_STRETCH_H
#define OBSERVE_STRETCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "engine/customer.h"
#include "observe/layout.h"

struct stretch_count {
    uint64_t within, late, lost;
};

struct stretches;

/* NULL when the model has no such standard. broken: [n_standards][n_intervals], where each miss is
 * added; it must outlive this. */
struct stretches *stretches_new(const struct layout *l, uint64_t *broken);
void stretches_free(struct stretches *s);
void stretches_reset(struct stretches *s);
/* What was counted is not reported; who is on his way stays on it. */
void stretches_forget(struct stretches *s);
void stretches_moment(struct stretches *s, double now, const struct customer *c,
                      enum moment moment);
/* A task of the crew that c is at begins (MOMENT_STARTED) or has ended. */
void stretches_task(struct stretches *s, double now, const struct customer *c, uint32_t task,
                    enum moment moment);
void stretches_contact_ended(struct stretches *s, const struct customer *c, bool reached_end);
/* Counts of a standard in one interval of arrival, of the reported part so far. */
const struct stretch_count *stretches_count(const struct stretches *s, uint32_t standard,
                                            size_t interval);

#endif
