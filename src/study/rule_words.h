/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is said of rules that make a run go wrong. */
#ifndef STUDY_RULE_WORDS_H
#define STUDY_RULE_WORDS_H

#include <stdint.h>

#include "base/arena.h"
#include "model/model.h"

/* Of a rule that goes on and off at one moment for ever: its name, both its conditions, what ends
 * it; what a replication did, "came to ...". In arena a, as the other. */
const char *rule_flips_words(const struct rule *r, struct arena *a);
/* Of people who are left waiting at a station, so many a day: whom to ask for the reason, which is
 * the rules that, while on, may leave nobody and nothing to serve there. */
const char *stranded_words(const struct model *m, uint32_t station, double a_day, struct arena *a);

#endif
