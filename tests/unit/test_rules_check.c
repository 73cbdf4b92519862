/* SPDX-License-Identifier: GPL-3.0-or-later
 * Mistakes in rules, each told before the run at its place. */
#include "support/scenario.h"

static const char shop[] =
    "{\"horizon\": {\"opens\": \"08:00\", \"closes\": \"20:00\", \"interval\": \"1h\"},\n"
    "\"customers\": {\"a\": {\"arrivals\": {\"rate\": \"60/h\"}, \"patience\": \"20m\",\n"
    " \"journey\": [{\"at\": \"kiosk\", \"chance\": 0.3, \"if\": \"pressed\", \"unresolved\": "
    "\"next\"}, "
    "\"desk\", \"walk\"],\n"
    " \"work\": {\"desk\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"2m\"}}, "
    "\"kiosk\": "
    "{\"service\": {\"kind\": \"exponential\", \"mean\": \"1m\"}, \"resolves\": 0.5}, \"walk\": "
    "{\"service\": {\"kind\": \"exponential\", \"mean\": \"1m\"}}}}},\n"
    "\"stations\": {\"desk\": {\"kind\": \"desk\", \"seats\": 12}, \"kiosk\": {\"kind\": "
    "\"machines\", "
    "\"count\": 2}, \"walk\": {\"kind\": \"delay\"}},\n"
    "\"staff\": {\"clerks\": {\"count\": 3, \"skills\": {\"desk\": {}}},\n"
    " \"back\": {\"count\": 2, \"skills\": {\"desk\": {\"rank\": 2}}}},\n"
    "\"rules\": {\n"
    "\"pressed\": {\"watch\": {\"measure\": \"waiting\", \"at\": \"desk\"}, \"on_above\": 4, "
    "\"off_below\": 3},\n"
    "\"help\": {\"watch\": {\"measure\": \"longest_wait\", \"at\": \"desk\"}, \"on_above\": "
    "\"3m\",\n"
    " \"do\": [{\"staff\": 1, \"from\": \"back\", \"to\": \"clerks\"}]},\n"
    "\"more\": {\"watch\": {\"measure\": \"idle\", \"at\": \"clerks\"}, \"on_below\": 0,\n"
    " \"do\": [{\"set\": {\"stations.kiosk.count\": 3}}]}}}";

#define RULE(name, text) "{\"rules\": {\"" name "\": {" text "}}}"

