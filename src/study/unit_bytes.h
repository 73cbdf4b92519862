/* SPDX-License-Identifier: GPL-3.0-or-later
 * A replication's unit and its waits as bytes, for the journal: what is read back gives the same
 * estimates to the last bit. Only what is not nought takes room. Bytes are those of the machine
 * (order, doubles): a journal stays on its kind of machine. */
#ifndef STUDY_UNIT_BYTES_H
#define STUDY_UNIT_BYTES_H

#include "base/text.h"
#include "study/pool.h"

/* Adds the unit that was taken from t, whose histograms still hold its waits. */
void unit_write(const struct unit *u, const struct tally *t, struct text *out);
/* Fills the unit and adds the waits to the pool as those of its next unit. False when the bytes are
 * not of a unit of this layout; the pool is as it was then. */
bool unit_read(struct unit *u, struct pool *p, const void *bytes, size_t length);

#endif
