/* SPDX-License-Identifier: GPL-3.0-or-later
 * A desk: one line, many agents of any groups with the skill. */
#include "engine/flow.h"
#include "engine/stations.h"

static void desk_arrive(struct engine *e, uint32_t station, uint32_t customer) {
    const struct station_state *s = &e->stations[station];
    if (refused_at_the_door(e, station, customer)) {
        return;
    }
    struct choice by = {NONE, NULL};
    if (!s->parked) {
        by = routing_choose_agent(e, customer);
    }
    if (by.agent == NONE) {
        wait_begin(e, customer, s->waiting);
    } else {
        agent_busy(e, by.agent);
        service_begin(e, customer, by);
    }
}

static const struct field desk_fields[] = {{.key = NULL}};

const struct station_kind station_desk = {
    .name = "desk",
    .help = "one line, many servers from the staff",
    .used_for = "phone queue, counters, chat, e-mail, greeter, complaint desk",
    .example = "{\"kind\": \"desk\", \"lines\": 40}",
    .fields = desk_fields,
    .staffed = true,
    .works = true,
    .waits = true,
    .resolves = 1,
    .arrive = desk_arrive,
};
