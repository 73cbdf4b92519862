/* SPDX-License-Identifier: GPL-3.0-or-later
 * Random numbers by address: whoever knows the address of a draw has its numbers, in any order.
 * The address is a key (seed and replication) and a counter (person, draw), 64 bits each.
 *   person  24 bits hashed name (class and source, group, ...) | 10 bits day | 30 bits number
 *   draw    28 bits hashed name (purpose and station or label) | 24 bits how often | 12 bits block
 * Names are hashed, never indices, so that adding a thing changes no draw of another.
 * Generator: Philox2x64-10, Salmon et al. (2011), from Random123. */
#ifndef RANDOM_STREAM_H
#define RANDOM_STREAM_H

#include <stddef.h>
#include <stdint.h>

#include <Random123/philox.h>

enum {
    PERSON_NAME_BITS = 24,
    PERSON_DAY_BITS = 10,
    PERSON_NUMBER_BITS = 30,
    DRAW_NAME_BITS = 28,
    DRAW_TIMES_BITS = 24,
    DRAW_BLOCK_BITS = 12
};

/* The numbers of one draw, on the caller's stack: two words a block. */
struct stream {
    uint64_t key, person, draw; /* draw holds the number of the next block */
    uint64_t spare;
    unsigned spares; /* words left in spare: 0 or 1 */
};

/* Hash of a name (and of what it qualifies, "" if nothing), cut to the given bits. */
uint64_t name_hash(const char *name, const char *qualifier, unsigned bits);
/* Seed and replication (from 0) mixed into one word. */
uint64_t stream_key(uint64_t seed, uint64_t replication);

/* name: PERSON_NAME_BITS bits; day and number within their widths (the caller's limits see to it).
 */
static inline uint64_t person_address(uint64_t name, uint64_t day, uint64_t number) {
    return name << (PERSON_DAY_BITS + PERSON_NUMBER_BITS) | day << PERSON_NUMBER_BITS | number;
}

/* name: DRAW_NAME_BITS bits; times: how often this person has begun that thing. */
static inline uint64_t draw_address(uint64_t name, uint64_t times) {
    return name << (DRAW_TIMES_BITS + DRAW_BLOCK_BITS) | times << DRAW_BLOCK_BITS;
}

static inline struct stream stream_at(uint64_t key, uint64_t person, uint64_t draw) {
    return (struct stream){.key = key, .person = person, .draw = draw};
}

static inline uint64_t stream_next(struct stream *s) {
    if (s->spares) {
        s->spares = 0;
        return s->spare;
    }
    philox2x64_ctr_t counter = {{s->person, s->draw++}};
    philox2x64_key_t key = {{s->key}};
    philox2x64_ctr_t out = philox2x64_R(10, counter, key);
    s->spare = out.v[1];
    s->spares = 1;
    return out.v[0];
}

/* Uniform in (0, 1), never 0 or 1: the middles of 2^52 equal cells. */
static inline double stream_uniform(struct stream *s) {
    return ((double)(stream_next(s) >> 12) + 0.5) * 0x1p-52;
}

#endif
