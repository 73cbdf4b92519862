/* SPDX-License-Identifier: GPL-3.0-or-later
 * Mechanism M3, what time in the job does: a power curve of learning, up to proficient. */
#ifndef PEOPLE_SKILL_H
#define PEOPLE_SKILL_H

#include <stdbool.h>

#define SKILL_MONTH       (365.25 / 12) /* days */
#define SKILL_EXPERIENCED 12.0          /* months from which somebody helps others learn */

struct skill {
    bool on;
    double first_month; /* speed in the first month, of a proficient person's */
    double learning;    /* exponent of the months */
    double peers;       /* so much shorter, as a share, among experienced people alone */
};

/* Speed of somebody who has been there for so many months, 1: proficient; experienced: share of his
 * colleagues who are. */
double skill_after(const struct skill *s, double months, double experienced);

#endif
