/* SPDX-License-Identifier: GPL-3.0-or-later
 * The language explained from its own tables: one topic at a time, or the whole as a manual. */
#ifndef SCENARIO_EXPLAIN_H
#define SCENARIO_EXPLAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/* What other folders explain beside the keys: measures, commands. */
struct explain_entry {
    const char *name, *unit, *words; /* unit may be "" */
};
struct explain_section {
    const char *name, *title; /* "measures", "Measures" */
    const char *about;        /* a sentence that stands in front */
    size_t n;
    const struct explain_entry *entries; /* [n] */
};

/* Adds what is known of a topic: a path ("stations.desk.lines", names of members left out or any),
 * "distributions", "distribution.gamma", "gamma", a section or one of its entries, a key or a kind
 * by its name alone; NULL: the list of topics. When there is none, returns false and adds nothing
 * but sets *nearest to a topic that may have been meant (in nearest_text, which the caller gives
 * back) or NULL. */
bool explain_topic(const char *topic, const struct explain_section *sections, size_t n,
                   struct text *out, struct text *nearest_text, const char **nearest);
/* Adds the whole manual in Markdown. */
void explain_reference(const struct explain_section *sections, size_t n, struct text *out);

#endif
