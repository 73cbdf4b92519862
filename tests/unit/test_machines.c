/* SPDX-License-Identifier: GPL-3.0-or-later
 * Machines whose users need help and that fail, on hand-written traces and by a second method. */
#include <math.h>

#include "support/study.h"
#include "support/transcript.h"

/* Two kiosks whose work takes next to no time; everybody needs help, which takes 30 s. */
static const char hall[] =
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"1h\"},"
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"11s\", \"at_most\": 4}, \"patience\": "
    "\"25s\", \"journey\": [\"kiosk\", {\"at\": \"counter\", \"patience\": \"none\"}],"
    " \"work\": {\"kiosk\": {\"service\": 0, \"resolves\": 1}, \"attendant\": {\"service\": "
    "\"30s\"}, \"counter\": {\"service\": \"60s\"}}}},"
    "\"stations\": {\"kiosk\": {\"kind\": \"machines\", \"count\": 2, \"needs_help\": 1, "
    "\"help_at\": \"attendant\"}, \"attendant\": {\"kind\": \"desk\"}, \"counter\": {\"kind\": "
    "\"desk\"}},"
    "\"staff\": {\"helper\": {\"count\": 1, \"skills\": {\"attendant\": {}}}, \"clerk\": "
    "{\"count\": 1, \"skills\": {\"counter\": {}}}}}";

#define KIOSK(more) "{\"stations\": {\"kiosk\": {" more "}}}"

static const struct mistake mistakes[] = {
    {KIOSK("\"help_at\": null"), "stations.kiosk",
     "with 'needs_help' it needs 'help_at': the desk whose people help", NULL, 0, 0},
    {"stations.kiosk.help_at=atendant", "stations.kiosk.help_at",
     "unknown station 'atendant'; did you mean 'attendant'?", NULL, 0, 0},
    {"stations.kiosk.help_at=kiosk", "stations.kiosk.help_at",
     "nobody comes to help from 'kiosk': it is of kind machines", NULL, 0, 0},
    {"{\"stations\": {\"attendant\": {\"overnight\": \"keep\"}}}", "stations.kiosk.help_at",
     "'attendant' keeps people overnight", NULL, 0, 0},
    {"{\"customers\": {\"a\": {\"work\": {\"attendant\": null}}}}", "customers.a.journey[0]",
     "nothing says how long that takes: give work.attendant.service", NULL, 0, 0},
    {"{\"staff\": {\"helper\": null}, \"customers\": {\"a\": {\"patience\": null}}}",
     "customers.a.journey[0]", "nobody has the skill for 'a' customers at 'attendant'", NULL, 0, 0},
    {KIOSK("\"pace\": {\"per_waiting\": 0.1, \"at_most\": 2}"), "stations.kiosk.pace",
     "machines that fail or need help do not hurry", NULL, 0, 0},
    {"{\"stations\": {\"counter\": {\"while_waiting\": {\"at\": \"kiosk\"}}}}",
     "stations.counter.while_waiting.at", "'kiosk' may fail or need help", NULL, 0, 0},
    {KIOSK("\"count\": 20000"), "stations.kiosk.count", "at most 10000 may fail or need help", NULL,
     0, 0},
    {KIOSK("\"fails\": {\"every\": 0, \"lasts\": 60}"), "stations.kiosk.fails.every",
     "a machine that fails at once never works", NULL, 0, 0},
    {KIOSK("\"fails\": {\"every\": 60}"), "stations.kiosk.fails", "needs 'lasts'", NULL, 0, 0},
    {"{\"stations\": {\"oven\": {\"kind\": \"crew\", \"tasks\": {\"bake\": {\"lasts\": 60, \"at\": "
     "\"kiosk\"}}}}, \"customers\": {\"a\": {\"journey\": [\"kiosk\", \"counter\", \"oven\"]}}}",
     "stations.oven.tasks.bake.at", "tasks take no machines that fail or need help, as 'kiosk' do",
     NULL, 0, 0},
};

static void mistakes_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(hall, mistakes);
}

/* Each has had enough after 25 s, and goes on to the counter: nobody is lost for that. */
static void calls_that_nobody_answers_are_told_and_given_up(void **state) {
    (void)state;
    static const char nobody[] =
        "{\"staff\": {\"helper\": null}, \"customers\": {\"a\": {\"arrivals\": {\"at_most\": 2}}}}";
    const struct mistake told = {.path = "customers.a.journey[0]",
                                 .words = "no call for help is answered: their patience ends it, "
                                          "and they leave the machine unresolved"};
    struct diag d = {0};
    struct scenario *s = read_over(hall, nobody, &d);
    assert_non_null(s);
    bool found = false;
    for (size_t i = 0; i < d.count; i++) {
        assert_null(strstr(d.findings[i].message, "of them will leave"));
        found = found || finding_fits(&d.findings[i], &told);
    }
    assert_true(found);
    scenario_free(s);
    diag_fini(&d);
    check_story(hall, nobody, "e",
                "36 a0 ends attendant abandoned\n"
                "36 a0 ends kiosk unresolved\n"
                "47 a1 ends attendant abandoned\n"
                "47 a1 ends kiosk unresolved\n"
                "96 a0 ends counter completed\n"
                "156 a1 ends counter completed");
}

