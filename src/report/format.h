/* SPDX-License-Identifier: GPL-3.0-or-later
 * Numbers as people read them: 83.1 %, 2:14, 1834; with their interval in brackets. */
#ifndef REPORT_FORMAT_H
#define REPORT_FORMAT_H

#include "base/arena.h"
#include "study/results.h"

/* Each returns a text in arena a. Decimals are as many as the interval's width makes meaningful. */

/* "83.1 % (82.5-83.7)", "2:14 (2:10-2:19)", "1834 (1831-1838)" by the unit of the measure; "-" for
 * NAN; no brackets where there is no interval, or nothing varies. */
const char *format_estimate(struct arena *a, struct estimate e, const char *unit);
/* The value alone, to the same decimals. */
const char *format_value(struct arena *a, struct estimate e, const char *unit);
/* The same shorter: "83.1 ±0.6 %", "2:14 ±0:05"; of an uneven interval the longer
 * side, and where that would reach below 0 as format_estimate. */
const char *format_around(struct arena *a, struct estimate e, const char *unit);
/* A difference, with its sign: "+1.2 pts (+0.8 to +1.6)", "-0:12 (-0:14 to -0:10)". */
const char *format_difference(struct arena *a, struct estimate e, const char *unit);
/* The same shorter: "+1.2 ±0.4 pts", "-0:12 ±0:02"; of an uneven interval the longer side. */
const char *format_change(struct arena *a, struct estimate e, const char *unit);
/* "83.1 %", "90 %" when whole, "0.04 %" when small. */
const char *format_share(struct arena *a, double share);
/* Seconds as "2.3 s" below ten, then "0:14", "12:05", "1:02:03", from a day up "2 d 4 h". */
const char *format_wait(struct arena *a, double seconds);
/* To three digits, none lost before the point. */
const char *format_number(struct arena *a, double x);
/* "1 day", "2 days": the word in its plain form, which takes an s. */
const char *format_count(struct arena *a, size_t n, const char *word);
/* Seconds since midnight as "08:30"; a day later begins again at "00:00". */
const char *format_clock(struct arena *a, double seconds);
/* The same with seconds, "08:30:12". */
const char *format_clock_seconds(struct arena *a, double seconds);

#endif
