/* SPDX-License-Identifier: GPL-3.0-or-later
 * A hold: things taken here and kept over the stations that follow, until released or leaving. The
 * visit is the wait for the thing; it is complete when the thing is taken. */
#include <math.h>

#include "engine/felt.h"
#include "engine/flow.h"
#include "engine/line.h"
#include "engine/stations.h"
#include "engine/tell.h"

enum when_full { WHEN_FULL_WAIT, WHEN_FULL_BLOCKED };

struct hold {
    size_t count;
    size_t when_full;
};

static const char *const when_full_choices[] = {"wait", "blocked", NULL};

static const struct field hold_fields[] = {
    {.key = "count",
     .kind = FIELD_COUNT,
     .offset = offsetof(struct hold, count),
     .unit = "things",
     .min = 0,
     .max = 1e7,
     .required = true,
     .live = true,
     .help = "how many can be taken at once: trunk lines, tables, gates",
     .example = "90"},
    {.key = "when_full",
     .kind = FIELD_CHOICE,
     .offset = offsetof(struct hold, when_full),
     .unit = "",
     .fallback = WHEN_FULL_WAIT,
     .choices = when_full_choices,
     .help = "wait here for one to come back, or be blocked",
     .example = "\"blocked\""},
    {.key = NULL},
};

static size_t hold_servers(const struct station *s) {
    return ((const struct hold *)s->own)->count;
}

static bool hold_blocks(const struct station *s) {
    return ((const struct hold *)s->own)->when_full == WHEN_FULL_BLOCKED;
}

static void hold_take(struct engine *e, uint32_t station, uint32_t customer) {
    struct customer *c = customer_of(e, customer);
    double waited = 0;
    if (c->waiting) {
        waited = e->now - c->joined;
        line_leave(e, station, customer);
        if (e->felt) {
            felt_left(e, customer, true);
        }
    }
    uint32_t bit = UINT32_C(1) << e->model->stations[station].hold;
    if (!(c->holds & bit)) {
        c->holds |= bit;
        e->stations[station].used++;
        tell_in_use(e, station);
    }
    c->started = e->now;
    tell_service_began(e, c, station, waited, NONE);
    visit_end(e, customer, VISIT_COMPLETED, true, waited);
}

static bool hold_free(const struct engine *e, uint32_t station) {
    return e->stations[station].used < e->model->stations[station].servers;
}

static void hold_arrive(struct engine *e, uint32_t station, uint32_t customer) {
    if (refused_at_the_door(e, station, customer)) {
        return;
    }
    /* Things given back in this very moment belong to those who wait already. */
    bool turn = e->stations[station].waiting == 0 && hold_free(e, station);
    uint32_t bit = UINT32_C(1) << e->model->stations[station].hold;
    if (turn || (customer_of(e, customer)->holds & bit)) {
        hold_take(e, station, customer);
    } else {
        wait_begin(e, customer, e->stations[station].waiting);
    }
}

static void hold_freed(struct engine *e, uint32_t station) {
    uint32_t line = hold_free(e, station) ? station_next_line(e, station) : NONE;
    if (line != NONE) {
        hold_take(e, station, e->lines[line].first);
    }
}

const struct station_kind station_hold = {
    .name = "hold",
    .help = "things taken here and kept until released or leaving",
    .used_for = "trunk lines, tables, gates, beds, leased lines",
    .example = "{\"kind\": \"hold\", \"count\": 90, \"when_full\": \"blocked\"}",
    .own_size = sizeof(struct hold),
    .fields = hold_fields,
    .waits = true,
    .resolves = NAN,
    .servers = hold_servers,
    .blocks = hold_blocks,
    .arrive = hold_arrive,
    .freed = hold_freed,
};
