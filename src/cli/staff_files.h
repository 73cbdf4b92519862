/* SPDX-License-Identifier: GPL-3.0-or-later
 * The output folder of staff. */
#ifndef CLI_STAFF_FILES_H
#define CLI_STAFF_FILES_H

#include "base/output.h"
#include "cli/options.h"
#include "report/staff_report.h"

/* Every file and folder that staff_files may write, ended by NULL; the first is always there. */
extern const char *const staff_file_names[];
/* Writes them and gives the folder its name. False with a finding, and no folder. */
bool staff_files(const struct staff_report *r, const struct arguments *a, struct output *o,
                 struct diag *d);

#endif
