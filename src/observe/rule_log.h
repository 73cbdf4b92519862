/* SPDX-License-Identifier: GPL-3.0-or-later
 * When rules went on and off, and why. */
#ifndef OBSERVE_RULE_LOG_H
#define OBSERVE_RULE_LOG_H

#include <stdint.h>
#include <stdio.h>

#include "engine/engine.h"

/* Runs the first n replications again and writes each switch as a line of CSV: when the rule went
 * on and off, the value of what it watches at both moments (s, people or a share), and the level
 * or the hours by which it did. What is still on when a replication ends has no end. */
void rule_log_write(const struct model *m, uint64_t seed, uint64_t n, struct engine_limits limits,
                    FILE *out);

#endif