static void mistakes_of_rules_are_named(void **state) {
    (void)state;
    static const struct mistake all[] = {
        {RULE("pressed", "\"watch\": {\"measure\": \"waitin\"}"), "rules.pressed.watch.measure",
         "a rule cannot watch 'waitin'; did you mean 'waiting'?", NULL, 0, 0},
        {RULE("pressed", "\"watch\": {\"at\": \"dsk\"}"), "rules.pressed.watch.at",
         "unknown station 'dsk'; did you mean 'desk'?", NULL, 0, 0},
        {RULE("pressed", "\"watch\": {\"at\": \"clerks\"}"), "rules.pressed.watch.at",
         "'clerks' is a group of staff; waiting is watched at a station", NULL, 0, 0},
        {RULE("pressed", "\"watch\": {\"at\": \"walk\"}"), "rules.pressed.watch.at",
         "nobody waits at 'walk', which is of kind delay", NULL, 0, 0},
        {RULE("pressed", "\"off_below\": 5"), "rules.pressed.off_below",
         "5 lies above 'on_above' (4): the rule would go off as soon as it is on", "patch.json", 1,
         37},
        {RULE("pressed", "\"off_above\": 5"), "rules.pressed.off_above", "goes with 'on_below'",
         NULL, 0, 0},
        {RULE("pressed", "\"on_below\": 5"), "rules.pressed.watch", "not both", NULL, 0, 0},
        {RULE("pressed", "\"on_above\": null"), "rules.pressed.watch", "the level at which", NULL,
         0, 0},
        {RULE("pressed", "\"watch\": null, \"weekday\": \"mon\""), "rules.pressed",
         "levels need 'watch', which says of what", NULL, 0, 0},
        {RULE("pressed", "\"on_above\": 13"), "rules.pressed.on_above",
         "waiting is never more than 12 at 'desk': a rule on at 13 and above would never go on; "
         "give "
         "a level up to that",
         NULL, 0, 0},
        {RULE("pressed", "\"on_above\": 0, \"off_below\": 0"), "rules.pressed.on_above",
         "would be on for ever", NULL, 0, 0},
        {RULE("pressed", "\"looks\": \"5m\""), "rules.pressed.looks",
         "'waiting' is noticed the moment it changes", NULL, 0, 0},
        {RULE("pressed", "\"again_after\": \"5m\""), "rules.pressed.again_after", "there is none",
         NULL, 0, 0},
        {RULE("pressed", "\"between\": [\"14:00\", \"11:00\"]"), "rules.pressed.between",
         "ends before it begins", NULL, 0, 0},
        {RULE("pressed", "\"between\": [\"06:00\", \"07:00\"]"), "rules.pressed.between",
         "outside the opening hours", NULL, 0, 0},
        {RULE("pressed", "\"weekday\": \"sun\""), "rules.pressed.weekday", "would never go on",
         NULL, 0, 0},
        {RULE("help", "\"on_above\": 3, \"off_below\": \"abc\""), "rules.help.off_below",
         "\"abc\" is no duration", NULL, 0, 0},
        {RULE("help", "\"do\": {\"staff\": 1, \"from\": \"back\", \"to\": \"clrks\"}"),
         "rules.help.do.to", "unknown group of staff 'clrks'; did you mean 'clerks'?", NULL, 0, 0},
        {RULE("help", "\"do\": {\"staff\": 3, \"from\": \"back\", \"to\": \"clerks\"}"),
         "rules.help.do.staff", "'back' never has more than 2 people; 3 cannot be fetched", NULL, 0,
         0},
        {RULE("help", "\"do\": {\"staff\": 1, \"from\": \"back\", \"to\": \"back\"}"),
         "rules.help.do.to", "stay where they are", NULL, 0, 0},
        {RULE("help", "\"do\": {\"staff\": 1, \"from\": \"back\"}"), "rules.help.do",
         "needs the groups 'from' and 'to'", NULL, 0, 0},
        {RULE("help", "\"do\": {\"from\": \"back\"}"), "rules.help.do", "needs either 'staff'",
         NULL, 0, 0},
        {RULE("back again", "\"watch\": {\"measure\": \"longest_wait\", \"at\": \"desk\"}, "
                            "\"on_above\": \"5m\", \"do\": {\"staff\": 1, \"from\": \"clerks\", "
                            "\"to\": \"back\"}"),
         "rules.back again",
         "fetches staff that 'help' sends the other way while both are on: they fight; hours "
         "('between') or levels that never meet keep them apart",
         NULL, 0, 0},
        {RULE("more", "\"do\": {\"set\": {\"stations.kisk.count\": 3}}"),
         "rules.more.do.set.stations.kisk.count", "did you mean 'kiosk'?", NULL, 0, 0},
        {RULE("more", "\"do\": {\"set\": {\"stations.kiosk.count\": -3}}"),
         "rules.more.do.set.stations.kiosk.count", "outside", "patch.json", 1, 60},
        {RULE("more", "\"do\": {\"set\": {\"stations.kiosk.kind\": \"desk\"}}"),
         "rules.more.do.set.stations.kiosk.kind", "a rule cannot change 'kind'", NULL, 0, 0},
        {RULE("more", "\"do\": {\"set\": {\"nothing\": 1}}"), "rules.more.do.set.nothing",
         "no key has this path", NULL, 0, 0},
        {RULE("and more",
              "\"watch\": {\"measure\": \"idle\", \"at\": \"clerks\"}, \"on_below\": 1, "
              "\"do\": {\"set\": {\"stations.kiosk.count\": 4}}"),
         "rules.and more.do.set.stations.kiosk.count", "the rule 'more' sets this to another value",
         NULL, 0, 0},
        {"customers.a.journey[0].if=presed", "customers.a.journey[0].if",
         "unknown rule 'presed'; did you mean 'pressed'?", NULL, 0, 0},
        {RULE("not so", "\"between\": [\"09:00\", \"10:00\"]"), "rules.not so",
         "must not begin with", NULL, 0, 0},
    };
    CHECK_MISTAKES(shop, all);
}

/* Selling while it is calm and more kiosks when it is not: from five waiting on until fewer than
 * three, and from two on, or fewer, until more than three. Three hold either, but whoever came
 * there from above was at five, and from below at two. Where three and four put on both, they
 * fight. */
