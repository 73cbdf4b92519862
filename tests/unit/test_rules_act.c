/* SPDX-License-Identifier: GPL-3.0-or-later
 * What rules do, to the second: people fetched from another group and sent back, keys set and put
 * back. */
#include "study/rule_words.h"
#include "support/study.h"
#include "support/tallied.h"
#include "support/transcript.h"

/* At the desk a0 ... a4 come at 60, 120, ... 300 s for 200 s each, to one agent. In the office b0
 * and b1 come at 100 and 200 s for 300 s each, to two people at the back. */
static const char shop[] =
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"1h\"},\n"
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"60s\", \"at_most\": 5},\n"
    " \"journey\": [\"desk\"], \"work\": {\"desk\": {\"service\": \"200s\"}}},\n"
    " \"b\": {\"arrivals\": {\"every\": \"100s\", \"at_most\": 2},\n"
    " \"journey\": [\"office\"], \"work\": {\"office\": {\"service\": \"300s\"}}}},\n"
    "\"stations\": {\"desk\": {\"kind\": \"desk\"}, \"office\": {\"kind\": \"desk\"}},\n"
    "\"staff\": {\"agents\": {\"count\": 1, \"skills\": {\"desk\": {}}},\n"
    " \"back\": {\"count\": 2, \"skills\": {\"office\": {}}}},\n"
    "\"rules\": {\"x\": {\"watch\": {\"measure\": \"waiting\", \"at\": \"desk\"}, \"on_above\": "
    "2,\n"
    " \"lasts_at_least\": \"10m\", \"do\": {\"staff\": 1, \"from\": \"back\", \"to\": \"agents\", "
    "\"switch\": \"30s\"}}}}";

static void the_idle_are_fetched_first(void **state) {
    (void)state;
    check_story(shop, NULL, "srf",
                "60 a0 starts desk 0 agents\n"
                "100 b0 starts office 0 back\n"
                "180 x on 2\n"
                "180 x has 1\n"
                "180 x asks 1, 1 there\n"
                "210 a1 starts desk 90 agents\n"
                "260 a2 starts desk 80 agents\n"
                "400 b1 starts office 200 back\n"
                "410 a3 starts desk 170 agents\n"
                "460 a4 starts desk 160 agents\n"
                "780 x off 0\n"
                "810 x has 0");
}

static void else_the_next_to_be_free(void **state) {
    (void)state;
    check_story(shop, "staff.back.count=1", "srf",
                "60 a0 starts desk 0 agents\n"
                "100 b0 starts office 0 back\n"
                "180 x on 2\n"
                "180 x asks 1, 1 there\n"
                "260 a1 starts desk 140 agents\n"
                "400 x has 1\n"
                "430 a2 starts desk 250 agents\n"
                "460 a3 starts desk 220 agents\n"
                "630 a4 starts desk 330 agents\n"
                "780 x off 0\n"
                "860 b1 starts office 660 back\n"
                "860 x has 0");
}

/* From 540 s on nobody is left to be fetched. */
static void more_are_fetched_while_it_stays_on(void **state) {
    (void)state;
    check_story(shop, "rules.x.again_after=3m", "srf",
                "60 a0 starts desk 0 agents\n"
                "100 b0 starts office 0 back\n"
                "180 x on 2\n"
                "180 x has 1\n"
                "180 x asks 1, 1 there\n"
                "210 a1 starts desk 90 agents\n"
                "260 a2 starts desk 80 agents\n"
                "360 x asks 1, 1 there\n"
                "400 x has 2\n"
                "410 a3 starts desk 170 agents\n"
                "430 a4 starts desk 130 agents\n"
                "540 x asks 1, 0 there\n"
                "720 x asks 1, 0 there\n"
                "780 x off 0\n"
                "810 b1 starts office 610 back\n"
                "810 x has 1\n"
                "810 x has 0");
}

/* a1 and a2 wait at 180 s, a1 alone is left at 210 s: the rule goes off, and on again at 240 s
 * while the one it fetched is still busy. */
static void who_was_to_go_back_stays(void **state) {
    (void)state;
    check_story(shop, "rules.x.lasts_at_least=0s", "rf",
                "180 x on 2\n"
                "180 x has 1\n"
                "180 x asks 1, 1 there\n"
                "210 x off 1\n"
                "240 x on 2\n"
                "240 x asks 1, 1 there\n"
                "260 x off 1\n"
                "300 x on 2\n"
                "300 x asks 1, 1 there\n"
                "410 x off 1\n"
                "640 x has 0");
}

