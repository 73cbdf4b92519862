/* SPDX-License-Identifier: GPL-3.0-or-later
 * Mistakes that no single value shows. */
#include "scenario/read.h"

#include "support/scenario.h"

static const struct mistake mistakes[] = {
    {"{\"customers\": {\"callers\": {\"value\": 7}}, \"money\": {\"classes\": {\"callers\": "
     "{\"value\": 9}}}}",
     "money.classes.callers", "customers.callers.value says it too; give it in one of the two",
     NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"tier\": \"gold\"}}}", "customers.callers.tier",
     "unknown tier 'gold'", NULL, 0, 0},
    {"{\"tiers\": {\"gold\": {}, \"silver\": {}}, \"customers\": {\"callers\": {\"tier\": "
     "{\"gold\": 0.5, \"sliver\": 0.5}}}}",
     "customers.callers.tier.sliver", "unknown tier 'sliver'; did you mean 'silver'?", NULL, 0, 0},
    {"{\"tiers\": {\"gold\": {}, \"silver\": {}}, \"customers\": {\"callers\": {\"tier\": "
     "{\"gold\": 0.5, \"silver\": 0.4}}}}",
     "customers.callers.tier", "the shares sum to 0.9, not to 1", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"tier\": 7}}}", "customers.callers.tier",
     "7 is not a tier's name or shares by tier", NULL, 0, 0},
    {"{\"tiers\": {\"gold\": {\"priority\": 1}, \"plain\": {}}, \"customers\": {\"callers\": "
     "{\"tier\": "
     "{\"gold\": 0.5, \"plain\": 0.5}, \"patience\": \"none\"}}, \"staff\": {\"agents\": "
     "{\"skills\": "
     "{\"phones\": null, \"phones/plain\": {}}}}}",
     "customers.callers.journey[0]", "nobody has the skill for 'callers' customers of tier 'gold'",
     NULL, 0, 0},
    {"{\"tiers\": {\"callers\": {}}}", "customers.callers",
     "'callers' is a tier too; class and tier need names of their own", NULL, 0, 0},
    {"{\"tiers\": {\"gold\": {}}, \"customers\": {\"callers\": {\"journey\": [{\"at\": \"phones\", "
     "\"skill\": \"gold\"}]}}}",
     "customers.callers.journey[0].skill", "'gold' is a tier too; a skill needs a name of its own",
     NULL, 0, 0},
    {"{\"customers\": {\"b\": {\"arrivals\": {\"rate\": \"9/h\"}, \"patience\": \"5m\", "
     "\"journey\": [\"phones\"], \"work\": {\"phones\": {\"service\": {\"kind\": \"exponential\", "
     "\"mean\": 3}}}}, \"callers\": {\"journey\": [{\"at\": \"phones\", \"skill\": \"b\"}]}}}",
     "customers.callers.journey[0].skill", "'b' is another class; a skill needs a name of its own",
     NULL, 0, 0},
    {"{\"customers\": {\"b\": {\"arrivals\": {\"rate\": \"9/h\", \"day_spread\": {\"cv\": 0.1, "
     "\"shared\": \"volume\"}}, \"patience\": \"5m\", \"journey\": [\"phones\"], \"work\": "
     "{\"phones\": {\"service\": {\"kind\": \"exponential\", \"mean\": 3}}}}, \"callers\": "
     "{\"arrivals\": {\"day_spread\": {\"cv\": 0.2, \"shared\": \"volume\"}}}}}",
     "customers.callers.arrivals.day_spread.cv", "the factor 'volume' has cv 0.1 elsewhere", NULL,
     0, 0},
    {"{\"stations\": {\"h0\": {\"kind\": \"hold\", \"count\": 1}, \"h1\": {\"kind\": \"hold\", "
     "\"count\": 1}, \"h2\": {\"kind\": \"hold\", \"count\": 1}, \"h3\": {\"kind\": \"hold\", "
     "\"count\": 1}, \"h4\": {\"kind\": \"hold\", \"count\": 1}, \"h5\": {\"kind\": \"hold\", "
     "\"count\": 1}, \"h6\": {\"kind\": \"hold\", \"count\": 1}, \"h7\": {\"kind\": \"hold\", "
     "\"count\": 1}, \"h8\": {\"kind\": \"hold\", \"count\": 1}, \"h9\": {\"kind\": \"hold\", "
     "\"count\": 1}, \"h10\": {\"kind\": \"hold\", \"count\": 1}, \"h11\": {\"kind\": \"hold\", "
     "\"count\": 1}, \"h12\": {\"kind\": \"hold\", \"count\": 1}, \"h13\": {\"kind\": \"hold\", "
     "\"count\": 1}, \"h14\": {\"kind\": \"hold\", \"count\": 1}, \"h15\": {\"kind\": \"hold\", "
     "\"count\": 1}, \"h16\": {\"kind\": \"hold\", \"count\": 1}, \"h17\": {\"kind\": \"hold\", "
     "\"count\": 1}, \"h18\": {\"kind\": \"hold\", \"count\": 1}, \"h19\": {\"kind\": \"hold\", "
     "\"count\": 1}, \"h20\": {\"kind\": \"hold\", \"count\": 1}, \"h21\": {\"kind\": \"hold\", "
     "\"count\": 1}, \"h22\": {\"kind\": \"hold\", \"count\": 1}, \"h23\": {\"kind\": \"hold\", "
     "\"count\": 1}, \"h24\": {\"kind\": \"hold\", \"count\": 1}, \"h25\": {\"kind\": \"hold\", "
     "\"count\": 1}, \"h26\": {\"kind\": \"hold\", \"count\": 1}, \"h27\": {\"kind\": \"hold\", "
     "\"count\": 1}, \"h28\": {\"kind\": \"hold\", \"count\": 1}, \"h29\": {\"kind\": \"hold\", "
     "\"count\": 1}, \"h30\": {\"kind\": \"hold\", \"count\": 1}, \"h31\": {\"kind\": \"hold\", "
     "\"count\": 1}, \"h32\": {\"kind\": \"hold\", \"count\": 1}}, \"customers\": {\"callers\": "
     "{\"journey\": [\"h0\", \"h1\", \"h2\", \"h3\", \"h4\", \"h5\", \"h6\", \"h7\", \"h8\", "
     "\"h9\", \"h10\", \"h11\", \"h12\", \"h13\", \"h14\", \"h15\", \"h16\", \"h17\", \"h18\", "
     "\"h19\", \"h20\", \"h21\", \"h22\", \"h23\", \"h24\", \"h25\", \"h26\", \"h27\", \"h28\", "
     "\"h29\", \"h30\", \"h31\", \"h32\", \"phones\"]}}}",
     "stations", "33 holds; at most 32 are allowed", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [{\"at\": \"phones\", \"blocked\": \"phones\"}], "
     "\"work\": {}}}}",
     "customers.callers.journey[0]", "the journey can come round to 'phones' again in no time",
     NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [{\"at\": \"phones\", \"chance\": 0.5, \"else\": "
     "\"phones\"}], \"work\": {}}}}",
     "customers.callers.journey[0]", "the journey can come round to 'phones' again in no time",
     NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [{\"at\": \"phones\", \"resolved\": \"phones\", "
     "\"unresolved\": \"phones\"}], \"work\": {\"phones\": {\"service\": {\"kind\": \"constant\", "
     "\"value\": 0}}}}}}",
     "customers.callers.journey[0]", "in no time", NULL, 0, 0},
    /* Who brings too much passes by, round after round; the lesser half is served. */
    {"{\"customers\": {\"callers\": {\"items\": {\"kind\": \"uniform\", \"min\": 1, \"max\": 20}, "
     "\"journey\": [\"phones\", {\"at\": \"phones\", \"as\": \"more\", \"chance\": 0.5, \"else\": "
     "\"phones\"}]}}, \"stations\": {\"phones\": {\"items_at_most\": 10}}}",
     "customers.callers.journey[0]", "the journey can come round to 'phones' again in no time",
     NULL, 0, 0},
    /* A fleet that is refused begins again at once. */
    {"{\"customers\": {\"callers\": {\"arrivals\": {\"rate\": null, \"fleet\": 3}}}, "
     "\"stations\": {\"phones\": {\"hours\": {\"opens\": \"08:30\", \"closes\": \"10:00\"}}}}",
     "customers.callers.journey[0]", "the journey can come round to 'phones' again in no time",
     NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"arrivals\": {\"rate\": null, \"fleet\": 3}, \"items\": "
     "{\"kind\": \"uniform\", \"min\": 1, \"max\": 20}}}, \"stations\": {\"phones\": "
     "{\"items_at_most\": 10}}}",
     "customers.callers.journey[0]", "the journey can come round to 'phones' again in no time",
     NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"patience\": \"none\", \"journey\": [{\"at\": \"phones\", "
     "\"resolved\": \"phones\"}]}}}",
     "customers.callers.journey[0]", "from 'phones' the journey has no chance of ending", NULL, 0,
     0},
    /* Who is served at once never loses patience; who may be served once always may. */
    {"{\"customers\": {\"callers\": {\"journey\": [{\"at\": \"phones\", \"resolved\": \"phones\", "
     "\"within\": {\"limit\": \"1m\", \"then\": \"message\"}}]}}}",
     "customers.callers.journey[0]", "no chance of ending", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"journey\": [{\"at\": \"phones\", \"eligible\": 0.5, "
     "\"resolved\": \"phones\"}]}}}",
     "customers.callers.journey[0]", "no chance of ending", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"patience\": \"none\", \"journey\": [{\"at\": \"phones\", "
     "\"unresolved\": \"phones\", \"resolves\": 0}]}}}",
     "customers.callers.journey[0]", "from 'phones' the journey has no chance of ending", NULL, 0,
     0},
    {"{\"horizon\": {\"opens\": null, \"closes\": null, \"interval\": null, \"runs_for\": "
     "\"10h\"}, \"customers\": {\"callers\": {\"patience\": \"none\"}}, \"staff\": {\"agents\": "
     "{\"count\": 6}}}",
     "stations.phones", "the line never drains: 6.667 erlangs of work for 6 servers", NULL, 0, 0},
    {"{\"horizon\": {\"opens\": null, \"closes\": null, \"interval\": null, \"runs_for\": "
     "\"10h\"}, \"customers\": {\"callers\": {\"patience\": \"none\", \"work\": {\"phones\": "
     "{\"wrap_up\": \"90s\"}}}}, \"staff\": {\"agents\": {\"count\": 9}}}",
     "stations.phones", "the line never drains: 9.167 erlangs of work for 9 servers", NULL, 0, 0},
    {"{\"horizon\": {\"opens\": null, \"closes\": null, \"interval\": null, \"runs_for\": "
     "\"10h\"}, \"customers\": {\"callers\": {\"patience\": \"none\"}}, \"staff\": {\"agents\": "
     "{\"count\": 10, \"skills\": {\"phones\": {\"speed\": 0.5}}}}}",
     "stations.phones", "13.33 erlangs of work for 10 servers", NULL, 0, 0},
    {"{\"horizon\": {\"opens\": null, \"closes\": null, \"interval\": null, \"runs_for\": "
     "\"10h\"}, \"customers\": {\"callers\": {\"patience\": \"none\", \"journey\": [{\"at\": "
     "\"phones\", \"resolves\": 0.5, \"unresolved\": \"phones\"}]}}, \"staff\": {\"agents\": "
     "{\"count\": 13}}}",
     "stations.phones", "13.33 erlangs of work for 13 servers", NULL, 0, 0},
    {"{\"horizon\": {\"opens\": null, \"closes\": null, \"interval\": null, \"runs_for\": "
     "\"10h\"}, \"stations\": {\"ivr\": {\"kind\": \"machines\", \"count\": 1}}, \"customers\": "
     "{\"callers\": {\"patience\": \"none\", \"journey\": [\"ivr\", \"phones\"], \"work\": "
     "{\"ivr\": {\"service\": {\"kind\": \"exponential\", \"mean\": 45}, \"resolves\": 0.35}}}}}",
     "stations.ivr", "the line never drains: 1.25 erlangs of work for 1 server,", NULL, 0, 0},
};

static void mistakes_of_the_whole_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(NULL, mistakes);
}

static void check_accepted(const char *over) {
    scenario_free(read_sound(NULL, over));
}

static void a_round_that_takes_time_and_may_end_is_accepted(void **state) {
    (void)state;
    check_accepted("{\"customers\": {\"callers\": {\"patience\": \"none\", \"journey\": [{\"at\": "
                   "\"phones\", \"resolves\": 0.7, \"unresolved\": \"phones\"}]}}}");
    check_accepted("{\"customers\": {\"callers\": {\"journey\": [{\"at\": \"phones\", \"chance\": "
                   "0.9, \"resolved\": \"phones\"}]}}}");
    /* nobody brings more; who is kept overnight, or comes to open doors, is not refused */
    check_accepted("{\"customers\": {\"callers\": {\"arrivals\": {\"rate\": null, \"fleet\": 3}, "
                   "\"items\": {\"kind\": \"uniform\", \"min\": 1, \"max\": 20}}}, \"stations\": "
                   "{\"phones\": {\"items_at_most\": 20}}}");
    check_accepted("{\"customers\": {\"callers\": {\"arrivals\": {\"rate\": null, \"fleet\": 3}}}, "
                   "\"stations\": {\"phones\": {\"overnight\": \"keep\", \"hours\": {\"opens\": "
                   "\"09:00\", \"closes\": \"10:00\"}}}}");
}

#define STEADY                                                                                     \
    "\"horizon\": {\"opens\": null, \"closes\": null, \"interval\": null, \"runs_for\": \"10h\"}"

static void a_load_that_drains_is_accepted(void **state) {
    (void)state;
    check_accepted("{" STEADY ", \"customers\": {\"callers\": {\"patience\": \"none\"}}, "
                   "\"staff\": {\"agents\": {\"count\": 7}}}");
    /* of those who bring too much nobody comes there */
    check_accepted("{" STEADY ", \"customers\": {\"callers\": {\"patience\": \"none\", \"items\": "
                   "{\"kind\": \"exponential\", \"mean\": 10}}}, \"stations\": {\"phones\": "
                   "{\"items_at_most\": 5}}, \"staff\": {\"agents\": {\"count\": 6}}}");
    /* patience, lines and pace let it drain at any load */
    check_accepted("{" STEADY ", \"staff\": {\"agents\": {\"count\": 3}}}");
    check_accepted("{" STEADY
                   ", \"customers\": {\"callers\": {\"patience\": \"none\"}}, \"stations\": "
                   "{\"phones\": {\"lines\": 20}}, \"staff\": {\"agents\": {\"count\": 3}}}");
    check_accepted("{" STEADY ", \"customers\": {\"callers\": {\"patience\": \"none\"}}, "
                   "\"stations\": {\"phones\": {\"pace\": {\"per_waiting\": 0.1, "
                   "\"at_most\": 1.2}}}, \"staff\": {\"agents\": {\"count\": 6}}}");
}

static void check_finding(const char *over, enum severity severity, const char *path,
                          const char *words) {
    struct diag d = {0};
    struct scenario *s = read_over(NULL, over, &d);
    bool found = false;
    for (size_t i = 0; i < d.count; i++) {
        found =
            found || (d.findings[i].severity == severity && strcmp(d.findings[i].path, path) == 0 &&
                      strstr(d.findings[i].message, words));
    }
    if (!s || !found) {
        print_findings(&d);
        fail_msg("%s", over);
    }
    scenario_free(s);
    diag_fini(&d);
}

/* Gold comes first by name, but who has no tier is standard, or else has the lowest priority. */
static void who_has_no_tier_is_in_the_plain_one(void **state) {
    (void)state;
    static const char *const over[] = {
        "{\"tiers\": {\"gold\": {}, \"standard\": {\"priority\": 3}}, \"staff\": {\"agents\": "
        "{\"skills\": {\"phones\": null, \"phones/standard\": {}}}}}",
        "{\"tiers\": {\"gold\": {\"priority\": 5}, \"plain\": {}}, \"staff\": {\"agents\": "
        "{\"skills\": {\"phones\": null, \"phones/plain\": {}}}}}"};
    for (size_t i = 0; i < 2; i++) {
        scenario_free(read_sound(NULL, over[i]));
    }
}

#define IVR                                                                                        \
    "\"stations\": {\"ivr\": {\"kind\": \"machines\", \"count\": 5}}, \"customers\": "             \
    "{\"callers\": {\"work\": {\"ivr\": {\"service\": {\"kind\": \"exponential\", \"mean\": "      \
    "60}}}, \"journey\": "

/* Callers are plain; goods at the till are for those of the web alone, who are gold. */
#define WEB_AND_TILL                                                                               \
    "\"tiers\": {\"gold\": {}, \"plain\": {}}, "                                                   \
    "\"stations\": {\"till\": {\"kind\": \"machines\", \"count\": 2}}, \"customers\": "            \
    "{\"callers\": {\"tier\": {\"plain\": 1}}, "                                                   \
    "\"web\": {\"arrivals\": {\"rate\": \"1/h\"}, \"tier\": {\"gold\": 1}, \"patience\": \"1m\", " \
    "\"journey\": [{\"at\": \"till\", \"skill\": \"goods\"}], \"work\": {\"till\": {\"service\": " \
    "\"1m\"}}}}"

static void doubts_are_warned_of_and_remarked_on(void **state) {
    (void)state;
    check_finding("{" IVR "[\"phones\", \"ivr\"]}}}", SEVERITY_REMARK,
                  "customers.callers.journey[1]",
                  "the journey ends at 'ivr', which resolves nothing");
    check_finding(
        "{" IVR "[{\"at\": \"phones\", \"resolved\": \"exit\", \"unresolved\": \"exit\"}, \"ivr\", "
        "{\"at\": \"phones\", \"as\": \"lost\", \"only_if_sent\": true}], \"returns\": "
        "{\"abandoned\": {\"chance\": 0.1, \"after\": \"1m\", \"at\": \"ivr\"}}}}}",
        SEVERITY_WARNING, "customers.callers.journey[2]", "no way leads to the step 'lost'");
    check_finding("{\"stations\": {\"table\": {\"kind\": \"hold\", \"count\": 5}}, \"customers\": "
                  "{\"callers\": {\"journey\": [\"table\", \"phones\"], \"work\": {\"table\": "
                  "{\"service\": {\"kind\": \"exponential\", \"mean\": 60}}}}}}",
                  SEVERITY_WARNING, "customers.callers.journey[0]", "where no service is done");
    check_finding("{" IVR "[\"ivr\", \"phones\"]}, \"web\": {\"arrivals\": {\"rate\": \"1/h\"}, "
                  "\"patience\": \"1m\", \"journey\": [\"phones\"], \"work\": {\"ivr\": "
                  "{\"resolves\": 1}, \"phones\": {\"service\": \"1m\"}}}}}",
                  SEVERITY_WARNING, "customers.web.work.ivr", "this class never comes to 'ivr'");
    check_finding("{\"customers\": {\"callers\": {\"returns\": {\"late\": {\"chance\": 1, "
                  "\"after\": \"1h\"}}}}}",
                  SEVERITY_WARNING, "customers.callers.returns.late",
                  "nobody is ever late: no station on this journey promises anything");
    check_finding(
        "{\"tiers\": {\"gold\": {}, \"standard\": {}}, \"standards\": {\"best\": {\"at\": "
        "\"phones\", \"for\": \"gold\", \"share\": 0.9, \"within\": \"2m\"}}}",
        SEVERITY_WARNING, "standards.best.for", "nobody is ever of tier 'gold'");
    check_finding("{" WEB_AND_TILL ", \"standards\": {\"s\": "
                  "{\"at\": \"phones\", \"for\": \"gold\", \"share\": 0.9, \"within\": \"2m\"}}}",
                  SEVERITY_WARNING, "standards.s.for",
                  "nobody of the tier 'gold' comes to 'phones'");
    check_finding(
        "{" WEB_AND_TILL ", \"standards\": {\"s\": {\"at\": \"phones\", \"for\": \"goods\", "
        "\"share\": 0.9, \"within\": \"2m\"}}}",
        SEVERITY_WARNING, "standards.s.for", "nobody of the skill 'goods' comes to 'phones'");
    check_finding(
        "{\"customers\": {\"callers\": {\"journey\": [\"phones\", {\"at\": \"phones\", \"as\": "
        "\"extra\", \"chance\": 0}]}}, \"standards\": {\"s\": {\"from\": "
        "\"phones.ended\", \"to\": \"extra.started\", \"share\": 0.9, \"within\": "
        "\"4m\"}}}",
        SEVERITY_WARNING, "standards.s.to",
        "nobody comes to 'extra.started' after 'phones.ended': the chance of 'extra' is 0; nothing "
        "would");
    /* Whatever else closes the way is named likewise. */
    check_finding(
        "{\"customers\": {\"callers\": {\"journey\": [{\"at\": \"phones\", \"resolved\": "
        "\"exit\"}, "
        "{\"at\": \"phones\", \"as\": \"extra\"}], \"work\": {\"phones\": {\"resolves\": 1}}}}, "
        "\"standards\": {\"s\": {\"from\": \"phones.ended\", \"to\": \"extra.started\", \"share\": "
        "0.9, \"within\": \"4m\"}}}",
        SEVERITY_WARNING, "standards.s.to",
        "nobody comes to 'extra.started' after 'phones.ended': 'phones' resolves everything");
    check_finding(
        "{\"customers\": {\"callers\": {}, \"web\": {\"arrivals\": {\"rate\": \"1/h\"}, "
        "\"patience\": \"1m\", \"journey\": [\"phones\"], \"work\": {\"phones\": {\"service\": "
        "\"1m\", \"eligible\": 0}}}}, \"standards\": {\"s\": {\"at\": \"phones\", \"for\": "
        "\"web\", "
        "\"share\": 0.9, \"within\": \"2m\"}}}",
        SEVERITY_WARNING, "standards.s.for",
        "nobody of 'web' comes to 'phones': nobody is eligible for 'phones'; nothing would");
    check_finding(
        "{\"customers\": {\"callers\": {}, \"web\": {\"arrivals\": {\"rate\": \"1/h\"}, "
        "\"patience\": \"1m\", \"journey\": [{\"at\": \"phones\", \"chance\": 0}], "
        "\"work\": {\"phones\": {\"service\": \"1m\"}}}}, \"standards\": {\"s\": {\"at\": "
        "\"phones\", \"for\": \"web\", \"share\": 0.9, \"within\": \"2m\"}}}",
        SEVERITY_WARNING, "standards.s.for", "nobody of 'web' comes to 'phones'");
    check_finding("{\"rules\": {\"press\": {\"watch\": {\"measure\": \"waiting\", \"at\": "
                  "\"phones\"}, \"on_above\": 2, \"held_for\": \"3h\", \"reaction\": \"1h\", "
                  "\"do\": {\"set\": {\"staff.agents.count\": 9}}}}}",
                  SEVERITY_WARNING, "rules.press.reaction", "as long as the day is open");
}

#define COUNTER(kiosk, rest)                                                                       \
    "{\"stations\": {\"kiosk\": {\"kind\": \"machines\", \"count\": 2}, \"counter\": {\"kind\": "  \
    "\"machines\", \"count\": 3}}, \"customers\": {\"callers\": {\"work\": {\"kiosk\": "           \
    "{\"service\": {\"kind\": \"exponential\", \"mean\": 60}" kiosk                                \
    "}, \"counter\": {\"service\": {\"kind\": \"exponential\", \"mean\": 60}, \"resolves\": "      \
    "0.9}}, "                                                                                      \
    "\"journey\": [" rest "}}}"

static void who_is_sent_elsewhere_is_named(void **state) {
    (void)state;
    static const struct {
        const char *over, *words;
    } warned[] = {
        {COUNTER(", \"resolves\": 1", "\"phones\", \"kiosk\", \"counter\"]"),
         "nobody reaches 'counter': 'kiosk' resolves everything"},
        {COUNTER(", \"resolves\": 0",
                 "\"phones\", {\"at\": \"kiosk\", \"resolved\": \"counter\", \"unresolved\": "
                 "\"exit\"}, \"counter\"]"),
         "nobody reaches 'counter': 'kiosk' resolves nothing"},
        {COUNTER("", "{\"at\": \"phones\", \"resolves\": 1, \"resolved\": \"exit\"}, \"kiosk\", "
                     "\"counter\"]"),
         "nobody reaches 'counter': 'phones' resolves everything"},
        {COUNTER("", "\"phones\", {\"as\": \"fork\", \"choose\": {\"of\": {\"kiosk\": 1, "
                     "\"counter\": 0}, \"by\": \"share\"}}, {\"at\": \"counter\", \"resolved\": "
                     "\"exit\"}, {\"at\": \"kiosk\", \"resolved\": \"exit\", \"unresolved\": "
                     "\"exit\"}]"),
         "nobody reaches 'counter': the choice at 'fork' sends nobody there"},
        {COUNTER("", "\"phones\", \"kiosk\", {\"at\": \"counter\", \"chance\": 0}]"),
         "nobody reaches 'counter': the chance of 'counter' is 0"},
        {COUNTER(", \"resolves\": 0.5",
                 "\"phones\", {\"at\": \"kiosk\", \"chance\": 0, \"resolved\": \"last\"}, "
                 "{\"at\": \"counter\", \"as\": \"last\", \"only_if_sent\": true}]"),
         "nobody reaches 'counter': the chance of 'kiosk' is 0"},
        {COUNTER(", \"eligible\": 0", "\"phones\", \"counter\", \"kiosk\"]"),
         "nobody reaches 'kiosk': nobody is eligible for 'kiosk'"},
        {"{\"customers\": {\"callers\": {\"items\": {\"kind\": \"uniform\", \"min\": 8, \"max\": "
         "20}, "
         "\"journey\": [\"phones\", \"counter\"], \"work\": {\"counter\": {\"service\": {\"kind\": "
         "\"exponential\", \"mean\": 60}, \"resolves\": 1}}}}, \"stations\": {\"counter\": "
         "{\"kind\": "
         "\"machines\", \"count\": 2, \"items_at_most\": 7}}}",
         "nobody reaches 'counter': nobody brings so little that 'counter' would take it"},
    };
    for (size_t i = 0; i < sizeof warned / sizeof *warned; i++) {
        check_finding(warned[i].over, SEVERITY_WARNING,
                      strstr(warned[i].words, "'kiosk': n") ? "stations.kiosk" : "stations.counter",
                      warned[i].words);
    }
}

/* With the kind's own default no key says that another value was meant. */
static void where_no_key_opens_the_way_it_is_an_error(void **state) {
    (void)state;
    static const struct mistake all[] = {
        {COUNTER("", "\"kiosk\", {\"at\": \"phones\", \"resolved\": \"exit\"}, \"counter\"]"),
         "stations.counter", "no journey comes to this station: 'phones' resolves everything", NULL,
         0, 0},
        {COUNTER("", "\"phones\", {\"at\": \"kiosk\", \"resolved\": \"counter\", \"unresolved\": "
                     "\"exit\"}, \"counter\"]"),
         "stations.counter", "no journey comes to this station: 'kiosk' resolves nothing", NULL, 0,
         0},
    };
    CHECK_MISTAKES(NULL, all);
}

/* Other ways lead there, or a rule opens one. */
static void who_comes_by_another_way_is_not_warned_of(void **state) {
    (void)state;
    static const char *const over[] = {
        COUNTER(", \"resolves\": 1",
                "\"phones\", {\"at\": \"kiosk\", \"blocked\": \"counter\"}, \"counter\"]"),
        COUNTER(", \"resolves\": 1",
                "\"phones\", {\"at\": \"kiosk\", \"chance\": 0.5}, \"counter\"]"),
        COUNTER(
            ", \"resolves\": 1",
            "\"phones\", \"kiosk\", \"counter\"]}}, \"rules\": {\"calm\": {\"watch\": "
            "{\"measure\": \"waiting\", \"at\": \"phones\"}, \"on_above\": 3, \"do\": {\"set\": "
            "{\"customers.callers.work.kiosk.resolves\": 0.5}}"),
    };
    for (size_t i = 0; i < sizeof over / sizeof *over; i++) {
        struct diag d = {0};
        struct scenario *s = read_over(NULL, over[i], &d);
        for (size_t f = 0; f < d.count; f++) {
            assert_null(strstr(d.findings[f].message, "nobody reaches"));
        }
        assert_int_equal(d.errors, 0);
        scenario_free(s);
        diag_fini(&d);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_is_sent_elsewhere_is_named),
        cmocka_unit_test(where_no_key_opens_the_way_it_is_an_error),
        cmocka_unit_test(who_comes_by_another_way_is_not_warned_of),
        cmocka_unit_test(mistakes_of_the_whole_are_named),
        cmocka_unit_test(a_round_that_takes_time_and_may_end_is_accepted),
        cmocka_unit_test(a_load_that_drains_is_accepted),
        cmocka_unit_test(who_has_no_tier_is_in_the_plain_one),
        cmocka_unit_test(doubts_are_warned_of_and_remarked_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