static void rules_fight_where_both_go_on(void **state) {
    (void)state;
    static const char two[] =
        "{\"rules\": {\"help\": null, \"pressed\": null, \"more\": null, \"cool\": {\"watch\": "
        "{\"measure\": \"waiting\", \"at\": \"desk\"}, \"on_above\": 5, \"off_below\": 3, \"do\": "
        "{\"set\": "
        "{\"stations.kiosk.count\": 4}}}, \"calm\": {\"watch\": {\"measure\": \"waiting\", \"at\": "
        "\"desk\"}, \"on_below\": %s, \"off_above\": %s, \"do\": {\"set\": "
        "{\"stations.kiosk.count\": "
        "1}}}}, \"customers\": {\"a\": {\"journey\": [\"desk\", \"kiosk\", \"walk\"]}}}";
    char over[800];
    snprintf(over, sizeof over, two, "2", "3");
    scenario_free(read_sound(shop, over));
    snprintf(over, sizeof over, two, "6", "7");
    struct diag d = {0};
    assert_null(read_over(shop, over, &d));
    const struct mistake fights = {.path = "rules.calm.do.set.stations.kiosk.count",
                                   .words = "the rule 'cool' sets this to another value"};
    assert_int_equal(d.errors, 1);
    bool found = false;
    for (size_t i = 0; i < d.count; i++) {
        found = found || finding_fits(&d.findings[i], &fights);
    }
    if (!found) {
        print_findings(&d);
    }
    assert_true(found);
    diag_fini(&d);
}

/* One class that waits for exactly 20 min at most, or that all balk from ten people on; nothing is
 * set by any rule, so that what the scenario says holds all day. */
#define PLAIN   "\"rules\": {\"more\": null, \"help\": null, \"pressed\": {"
#define CLASS   "\"customers\": {\"a\": {"
#define WAITS   "\"watch\": {\"measure\": \"longest_wait\", \"at\": \"desk\"}, \"off_below\": null, "
#define IDLE    "\"watch\": {\"measure\": \"idle\", \"at\": \"clerks\"}, \"off_below\": null, "
#define EXACTLY "\"patience\": {\"kind\": \"constant\", \"value\": \"20m\"}"
#define FETCHES "\"do\": {\"staff\": 1, \"from\": \"back\", \"to\": \"clerks\"}"

static void what_can_never_be_reached_is_told(void **state) {
    (void)state;
    static const struct mistake all[] = {
        {"{" CLASS EXACTLY "}}, " PLAIN WAITS "\"on_above\": \"21m\"}}}", "rules.pressed.on_above",
         "longest_wait is never more than 20m at 'desk': a rule on at 21m and above would never",
         NULL, 0, 0},
        {"{" CLASS "\"journey\": [{\"at\": \"desk\", \"within\": {\"limit\": \"5m\", \"then\": "
         "\"message\"}}, {\"at\": \"kiosk\", \"if\": \"pressed\"}, \"walk\"]}}, " PLAIN WAITS
         "\"on_above\": \"6m\"}}}",
         "rules.pressed.on_above", "longest_wait is never more than 5m at 'desk'", NULL, 0, 0},
        {"{\"stations\": {\"desk\": {\"balks\": {\"waiting\": {\"4\": 0.5, \"7\": 1}}}}, " PLAIN
         "\"on_above\": 8}}}",
         "rules.pressed.on_above", "waiting is never more than 7 at 'desk'", NULL, 0, 0},
        {"{\"stations\": {\"desk\": {\"place\": \"hall\"}}, \"places\": {\"hall\": {\"seats\": 5, "
         "\"standing\": {\"at_most\": 3}}}, " PLAIN "\"on_above\": 9}}}",
         "rules.pressed.on_above", "waiting is never more than 8 at 'desk'", NULL, 0, 0},
        /* three of their own, and one of the others */
        {"{" PLAIN IDLE FETCHES ", \"on_above\": 5}}}", "rules.pressed.on_above",
         "idle is never more than 4 at 'clerks'", NULL, 0, 0},
        /* whatever else a rule sets: 'more' sets how many kiosks there are */
        {"{\"stations\": {\"desk\": {\"place\": \"hall\"}}, \"places\": {\"hall\": {\"seats\": 5, "
         "\"standing\": {\"at_most\": 3}}}, \"rules\": {\"pressed\": {\"on_above\": 9}}}",
         "rules.pressed.on_above", "waiting is never more than 8 at 'desk'", NULL, 0, 0},
        {"rules.pressed.off_below=0", "rules.pressed.off_below",
         "waiting is always 0 or more: a rule off below 0 would never go off; give a level above 0 "
         "(1: off when it is 0)",
         NULL, 0, 0},
        {"rules.help.off_below=\"0s\"", "rules.help.off_below",
         "longest_wait is always 0 or more: a rule off below 0 would never go off", NULL, 0, 0},
        {RULE("more", "\"watch\": {\"measure\": \"occupancy\"}, \"on_below\": 0.5, "
                      "\"off_above\": 1"),
         "rules.more.off_above",
         "occupancy is never more than 1 at 'clerks': a rule off above 1 would never go off", NULL,
         0, 0},
        {"{" PLAIN IDLE FETCHES ", \"on_above\": null, \"on_below\": 1, \"off_above\": 4}}}",
         "rules.pressed.off_above", "idle is never more than 4 at 'clerks': a rule off above 4",
         NULL, 0, 0},
    };
    CHECK_MISTAKES(shop, all);
}

