/* SPDX-License-Identifier: GPL-3.0-or-later
 * Quantities as people write them, to and from seconds, per second and shares. Every parser takes
 * the whole text, without spaces, and returns NULL or what is wrong with it, in words that follow
 * the quoted text ("needs a unit: ms, s, m, h or d"). */
#ifndef BASE_UNITS_H
#define BASE_UNITS_H

#include <stddef.h>

struct text;

enum { DAY_SECONDS = 86400 };

/* "20s" "3m" "1h30m" "2d" "500ms" "-3s" -> seconds. */
const char *duration_parse(const char *text, double *seconds);
/* "8:30" "08:30" "24:00" "26:15" "07:00:30" -> seconds since midnight, at most 99:59. */
const char *time_of_day_parse(const char *text, double *seconds);
/* "120/h" with /s, /m or /min, /h, /d -> per second. */
const char *rate_parse(const char *text, double *per_second);
/* "35%" "0.35" -> 0.35. */
const char *share_parse(const char *text, double *share);
/* A decimal number as JSON writes them, -2.5e3. */
const char *number_parse(const char *text, double *number);

/* "1h30m", "20s", "2.5s", "45ms": adds what duration_parse reads back, to 12 digits. */
void duration_add(struct text *t, double seconds);
/* "08:30", with seconds only where there are any. */
void time_of_day_add(struct text *t, double seconds);

#endif
