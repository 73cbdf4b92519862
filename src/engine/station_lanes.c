/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lanes: lines of their own side by side, each served by the cashier who stands at it. */
#include "engine/flow.h"
#include "engine/lanes.h"
#include "engine/stations.h"

static const char *const choices[] = {"shortest", "items", "preferred", "random", NULL};
static const char *const ties[] = {"random", "leftmost", NULL};
static const char *const jockey_from[] = {"nearest", "longest", NULL};
static const char *const jockey_who[] = {"last", "any", NULL};

static const struct field jockey_fields[] = {
    {.key = "difference",
     .kind = FIELD_COUNT,
     .offset = offsetof(struct jockey, difference),
     .unit = "customers",
     .min = 2,
     .max = 1e6,
     .required = true,
     .help = "so many more people must stand in the other lane, waiting or served",
     .example = "2"},
    {.key = "from",
     .kind = FIELD_ENUM,
     .offset = offsetof(struct jockey, from),
     .choices = jockey_from,
     .fallback = JOCKEY_NEAREST,
     .help = "which of several such lanes somebody comes from: nearest (of two the left one) or "
             "longest",
     .example = "\"longest\""},
    {.key = "who",
     .kind = FIELD_ENUM,
     .offset = offsetof(struct jockey, who),
     .choices = jockey_who,
     .fallback = JOCKEY_LAST,
     .help = "the last in line there, or the last of any whom the new cashier may serve",
     .example = "\"any\""},
    {.key = "chance",
     .kind = FIELD_SHARE,
     .offset = offsetof(struct jockey, chance),
     .unit = "share",
     .max = 1,
     .fallback = 1,
     .help = "how likely whoever may come over does, each time that he may; people.felt_wait "
             "('switches') makes it more for the last of a line that shows it",
     .example = "0.3"},
    {.key = NULL}};
static const struct field_type jockey_type = {
    .name = "jockey", .written = "an object", .shape = TYPE_OBJECT, .fields = jockey_fields};

static const struct field lanes_fields[] = {
    {.key = "lanes",
     .kind = FIELD_COUNT,
     .offset = offsetof(struct lanes, count),
     .unit = "lanes",
     .min = 1,
     .max = 1000,
     .required = true,
     .help = "how many there are; one is open while a cashier stands at it, the lowest first",
     .example = "8"},
    {.key = "choose",
     .kind = FIELD_ENUM,
     .offset = offsetof(struct lanes, choose),
     .choices = choices,
     .fallback = LANE_SHORTEST,
     .help =
         "which open lane a customer joins: that with the fewest people, waiting or served; the "
         "fewest items; the one that the work here prefers, else the shortest; or any",
     .example = "\"shortest\""},
    {.key = "ties",
     .kind = FIELD_ENUM,
     .offset = offsetof(struct lanes, ties),
     .choices = ties,
     .fallback = TIES_RANDOM,
     .help = "which of several lanes that are alike; an idle cashier goes before one who still "
             "wraps up",
     .example = "\"leftmost\""},
    {.key = "jockey",
     .kind = FIELD_TYPED,
     .offset = offsetof(struct lanes, jockey),
     .type = &jockey_type,
     .help = "when somebody leaves a lane, the last of a longer one moves to the end of its line, "
             "until no lane is so much longer; nobody moves unless given",
     .example = "{\"difference\": 2, \"from\": \"nearest\"}"},
    {.key = NULL},
};

static size_t lanes_count(const struct station *s) {
    return ((const struct lanes *)s->own)->count;
}

static bool lanes_preferred(const struct station *s) {
    return ((const struct lanes *)s->own)->choose == LANE_PREFERRED;
}

static void lanes_arrive(struct engine *e, uint32_t station, uint32_t customer) {
    if (refused_at_the_door(e, station, customer)) {
        return;
    }
    struct customer *c = customer_of(e, customer);
    uint32_t first = c->line, lane = lane_choose(e, customer, first);
    if (lane == NONE) {
        lane = e->model->stations[station].n_lanes;
    }
    struct choice by = lane_server(e, station, lane, first);
    c->line = first + lane;
    if (by.agent != NONE && e->agents[by.agent].idle) {
        lane_entered(e, station, lane, customer);
        agent_busy(e, by.agent);
        service_begin(e, customer, by);
    } else if (wait_begin(e, customer, lane_waiting(e, station, lane))) {
        lane_entered(e, station, lane, customer);
    }
}

const struct station_kind station_lanes = {
    .name = "lanes",
    .help = "lines of their own side by side, with a cashier each",
    .used_for = "supermarket checkout, toll booths, bank tellers with own lines",
    .example = "{\"kind\": \"lanes\", \"lanes\": 8, \"choose\": \"shortest\", \"jockey\": "
               "{\"difference\": 2}}",
    .own_size = sizeof(struct lanes),
    .fields = lanes_fields,
    .staffed = true,
    .works = true,
    .waits = true,
    .resolves = 1,
    .lanes = lanes_count,
    .preferred = lanes_preferred,
    .arrive = lanes_arrive,
    .freed = lanes_opened,
    .left = lane_left,
};
