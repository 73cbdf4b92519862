/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tally of how tired people are: the exact integral of each spell's fatigue, in every interval
 * that it touches. */
#include "observe/spell_pieces.h"
#include "observe/tally_parts.h"

static void piece_add(void *to, uint32_t interval, double tired, double lasts) {
    struct tally_store *store = to;
    struct cell *c = &store->cell[interval];
    *cell_sum(c, Q_FATIGUE) += tired;
    *cell_sum(c, Q_SPELLS) += lasts;
}

void tally_spell(void *self, double now, uint32_t group, uint32_t agent,
                 const struct worker_spell *s) {
    struct tally *t = self;
    (void)agent;
    spell_pieces(&(struct spell_end){.model = t->model,
                                     .day = t->day,
                                     .interval = t->interval,
                                     .now = now,
                                     .since = t->reported_from},
                 s, piece_add, group_store(t, group));
}