static void whoever_is_on_the_way_turns_back(void **state) {
    (void)state;
    check_story(shop,
                "{\"rules\": {\"x\": {\"lasts_at_least\": \"100s\", \"off_below\": 2, \"do\": "
                "{\"switch\": \"10m\"}}}}",
                "srf",
                "60 a0 starts desk 0 agents\n"
                "100 b0 starts office 0 back\n"
                "180 x on 2\n"
                "180 x has 1\n"
                "180 x asks 1, 1 there\n"
                "260 a1 starts desk 140 agents\n"
                "400 b1 starts office 200 back\n"
                "460 a2 starts desk 280 agents\n"
                "660 a3 starts desk 420 agents\n"
                "660 x off 1\n"
                "860 a4 starts desk 560 agents\n"
                "1260 x has 0");
}

/* People of the back on duty in their own group, as told. */
struct duty_story {
    struct text text;
    uint32_t group;
};

static void duty_told(void *self, double now, uint32_t group, size_t present, size_t staffed) {
    struct duty_story *s = self;
    if (group == s->group)
        text_printf(&s->text, "%.10g %zu of %zu; ", now, present, staffed);
}

static void check_duty(const char *over, uint32_t group, const char *want) {
    struct scenario *s = read_sound(shop, over);
    struct diag d = {0};
    struct model *m = model_compile(s, (struct model_options){0}, &d);
    struct duty_story story = {.group = group};
    struct observer o = {.self = &story, .on_duty = duty_told};
    struct engine *e = engine_new(m);
    assert_int_equal(engine_run(e, NULL, 1, 0, &o, 1, (struct engine_limits){0}), ENGINE_DONE);
    assert_string_equal(text_string(&story.text), want);
    engine_free(e);
    text_fini(&story.text);
    model_free(m);
    scenario_free(s);
    diag_fini(&d);
}

/* At 600 s the back is to have one person fewer: the one who is fetched stands for the one who
 * stays, so the other goes, at 700 s when b1 is done; he himself takes the place at 810 s. */
static void a_change_of_staffing_reckons_with_those_away(void **state) {
    (void)state;
    enum { AGENTS, BACK };
    check_duty("staff.back.count={\"00:00\": 2, \"00:10\": 1}", BACK,
               "0 0 of 0; 0 1 of 1; 0 2 of 2; 180 1 of 1; 600 1 of 0; 700 0 of 0; 810 1 of 1; ");
    check_duty(NULL, AGENTS, "0 0 of 0; 0 1 of 1; 210 2 of 2; 780 1 of 1; ");
    check_duty("staff.agents.count={\"00:00\": 1, \"00:10\": 0, \"00:12\": 2}", AGENTS,
               "0 0 of 0; 0 1 of 1; 210 2 of 2; 600 2 of 1; 660 1 of 1; 720 1 of 1; 720 2 of 2; "
               "720 3 of 3; 780 2 of 2; ");
}

/* Paid time goes on at home: the day costs the same as without the rule, but for what each group
 * works after closing, which is nothing here. */
static void whoever_is_fetched_is_paid_at_home(void **state) {
    (void)state;
    static const char *const over[] = {"rules=null", "money.lost_customer=0"};
    double cost[2];
    for (size_t i = 0; i < 2; i++) {
        struct text json = {0};
        text_add_n(&json, shop, strlen(shop) - 1);
        text_add(&json, ", \"money\": {\"staff\": {\"agents\": \"36/h\", \"back\": \"18/h\"}}}");
        struct tallied r = tallied_run(text_string(&json), over[i]);
        cost[i] = r.q[Q_COST_STAFF];
        if (i == 1) { /* on from 180 to 780 s; away from 180 to 810 s */
            const double *rule = tallied_row(&r, ROW_RULE);
            check_close(rule[Q_RULE_ON], 600, 1e-12);
            check_close(rule[Q_RULE_HOURS], 630.0 / 3600, 1e-12);
            check_close(rule[Q_RULE_SWITCHES], 1, 1e-12);
        }
        tallied_fini(&r);
        text_fini(&json);
    }
    check_close(cost[0], 36 + 2 * 18, 1e-12);
    check_close(cost[1], cost[0], 1e-12);
}

/* ---- settings ---- */

