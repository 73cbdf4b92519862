/* SPDX-License-Identifier: GPL-3.0-or-later
 * Machines: so many servers of the station's own, without staff. */
#include "engine/flow.h"
#include "engine/line.h"
#include "engine/stations.h"
#include "engine/tell.h"

struct machines {
    size_t count;
};

static const struct field machines_fields[] = {
    {.key = "count",
     .kind = FIELD_COUNT,
     .offset = offsetof(struct machines, count),
     .unit = "machines",
     .min = 0,
     .max = 1e7,
     .required = true,
     .live = true,
     .help = "how many there are; each serves one customer at a time",
     .example = "120"},
    {.key = NULL},
};

static size_t machines_servers(const struct station *s) {
    return ((const struct machines *)s->own)->count;
}

static void machine_take(struct engine *e, uint32_t station, uint32_t customer) {
    e->stations[station].used++;
    tell_in_use(e, station);
    service_begin(e, customer, (struct choice){NONE, NULL});
}

static bool machine_free(const struct engine *e, uint32_t station) {
    const struct station_state *s = &e->stations[station];
    return !s->parked && s->used < e->model->stations[station].servers;
}

static void machines_arrive(struct engine *e, uint32_t station, uint32_t customer) {
    if (refused_at_the_door(e, station, customer)) {
        return;
    }
    if (machine_free(e, station)) {
        machine_take(e, station, customer);
    } else {
        wait_begin(e, customer, e->stations[station].waiting);
    }
}

/* While a rule holds the count down, a machine that is done may take nobody. */
static void machines_freed(struct engine *e, uint32_t station) {
    uint32_t line = machine_free(e, station) ? station_next_line(e, station) : NONE;
    if (line != NONE) {
        machine_take(e, station, e->lines[line].first);
    }
}

const struct station_kind station_machines = {
    .name = "machines",
    .help = "servers without staff",
    .used_for = "voice menu (IVR), kiosk, self-checkout, bot",
    .example = "{\"kind\": \"machines\", \"count\": 120}",
    .own_size = sizeof(struct machines),
    .fields = machines_fields,
    .works = true,
    .waits = true,
    .resolves = 0,
    .exits_when_resolved = true,
    .servers = machines_servers,
    .arrive = machines_arrive,
    .freed = machines_freed,
};
