/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/books.h"

#include <inttypes.h>
#include <math.h>

/* Sums of 1e7 differences of times agree to about 1e-12; this leaves room and still sees one
 * customer in 1e8 left out. */
#define LAW_TOLERANCE 1e-9

static bool balanced(uint64_t in, uint64_t out, const char *book, const char *name,
                     struct text *why) {
    if (in == out) {
        return true;
    }
    text_printf(why, "%s%s%s: %" PRIu64 " in, %" PRIu64 " accounted for; ", book,
                name[0] ? " of " : "", name, in, out);
    return false;
}

static bool lawful(double by_one, double by_time, const char *law, const char *name,
                   struct text *why) {
    if (fabs(by_one - by_time) <= LAW_TOLERANCE * fmax(fabs(by_one), fabs(by_time))) {
        return true;
    }
    text_printf(why, "%s%s%s: %.17g by each, %.17g over time; ", law, name[0] ? " at " : "", name,
                by_one, by_time);
    return false;
}

static uint64_t total(const uint64_t *count, size_t n) {
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += count[i];
    }
    return sum;
}

bool contact_book_check(const struct contact_book *b, struct text *why) {
    bool contacts = balanced(b->began, total(b->ended, CONTACT_OUTCOMES) + b->inside_at_end,
                             "contacts", "", why);
    bool customers = balanced(b->new_customers + b->askers,
                              b->helped + b->given_up + b->askers_gone + b->orbit_at_end +
                                  b->customers_inside_at_end,
                              "customers", "", why);
    return lawful(b->stay, b->stay_area, "time inside", "", why) && contacts && customers;
}

bool visit_book_check(const struct visit_book *b, const char *name, struct text *why) {
    bool visits =
        balanced(b->began, total(b->ended, VISIT_OUTCOMES) + b->inside_at_end, "visits", name, why);
    bool stay = lawful(b->stay, b->stay_area, "time inside", name, why);
    return lawful(b->wait, b->wait_area, "waiting", name, why) && stay && visits;
}

bool work_book_check(const struct work_book *b, const char *name, struct text *why) {
    return lawful(b->work, b->busy_area, "busy time", name, why);
}
