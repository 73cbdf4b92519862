/* SPDX-License-Identifier: GPL-3.0-or-later
 * Standards: which measure, which target, for whom. */
#include "scenario/read.h"

#include "support/scenario.h"

static const struct mistake mistakes[] = {
    {"{\"standards\": {\"s\": {}}}", "standards.s",
     "needs 'share' and 'within', or 'measure' and a limit", NULL, 0, 0},
    {"{\"standards\": {\"s\": {\"share\": 0.8}}}", "standards.s", "needs 'share' and 'within'",
     NULL, 0, 0},
    {"{\"standards\": {\"s\": {\"share\": 80, \"within\": \"20s\"}}}", "standards.s.share",
     "80 is outside [0, 1]", NULL, 0, 0},
    {"{\"standards\": {\"s\": {\"share\": 0.8, \"within\": \"20s\", \"formula\": \"ignored\"}}}",
     "standards.s.formula", "did you mean 'ignore'?", NULL, 0, 0},
    {"{\"standards\": {\"s\": {\"share\": 0.8, \"within\": \"20s\", \"at\": \"phons\"}}}",
     "standards.s.at", "unknown station 'phons'; did you mean 'phones'?", NULL, 0, 0},
    {"{\"standards\": {\"s\": {\"share\": 0.8, \"within\": \"20s\", \"for\": \"caller\"}}}",
     "standards.s.for", "unknown class, tier or skill 'caller'; did you mean 'callers'?", NULL, 0,
     0},
    {"{\"standards\": {\"s\": {\"share\": 0.8, \"within\": \"20s\", \"for\": 7}}}",
     "standards.s.for", "7 is not the name of a class, tier or skill", NULL, 0, 0},
    {"{\"standards\": {\"s\": {\"share\": 0.8, \"within\": \"20s\", \"at_most\": 3}}}",
     "standards.s", "'at_most' and 'at_least' need 'measure'", NULL, 0, 0},
    {"{\"standards\": {\"s\": {\"measure\": \"abandonment\"}}}", "standards.s",
     "needs 'at_most' or 'at_least' for its measure", NULL, 0, 0},
    {"{\"standards\": {\"s\": {\"measure\": \"asa\", \"at_most\": 30, \"at_least\": 2}}}",
     "standards.s", "takes 'at_most' or 'at_least'; make it two standards", NULL, 0, 0},
    {"{\"standards\": {\"s\": {\"measure\": \"asa\", \"at_most\": 30, \"share\": 0.8}}}",
     "standards.s", "or 'share' with 'within', not both", NULL, 0, 0},
    {"{\"standards\": {\"s\": {\"measure\": \"abandonment\", \"at_most\": 0.03, \"from\": "
     "\"phones.joined\", \"to\": \"phones.ended\"}}}",
     "standards.s", "takes 'measure', or 'from' and 'to', not both", NULL, 0, 0},
    {"{\"standards\": {\"s\": {\"share\": 0.8, \"within\": \"20s\", \"from\": \"phones.joined\"}}}",
     "standards.s", "a timed stretch needs both 'from' and 'to'", NULL, 0, 0},
    {"{\"standards\": {\"s\": {\"share\": 0.8, \"within\": \"20s\", \"from\": \"phons.joined\", "
     "\"to\": \"phones.ended\"}}}",
     "standards.s.from", "unknown label 'phons'; did you mean 'phones'?", NULL, 0, 0},
    {"{\"standards\": {\"s\": {\"share\": 0.8, \"within\": \"20s\", \"from\": \"phones.join\", "
     "\"to\": \"phones.ended\"}}}",
     "standards.s.from", "\"phones.join\" is not a moment", NULL, 0, 0},
    {"{\"standards\": {\"s\": {\"share\": 0.8, \"within\": \"20s\", \"from\": [\"phones.joined\", "
     "3], \"to\": \"phones.ended\"}}}",
     "standards.s.from[1]", "3 is not a moment", NULL, 0, 0},
    {"{\"standards\": {\"s\": {\"share\": 0.8, \"within\": \"20s\", \"from\": [], \"to\": "
     "\"phones.ended\"}}}",
     "standards.s.from", "needs at least one moment", NULL, 0, 0},
    {"{\"standards\": {\"s\": {\"share\": 0.8, \"within\": \"20s\", \"of\": \"reached\"}}}",
     "standards.s", "'of' is for a timed stretch", NULL, 0, 0},
    {"{\"standards\": {\"s\": {\"share\": 0.8, \"within\": \"20s\", \"pay\": 5}}}",
     "standards.s.pay", "unknown key", NULL, 0, 0},
    {"{\"standards\": {\"s\": {\"share\": 0.8, \"within\": \"20s\", \"per\": \"run\", \"on_days\": "
     "0.9}}}",
     "standards.s", "'on_days' counts days, and 'per' asks for the run", NULL, 0, 0},
    {"{\"stations\": {\"till\": {\"kind\": \"machines\", \"count\": 2}}, \"customers\": {\"web\": "
     "{\"arrivals\": {\"rate\": \"1/h\"}, \"patience\": \"1m\", \"journey\": [\"till\"], \"work\": "
     "{\"till\": {\"service\": \"1m\"}}}}, \"standards\": {\"s\": {\"share\": 0.8, \"within\": "
     "\"20s\", \"at\": \"till\", \"for\": \"callers\"}}}",
     "standards.s.for", "nobody of callers comes to 'till': no step of theirs is there", NULL, 0,
     0},
    {"{\"customers\": {\"callers\": {\"rival\": true}}, \"standards\": {\"s\": {\"share\": 0.8, "
     "\"within\": \"20s\", \"for\": \"callers\"}}}",
     "standards.s.for", "'callers' is a rival's class, kept out of all standards", NULL, 0, 0},
    {"{\"horizon\": {\"opens\": null, \"closes\": null, \"interval\": null, \"runs_for\": "
     "\"10h\"}, \"standards\": {\"s\": {\"share\": 0.8, \"within\": \"20s\", \"on_days\": 0.9}}}",
     "standards.s", "a steady state has no days; leave out 'on_days'", NULL, 0, 0},
    {"{\"horizon\": {\"opens\": null, \"closes\": null, \"interval\": null, \"runs_for\": "
     "\"10h\"}, \"standards\": {\"s\": {\"share\": 0.8, \"within\": \"20s\", \"per\": \"day\"}}}",
     "standards.s", "a steady state has neither days nor intervals", NULL, 0, 0},
};

