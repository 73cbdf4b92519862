/* SPDX-License-Identifier: GPL-3.0-or-later
 * The table from persons to numbers against a plain array. */
#include "observe/person_map.h"

#include <stdlib.h>

#include "support/check.h"

enum { PERSONS = 211, TAGS = 3 };

/* 20,000 puts and removals, in step with an array: the table must say the same all the while. */
static void it_remembers_what_an_array_would(void **state) {
    (void)state;
    struct person_map m = {0};
    double want[PERSONS][TAGS];
    for (int p = 0; p < PERSONS; p++) {
        for (int t = 0; t < TAGS; t++) {
            want[p][t] = -1;
        }
    }
    srand(17);
    for (int i = 0; i < 20000; i++) {
        int p = rand() % PERSONS, t = rand() % TAGS;
        struct person_entry *e = person_map_find(&m, (uint64_t)p << 30, (uint32_t)t);
        check_near(e ? e->value : -1, want[p][t], 0);
        if (e && rand() % 2) {
            person_map_remove(&m, e);
            want[p][t] = -1;
        } else {
            want[p][t] = i;
            person_map_put(&m, (uint64_t)p << 30, (uint32_t)t, i);
        }
    }
    assert_true(m.capacity <= 8192); /* graves are cleared away */
    person_map_clear(&m);
    assert_null(person_map_find(&m, 0, 0));
    person_map_put(&m, 0, 0, 4.5);
    check_near(person_map_find(&m, 0, 0)->value, 4.5, 0);
    person_map_fini(&m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_remembers_what_an_array_would),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