static void a_count_is_set_and_put_back(void **state) {
    (void)state;
    check_story(shop,
                "{\"rules\": {\"x\": {\"do\": {\"staff\": null, \"from\": null, \"to\": null, "
                "\"switch\": null, \"set\": {\"staff.agents.count\": 2}}}}}",
                "sr",
                "60 a0 starts desk 0 agents\n"
                "100 b0 starts office 0 back\n"
                "180 x on 2\n"
                "180 a1 starts desk 60 agents\n"
                "200 b1 starts office 0 back\n"
                "260 a2 starts desk 80 agents\n"
                "380 a3 starts desk 140 agents\n"
                "460 a4 starts desk 160 agents\n"
                "780 x off 0");
}

/* One kiosk, then none, then three: a0 60-260, a1 and a2 wait at 180 s. */
#define KIOSKS(rules)                                                                              \
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"1h\"},\n"         \
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"60s\", \"at_most\": 5},\n"                \
    " \"journey\": [\"kiosk\"], \"work\": {\"kiosk\": {\"service\": \"200s\"}}}},\n"               \
    "\"stations\": {\"kiosk\": {\"kind\": \"machines\", \"count\": 1}},\n"                         \
    "\"rules\": {" rules "}}"

static void machines_come_and_go(void **state) {
    (void)state;
    check_story(KIOSKS("\"x\": {\"between\": [\"00:05\", \"00:06\"], \"do\": {\"set\": "
                       "{\"stations.kiosk.count\": 3}}}"),
                NULL, "sr",
                "60 a0 starts kiosk 0\n"
                "260 a1 starts kiosk 140\n"
                "300 x on\n"
                "300 a2 starts kiosk 120\n"
                "300 a3 starts kiosk 60\n"
                "360 x off\n"
                "500 a4 starts kiosk 200");
    check_story(KIOSKS("\"x\": {\"between\": [\"00:04\", \"00:05\"], \"do\": {\"set\": "
                       "{\"stations.kiosk.count\": 0}}}"),
                NULL, "sr",
                "60 a0 starts kiosk 0\n"
                "240 x on\n"
                "300 x off\n"
                "300 a1 starts kiosk 180\n"
                "500 a2 starts kiosk 320\n"
                "700 a3 starts kiosk 460\n"
                "900 a4 starts kiosk 600");
}

/* Both are on from 250 to 270 s: three kiosks by the later name, then two by the earlier again. */
static void the_later_name_holds(void **state) {
    (void)state;
    check_story(KIOSKS("\"a\": {\"watch\": {\"measure\": \"waiting\", \"at\": \"kiosk\"}, "
                       "\"on_above\": 2, \"lasts_at_least\": \"100s\", \"do\": [{\"set\": "
                       "{\"stations.kiosk.count\": \"+1\"}}]},"
                       "\"b\": {\"watch\": {\"measure\": \"longest_wait\", \"at\": \"kiosk\"}, "
                       "\"on_above\": \"70s\", \"lasts_at_least\": \"20s\", \"do\": [{\"set\": "
                       "{\"stations.kiosk.count\": 3}}]}"),
                NULL, "sr",
                "60 a0 starts kiosk 0\n"
                "180 a on 2\n"
                "180 a1 starts kiosk 60\n"
                "250 b on 70\n"
                "250 a2 starts kiosk 70\n"
                "260 a3 starts kiosk 20\n"
                "270 b off 0\n"
                "280 a off 0\n"
                "370 b on 70\n"
                "380 a4 starts kiosk 80\n"
                "390 b off 0");
}

/* Half past midnight brings three more for half an hour, for four who come at once and stay an
 * hour: one is busy all the time, three more for 30 min within the hour and 30 min beyond it. */
#define BRINGS(station, count)                                                                     \
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"30m\"},\n"        \
    "\"customers\": {\"a\": {\"arrivals\": {\"times\": [\"00:00\", \"00:00\", \"00:00\", "         \
    "\"00:00\"]}, " station "},\n"                                                                 \
    "\"rules\": {\"x\": {\"between\": [\"00:30\", \"01:00\"], \"do\": {\"set\": "                  \
    "{\"stations.thing.count\": " count "}}}},\n"                                                  \
    "\"money\": {\"stations\": {\"thing\": \"6/h\"}}}"

static const char kiosks_brought[] =
    BRINGS("\"journey\": [\"thing\"], \"work\": {\"thing\": {\"service\": \"1h\"}}}}, "
           "\"stations\": {\"thing\": {\"kind\": \"machines\", \"count\": 1}",
           "4");
