/* SPDX-License-Identifier: GPL-3.0-or-later
 * Plans where weekdays differ: slots by kind of day. */
#include "planner/staff.h"

#include <math.h>
#include <string.h>

#include "support/planned.h"

enum { INTERVALS = 3 };

/* Far enough from the target with one fewer that chance does not choose the plan. */
static const char week[] =
    "{ \"horizon\": {\"opens\": \"08:00\", \"closes\": \"11:00\", \"interval\": \"1h\","
    "    \"days\": 5, \"weekdays\": \"mon-fri\"},"
    "  \"customers\": {\"callers\": {"
    "    \"arrivals\": {\"per_interval\": {\"mon\": [20, 80, 30], \"tue-wed\": [60, 10, 30],"
    "                                  \"thu\": [20, 80, 30], \"fri\": [5, 5, 5]}},"
    "    \"patience\": {\"kind\": \"exponential\", \"mean\": \"5m\"}, \"journey\": [\"phones\"],"
    "    \"work\": {\"phones\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"3m\"}}}}},"
    "  \"stations\": {\"phones\": {\"kind\": \"desk\"}},"
    "  \"staff\": {\"agents\": {\"count\": 4, \"skills\": {\"phones\": {}}}},"
    "  \"standards\": {\"s\": {\"at\": \"phones\", \"share\": 0.75, \"within\": \"20s\","
    "                    \"formula\": \"offered\", \"per\": \"interval\"}},"
    "  \"money\": {\"staff\": {\"agents\": \"20/h\"}} }";

static struct planned planned_of(const char *over) {
    struct staff_options o = plan_options(3, 4000000);
    o.search_runs = 400;
    o.confirm = false;
    struct planned p = plan_made(week, over, o);
    assert_int_equal(p.answer->end, STAFF_PLANNED);
    return p;
}

static void check_words(const struct planned *p, size_t kind, const char *words) {
    struct arena a = {0};
    assert_string_equal(plan_day_words(&p->answer->space, kind, &a), words);
    arena_fini(&a);
}

static void alike_weekdays_are_one_kind(void **state) {
    (void)state;
    struct planned p = planned_of(NULL);
    const struct plan_space *s = &p.answer->space;
    assert_int_equal(s->kinds.n, 3);
    assert_int_equal(s->n_slots, 3 * INTERVALS);
    check_words(&p, 0, "mon and thu");
    check_words(&p, 1, "tue and wed");
    check_words(&p, 2, "fri");
    check_close(slot_share(s, 0), 0.4, 1e-15);
    check_close(slot_share(s, 3 * INTERVALS - 1), 0.2, 1e-15);
    assert_int_equal(slot_cell(s, INTERVALS), INTERVALS + 1);
    assert_int_equal(p.answer->n_checks, 3 * (INTERVALS + 1));
    planned_fini(&p);
}

/* What the engine is given is what the plan says, and an average day costs what it sums to. */
static void a_plan_is_staffing_by_weekday(void **state) {
    (void)state;
    static const size_t kinds[] = {0, 1, 1, 0, 2};
    struct planned p = planned_of(NULL);
    const struct plan *plan = &p.answer->plan;
    struct arena a = {0};
    struct staffing staffing = plan_staffing(plan, &a);
    double people = 0;
    for (unsigned day = 0; day < 5; day++) {
        const struct profile *count = profile_on(&staffing.count[0], day);
        assert_int_equal(count->n, INTERVALS);
        for (size_t i = 0; i < INTERVALS; i++) {
            check_close(count->at[i], 3600 * (8 + (double)i), 0);
            check_close(count->value[i], *plan_at(plan, 0, kinds[day] * INTERVALS + i), 0);
            people += count->value[i];
        }
    }
    check_close(plan_people(plan), people / 5, 1e-12);
    check_close(plan_cost(plan), 20 * people / 5, 1e-9);
    arena_fini(&a);
    planned_fini(&p);
}

static void check_alone(const struct plan *plan, size_t kind, const char *over) {
    struct planned alone = planned_of(over);
    assert_int_equal(alone.answer->space.n_slots, INTERVALS);
    for (size_t i = 0; i < INTERVALS; i++) {
        double here = *plan_at(plan, 0, kind * INTERVALS + i);
        double there = *plan_at(&alone.answer->plan, 0, i);
        if (here != there) {
            fail_msg("%s, interval %zu: %g in the week, %g alone", over, i, here, there);
        }
    }
    planned_fini(&alone);
}

static void each_weekday_is_planned_as_if_alone(void **state) {
    (void)state;
    struct planned p = planned_of(NULL);
    check_alone(&p.answer->plan, 0, "{\"horizon\": {\"days\": 1, \"weekdays\": \"mon\"}}");
    check_alone(&p.answer->plan, 1, "{\"horizon\": {\"days\": 1, \"weekdays\": \"tue\"}}");
    check_alone(&p.answer->plan, 2, "{\"horizon\": {\"days\": 1, \"weekdays\": \"fri\"}}");
    planned_fini(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alike_weekdays_are_one_kind),
        cmocka_unit_test(a_plan_is_staffing_by_weekday),
        cmocka_unit_test(each_weekday_is_planned_as_if_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
