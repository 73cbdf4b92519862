/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json_text.h"

#include <string.h>

size_t json_skip_space(const char *text, size_t length, size_t at) {
    while (at < length && text[at] && strchr(" \t\r\n", text[at])) {
        at++;
    }
    return at;
}

void json_position(const char *text, size_t offset, size_t *line, size_t *column) {
    size_t start = 0;
    *line = 1;
    for (size_t i = 0; i < offset; i++) {
        if (text[i] == '\n') {
            ++*line;
            start = i + 1;
        }
    }
    if (start == 0 && offset >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        start = 3;
    }
    *column = 1;
    for (size_t i = start; i < offset; i++) {
        *column += ((unsigned char)text[i] & 0xC0) != 0x80;
    }
}

/* Lowest second byte and its span for the lead bytes where not all are allowed (RFC 3629). */
static bool second_byte_fits(unsigned lead, unsigned second) {
    switch (lead) {
    case 0xE0:
        return second >= 0xA0 && second <= 0xBF;
    case 0xED:
        return second >= 0x80 && second <= 0x9F;
    case 0xF0:
        return second >= 0x90 && second <= 0xBF;
    case 0xF4:
        return second >= 0x80 && second <= 0x8F;
    default:
        return second >= 0x80 && second <= 0xBF;
    }
}

static size_t utf8_claimed(unsigned lead) {
    if (lead < 0x80) {
        return 1;
    }
    if (lead < 0xC2 || lead > 0xF4) {
        return 0;
    }
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

size_t utf8_length(const unsigned char *p, size_t left) {
    size_t n = utf8_claimed(p[0]);
    if (n > left || (n > 1 && !second_byte_fits(p[0], p[1]))) {
        return 0;
    }
    for (size_t i = 2; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    return n;
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

long json_hex4(const char *p, size_t left) {
    long value = 0;
    for (size_t i = 0; i < 4; i++) {
        int digit = i < left ? hex_digit(p[i]) : -1;
        if (digit < 0) {
            return -1;
        }
        value = value * 16 + digit;
    }
    return value;
}

static size_t utf8_encode(unsigned long code, char out[4]) {
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t n = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n; i-- > 1;) {
        out[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    out[0] = (char)(lead[n] | code);
    return n;
}

static size_t decode_unicode(const char *text, size_t *at, char out[4]) {
    unsigned long code = (unsigned long)json_hex4(text + *at + 2, 4);
    *at += 6;
    if (code >= 0xD800 && code < 0xDC00 && text[*at] == '\\' && text[*at + 1] == 'u') {
        unsigned long low = (unsigned long)json_hex4(text + *at + 2, 4);
        code = 0x10000 + ((code - 0xD800) << 10) + ((low - 0xDC00) & 0x3FF);
        *at += 6;
    }
    return utf8_encode(code & 0x1FFFFF, out);
}

size_t json_decode(const char *text, size_t *at, char out[4]) {
    if (text[*at] != '\\') {
        out[0] = text[(*at)++];
        return 1;
    }
    if (text[*at + 1] == 'u') {
        return decode_unicode(text, at, out);
    }
    static const char escapes[] = "bfnrt", meant[] = "\b\f\n\r\t";
    const char *found = strchr(escapes, text[*at + 1]);
    out[0] = found ? meant[found - escapes] : text[*at + 1];
    *at += 2;
    return 1;
}
