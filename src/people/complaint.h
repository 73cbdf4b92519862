/* SPDX-License-Identifier: GPL-3.0-or-later
 * Mechanism M8, complaints: who says that a contact was bad, and what is made of it. */
#ifndef PEOPLE_COMPLAINT_H
#define PEOPLE_COMPLAINT_H

#include <stdbool.h>

struct complaints {
    bool on;
    double trivial; /* logit of complaining of a bad contact of severity 0 */
    double severe;  /* more at severity 1 */
    /* Shares of complaints in whose handling each step is done. */
    double listen, apology, authority, compensation, follow_up;
    double ceiling;   /* share that ends to the customer's content with all steps done */
    double satisfies; /* added to the score of a contact that ends so */
    double binds;     /* and to loyalty */
};

/* 0, trivial, for a score just below SCORE_LOW, to 1, as bad as it gets, for one of 0. */
double complaint_severity(double score);
/* Chance that who had so bad a contact complains. */
double complaint_chance(const struct complaints *p, double severity);
/* Share of complaints that end to the customer's content: each step that is left out takes its
 * part. */
double complaint_closes(const struct complaints *p);

#endif
