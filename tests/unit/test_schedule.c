/* SPDX-License-Identifier: GPL-3.0-or-later
 * From patterns to people with shifts: requirement, days off, rests, and what the simulation adds.
 */
#include "planner/schedule.h"

#include "model/model.h"
#include "study/study.h"
#include "support/scenario.h"

/* The plain scenario's agents with this over it, compiled; the caller frees both. */
static struct model *model_with(const char *over, struct scenario **s) {
    struct diag d = {0};
    *s = read_sound(NULL, over);
    struct model *m = model_compile(*s, (struct model_options){0}, &d);
    assert_non_null(m);
    diag_fini(&d);
    return m;
}

static struct schedule *schedule_with(const struct model *m, struct schedule_options o) {
    struct diag d = {0};
    o.under = HUGE_VAL;
    struct schedule *s = schedule_make(m, &o, &d);
    if (!s)
        print_findings(&d);
    assert_non_null(s);
    diag_fini(&d);
    return s;
}

#define WEEK(days_off)                                                                             \
    "{\"horizon\": {\"days\": 7}, \"staff\": {\"agents\": {\"absence\": 0, \"count\": "            \
    "{\"mon-fri\": "                                                                               \
    "[3, 5, 4, 2], \"sat\": [2, 2, 2, 2], \"sun\": [1, 1, 2, 1]}, \"patterns\": {\"full\": {"      \
    "\"lasts\": [\"3h\", \"4h\"], \"starts\": {\"from\": \"08:00\", \"to\": \"09:00\", "           \
    "\"every\": "                                                                                  \
    "\"30m\"}, \"breaks\": {\"rest\": {\"lasts\": \"30m\", \"between\": [\"1h\", \"2h\"]}}, "      \
    "\"days\": 5, \"days_off\": \"" days_off "\"}}}}}"

/* Everybody works five days, none twice on one, and together exactly the shifts of the plan. */
static void check_week(const char *over, bool together) {
    struct scenario *scenario;
    struct model *m = model_with(over, &scenario);
    struct schedule *s = schedule_with(m, (struct schedule_options){.source = REQUIREMENT_COUNT});
    const struct schedule_group *g = &s->groups[0];
    assert_int_equal(s->end, SCHEDULE_COVERS);
    assert_int_equal(s->grid.n_days, 7);
    assert_int_equal(g->plan.missing, 0);
    size_t shifts = 0;
    for (size_t i = 0; i < g->plan.n_shifts; i++)
        shifts += g->plan.shifts[i].count;
    assert_int_equal(g->n_duties, shifts);
    assert_int_equal(g->n_duties, 5 * g->plan.people[0]);
    for (size_t i = 0; i < g->n_duties; i += 5) {
        size_t changes = 0;
        unsigned days = 0;
        for (size_t k = i; k < i + 5; k++) {
            assert_int_equal(g->duties[k].person, i / 5);
            days |= 1U << g->duties[k].shift->day;
        }
        for (unsigned day = 0; day < 7; day++)
            changes += (days >> day & 1) != (days >> (day + 1) % 7 & 1);
        assert_int_equal(__builtin_popcount(days), 5);
        assert_true(!together || changes == 2);
    }
    assert_true(g->shortest_rest >= 12 * 3600);
    schedule_free(s);
    model_free(m);
    scenario_free(scenario);
}

static void each_person_works_the_days_of_the_contract(void **state) {
    (void)state;
    check_week(WEEK("together"), true);
    check_week(WEEK("any"), false);
}

static void absence_is_made_up_for_and_closed_slots_need_nobody(void **state) {
    (void)state;
    struct scenario *scenario;
    struct model *m = model_with(
        "{\"staff\": {\"agents\": {\"absence\": 0.1, \"count\": [9, 18, 5, 0], \"patterns\": "
        "{\"part\": {\"lasts\": \"1h\", \"starts\": {\"from\": \"08:00\", \"to\": \"11:00\", "
        "\"every\": \"1h\"}}}}}, \"customers\": {\"callers\": {\"patience\": {\"kind\": "
        "\"exponential\", \"mean\": \"5m\"}}}}",
        &scenario);
    struct schedule *s = schedule_with(m, (struct schedule_options){.source = REQUIREMENT_COUNT});
    const struct schedule_group *g = &s->groups[0];
    static const size_t want[] = {10, 20, 6, 0};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(g->required[grid_slot(&s->grid, 0, (8 + (double)i) * 3600)], want[i]);
        assert_int_equal(g->plan.on_duty[grid_slot(&s->grid, 0, (8 + (double)i) * 3600)], want[i]);
    }
    check_close(s->cost, 36, 1e-12); /* hours: an hour each, without a price */
    schedule_free(s);
    model_free(m);
    scenario_free(scenario);
}

