/* SPDX-License-Identifier: GPL-3.0-or-later
 * A string that grows. {0} is empty. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct text {
    char *bytes; /* ended by NUL once anything was added */
    size_t length, capacity;
};

void text_add(struct text *t, const char *string);
void text_add_n(struct text *t, const char *bytes, size_t length);
void text_printf(struct text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_vprintf(struct text *t, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
/* The string so far, "" when nothing was added; valid until the next change. */
const char *text_string(const struct text *t);
void text_fini(struct text *t);
/* A byte that a terminal obeys instead of showing it: an escape, a line end, a tab, a delete. */
bool byte_is_control(char byte);
bool text_has_control(const char *string);

#endif