static const char tables_brought[] =
    BRINGS("\"journey\": [\"thing\", \"meal\"], \"work\": {\"meal\": {\"service\": \"1h\"}}}}, "
           "\"stations\": {\"meal\": {\"kind\": \"delay\"}, \"thing\": {\"kind\": \"hold\", "
           "\"count\": 1}",
           "4");

static void check_brought(const char *json, const char *over, double cost, double utilisation) {
    struct studied s = study_of(json, over, (struct study_options){.replications = 1}, NULL);
    check_close(value_at(&s, "stations.thing.cost"), cost, 1e-12);
    check_close(value_at(&s, "stations.thing.utilisation"), utilisation, 1e-12);
    studied_fini(&s);
}

/* 1 x 1 h + 3 x 0.5 h at 6 an hour; all there are is in use, for as long as it is there. With one
 * */
static void what_rules_bring_is_paid_and_used(void **state) {
    (void)state;
    check_brought(kiosks_brought, NULL, 15, 1);
    check_brought(tables_brought, NULL, 15, 1);
    /* None until half past, then four, all in use. */
    check_brought(
        kiosks_brought,
        "{\"stations\": {\"thing\": {\"count\": 0}}, \"customers\": {\"a\": {\"patience\": "
        "{\"kind\": \"exponential\", \"mean\": \"10000h\"}}}}",
        12, 1);
    /* Of six two are idle all the time; four in use outlast the count of four. */
    check_brought(kiosks_brought, "stations.thing.count=6", 6 * 3 + 4 * 3, 4.0 / 5);
    /* In use beyond the count, as long as they are. */
    check_brought(kiosks_brought,
                  "{\"stations\": {\"thing\": {\"count\": 4}}, \"rules\": {\"x\": {\"do\": "
                  "{\"set\": {\"stations.thing.count\": 1}}}}, \"customers\": {\"a\": {\"work\": "
                  "{\"thing\": {\"service\": \"45m\"}}}}}",
                  6 * (4 * 0.75 + 0.25), 3.0 / 3.25);
}

/* Every machine is out of order as often as the others: half of the time, whatever the count. */
static void those_brought_fail_as_all_do(void **state) {
    (void)state;
    struct studied s = study_of(
        kiosks_brought,
        "{\"stations\": {\"thing\": {\"fails\": {\"every\": {\"kind\": \"exponential\", "
        "\"mean\": \"20m\"}, \"lasts\": {\"kind\": \"exponential\", \"mean\": \"20m\"}}}}, "
        "\"rules\": {\"x\": {\"between\": [\"00:20\", \"01:00\"]}}}",
        (struct study_options){.replications = 2000}, NULL);
    check_close(value_at(&s, "stations.thing.down_share"), 0.5, 0.03);
    studied_fini(&s);
}

/* More rules than stations and standards: each has its row, and stands in nobody else's place. */
static void every_rule_has_its_row(void **state) {
    (void)state;
    struct text over = {0};
    text_printf(&over, "{\"rules\": {");
    for (int i = 10; i < 50; i++)
        text_printf(&over,
                    "%s\"flag %d\": {\"watch\": {\"measure\": \"waiting\", \"at\": \"desk\"}, "
                    "\"on_above\": 2}",
                    i > 10 ? ", " : "", i);
    text_printf(&over, "}}");
    struct scenario *s = read_sound(shop, over.bytes);
    struct diag d = {0};
    struct model *m = model_compile(s, (struct model_options){0}, &d);
    assert_non_null(m);
    struct layout *l = layout_new(m);
    assert_int_equal(m->n_rules, 41);
    for (uint32_t i = 0; i < l->n_stores; i++)
        assert_in_range(l->stores[i].kind, STORE_CONTACTS, STORE_GROUP);
    for (uint32_t i = 0; i < m->n_rules; i++) {
        const struct layout_row *r = &l->rows[l->first_row[ROW_RULE] + i];
        assert_int_equal(r->kind, ROW_RULE);
        assert_string_equal(r->name, m->rules[i].name);
        check_close(l->stores[r->store].threshold, 20, 0);
    }
    layout_free(l);
    model_free(m);
    scenario_free(s);
    diag_fini(&d);
    text_fini(&over);
}

/* Nobody is idle once a rule has sent one of two home; then it goes off, he comes, and so for ever.
 */
