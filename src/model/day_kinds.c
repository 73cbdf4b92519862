/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/day_kinds.h"

#include <string.h>

#include "scenario/weekday.h"

static bool same_numbers(const double *a, const double *b, size_t n) {
    return memcmp(a, b, n * sizeof *a) == 0;
}

static bool alike(const struct profile *p, unsigned a, unsigned b) {
    const struct profile *x = profile_on(p, a), *y = profile_on(p, b);
    return x == y || (x->n == y->n && same_numbers(x->at, y->at, x->n) &&
                      same_numbers(x->value, y->value, x->n));
}

static bool rosters_alike(const struct model *m, unsigned a, unsigned b) {
    for (uint32_t g = 0; m->staffing.rosters && g < m->n_groups; g++) {
        const struct roster *r = &m->staffing.rosters[g];
        for (size_t i = 0; i < r->n_shifts; i++) {
            if ((r->shifts[i].on >> a & 1) != (r->shifts[i].on >> b & 1)) {
                return false;
            }
        }
    }
    return true;
}

static bool weekdays_alike(const struct model *m, unsigned a, unsigned b) {
    for (uint32_t i = 0; i < m->n_sources; i++) {
        if (m->sources[i].by_weekday && !alike(&m->sources[i].as_read->rate, a, b)) {
            return false;
        }
    }
    for (uint32_t g = 0; g < m->n_groups; g++) {
        if (!alike(&m->staffing.count[g], a, b)) {
            return false;
        }
    }
    return rosters_alike(m, a, b);
}

/* The kind of a weekday: that of an earlier one like it, or a new one. */
static size_t kind_of(struct day_kinds *k, const struct model *m, unsigned weekday) {
    for (unsigned w = 0; w < WEEKDAYS; w++) {
        size_t kind = k->of[w];
        bool seen = kind < k->n && k->set[kind] >> w & 1;
        if (seen && (w == weekday || weekdays_alike(m, w, weekday))) {
            return kind;
        }
    }
    return k->n++;
}

struct day_kinds day_kinds_of(const struct model *m) {
    struct day_kinds k = {.n_weekdays = m->n_weekdays};
    memcpy(k.weekday, m->weekday, sizeof k.weekday);
    if (!m->weekdays_differ) {
        k.n = 1;
        k.days[0] = m->steady ? 1 : m->days - m->warm_up_days;
        return k;
    }
    k.warm_up = m->warm_up_days;
    for (size_t day = m->warm_up_days; day < m->days; day++) {
        unsigned weekday = model_weekday(m, day);
        size_t kind = kind_of(&k, m, weekday);
        k.of[weekday] = (unsigned char)kind;
        k.set[kind] |= 1U << weekday;
        k.days[kind]++;
    }
    return k;
}

void day_kind_words(struct text *t, const struct day_kinds *k, size_t kind) {
    unsigned set = k->set[kind], first = 0, n = 0;
    while (first < WEEKDAYS && !(set >> first & 1)) {
        first++;
    }
    while (first + n < WEEKDAYS && set >> (first + n) & 1) {
        n++;
    }
    if (n > 2 && weekdays_set(first, n) == set) {
        text_printf(t, "%s-%s", weekday_names[first], weekday_names[first + n - 1]);
    } else {
        weekdays_add(t, set);
    }
}