/* What the formulas ask for is too little where callers come back; the cuts make up for it. */
static void a_day_that_misses_is_solved_again_with_more(void **state) {
    (void)state;
    struct scenario *scenario;
    struct model *m = model_with(
        "{\"customers\": {\"callers\": {\"returns\": {\"abandoned\": {\"chance\": 1, \"after\": "
        "{\"kind\": \"exponential\", \"mean\": \"2m\"}}}, \"patience\": {\"kind\": "
        "\"exponential\", "
        "\"mean\": \"1m\"}}}, \"standards\": {\"few leave\": {\"at\": \"phones\", \"measure\": "
        "\"abandonment\", \"at_most\": 0.12}}, \"staff\": {\"agents\": {\"patterns\": {\"part\": "
        "{\"lasts\": \"2h\", \"starts\": {\"from\": \"08:00\", \"to\": \"10:00\", \"every\": "
        "\"1h\"}}}}}}",
        &scenario);
    struct study_options study = {.seed = 1, .replications = 60, .threads = 1};
    study.limits = study_usual_limits(NULL);
    struct schedule *s = schedule_with(
        m, (struct schedule_options){.source = REQUIREMENT_FORMULAS, .study = &study, .rounds = 8});
    assert_true(s->n_rounds > 1);
    assert_true(s->rounds[0].missed == 1 && s->rounds[0].raised > 0);
    assert_true(s->rounds[s->n_rounds - 1].missed == 0 && s->rounds[s->n_rounds - 1].confirms);
    assert_int_equal(s->rounds[s->n_rounds - 1].results->seed, 2);
    assert_true(s->rounds[s->n_rounds - 1].cost > s->rounds[0].cost);
    assert_true(isnan(s->rounds[0].change.value) && s->rounds[1].change.high < 0);
    schedule_free(s);
    model_free(m);
    scenario_free(scenario);
}

#define PARTS                                                                                      \
    "\"staff\": {\"agents\": {\"patterns\": {\"part\": {\"lasts\": \"1h\", \"starts\": "           \
    "{\"from\": \"08:00\", \"to\": \"11:00\", \"every\": \"1h\"}}}}}"
#define FEW_LEAVE                                                                                  \
    "\"few leave\": {\"at\": \"phones\", \"measure\": \"abandonment\", \"at_most\": 0.12}"

/* A schedule's cost, and how many of its standards the last simulation misses. */
static double cost_under(const char *standards, size_t *missed, size_t *curable) {
    char over[1000];
    struct scenario *scenario;
    snprintf(over, sizeof over,
             "{\"customers\": {\"callers\": {\"patience\": {\"kind\": \"exponential\", \"mean\": "
             "\"1m\"}}}, \"standards\": {%s}, " PARTS "}",
             standards);
    struct model *m = model_with(over, &scenario);
    struct study_options study = {.seed = 1, .replications = 60, .threads = 1};
    study.limits = study_usual_limits(NULL);
    struct schedule *s = schedule_with(
        m, (struct schedule_options){.source = REQUIREMENT_FORMULAS, .study = &study, .rounds = 8});
    double cost = s->cost;
    *missed = s->rounds[s->n_rounds - 1].missed;
    *curable = s->rounds[s->n_rounds - 1].curable;
    schedule_free(s);
    model_free(m);
    scenario_free(scenario);
    return cost;
}

/* Beside such a standard the others cost what they cost without it. */
static void what_more_people_make_worse_is_told_and_not_cured(void **state) {
    (void)state;
    size_t missed, curable;
    double alone = cost_under(FEW_LEAVE, &missed, &curable);
    assert_int_equal(missed, 0);
    double busy = cost_under(FEW_LEAVE ", \"busy\": {\"measure\": \"occupancy\", \"at\": "
                                       "\"phones\", \"at_least\": 0.99}",
                             &missed, &curable);
    check_close(busy, alone, 1e-12);
    assert_true(missed == 1 && curable == 0);
    double calm = cost_under(FEW_LEAVE ", \"calm\": {\"measure\": \"occupancy\", \"at\": "
                                       "\"phones\", \"at_most\": 0.5}",
                             &missed, &curable);
    assert_true(calm > alone);
}

static void what_cannot_be_scheduled_is_said(void **state) {
    (void)state;
    static const struct {
        const char *over, *words;
    } cases[] = {
        {"staff.agents.count=9", "no group has 'patterns'"},
        {"{\"staff\": {\"agents\": {\"patterns\": {\"part\": {\"lasts\": \"2h\", \"starts\": "
         "\"08:00\"}}}}}",
         "no standard at 'phones'"},
        {"{\"staff\": {\"agents\": {\"patterns\": {\"part\": {\"lasts\": \"2h\", \"starts\": "
         "\"08:00:30\"}}}}}",
         "fit only a grid of 30 s"},
        {"{\"staff\": {\"agents\": {\"patterns\": {\"part\": {\"lasts\": \"2h\", \"starts\": "
         "\"08:00\"}}}, \"others\": {\"count\": 1, \"skills\": {\"phones\": {}}}}}",
         "shares its station with another group"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scenario *scenario;
        struct model *m = model_with(cases[i].over, &scenario);
        struct diag d = {0};
        struct schedule_options o = {.source = REQUIREMENT_FORMULAS, .under = HUGE_VAL};
        assert_null(schedule_make(m, &o, &d));
        assert_true(d.errors == 1);
        if (!strstr(d.findings[0].message, cases[i].words))
            fail_msg("%s", d.findings[0].message);
        diag_fini(&d);
        model_free(m);
        scenario_free(scenario);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_person_works_the_days_of_the_contract),
        cmocka_unit_test(absence_is_made_up_for_and_closed_slots_need_nobody),
        cmocka_unit_test(a_day_that_misses_is_solved_again_with_more),
        cmocka_unit_test(what_more_people_make_worse_is_told_and_not_cured),
        cmocka_unit_test(what_cannot_be_scheduled_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
