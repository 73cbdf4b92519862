/* SPDX-License-Identifier: GPL-3.0-or-later
 * One replication told event by event, and who left in it. */
#ifndef OBSERVE_EVENT_LOG_H
#define OBSERVE_EVENT_LOG_H

#include <stdint.h>
#include <stdio.h>

#include "engine/engine.h"

/* Runs the replication (from 0) again and writes what happens as CSV: every event, and everybody
 * who left a station without being served there. Either file may be NULL. */
enum engine_end event_log_write(const struct model *m, uint64_t seed, uint64_t replication,
                                struct engine_limits limits, FILE *events, FILE *left);

#endif
