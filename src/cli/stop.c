/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/stop.h"

#include <stddef.h>
#include <time.h>

#include "base/stop_flag.h"

/* A signal handler can reach nothing but static variables. */
static volatile sig_atomic_t stop_asked;
static time_t asked_at;

enum { SAME_WISH_S = 1 }; /* timeout(1) sends its signal twice, to the child and to its group */

static void ask_to_stop(int number) {
    if (stop_flag_is_set(&stop_asked) && time(NULL) - asked_at > SAME_WISH_S) {
        signal(number, SIG_DFL);
        raise(number);
    }
    if (!stop_flag_is_set(&stop_asked))
        asked_at = time(NULL);
    stop_flag_set(&stop_asked);
}

const volatile sig_atomic_t *stop_on_signal(void) {
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = ask_to_stop};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction before;
        sigaction(numbers[i], NULL, &before);
        if (before.sa_handler != SIG_IGN) /* nohup */
            sigaction(numbers[i], &action, NULL);
    }
    return &stop_asked;
}
