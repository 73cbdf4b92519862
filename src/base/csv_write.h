/* SPDX-License-Identifier: GPL-3.0-or-later
 * Cells of a CSV file that is written (RFC 4180). */
#ifndef BASE_CSV_WRITE_H
#define BASE_CSV_WRITE_H

#include <stdio.h>

/* In quotes where it has to be. */
void csv_text(FILE *out, const char *text);
/* To nine digits; an empty cell for what is no number. */
void csv_number(FILE *out, double x);

#endif
