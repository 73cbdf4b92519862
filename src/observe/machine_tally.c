/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tally of machines: how often their users call for help and how long they wait for its end,
 * how often machines fail and how long they are out of order, and how many there are where rules
 * say so, of machines as of things held. */
#include <math.h>
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
        if (t->things) {
            flush(t, &t->things[s], now, cell_sum(machine_cell(t, s), Q_THINGS));
        }
    }
}

/* The night belongs to no interval. */
void machines_day(struct tally *t, double now) {
    for (uint32_t s = 0; s < t->model->n_stations; s++) {
        t->down[s].last = t->helping[s].last = now;
        t->down[s].area = t->helping[s].area = 0;
        if (t->things) {
            t->things[s].last = now;
            t->things[s].area = 0;
        }
    }
}

void machines_forget(struct tally *t) {
    memset(t->down, 0, t->model->n_stations * sizeof *t->down);
    memset(t->helping, 0, t->model->n_stations * sizeof *t->helping);
    for (uint32_t s = 0; t->things && s < t->model->n_stations; s++) {
        t->servers[s] = t->model->stations[s].servers;
        t->things[s] = (struct level_state){.n = (double)t->servers[s]};
    }
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

void things_new(struct tally *t) {
    size_t n = t->model->n_stations;
    bool any = false;
    for (uint32_t s = 0; s < n; s++) {
        any = any || t->layout->count_set[s];
    }
    if (any) {
        t->things = arena_array(&t->arena, n, sizeof *t->things);
        t->servers = arena_array(&t->arena, n, sizeof *t->servers);
    }
}

/* What is in use when the count falls below it stays until it is free, as staff do. */
void things_move(struct tally *t, uint32_t station, double now) {
    double used = station_store(t, station)->level[LEVEL_IN_USE].n;
    level_move(&t->things[station], now, fmax((double)t->servers[station], used));
}

void tally_servers(void *self, double now, uint32_t station, size_t servers) {
    struct tally *t = self;
    if (t->things) {
        t->servers[station] = servers;
        things_move(t, station, now);
    }
}

void tally_in_use(void *self, double now, uint32_t station, size_t used) {
    struct tally *t = self;
    level_move(&station_store(t, station)->level[LEVEL_IN_USE], now, (double)used);
    if (t->things) {
        things_move(t, station, now);
    }
}
