/* SPDX-License-Identifier: GPL-3.0-or-later
 * Ctrl-C ends a run early and in order; another one, more than a second later, ends the program at
 * once. */
#ifndef CLI_STOP_H
#define CLI_STOP_H

#include <signal.h>

/* From here on, SIGINT, SIGTERM and SIGHUP set the flag that is returned, unless the caller of the
 * program had them ignored. */
const volatile sig_atomic_t *stop_on_signal(void);

#endif
