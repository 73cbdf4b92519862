/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "support/check.h"

#include "engine/calendar.h"
#include "random/stream.h"

static int by_time_and_tie(const void *a, const void *b) {
    const struct event *x = a, *y = b;
    return event_before(x, y) ? -1 : event_before(y, x);
}

/* Times from a coarse grid, so that many are equal and the tie decides. */
static struct event some_event(struct stream *s, uint32_t subject) {
    double time = (double)(stream_next(s) % 97);
    return (struct event){time, event_tie(EVENT_ARRIVAL, stream_next(s) % 7, subject), subject, 0};
}

static void events_come_in_total_order(void **state) {
    (void)state;
    enum { N = 3571 };
    static struct event all[N];
    struct stream s = stream_at(1, 2, 3);
    struct calendar c = {0};
    for (uint32_t i = 0; i < N; i++) {
        all[i] = some_event(&s, i);
        calendar_push(&c, all[i]);
    }
    qsort(all, N, sizeof *all, by_time_and_tie);
    for (size_t i = 0; i < N; i++) {
        struct event v = {0};
        assert_true(calendar_pop(&c, &v));
        assert_int_equal(v.subject, all[i].subject);
    }
    struct event none;
    assert_false(calendar_pop(&c, &none));
    calendar_fini(&c);
}

static void a_push_after_a_pop_fills_the_hole(void **state) {
    (void)state;
    struct stream s = stream_at(4, 5, 6);
    struct calendar c = {0};
    for (uint32_t i = 0; i < 211; i++) {
        calendar_push(&c, some_event(&s, i));
    }
    struct event last = {0, 0, 0, 0};
    for (uint32_t i = 0; i < 5000; i++) {
        struct event v = {0};
        assert_true(calendar_pop(&c, &v));
        assert_false(event_before(&v, &last));
        last = v;
        v.time += (double)(stream_next(&s) % 13);
        v.tie += 1;
        calendar_push(&c, v);
        assert_int_equal(c.n, 211);
    }
    calendar_fini(&c);
}

static bool odd_subject(const void *context, const struct event *v) {
    (void)context;
    return v->subject % 2 == 1;
}

static void a_purge_takes_only_what_is_stale(void **state) {
    (void)state;
    for (uint32_t n = 0; n < 40; n++) {
        struct stream s = stream_at(7, 8, n);
        struct calendar c = {0};
        for (uint32_t i = 0; i < n; i++) {
            calendar_push(&c, some_event(&s, i));
        }
        calendar_purge(&c, odd_subject, NULL);
        assert_int_equal(c.n, (n + 1) / 2);
        struct event v = {0}, last = {0, 0, 0, 0};
        while (calendar_pop(&c, &v)) {
            assert_int_equal(v.subject % 2, 0);
            assert_false(event_before(&v, &last));
            last = v;
        }
        calendar_fini(&c);
    }
}

/* engine.md: service end before staffing change before arrival before leaving. */
static void the_kinds_stand_in_the_promised_order(void **state) {
    (void)state;
    assert_true(EVENT_SERVICE_END < EVENT_STAFFING);
    assert_true(EVENT_STAFFING < EVENT_ARRIVAL);
    assert_true(EVENT_ARRIVAL < EVENT_LEAVING);
    assert_true(EVENT_LEAVING < EVENT_TIMED_OUT);
    assert_true(EVENT_CLOSING < EVENT_ARRIVAL);
    struct event end = {5.25, event_tie(EVENT_SERVICE_END, 9, 9), 0, 0};
    struct event leaving = {5.25, event_tie(EVENT_LEAVING, 0, 0), 0, 0};
    assert_true(event_before(&end, &leaving));
    assert_int_equal(event_kind(&leaving), EVENT_LEAVING);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_come_in_total_order),
        cmocka_unit_test(a_push_after_a_pop_fills_the_hole),
        cmocka_unit_test(a_purge_takes_only_what_is_stale),
        cmocka_unit_test(the_kinds_stand_in_the_promised_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
