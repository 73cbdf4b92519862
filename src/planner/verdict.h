/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a difference of two variants says. */
#ifndef PLANNER_VERDICT_H
#define PLANNER_VERDICT_H

#include <stddef.h>

#include "study/results.h"

enum change_verdict {
    CHANGE_UNKNOWN, /* one of the two has no value, or there is no interval */
    CHANGE_NONE,    /* the same in every replication */
    CHANGE_BETTER,  /* the interval lies on the better side of nought */
    CHANGE_WORSE,   /* on the other side */
    CHANGE_HIGHER,  /* likewise where neither side is the better one */
    CHANGE_LOWER,
    CHANGE_NOT_SHOWN, /* nought lies in the interval, or all only coincide */
    CHANGE_VERDICTS
};

/* "better", "no difference shown", ... */
extern const char *const change_words[CHANGE_VERDICTS];

struct change_finding {
    struct estimate difference; /* of the variant less what it is compared with */
    enum change_verdict verdict;
    double needed; /* CHANGE_NOT_SHOWN: so many days would show a difference of this size */
};

/* good: an enum measure_good. values: the two whose difference it is. days: those it is from. An
 * interval's width goes as one over the square root of the days, so that a difference D known to
 * within H from n days needs about n (H / D)^2 of them. */
struct change_finding change_judge(struct estimate difference, int good, double of, double from,
                                   size_t days);

/* Equal in every replication, but of things that do differ: shows nothing, and has no interval. For
 * shares that are all or nothing in both, and of days, which few days may have alike by chance. */
void change_coincides(struct change_finding *f);

#endif
