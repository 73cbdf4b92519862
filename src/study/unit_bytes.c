/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whole numbers are written seven bits a byte, low ones first, the high bit set on all but the last
 * (as LEB128 of DWARF 5, sect. 7.6). A double that is a whole number is written as twice that
 * number; any other as 1 and its eight bytes. */
#include "study/unit_bytes.h"

#include <math.h>
#include <string.h>

/* ---- numbers ---- */

static void whole_write(struct text *out, uint64_t x) {
    char bytes[10];
    size_t n = 0;
    for (; x >= 128; x >>= 7) {
        bytes[n++] = (char)(x | 128);
    }
    bytes[n++] = (char)x;
    text_add_n(out, bytes, n);
}

#define LARGEST_WHOLE 4503599627370496.0 /* 2^52: doubled it is still exact */

static void number_write(struct text *out, double x) {
    bool whole = x >= 0 && x <= LARGEST_WHOLE && x == floor(x) && !signbit(x);
    whole_write(out, whole ? 2 * (uint64_t)x : 1);
    if (!whole) {
        text_add_n(out, (const char *)&x, sizeof x);
    }
}

/* What is left to read; good turns false where it ends too early. */
struct source {
    const unsigned char *at, *end;
    bool good;
};

static uint64_t whole_read(struct source *s) {
    uint64_t x = 0;
    for (unsigned shift = 0; s->at < s->end && shift < 64; shift += 7) {
        unsigned char byte = *s->at++;
        x |= (uint64_t)(byte & 127) << shift;
        if (byte < 128) {
            return x;
        }
    }
    s->good = false;
    return 0;
}

static double number_read(struct source *s) {
    uint64_t x = whole_read(s);
    double number = (double)(x / 2);
    if (x == 1) {
        s->good = s->good && (size_t)(s->end - s->at) >= sizeof number;
        if (!s->good) {
            return 0;
        }
        memcpy(&number, s->at, sizeof number);
        s->at += sizeof number;
    }
    return number;
}

/* ---- arrays that hold mostly noughts: how many are skipped, then one that is not nought ---- */

static void sparse_write(struct text *out, const double *x, size_t n) {
    size_t next = 0;
    for (size_t i = 0; i < n; i++) {
        if (x[i] != 0) {
            whole_write(out, i - next);
            number_write(out, x[i]);
            next = i + 1;
        }
    }
    whole_write(out, n - next); /* leads past the end */
}

static void sparse_read(struct source *s, double *x, size_t n) {
    memset(x, 0, n * sizeof *x);
    for (size_t i = 0; s->good; i++) {
        uint64_t skipped = whole_read(s);
        if (skipped >= n - i) {
            s->good = s->good && skipped == n - i;
            return;
        }
        i += (size_t)skipped;
        x[i] = number_read(s);
    }
}

/* ---- waits ---- */

