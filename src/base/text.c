/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static void text_reserve(struct text *t, size_t more) {
    size_t need = t->length + more + 1;
    if (need > t->capacity) {
        t->capacity = need > 2 * t->capacity ? need : 2 * t->capacity;
        t->bytes = mem_resize(t->bytes, t->capacity, 1);
    }
}

void text_add_n(struct text *t, const char *bytes, size_t length) {
    text_reserve(t, length);
    memcpy(t->bytes + t->length, bytes, length);
    t->length += length;
    t->bytes[t->length] = '\0';
}

void text_add(struct text *t, const char *string) {
    text_add_n(t, string, strlen(string));
}

void text_vprintf(struct text *t, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    text_reserve(t, (size_t)length);
    vsnprintf(t->bytes + t->length, (size_t)length + 1, format, again);
    va_end(again);
    t->length += (size_t)length;
}

void text_printf(struct text *t, const char *format, ...) {
    va_list args;
    va_start(args, format);
    text_vprintf(t, format, args);
    va_end(args);
}

const char *text_string(const struct text *t) {
    return t->bytes ? t->bytes : "";
}

void text_fini(struct text *t) {
    free(t->bytes);
    *t = (struct text){0};
}

bool byte_is_control(char byte) {
    return (unsigned char)byte < ' ' || byte == 127;
}

bool text_has_control(const char *string) {
    for (; *string; string++)
        if (byte_is_control(*string))
            return true;
    return false;
}
