/* SPDX-License-Identifier: GPL-3.0-or-later
 * Merge patches and single settings: the examples of RFC 7396, and what this project adds. */
#include "scenario/patch.h"

#include <cjson/cJSON.h>

#include "base/json.h"
#include "support/scenario.h"

/* RFC 7396, appendix A; those whose result is no object at the top cannot stand in a scenario. */
static const struct {
    const char *target, *patch, *result;
} rfc[] = {
    {"{\"a\":\"b\"}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
    {"{\"a\":\"b\"}", "{\"b\":\"c\"}", "{\"a\":\"b\",\"b\":\"c\"}"},
    {"{\"a\":\"b\"}", "{\"a\":null}", "{}"},
    {"{\"a\":\"b\",\"b\":\"c\"}", "{\"a\":null}", "{\"b\":\"c\"}"},
    {"{\"a\":[\"b\"]}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
    {"{\"a\":\"c\"}", "{\"a\":[\"b\"]}", "{\"a\":[\"b\"]}"},
    {"{\"a\":{\"b\":\"c\"}}", "{\"a\":{\"b\":\"d\",\"c\":null}}", "{\"a\":{\"b\":\"d\"}}"},
    {"{\"a\":[{\"b\":\"c\"}]}", "{\"a\":[1]}", "{\"a\":[1]}"},
    {"[\"a\",\"b\"]", "[\"c\",\"d\"]", "[\"c\",\"d\"]"},
    {"{\"a\":\"b\"}", "[\"c\"]", "[\"c\"]"},
    {"{\"a\":\"foo\"}", "null", "null"},
    {"{\"a\":\"foo\"}", "\"bar\"", "\"bar\""},
    {"{\"e\":null}", "{\"a\":1}", "{\"e\":null,\"a\":1}"},
    {"[1,2]", "{\"a\":\"b\",\"c\":null}", "{\"a\":\"b\"}"},
    {"{}", "{\"a\":{\"bb\":{\"ccc\":null}}}", "{\"a\":{\"bb\":{}}}"},
    /* a kind replaces a distribution whole, but keeps a station's other keys */
    {"{\"service\":{\"kind\":\"gamma\",\"mean\":3,\"cv\":2}}",
     "{\"service\":{\"kind\":\"exponential\",\"mean\":4}}",
     "{\"service\":{\"kind\":\"exponential\",\"mean\":4}}"},
    {"{\"service\":{\"kind\":\"gamma\",\"mean\":3,\"cv\":2}}", "{\"service\":{\"mean\":4}}",
     "{\"service\":{\"kind\":\"gamma\",\"cv\":2,\"mean\":4}}"},
    {"{\"stations\":{\"x\":{\"kind\":\"desk\",\"lines\":3}}}",
     "{\"stations\":{\"x\":{\"kind\":\"hold\"}}}",
     "{\"stations\":{\"x\":{\"lines\":3,\"kind\":\"hold\"}}}"},
    {"{\"customers\":{\"stations\":{\"patience\":{\"kind\":\"gamma\",\"cv\":3}}}}",
     "{\"customers\":{\"stations\":{\"patience\":{\"kind\":\"erlang\"}}}}",
     "{\"customers\":{\"stations\":{\"patience\":{\"kind\":\"erlang\"}}}}"},
    {"{\"stations\":{\"x\":{\"patience\":{\"kind\":\"gamma\",\"cv\":3}}}}",
     "{\"stations\":{\"x\":{\"patience\":{\"kind\":\"erlang\"}}}}",
     "{\"stations\":{\"x\":{\"patience\":{\"kind\":\"erlang\"}}}}"},
};

static void patches_merge_as_the_standard_says(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rfc / sizeof *rfc; i++) {
        cJSON *patch = cJSON_Parse(rfc[i].patch), *want = cJSON_Parse(rfc[i].result);
        cJSON *got = patch_merge(cJSON_Parse(rfc[i].target), patch);
        if (!cJSON_Compare(got, want, 1)) {
            fail_msg("%s over %s", rfc[i].patch, rfc[i].target);
        }
        cJSON_Delete(got);
        cJSON_Delete(want);
        cJSON_Delete(patch);
    }
}

static const char settable[] =
    "{\"stations\": {\"kiosk\": {\"count\": 3}}, \"x\": {\"list\": [1, 2, 3], \"notes\": \"n\"},\n"
    "\"staff\": {\"a\": {\"count\": [10, 5, 0], \"skills\": {\"d/x\": {\"speed\": 1.5}}},\n"
    " \"b\": {\"count\": {\"08:00\": 4, \"notes\": \"why\"}},\n"
    " \"c\": {\"count\": {\"csv\": \"f\", \"column\": \"g\", \"plus\": 2}}},\n"
    "\"customers\": {\"a b\": {\"arrivals\": {\"rate\": \"40/h\"}, \"journey\": [\"d\", "
    "{\"chance\": "
    "\"35%\"}], \"work\": {\"d\": {\"service\": \"2m50s\", \"wrap_up\": {\"kind\": \"gamma\", "
    "\"mean\": 10}}}}}}";

static bool set_on(const char *set, cJSON **tree, struct diag *d) {
    struct document doc = {.name = "--set", .text = set, .length = strlen(set), .is_set = true};
    *tree = cJSON_Parse(settable);
    return patch_set(*tree, &doc, d);
}

/* The settings, and the text of what then stands at the first member path. */
static const struct {
    const char *set, *path[5], *want;
} settings[] = {
    {"stations.kiosk.count=2", {"stations", "kiosk", "count"}, "2"},
    {"stations.kiosk.count=+1", {"stations", "kiosk", "count"}, "4"},
    {"stations.kiosk.count=-1", {"stations", "kiosk", "count"}, "2"},
    {"stations.kiosk.count=*1.5", {"stations", "kiosk", "count"}, "5"},
    {"stations.kiosk.count=-9", {"stations", "kiosk", "count"}, "0"},
    {"stations.kiosk.kind=desk", {"stations", "kiosk", "kind"}, "\"desk\""},
    {"stations.new.count=[1,2]", {"stations", "new", "count"}, "[1,2]"},
    {"stations.kiosk=null", {"stations"}, "{}"},
    {"staff.a.count=+1", {"staff", "a", "count"}, "[11,6,1]"},
    {"staff.a.count=*1.1", {"staff", "a", "count"}, "[11,6,0]"},
    {"staff.b.count=*2", {"staff", "b", "count"}, "{\"08:00\":8}"},
    {"staff.c.count=*2",
     {"staff", "c", "count"},
     "{\"column\":\"g\",\"csv\":\"f\",\"plus\":4,\"times\":2}"},
    {"staff.c.count=+1",
     {"staff", "c", "count"},
     "{\"column\":\"g\",\"csv\":\"f\",\"plus\":3,\"times\":1}"},
    {"staff.a.skills.d/x.speed=*2", {"staff", "a", "skills", "d/x", "speed"}, "3"},
    {"customers.a b.arrivals.rate=*1.5", {"customers", "a b", "arrivals", "rate"}, "\"60/h\""},
    {"customers.a b.arrivals.rate=+2.5", {"customers", "a b", "arrivals", "rate"}, "\"42.5/h\""},
    {"customers.a b.work.d.service=*2", {"customers", "a b", "work", "d", "service"}, "\"340s\""},
    {"customers.a b.work.d.service=+10", {"customers", "a b", "work", "d", "service"}, "\"180s\""},
    {"customers.a b.work.d.service=-1m", {"customers", "a b", "work", "d", "service"}, "\"110s\""},
    {"customers.a b.journey[1].chance=*2",
     {"customers", "a b", "journey"},
     "[\"d\",{\"chance\":\"70%\"}]"},
    {"customers.a b.journey[0]=e", {"customers", "a b", "journey"}, "[\"e\",{\"chance\":\"35%\"}]"},
    {"name=a=b", {"name"}, "\"a=b\""},
    {"name=", {"name"}, "\"\""},
};

static void settings_take_json_bare_text_or_a_shift(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        cJSON *tree;
        struct diag d = {0};
        struct text got = {0};
        assert_true(set_on(settings[i].set, &tree, &d));
        const cJSON *at = tree;
        for (size_t j = 0; j < 5 && settings[i].path[j]; j++) {
            at = cJSON_GetObjectItemCaseSensitive(at, settings[i].path[j]);
        }
        json_add_canonical(&got, at);
        if (strcmp(text_string(&got), settings[i].want) != 0) {
            fail_msg("%s: %s", settings[i].set, text_string(&got));
        }
        text_fini(&got);
        cJSON_Delete(tree);
        diag_fini(&d);
    }
}

