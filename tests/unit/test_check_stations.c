/* SPDX-License-Identifier: GPL-3.0-or-later
 * Stations with nothing to serve by, little room or keys without a use, parties of nobody, and
 * standards on ways that nobody takes: each told before the run. */
#include "support/scenario.h"

static const char hall[] =
    "{\"horizon\": {\"opens\": \"08:00\", \"closes\": \"12:00\", \"interval\": \"1h\"},\n"
    "\"customers\": {\"a\": {\"arrivals\": {\"rate\": \"30/h\"}, \"patience\": \"5m\",\n"
    " \"journey\": [{\"at\": \"kiosk\", \"chance\": 0.5}, \"desk\", \"walk\", \"tills\", "
    "\"gate\"],\n"
    " \"work\": {\"kiosk\": {\"service\": {\"kind\": \"exponential\", \"mean\": 60}, \"resolves\": "
    "0.2}, \"desk\": {\"service\": {\"kind\": \"exponential\", \"mean\": 60}}, \"walk\": "
    "{\"service\": {\"kind\": \"exponential\", \"mean\": 60}}, \"tills\": {\"service\": {\"kind\": "
    "\"exponential\", \"mean\": 60}}}}},\n"
    "\"stations\": {\"kiosk\": {\"kind\": \"machines\", \"count\": 2}, \"desk\": {\"kind\": "
    "\"desk\"}, \"walk\": {\"kind\": \"delay\"}, \"tills\": {\"kind\": \"lanes\", \"lanes\": 4}, "
    "\"gate\": {\"kind\": \"crew\", \"tasks\": {\"load\": {\"lasts\": \"5m\"}}}},\n"
    "\"staff\": {\"g\": {\"count\": 3, \"skills\": {\"desk\": {}}}, \"c\": {\"count\": {\"08:00\": "
    "2, \"10:00\": 3}, \"skills\": {\"tills\": {}}}, \"b\": {\"count\": 2, \"skills\": {}}},\n"
    "\"rules\": {\"more\": {\"watch\": {\"measure\": \"waiting\", \"at\": \"tills\"}, "
    "\"on_above\": 4, \"do\": {\"staff\": 1, \"from\": \"b\", \"to\": \"c\"}}}}";

#define STANDARD(text) "{\"standards\": {\"x\": {" text "}}}"
#define TIMED          ", \"share\": 0.8, \"within\": \"5m\""

static void what_cannot_be_is_an_error(void **state) {
    (void)state;
    static const struct mistake all[] = {
        {"{\"customers\": {\"a\": {\"arrivals\": {\"party\": 0}}}}", "customers.a.arrivals.party",
         "a party is of at least 1", NULL, 0, 0},
        {"{\"customers\": {\"a\": {\"arrivals\": {\"party\": 2.7}}}}", "customers.a.arrivals.party",
         "2.7 is not a whole number", NULL, 0, 0},
        {"{\"customers\": {\"a\": {\"arrivals\": [{\"name\": \"x\", \"rate\": \"3/h\", \"party\": "
         "1e6}]}}}",
         "customers.a.arrivals[0].party", "more than 65535 people", NULL, 0, 0},
        {"{\"rules\": {\"more\": {\"watch\": {\"measure\": \"idle\", \"at\": \"desk\"}}}}",
         "rules.more.on_above", "idle is never more than 3 at 'desk'", NULL, 0, 0},
        {"{\"rules\": {\"more\": {\"watch\": {\"measure\": \"idle\", \"at\": \"kiosk\"}, "
         "\"on_above\": 1}}}",
         "rules.more.watch.at", "nobody serves at 'kiosk', which is of kind machines", NULL, 0, 0},
        {"{\"rules\": {\"more\": {\"held_for\": \"90m\", \"between\": [\"11:00\", \"12:30\"]}}}",
         "rules.more.held_for", "1h30m, but its hours ('between') last 1h30m", NULL, 0, 0},
        {STANDARD("\"from\": \"desk.ended\", \"to\": \"kiosk.started\"" TIMED), "standards.x.to",
         "nobody comes to 'kiosk.started' after 'desk.ended'", NULL, 0, 0},
        {STANDARD("\"from\": \"desk.ended\", \"to\": \"desk.joined\"" TIMED), "standards.x.to",
         "no journey has them in this order", NULL, 0, 0},
        {STANDARD("\"from\": \"desk.ended\", \"to\": \"tills.started\", \"at\": \"tills\"" TIMED),
         "standards.x.at", "is not for a timed stretch", NULL, 0, 0},
    };
    CHECK_MISTAKES(hall, all);
}

