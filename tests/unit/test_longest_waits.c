/* SPDX-License-Identifier: GPL-3.0-or-later
 * The longest waits of a day against a list of every wait of that day. */
#include "observe/longest_waits.h"

#include <stdlib.h>

#include "engine/engine.h"
#include "support/study.h"

enum { MOST = 4096 };

/* Everybody who ever stood in line, kept side by side and never taken out. */
struct every_wait {
    size_t n;
    struct {
        uint64_t person;
        double joined, waited;
        size_t in_line;
        bool over;
    } waits[MOST];
};

static void wait_began(void *self, double now, const struct customer *c, uint32_t station) {
    struct every_wait *all = self;
    (void)station;
    assert_true(all->n < MOST);
    size_t in_line = 0;
    for (size_t i = 0; i < all->n; i++) {
        in_line += !all->waits[i].over;
    }
    all->waits[all->n].person = c->person;
    all->waits[all->n].joined = now;
    all->waits[all->n++].in_line = in_line;
}

static void over(struct every_wait *all, const struct customer *c, double waited) {
    for (size_t i = 0; i < all->n; i++) {
        if (all->waits[i].person == c->person && !all->waits[i].over) {
            all->waits[i].waited = waited;
            all->waits[i].over = true;
        }
    }
}

static void service_began(void *self, double now, const struct customer *c, uint32_t station,
                          double waited, uint32_t group) {
    (void)now;
    (void)station;
    (void)group;
    over(self, c, waited);
}

static void visit_ended(void *self, double now, const struct customer *c, uint32_t station,
                        enum visit_outcome outcome, bool served, double waited) {
    (void)now;
    (void)station;
    (void)outcome;
    if (!served) {
        over(self, c, waited);
    }
}

static size_t longest_left(struct every_wait *all) {
    size_t best = 0;
    for (size_t i = 1; i < all->n; i++) {
        if (all->waits[i].waited > all->waits[best].waited) {
            best = i;
        }
    }
    return best;
}

static void the_longest_of_all_waits_are_found(void **state) {
    (void)state;
    struct diag d = {0};
    struct scenario *s =
        read_sound("{\"horizon\": {\"opens\": \"09:00\", \"closes\": \"17:00\", \"interval\": "
                   "\"1h\"}, \"stations\": {\"phones\": {\"kind\": \"desk\"}}, \"customers\": "
                   "{\"callers\": {\"arrivals\": {\"rate\": \"120/h\"}, \"patience\": {\"kind\": "
                   "\"exponential\", \"mean\": \"5m\"}, \"journey\": [\"phones\"], \"work\": "
                   "{\"phones\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"4m\"}}}}}, "
                   "\"staff\": {\"agents\": {\"count\": 8, \"skills\": {\"phones\": {}}}}}",
                   NULL);
    struct model *m = model_compile(s, (struct model_options){0}, &d);
    struct longest_waits found;
    struct every_wait *all = calloc(1, sizeof *all);
    struct wait_watch *watch = wait_watch_new(m, &found);
    struct observer observers[] = {wait_watch_observer(watch),
                                   {.self = all,
                                    .wait_began = wait_began,
                                    .service_began = service_began,
                                    .visit_ended = visit_ended}};
    struct engine *e = engine_new(m);
    assert_int_equal(engine_run(e, NULL, 1, 0, observers, 2, (struct engine_limits){0}),
                     ENGINE_DONE);
    assert_true(all->n > 100);
    assert_int_equal(found.n, LONGEST_WAITS);
    for (size_t k = 0; k < found.n; k++) {
        size_t at = longest_left(all);
        check_close(found.waits[k].waited, all->waits[at].waited, 0);
        check_close(found.waits[k].joined, all->waits[at].joined, 0);
        assert_int_equal(found.waits[k].in_line, all->waits[at].in_line);
        assert_int_equal(found.waits[k].on_duty, 8);
        assert_string_equal(found.waits[k].station, "phones");
        all->waits[at].waited = -1;
    }
    engine_free(e);
    wait_watch_free(watch);
    free(all);
    model_free(m);
    scenario_free(s);
    diag_fini(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_of_all_waits_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
