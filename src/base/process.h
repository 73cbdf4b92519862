/* SPDX-License-Identifier: GPL-3.0-or-later
 * Another program, run to its end, its words kept in a file. */
#ifndef BASE_PROCESS_H
#define BASE_PROCESS_H

#include <signal.h>

enum process_end {
    PROCESS_EXITED,    /* by itself, with a status */
    PROCESS_SIGNALLED, /* a signal ended it, and none of ours */
    PROCESS_MISSING,   /* there is no such program on PATH, or it cannot be started */
    PROCESS_TIMED_OUT,
    PROCESS_STOPPED /* by the stop flag */
};

struct process {
    enum process_end end;
    int code; /* PROCESS_EXITED: the exit status; PROCESS_SIGNALLED: the signal */
};

/* Runs arguments[0], looked for on PATH, with arguments (ended by NULL), its standard output and
 * error in the file log. In a process group of its own: Ctrl-C is meant for the caller. After
 * seconds (HUGE_VAL: never), or when *stop is set (NULL: never), it is interrupted, given three
 * seconds to write what it has, and killed, with all that it started in its group. */
struct process process_run(char *const *arguments, const char *log, double seconds,
                           const volatile sig_atomic_t *stop);

#endif