/* Exactly one finding, and no error. */
static void odd_things_are_told(void **state) {
    (void)state;
    static const struct mistake all[] = {
        {"{\"stations\": {\"kiosk\": {\"count\": 0}}}", "stations.kiosk.count",
         "is 0: nobody is ever served at 'kiosk'", "patch.json", 1, 34},
        {"{\"stations\": {\"lines\": {\"kind\": \"hold\", \"count\": 0}}, \"customers\": {\"a\": "
         "{\"journey\": [\"lines\", \"kiosk\", \"desk\", \"walk\", \"tills\", \"gate\"]}}}",
         "stations.lines.count", "is 0", NULL, 0, 0},
        {STANDARD("\"from\": \"desk.ended\", \"to\": \"tills.started\", \"formula\": "
                  "\"positive\"" TIMED),
         "standards.x.formula", "and this is a timed stretch", NULL, 0, 0},
        {STANDARD("\"measure\": \"abandonment\", \"at_most\": 0.1, \"formula\": \"positive\""),
         "standards.x.formula", "and this is of a measure", NULL, 0, 0},
        {"stations.desk.lines=2", "stations.desk.lines", "some never have work", NULL, 0, 0},
        {"stations.kiosk.lines=1", "stations.kiosk.lines", "some never have work", NULL, 0, 0},
        {"stations.desk.seats=2", "stations.desk.seats", "2 may wait for the 3", NULL, 0, 0},
        {"{\"stations\": {\"walk\": {\"lines\": 5}}}", "stations.walk.lines", "of kind delay", NULL,
         0, 0},
        {"{\"stations\": {\"gate\": {\"seats\": 5}}}", "stations.gate.seats",
         "is not used: nobody waits in line at 'gate', of kind crew", NULL, 0, 0},
        {"{\"stations\": {\"gate\": {\"patience\": {\"kind\": \"exponential\", \"mean\": 60}}}}",
         "stations.gate.patience", "is not used", NULL, 0, 0},
        {"{\"stations\": {\"gate\": {\"balks\": {\"waiting\": {\"3\": 1}}}}}",
         "stations.gate.balks", "is not used", NULL, 0, 0},
        {"{\"rules\": {\"more\": {\"held_for\": \"4h\"}}}", "rules.more.held_for",
         "4h is as long as the day is open", NULL, 0, 0},
        {"{\"rules\": {\"more\": {\"again_after\": \"1m\"}}}", "stations.tills.lanes",
         "with those whom rules may fetch 5 people come to 4 lanes", NULL, 0, 0},
        {"{\"staff\": {\"d\": {\"count\": {\"08:00\": 0, \"11:00\": 2}, \"skills\": {\"tills\": "
         "{}}}}}",
         "stations.tills.lanes", "5 people of several groups come to 4 lanes", NULL, 0, 0},
        {"{\"customers\": {\"a\": {\"arrivals\": {\"party\": {\"kind\": \"discrete\", \"values\": "
         "{\"0\": 0.25, \"2\": 0.75}}}}}}",
         "customers.a.arrivals.party", "25 % of the parties would be of nobody", NULL, 0, 0},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct diag d = {0};
        struct scenario *s = read_over(hall, all[i].over, &d);
        if (!s || d.count != 1 || !finding_fits(&d.findings[0], &all[i])) {
            print_findings(&d);
            fail_msg("%s: %zu findings, wanted %s: %s", all[i].over, d.count, all[i].path,
                     all[i].words);
        }
        scenario_free(s);
        diag_fini(&d);
    }
}

/* A rule may set a count that is 0 without it; seats may be none; who comes back or is of a fleet
 * may come to anything after anything; what takes turns is no crowd. */
static void what_may_be_is_let_be(void **state) {
    (void)state;
    static const char *const sound[] = {
        NULL,
        "{\"stations\": {\"kiosk\": {\"count\": 0}}, \"rules\": {\"r\": {\"watch\": {\"measure\": "
        "\"waiting\", \"at\": \"desk\"}, \"on_above\": 4, \"do\": {\"set\": "
        "{\"stations.kiosk.count\": 2}}}}}",
        "stations.desk.seats=0",
        "stations.gate.lines=3",
        "{\"stations\": {\"oven\": {\"kind\": \"machines\", \"count\": 2}, \"gate\": {\"tasks\": "
        "{\"bake\": {\"lasts\": \"5m\", \"at\": \"oven\"}}}}}",
        "{\"customers\": {\"a\": {\"arrivals\": {\"party\": {\"kind\": \"uniform\", \"min\": 1, "
        "\"max\": 6}}}}}",
        STANDARD("\"from\": \"kiosk.ended\", \"to\": \"desk.started\"" TIMED),
        STANDARD("\"from\": \"gate/load.started\", \"to\": \"gate/load.ended\"" TIMED),
        STANDARD("\"from\": \"desk.joined\", \"to\": \"desk.ended\"" TIMED),
        "{\"customers\": {\"a\": {\"arrivals\": {\"rate\": null, \"fleet\": 4}}}, \"standards\": "
        "{\"x\": {\"from\": \"desk.ended\", \"to\": \"kiosk.started\"" TIMED "}}}",
        "{\"staff\": {\"d\": {\"count\": {\"08:00\": 2, \"10:00\": 1}, \"skills\": {\"tills\": "
        "{}}}, \"b\": null}, \"rules\": null}",
    };
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++) {
        struct diag d = {0};
        struct scenario *s = read_over(hall, sound[i], &d);
        if (!s || d.count > 0) {
            print_findings(&d);
            fail_msg("%s: %zu findings", sound[i] ? sound[i] : "", d.count);
        }
        scenario_free(s);
        diag_fini(&d);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_cannot_be_is_an_error),
        cmocka_unit_test(odd_things_are_told),
        cmocka_unit_test(what_may_be_is_let_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
