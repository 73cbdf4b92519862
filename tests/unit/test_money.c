/* SPDX-License-Identifier: GPL-3.0-or-later
 * What things cost, and whom the prices name. */
#include "scenario/read.h"

#include "support/scenario.h"

static const struct mistake mistakes[] = {
    {"{\"money\": {\"staff\": {\"agents\": 30}}}", "money.staff.agents", "30 needs a unit", NULL, 0,
     0},
    {"{\"money\": {\"staff\": {\"agent\": \"30/h\"}}}", "money.staff.agent",
     "unknown group of staff 'agent'; did you mean 'agents'?", NULL, 0, 0},
    {"{\"money\": {\"stations\": {\"phons\": \"2/h\"}}}", "money.stations.phons",
     "unknown station 'phons'", NULL, 0, 0},
    {"{\"money\": {\"stations\": {\"phones\": \"x/contact\"}}}", "money.stations.phones",
     "\"x\" is not a number", NULL, 0, 0},
    {"{\"money\": {\"stations\": {\"phones\": \"2/call\"}}}", "money.stations.phones", "is no rate",
     NULL, 0, 0},
    {"{\"money\": {\"waiting\": {\"gold\": \"2/min\"}}}", "money.waiting.gold",
     "unknown tier 'gold'", NULL, 0, 0},
    {"{\"money\": {\"waiting\": 3}}", "money.waiting", "3 needs a unit", NULL, 0, 0},
    {"{\"money\": {\"lost_customer\": -1}}", "money.lost_customer", "-1 is outside", NULL, 0, 0},
    {"{\"money\": {\"classes\": {\"caller\": {\"value\": 3}}}}", "money.classes.caller",
     "unknown class 'caller'; did you mean 'callers'?", NULL, 0, 0},
    {"{\"money\": {\"classes\": {\"callers\": {}}}}", "money.classes.callers", "needs 'value'",
     NULL, 0, 0},
    {"{\"money\": {\"pay\": {}}}", "money.pay", "unknown key", NULL, 0, 0},
};

static void mistakes_of_money_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(NULL, mistakes);
}

static void prices_are_per_second_or_per_contact(void **state) {
    (void)state;
    struct scenario *s =
        read_sound(NULL, "{\"money\": {\"staff\": {\"agents\": \"36/h\"}, \"stations\": "
                         "{\"phones\": \"0.05/contact\"}, \"waiting\": \"0.6/min\", \"classes\": "
                         "{\"callers\": {\"value\": 25}}}}");
    const struct money *m = &s->money;
    check_close(m->staff[0].amount, 0.01, 1e-15);
    assert_true(m->stations[0].per_contact);
    check_close(m->stations[0].amount, 0.05, 0);
    assert_string_equal(m->waiting[0].name, "");
    check_close(m->waiting[0].amount, 0.01, 1e-15);
    check_close(s->classes[0].value, 25, 0);
    scenario_free(s);
}

static void waiting_may_be_priced_by_tier(void **state) {
    (void)state;
    struct scenario *s =
        read_sound(NULL, "{\"tiers\": {\"gold\": {}}, \"money\": {\"waiting\": {\"gold\": "
                         "\"60/h\"}, \"stations\": {\"phones\": \"72/h\"}}}");
    assert_string_equal(s->money.waiting[0].name, "gold");
    assert_false(s->money.stations[0].per_contact);
    check_close(s->money.stations[0].amount, 0.02, 1e-15);
    scenario_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_of_money_are_named),
        cmocka_unit_test(prices_are_per_second_or_per_contact),
        cmocka_unit_test(waiting_may_be_priced_by_tier),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
