/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/plots_run.h"

#include <stdio.h>

#include "cli/notice.h"
#include "report/plots.h"

void plots_run(struct output *o, const char *const *scripts, bool quiet) {
    const char *folder = output_path(o, "plots");
    for (; *scripts; scripts++) {
        enum gnuplot_end end = gnuplot_run(folder, *scripts);
        if (end == GNUPLOT_DONE)
            continue;
        if (!quiet && end == GNUPLOT_MISSING)
            notice("gnuplot is not installed: plots/ holds the scripts without their "
                   "pictures");
        if (!quiet && end == GNUPLOT_FAILED)
            notice("gnuplot failed on plots/%s: see plots/%s.log", *scripts, *scripts);
        if (end == GNUPLOT_MISSING)
            break;
    }
}