static const struct {
    const char *set, *path, *words;
} refused[] = {
    {"stations.kiosk", "", "needs the form path=value"},
    {"=3", "", "needs the form path=value"},
    {"stations..x=3", "", "needs the form path=value"},
    {"stations.kiosks.count=+1", "stations.kiosks",
     "nothing here to change; did you mean 'kiosk'?"},
    {"stations.kiosk.zzz=+1", "stations.kiosk.zzz", "nothing here to change; give a value"},
    {"stations.kioks.count=3", "stations.kioks", "nothing here to change; did you mean 'kiosk'?"},
    {"customers.a b.journey[7].chance=+1", "customers.a b.journey[7]",
     "the list has no such member"},
    {"customers.a b.journey[7]=x", "customers.a b.journey[7]", "there is no place here to set"},
    {"stations.kiosk.count.x=1", "stations.kiosk.count.x", "there is no place here to set"},
    {"stations.kiosk=+1", "stations.kiosk", "an object cannot be changed by +1"},
    {"customers.a b.work.d.wrap_up=*2", "customers.a b.work.d.wrap_up",
     "an object cannot be changed by *2"},
    {"x.notes=*2", "x.notes", "\"n\" cannot be changed by *2"},
};

static void settings_that_fit_nowhere_are_refused(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        cJSON *tree;
        struct diag d = {0};
        bool ok = set_on(refused[i].set, &tree, &d);
        if (ok || strcmp(d.findings[0].path, refused[i].path) != 0 ||
            !strstr(d.findings[0].message, refused[i].words)) {
            print_findings(&d);
            fail_msg("%s", refused[i].set);
        }
        cJSON_Delete(tree);
        diag_fini(&d);
    }
}

