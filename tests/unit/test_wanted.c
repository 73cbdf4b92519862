/* SPDX-License-Identifier: GPL-3.0-or-later
 * Customers by the hours at which they would like to come. */
#include <math.h>

#include "support/check.h"
#include "support/scenario.h"

#define SHOP                                                                                       \
    "{\"horizon\": {\"opens\": \"09:00\", \"closes\": \"17:00\", \"interval\": \"30m\"},"          \
    "\"customers\": {\"a\": {\"arrivals\": {\"wanted\": {\"00:00\": \"0/h\", \"07:00\": "          \
    "\"12/h\", "                                                                                   \
    "\"09:00\": \"24/h\", \"12:00\": \"36/h\", \"14:00\": \"24/h\", \"17:00\": \"30/h\", "         \
    "\"19:00\": \"10/h\", \"21:00\": \"0/h\"}, \"closed\": {\"come_at_opening\": 0.3, "            \
    "\"later\": 0.2, \"lost\": 0.5}}, \"journey\": [\"desk\"], \"work\": {\"desk\": "              \
    "{\"service\": {\"kind\": \"exponential\", \"mean\": \"1m\"}}}}},"                             \
    "\"stations\": {\"desk\": {\"kind\": \"desk\"}},"                                              \
    "\"staff\": {\"clerks\": {\"count\": 9, \"skills\": {\"desk\": {}}}}}"
#define ARRIVALS(keys) "{\"customers\": {\"a\": {\"arrivals\": {" keys "}}}}"
#define HORIZON(keys)  "{\"horizon\": {" keys "}}"

/* Customers expected between two times, s since midnight: the rate's integral. */
static double expected(const char *over, double from, double until) {
    struct scenario *s = read_sound(SHOP, over);
    const struct profile *p = &s->classes[0].sources[0].rate;
    double sum = 0;
    for (size_t i = 0; i < p->n; i++) {
        double end = i + 1 < p->n ? p->at[i + 1] : s->horizon.closes;
        sum += p->value[i] * fmax(0, fmin(end, until) - fmax(p->at[i], from));
    }
    scenario_free(s);
    return sum;
}

enum { H = 3600 };

/* Open: 3 x 24 + 2 x 36 + 3 x 24 = 216; closed: 2 x 12 + 2 x 30 + 2 x 10 = 104. */
static void demand_moves_with_the_hours(void **state) {
    (void)state;
    check_close(expected(NULL, 0, 24 * H), 216 + 104 * 0.5, 1e-9);
    check_close(expected(NULL, 9 * H, 9 * H + 60), 104 * 0.3 + 24.0 / 60 * (1 + 104 * 0.2 / 216),
                1e-9);
    check_close(expected(NULL, 12 * H, 13 * H), 36 * (1 + 104 * 0.2 / 216), 1e-9);
    check_close(expected(HORIZON("\"closes\": \"19:00\""), 0, 24 * H), 276 + 44 * 0.5, 1e-9);
}

/* Closing at two in the night: 00:00 to 02:00 belong to the evening before, and nobody wishes to
 * come then. Open round the clock nobody finds it closed. */
static void the_wish_goes_round_the_clock(void **state) {
    (void)state;
    check_close(expected(HORIZON("\"opens\": \"00:00\", \"closes\": \"24:00\""), 0, 24 * H), 320,
                1e-9);
    check_close(expected(HORIZON("\"opens\": \"16:00\", \"closes\": \"24:00\""), 0, 30 * H),
                104 + 216 * 0.5, 1e-9);
    check_close(expected(ARRIVALS("\"wanted\": \"10/h\", \"closed\": null"), 0, 24 * H), 80, 1e-9);
    /* Before the first step the last one of the evening holds: 20:00 to 08:00 at 6/h, else 3/h. */
    check_close(expected("{\"horizon\": {\"opens\": \"09:00\", \"closes\": \"10:00\"}, "
                         "\"customers\": {\"a\": {\"arrivals\": {\"wanted\": {\"00:00\": null, "
                         "\"07:00\": null, \"12:00\": null, \"14:00\": null, \"17:00\": null, "
                         "\"19:00\": null, \"21:00\": null, \"08:00\": \"3/h\", \"09:00\": null, "
                         "\"20:00\": \"6/h\"}, \"closed\": {\"come_at_opening\": 1, \"later\": 0, "
                         "\"lost\": 0}}}}}",
                         0, 24 * H),
                12 * 6 + 12 * 3, 1e-9);
}

static const struct mistake mistakes[] = {
    {ARRIVALS("\"closed\": {\"lost\": 0.6}"), "customers.a.arrivals.closed", "add up to 1.1", NULL,
     0, 0},
    {ARRIVALS("\"wanted\": null, \"rate\": \"5/h\""), "customers.a.arrivals.closed",
     "goes with 'wanted'", NULL, 0, 0},
    {ARRIVALS("\"rate\": \"5/h\""), "customers.a.arrivals", "needs exactly one of", NULL, 0, 0},
    {ARRIVALS("\"wanted\": [\"5/h\", \"6/h\"]"), "customers.a.arrivals.wanted",
     "a step function over the whole day", NULL, 0, 0},
    {HORIZON("\"opens\": \"01:00\", \"closes\": \"02:00\""), "customers.a.arrivals.wanted",
     "nobody wishes to come while it is open", NULL, 0, 0},
};

static void mistakes_are_named(void **state) {
    (void)state;
    CHECK_MISTAKES(SHOP, mistakes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(demand_moves_with_the_hours),
        cmocka_unit_test(the_wish_goes_round_the_clock),
        cmocka_unit_test(mistakes_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
