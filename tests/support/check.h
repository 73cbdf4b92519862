/* SPDX-License-Identifier: GPL-3.0-or-later
 * What every test includes: cmocka, and comparisons of doubles (cmocka's own round to float). */
#ifndef SUPPORT_CHECK_H
#define SUPPORT_CHECK_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* Fails unless got is within rel * max(1e-300, |want|) of want; NaN never is. */
#define check_close(got, want, rel) check_close_at((got), (want), (rel), #got, __FILE__, __LINE__)
/* Fails unless |got - want| <= tolerance. */
#define check_near(got, want, tolerance)                                                           \
    check_near_at((got), (want), (tolerance), #got, __FILE__, __LINE__)

static inline void check_near_at(double got, double want, double tolerance, const char *what,
                                 const char *file, int line) {
    if (!(fabs(got - want) <= tolerance)) {
        print_error("%s is %.17g, not %.17g +- %g\n", what, got, want, tolerance);
        _fail(file, line);
    }
}

static inline void check_close_at(double got, double want, double rel, const char *what,
                                  const char *file, int line) {
    check_near_at(got, want, rel * fmax(1e-300, fabs(want)), what, file, line);
}

#endif
