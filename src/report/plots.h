/* SPDX-License-Identifier: GPL-3.0-or-later
 * Plots: gnuplot scripts and their data, which a user can edit and run again in their folder. */
#ifndef REPORT_PLOTS_H
#define REPORT_PLOTS_H

#include "report/report.h"

/* Writes into plots/ of the output what applies to the scenario (a steady state has no day). The
 * names of the scripts ("day.gp") are put into scripts, ended by NULL, in the arena of the output.
 * False with a finding when something cannot be written. */
bool report_plots(const struct report *r, struct output *o, const char *const **scripts,
                  struct diag *d);

enum gnuplot_end { GNUPLOT_DONE, GNUPLOT_MISSING, GNUPLOT_FAILED };

/* Runs the program gnuplot on a script in its folder. What it complains about stands in
 * <script>.log there when it failed. */
enum gnuplot_end gnuplot_run(const char *folder, const char *script);

#endif
