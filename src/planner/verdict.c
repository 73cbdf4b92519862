/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planner/verdict.h"

#include <math.h>

#include "observe/measure.h"

const char *const change_words[CHANGE_VERDICTS] = {
    [CHANGE_UNKNOWN] = "",
    [CHANGE_NONE] = "the same",
    [CHANGE_BETTER] = "better",
    [CHANGE_WORSE] = "worse",
    [CHANGE_HIGHER] = "higher",
    [CHANGE_LOWER] = "lower",
    [CHANGE_NOT_SHOWN] = "no difference shown",
};

/* Sums in another order differ in their last digits. */
#define ROUNDING 1e-12

static enum change_verdict direction(bool higher, int good) {
    if (good == GOOD_EITHER) {
        return higher ? CHANGE_HIGHER : CHANGE_LOWER;
    }
    return higher == (good == GOOD_HIGH) ? CHANGE_BETTER : CHANGE_WORSE;
}

struct change_finding change_judge(struct estimate d, int good, double of, double from,
                                   size_t days) {
    struct change_finding f = {d, CHANGE_UNKNOWN, NAN};
    double half = (d.high - d.low) / 2, noise = ROUNDING * fmax(fabs(of), fabs(from));
    if (isnan(d.value)) {
        return f;
    }
    if (fabs(d.value) <= noise && !(half > noise)) {
        f.verdict = CHANGE_NONE;
    } else if (isnan(half)) {
        return f;
    } else if (d.low > 0 || d.high < 0) {
        f.verdict = direction(d.low > 0, good);
    } else {
        f.verdict = CHANGE_NOT_SHOWN;
        f.needed = (double)days * (half / d.value) * (half / d.value);
    }
    return f;
}

void change_coincides(struct change_finding *f) {
    if (f->verdict == CHANGE_NONE) {
        *f = (struct change_finding){{f->difference.value, NAN, NAN}, CHANGE_NOT_SHOWN, NAN};
    }
}
