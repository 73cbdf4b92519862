/* SPDX-License-Identifier: GPL-3.0-or-later
 * Time in the job: V29 of people.md, simulated. Everybody is always busy, so that who is twice as
 * fast serves twice as many. */
#include <math.h>
#include <string.h>

#include "support/check.h"
#include "support/study.h"

#define WORK  120.0 /* s, of somebody proficient */
#define HOURS 4.0

static struct studied busy_with(size_t people, const char *tenure, const char *skill,
                                size_t replications) {
    char json[1200];
    snprintf(json, sizeof json,
             "{\"horizon\": {\"opens\": \"08:00\", \"closes\": \"12:00\", \"after_close\": "
             "\"turn_away\"}, \"customers\": {\"c\": {\"arrivals\": {\"rate\": \"1500/h\"}, "
             "\"journey\": [\"desk\"], \"work\": {\"desk\": {\"service\": {\"kind\": \"constant\", "
             "\"value\": \"2m\"}}}}}, \"stations\": {\"desk\": {\"kind\": \"desk\", \"lines\": "
             "12}}, \"staff\": {\"g\": {\"count\": %zu, \"tenure\": %s, \"skills\": {\"desk\": "
             "{}}}}, \"people\": {\"skill\": {%s}}}",
             people, tenure, skill);
    return study_of(json, NULL, (struct study_options){.replications = replications, .seed = 3},
                    NULL);
}

/* Speed of a group in which everybody has been there for so many months. */
static double speed_after(double months, const char *skill) {
    char tenure[40];
    snprintf(tenure, sizeof tenure, "\"%.10gd\"", months * 365.25 / 12);
    struct studied s = busy_with(4, tenure, skill, 2);
    double speed = WORK / value_at(&s, "staff.g.handle_time");
    studied_fini(&s);
    return speed;
}

#define SLOW "\"learning\": 0.125, \"peers\": 0"

/* The month somebody is in is the months behind him and the one he has begun: 53 % in the first,
 * then as its power, an 84 % curve (0.255) or a 92 % one (0.125: 0.84 and 0.92 of the time at twice
 * the months). */
static void the_ramp_is_that_of_the_two_curves(void **state) {
    (void)state;
    static const double months[] = {0, 1, 3, 6, 11};
    double usual[5], slow[5];
    for (size_t i = 0; i < 5; i++) {
        usual[i] = speed_after(months[i], "");
        slow[i] = speed_after(months[i], SLOW);
        print_message("V29: month %2.0f: %.3f and %.3f of a proficient person's speed\n",
                      months[i] + 1, usual[i], slow[i]);
        check_close(usual[i], fmin(1, 0.53 * pow(months[i] + 1, 0.255)), 1e-9);
        check_close(slow[i], 0.53 * pow(months[i] + 1, 0.125), 1e-9);
    }
    check_near(usual[0], 0.53, 1e-9);
    check_near(usual[0] / usual[1], 0.84, 0.003);
    check_near(slow[0] / slow[1], 0.92, 0.003);
    double year = usual[4] / usual[0] - 1, slow_year = slow[4] / slow[0] - 1;
    /* Of neither is it the 64 % published of one center: docs/model.md says why. */
    print_message("V29: +%.0f %% and +%.0f %% in the first year\n", 100 * year, 100 * slow_year);
    assert_true(slow_year < 0.64 && 0.64 < year);
    check_near(year, 0.88, 0.01);
    check_near(slow_year, 0.36, 0.01);
}

/* What takes 12.8 months alone takes 36 % less, 8.2, among people who have been there for a year or
 * more. Everybody in a group has the same tenure: a year and more, where the slow curve still
 * rises. */
static void experienced_peers_shorten_the_ramp_by_36_of_a_hundred(void **state) {
    (void)state;
    double among = speed_after(12.8, "\"learning\": 0.125"), alone = speed_after(12.8 / 0.64, SLOW),
           without = speed_after(12.8, SLOW);
    print_message("V29: after 12.8 months %.4f among the experienced, %.4f without them\n", among,
                  without);
    check_close(among, alone, 1e-9);
    assert_true(among > without);
}

/* Each of a group's five is new or has been there for two years, by a coin. What such a group
 * serves is linear in who they are: summed over how many of the five are experienced. */
static void new_people_learn_from_those_who_happen_to_be_there(void **state) {
    (void)state;
    enum { N = 5, REPLICATIONS = 300 };
    struct studied s = busy_with(
        N, "{\"kind\": \"discrete\", \"values\": {\"61d\": 0.5, \"731d\": 0.5}}", "", REPLICATIONS);
    double ways = 1, speed = 0, square = 0;
    for (size_t k = 0; k <= N; k++) {
        double month = 1 + 61 / (365.25 / 12) / (1 - 0.36 * (double)k / (N - 1));
        double all = (double)k + (double)(N - k) * fmin(1, 0.53 * pow(month, 0.255));
        speed += ways / pow(2, N) * all;
        square += ways / pow(2, N) * all * all;
        ways *= (double)(N - k) / (double)(k + 1);
    }
    double works = HOURS * 3600 / WORK, served = value_at(&s, "staff.g.served");
    print_message("V29: five, half of them new: %.1f served, %.1f expected\n", served,
                  works * speed);
    /* Four standard errors, a false alarm in 16,000; and each loses half a service at closing. */
    check_near(served + N / 2.0, works * speed,
               4 * works * sqrt((square - speed * speed) / REPLICATIONS) + N / 2.0);
    studied_fini(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ramp_is_that_of_the_two_curves),
        cmocka_unit_test(experienced_peers_shorten_the_ramp_by_36_of_a_hundred),
        cmocka_unit_test(new_people_learn_from_those_who_happen_to_be_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
