/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/calendar.h"

#include <stdlib.h>

#include "base/arena.h"

void calendar_grow(struct calendar *c) {
    c->capacity = c->capacity ? 2 * c->capacity : 64;
    c->heap = mem_resize(c->heap, c->capacity, sizeof *c->heap);
}

void calendar_purge(struct calendar *c, event_is_stale *is_stale, const void *context) {
    calendar_fill_hole(c);
    size_t kept = 0;
    for (size_t i = 0; i < c->n; i++) {
        if (!is_stale(context, &c->heap[i])) {
            c->heap[kept++] = c->heap[i];
        }
    }
    c->n = kept;
    for (size_t i = kept / 4 + 1; i-- > 0;) {
        if (i < kept) {
            calendar_sift_down(c, i, c->heap[i]);
        }
    }
    c->stale = 0;
}

void calendar_reset(struct calendar *c) {
    c->n = 0;
    c->stale = 0;
    c->hole = false;
}

void calendar_fini(struct calendar *c) {
    free(c->heap);
    *c = (struct calendar){0};
}
