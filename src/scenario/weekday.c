/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/weekday.h"

#include <string.h>

const char *const weekday_names[WEEKDAYS] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

static unsigned weekday_find(const char *text, size_t length) {
    unsigned i = 0;
    while (i < WEEKDAYS && !(length == 3 && strncmp(weekday_names[i], text, length) == 0)) {
        i++;
    }
    return i;
}

const char *weekdays_parse(const char *text, unsigned *first, unsigned *n) {
    size_t length = strcspn(text, "-");
    const char *end = text[length] == '-' ? text + length + 1 : text;
    *first = weekday_find(text, length);
    unsigned last = end == text ? *first : weekday_find(end, strlen(end));
    if (*first == WEEKDAYS || last == WEEKDAYS) {
        return "is no weekday: mon, tue, wed, thu, fri, sat, sun, or a range such as tue-fri";
    }
    *n = (last + WEEKDAYS - *first) % WEEKDAYS + 1;
    return NULL;
}

unsigned weekdays_set(unsigned first, unsigned n) {
    unsigned set = 0;
    for (unsigned i = 0; i < n; i++) {
        set |= 1U << (first + i) % WEEKDAYS;
    }
    return set;
}

void weekdays_add(struct text *t, unsigned set) {
    for (unsigned i = 0; i < WEEKDAYS; i++) {
        if (set >> i & 1) {
            set &= ~(1U << i);
            text_printf(t, "%s%s", weekday_names[i],
                        set == 0                 ? ""
                        : (set & (set - 1)) == 0 ? " and "
                                                 : ", ");
        }
    }
}

unsigned horizon_weekdays(const struct horizon *h) {
    unsigned set = 0;
    for (size_t day = 0; day < h->days && day < h->n_weekdays; day++) {
        set |= 1U << horizon_weekday(h, day);
    }
    return set;
}