static void what_may_be_reached_is_let_be(void **state) {
    (void)state;
    static const char *const sound[] = {
        "{" CLASS EXACTLY "}}, " PLAIN WAITS "\"on_above\": \"20m\"}}}",
        /* patience by chance has no end; a rule that sets keys may change what bounds the line */
        "{" CLASS "\"patience\": {\"kind\": \"exponential\", \"mean\": \"20m\"}}}, " PLAIN WAITS
        "\"on_above\": \"40m\"}}}",
        "{" CLASS EXACTLY ", \"journey\": [{\"at\": \"desk\", \"within\": {\"limit\": \"5m\", "
        "\"then\": \"message\"}}, "
        "{\"at\": \"kiosk\", \"if\": \"pressed\"}, \"walk\"]}}, " PLAIN WAITS
        "\"on_above\": \"6m\", \"do\": {\"set\": {\"customers.a.journey[0].within.limit\": "
        "\"8m\"}}}}}",
        /* more seats, room and people while a rule is on */
        "{\"rules\": {\"pressed\": {\"on_above\": 13}, \"more\": {\"do\": {\"set\": "
        "{\"stations.desk.seats\": 20}}}}}",
        "{\"stations\": {\"desk\": {\"place\": \"hall\"}}, \"places\": {\"hall\": {\"seats\": 5, "
        "\"standing\": {\"at_most\": 3}}}, \"rules\": {\"pressed\": {\"on_above\": 9}, \"more\": "
        "{\"do\": {\"set\": {\"places.hall.standing.at_most\": 8}}}}}",
        "{\"rules\": {\"help\": null, \"pressed\": {" IDLE
        "\"on_above\": 5}, \"more\": {\"do\": {\"set\": {\"staff.clerks.count\": 6}}}}}",
        "{\"rules\": {\"help\": {\"do\": {\"staff\": 3, \"from\": \"back\", \"to\": \"clerks\"}}, "
        "\"more\": {\"do\": {\"set\": {\"staff.back.count\": 3}}}}}",
        /* to the end of its hours */
        RULE("pressed", "\"off_below\": 0, \"between\": [\"09:00\", \"12:00\"]"),
        "{\"stations\": {\"desk\": {\"balks\": {\"waiting\": {\"4\": 0.5, \"7\": 1}}}}, " PLAIN
        "\"on_above\": 7}}}",
        "{" PLAIN IDLE FETCHES ", \"on_above\": 4}}}",
    };
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++)
        scenario_free(read_sound(shop, sound[i]));
}

/* Levels that do not meet, or other measures, prove nothing. */
static void rules_that_may_never_meet_are_let_be(void **state) {
    (void)state;
    static const char *const sound[] = {
        NULL,
        RULE("less", "\"watch\": {\"measure\": \"idle\", \"at\": \"clerks\"}, \"on_above\": 2, "
                     "\"do\": {\"set\": {\"stations.kiosk.count\": 1}}"),
        RULE("back again",
             "\"watch\": {\"measure\": \"waiting\", \"at\": \"desk\"}, \"on_below\": 0, "
             "\"do\": {\"staff\": 1, \"from\": \"clerks\", \"to\": \"back\"}"),
    };
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++)
        scenario_free(read_sound(shop, sound[i]));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_of_rules_are_named),
        cmocka_unit_test(rules_fight_where_both_go_on),
        cmocka_unit_test(what_can_never_be_reached_is_told),
        cmocka_unit_test(what_may_be_reached_is_let_be),
        cmocka_unit_test(rules_that_may_never_meet_are_let_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
