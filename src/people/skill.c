/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "people/skill.h"

#include <math.h>

double skill_after(const struct skill *s, double months, double experienced) {
    double month = 1 + fmax(0, months) / (1 - s->peers * experienced);
    return fmin(1, s->first_month * pow(month, s->learning));
}
