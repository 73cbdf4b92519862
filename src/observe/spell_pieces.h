/* SPDX-License-Identifier: GPL-3.0-or-later
 * A spell of work or idleness cut at the ends of intervals. */
#ifndef OBSERVE_SPELL_PIECES_H
#define OBSERVE_SPELL_PIECES_H

#include "engine/observer.h"

/* When a spell ends. */
struct spell_end {
    const struct model *model;
    size_t day;        /* of the replication, from 0 */
    uint32_t interval; /* of the day, the present one */
    double now;        /* s */
    double since;      /* s; what was before is left out */
};

/* tired: the integral of fatigue, s; lasts: s. */
typedef void spell_piece(void *to, uint32_t interval, double tired, double lasts);
void spell_pieces(const struct spell_end *e, const struct worker_spell *s, spell_piece *add,
                  void *to);

#endif
