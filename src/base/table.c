/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/table.h"

#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GAP = 2 }; /* columns between columns */

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

/* Bytes of a colour code "ESC [ ... m" that begins here, 0 when none does. */
static size_t colour_length(const char *text) {
    if (text[0] != '\033' || text[1] != '[')
        return 0;
    size_t length = 2 + strspn(text + 2, "0123456789;");
    return text[length] == 'm' ? length + 1 : 0;
}

/* Width of the first length bytes; stops before passing limit columns and says after how many
 * bytes in *used. */
static size_t width_up_to(const char *text, size_t length, size_t limit, size_t *used) {
    size_t width = 0, i = 0;
    while (i < length) {
        uint32_t code;
        size_t colour = colour_length(text + i), bytes = colour;
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
    return width_up_to(text, strlen(text), SIZE_MAX, &used);
}

/* How much of a text stands in so many columns, with a "…" if that is not all of it. */
static size_t width_cut(const char *text, size_t length, size_t width, size_t *used) {
    size_t wide = width_up_to(text, length, width, used);
    if (*used < length)
        wide = width_up_to(text, length, width > 0 ? width - 1 : 0, used) + 1;
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

static void spaces_add(struct text *out, size_t n) {
    text_printf(out, "%*s", (int)n, "");
}

void text_wrap(struct text *out, const char *text, size_t first, size_t indent, size_t width) {
    size_t column = first, used;
    bool line_begins = true;
    while (*text) {
        size_t length = strcspn(text, " ");
        size_t word = width_up_to(text, length, SIZE_MAX, &used);
        if (!line_begins && column + 1 + word > width) {
            text_add(out, "\n");
            spaces_add(out, indent);
            column = indent;
            line_begins = true;
        }
        if (!line_begins) {
            text_add(out, " ");
            column++;
        }
        text_add_n(out, text, length);
        column += word;
        line_begins = false;
        text += length;
        text += strspn(text, " ");
    }
}

void table_init(struct table *t, const struct table_column *columns, size_t n_columns) {
    assert(n_columns > 0);
    *t = (struct table){.n_columns = n_columns, .columns = columns};
}

void table_add(struct table *t, const char *format, ...) {
    if (t->n_cells == t->capacity) {
        t->capacity = t->capacity ? 2 * t->capacity : 8 * t->n_columns;
        t->cells = mem_resize(t->cells, t->capacity, sizeof *t->cells);
    }
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    size_t length = (size_t)vsnprintf(NULL, 0, format, args);
    char *cell = arena_alloc(&t->arena, length + 1);
    vsnprintf(cell, length + 1, format, again);
    va_end(again);
    va_end(args);
    t->cells[t->n_cells++] = cell;
}

/* The heading's line, counted from the bottom, and its bytes; "" above its first line. */
static const char *heading_line(const char *heading, size_t from_bottom, size_t *length) {
    const char *end = heading + strlen(heading);
    for (;; from_bottom--) {
        const char *start = end;
        while (start > heading && start[-1] != '\n')
            start--;
        if (from_bottom == 0) {
            *length = (size_t)(end - start);
            return start;
        }
        if (start == heading) {
            *length = 0;
            return "";
        }
        end = start - 1;
    }
}

static size_t heading_lines(const struct table *t) {
    size_t most = 0;
    for (size_t c = 0; c < t->n_columns; c++) {
        size_t lines = *t->columns[c].heading ? 1 : 0;
        for (const char *s = t->columns[c].heading; *s; s++)
            lines += *s == '\n';
        if (lines > most)
            most = lines;
    }
    return most;
}

/* Widths of the columns; 0 for those without anything below the heading. */
static void table_measure(const struct table *t, size_t lines, size_t *widths) {
    for (size_t c = 0; c < t->n_columns; c++) {
        size_t used;
        widths[c] = 0;
        for (size_t i = c; i < t->n_cells; i += t->n_columns) {
            size_t width = text_width(t->cells[i]);
            if (width > widths[c])
                widths[c] = width;
        }
        for (size_t line = 0; widths[c] && line < lines; line++) {
            size_t length;
            const char *start = heading_line(t->columns[c].heading, line, &length);
            size_t width = width_up_to(start, length, SIZE_MAX, &used);
            if (width > widths[c])
                widths[c] = width;
        }
    }
}

/* The widest column of words that may still lose something; n_columns when there is none. */
static size_t column_to_cut(const struct table *t, const size_t *widths) {
    enum { NARROWEST = 8 };
    size_t found = t->n_columns;
    for (size_t c = 0; c < t->n_columns; c++) {
        bool may = t->columns[c].align == TABLE_LEFT && widths[c] > NARROWEST;
        if (may && (found == t->n_columns || widths[c] > widths[found]))
            found = c;
    }
    return found;
}

static void table_narrow(const struct table *t, size_t indent, size_t width, size_t *widths) {
    size_t all = indent;
    for (size_t c = 0; c < t->n_columns; c++)
        if (widths[c])
            all += widths[c] + (c ? GAP : 0);
    for (; all > width; all--) {
        size_t c = column_to_cut(t, widths);
        if (c == t->n_columns)
            return;
        widths[c]--;
    }
}

static void cell_print(struct text *out, const char *text, size_t length, size_t width,
                       enum table_align align) {
    size_t used, wide = width_cut(text, length, width, &used);
    if (align == TABLE_RIGHT)
        spaces_add(out, width - wide);
    cut_add(out, text, length, used);
    if (align == TABLE_LEFT)
        spaces_add(out, width - wide);
}

static void line_end(struct text *out) {
    while (out->length > 0 && out->bytes[out->length - 1] == ' ')
        out->bytes[--out->length] = '\0';
    text_add(out, "\n");
}

static void heading_print(const struct table *t, const size_t *widths, size_t line, size_t indent,
                          struct text *out) {
    spaces_add(out, indent);
    for (size_t c = 0; c < t->n_columns; c++) {
        if (!widths[c])
            continue;
        size_t length;
        const char *start = heading_line(t->columns[c].heading, line, &length);
        spaces_add(out, c ? GAP : 0);
        cell_print(out, start, length, widths[c], t->columns[c].align);
    }
    line_end(out);
}

static void row_print(const struct table *t, const size_t *widths, size_t row, size_t indent,
                      struct text *out) {
    spaces_add(out, indent);
    for (size_t c = 0; c < t->n_columns; c++) {
        if (!widths[c])
            continue;
        const char *cell = t->cells[row * t->n_columns + c];
        spaces_add(out, c ? GAP : 0);
        cell_print(out, cell, strlen(cell), widths[c], t->columns[c].align);
    }
    line_end(out);
}

void table_print(struct table *t, struct text *out, size_t indent, size_t width) {
    while (t->n_cells % t->n_columns != 0)
        table_add(t, "%s", "");
    size_t lines = heading_lines(t);
    size_t *widths = arena_array(&t->arena, t->n_columns, sizeof *widths);
    table_measure(t, lines, widths);
    table_narrow(t, indent, width, widths);
    for (size_t line = lines; line-- > 0;)
        heading_print(t, widths, line, indent, out);
    for (size_t row = 0; row < t->n_cells / t->n_columns; row++)
        row_print(t, widths, row, indent, out);
}

void table_fini(struct table *t) {
    free(t->cells);
    arena_fini(&t->arena);
    *t = (struct table){0};
}
