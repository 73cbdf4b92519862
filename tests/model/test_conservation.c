/* SPDX-License-Identifier: GPL-3.0-or-later
 * Every shipped scenario, station by station, from what the engine tells and nothing else: whoever
 * came was served, left or is still there, and the time that people spent there is the integral of
 * how many there were (Little's law on the path), of all stays and of the waits. A second method
 * beside the books of the tally, which must balance too. */
#include <glob.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "engine/engine.h"
#include "observe/tally.h"
#include "scenario/read.h"
#include "support/check.h"

/* A number of people over time. */
struct headcount {
    double people, area, since;
};

struct station_count {
    uint64_t came, served, left, inside;
    struct headcount present, waiting;
    double stays, waits; /* customer-seconds, added up by customer */
};

struct count {
    const struct model *model;
    struct station_count *at; /* [n_stations] */
};

static void headcount_move(struct headcount *l, double now, double by) {
    l->area += l->people * (now - l->since);
    l->since = now;
    l->people += by;
}

static struct station_count *at(void *self, uint32_t station) {
    return &((struct count *)self)->at[station];
}

static void visit_began(void *self, double now, const struct customer *c, uint32_t station) {
    (void)c;
    at(self, station)->came++;
    headcount_move(&at(self, station)->present, now, 1);
}

static void wait_began(void *self, double now, const struct customer *c, uint32_t station) {
    (void)c;
    headcount_move(&at(self, station)->waiting, now, 1);
}

static void wait_over(struct station_count *s, double now, const struct customer *c) {
    if (c->delayed) {
        s->waits += now - c->joined;
        headcount_move(&s->waiting, now, -1);
    }
}

static void service_began(void *self, double now, const struct customer *c, uint32_t station,
                          double waited, uint32_t group) {
    (void)waited;
    (void)group;
    wait_over(at(self, station), now, c);
}

static void visit_ended(void *self, double now, const struct customer *c, uint32_t station,
                        enum visit_outcome outcome, bool served, double waited) {
    (void)outcome;
    (void)waited;
    struct station_count *s = at(self, station);
    *(served ? &s->served : &s->left) += 1;
    s->stays += now - c->joined;
    headcount_move(&s->present, now, -1);
    if (!served)
        wait_over(s, now, c);
}

static void inside_at_end(void *self, double now, const struct customer *c, bool in_orbit) {
    const struct model *m = ((struct count *)self)->model;
    if (in_orbit)
        return;
    struct station_count *s = at(self, m->steps[c->step].station);
    s->inside++;
    s->stays += now - c->joined;
    s->waits += c->waiting ? now - c->joined : 0;
}

static void finished(void *self, double now) {
    const struct count *k = self;
    for (uint32_t i = 0; i < k->model->n_stations; i++) {
        headcount_move(&k->at[i].present, now, 0);
        headcount_move(&k->at[i].waiting, now, 0);
    }
}

/* Sums of the same times in another order; both may be 0. */
static void check_equal(const char *file, const char *station, const char *what, double by_person,
                        double over_time) {
    if (fabs(by_person - over_time) > 1e-9 * fmax(by_person, over_time))
        fail_msg("%s: %s at %s: %.17g by person, %.17g over time", file, what, station, by_person,
                 over_time);
}

static void station_check(const char *file, const char *name, const struct station_count *s) {
    if (s->came != s->served + s->left + s->inside || s->present.people != (double)s->inside)
        fail_msg("%s: at %s came %zu, served %zu, left %zu, inside %zu", file, name,
                 (size_t)s->came, (size_t)s->served, (size_t)s->left, (size_t)s->inside);
    check_equal(file, name, "time inside", s->stays, s->present.area);
    check_equal(file, name, "waiting", s->waits, s->waiting.area);
}

/* Returns how many came to stations. */
static uint64_t model_check(const char *file, const struct model *m) {
    uint64_t came = 0;
    struct count k = {.model = m, .at = mem_new(m->n_stations, sizeof *k.at)};
    struct layout *layout = layout_new(m);
    struct tally *t = tally_new(layout);
    struct engine *e = engine_new(m);
    struct observer both[] = {{.self = &k,
                               .visit_began = visit_began,
                               .wait_began = wait_began,
                               .service_began = service_began,
                               .visit_ended = visit_ended,
                               .inside_at_end = inside_at_end,
                               .finished = finished},
                              tally_observer(t)};
    tally_reset(t);
    assert_int_equal(engine_run(e, NULL, 7, 0, both, 2, (struct engine_limits){0}), ENGINE_DONE);
    for (uint32_t i = 0; i < m->n_stations; i++) {
        station_check(file, m->stations[i].name, &k.at[i]);
        came += k.at[i].came;
    }
    assert_int_equal(t->breach.length, 0);
    engine_free(e);
    tally_free(t);
    layout_free(layout);
    free(k.at);
    return came;
}

static void file_check(const char *file) {
    struct diag d = {0};
    struct document doc;
    assert_true(document_load(file, &doc, &d));
    struct scenario *s = scenario_read(&doc, 1, &d);
    assert_non_null(s);
    struct model *m = model_compile(s, (struct model_options){0}, &d);
    assert_non_null(m);
    assert_true(model_check(file, m) > 0);
    model_free(m);
    scenario_free(s);
    document_free(&doc);
    diag_fini(&d);
}

static void at_every_station_nobody_is_lost_and_times_add_up(void **state) {
    (void)state;
    glob_t found;
    size_t n = 0;
    assert_int_equal(glob(SOURCE_DIR "/scenarios/*.json", 0, NULL, &found), 0);
    assert_int_equal(glob(SOURCE_DIR "/scenarios/bench/*.json", GLOB_APPEND, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        if (!strstr(found.gl_pathv[i], ".schema.json")) {
            file_check(found.gl_pathv[i]);
            n++;
        }
    }
    assert_true(n > 10);
    globfree(&found);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(at_every_station_nobody_is_lost_and_times_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
