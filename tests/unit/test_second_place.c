/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is done for people while they wait: the second place, what it saves, when it is given up. */
#include "support/study.h"
#include "support/transcript.h"

/* One clerk of 100 s, a greeter of 30 s who saves half of the clerk's work; people at 10, 20, ...
 */
static const char branch[] =
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"1h\"},"
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"10s\", \"at_most\": 3},"
    " \"journey\": [\"counter\"], \"work\": {\"counter\": {\"service\": 100}, \"greeter\": "
    "{\"service\": 30}}}},"
    "\"stations\": {\"counter\": {\"kind\": \"desk\", \"while_waiting\": {\"at\": \"greeter\", "
    "\"work\": 0.5}}, \"greeter\": {\"kind\": \"desk\"}},"
    "\"staff\": {\"clerk\": {\"count\": 1, \"skills\": {\"counter\": {}}},"
    " \"greeter\": {\"count\": 1, \"skills\": {\"greeter\": {}}}}}";

/* Some come for the greeter alone. */
#define OTHERS                                                                                     \
    "\"customers\": {\"b\": {\"arrivals\": {\"every\": \"50s\"}, \"journey\": [\"greeter\"], "     \
    "\"work\": "                                                                                   \
    "{\"greeter\": {\"service\": 9}}}"
#define MEANWHILE(more) "{\"stations\": {\"counter\": {\"while_waiting\": {" more "}}}}"

static const struct mistake mistakes[] = {
    {MEANWHILE("\"at\": \"greter\""), "stations.counter.while_waiting.at",
     "unknown station 'greter'; did you mean 'greeter'?", NULL, 0, 0},
    {"{" OTHERS "}, \"stations\": {\"counter\": {\"while_waiting\": {\"at\": \"counter\"}}}}",
     "stations.counter.while_waiting.at", "at another station than the first", NULL, 0, 0},
    {MEANWHILE("\"at\": null"), "stations.counter.while_waiting", "'at'", NULL, 0, 0},
    {"{\"stations\": {\"greeter\": {\"pace\": {\"per_waiting\": 0.1, \"at_most\": 2}}}}",
     "stations.counter.while_waiting.at", "do not hurry", NULL, 0, 0},
    {"{\"stations\": {\"greeter\": {\"order\": \"shortest_work\"}}}",
     "stations.counter.while_waiting.at", "shortest work first", NULL, 0, 0},
    {"{\"stations\": {\"greeter\": {\"while_waiting\": {\"at\": \"tea\"}}, \"tea\": {\"kind\": "
     "\"machines\", \"count\": 1}}, \"customers\": {\"b\": {\"arrivals\": {\"every\": \"50s\"}, "
     "\"journey\": [\"greeter\"], \"work\": {\"greeter\": {\"service\": 9}, \"tea\": {\"service\": "
     "9}}}}}",
     "stations.counter.while_waiting.at", "has itself something to do", NULL, 0, 0},
    {"{\"stations\": {\"counter\": {\"overnight\": \"keep\"}}}",
     "stations.counter.while_waiting.at", "does not last overnight", NULL, 0, 0},
    {"{" OTHERS ", \"a\": {\"work\": {\"greeter\": null}}}}", "stations.counter.while_waiting.at",
     "give customers.<class>.work.greeter.service", NULL, 0, 0},
    {"{\"stations\": {\"greeter\": {\"kind\": \"delay\"}}, \"staff\": {\"greeter\": null}}",
     "stations.counter.while_waiting.at", "at a desk or machines", NULL, 0, 0},
};

static void mistakes_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(branch, mistakes);
}

/* Whom nobody serves at the second place waits on at the first: nobody leaves for that. */
static void nobody_at_the_second_place_is_told(void **state) {
    (void)state;
    struct diag d = {0};
    const struct mistake told = {.path = "stations.counter.while_waiting",
                                 .words = "so nothing is done for them while they wait"};
    struct scenario *s =
        read_over(branch,
                  "{\"stations\": {\"tea\": {\"kind\": \"desk\"}}, \"customers\": {\"b\": "
                  "{\"arrivals\": {\"every\": \"5m\"}, \"journey\": [\"tea\"], \"work\": {\"tea\": "
                  "{\"service\": 9}}}}, \"staff\": {\"greeter\": {\"skills\": {\"greeter\": null, "
                  "\"tea\": {}}}}}",
                  &d);
    assert_non_null(s);
    bool found = false;
    for (size_t i = 0; i < d.count; i++) {
        assert_null(strstr(d.findings[i].message, "of them will leave"));
        found = found || finding_fits(&d.findings[i], &told);
    }
    assert_true(found);
    scenario_free(s);
    diag_fini(&d);
}

