/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/clock.h"

#include <assert.h>
#include <math.h>

static void clock_advance(struct clock *c, double now) {
    c->virtual_now += (now - c->updated) * c->rate;
    c->updated = now;
}

void clock_reset(struct clock *c, double now) {
    calendar_reset(&c->deadlines);
    c->virtual_now = 0;
    c->updated = now;
    c->rate = 1;
    c->generation = 0;
}

void clock_fini(struct clock *c) {
    calendar_fini(&c->deadlines);
}

void clock_add(struct clock *c, double now, double virtual_s, uint64_t tie, uint32_t subject,
               uint32_t generation) {
    clock_advance(c, now);
    calendar_push(&c->deadlines,
                  (struct event){c->virtual_now + virtual_s, tie, subject, generation});
}

double clock_at(const struct clock *c, double now) {
    return c->virtual_now + (now - c->updated) * c->rate;
}

void clock_jump(struct clock *c, double now, double virtual_s) {
    clock_advance(c, now);
    c->virtual_now += virtual_s;
}

void clock_set_rate(struct clock *c, double now, double rate) {
    assert(rate > 0);
    clock_advance(c, now);
    c->rate = rate;
}

double clock_first(struct clock *c) {
    const struct event *first = calendar_first(&c->deadlines);
    if (!first) {
        return HUGE_VAL;
    }
    /* Rounding may have carried virtual time past the deadline; nothing is due before now. */
    return c->updated + fmax(0, first->time - c->virtual_now) / c->rate;
}

struct event clock_pop(struct clock *c, double now) {
    struct event first;
    bool any = calendar_pop(&c->deadlines, &first);
    assert(any);
    (void)any;
    c->virtual_now = first.time;
    c->updated = now;
    return first;
}
