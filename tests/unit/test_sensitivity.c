/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which parameters go over their range, and how they rank. */
#include "planner/sensitivity.h"

#include <math.h>

#include "support/scenario.h"

/* People who feel and tire at six phones in a room with seats, but no temperature. */
static const char room[] =
    "{\"places\": {\"room\": {\"seats\": 40}}, \"stations\": {\"phones\": {\"place\": \"room\"}}, "
    "\"staff\": {\"agents\": {\"count\": 6}}, \"people\": {\"energy\": {\"hurry\": 2}, "
    "\"felt_wait\": {}}}";

struct tried {
    struct document documents[2];
    struct sensitivity *s;
};

static struct tried sensitivity_of(const char *over, const char *path, struct diag *d) {
    struct tried t = {.documents = {document_of_text("base", plain_scenario, false),
                                    document_of_text("over", over, false)}};
    t.s = sensitivity_new(t.documents, 2, path, d);
    return t;
}

static void tried_fini(struct tried *t) {
    sensitivity_free(t->s);
    document_free(&t->documents[0]);
    document_free(&t->documents[1]);
}

static const struct sensitive *named(const struct sensitivity *s, const char *name) {
    for (size_t i = 0; i < s->n; i++)
        if (strcmp(s->all[i].name, name) == 0)
            return &s->all[i];
    return NULL;
}

static void only_what_is_assumed_and_on_goes_over_its_range(void **state) {
    (void)state;
    struct diag d = {0};
    struct tried t = sensitivity_of(room, "abandonment", &d);
    assert_non_null(t.s);
    assert_string_equal(t.s->path, "total.abandonment");
    assert_string_equal(t.s->unit, "share");
    const struct sensitive *heat = named(t.s, "energy.heat");
    assert_string_equal(heat->row->mark, "A");
    check_close(heat->ends[SENSITIVE_LOW].value, 0, 0);
    check_close(heat->now, 0.05, 0);
    check_close(heat->ends[SENSITIVE_HIGH].value, 0.1, 0);
    assert_null(named(t.s, "felt_wait.uninformed")); /* published */
    assert_null(named(t.s, "energy.slowing"));       /* computed from what is */
    assert_null(named(t.s, "pace.pressure"));        /* off */
    assert_string_equal(named(t.s, "energy.hurry")->ends[SENSITIVE_LOW].why, "as it is");
    assert_null(named(t.s, "energy.hurry")->ends[SENSITIVE_HIGH].why);
    tried_fini(&t);
    diag_fini(&d);
}

static void the_answer_is_the_first_standard_unless_asked(void **state) {
    (void)state;
    struct diag d = {0};
    struct tried t = sensitivity_of(room, NULL, &d);
    assert_string_equal(t.s->path, "total.mean_wait");
    tried_fini(&t);
    struct document quick = document_of_text(
        "quick",
        "{\"standards\": {\"quick\": {\"at\": \"phones\", \"share\": 0.8, \"within\": "
        "\"20s\"}}}",
        false);
    struct document pile[3] = {document_of_text("base", plain_scenario, false),
                               document_of_text("over", room, false), quick};
    struct sensitivity *s = sensitivity_new(pile, 3, NULL, &d);
    assert_string_equal(s->path, "standards.quick.value");
    assert_int_equal(s->of, ANSWER_STANDARD);
    sensitivity_free(s);
    for (size_t i = 0; i < 3; i++)
        document_free(&pile[i]);
    diag_fini(&d);
}

/* A seat makes waits feel shorter, and who feels them longer leaves more; heat that is nowhere
 * cannot matter, and does so exactly not. */
static void what_matters_ranks_over_what_cannot(void **state) {
    (void)state;
    struct diag d = {0};
    struct tried t = sensitivity_of(room, "abandonment", &d);
    struct sensitivity *s = t.s;
    struct document(*piles)[3] = calloc(s->n_ends + 1, sizeof *piles);
    struct variant_source *sources = calloc(s->n_ends + 1, sizeof *sources);
    for (size_t i = 0; i <= s->n_ends; i++) {
        memcpy(piles[i], t.documents, sizeof t.documents);
        if (i > 0)
            piles[i][2] = s->ends[i - 1]->patch;
        sources[i] =
            (struct variant_source){i ? s->ends[i - 1]->name : "as it is", "", i ? 3 : 2, piles[i]};
    }
    struct variants *v = variants_compile(sources, s->n_ends + 1, &d);
    assert_non_null(v);
    struct comparison_options o = {.study = {.seed = 3, .replications = 80, .threads = 1}};
    struct comparison *c = comparison_run(v, &o, &d);
    assert_non_null(c);
    sensitivity_answer(s, c);
    const struct sensitive *seated = named(s, "felt_wait.seated"), *heat = named(s, "energy.heat");
    assert_true(seated < heat);
    /* As a seat feels like none, more leave; and the other way round. */
    assert_int_equal(seated->ends[SENSITIVE_HIGH].change.verdict, CHANGE_WORSE);
    assert_true(seated->ends[SENSITIVE_LOW].change.difference.value < 0);
    assert_int_equal(heat->ends[SENSITIVE_LOW].change.verdict, CHANGE_NONE);
    assert_int_equal(heat->ends[SENSITIVE_HIGH].change.verdict, CHANGE_NONE);
    check_close(heat->effect, 0, 0);
    for (size_t i = 1; i < s->n; i++) {
        const struct sensitive *above = &s->all[i - 1], *x = &s->all[i];
        assert_true(above->shown > x->shown ||
                    (above->shown == x->shown && above->effect >= x->effect));
    }
    check_close(seated->ends[SENSITIVE_HIGH].answer.value - s->answer.value,
                seated->ends[SENSITIVE_HIGH].change.difference.value, 1e-9);
    comparison_free(c);
    variants_free(v);
    free(piles);
    free(sources);
    tried_fini(&t);
    diag_fini(&d);
}

static void what_cannot_be_asked_is_told(void **state) {
    (void)state;
    static const struct {
        const char *over, *path, *words;
    } wrong[] = {{room, "abandonement", "did you mean 'abandonment'?"},
                 {room, "total.wait_exceeds_90s", "differences of this are not told"},
                 {room, "stations.phone.asa", "did you mean 'phones'?"},
                 {"{}", NULL, "nothing that is only assumed is switched on"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct diag d = {0};
        struct tried t = sensitivity_of(wrong[i].over, wrong[i].path, &d);
        assert_null(t.s);
        assert_int_equal(d.errors, 1);
        bool said = false;
        for (size_t k = 0; k < d.count; k++)
            said = said || strstr(d.findings[k].message, wrong[i].words);
        if (!said)
            fail_msg("not said: %s", wrong[i].words);
        tried_fini(&t);
        diag_fini(&d);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_is_assumed_and_on_goes_over_its_range),
        cmocka_unit_test(the_answer_is_the_first_standard_unless_asked),
        cmocka_unit_test(what_matters_ranks_over_what_cannot),
        cmocka_unit_test(what_cannot_be_asked_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
