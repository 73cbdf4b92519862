/* SPDX-License-Identifier: GPL-3.0-or-later
 * Who comes looks at how long a line is, not at how fast it moves: with equal waits more people
 * balk at the line of fifteen before a fast clerk than at that of five before a slow one. At a
 * supermarket's deli counter 30 % bought with ten people in line and 27 % with fifteen (Lu,
 * Musalem, Olivares & Schilkrut 2013, Management Science 59, 1743-1763). Against the exact birth
 * and death process. */
#include <math.h>

#include "support/study.h"

enum { STATES = 1000 };
static const double WAIT = 300; /* s, of both on average */

/* Who balks with so many waiting: 3 points more for every five people, 70 % at ten. */
static double balk_chance(size_t waiting) {
    return fmin(1, 0.64 + 0.03 * (double)(waiting / 5));
}

struct exact {
    double balking, seen, wait; /* share; people seen by those who join; s */
};

/* One clerk, exponential services: who finds him idle is served and does not look at any line. */
static struct exact exact_of(double arrivals, double service) {
    struct exact x = {0};
    double p = 1, all = 0, joined = 0;
    for (size_t n = 0; n < STATES; n++) {
        double joins = n == 0 ? 1 : 1 - balk_chance(n - 1);
        all += p;
        joined += p * joins;
        x.wait += p * joins * (double)n * service;
        x.seen += n == 0 ? 0 : p * joins * (double)(n - 1);
        p *= arrivals * joins * service;
    }
    x.balking = 1 - joined / all;
    x.wait /= joined;
    x.seen /= joined;
    return x;
}

/* So many come per second that those who join wait WAIT. */
static double arrivals_for(double service) {
    double low = 0, high = 20 / service;
    for (int i = 0; i < 100; i++) {
        double middle = (low + high) / 2;
        if (exact_of(middle, service).wait < WAIT)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static struct studied clerk_run(double arrivals, double service) {
    char balks[1000] = "\"0\": 0.64", json[2000];
    size_t used = strlen(balks);
    for (size_t k = 5; k <= 60; k += 5)
        used += (size_t)snprintf(balks + used, sizeof balks - used, ", \"%zu\": %.2f", k,
                                 balk_chance(k));
    snprintf(json, sizeof json,
             "{\"horizon\": {\"runs_for\": \"400h\", \"warm_up\": \"10h\"}, \"customers\": {\"a\": "
             "{\"arrivals\": {\"rate\": \"%.12g/h\"}, \"journey\": [\"deli\"], \"balks\": "
             "{\"waiting\": {%s}}, \"work\": {\"deli\": {\"service\": {\"kind\": \"exponential\", "
             "\"mean\": %.12g}}}}}, \"stations\": {\"deli\": {\"kind\": \"lanes\", \"lanes\": 1}},"
             "\"staff\": {\"g\": {\"count\": 1, \"skills\": {\"deli\": {}}}}}",
             3600 * arrivals, balks, service);
    return study_of(json, NULL, (struct study_options){.replications = 40, .seed = 18}, NULL);
}

/* 2.2 half-widths are some 4.3 standard errors: a false alarm in 50,000. */
static void check_inside(struct estimate e, double exact) {
    check_close(e.value, exact, 2.2 * (e.high - e.low) / 2 / exact);
}

static void check_clerk(double service, struct exact *x, struct estimate *balking) {
    double arrivals = arrivals_for(service);
    struct studied s = clerk_run(arrivals, service);
    *x = exact_of(arrivals, service);
    *balking = estimate_at(&s, "stations.deli.balking");
    check_inside(*balking, x->balking);
    check_inside(estimate_at(&s, "stations.deli.mean_wait"), WAIT);
    check_inside(estimate_at(&s, "stations.deli.queue_seen"), x->seen);
    studied_fini(&s);
}

static void the_longer_line_loses_more_with_equal_waits(void **state) {
    (void)state;
    struct exact fast, slow;
    struct estimate at_fast, at_slow;
    check_clerk(WAIT / 16, &fast, &at_fast);
    check_clerk(WAIT / 6, &slow, &at_slow);
    assert_true(fabs(fast.seen - 15) < 0.5 && fabs(slow.seen - 5) < 0.5);
    assert_true(at_fast.low > at_slow.high);
    /* As the three points a five people say, about. */
    check_close(at_fast.value - at_slow.value, 0.06, 0.35);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longer_line_loses_more_with_equal_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
