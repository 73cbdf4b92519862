/* SPDX-License-Identifier: GPL-3.0-or-later
 * Warm-up on series whose answer is known. */
#include "stats/steady.h"

#include <math.h>

#include "random/stream.h"
#include "support/check.h"

/* 200 values of a transient at 10, then 800 about 3: the cut is at the step, or just behind. */
static void mser_cuts_a_step(void **state) {
    (void)state;
    double x[1000];
    struct stream s = stream_at(3, 1, 0);
    for (int i = 0; i < 1000; i++) {
        x[i] = (i < 200 ? 10 : 3) + stream_uniform(&s);
    }
    bool settled;
    size_t cut = mser5(x, 1000, &settled);
    assert_true(settled);
    assert_in_range(cut, 200, 240);
    assert_int_equal(cut % 5, 0);
}

static void mser_leaves_a_settled_series_nearly_whole(void **state) {
    (void)state;
    double x[1000];
    struct stream s = stream_at(4, 1, 0);
    for (int i = 0; i < 1000; i++) {
        x[i] = stream_uniform(&s);
    }
    assert_true(mser5(x, 1000, NULL) <= 150);
    assert_int_equal(mser5(x, 9, NULL), 0);
}

static void mser_says_when_a_series_never_settles(void **state) {
    (void)state;
    double x[1000];
    for (int i = 0; i < 1000; i++) {
        x[i] = i;
    }
    bool settled;
    assert_int_equal(mser5(x, 1000, &settled), 500);
    assert_false(settled);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mser_cuts_a_step),
        cmocka_unit_test(mser_leaves_a_settled_series_nearly_whole),
        cmocka_unit_test(mser_says_when_a_series_never_settles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
