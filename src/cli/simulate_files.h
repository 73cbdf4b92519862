/* SPDX-License-Identifier: GPL-3.0-or-later
 * The output folder of simulate. */
#ifndef CLI_SIMULATE_FILES_H
#define CLI_SIMULATE_FILES_H

#include "base/output.h"
#include "cli/options.h"
#include "report/report.h"
#include "study/study.h"

/* Every file and folder that simulate_files may write, ended by NULL; the first is always there. */
extern const char *const simulate_file_names[];
/* Writes every file that the options ask for and gives the folder its name. False with a finding,
 * and no folder. Notes (no gnuplot) go to standard error unless --quiet. */
bool simulate_files(const struct report *r, const struct model *m,
                    const struct study_options *options, const struct arguments *a,
                    struct output *o, struct diag *d);

#endif
