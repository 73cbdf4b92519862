/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tally of machines: how often their users call for help and how long they wait for its end,
 * how often machines fail and how long they are out of order. */
#include <string.h>

#include "observe/tally_parts.h"

/* The station's own row alone: machines are nobody's in particular. */
static struct cell *machine_cell(struct tally *t, uint32_t station) {
    return &station_store(t, station)->cell[t->interval];
}

static void flush(struct tally *t, struct level_state *l, double now, double *sum) {
    level_move(l, now, l->n);
    *sum += t->reported ? l->area : 0;
    l->area = 0;
}

void machines_flush(struct tally *t, double now) {
    for (uint32_t s = 0; s < t->model->n_stations; s++) {
        if (t->model->stations[s].machines) {
            struct cell *cell = machine_cell(t, s);
            flush(t, &t->down[s], now, cell_sum(cell, Q_DOWN));
            flush(t, &t->helping[s], now, cell_sum(cell, Q_HELP_TIME));
        }
    }
}

/* The night belongs to no interval. */
void machines_day(struct tally *t, double now) {
    for (uint32_t s = 0; s < t->model->n_stations; s++) {
        t->down[s].last = t->helping[s].last = now;
        t->down[s].area = t->helping[s].area = 0;
    }
}

void machines_forget(struct tally *t) {
    memset(t->down, 0, t->model->n_stations * sizeof *t->down);
    memset(t->helping, 0, t->model->n_stations * sizeof *t->helping);
}

void tally_help(void *self, double now, const struct customer *c, uint32_t station, bool waits) {
    struct tally *t = self;
    struct level_state *l = &t->helping[station];
    level_move(l, now, l->n + (waits ? 1 : -1));
    station_store(t, station)->cell[c->join_interval].count[Q_HELPS] += waits;
}

void tally_machines_down(void *self, double now, uint32_t station, size_t down,
                         enum machine_event what) {
    struct tally *t = self;
    level_move(&t->down[station], now, (double)down);
    machine_cell(t, station)->count[Q_FAILURES] += what == MACHINE_FAILED;
}
