/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 64 * 1024, ALIGNMENT = 16 };

struct arena_block {
    struct arena_block *next;
    size_t size, used;
    _Alignas(ALIGNMENT) unsigned char bytes[];
};

static void out_of_memory(void) {
    fputs("sojourn: out of memory\n", stderr);
    abort();
}

void *mem_new(size_t count, size_t size) {
    void *p = calloc(count ? count : 1, size ? size : 1);
    if (!p) {
        out_of_memory();
    }
    return p;
}

void *mem_resize(void *old, size_t count, size_t size) {
    if (size && count > SIZE_MAX / size) {
        out_of_memory();
    }
    size_t bytes = count * size;
    void *p = realloc(old, bytes > 0 ? bytes : 1);
    if (!p) {
        out_of_memory();
    }
    return p;
}

static struct arena_block *block_new(size_t size) {
    size_t bytes = size > BLOCK_BYTES ? size : BLOCK_BYTES;
    struct arena_block *b = mem_new(1, sizeof *b + bytes);
    b->size = bytes;
    return b;
}

void *arena_alloc(struct arena *a, size_t size) {
    if (size > SIZE_MAX / 2) {
        out_of_memory();
    }
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    struct arena_block *b = a->current;
    while (b && b->size - b->used < size && b->next) {
        b = b->next;
        b->used = 0;
    }
    if (!b || b->size - b->used < size) {
        struct arena_block *fresh = block_new(size);
        if (b) {
            b->next = fresh;
        } else {
            a->first = fresh;
        }
        b = fresh;
    }
    a->current = b;
    void *p = b->bytes + b->used;
    b->used += size;
    return memset(p, 0, size);
}

void *arena_array(struct arena *a, size_t count, size_t size) {
    if (size && count > SIZE_MAX / size) {
        out_of_memory();
    }
    return arena_alloc(a, count * size);
}

char *arena_string_n(struct arena *a, const char *text, size_t length) {
    char *copy = arena_alloc(a, length + 1);
    memcpy(copy, text, length);
    return copy;
}

char *arena_string(struct arena *a, const char *text) {
    return arena_string_n(a, text, strlen(text));
}

char *arena_format(struct arena *a, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *out = arena_alloc(a, (size_t)length + 1);
    vsnprintf(out, (size_t)length + 1, format, again);
    va_end(again);
    return out;
}

void arena_reset(struct arena *a) {
    a->current = a->first;
    if (a->first) {
        a->first->used = 0;
    }
}

void arena_fini(struct arena *a) {
    for (struct arena_block *b = a->first; b;) {
        struct arena_block *next = b->next;
        free(b);
        b = next;
    }
    *a = (struct arena){0};
}
