/* SPDX-License-Identifier: GPL-3.0-or-later
 * Temperaments: the table, what a mix comes to, mistakes. */
#include "people/temperament.h"

#include "support/check.h"
#include "support/scenario.h"

static void the_table_is_that_of_people_md(void **state) {
    (void)state;
    const struct temperament *t = &temperaments[temperament_find("combative")];
    assert_string_equal(t->name, "combative");
    check_close(t->work, 1.3, 1e-12);
    check_close(t->impatience, 1.2, 1e-12);
    check_close(t->hostile, 1, 1e-12);
    check_close(t->complaint, 0.8, 1e-12);
    check_close(t->sell, 0.6, 1e-12);
    assert_int_equal(temperament_find("cheerful"), TEMPERAMENTS);
    assert_int_equal(temperament_find("rational"), 0);
    check_close(temperaments[0].work * temperaments[0].impatience * temperaments[0].sell, 1, 1e-12);
}

static void a_mix_is_drawn_and_averaged_by_its_shares(void **state) {
    (void)state;
    /* 70 % rational, 30 % combative, in the order of the table. */
    double mix[TEMPERAMENTS];
    for (size_t i = 0; i < TEMPERAMENTS; i++) {
        mix[i] = i < temperament_find("combative") ? 0.7 : 1;
    }
    assert_int_equal(temperament_pick(mix, 0.699), 0);
    assert_int_equal(temperament_pick(mix, 0.701), temperament_find("combative"));
    check_close(temperament_mean_work(mix), 0.7 + 0.3 * 1.3, 1e-12);
}

static const struct mistake mistakes[] = {
    {"customers.callers.temperament=\"combattive\"", "customers.callers.temperament",
     "unknown temperament 'combattive'; did you mean 'combative'?", NULL, 0, 0},
    {"customers.callers.temperament=\"zzzzzzzzzz\"", "customers.callers.temperament",
     "known: rational, impulsive, stubborn", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"temperament\": {\"rational\": 0.7, \"combative\": 0.5}}}}",
     "customers.callers.temperament", "the shares sum to 1.2, not to 1", NULL, 0, 0},
    {"{\"customers\": {\"callers\": {\"temperament\": {\"rational\": 0.7, \"angry\": 0.3}}}}",
     "customers.callers.temperament.angry", "unknown temperament 'angry'", NULL, 0, 0},
    {"customers.callers.temperament=3", "customers.callers.temperament",
     "a temperament or shares of them", NULL, 0, 0},
};

static void mistakes_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(NULL, mistakes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_that_of_people_md),
        cmocka_unit_test(a_mix_is_drawn_and_averaged_by_its_shares),
        cmocka_unit_test(mistakes_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
