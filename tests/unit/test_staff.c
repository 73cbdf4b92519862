/* SPDX-License-Identifier: GPL-3.0-or-later
 * Groups of staff and what they can do. */
#include "scenario/read.h"

#include "support/scenario.h"

static const struct mistake mistakes[] = {
    {"{\"staff\": {\"agents\": {\"count\": null}}}", "staff.agents", "needs 'count'", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"skills\": null}}}", "staff.agents", "these people serve nobody",
     NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"shrinkage\": 0.99}}}", "staff.agents.shrinkage",
     "0.99 is outside [0, 0.95]", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"skills\": {\"phons\": {}}}}}", "staff.agents.skills.phons",
     "unknown station 'phons'; did you mean 'phones'?", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"skills\": {\"phones/loan\": {}}}}}",
     "staff.agents.skills.phones/loan", "unknown skill, class or tier 'loan'", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"skills\": {\"phones/caller\": {}}}}}",
     "staff.agents.skills.phones/caller",
     "unknown skill, class or tier 'caller'; did you mean 'callers'?", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"skills\": {\"phones\": {\"speed\": 0}}}}}",
     "staff.agents.skills.phones.speed", "0 is outside [0.001, 1000]", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"skills\": {\"phones\": {\"after\": \"-3s\"}}}}}",
     "staff.agents.skills.phones.after", "-3 s is outside", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"choose\": \"best\"}}}", "staff.agents.choose",
     "\"best\" is not \"longest_idle\"", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"serves\": \"shortest\"}}}", "staff.agents.serves",
     "\"shortest\" is not \"order\" or \"longest_wait\"", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"finish_late\": false}}}", "staff.agents.finish_late",
     "false is not true or \"resume\"", NULL, 0, 0},
    {"{\"staff\": {\"agents\": {\"seniority\": 3}}}", "staff.agents.seniority", "unknown key", NULL,
     0, 0},
    {"{\"staff\": {\"idle\": {\"count\": 3, \"skills\": {}}}}", "staff.idle",
     "these people serve nobody", NULL, 0, 0},
    {"{\"staff\": {\"idle\": {\"count\": 3, \"skills\": {\"phones/standard\": {}}}}, \"tiers\": "
     "{\"standard\": {}, \"gold\": {}}, \"customers\": {\"callers\": {\"tier\": \"gold\"}}}",
     "staff.idle", "these people serve nobody", NULL, 0, 0},
    {"{\"stations\": {\"shop\": {\"kind\": \"delay\"}}, \"customers\": {\"callers\": {\"journey\": "
     "[\"phones\", \"shop\"], \"work\": {\"shop\": {\"service\": {\"kind\": \"exponential\", "
     "\"mean\": 3}}}}}, \"staff\": {\"agents\": {\"skills\": {\"shop\": {}}}}}",
     "staff.agents.skills.shop", "nobody serves at 'shop': it is of kind delay", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"patience\": \"none\"}}, \"staff\": {\"agents\": {\"count\": "
     "0}}}",
     "customers.callers.journey[0]",
     "nobody is ever on duty for 'callers' customers at 'phones', who wait for ever", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"patience\": \"none\"}}, \"staff\": null}",
     "customers.callers.journey[0]",
     "nobody has the skill for 'callers' customers at 'phones', who wait for ever", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"patience\": \"none\"}}, \"staff\": {\"agents\": {\"count\": "
     "[9, 9, 9, 0]}}}",
     "customers.callers.journey[0]",
     "nobody is on duty at closing for 'callers' customers at 'phones', who wait for ever", NULL, 0,
     0},
    {"{\"customers\": {\"callers\": {\"patience\": null}}, \"staff\": {\"agents\": {\"count\": "
     "{\"06:00\": 9, \"08:00\": 0}}}}",
     "customers.callers.journey[0]", "nobody is ever on duty", NULL, 0, 0},
    {"{\"stations\": {\"ivr\": {\"kind\": \"machines\", \"count\": 0}}, \"customers\": "
     "{\"callers\": {\"patience\": \"none\", \"journey\": [\"ivr\", \"phones\"], \"work\": "
     "{\"ivr\": {\"service\": {\"kind\": \"exponential\", \"mean\": 3}}}}}}",
     "customers.callers.journey[0]", "'ivr' has a count of 0 and its customers wait for ever", NULL,
     0, 0},
};

static void mistakes_of_staff_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(NULL, mistakes);
}

static void skills_are_taken_apart(void **state) {
    (void)state;
    struct scenario *s = read_sound(
        NULL, "{\"staff\": {\"agents\": {\"shrinkage\": \"30%\", \"choose\": \"random\", "
              "\"serves\": \"longest_wait\", \"finish_late\": true, \"skills\": {\"phones\": null, "
              "\"phones/callers\": {\"rank\": 2, \"speed\": 0.9, \"after\": \"30s\"}}}}}");
    const struct staff_group *g = &s->groups[0];
    assert_int_equal(g->n_skills, 1);
    assert_string_equal(g->skills[0].station, "phones");
    assert_string_equal(g->skills[0].of, "callers");
    check_close(g->skills[0].order, 2, 0);
    check_close(g->skills[0].after, 30, 0);
    check_close(g->shrinkage, 0.3, 1e-15);
    assert_int_equal(g->choose, CHOOSE_RANDOM);
    assert_int_equal(g->serves, SERVES_LONGEST_WAIT);
    scenario_free(s);
}

static void check_warning(const char *over, const char *path, const char *words) {
    struct diag d = {0};
    struct scenario *s = read_over(NULL, over, &d);
    bool found = false;
    for (size_t i = 0; i < d.count; i++) {
        found = found ||
                (d.findings[i].severity == SEVERITY_WARNING &&
                 strcmp(d.findings[i].path, path) == 0 && strstr(d.findings[i].message, words));
    }
    if (!s || !found) {
        print_findings(&d);
        fail_msg("%s", over);
    }
    scenario_free(s);
    diag_fini(&d);
}

static void doubtful_staffing_is_warned_of(void **state) {
    (void)state;
    check_warning(
        "staff.agents.count=0", "customers.callers.journey[0]",
        "nobody is ever on duty for 'callers' customers at 'phones': all of them will leave");
    check_warning("{\"staff\": {\"agents\": {\"count\": [9, 9, 9, 0]}}}",
                  "customers.callers.journey[0]",
                  "nobody is on duty at closing for 'callers' customers at 'phones': some of them "
                  "will leave");
    check_warning("{\"tiers\": {\"gold\": {}, \"silver\": {}}, \"staff\": {\"agents\": "
                  "{\"skills\": {\"phones/silver\": {}}}}}",
                  "staff.agents.skills.phones/silver", "no customer at 'phones' needs this");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_of_staff_are_named),
        cmocka_unit_test(skills_are_taken_apart),
        cmocka_unit_test(doubtful_staffing_is_warned_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
