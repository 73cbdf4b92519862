/* SPDX-License-Identifier: GPL-3.0-or-later
 * Random numbers by address: generator, packing, names, keys, and the same numbers through GSL. */
#include "random/stream.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>

#include "random/draw.h"
#include "random/gsl_stream.h"
#include "support/check.h"

static void philox_gives_the_published_numbers(void **state) {
    (void)state;
    /* kat_vectors of Random123, lines "philox2x64 10": counter (two words), key, result. */
    static const uint64_t rows[][5] = {
        {0, 0, 0, 0xca00a0459843d731, 0x66c24222c9a845b5},
        {UINT64_MAX, UINT64_MAX, UINT64_MAX, 0x65b021d60cd8310f, 0x4d02f3222f86df20},
        {0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x0a5e742c2997341c,
         0xb0f883d38000de5d},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct stream s = stream_at(rows[i][2], rows[i][0], rows[i][1]);
        assert_true(stream_next(&s) == rows[i][3]);
        assert_true(stream_next(&s) == rows[i][4]);
    }
}

static void the_same_address_gives_the_same_numbers_in_any_order(void **state) {
    (void)state;
    enum { N = 50 };
    uint64_t first[N];
    uint64_t draw = draw_address(name_hash("service", "desk", DRAW_NAME_BITS), 3);
    for (uint64_t i = 0; i < N; i++) {
        struct stream s = stream_at(11, person_address(7, 2, i), draw);
        first[i] = stream_next(&s);
    }
    for (uint64_t i = N; i-- > 0;) {
        struct stream s = stream_at(11, person_address(7, 2, i), draw);
        assert_true(stream_next(&s) == first[i]);
    }
}

static void every_part_of_an_address_matters(void **state) {
    (void)state;
    uint64_t seen[64];
    for (size_t i = 0; i < 64; i++) {
        uint64_t person = person_address(100 + (i & 1), i >> 1 & 1, 8 + (i >> 2 & 1));
        uint64_t draw = draw_address(40 + (i >> 3 & 1), i >> 4 & 1);
        struct stream s = stream_at(5 + (i >> 5), person, draw);
        seen[i] = stream_next(&s);
        for (size_t j = 0; j < i; j++)
            assert_true(seen[i] != seen[j]);
    }
}

static void the_parts_of_an_address_fill_their_widths_and_no_more(void **state) {
    (void)state;
    assert_int_equal(PERSON_NAME_BITS + PERSON_DAY_BITS + PERSON_NUMBER_BITS, 64);
    assert_int_equal(DRAW_NAME_BITS + DRAW_TIMES_BITS + DRAW_BLOCK_BITS, 64);
    const uint64_t one = 1;
    assert_true(person_address((one << PERSON_NAME_BITS) - 1, 0, 0) == 0xffffff0000000000);
    assert_true(person_address(0, (one << PERSON_DAY_BITS) - 1, 0) == 0x000000ffc0000000);
    assert_true(person_address(0, 0, (one << PERSON_NUMBER_BITS) - 1) == 0x000000003fffffff);
    assert_true(draw_address((one << DRAW_NAME_BITS) - 1, 0) == 0xfffffff000000000);
    assert_true(draw_address(0, (one << DRAW_TIMES_BITS) - 1) == 0x0000000ffffff000);
}

static void a_name_and_its_qualifier_do_not_run_together(void **state) {
    (void)state;
    assert_true(name_hash("ab", "c", 64) != name_hash("a", "bc", 64));
    assert_true(name_hash("abc", "", 64) != name_hash("", "abc", 64));
    assert_true(name_hash("abc", "", 64) != name_hash("ab", "c", 64));
    assert_true(name_hash("abc", "x", 64) == name_hash("abc", "x", 64));
    assert_true(name_hash("abc", "x", 24) == name_hash("abc", "x", 64) >> 40);
}

/* Names as people write them: the highest and the lowest 8 bits of a PERSON_NAME_BITS hash fill
 * their cells alike (chi-square of 255 degrees below its 1 - 1e-6 quantile). */
static void hashes_of_like_names_spread_evenly(void **state) {
    (void)state;
    enum { N = 20000, CELLS = 256 };
    double high[CELLS] = {0}, low[CELLS] = {0};
    for (int i = 0; i < N; i++) {
        char name[32];
        snprintf(name, sizeof name, "class %d", i);
        uint64_t h = name_hash(name, "", PERSON_NAME_BITS);
        assert_true(h >> PERSON_NAME_BITS == 0);
        high[h >> (PERSON_NAME_BITS - 8)]++;
        low[h % CELLS]++;
    }
    double chi_high = 0, chi_low = 0, expected = (double)N / CELLS;
    for (int c = 0; c < CELLS; c++) {
        chi_high += (high[c] - expected) * (high[c] - expected) / expected;
        chi_low += (low[c] - expected) * (low[c] - expected) / expected;
    }
    assert_true(chi_high < gsl_cdf_chisq_Qinv(1e-6, CELLS - 1));
    assert_true(chi_low < gsl_cdf_chisq_Qinv(1e-6, CELLS - 1));
}

/* 128,000 bits of hashes, each flips with chance 1/2: within 5 standard deviations (6e-7). */
static void one_letter_changes_half_the_bits_of_a_hash(void **state) {
    (void)state;
    enum { N = 2000 };
    double flips = 0;
    for (int i = 0; i < N; i++) {
        char a[16], b[16];
        snprintf(a, sizeof a, "q%da", i);
        snprintf(b, sizeof b, "q%db", i);
        for (uint64_t x = name_hash(a, "", 64) ^ name_hash(b, "", 64); x; x &= x - 1)
            flips++;
    }
    check_near(flips, 32.0 * N, 5 * sqrt(64.0 * N / 4));
}

