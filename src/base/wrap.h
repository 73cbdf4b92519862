/* SPDX-License-Identifier: GPL-3.0-or-later
 * Texts in the columns of a terminal: how wide they are, and lines of a given width. */
#ifndef BASE_WRAP_H
#define BASE_WRAP_H

#include <stddef.h>

#include "base/text.h"

/* Columns that a terminal uses for a UTF-8 text: none for combining marks and colour codes, two for
 * the wide letters of East Asia. Bytes that are no UTF-8 count one each. */
size_t text_width(const char *text);
/* The same of the first length bytes; stops before passing limit columns and says after how many
 * bytes in *used. */
size_t text_width_up_to(const char *text, size_t length, size_t limit, size_t *used);
/* Bytes of a colour code "ESC [ ... m" that begins here, 0 when none does. */
size_t text_colour_length(const char *text);
/* Adds the text, cut with "…" where it is wider than width columns; returns the columns added. */
size_t text_cut(struct text *out, const char *text, size_t width);
/* Bytes of the text's first line when lines have width columns: up to a space if there is one, else
 * behind a mark that joins words, else as much as fits. At least one of a text that is not "". */
size_t text_line(const char *text, size_t width);
/* Adds the text, which holds no line end, broken at spaces, not before a "%", into lines of at most
 * width columns, each after indent spaces; a word that is wider than a line is broken too. The
 * first line begins where out stands; out's last line is taken to be first columns wide so far. */
void text_wrap(struct text *out, const char *text, size_t first, size_t indent, size_t width);
/* The same from the begin of a line; words wider than a line stick out, whole, so that they can be
 * copied: places of files, commands. */
void text_wrap_whole(struct text *out, const char *text, size_t indent, size_t width);
/* Adds the lines; one that is wider than width is broken, what follows stands to the right of its
 * begin. */
void text_lines_fit(struct text *out, const char *lines, size_t width);

#endif
