/* SPDX-License-Identifier: GPL-3.0-or-later
 * Mechanism M7: what a contact was like for the customer, a score of 0 to 1 made of what he met,
 * each thing between -1, as bad as it gets, and 1. */
#ifndef PEOPLE_SCORE_H
#define PEOPLE_SCORE_H

#include <stdbool.h>
#include <stddef.h>

#define SCORE_LOW 0.5 /* below it a contact counts as a bad one */

struct score {
    bool on;
    double gain, loss;   /* of a wait by so much shorter, or longer, than expected */
    double expected;     /* s of felt wait that people expect of a contact */
    double seat;         /* of a seat found, and as much the other way of none */
    double care;         /* for each unit by which a place's care exceeds 1 */
    double sent_on;      /* of each service that left him to go on to another */
    double again;        /* off the score for each contact before this one */
    double usual, steep; /* score where nothing was good or bad, logit; and how it moves */
};

/* What he met so far. */
struct touches {
    size_t n;
    double sum, least, most, last;
};

/* v is taken between -1 and 1. */
void touches_add(struct touches *t, double v);

/* Values of what was met: a wait that felt so long where so long a one was expected, s; a service;
 * a place; services that did not do what they were for, before the last. */
double score_wait(const struct score *p, double expected, double felt);
double score_service(double courtesy, bool hostile);
double score_place(const struct score *p, double care, bool seated);
double score_sent_on(const struct score *p, size_t services);
/* The score of a contact; contacts: of this person so far, this one included (>= 1). */
double score_of(const struct score *p, const struct touches *t, size_t contacts);

#endif
