/* SPDX-License-Identifier: GPL-3.0-or-later
 * What may be a name: anything a person would type in a path of names joined by dots. */
#include <string.h>

#include "base/text.h"
#include "scenario/reading.h"

enum { LONGEST_NAME = 100 };

const char *name_fault(const char *name) {
    size_t n = strlen(name);
    if (n == 0) {
        return "must not be empty";
    }
    if (n > LONGEST_NAME) {
        return "must not be longer than 100 bytes";
    }
    if (strchr(name, '.')) {
        return "must not hold '.', which joins names into paths";
    }
    if (name[0] == ' ' || name[n - 1] == ' ') {
        return "must not begin or end with a space";
    }
    return text_has_control(name) ? "must not hold control characters" : NULL;
}

const char *label_fault(const char *name) {
    static const char *const taken[] = {"next", "exit", "message"};
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
        if (strcmp(name, taken[i]) == 0) {
            return "must not be 'next', 'exit' or 'message', which say where to go";
        }
    }
    return name_fault(name);
}

const char *station_name_fault(const char *name) {
    return strchr(name, '/') ? "of a station must not hold '/', which joins it with a skill"
                             : label_fault(name);
}
