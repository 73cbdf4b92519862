/* SPDX-License-Identifier: GPL-3.0-or-later
 * A small table from persons to a number, for the few observers that follow single people. Open
 * addressing; person 0 with no entry is told apart by its slot's state. */
#ifndef OBSERVE_PERSON_MAP_H
#define OBSERVE_PERSON_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct person_entry {
    uint64_t person;
    double value;
    uint32_t tag; /* the user's own: a standard, a station */
    uint8_t state;
};

/* {0} is empty. */
struct person_map {
    struct person_entry *entries; /* [capacity], a power of two */
    size_t capacity, filled;      /* filled: entries and graves */
};

/* The entry of (person, tag), NULL when there is none; valid until the next put. */
struct person_entry *person_map_find(const struct person_map *m, uint64_t person, uint32_t tag);
/* Sets the value, in a new entry if need be. */
void person_map_put(struct person_map *m, uint64_t person, uint32_t tag, double value);
void person_map_remove(struct person_map *m, struct person_entry *e);
void person_map_clear(struct person_map *m);
void person_map_fini(struct person_map *m);

#endif
