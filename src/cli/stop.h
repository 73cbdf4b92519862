/* SPDX-License-Identifier: GPL-3.0-or-later
 * Ctrl-C ends a run early and in order; a second one ends the program at once. */
#ifndef CLI_STOP_H
#define CLI_STOP_H

#include <signal.h>

/* From here on, SIGINT and SIGTERM set the flag that is returned. */
const volatile sig_atomic_t *stop_on_signal(void);

#endif
