/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <spawn.h>
#include <stdbool.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/stop_flag.h"

extern char **environ;

static const double GRACE = 3; /* s from the interrupt to the kill */

static double clock_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void process_pause(double seconds) {
    struct timespec t = {.tv_nsec = (long)(1e9 * seconds)};
    nanosleep(&t, NULL);
}

static pid_t process_start(char *const *arguments, const char *log) {
    pid_t child = -1;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    /* A caller in the background may have the interrupt ignored; the child must heed ours. */
    sigset_t heeded;
    sigemptyset(&heeded);
    sigaddset(&heeded, SIGINT);
    posix_spawnattr_setsigdefault(&attributes, &heeded);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_TRUNC,
                                     0666);
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    if (posix_spawnp(&child, arguments[0], &actions, &attributes, arguments, environ) != 0)
        child = -1;
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return child;
}

/* Whether the child has ended, before the moment `until` or the stop flag. */
static bool process_wait(pid_t child, double until, const volatile sig_atomic_t *stop,
                         int *status) {
    double nap = 0.0005; /* s; longer and longer, so that short runs are not kept waiting */
    for (;;) {
        pid_t ended = waitpid(child, status, WNOHANG);
        if (ended == child || (ended < 0 && errno != EINTR))
            return true;
        if (clock_now() >= until || stop_flag_is_set(stop))
            return false;
        process_pause(nap);
        nap = fmin(2 * nap, 0.02);
    }
}

/* The child and all that it started: a script that ends at once may leave a program of its own
 * behind, and a shell's program in the background ignores the interrupt. */
static void process_interrupt(pid_t child, int *status) {
    double until = clock_now() + GRACE;
    kill(-child, SIGINT);
    bool ended = process_wait(child, until, NULL, status);
    while (ended && kill(-child, 0) == 0 && clock_now() < until)
        process_pause(0.02);
    kill(-child, SIGKILL);
    if (!ended)
        process_wait(child, HUGE_VAL, NULL, status);
}

struct process process_run(char *const *arguments, const char *log, double seconds,
                           const volatile sig_atomic_t *stop) {
    int status = 0;
    pid_t child = process_start(arguments, log);
    if (child <= 0)
        return (struct process){.end = PROCESS_MISSING};
    if (!process_wait(child, clock_now() + seconds, stop, &status)) {
        bool stopped = stop_flag_is_set(stop);
        process_interrupt(child, &status);
        return (struct process){.end = stopped ? PROCESS_STOPPED : PROCESS_TIMED_OUT};
    }
    if (WIFSIGNALED(status))
        return (struct process){.end = PROCESS_SIGNALLED, .code = WTERMSIG(status)};
    return (struct process){.end = PROCESS_EXITED, .code = WEXITSTATUS(status)};
}
