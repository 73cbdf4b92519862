/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/wrap.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Reads one code point; returns its bytes, 1 for a byte that begins none. */
static size_t code_point_read(const char *text, uint32_t *code) {
    const unsigned char *byte = (const unsigned char *)text;
    size_t length = byte[0] >= 0xF0 ? 4 : byte[0] >= 0xE0 ? 3 : byte[0] >= 0xC0 ? 2 : 1;
    *code = length == 1 ? byte[0] : byte[0] & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((byte[i] & 0xC0) != 0x80) {
            *code = '?';
            return 1;
        }
        *code = *code << 6 | (byte[i] & 0x3Fu);
    }
    return length;
}

static size_t code_point_width(uint32_t code) {
    static const struct {
        uint32_t first, last;
        size_t width;
    } ranges[] = {{0x0300, 0x036F, 0},  {0x1100, 0x115F, 2},   {0x200B, 0x200F, 0},
                  {0x2E80, 0xA4CF, 2},  {0xAC00, 0xD7A3, 2},   {0xF900, 0xFAFF, 2},
                  {0xFE00, 0xFE0F, 0},  {0xFE30, 0xFE6F, 2},   {0xFF00, 0xFF60, 2},
                  {0xFFE0, 0xFFE6, 2},  {0x1F300, 0x1F64F, 2}, {0x1F900, 0x1F9FF, 2},
                  {0x20000, 0x3FFFD, 2}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (ranges[i].first <= code && code <= ranges[i].last)
            return ranges[i].width;
    return 1;
}

size_t text_colour_length(const char *text) {
    if (text[0] != '\033' || text[1] != '[')
        return 0;
    size_t length = 2 + strspn(text + 2, "0123456789;");
    return text[length] == 'm' ? length + 1 : 0;
}

size_t text_width_up_to(const char *text, size_t length, size_t limit, size_t *used) {
    size_t width = 0, i = 0;
    while (i < length) {
        uint32_t code;
        size_t colour = text_colour_length(text + i), bytes = colour;
        size_t more = 0;
        if (!colour) {
            bytes = code_point_read(text + i, &code);
            more = code_point_width(code);
        }
        if (width + more > limit)
            break;
        width += more;
        i += bytes;
    }
    *used = i;
    return width;
}

size_t text_width(const char *text) {
    size_t used;
    return text_width_up_to(text, strlen(text), SIZE_MAX, &used);
}

/* How much of a text stands in so many columns, with a "…" if that is not all of it. */
static size_t width_cut(const char *text, size_t length, size_t width, size_t *used) {
    size_t wide = text_width_up_to(text, length, width, used);
    if (*used < length)
        wide = text_width_up_to(text, length, width > 0 ? width - 1 : 0, used) + 1;
    return wide;
}

static void cut_add(struct text *out, const char *text, size_t length, size_t used) {
    text_add_n(out, text, used);
    if (used < length)
        text_add(out, "…");
}

size_t text_cut(struct text *out, const char *text, size_t width) {
    size_t length = strlen(text), used, wide = width_cut(text, length, width, &used);
    cut_add(out, text, length, used);
    return wide;
}

/* Where a word that fills more than a line is best broken: behind a mark that joins its parts, if
 * one stands in the later half. */
static size_t word_break(const char *text, size_t fits) {
    for (size_t i = fits; i > fits / 2; i--)
        if (strchr(".,=:/_-|+", text[i - 1]))
            return i;
    return fits;
}

size_t text_line(const char *text, size_t width) {
    size_t all = strlen(text), fits;
    text_width_up_to(text, all, width, &fits);
    if (fits == all || fits == 0)
        return all;
    for (size_t i = fits; i > 0; i--)
        if (text[i] == ' ' && text[i - 1] != ' ')
            return i;
    return word_break(text, fits);
}

static void line_begin(struct text *out, size_t indent, size_t *column) {
    text_printf(out, "\n%*s", (int)indent, "");
    *column = indent;
}

/* Adds a word; what does not fit on the line is broken, unless the word is to stay whole. */
static void word_add(struct text *out, const char *word, size_t length, size_t indent, size_t width,
                     bool whole, size_t *column) {
    for (;;) {
        size_t fits, room = width > *column ? width - *column : 1;
        size_t wide = text_width_up_to(word, length, whole ? SIZE_MAX : room, &fits);
        if (fits < length && fits > 0)
            fits = word_break(word, fits);
        else
            fits = length;
        text_add_n(out, word, fits);
        *column += wide;
        if (fits == length)
            return;
        word += fits;
        length -= fits;
        line_begin(out, indent, column);
    }
}

/* Up to a space; a number keeps its sign: "95 %". */
static size_t word_length(const char *text) {
    size_t length = strcspn(text, " ");
    while (length > 0 && text[length] == ' ' && text[length + 1] == '%')
        length += 1 + strcspn(text + length + 1, " ");
    return length;
}

static void words_wrap(struct text *out, const char *text, size_t first, size_t indent,
                       size_t width, bool whole) {
    size_t column = first, used;
    bool line_begins = true;
    while (*text) {
        size_t length = word_length(text);
        size_t word = text_width_up_to(text, length, SIZE_MAX, &used);
        if (!line_begins && column + 1 + word > width)
            line_begin(out, indent, &column);
        else if (!line_begins) {
            text_add(out, " ");
            column++;
        }
        word_add(out, text, length, indent, width, whole, &column);
        line_begins = false;
        text += length;
        text += strspn(text, " ");
    }
}

void text_wrap(struct text *out, const char *text, size_t first, size_t indent, size_t width) {
    words_wrap(out, text, first, indent, width, false);
}

void text_wrap_whole(struct text *out, const char *text, size_t indent, size_t width) {
    words_wrap(out, text, 0, indent, width, true);
}

static void line_fit(struct text *out, const char *line, size_t width) {
    enum { SHIFT = 2 };
    size_t indent = strspn(line, " ") + SHIFT, shift = 0;
    indent = indent < width / 2 ? indent : 0;
    while (*line) {
        size_t length = text_line(line, width - shift);
        text_add_n(out, line, length);
        line += length;
        line += strspn(line, " ");
        shift = indent;
        if (*line)
            text_printf(out, "\n%*s", (int)shift, "");
    }
}

void text_lines_fit(struct text *out, const char *lines, size_t width) {
    struct text one = {0};
    while (*lines) {
        size_t length = strcspn(lines, "\n"), used;
        if (text_width_up_to(lines, length, SIZE_MAX, &used) <= width) {
            text_add_n(out, lines, length);
        } else {
            one.length = 0;
            text_add_n(&one, lines, length);
            line_fit(out, text_string(&one), width);
        }
        text_add(out, lines[length] ? "\n" : "");
        lines += length + (lines[length] != '\0');
    }
    text_fini(&one);
}