/* a2 waits for help from 41 on and has had enough at 66: he gives his kiosk to a3 and goes to the
 * counter. */
static void who_calls_for_help_keeps_the_machine_until_helped(void **state) {
    (void)state;
    check_story(hall, NULL, "wsel",
                "11 a0 starts kiosk 0\n"
                "11 a0 starts attendant 0 helper\n"
                "22 a1 starts kiosk 0\n"
                "22 a1 waits attendant\n"
                "33 a2 waits kiosk\n"
                "41 a0 ends attendant completed\n"
                "41 a1 starts attendant 19 helper\n"
                "41 a0 ends kiosk completed\n"
                "41 a2 starts kiosk 8\n"
                "41 a0 leaves served helped\n"
                "41 a2 waits attendant\n"
                "44 a3 waits kiosk\n"
                "66 a2 ends attendant abandoned\n"
                "66 a2 ends kiosk unresolved\n"
                "66 a3 starts kiosk 22\n"
                "66 a2 starts counter 0 clerk\n"
                "66 a3 waits attendant\n"
                "71 a1 ends attendant completed\n"
                "71 a3 starts attendant 5 helper\n"
                "71 a1 ends kiosk completed\n"
                "71 a1 leaves served helped\n"
                "101 a3 ends attendant completed\n"
                "101 a3 ends kiosk completed\n"
                "101 a3 leaves served helped\n"
                "126 a2 ends counter completed\n"
                "126 a2 leaves served helped");
}

/* Of the trace above: four calls; machines kept for 30 + 49 + 25 + 35 s. */
static void help_is_counted(void **state) {
    (void)state;
    struct studied s = study_of(hall, NULL, (struct study_options){.replications = 20}, NULL);
    check_close(value_at(&s, "stations.kiosk.helps"), 4, 1e-12);
    check_close(value_at(&s, "stations.kiosk.help_share"), 1, 1e-12);
    check_close(value_at(&s, "stations.kiosk.help_time"), (30 + 49 + 25 + 35) / 4., 1e-9);
    check_close(value_at(&s, "stations.kiosk.success_share"), 0.75, 1e-12);
    check_close(value_at(&s, "stations.kiosk.utilisation") * 2 * 3600, 30 + 49 + 25 + 35, 1e-6);
    /* Waits for the kiosk, and for its helper, are the contact's: 19 + 8 + 25 + 22 + 5. */
    check_close(value_at(&s, "total.mean_wait"), (19 + 8 + 25 + 22 + 5) / 4., 1e-9);
    studied_fini(&s);
}

/* However far the work was: the same total, 100 s of it and 30 s of help. One who is not helped
 * (resolves 0) leaves for the counter at some moment between. */
static void help_adds_to_the_work(void **state) {
    (void)state;
    check_story(hall,
                "{\"customers\": {\"a\": {\"arrivals\": {\"at_most\": 1}, \"work\": {\"kiosk\": "
                "{\"service\": 100}}}}}",
                "l", "141 a0 leaves served helped");
    check_story(
        hall,
        "{\"customers\": {\"a\": {\"arrivals\": {\"at_most\": 1}, \"work\": {\"attendant\": "
        "{\"resolves\": 0}}}}}",
        "el",
        "41 a0 ends attendant unresolved\n"
        "41 a0 ends kiosk unresolved\n"
        "101 a0 ends counter completed\n"
        "101 a0 leaves served helped");
    check_story(hall, "stations.kiosk.needs_help=0", "l",
                "11 a0 leaves self_served helped\n"
                "22 a1 leaves self_served helped\n"
                "33 a2 leaves self_served helped\n"
                "44 a3 leaves self_served helped");
}

