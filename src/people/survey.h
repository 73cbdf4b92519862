/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a manager sees of the experience of customers and of the quality of staff: a survey that
 * some answer, and a sample of a few contacts of each person. Neither changes anything. */
#ifndef PEOPLE_SURVEY_H
#define PEOPLE_SURVEY_H

#include <stdbool.h>
#include <stddef.h>

struct survey {
    bool on;
    double answers;  /* share of those whose score is in the middle */
    double extremes; /* how much likelier somebody answers whose score is 0 or 1 */
    double noise;    /* standard deviation of what he says about his score */
};

/* Chance that somebody with this score answers. */
double survey_answers(const struct survey *p, double score);
/* What he says, 0 to 1; z: a standard normal number. */
double survey_says(const struct survey *p, double score, double z);

struct quality_sample {
    bool on;
    size_t contacts; /* of each person a month that somebody listens to */
    double points;   /* difference that is taken to mean something, as a share */
};

/* The chance that two people who are equally good, both doing right by a share of their contacts,
 * come out of a month's sample of n each at least so many points (as a share) apart. Exact:
 * binomial. */
double quality_sample_differs(size_t n, double share, double points);

#endif