static void mistakes_of_standards_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(NULL, mistakes);
}

static struct standard read_standard(const char *standard) {
    char over[500];
    snprintf(over, sizeof over,
             "{\"tiers\": {\"gold\": {}}, \"customers\": {\"callers\": {\"journey\": [{\"at\": "
             "\"phones\", \"skill\": \"loans\"}]}}, \"standards\": {\"s\": %s}}",
             standard);
    struct scenario *s = read_sound(NULL, over);
    struct standard out = s->standards[0];
    assert_string_equal(out.name, "s");
    assert_true((out.of_class != NULL) + (out.of_tier != NULL) + (out.of_skill != NULL) <= 1);
    if (out.n_from > 0) {
        assert_string_equal(out.from[0].label, "phones");
    }
    out.of_class = out.of_class ? "class" : NULL; /* the texts die with the scenario */
    out.of_tier = out.of_tier ? "tier" : NULL;
    out.of_skill = out.of_skill ? "skill" : NULL;
    scenario_free(s);
    return out;
}

static void for_means_a_class_tier_or_skill(void **state) {
    (void)state;
    assert_non_null(
        read_standard("{\"share\": 0.8, \"within\": 20, \"for\": \"callers\"}").of_class);
    assert_non_null(read_standard("{\"share\": 0.8, \"within\": 20, \"for\": \"gold\"}").of_tier);
    assert_non_null(read_standard("{\"share\": 0.8, \"within\": 20, \"for\": \"loans\"}").of_skill);
}

static void stretches_and_measures_are_read(void **state) {
    (void)state;
    struct standard t = read_standard(
        "{\"from\": [\"phones.joined\", \"phones.started\"], \"to\": \"phones.ended\", \"share\": "
        "\"90%\", \"within\": \"10m\", \"of\": \"reached\", \"per\": \"run\"}");
    assert_int_equal(t.n_from, 2);
    assert_int_equal(t.n_to, 1);
    assert_true(t.of_reached);
    assert_int_equal(t.per, PER_RUN);
    assert_int_equal(t.formula, FORMULA_IGNORE);
    t = read_standard("{\"measure\": \"abandonment\", \"at_most\": 0.03, \"formula\": \"short\"}");
    check_close(t.at_most, 0.03, 0);
    assert_true(isnan(t.at_least));
    assert_int_equal(t.formula, FORMULA_SHORT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_of_standards_are_named),
        cmocka_unit_test(for_means_a_class_tier_or_skill),
        cmocka_unit_test(stretches_and_measures_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
