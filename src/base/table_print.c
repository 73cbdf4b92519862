/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where the columns of a table stand, and what is done with a table that is too wide. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/table.h"

enum { GAP = 2 }; /* columns between columns */

static void spaces_add(struct text *out, size_t n) {
    text_printf(out, "%*s", (int)n, "");
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

static size_t heading_lines(const char *heading) {
    size_t lines = *heading ? 1 : 0;
    for (; *heading; heading++)
        lines += *heading == '\n';
    return lines;
}

static size_t column_cells_width(const struct table *t, size_t c) {
    size_t widest = 0;
    for (size_t i = c; i < t->n_cells; i += t->n_columns) {
        size_t width = text_width(t->cells[i]);
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* Of a column with this heading; 0 when nothing stands below it. */
static size_t column_width(const struct table *t, size_t c, const char *heading) {
    size_t widest = column_cells_width(t, c), lines = heading_lines(heading);
    for (size_t line = 0; widest && line < lines; line++) {
        size_t length, used;
        const char *start = heading_line(heading, line, &length);
        size_t width = text_width_up_to(start, length, SIZE_MAX, &used);
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* ---- tables that are too wide ---- */

/* A printing: the keys stand in every piece, beside the columns from first to before end. */
struct layout {
    const struct table *table;
    const char **headings; /* [n_columns], with more lines where columns are narrow */
    size_t *widths;        /* [n_columns], 0: left out */
    struct arena *arena;
    size_t lines; /* of the headings */
    size_t indent, room, first, end;
};

/* Columns first to before end, of those that hold something; a gap before each but the first. */
static size_t columns_width(const struct layout *l, size_t first, size_t end) {
    size_t all = 0;
    for (size_t c = first; c < end; c++)
        if (l->widths[c])
            all += l->widths[c] + (c ? GAP : 0);
    return all;
}

/* The heading in lines of so many columns. */
static const char *heading_break(struct arena *a, const char *heading, size_t width) {
    const char *broken = "";
    while (*heading) {
        size_t line = strcspn(heading, "\n");
        const char *rest = arena_format(a, "%.*s", (int)line, heading);
        heading += line + (heading[line] == '\n');
        do {
            size_t length = text_line(rest, width);
            const char *between = *broken ? "\n" : "";
            broken = arena_format(a, "%s%s%.*s", broken, between, (int)length, rest);
            rest += length;
            rest += strspn(rest, " ");
        } while (*rest);
    }
    return broken;
}

/* Breaks headings of numbers that are wider than the numbers; none is narrower than a long word. */
static void headings_narrow(struct layout *l) {
    enum { NARROWEST = 12 };
    const struct table *t = l->table;
    for (size_t c = 0; c < t->n_columns; c++) {
        size_t width = column_cells_width(t, c);
        width = width > NARROWEST ? width : NARROWEST;
        if (t->columns[c].align == TABLE_RIGHT && l->widths[c] > width) {
            l->headings[c] = heading_break(l->arena, t->columns[c].heading, width);
            l->widths[c] = column_width(t, c, l->headings[c]);
        }
    }
}

/* The widest of some columns of words that is still wider than least; end when there is none. */
static size_t column_to_narrow(const struct layout *l, size_t first, size_t end, size_t least) {
    size_t found = end;
    for (size_t c = first; c < end; c++) {
        bool may = l->table->columns[c].align == TABLE_LEFT && l->widths[c] > least;
        if (may && (found == end || l->widths[c] > l->widths[found]))
            found = c;
    }
    return found;
}

/* Takes from the widest of some columns of words, whose cells get more lines, until they fit into
 * room; whether they do. */
static bool columns_narrow(struct layout *l, size_t first, size_t end, size_t least, size_t room) {
    while (columns_width(l, first, end) > room) {
        size_t c = column_to_narrow(l, first, end, least);
        if (c == end)
            return false;
        l->widths[c]--;
    }
    return true;
}

/* A column of words without a heading speaks of the column before it. */
static size_t group_end(const struct table *t, size_t c) {
    do
        c++;
    while (c < t->n_columns && t->columns[c].align == TABLE_LEFT && !*t->columns[c].heading);
    return c;
}

/* The first column that does not fit beside the keys and the columns from l->first on. */
static size_t piece_end(struct layout *l) {
    enum { NARROWEST = 8 };
    size_t n_keys = l->table->n_keys, all = columns_width(l, 0, n_keys), end = l->first;
    while (end < l->table->n_columns) {
        size_t next = group_end(l->table, end);
        if (end == l->first && all < l->room)
            columns_narrow(l, end, next, NARROWEST, l->room - all);
        size_t more = columns_width(l, end, next);
        if (end > l->first && all + more > l->room)
            break;
        all += more;
        end = next;
    }
    return end;
}

/* Breaks the headings of what became narrow; returns the lines of the tallest that is shown. */
static size_t headings_finish(struct layout *l) {
    size_t most = 0;
    for (size_t c = 0; c < l->table->n_columns; c++) {
        if (l->table->columns[c].align == TABLE_LEFT && l->widths[c])
            l->headings[c] = heading_break(l->arena, l->headings[c], l->widths[c]);
        size_t lines = heading_lines(l->headings[c]);
        most = lines > most ? lines : most;
    }
    return most;
}

/* ---- printing ---- */

static void line_end(struct text *out) {
    while (out->length > 0 && out->bytes[out->length - 1] == ' ')
        out->bytes[--out->length] = '\0';
    text_add(out, "\n");
}

/* Begins the place of a column on the line, unless it is left out. */
static bool column_begin(const struct layout *l, size_t c, struct text *out) {
    bool shown = l->widths[c] && (c < l->table->n_keys || (l->first <= c && c < l->end));
    if (shown)
        spaces_add(out, c ? GAP : 0);
    return shown;
}

static void cell_print(const struct layout *l, size_t c, const char *text, size_t length,
                       struct text *out) {
    size_t used, wide = text_width_up_to(text, length, SIZE_MAX, &used);
    size_t space = l->widths[c] > wide ? l->widths[c] - wide : 0;
    bool right = l->table->columns[c].align == TABLE_RIGHT;
    spaces_add(out, right ? space : 0);
    text_add_n(out, text, length);
    spaces_add(out, right ? 0 : space);
}

/* Prints a line of the headings, unless there is none here so far up. */
static void heading_print(const struct layout *l, size_t line, struct text *out) {
    size_t before = out->length;
    spaces_add(out, l->indent);
    for (size_t c = 0; c < l->table->n_columns; c++) {
        size_t length;
        const char *start = heading_line(l->headings[c], line, &length);
        if (column_begin(l, c, out))
            cell_print(l, c, start, length, out);
    }
    line_end(out);
    if (out->length == before + 1)
        out->bytes[out->length = before] = '\0';
}

/* Prints what a cell of words has for this line, and moves on behind it. A colour ends with its
 * line; further lines stand to the right of the first. */
static void words_print(const struct layout *l, size_t c, const char *cell, const char **rest,
                        struct text *out) {
    enum { SHIFT = 2 };
    size_t colour = text_colour_length(cell), shift = *rest == cell ? 0 : strspn(cell, " ") + SHIFT;
    size_t room = l->widths[c] > shift ? l->widths[c] - shift : 1;
    size_t length = text_line(*rest, room);
    const char *words =
        arena_format(l->arena, "%*s%.*s%.*s%s", (int)shift, "", shift ? (int)colour : 0, cell,
                     (int)length, *rest, colour && (*rest)[length] ? "\033[0m" : "");
    cell_print(l, c, words, strlen(words), out);
    *rest += length;
    *rest += strspn(*rest, " ");
}

static void row_print(const struct layout *l, const char *const *cells, struct text *out) {
    size_t n = l->table->n_columns;
    const char **rest = arena_array(l->arena, n, sizeof *rest);
    memcpy(rest, cells, n * sizeof *rest);
    for (bool more = true; more;) {
        more = false;
        spaces_add(out, l->indent);
        for (size_t c = 0; c < n; c++) {
            if (!column_begin(l, c, out))
                continue;
            if (l->table->columns[c].align == TABLE_LEFT) {
                words_print(l, c, cells[c], &rest[c], out);
            } else {
                cell_print(l, c, rest[c], strlen(rest[c]), out);
                rest[c] = "";
            }
            more = more || *rest[c];
        }
        line_end(out);
    }
}

/* Whether a row says something beside its keys, in the columns from first to before end. */
static bool row_speaks(const char *const *cells, size_t first, size_t end) {
    for (size_t c = first; c < end; c++)
        if (*cells[c])
            return true;
    return false;
}

static void piece_print(struct layout *l, struct text *out) {
    const struct table *t = l->table;
    size_t section = 0;
    for (size_t line = l->lines; line-- > 0;)
        heading_print(l, line, out);
    for (size_t row = 0; row < t->n_cells / t->n_columns; row++) {
        const char *const *cells = t->cells + row * t->n_columns;
        for (; section < t->n_sections && t->sections[section].row == row; section++) {
            spaces_add(out, l->indent);
            text_wrap(out, t->sections[section].words, l->indent, l->indent, l->indent + l->room);
            text_add(out, "\n");
        }
        bool elsewhere = row_speaks(cells, t->n_keys, t->n_columns);
        if (row_speaks(cells, l->first, l->end) || !elsewhere)
            row_print(l, cells, out);
    }
}

static void pieces_print(struct layout *l, struct text *out) {
    size_t n = l->table->n_columns;
    enum { NARROWEST = 8 };
    columns_narrow(l, 0, l->table->n_keys, NARROWEST, l->room / 2);
    for (l->first = l->table->n_keys; l->first < n; l->first = l->end) {
        text_add(out, l->first > l->table->n_keys ? "\n" : "");
        l->end = piece_end(l);
        piece_print(l, out);
    }
}

/* What does not fit at its full width gets cells of several lines while they are not narrow, else
 * stands in pieces below each other. */
static bool table_fits(struct layout *l) {
    enum { NARROWEST = 24 };
    size_t n = l->table->n_columns;
    if (columns_width(l, 0, n) <= l->room)
        return true;
    headings_narrow(l);
    size_t *full = arena_array(l->arena, n, sizeof *full);
    memcpy(full, l->widths, n * sizeof *full);
    if (columns_narrow(l, 0, n, NARROWEST, l->room))
        return true;
    memcpy(l->widths, full, n * sizeof *full);
    return false;
}

static struct layout layout_of(struct table *t, size_t indent, size_t width) {
    struct layout l = {.table = t,
                       .headings = arena_array(&t->arena, t->n_columns, sizeof *l.headings),
                       .widths = arena_array(&t->arena, t->n_columns, sizeof *l.widths),
                       .arena = &t->arena,
                       .indent = indent,
                       .room = width > indent ? width - indent : 1,
                       .end = t->n_columns};
    for (size_t c = 0; c < t->n_columns; c++) {
        l.headings[c] = t->columns[c].heading;
        l.widths[c] = column_width(t, c, l.headings[c]);
    }
    return l;
}

size_t table_width(struct table *t) {
    struct layout l = layout_of(t, 0, 0);
    return columns_width(&l, 0, t->n_columns);
}

void table_print(struct table *t, struct text *out, size_t indent, size_t width) {
    while (t->n_cells % t->n_columns != 0)
        table_add(t, "%s", "");
    struct layout l = layout_of(t, indent, width);
    bool whole = table_fits(&l) || t->n_keys >= t->n_columns;
    l.lines = headings_finish(&l);
    if (whole)
        piece_print(&l, out);
    else
        pieces_print(&l, out);
}
