/* SPDX-License-Identifier: GPL-3.0-or-later
 * Studies that go on: in steps, and from replications that an earlier run kept. */
#include "study/unit_bytes.h"

#include "support/busy.h"

enum { LOGGED = 45 };

/* Keeps bytes of replications, and says that it knows the first `knows` of them. */
struct memory_log {
    struct text bytes[LOGGED];
    size_t knows, added, merged;
};

static const void *log_known(void *context, size_t replication, size_t *length) {
    struct memory_log *l = context;
    *length = l->bytes[replication].length;
    return replication < l->knows ? l->bytes[replication].bytes : NULL;
}

static void log_add(void *context, size_t replication, const void *bytes, size_t length) {
    struct memory_log *l = context;
    text_add_n(&l->bytes[replication], bytes, length);
    l->added++;
}

static void log_merged(void *context, size_t replication, const struct unit *u) {
    struct memory_log *l = context;
    (void)u;
    assert_int_equal(l->merged++, replication);
}

static struct studied logged_run(const char *over, struct memory_log *l, size_t threads) {
    struct unit_log log = {l, log_known, log_add, log_merged};
    l->added = l->merged = 0;
    return study_of(busy_scenario, over,
                    (struct study_options){.seed = 4,
                                           .replications = LOGGED,
                                           .threads = threads,
                                           .log = &log,
                                           .totals_only = true},
                    NULL);
}

static void check_same_totals(const struct results *a, const struct results *b) {
    for (size_t r = 0; r < a->n_rows; r++) {
        for (size_t i = 0; i < n_measures; i++) {
            check_same(a->rows[r].estimates[i], b->rows[r].estimates[i], measures[i].name);
        }
    }
    for (size_t i = 0; i < a->n_standards; i++) {
        check_same(a->standards[i].value, b->standards[i].value, a->standards[i].name);
        check_same(a->standards[i].p_day_meets, b->standards[i].p_day_meets, "days");
    }
}

/* Days of their own, several to a replication, a steady state, and a standard that takes the whole
 * time inside. */
static void known_replications_give_the_same_bits(void **state) {
    (void)state;
    const char *const overs[] = {
        NULL, "horizon.days=3", busy_steady,
        "standards.tail={\"at\": \"desk\", \"measure\": \"sojourn_exceeds_3m\", \"at_most\": 1}"};
    for (size_t k = 0; k < sizeof overs / sizeof *overs; k++) {
        struct memory_log l = {.knows = 0};
        struct studied plain =
            study_of(busy_scenario, overs[k],
                     (struct study_options){.seed = 4, .replications = LOGGED}, NULL);
        struct studied run = logged_run(overs[k], &l, 3);
        assert_int_equal(l.added, LOGGED);
        check_same_totals(plain.results, run.results);
        l.knows = 27;
        struct studied resumed = logged_run(overs[k], &l, 2);
        assert_int_equal(l.added, LOGGED - 27);
        assert_int_equal(l.merged, LOGGED);
        check_same_totals(plain.results, resumed.results);
        check_same(estimate_at(&plain, "total.asa_daily_mean"),
                   estimate_at(&resumed, "total.asa_daily_mean"), "daily mean");
        studied_fini(&plain);
        studied_fini(&run);
        studied_fini(&resumed);
        for (size_t i = 0; i < LOGGED; i++) {
            text_fini(&l.bytes[i]);
        }
    }
}

/* A study in steps is the study in one. */
static void steps_lead_to_the_same_results(void **state) {
    (void)state;
    struct diag d = {0};
    struct study_options o = {.seed = 4, .replications = 33};
    struct studied whole = study_of(busy_scenario, NULL, o, NULL);
    struct study *s = study_begin(whole.model, o, &d);
    assert_true(study_go_on(s, 7));
    assert_true(study_go_on(s, 20));
    assert_false(study_go_on(s, 50));
    struct results *r = study_end(s, &d);
    assert_int_equal(r->replications, 33);
    check_same_totals(whole.results, r);
    results_free(r);
    studied_fini(&whole);
}

/* Bytes that end early, or go on, are not taken for a unit. */
static void damaged_bytes_are_run_again(void **state) {
    (void)state;
    struct memory_log l = {.knows = 0};
    struct studied run = logged_run(NULL, &l, 2);
    l.knows = LOGGED;
    l.bytes[9].length /= 2;
    struct studied again = logged_run(NULL, &l, 2);
    assert_int_equal(l.added, LOGGED - 9);
    check_same_totals(run.results, again.results);
    studied_fini(&run);
    studied_fini(&again);
    for (size_t i = 0; i < LOGGED; i++) {
        text_fini(&l.bytes[i]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_replications_give_the_same_bits),
        cmocka_unit_test(steps_lead_to_the_same_results),
        cmocka_unit_test(damaged_bytes_are_run_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
