/* SPDX-License-Identifier: GPL-3.0-or-later
 * sojourn theory time-varying: a scenario's day by the formulas for changing calls and staff. */
#ifndef CLI_THEORY_DAY_H
#define CLI_THEORY_DAY_H

#include "cli/command.h"

enum exit_status theory_day_run(const struct arguments *a);

#endif