static void check_place(const char *over, const char *file, size_t line, size_t column) {
    struct diag d = {0};
    assert_null(read_over(NULL, over, &d));
    assert_int_equal(d.errors, 1);
    assert_string_equal(d.findings[0].file, file);
    assert_int_equal(d.findings[0].line, line);
    assert_int_equal(d.findings[0].column, column);
    diag_fini(&d);
}

static void a_mistake_is_placed_in_the_document_that_makes_it(void **state) {
    (void)state;
    check_place("staff.agents.count=2.5", "--set staff.agents.count=2.5", 0, 0);
    check_place("{\"staff\":\n {\"agents\": {\"count\": 2.5}}}", "patch.json", 2, 23);
    check_place("{\"customers\": {\"callers\": {\"work\": {\"phones\": {\"service\":\n {\"kind\": "
                "\"gamma\", \"mean\": 3}}}}}}",
                "patch.json", 2, 2);
    /* the patch takes the service away; the step that misses it stands in the base */
    check_place("{\"customers\": {\"callers\": {\"work\": null}}}", "base.json", 5, 17);
}

static void patches_and_settings_apply_in_their_order(void **state) {
    (void)state;
    struct document documents[] = {
        {.name = "base", .text = plain_scenario, .length = strlen(plain_scenario)},
        {.name = "s1", .text = "staff.agents.count=+3", .length = 21, .is_set = true},
        {.name = "p", .text = "{\"staff\": {\"agents\": {\"count\": 20}}}", .length = 36},
        {.name = "s2", .text = "staff.agents.count=*2", .length = 21, .is_set = true}};
    struct diag d = {0};
    struct scenario *s = scenario_read(documents, 4, &d);
    assert_non_null(s);
    check_close(s->groups[0].count.value[0], 46, 0); /* patches first, then the settings */
    scenario_free(s);
    diag_fini(&d);
}

static void null_is_only_for_patches(void **state) {
    (void)state;
    struct diag d = {0};
    static const char text[] = "{\"horizon\": {\"opens\": \"08:00\", \"closes\": null}}";
    assert_null(read_over(text, NULL, &d));
    bool said = false;
    for (size_t i = 0; i < d.count; i++) {
        said = said || (strcmp(d.findings[i].path, "horizon.closes") == 0 &&
                        strstr(d.findings[i].message, "null is only for patches"));
    }
    assert_true(said);
    diag_fini(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patches_merge_as_the_standard_says),
        cmocka_unit_test(settings_take_json_bare_text_or_a_shift),
        cmocka_unit_test(settings_that_fit_nowhere_are_refused),
        cmocka_unit_test(a_mistake_is_placed_in_the_document_that_makes_it),
        cmocka_unit_test(patches_and_settings_apply_in_their_order),
        cmocka_unit_test(null_is_only_for_patches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
