/* SPDX-License-Identifier: GPL-3.0-or-later
 * sojourn theory priority: classes of customers in order of priority. */
#ifndef CLI_THEORY_PRIORITY_H
#define CLI_THEORY_PRIORITY_H

#include "cli/command.h"

enum exit_status theory_priority_run(const struct arguments *a);

#endif