/* The desk is full, or closes: nobody helps. */
static void help_may_be_refused(void **state) {
    (void)state;
    check_story(hall, "stations.attendant.lines=1", "el",
                "22 a1 ends attendant blocked\n"
                "22 a1 ends kiosk unresolved\n"
                "33 a2 ends attendant blocked\n"
                "33 a2 ends kiosk unresolved\n"
                "41 a0 ends attendant completed\n"
                "41 a0 ends kiosk completed\n"
                "41 a0 leaves served helped\n"
                "74 a3 ends attendant completed\n"
                "74 a3 ends kiosk completed\n"
                "74 a3 leaves served helped\n"
                "82 a1 ends counter completed\n"
                "82 a1 leaves served helped\n"
                "142 a2 ends counter completed\n"
                "142 a2 leaves served helped");
    check_story(hall,
                "{\"horizon\": {\"closes\": \"00:00:40\", \"interval\": \"40s\", \"after_close\": "
                "\"turn_away\"}}",
                "l",
                "40 a1 leaves turned_away given_up\n"
                "40 a2 leaves turned_away given_up\n"
                "41 a0 leaves served helped");
}

/* A kept place: who comes back from the kiosk to the line goes by his first ticket, a1 of 22 s
 * before b0 of 30 s and that one before a2 of 33 s. */
static void who_is_sent_back_keeps_his_place(void **state) {
    (void)state;
    const char *ticket =
        "{\"customers\": {\"a\": {\"patience\": \"none\", \"arrivals\": {\"every\": \"11s\", "
        "\"at_most\": 4}, \"journey\": [{\"at\": \"ticket\", \"keeps_place\": true, \"within\": "
        "{\"limit\": \"5s\", \"then\": \"kiosk\"}, \"resolved\": \"exit\"}, {\"at\": \"kiosk\", "
        "\"only_if_sent\": true, \"unresolved\": \"again\"}, {\"at\": \"ticket\", \"as\": "
        "\"again\", \"keeps_place\": true, \"only_if_sent\": true}], \"work\": {\"ticket\": "
        "{\"service\": \"40s\"}, \"kiosk\": {\"service\": \"10s\", \"resolves\": 0}, "
        "\"attendant\": null, "
        "\"counter\": null}}, \"b\": {\"arrivals\": {\"every\": \"30s\", \"at_most\": 1}, "
        "\"journey\": [\"ticket\"], \"work\": {\"ticket\": {\"service\": \"40s\"}}}}, "
        "\"stations\": {\"ticket\": {\"kind\": \"desk\"}, \"counter\": null, "
        "\"kiosk\": "
        "{\"needs_help\": null, \"help_at\": null}, \"attendant\": null}, \"staff\": {\"helper\": "
        "null, \"clerk\": {\"skills\": {\"ticket\": {}, \"counter\": null}}}}";
    check_story(hall, ticket, "s",
                "11 a0 starts ticket 0\n"
                "27 a1 starts kiosk 0\n"
                "38 a2 starts kiosk 0\n"
                "49 a3 starts kiosk 0\n"
                "51 a1 starts ticket 14\n"
                "91 b0 starts ticket 61\n"
                "131 a2 starts ticket 83\n"
                "171 a3 starts ticket 112");
}

/* ---- failures: what happened, and what it should have led to ---- */

struct life {
    double changes[4096]; /* s: fails, works again, fails ... of one machine */
    size_t n;
    bool down_at_first;
    double started[512], ended[512];
    enum visit_outcome outcome[512];
    size_t starts, ends;
};

static void life_down(void *self, double now, uint32_t station, size_t down,
                      enum machine_event what) {
    struct life *l = self;
    (void)station;
    (void)down;
    if (what == MACHINE_WAS_DOWN)
        l->down_at_first = true;
    else if (l->n < sizeof l->changes / sizeof *l->changes)
        l->changes[l->n++] = now;
}

static void life_starts(void *self, double now, const struct customer *c, uint32_t station,
                        double waited, uint32_t group) {
    struct life *l = self;
    (void)c;
    (void)station;
    (void)waited;
    (void)group;
    l->started[l->starts++] = now;
}

static void life_ends(void *self, double now, const struct customer *c, uint32_t station,
                      enum visit_outcome outcome, bool served, double waited) {
    struct life *l = self;
    (void)c;
    (void)station;
    (void)served;
    (void)waited;
    l->outcome[l->ends] = outcome;
    l->ended[l->ends++] = now;
}

static const char fragile[] =
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"10:00\", \"interval\": \"1h\"},"
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"97s\"}, \"patience\": \"none\", "
    "\"journey\": [\"kiosk\"], \"work\": {\"kiosk\": {\"service\": \"70s\", \"resolves\": 1}}}},"
    "\"stations\": {\"kiosk\": {\"kind\": \"machines\", \"count\": 1, \"fails\": {\"every\": "
    "{\"kind\": \"uniform\", \"min\": \"1m\", \"max\": \"10m\"}, \"lasts\": {\"kind\": "
    "\"uniform\", "
    "\"min\": \"10s\", \"max\": \"1m\"}, \"user\": \"waits\"}}}}";