/* The first is served at 10 until 110. The second waits from 20, is done with the greeter at 50 and
 * needs 50 s from 110 on; the third, from 30, has the greeter from 50 to 80. */
static void what_is_done_meanwhile_shortens_the_work(void **state) {
    (void)state;
    check_story(branch, NULL, "wsel",
                "10 a0 starts counter 0 clerk\n"
                "20 a1 waits counter\n"
                "20 a1 starts greeter 0 greeter\n"
                "30 a2 waits counter\n"
                "30 a2 waits greeter\n"
                "50 a1 ends greeter completed\n"
                "50 a2 starts greeter 20 greeter\n"
                "80 a2 ends greeter completed\n"
                "110 a0 ends counter completed\n"
                "110 a1 starts counter 90 clerk\n"
                "110 a0 leaves served helped\n"
                "160 a1 ends counter completed\n"
                "160 a2 starts counter 130 clerk\n"
                "160 a1 leaves served helped\n"
                "210 a2 ends counter completed\n"
                "210 a2 leaves served helped");
}

/* The greeter needs 200 s: at 110 the second's turn comes and he is called away, so that the
 * greeter begins with the third, who is called away at 210. Nothing is saved. */
static void what_is_not_done_when_the_turn_comes_is_broken_off(void **state) {
    (void)state;
    check_story(branch, "customers.a.work.greeter.service=200s", "sel",
                "10 a0 starts counter 0 clerk\n"
                "20 a1 starts greeter 0 greeter\n"
                "110 a0 ends counter completed\n"
                "110 a1 starts counter 90 clerk\n"
                "110 a0 leaves served helped\n"
                "110 a1 ends greeter unresolved\n"
                "110 a2 starts greeter 80 greeter\n"
                "210 a1 ends counter completed\n"
                "210 a2 starts counter 180 clerk\n"
                "210 a1 leaves served helped\n"
                "210 a2 ends greeter unresolved\n"
                "310 a2 ends counter completed\n"
                "310 a2 leaves served helped");
}

/* Who gives up waiting gives up both places; the third is still in both lines. */
/* The greeter serves at the counter too: the fourth has her from 120 to 150, and then at the
 * counter for the 50 s that are left. */
static void who_did_it_may_serve_at_once(void **state) {
    (void)state;
    check_story(branch,
                "{\"customers\": {\"a\": {\"arrivals\": {\"at_most\": 4}}}, \"staff\": "
                "{\"greeter\": {\"skills\": {\"greeter\": {\"order\": 1}, \"counter\": "
                "{\"order\": 2, \"rank\": 2}}}}}",
                "wsel",
                "10 a0 starts counter 0 clerk\n"
                "20 a1 starts counter 0 greeter\n"
                "30 a2 waits counter\n"
                "30 a2 waits greeter\n"
                "40 a3 waits counter\n"
                "40 a3 waits greeter\n"
                "110 a0 ends counter completed\n"
                "110 a2 starts counter 80 clerk\n"
                "110 a0 leaves served helped\n"
                "110 a2 ends greeter timed_out\n"
                "120 a1 ends counter completed\n"
                "120 a3 starts greeter 80 greeter\n"
                "120 a1 leaves served helped\n"
                "150 a3 ends greeter completed\n"
                "150 a3 starts counter 110 greeter\n"
                "200 a3 ends counter completed\n"
                "200 a3 leaves served helped\n"
                "210 a2 ends counter completed\n"
                "210 a2 leaves served helped");
}

static void who_leaves_the_line_leaves_both(void **state) {
    (void)state;
    check_story(branch,
                "{\"customers\": {\"a\": {\"patience\": 40, \"work\": {\"greeter\": {\"service\": "
                "200}}}}}",
                "el",
                "60 a1 ends counter abandoned\n"
                "60 a1 leaves abandoned given_up\n"
                "60 a1 ends greeter unresolved\n"
                "70 a2 ends counter abandoned\n"
                "70 a2 leaves abandoned given_up\n"
                "70 a2 ends greeter unresolved\n"
                "110 a0 ends counter completed\n"
                "110 a0 leaves served helped");
}

