/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/demand.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static size_t cell_of(const struct demand *d, uint32_t line, size_t interval) {
    return line * d->n_cells + d->kind * d->n_intervals + interval;
}

static void line_move(struct demand *d, uint32_t line, double now, double change) {
    double area = d->level[line] * (now - d->last[line]);
    d->work[cell_of(d, line, d->interval)] += d->reported ? area : 0;
    d->level[line] += change;
    d->last[line] = now;
}

static void hand_note(struct demand *d, uint32_t agent, uint32_t line) {
    if (agent >= d->n_hands) {
        size_t n = 2 * (size_t)agent + 64;
        d->hand = mem_resize(d->hand, n, sizeof *d->hand);
        for (size_t i = d->n_hands; i < n; i++) {
            d->hand[i] = NONE;
        }
        d->n_hands = n;
    }
    d->hand[agent] = line;
}

static void service_began(void *self, double now, const struct customer *c, uint32_t station,
                          double waited, uint32_t group) {
    struct demand *d = self;
    (void)station;
    (void)waited;
    if (group == NONE) {
        return;
    }
    line_move(d, c->line, now, 1);
    hand_note(d, c->agent, c->line);
    if (d->reported) {
        d->joins[cell_of(d, c->line, c->join_interval)]++;
        d->joined++;
        d->delayed += c->delayed;
    }
}

static void agent_freed(void *self, double now, uint32_t group, uint32_t agent, double service_s,
                        double wrap_up_s, uint16_t interval, uint32_t station) {
    struct demand *d = self;
    (void)group;
    (void)service_s;
    (void)wrap_up_s;
    (void)interval;
    (void)station;
    /* Who did a crew's task was in no line's service. */
    if (agent < d->n_hands && d->hand[agent] != NONE) {
        line_move(d, d->hand[agent], now, -1);
        d->hand[agent] = NONE;
    }
}

static void flush(struct demand *d, double now) {
    for (uint32_t i = 0; i < d->model->n_lines; i++) {
        line_move(d, i, now, 0);
    }
}

static void day_opened(void *self, double now, size_t day) {
    struct demand *d = self;
    flush(d, now);
    d->interval = 0;
    d->kind = day < d->kinds.warm_up ? 0 : day_kind(&d->kinds, day - d->kinds.warm_up);
}

static void interval_began(void *self, double now, size_t interval) {
    struct demand *d = self;
    flush(d, now);
    d->interval = interval;
}

static void warmed_up(void *self, double now) {
    struct demand *d = self;
    flush(d, now);
    d->reported = true;
}

static void finished(void *self, double now) {
    flush(self, now);
}

void demand_init(struct demand *d, const struct model *m) {
    *d = (struct demand){.model = m, .kinds = day_kinds_of(m), .n_intervals = m->n_intervals + 1};
    d->n_cells = d->kinds.n * d->n_intervals;
    size_t cells = m->n_lines * d->n_cells;
    d->joins = mem_new(cells + 1, sizeof *d->joins);
    d->work = mem_new(cells + 1, sizeof *d->work);
    d->level = mem_new(m->n_lines + 1, sizeof *d->level);
    d->last = mem_new(m->n_lines + 1, sizeof *d->last);
}

void demand_fini(struct demand *d) {
    free(d->joins);
    free(d->work);
    free(d->level);
    free(d->last);
    free(d->hand);
    *d = (struct demand){0};
}

void demand_begin(struct demand *d) {
    const struct model *m = d->model;
    memset(d->level, 0, m->n_lines * sizeof *d->level);
    memset(d->last, 0, m->n_lines * sizeof *d->last);
    d->interval = d->kind = 0;
    d->reported = m->steady ? !(m->warm_up > 0) : m->warm_up_days == 0;
}

struct observer demand_observer(struct demand *d) {
    return (struct observer){.self = d,
                             .day_opened = day_opened,
                             .interval_began = interval_began,
                             .warmed_up = warmed_up,
                             .finished = finished,
                             .service_began = service_began,
                             .agent_freed = agent_freed};
}
