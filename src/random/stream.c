/* SPDX-License-Identifier: GPL-3.0-or-later
 * Addresses of random numbers: names hashed to bits, seed and replication to a key. */
#include "random/stream.h"

#include <assert.h>

/* FNV-1a, 64 bits: one step for one byte. Source: Fowler, Noll and Vo. */
static uint64_t fnv_add(uint64_t hash, unsigned char byte) {
    return (hash ^ byte) * UINT64_C(0x100000001b3);
}

static uint64_t fnv_add_text(uint64_t hash, const char *text) {
    for (const char *c = text; *c; c++)
        hash = fnv_add(hash, (unsigned char)*c);
    return hash;
}

/* Spreads every bit of the hash over the whole word: FNV alone leaves short names alike in their
 * high bits. Source: the finaliser of splitmix64, Steele, Lea and Flood (2014), variant 13. */
static uint64_t finalise(uint64_t h) {
    h = (h ^ h >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    h = (h ^ h >> 27) * UINT64_C(0x94d049bb133111eb);
    return h ^ h >> 31;
}

uint64_t name_hash(const char *name, const char *qualifier, unsigned bits) {
    assert(bits >= 1 && bits <= 64);
    uint64_t hash = fnv_add_text(UINT64_C(0xcbf29ce484222325), name);
    hash = fnv_add(hash, 0xff); /* stands in no UTF-8 text: ("ab", "c") is not ("a", "bc") */
    return finalise(fnv_add_text(hash, qualifier)) >> (64 - bits);
}

uint64_t stream_key(uint64_t seed, uint64_t replication) {
    /* The key of the key: first 64 bits of the golden ratio's fraction, a number without intent. */
    struct stream s = stream_at(UINT64_C(0x9e3779b97f4a7c15), seed, replication);
    return stream_next(&s);
}
