/* SPDX-License-Identifier: GPL-3.0-or-later
 * Memory that is given back all at once. Running out ends the program with a message. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_block;

/* {0} is an empty arena. */
struct arena {
    struct arena_block *first, *current;
};

/* Zeroed memory of the given size, aligned for any type; lives until arena_reset or arena_fini. */
void *arena_alloc(struct arena *a, size_t size);
/* The same for count items of size bytes; ends the program on overflow. */
void *arena_array(struct arena *a, size_t count, size_t size);
/* A copy of the text (of its first length bytes), ended by NUL. */
char *arena_string(struct arena *a, const char *text);
char *arena_string_n(struct arena *a, const char *text, size_t length);
/* Text made as by printf. */
char *arena_format(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Forgets what was handed out and keeps the blocks. */
void arena_reset(struct arena *a);
/* Gives the blocks back; a is {0} afterwards. */
void arena_fini(struct arena *a);

/* Zeroed memory on the heap; ends the program when there is none. free() gives it back. */
void *mem_new(size_t count, size_t size);
/* As realloc; ends the program when there is none. New bytes are not zeroed. */
void *mem_resize(void *old, size_t count, size_t size);

#endif
