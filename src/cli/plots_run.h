/* SPDX-License-Identifier: GPL-3.0-or-later
 * Pictures from the scripts in an output folder. */
#ifndef CLI_PLOTS_RUN_H
#define CLI_PLOTS_RUN_H

#include <stdbool.h>

#include "base/output.h"

/* Runs gnuplot on the scripts (names ended by NULL) in the output's plots/. Plots are a help, not a
 * result: a gnuplot that is missing or fails costs a note on standard error, unless quiet. */
void plots_run(struct output *o, const char *const *scripts, bool quiet);

#endif
