/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/person_map.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { SLOT_FREE, SLOT_TAKEN, SLOT_GRAVE };

/* Mixes all bits of both words: the finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
static size_t start_of(const struct person_map *m, uint64_t person, uint32_t tag) {
    uint64_t z = person + UINT64_C(0x9e3779b97f4a7c15) * (tag + UINT64_C(1));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (size_t)(z ^ (z >> 31)) & (m->capacity - 1);
}

struct person_entry *person_map_find(const struct person_map *m, uint64_t person, uint32_t tag) {
    if (m->capacity == 0) {
        return NULL;
    }
    for (size_t i = start_of(m, person, tag);; i = (i + 1) & (m->capacity - 1)) {
        struct person_entry *e = &m->entries[i];
        if (e->state == SLOT_FREE) {
            return NULL;
        }
        if (e->state == SLOT_TAKEN && e->person == person && e->tag == tag) {
            return e;
        }
    }
}

static void entry_new(struct person_map *m, uint64_t person, uint32_t tag, double value) {
    size_t i = start_of(m, person, tag);
    while (m->entries[i].state != SLOT_FREE) {
        i = (i + 1) & (m->capacity - 1);
    }
    m->entries[i] = (struct person_entry){person, value, tag, SLOT_TAKEN};
    m->filled++;
}

/* Makes room and drops graves. */
static void rebuild(struct person_map *m) {
    struct person_map old = *m;
    size_t taken = 0;
    for (size_t i = 0; i < old.capacity; i++) {
        taken += old.entries[i].state == SLOT_TAKEN;
    }
    m->capacity = 64;
    while (m->capacity < 4 * taken) {
        m->capacity *= 2;
    }
    m->entries = mem_new(m->capacity, sizeof *m->entries);
    m->filled = 0;
    for (size_t i = 0; i < old.capacity; i++) {
        const struct person_entry *e = &old.entries[i];
        if (e->state == SLOT_TAKEN) {
            entry_new(m, e->person, e->tag, e->value);
        }
    }
    free(old.entries);
}

void person_map_put(struct person_map *m, uint64_t person, uint32_t tag, double value) {
    struct person_entry *e = person_map_find(m, person, tag);
    if (e) {
        e->value = value;
        return;
    }
    if (2 * (m->filled + 1) > m->capacity) {
        rebuild(m);
    }
    entry_new(m, person, tag, value);
}

void person_map_remove(struct person_map *m, struct person_entry *e) {
    (void)m;
    e->state = SLOT_GRAVE;
}

void person_map_clear(struct person_map *m) {
    if (m->capacity > 0) {
        memset(m->entries, 0, m->capacity * sizeof *m->entries);
    }
    m->filled = 0;
}

void person_map_fini(struct person_map *m) {
    free(m->entries);
    *m = (struct person_map){0};
}