static const char restless[] =
    "{\"horizon\": {\"opens\": \"00:00\", \"closes\": \"01:00\", \"interval\": \"1h\"},"
    "\"customers\": {\"a\": {\"arrivals\": {\"every\": \"60s\", \"at_most\": 5}, \"journey\": "
    "[\"desk\"], \"work\": {\"desk\": {\"service\": \"100s\"}}}},"
    "\"stations\": {\"desk\": {\"kind\": \"desk\"}},"
    "\"staff\": {\"agents\": {\"count\": 2, \"skills\": {\"desk\": {}}}},"
    "\"rules\": {\"calm\": {\"watch\": {\"measure\": \"idle\", \"at\": \"agents\"}, "
    "\"on_above\": 2, \"do\": {\"set\": {\"staff.agents.count\": 1}}}}}";

static void a_rule_that_is_never_at_rest_is_named(void **state) {
    (void)state;
    struct scenario *s = read_sound(restless, NULL);
    struct diag d = {0};
    struct model *m = model_compile(s, (struct model_options){0}, &d);
    struct engine *e = engine_new(m);
    struct engine_limits limits = {.in_an_instant = 20000};
    assert_int_equal(engine_run(e, NULL, 1, 0, NULL, 0, limits), ENGINE_STANDSTILL);
    assert_int_equal(engine_restless_rule(e), 0);
    struct arena a = {0};
    const char *words = rule_flips_words(m->rules[0].as_read, &a);
    assert_non_null(strstr(words, "'calm' goes on when 'idle' at 'agents' is 2 agents or more"));
    assert_non_null(strstr(words, "makes that less than 2 agents, when it goes off"));
    arena_fini(&a);
    engine_free(e);
    model_free(m);
    scenario_free(s);
    diag_fini(&d);
}

/* One is served from 60 to 160 s. Who comes at 120 waits, so that nobody serves any more: he and
 * those at 180, 240 and 300 are still there at the end of the hour. */
static void who_is_left_waiting_counts_as_not_served(void **state) {
    (void)state;
    struct studied s =
        study_of(restless,
                 "{\"staff\": {\"agents\": {\"count\": 1}}, \"rules\": {\"calm\": "
                 "{\"watch\": {\"measure\": \"waiting\", \"at\": \"desk\"}, "
                 "\"on_above\": 1, \"do\": {\"set\": {\"staff.agents.count\": 0}}}}}",
                 (struct study_options){.replications = 20}, NULL);
    check_close(value_at(&s, "stations.desk.stranded"), 4, 1e-12);
    check_close(value_at(&s, "total.stranded"), 4, 1e-12);
    check_close(value_at(&s, "stations.desk.service_level_ignore"), 1.0 / 5, 1e-12);
    check_close(value_at(&s, "total.service_level_ignore"), 1.0 / 5, 1e-12);
    double waits = 4 * 3600 - (120 + 180 + 240 + 300);
    check_close(value_at(&s, "stations.desk.mean_wait"), waits / 5, 1e-12);
    check_close(value_at(&s, "stations.desk.mean_queue"), waits / 3600, 1e-12);
    bool said = false;
    for (size_t i = 0; i < s.results->n_warnings; i++)
        said =
            said || strstr(s.results->warnings[i],
                           "At 'desk' 4 people a day are left waiting for ever, who count as not "
                           "served: nobody is there to serve them while the rule 'calm' is on");
    assert_true(said);
    studied_fini(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_idle_are_fetched_first),
        cmocka_unit_test(else_the_next_to_be_free),
        cmocka_unit_test(more_are_fetched_while_it_stays_on),
        cmocka_unit_test(who_was_to_go_back_stays),
        cmocka_unit_test(whoever_is_on_the_way_turns_back),
        cmocka_unit_test(a_change_of_staffing_reckons_with_those_away),
        cmocka_unit_test(whoever_is_fetched_is_paid_at_home),
        cmocka_unit_test(a_count_is_set_and_put_back),
        cmocka_unit_test(machines_come_and_go),
        cmocka_unit_test(the_later_name_holds),
        cmocka_unit_test(what_rules_bring_is_paid_and_used),
        cmocka_unit_test(those_brought_fail_as_all_do),
        cmocka_unit_test(every_rule_has_its_row),
        cmocka_unit_test(a_rule_that_is_never_at_rest_is_named),
        cmocka_unit_test(who_is_left_waiting_counts_as_not_served),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
