/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which of the days that are reported are alike: weekdays with the same arrivals and the same staff
 * are days of one kind. */
#ifndef MODEL_DAY_KINDS_H
#define MODEL_DAY_KINDS_H

#include "base/text.h"
#include "model/model.h"

struct day_kinds {
    size_t n;                   /* >= 1; 1 where weekdays do not differ */
    unsigned char of[WEEKDAYS]; /* kind of a weekday; 0 where it is never reported */
    unsigned set[WEEKDAYS];     /* [n] bits 1 << weekday: its weekdays that are reported */
    size_t days[WEEKDAYS];      /* [n] reported days of a replication that are of it, >= 1 */
    size_t warm_up;             /* days of a replication before those that are reported */
    size_t n_weekdays;          /* of the horizon's days in turn, as in the model */
    unsigned char weekday[WEEKDAYS];
};

/* Kinds in the order in which their first days come. */
struct day_kinds day_kinds_of(const struct model *m);
/* "tue-thu", "mon and sat": the weekdays of a kind. */
void day_kind_words(struct text *t, const struct day_kinds *k, size_t kind);

/* Of a reported day, counted from 0. */
static inline size_t day_kind(const struct day_kinds *k, size_t day) {
    return k->n == 1 ? 0 : k->of[k->weekday[(day + k->warm_up) % k->n_weekdays]];
}

#endif