static struct life life_of(const char *json, const char *over) {
    static struct life l; /* too large for the stack of a small thread */
    struct scenario *s = read_sound(json, over);
    struct diag d = {0};
    struct model *m = model_compile(s, (struct model_options){0}, &d);
    memset(&l, 0, sizeof l);
    struct observer o = {.self = &l,
                         .machines_down = life_down,
                         .service_began = life_starts,
                         .visit_ended = life_ends};
    struct engine *e = engine_new(m);
    assert_int_equal(engine_run(e, NULL, 3, 0, &o, 1, (struct engine_limits){0}), ENGINE_DONE);
    engine_free(e);
    model_free(m);
    scenario_free(s);
    diag_fini(&d);
    return l;
}

/* Whether the machine works from then on, and until when that stays so. */
static bool works_at(const struct life *l, double now, double *until) {
    size_t i = 0;
    while (i < l->n && l->changes[i] <= now) {
        i++;
    }
    *until = i < l->n ? l->changes[i] : HUGE_VAL;
    return (i % 2 == 0) != l->down_at_first;
}

/* Work of so many seconds begun then ends when the machine has worked as long. */
static double work_ends(const struct life *l, double now, double work) {
    for (double until;; now = until) {
        bool works = works_at(l, now, &until);
        if (works && now + work <= until) {
            return now + work;
        }
        work -= works ? until - now : 0;
    }
}

static void a_failure_stops_the_work_until_the_repair(void **state) {
    (void)state;
    struct life l = life_of(fragile, NULL);
    size_t stopped = 0;
    assert_true(l.ends > 300 && l.ends == l.starts && l.n > 50);
    double free_at = 0, until;
    for (size_t i = 0; i < l.ends; i++) {
        double begins = fmax(97. * (double)(i + 1), free_at);
        begins = works_at(&l, begins, &until) ? begins : until;
        double ends = work_ends(&l, begins, 70);
        check_close(l.started[i], begins, 1e-12);
        check_close(l.ended[i], ends, 1e-12);
        stopped += ends - begins > 71;
        free_at = l.ended[i];
    }
    assert_true(stopped > 20);
}

/* Who leaves is unresolved at the very moment of the failure; the next waits for the repair. */
static void a_failure_sends_its_user_on(void **state) {
    (void)state;
    struct life l = life_of(fragile, "stations.kiosk.fails.user=leaves");
    size_t unresolved = 0;
    double until;
    for (size_t i = 0; i < l.ends; i++) {
        assert_true(works_at(&l, l.started[i], &until));
        bool cut = l.started[i] + 70 > until;
        check_close(l.ended[i], cut ? until : l.started[i] + 70, 1e-12);
        assert_int_equal(l.outcome[i], cut ? VISIT_UNRESOLVED : VISIT_COMPLETED);
        unresolved += cut;
    }
    assert_true(unresolved > 20);
}

/* A machine that fails while its user is being helped is found so when he has been: he waits for
 * the repair, or leaves. */
static void a_failure_during_help_counts_from_its_end(void **state) {
    (void)state;
    const char *slow =
        "{\"customers\": {\"a\": {\"arrivals\": {\"at_most\": 1}, \"work\": {\"attendant\": "
        "{\"service\": \"1h\"}}}}, \"stations\": {\"kiosk\": {\"count\": 1, \"fails\": {\"every\": "
        "{\"kind\": \"constant\", \"value\": \"50m\"}, \"lasts\": \"40m\"}}}}";
    struct life l = life_of(hall, slow);
    /* Kiosk, attendant, and the counter where he who is not helped goes. */
    double until, called = l.started[1];
    bool worked = works_at(&l, called + 3600, &until);
    assert_int_equal(l.outcome[0], VISIT_COMPLETED);
    check_close(l.ended[0], called + 3600, 1e-12);
    assert_int_equal(l.outcome[1], worked ? VISIT_COMPLETED : VISIT_UNRESOLVED);
    check_close(l.ended[1], l.ended[0], 1e-9);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(calls_that_nobody_answers_are_told_and_given_up),
        cmocka_unit_test(who_calls_for_help_keeps_the_machine_until_helped),
        cmocka_unit_test(help_is_counted),
        cmocka_unit_test(help_adds_to_the_work),
        cmocka_unit_test(help_may_be_refused),
        cmocka_unit_test(who_is_sent_back_keeps_his_place),
        cmocka_unit_test(a_failure_stops_the_work_until_the_repair),
        cmocka_unit_test(a_failure_sends_its_user_on),
        cmocka_unit_test(a_failure_during_help_counts_from_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