static void keys_differ_by_seed_and_by_replication(void **state) {
    (void)state;
    enum { N = 20 };
    uint64_t keys[N * N];
    for (uint64_t i = 0; i < N * N; i++) {
        keys[i] = stream_key(i / N, i % N);
        assert_true(keys[i] == stream_key(i / N, i % N));
        for (uint64_t j = 0; j < i; j++)
            assert_true(keys[i] != keys[j]);
    }
}

static void a_uniform_is_never_0_or_1_and_carries_52_bits(void **state) {
    (void)state;
    struct stream low = {.spare = 0, .spares = 1}, high = {.spare = UINT64_MAX, .spares = 1};
    check_close(stream_uniform(&low), 0x1p-53, 0);
    check_close(stream_uniform(&high), 1 - 0x1p-53, 0);
    uint64_t bits = 0;
    struct stream s = stream_at(1, 2, 0);
    for (int i = 0; i < 200; i++)
        bits |= (uint64_t)(stream_uniform(&s) * 0x1p52);
    assert_true(bits == ((uint64_t)1 << 52) - 1);
}

static void gsl_sees_the_numbers_of_the_stream(void **state) {
    (void)state;
    struct stream s = stream_at(3, 4, 0), twin = s;
    gsl_rng rng = gsl_stream(&s);
    for (int i = 0; i < 10; i++) {
        check_close(gsl_rng_uniform(&rng), stream_uniform(&twin), 0);
        assert_true(gsl_rng_get(&rng) == stream_next(&twin));
    }
    assert_true(gsl_rng_max(&rng) == UINT64_MAX && gsl_rng_min(&rng) == 0);
    for (int i = 0; i < 1000; i++)
        assert_true(gsl_rng_uniform_int(&rng, 7) < 7);
}

static void gsl_can_allocate_and_seed_a_stream_of_its_own(void **state) {
    (void)state;
    gsl_rng *rng = gsl_rng_alloc(&gsl_stream_type);
    gsl_rng_set(rng, 42);
    double first = gsl_rng_uniform(rng);
    gsl_rng_set(rng, 43);
    assert_true(fabs(gsl_rng_uniform(rng) - first) > 0);
    gsl_rng_set(rng, 42);
    check_close(gsl_rng_uniform(rng), first, 0);
    gsl_rng_free(rng);
}

static void the_normal_quantile_inverts_the_normal_distribution(void **state) {
    (void)state;
    for (int i = 1; i < 4000; i++) {
        double p = i / 4000.0;
        check_close(gsl_cdf_ugaussian_P(normal_quantile(p)), p, 1e-14);
    }
    check_near(normal_quantile(0.975), 1.959963984540054, 1e-14); /* Wichura (1988): 1.95996... */
    check_close(normal_quantile(0x1p-53), gsl_cdf_ugaussian_Pinv(0x1p-53), 1e-15);
}

/* Chi-square of the counts 0..MOST (the last cell holds all above) below its 1 - 1e-6 quantile;
 * cells that expect less than 5 are joined to the next. */
static void check_poisson(double mean) {
    enum { N = 40000, MOST = 140 };
    double seen[MOST + 1] = {0};
    for (uint64_t i = 0; i < N; i++) {
        struct stream s = stream_at(17, i, 0);
        uint32_t x = stream_poisson(&s, mean);
        seen[x < MOST ? x : MOST]++;
    }
    double chi = 0, cells = 0, expected = 0, found = 0;
    for (unsigned x = 0; x <= MOST; x++) {
        expected += N * (x < MOST ? gsl_ran_poisson_pdf(x, mean) : gsl_cdf_poisson_Q(x - 1, mean));
        found += seen[x];
        if (expected >= 5) {
            chi += (found - expected) * (found - expected) / expected;
            cells++;
            expected = found = 0;
        }
    }
    assert_true(chi < gsl_cdf_chisq_Qinv(1e-6, cells - 1));
}

static void a_poisson_draw_has_its_distribution(void **state) {
    (void)state;
    check_poisson(0.3);
    check_poisson(9);
    check_poisson(65);
    struct stream s = stream_at(17, 0, 0);
    assert_int_equal(stream_poisson(&s, 0), 0);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(philox_gives_the_published_numbers),
        cmocka_unit_test(the_same_address_gives_the_same_numbers_in_any_order),
        cmocka_unit_test(every_part_of_an_address_matters),
        cmocka_unit_test(the_parts_of_an_address_fill_their_widths_and_no_more),
        cmocka_unit_test(a_name_and_its_qualifier_do_not_run_together),
        cmocka_unit_test(hashes_of_like_names_spread_evenly),
        cmocka_unit_test(one_letter_changes_half_the_bits_of_a_hash),
        cmocka_unit_test(keys_differ_by_seed_and_by_replication),
        cmocka_unit_test(a_uniform_is_never_0_or_1_and_carries_52_bits),
        cmocka_unit_test(gsl_sees_the_numbers_of_the_stream),
        cmocka_unit_test(gsl_can_allocate_and_seed_a_stream_of_its_own),
        cmocka_unit_test(the_normal_quantile_inverts_the_normal_distribution),
        cmocka_unit_test(a_poisson_draw_has_its_distribution),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
