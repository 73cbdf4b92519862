/* SPDX-License-Identifier: GPL-3.0-or-later
 * A scenario in which most of the language stands, for tests of whole studies. */
#ifndef SUPPORT_BUSY_H
#define SUPPORT_BUSY_H

#include "support/study.h"

/* A call center with everything that moves people about: a hold, machines that resolve, two tiers,
 * balking, a time limit with a message, returns, wrap-up, two groups. */
static const char busy_scenario[] =
    "{ \"horizon\": {\"opens\": \"08:00\", \"closes\": \"12:00\", \"interval\": \"30m\"},"
    "  \"customers\": {"
    "    \"plain\": {\"arrivals\": {\"rate\": \"150/h\", \"day_spread\": {\"cv\": 0.1}},"
    "      \"patience\": {\"kind\": \"exponential\", \"mean\": \"3m\"}, \"value\": 2,"
    "      \"balks\": {\"waiting\": {\"4\": 0.5}}, \"tier\": {\"gold\": 0.2, \"standard\": 0.8},"
    "      \"journey\": [\"trunk\", \"ivr\", {\"at\": \"desk\", \"within\": {\"limit\": \"4m\","
    "        \"then\": \"message\"}}],"
    "      \"work\": {\"ivr\": {\"service\": {\"kind\": \"gamma\", \"mean\": \"30s\", \"cv\": 0.5},"
    "          \"resolves\": 0.3}, \"desk\": {\"service\": {\"kind\": \"lognormal\", \"mean\": "
    "\"3m\","
    "          \"cv\": 1}, \"wrap_up\": \"20s\", \"resolves\": 0.9}},"
    "      \"returns\": {\"abandoned\": {\"chance\": 0.5, \"after\": \"5m\", \"at_most\": 2},"
    "        \"blocked\": {\"chance\": 0.7, \"after\": \"2m\"}}},"
    "    \"loan\": {\"arrivals\": {\"rate\": \"20/h\"}, \"tier\": \"gold\","
    "      \"patience\": {\"kind\": \"exponential\", \"mean\": \"8m\"},"
    "      \"journey\": [\"trunk\", {\"at\": \"desk\", \"skill\": \"loans\"}],"
    "      \"work\": {\"desk\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"6m\"}}}}},"
    "  \"tiers\": {\"gold\": {\"priority\": 5}, \"standard\": {\"priority\": 0}},"
    "  \"stations\": {\"trunk\": {\"kind\": \"hold\", \"count\": 14, \"when_full\": \"blocked\"},"
    "    \"ivr\": {\"kind\": \"machines\", \"count\": 5}, \"desk\": {\"kind\": \"desk\"}},"
    "  \"staff\": {\"general\": {\"count\": [6, 7, 7, 6, 5, 7, 7, 6], \"shrinkage\": 0.25,"
    "      \"skills\": {\"desk/plain\": {}}},"
    "    \"lenders\": {\"count\": 3, \"skills\": {\"desk/loans\": {}, \"desk/plain\": {\"order\": "
    "2,"
    "      \"rank\": 2, \"after\": \"20s\"}}}},"
    "  \"standards\": {"
    "    \"answer\": {\"at\": \"desk\", \"share\": 0.8, \"within\": \"30s\", \"on_days\": 0.9},"
    "    \"gold\": {\"at\": \"desk\", \"for\": \"gold\", \"share\": 0.8, \"within\": \"1m\"},"
    "    \"lost\": {\"measure\": \"abandonment\", \"at_most\": 0.05, \"per\": \"interval\"},"
    "    \"tail\": {\"at\": \"desk\", \"measure\": \"wait_p90\", \"at_most\": 120},"
    "    \"through\": {\"from\": \"trunk.joined\", \"to\": \"desk.started\", \"share\": 0.5,"
    "      \"within\": \"2m\"}},"
    "  \"money\": {\"staff\": {\"general\": \"30/h\", \"lenders\": \"40/h\"}, \"lost_customer\": 7,"
    "    \"waiting\": {\"gold\": \"1/m\"}} }";

/* The same without days: what has no steady state taken out. */
static const char busy_steady[] =
    "{\"horizon\": {\"opens\": null, \"closes\": null, \"interval\": null, \"runs_for\": \"9h\","
    "   \"warm_up\": \"1h\"},"
    " \"customers\": {\"plain\": {\"arrivals\": {\"day_spread\": null}}},"
    " \"standards\": {\"answer\": {\"on_days\": null}, \"lost\": {\"per\": null}},"
    " \"staff\": {\"general\": {\"count\": 6}}}";

static inline void check_same(struct estimate a, struct estimate b, const char *what) {
    if (memcmp(&a, &b, sizeof a) != 0) {
        fail_msg("%s: %.17g [%.17g %.17g] and %.17g [%.17g %.17g]", what, a.value, a.low, a.high,
                 b.value, b.low, b.high);
    }
}

#endif
