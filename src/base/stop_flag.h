/* SPDX-License-Identifier: GPL-3.0-or-later
 * A flag that ends long work early, set by a signal handler or by another thread. */
#ifndef BASE_STOP_FLAG_H
#define BASE_STOP_FLAG_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

/* Whether it is set; NULL: never. A volatile read alone would be a race between threads; the flag's
 * type is that of the public header, which C++ reads too, so that the compiler's own atomic access
 * (GCC, Clang) stands in for C11's _Atomic. */
static inline bool stop_flag_is_set(const volatile sig_atomic_t *stop) {
    return stop != NULL && __atomic_load_n(stop, __ATOMIC_RELAXED) != 0;
}

static inline void stop_flag_set(volatile sig_atomic_t *stop) {
    __atomic_store_n(stop, 1, __ATOMIC_RELAXED);
}

#endif
