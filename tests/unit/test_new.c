/* SPDX-License-Identifier: GPL-3.0-or-later
 * A new scenario is a sound one and says what was asked for. */
#include "scenario/new.h"

#include "support/scenario.h"

static void a_new_call_center_is_accepted_as_it_stands(void **state) {
    (void)state;
    struct new_call_center n = {.calls = 120 / 3600.0,
                                .handle = 245.5,
                                .patience = 300,
                                .share = 0.8,
                                .within = 20,
                                .agents = 11};
    struct text t = {0};
    new_call_center_add(&n, &t);
    struct diag d = {0};
    struct scenario *s = read_over(text_string(&t), NULL, &d);
    assert_non_null(s);
    assert_int_equal(d.count, 0);
    const struct customer_class *c = &s->classes[0];
    check_close(c->sources[0].rate.value[0], n.calls, 1e-9);
    check_close(distribution_mean(&c->work[0].work.service.distribution[0]), 245.5, 1e-12);
    check_close(distribution_mean(&c->patience.distribution.distribution[0]), 300, 1e-12);
    check_close(s->groups[0].count.value[0], 11, 0);
    assert_string_equal(s->standards[0].name, "80/20");
    check_close(s->standards[0].share, 0.8, 1e-12);
    check_close(s->standards[0].within, 20, 1e-12);
    scenario_free(s);
    diag_fini(&d);
    text_fini(&t);
}

/* A share such as 99.5 % makes a name with a dot, which no name may hold. */
static void a_broken_target_makes_a_sound_name(void **state) {
    (void)state;
    struct new_call_center n = {
        .calls = 0.01, .handle = 60, .patience = 90, .share = 0.995, .within = 2.5, .agents = 3};
    struct text t = {0};
    new_call_center_add(&n, &t);
    scenario_free(read_sound(text_string(&t), NULL));
    text_fini(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_call_center_is_accepted_as_it_stands),
        cmocka_unit_test(a_broken_target_makes_a_sound_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
