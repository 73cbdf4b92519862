/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/stop.h"

#include <stddef.h>

/* A signal handler can reach nothing but a static variable. */
static volatile sig_atomic_t stop_asked;

static void ask_to_stop(int number) {
    (void)number;
    stop_asked = 1;
}

const volatile sig_atomic_t *stop_on_signal(void) {
    struct sigaction action = {.sa_handler = ask_to_stop, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    return &stop_asked;
}