static void histogram_write(struct text *out, const struct histogram *h) {
    uint32_t next = 0;
    for (uint64_t pages = h->pages_used; pages; pages &= pages - 1) {
        uint32_t page = (uint32_t)__builtin_ctzll(pages), first = 1 + page * HISTOGRAM_PAGE_BINS;
        for (size_t w = 0; w < HISTOGRAM_WORDS; w++) {
            for (uint64_t left = h->page[page]->used[w]; left; left &= left - 1) {
                uint32_t at = (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(left);
                whole_write(out, first + at - next);
                whole_write(out, h->page[page]->count[at]);
                next = first + at;
            }
        }
    }
    whole_write(out, 0);
    whole_write(out, h->zero);
}

/* Adds what is read to the pool's waits of these kinds at a store; without a pool it only reads. */
static void histogram_read(struct source *s, struct pool *p, size_t store, unsigned kinds) {
    uint64_t bin = 0;
    for (uint64_t step; s->good && (step = whole_read(s)) > 0;) {
        bin += step;
        uint64_t count = whole_read(s);
        s->good = s->good && step < HISTOGRAM_BINS && bin < HISTOGRAM_BINS && count <= UINT32_MAX;
        for (int k = 0; p && s->good && k < WAIT_KINDS; k++) {
            if (kinds >> k & 1) {
                histogram_add_many(pool_group_waits(p, store, (enum wait_kind)k), (uint32_t)bin,
                                   (uint32_t)count, &p->arena);
            }
        }
    }
    uint64_t zero = whole_read(s);
    for (int k = 0; p && k < WAIT_KINDS; k++) {
        pool_group_waits(p, store, (enum wait_kind)k)->zero += kinds >> k & 1 ? zero : 0;
    }
}

/* The time inside is only asked for by standards, whose measure names a limit. */
static bool sojourns_asked(const struct layout *l) {
    for (uint32_t i = 0; i < l->model->n_standards; i++) {
        const struct layout_standard *s = &l->standards[i];
        if (s->by_measure && measures[s->measure.measure].how == MEASURE_EXCEEDS_SOJOURN) {
            return true;
        }
    }
    return false;
}

static void waits_write(const struct tally *t, struct text *out) {
    const struct layout *l = t->layout;
    bool sojourns = sojourns_asked(l);
    struct arena a = {0};
    for (size_t s = 0; s < l->n_stores; s++) {
        struct histogram served = {0};
        for (size_t i = s * l->n_intervals; i < (s + 1) * l->n_intervals; i++) {
            histogram_merge(&served, &t->served[i], &a);
        }
        histogram_write(out, &served);
        histogram_write(out, &t->other[s]);
        if (sojourns) {
            histogram_write(out, &t->sojourn[s]);
        }
        arena_reset(&a);
    }
    arena_fini(&a);
}

static void waits_read(struct source *s, const struct layout *l, struct pool *p) {
    bool sojourns = sojourns_asked(l);
    for (size_t k = 0; s->good && k < l->n_stores; k++) {
        histogram_read(s, p, k, 1u << WAITS_SERVED | 1u << WAITS_ALL);
        histogram_read(s, p, k, 1u << WAITS_ALL);
        if (sojourns) {
            histogram_read(s, p, k, 1u << SOJOURNS);
        }
    }
}

/* ---- the unit: structs of doubles are arrays of them ---- */

#define DOUBLES(member) (sizeof(member) / sizeof(double))

static size_t standards_doubles(const struct layout *l) {
    return l->model->n_standards * DOUBLES(struct unit_standard);
}

static size_t levels_doubles(const struct layout *l) {
    return l->model->n_standards * l->n_intervals * DOUBLES(struct ratio);
}

static size_t switches_doubles(const struct layout *l) {
    return l->model->n_rules * l->n_intervals * DOUBLES(struct ratio);
}

static size_t daily_doubles(const struct layout *l) {
    return l->n_rows * n_measures * DOUBLES(struct ratio);
}

void unit_write(const struct unit *u, const struct tally *t, struct text *out) {
    const struct layout *l = u->layout;
    sparse_write(out, u->q, l->n_rows * N_QUANTITIES);
    sparse_write(out, (const double *)u->standards, standards_doubles(l));
    sparse_write(out, (const double *)u->levels, levels_doubles(l));
    if (l->model->n_rules > 0) {
        sparse_write(out, (const double *)u->switches, switches_doubles(l));
    }
    if (l->model->days > 1) {
        sparse_write(out, (const double *)u->daily, daily_doubles(l));
    }
    waits_write(t, out);
}

/* The ratios of the only day are those of the unit. */
static void daily_of_one_day(struct unit *u) {
    memset(u->daily, 0, u->layout->n_rows * n_measures * sizeof *u->daily);
    memset(u->q_day, 0, u->layout->n_rows * N_QUANTITIES * sizeof *u->q_day);
    unit_add_day(u, u->q);
}

bool unit_read(struct unit *u, struct pool *p, const void *bytes, size_t length) {
    const struct layout *l = u->layout;
    struct source s = {bytes, (const unsigned char *)bytes + length, true};
    sparse_read(&s, u->q, l->n_rows * N_QUANTITIES);
    sparse_read(&s, (double *)u->standards, standards_doubles(l));
    sparse_read(&s, (double *)u->levels, levels_doubles(l));
    if (l->model->n_rules > 0) {
        sparse_read(&s, (double *)u->switches, switches_doubles(l));
    }
    if (l->model->days > 1) {
        sparse_read(&s, (double *)u->daily, daily_doubles(l));
    } else {
        daily_of_one_day(u);
    }
    struct source waits = s;
    waits_read(&s, l, NULL);
    if (!s.good || s.at != s.end) {
        return false;
    }
    waits_read(&waits, l, p);
    return true;
}
