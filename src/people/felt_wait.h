/* SPDX-License-Identifier: GPL-3.0-or-later
 * Mechanism M4: how long a wait feels. Felt time runs at a rate of its own while somebody waits,
 * and he leaves once it exceeds his patience, which is a budget of felt time. With an exponential
 * budget a factor on the rate is a factor on the hazard of leaving. */
#ifndef PEOPLE_FELT_WAIT_H
#define PEOPLE_FELT_WAIT_H

#include <stdbool.h>

/* What people who wait in a place are told. */
enum felt_news { NEWS_NOTHING, NEWS_ESTIMATE, NEWS_POSITION };

struct felt_wait {
    bool on;
    double uninformed; /* felt seconds a second of an idle wait of which nothing is told */
    double estimate;   /* factor once the wait has been estimated for him */
    double position;   /* factor where his position is told again and again */
    double occupied;   /* factor while he has something to do */
    double seated;     /* factor in a seat of a place */
    double standing;   /* factor for who has found none */
    double heat;       /* more by this share for each degree above 26 */
    double crowd; /* felt at once, of the wait expected, for each person seen waiting per server */
    double expected;  /* s of felt wait that people expect */
    double overtaken; /* felt s at once as somebody who came later is served first, unseen why */
    double last;      /* factor while he sees that he is the last of his line */
    double switches;  /* how many times as readily he then goes to a shorter line */
};

/* Of somebody who joins a line; factors of 1 where a thing is not known. */
struct felt_conditions {
    enum felt_news news;
    bool occupied, placed, seated;
    double care; /* what the place has for people who wait: patience lasts so many times as long */
    double standing; /* the place's own factor on the patience of those who stand; 0: none */
};

/* Felt seconds a second for him, heat and place in line aside. What occupies him and how he sits
 * are capped together. */
double felt_rate(const struct felt_wait *p, const struct felt_conditions *c);
/* Factor of heat; per_degree: the place's own share a degree above `above`, 0: none. */
double felt_heat(const struct felt_wait *p, double temperature, double above, double per_degree);

#endif
