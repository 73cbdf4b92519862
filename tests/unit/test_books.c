/* SPDX-License-Identifier: GPL-3.0-or-later
 * Books that do not balance are told, with their figures. */
#include "observe/books.h"

#include <string.h>

#include "support/check.h"

static struct contact_book good_contacts(void) {
    return (struct contact_book){.began = 10,
                                 .ended = {[CONTACT_SERVED] = 6, [CONTACT_ABANDONED] = 3},
                                 .inside_at_end = 1,
                                 .new_customers = 8,
                                 .helped = 4,
                                 .given_up = 2,
                                 .orbit_at_end = 1,
                                 .customers_inside_at_end = 1,
                                 .stay = 123.456,
                                 .stay_area = 123.456 * (1 + 1e-12)};
}

static void what_balances_passes(void **state) {
    (void)state;
    struct text why = {0};
    struct contact_book c = good_contacts();
    struct visit_book v = {
        .began = 3, .ended = {1, 1}, .inside_at_end = 1, .stay = 2, .stay_area = 2};
    struct work_book w = {0, 0};
    assert_true(contact_book_check(&c, &why));
    assert_true(visit_book_check(&v, "desk", &why));
    assert_true(work_book_check(&w, "agents", &why));
    assert_string_equal(text_string(&why), "");
}

/* Each way to be wrong by the least amount is told, and nothing else is. */
static void check_told(bool told, struct text *why, const char *words) {
    assert_true(told);
    assert_non_null(strstr(text_string(why), words));
    text_fini(why);
}

static void every_single_slip_is_told(void **state) {
    (void)state;
    struct text why = {0};
    struct contact_book c = good_contacts();
    c.ended[CONTACT_MESSAGE]++;
    check_told(!contact_book_check(&c, &why), &why, "contacts: 10 in, 11 accounted for");
    c = good_contacts();
    c.helped--;
    check_told(!contact_book_check(&c, &why), &why, "customers: 8 in, 7 accounted for");
    c = good_contacts();
    c.stay *= 1 + 2e-9;
    check_told(!contact_book_check(&c, &why), &why, "time inside: 123.45");
    struct visit_book v = {.began = 3, .ended = {1, 1}};
    check_told(!visit_book_check(&v, "desk", &why), &why, "visits of desk: 3 in, 2 accounted for");
    v = (struct visit_book){.wait = 5, .wait_area = 5.1};
    check_told(!visit_book_check(&v, "desk", &why), &why, "waiting at desk: 5 by each");
    struct work_book w = {7, 6.5};
    check_told(!work_book_check(&w, "agents", &why), &why, "busy time at agents: 7 by each, 6.5");
    w = (struct work_book){7, NAN};
    check_told(!work_book_check(&w, "agents", &why), &why, "nan");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_balances_passes),
        cmocka_unit_test(every_single_slip_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
