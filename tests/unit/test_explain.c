/* SPDX-License-Identifier: GPL-3.0-or-later
 * Every key is explained, a mistyped one is suggested, the manual holds them all. */
#include "scenario/explain.h"

#include <string.h>

#include "scenario/reading.h"
#include "support/check.h"

static const struct explain_entry entries[] = {{"asa", "s", "waits of the served / served"},
                                               {"offered", "contacts", "all tries"}};
static const struct explain_section measures = {"measures", "Measures", "Every number reported.", 2,
                                                entries};

struct topic_case {
    const char *topic;
    const char *words; /* of the explanation, or the suggestion for an unknown topic */
    bool known;
};

static const struct topic_case topics[] = {
    {NULL, "everything random", true},
    {"stations", "kinds:", true},
    {"stations.desk", "one line, many servers", true},
    {"stations.desk.lines", "at most so many customers here", true},
    {"stations.lines", "at most so many customers here", true},
    {"stations.phones.lines", "1 to 1000000000", true},
    {"stations.hold.count", "(of kind hold)", true},
    {"stations.hold.kind", "which of the kinds", true},
    {"customers.arrivals", "per_interval", true},
    {"customers.callers.arrivals.rate", "1/h", true},
    {"customers.callers.journey[2].within.limit", "clock time from joining", true},
    {"customers.callers.tier.gold", "share of the class", true},
    {"customers.callers.returns.abandoned.at_most", "no limit", true},
    {"staff.agents.count.csv", "beside the scenario", true},
    {"money.stations.trunk", "per contact", true},
    {"horizon.after_close", "\"serve\" or \"turn_away\"", true},
    {"horizon.opens", "00:00 to 23:59:59", true},
    {"distributions", "lognormal", true},
    {"distribution.gamma", "distribution gamma", true},
    {"gamma", "keys of this kind", true},
    {"customers.callers.work.phones.service", "step function", true},
    {"measures", "offered", true},
    {"asa", "waits of the served", true},
    {"measures.asa", "asa (s)", true},
    {"statons", "stations", false},
    {"stations.desk.lins", "stations.desk.lines", false},
    {"customers.callers.patiense", "customers.callers.patience", false},
    {"gama", "gamma", false},
    {"asaa", "asa", false},
    {"zzzzzzzz", NULL, false},
    {"", NULL, false},
    {"a..b", NULL, false},
    {"stations.desk.lines.more", NULL, false},
};

static void topics_are_explained_or_the_nearest_named(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof topics / sizeof *topics; i++) {
        const struct topic_case *c = &topics[i];
        struct text out = {0}, near_text = {0};
        const char *nearest;
        bool known = explain_topic(c->topic, &measures, 1, &out, &near_text, &nearest);
        const char *got = known ? text_string(&out) : nearest;
        bool fits = c->words ? got && strstr(got, c->words) : got == NULL;
        if (known != c->known || !fits || (!known && out.length > 0)) {
            fail_msg("%s: %s", c->topic, got ? got : "(nothing)");
        }
        text_fini(&out);
        text_fini(&near_text);
    }
}

static void check_in_manual(const char *manual, const struct field *fields) {
    for (const struct field *f = fields; f && f->key; f++) {
        char row[100];
        snprintf(row, sizeof row, "| `%s` |", f->key);
        if (!strstr(manual, row)) {
            fail_msg("%s is not in the manual", f->key);
        }
    }
}

static void the_manual_holds_every_key_kind_and_measure(void **state) {
    (void)state;
    struct text out = {0};
    explain_reference(&measures, 1, &out);
    const struct field_type *types[] = {&scenario_type, &horizon_type,   &stations_type,
                                        &steps_type,    &arrivals_type,  &customers_type,
                                        &staff_type,    &standards_type, &money_type};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        check_in_manual(text_string(&out), types[i]->fields);
    }
    struct field_variant v;
    for (size_t i = 0; distribution_type.variant(i, &v); i++) {
        check_in_manual(text_string(&out), v.fields);
        check_in_manual(text_string(&out), v.more);
        char title[100];
        snprintf(title, sizeof title, "### distribution: kind `%s`", v.name);
        assert_non_null(strstr(text_string(&out), title));
    }
    assert_non_null(strstr(text_string(&out), "| `asa` | s | waits of the served / served |"));
    text_fini(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(topics_are_explained_or_the_nearest_named),
        cmocka_unit_test(the_manual_holds_every_key_kind_and_measure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
