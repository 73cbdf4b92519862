/* SPDX-License-Identifier: GPL-3.0-or-later
 * The file that --write names: looked at before the work, written after it. */
#ifndef CLI_PATCH_FILE_H
#define CLI_PATCH_FILE_H

#include "base/diag.h"
#include "base/text.h"

/* Whether a file of this name could be written; changes nothing. file NULL: nothing is asked, true.
 * False with a finding: it is a folder, its folder is not there, may not be written, or it holds
 * something else than an earlier plan. */
bool patch_file_ready(const char *file, struct diag *d);
/* Writes it. False with a finding. */
bool patch_file_write(const char *file, const struct text *patch, struct diag *d);

#endif
