/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/histogram.h"

#include <math.h>

void histogram_page_new(struct histogram *h, uint32_t page, struct arena *a) {
    if (!h->page[page]) {
        h->page[page] = arena_alloc(a, sizeof *h->page[page]);
    }
    h->pages_used |= (uint64_t)1 << page;
}

static void page_add(struct histogram_page *p, size_t at, uint32_t n) {
    uint64_t sum = (uint64_t)p->count[at] + n;
    p->count[at] = sum < UINT32_MAX ? (uint32_t)sum : UINT32_MAX;
    p->used[at / 64] |= (uint64_t)(n > 0) << at % 64;
}

void histogram_add_many(struct histogram *h, uint32_t bin, uint32_t n, struct arena *a) {
    if (bin == 0) {
        h->zero += n;
        return;
    }
    uint32_t page = (bin - 1) >> HISTOGRAM_BITS;
    histogram_page_new(h, page, a);
    page_add(h->page[page], (bin - 1) & (HISTOGRAM_PAGE_BINS - 1), n);
}

static unsigned lowest_bit(uint64_t word) {
    return (unsigned)__builtin_ctzll(word);
}

static void page_merge(struct histogram_page *p, const struct histogram_page *from) {
    for (size_t w = 0; w < HISTOGRAM_WORDS; w++) {
        p->used[w] |= from->used[w];
        for (uint64_t left = from->used[w]; left; left &= left - 1) {
            size_t at = w * 64 + lowest_bit(left);
            page_add(p, at, from->count[at]);
        }
    }
}

void histogram_merge(struct histogram *h, const struct histogram *from, struct arena *a) {
    h->zero += from->zero;
    for (uint64_t pages = from->pages_used; pages; pages &= pages - 1) {
        unsigned page = lowest_bit(pages);
        histogram_page_new(h, page, a);
        page_merge(h->page[page], from->page[page]);
    }
}

void histogram_reset(struct histogram *h) {
    for (uint64_t pages = h->pages_used; pages; pages &= pages - 1) {
        struct histogram_page *p = h->page[lowest_bit(pages)];
        for (size_t w = 0; w < HISTOGRAM_WORDS; w++) {
            for (uint64_t left = p->used[w]; left; left &= left - 1) {
                p->count[w * 64 + lowest_bit(left)] = 0;
            }
            p->used[w] = 0;
        }
    }
    h->pages_used = 0;
    h->zero = 0;
}

static uint64_t page_total(const struct histogram_page *p) {
    uint64_t total = 0;
    for (size_t w = 0; w < HISTOGRAM_WORDS; w++) {
        for (uint64_t left = p->used[w]; left; left &= left - 1) {
            total += p->count[w * 64 + lowest_bit(left)];
        }
    }
    return total;
}

uint64_t histogram_total(const struct histogram *h) {
    uint64_t total = h->zero;
    for (uint64_t pages = h->pages_used; pages; pages &= pages - 1) {
        total += page_total(h->page[lowest_bit(pages)]);
    }
    return total;
}

uint64_t histogram_count(const struct histogram *h, uint32_t bin) {
    if (bin == 0) {
        return h->zero;
    }
    uint32_t page = (bin - 1) >> HISTOGRAM_BITS;
    if (!(h->pages_used >> page & 1)) {
        return 0;
    }
    return h->page[page]->count[(bin - 1) & (HISTOGRAM_PAGE_BINS - 1)];
}

static double lower_edge(uint32_t bin) {
    uint32_t page = (bin - 1) >> HISTOGRAM_BITS, at = (bin - 1) & (HISTOGRAM_PAGE_BINS - 1);
    return ldexp(1.0 + (double)at / HISTOGRAM_PAGE_BINS, (int)page + HISTOGRAM_LOWEST);
}

void histogram_edges(uint32_t bin, double *from, double *to) {
    *from = bin == 0 ? 0 : lower_edge(bin);
    *to = bin == 0 ? 0 : lower_edge(bin + 1);
}

double histogram_quantile(const struct histogram *h, double p) {
    uint64_t total = histogram_total(h);
    if (total == 0) {
        return NAN;
    }
    double rank = p * (double)total, before = (double)h->zero;
    if (rank <= before) {
        return 0;
    }
    double from = 0, to = 0;
    for (uint64_t pages = h->pages_used; pages; pages &= pages - 1) {
        unsigned page = lowest_bit(pages);
        double here = (double)page_total(h->page[page]);
        if (before + here < rank && (pages & (pages - 1))) {
            before += here;
            continue;
        }
        for (uint32_t at = 0; at < HISTOGRAM_PAGE_BINS; at++) {
            double count = h->page[page]->count[at];
            if (count > 0) {
                histogram_edges(1 + page * HISTOGRAM_PAGE_BINS + at, &from, &to);
                if (before + count >= rank) {
                    return from + (to - from) * (rank - before) / count;
                }
            }
            before += count;
        }
    }
    return to;
}

double histogram_above(const struct histogram *h, double limit) {
    if (limit < 0) {
        return (double)histogram_total(h);
    }
    uint32_t bin = histogram_bin(limit);
    double above = 0;
    for (uint64_t pages = h->pages_used; pages; pages &= pages - 1) {
        unsigned page = lowest_bit(pages);
        for (uint32_t at = 0; at < HISTOGRAM_PAGE_BINS; at++) {
            uint32_t here = 1 + page * HISTOGRAM_PAGE_BINS + at;
            double count = h->page[page]->count[at], from, to;
            if (here == bin && count > 0) {
                histogram_edges(here, &from, &to);
                count *= fmin(1, fmax(0, (to - limit) / (to - from)));
            }
            above += here >= bin ? count : 0;
        }
    }
    return above;
}