/* Machines free themselves likewise, and a second line may be full. */
static void a_second_place_may_be_at_machines_that_are_few(void **state) {
    (void)state;
    check_story(
        branch,
        "{\"stations\": {\"greeter\": {\"kind\": \"machines\", \"count\": 1, \"lines\": 1}},"
        " \"staff\": {\"greeter\": null}, \"customers\": {\"a\": {\"work\": {\"greeter\": "
        "{\"service\": 200}}}}}",
        "se",
        "10 a0 starts counter 0\n"
        "20 a1 starts greeter 0\n"
        "30 a2 ends greeter blocked\n"
        "110 a0 ends counter completed\n"
        "110 a1 starts counter 90\n"
        "110 a1 ends greeter unresolved\n"
        "210 a1 ends counter completed\n"
        "210 a2 starts counter 180\n"
        "310 a2 ends counter completed");
}

/* Every law of conservation is held by each replication itself (a breach stops the run), with
 * people who balk, leave, return and come round while a third take no second place. Contacts are
 * those of the first line alone, and everybody waits once in the totals. */
static void everything_balances_and_nobody_is_counted_twice(void **state) {
    (void)state;
    struct studied s = study_of(
        branch,
        "{\"horizon\": {\"opens\": null, \"closes\": null, \"interval\": null, \"runs_for\": "
        "\"200h\", \"warm_up\": \"10h\"}, \"customers\": {\"a\": {\"arrivals\": {\"every\": null, "
        "\"at_most\": null, \"rate\": \"50/h\"}, \"patience\": {\"kind\": \"exponential\", "
        "\"mean\": \"4m\"}, \"returns\": {\"abandoned\": {\"chance\": 0.5, \"after\": \"3m\"}}, "
        "\"work\": {\"greeter\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"40s\"}, "
        "\"wrap_up\": 5}}}}, \"stations\": {\"counter\": {\"while_waiting\": {\"chance\": 0.66}}}}",
        (struct study_options){.replications = 20}, NULL);
    check_close(value_at(&s, "total.mean_queue"), value_at(&s, "stations.counter.mean_queue"),
                1e-12);
    check_close(value_at(&s, "total.offered"), value_at(&s, "stations.counter.arrived"), 1e-12);
    double waited = value_at(&s, "stations.counter.delay_probability") *
                    value_at(&s, "stations.counter.arrived");
    double share = value_at(&s, "stations.greeter.arrived") / waited;
    assert_true(share > 0.64 && share < 0.68);
    studied_fini(&s);
}

/* With everybody's second service taking no time and halving the work, whoever waits has half the
 * work. M/G/1 with an exceptional first service: those who find the server idle have S of mean 100,
 * all others S/2. With a = rate * 100 and b = rate * 50, the server is busy with probability
 * a / (1 - b + a) (each busy period has one of the first kind; Welch 1964). */
static void only_who_waits_is_helped_by_it(void **state) {
    (void)state;
    struct studied s = study_of(
        branch,
        "{\"horizon\": {\"opens\": null, \"closes\": null, \"interval\": null, \"runs_for\": "
        "\"1000h\"}, \"customers\": {\"a\": {\"arrivals\": {\"every\": null, \"at_most\": null, "
        "\"rate\": \"34/h\"}, \"work\": {\"counter\": {\"service\": {\"kind\": \"exponential\", "
        "\"mean\": 100}}, \"greeter\": {\"service\": 0}}}}}",
        (struct study_options){.replications = 40}, NULL);
    double a = 34.0 / 3600 * 100, b = a / 2;
    struct estimate e = estimate_at(&s, "staff.clerk.occupancy");
    assert_true(e.low < a / (1 - b + a) && a / (1 - b + a) < e.high);
    assert_true(e.high - e.low < 0.01);
    studied_fini(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(nobody_at_the_second_place_is_told),
        cmocka_unit_test(what_is_done_meanwhile_shortens_the_work),
        cmocka_unit_test(what_is_not_done_when_the_turn_comes_is_broken_off),
        cmocka_unit_test(who_did_it_may_serve_at_once),
        cmocka_unit_test(who_leaves_the_line_leaves_both),
        cmocka_unit_test(a_second_place_may_be_at_machines_that_are_few),
        cmocka_unit_test(everything_balances_and_nobody_is_counted_twice),
        cmocka_unit_test(only_who_waits_is_helped_by_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
