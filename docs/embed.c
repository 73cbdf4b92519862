/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sojourn inside another program: what would two more agents do?
 *   cc -fopenmp -Iinclude docs/embed.c build/release/libsojourn.a -lgsl -lgslcblas -lcjson -lm
 *   ./a.out scenarios/erlang-a.json */
#include <stdio.h>

#include "sojourn.h"

static void print_messages(const struct sojourn *s) {
    for (size_t i = 0; i < sojourn_message_count(s); i++) {
        struct sojourn_message m = sojourn_message(s, i);
        fprintf(stderr, "%s:%zu:%zu: %s: %s\n", m.file ? m.file : "-", m.line, m.column, m.path,
                m.text);
    }
}

int main(int argc, char **argv) {
    struct sojourn *s = sojourn_new();
    bool good = argc == 2 && sojourn_load(s, argv[1]);
    for (int round = 0; good && round < 2; round++) {
        struct sojourn_value wait;
        good = (round == 0 || sojourn_set(s, "staff.agents.count=+2")) && sojourn_run(s, NULL) &&
               sojourn_read(s, "stations.phones.asa", &wait);
        if (good)
            printf("answered after %.1f s (%.1f to %.1f)\n", wait.value, wait.low, wait.high);
    }
    print_messages(s);
    sojourn_free(s);
    return good ? 0 : 1;
}
