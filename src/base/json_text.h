/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the checker and the finder of places share: steps over JSON text. */
#ifndef BASE_JSON_TEXT_H
#define BASE_JSON_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Offset of the first character after white space. */
size_t json_skip_space(const char *text, size_t length, size_t at);
/* Line and column of an offset, both from 1; columns count characters, not bytes. */
void json_position(const char *text, size_t offset, size_t *line, size_t *column);
/* Decodes one character of a string's inside at *at (an escape or one byte), moves *at past it and
 * returns how many bytes of UTF-8 it put into out. The string has been checked. */
size_t json_decode(const char *text, size_t *at, char out[4]);
/* Bytes of the well-formed UTF-8 character at p (at most left bytes); 0 when it is none. */
size_t utf8_length(const unsigned char *p, size_t left);
/* Four hexadecimal digits at p, or -1. */
long json_hex4(const char *p, size_t left);

#endif
