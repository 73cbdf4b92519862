/* SPDX-License-Identifier: GPL-3.0-or-later
 * Order by name and look-up, for compiling. */
#ifndef MODEL_NAMES_H
#define MODEL_NAMES_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* The places of n named things in the order of their names: order[rank] is an index into the array,
 * whose members are size bytes apart and begin with the name (const char *). */
size_t *names_order(struct arena *a, const void *things, size_t n, size_t size);
/* Whether two texts are the same; NULL equals NULL only. */
int name_equal(const char *a, const char *b);

#endif
