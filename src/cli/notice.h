/* SPDX-License-Identifier: GPL-3.0-or-later
 * Notes, warnings and errors on standard error: for a person at a terminal broken at words, for a
 * log, an editor or a script a line each. */
#ifndef CLI_NOTICE_H
#define CLI_NOTICE_H

#include "base/text.h"

/* Columns of a line on standard error, at most REPORT_WIDTH; SIZE_MAX where no terminal shows it.
 */
size_t notice_width(void);
/* Prints a text that holds no line end, as a line: control characters as "?", and where standard
 * error is a terminal broken into lines of its width. */
void notice_print(const char *line);
/* The same of a formatted text. */
void notice(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
