/* SPDX-License-Identifier: GPL-3.0-or-later
 * KN on normal observations of known means. */
#include "stats/selection.h"

#include <math.h>

#include "random/draw.h"
#include "support/check.h"

enum { EXPERIMENTS = 1000, MOST_SYSTEMS = 10 };

struct world {
    size_t k;
    double mean[MOST_SYSTEMS], sd[MOST_SYSTEMS];
    double common; /* share of the variance that all systems have in common */
};

/* Observation j of a system. */
static double observe(const struct world *w, uint64_t key, size_t system, size_t j) {
    struct stream own = stream_at(key, system + 1, j << 8), all = stream_at(key, 0, j << 8);
    double noise =
        sqrt(1 - w->common) * stream_normal(&own) + sqrt(w->common) * stream_normal(&all);
    return w->mean[system] + w->sd[system] * noise;
}

struct outcome {
    size_t right;
    double observations; /* of all systems, mean over experiments */
};

/* Experiments with the best system first; screens after every `step` observations. */
static struct outcome experiments(const struct world *w, double probability, double zone,
                                  size_t first, size_t step) {
    struct outcome out = {0, 0};
    for (size_t e = 0; e < EXPERIMENTS; e++) {
        struct selection s;
        uint64_t key = stream_key(71, e);
        bool over = false;
        selection_init(&s, w->k, first, probability, zone);
        for (size_t n = 0; !over; n += n ? step : first) {
            size_t more = n ? step : first;
            for (size_t i = 0; i < w->k; i++)
                for (size_t j = n; s.in_play[i] && j < n + more; j++) {
                    selection_add(&s, i, observe(w, key, i, j));
                    out.observations += 1.0 / EXPERIMENTS;
                }
            over = selection_screen(&s);
        }
        out.right += selection_best(&s) == 0;
        selection_fini(&s);
    }
    return out;
}

/* Binomial: 1,000 experiments at the promised probability stay above this in all but one of a
 * thousand tries. */
static size_t fewest_right(double probability) {
    return (size_t)(EXPERIMENTS * probability -
                    3.1 * sqrt(EXPERIMENTS * probability * (1 - probability)));
}

/* The worst case of the promise: all others exactly one zone behind. */
static struct world slippage(size_t k, double zone, double sd, double common) {
    struct world w = {.k = k, .common = common};
    for (size_t i = 0; i < k; i++) {
        w.mean[i] = 7.3 - (i > 0 ? zone : 0);
        w.sd[i] = sd;
    }
    return w;
}

static void it_is_right_as_often_as_promised(void **state) {
    (void)state;
    static const struct {
        size_t k;
        double probability, common;
        size_t step;
    } cases[] = {
        {2, 0.95, 0, 1}, {5, 0.95, 0, 1}, {10, 0.9, 0, 1}, {5, 0.95, 0.8, 1}, {5, 0.95, 0, 4}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct world w = slippage(cases[i].k, 0.4, 1.9, cases[i].common);
        struct outcome o = experiments(&w, cases[i].probability, 0.4, 20, cases[i].step);
        print_message(
            "k %2zu, promised %.2f, common %.1f, step %zu: right %.3f, %.0f observations\n",
            cases[i].k, cases[i].probability, cases[i].common, cases[i].step,
            (double)o.right / EXPERIMENTS, o.observations);
        assert_true(o.right >= fewest_right(cases[i].probability));
    }
}

/* Work goes where it matters: with means far apart the first stage is all that most get. */
static void it_spends_little_on_the_hopeless(void **state) {
    (void)state;
    struct world near = slippage(5, 0.4, 1.9, 0), far = near, paired = slippage(5, 0.4, 1.9, 0.8);
    for (size_t i = 1; i < far.k; i++)
        far.mean[i] = 7.3 - 1.1 * (double)i;
    double n = experiments(&near, 0.95, 0.4, 20, 1).observations;
    assert_true(experiments(&far, 0.95, 0.4, 20, 1).observations < 0.5 * n);
    assert_true(experiments(&paired, 0.95, 0.4, 20, 1).observations < 0.5 * n);
}

/* Systems that are the same to the last bit end it too, and so does a single one. */
static void equals_end_it(void **state) {
    (void)state;
    struct selection s;
    selection_init(&s, 3, 5, 0.95, 0.1);
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 5; j++)
            selection_add(&s, i, 2.5 + (double)j);
    assert_true(selection_screen(&s));
    assert_int_equal(s.n_in_play, 3);
    selection_fini(&s);
    selection_init(&s, 1, 5, 0.95, 0.1);
    assert_true(selection_screen(&s));
    assert_int_equal(selection_best(&s), 0);
    selection_fini(&s);
}

/* h squared of the source: k = 2, n0 = 10, 95 %: eta = ((0.1)^(-2/9) - 1)/2. */
static void its_constant_is_the_sources(void **state) {
    (void)state;
    struct selection s;
    selection_init(&s, 2, 10, 0.95, 1);
    check_close(s.h2, 9 * (exp(2.0 / 9 * log(10)) - 1), 1e-12);
    selection_fini(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_right_as_often_as_promised),
        cmocka_unit_test(it_spends_little_on_the_hopeless),
        cmocka_unit_test(equals_end_it),
        cmocka_unit_test(its_constant_is_the_sources),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
