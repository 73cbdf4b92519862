/* SPDX-License-Identifier: GPL-3.0-or-later
 * Timed stretches, told by hand: reached in time, late, lost, skipped, and begun twice. */
#include "observe/stretch.h"

#include "support/scenario.h"

static const char walk[] =
    "{ \"horizon\": {\"opens\": \"08:00\", \"closes\": \"10:00\", \"interval\": \"1h\"},"
    "  \"customers\": {\"people\": {\"arrivals\": {\"rate\": \"10/h\"},"
    "    \"journey\": [\"seat\", \"order\", \"serve\"],"
    "    \"work\": {\"seat\": {\"service\": \"10s\"}, \"order\": {\"service\": \"10s\"},"
    "      \"serve\": {\"service\": \"10s\"}}}},"
    "  \"stations\": {\"seat\": {\"kind\": \"delay\"}, \"order\": {\"kind\": \"desk\"},"
    "    \"serve\": {\"kind\": \"desk\"}},"
    "  \"staff\": {\"waiters\": {\"count\": 2, \"skills\": {\"order\": {}, \"serve\": {}}}},"
    "  \"standards\": {\"quick\": {\"from\": [\"seat.ended\", \"order.ended\"], \"to\": "
    "\"serve.started\","
    "      \"share\": 0.9, \"within\": \"5m\"},"
    "    \"answered\": {\"at\": \"order\", \"share\": 0.8, \"within\": \"1m\"}} }";

enum { QUICK = 1 }; /* by name */

struct fixture {
    struct scenario *scenario;
    struct model *model;
    struct layout *layout;
    struct stretches *stretches;
    uint64_t broken[64];
};

static void begin_with(struct fixture *f) {
    struct diag d = {0};
    f->scenario = read_sound(walk, NULL);
    f->model = model_compile(f->scenario, (struct model_options){0}, &d);
    f->layout = layout_new(f->model);
    assert_true(f->model->n_standards * f->layout->n_intervals <= 64);
    memset(f->broken, 0, sizeof f->broken);
    f->stretches = stretches_new(f->layout, f->broken);
    assert_non_null(f->stretches);
}

static void end(struct fixture *f) {
    stretches_free(f->stretches);
    layout_free(f->layout);
    model_free(f->model);
    scenario_free(f->scenario);
}

static struct customer person(uint64_t number) {
    return (struct customer){.person = number, .arrival_interval = 1};
}

static void tell(const struct fixture *f, struct customer *c, double now, const char *label,
                 enum moment moment) {
    for (c->step = 0; strcmp(f->model->steps[c->step].name, label) != 0; c->step++) {
    }
    stretches_moment(f->stretches, now, c, moment);
}

static void the_latest_begin_counts(void **state) {
    (void)state;
    struct fixture f;
    begin_with(&f);
    struct customer a = person(1), b = person(2);
    tell(&f, &a, 100, "seat", MOMENT_ENDED);
    tell(&f, &b, 100, "seat", MOMENT_ENDED);
    tell(&f, &a, 250, "order", MOMENT_ENDED);
    tell(&f, &a, 300, "serve", MOMENT_JOINED); /* not what is asked for */
    tell(&f, &a, 550, "serve", MOMENT_STARTED);
    tell(&f, &b, 401, "serve", MOMENT_STARTED);
    tell(&f, &b, 402, "serve", MOMENT_STARTED); /* is not on his way any more */
    const struct stretch_count *k = stretches_count(f.stretches, QUICK, 1);
    assert_int_equal(k->within, 1); /* a, in 300 s exactly */
    assert_int_equal(k->late, 1);   /* b, in 301 s */
    end(&f);
}

static void who_leaves_in_between_is_lost(void **state) {
    (void)state;
    struct fixture f;
    begin_with(&f);
    struct customer lost = person(1), skipped = person(2), never = person(3);
    tell(&f, &lost, 100, "seat", MOMENT_ENDED);
    tell(&f, &skipped, 100, "seat", MOMENT_ENDED);
    stretches_contact_ended(f.stretches, &lost, false);
    stretches_contact_ended(f.stretches, &skipped, true);
    stretches_contact_ended(f.stretches, &never, false);
    const struct stretch_count *k = stretches_count(f.stretches, QUICK, 1);
    assert_int_equal(k->lost, 1);
    assert_int_equal(k->within + k->late, 0);
    stretches_reset(f.stretches);
    assert_int_equal(stretches_count(f.stretches, QUICK, 1)->lost, 0);
    end(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_latest_begin_counts),
        cmocka_unit_test(who_leaves_in_between_is_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
