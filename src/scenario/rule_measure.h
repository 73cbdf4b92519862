/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a rule can watch. The row type is declared here, because the reader needs the names and how
 * levels are written; the table stands in engine/rule_measures.c. */
#ifndef SCENARIO_RULE_MEASURE_H
#define SCENARIO_RULE_MEASURE_H

#include <stdint.h>

#include "base/field.h"

struct engine;
struct model_rule;

struct rule_measure {
    const char *name, *help;
    struct field level; /* how a level is written, and its limits */
    bool whole;         /* takes whole values only */
    bool at_station, at_group;
    bool in_line;   /* is about those who wait at the station */
    bool looked_at; /* every `looks`; else a crossing is known at the very moment */
    /* Its value now, in the level's unit. */
    double (*value)(const struct engine *e, const struct model_rule *r);
    /* Of a measure that grows with the clock between events: when it reaches the level unless
     * something happens before, s; in the past where it has; HUGE_VAL: never. */
    double (*reached)(const struct engine *e, const struct model_rule *r, double level);
};

/* Ended by a row without a name. Defined in engine/rule_measures.c. */
extern const struct rule_measure rule_measures[];

#endif
