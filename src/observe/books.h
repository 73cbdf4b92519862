/* SPDX-License-Identifier: GPL-3.0-or-later
 * The three books and the laws of a replication, over the whole of it: warm-up, rivals and partial
 * stays included. Contacts, visits and customers balance exactly; Little's law, and busy time as
 * the sum of work, hold to 1e-9. A breach is a defect of the program. */
#ifndef OBSERVE_BOOKS_H
#define OBSERVE_BOOKS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "model/model.h"

struct contact_book {
    uint64_t began, ended[CONTACT_OUTCOMES], inside_at_end;
    uint64_t new_customers, helped, given_up, orbit_at_end;
    uint64_t askers, askers_gone; /* who made, or would have made, second contacts */
    uint64_t customers_inside_at_end;
    double stay, stay_area; /* customer-seconds: added up by customer, and over time */
};

struct visit_book {
    uint64_t began, ended[VISIT_OUTCOMES], inside_at_end;
    double stay, stay_area, wait, wait_area;
};

struct work_book {
    double work, busy_area; /* agent-seconds: by service, and over time */
};

/* Each adds what is wrong, with the figures, to why; true when nothing is. name: of the station or
 * group. */
bool contact_book_check(const struct contact_book *b, struct text *why);
bool visit_book_check(const struct visit_book *b, const char *name, struct text *why);
bool work_book_check(const struct work_book *b, const char *name, struct text *why);

#endif
