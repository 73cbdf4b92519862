/* SPDX-License-Identifier: GPL-3.0-or-later
 * Machines: so many servers of the station's own, without staff. Those that may fail, or whose
 * users may need help, act by a row of their own, so that the others pay nothing for it. */
#include "engine/flow.h"
#include "engine/line.h"
#include "engine/machines.h"
#include "engine/stations.h"
#include "engine/tell.h"
#include "scenario/machines.h"
#include "scenario/reading.h"

static const char *const users[] = {"leaves", "waits", NULL};

#define F struct machine_failures
static const struct field failure_fields[] = {
    {ROW(F, "every", FIELD_TYPED, every), .unit = "s", .type = &distribution_type, .required = true,
     .help = "how long a machine works before it fails, in use or not, the night included",
     .example = "{\"kind\": \"exponential\", \"mean\": \"20d\"}"},
    {ROW(F, "lasts", FIELD_TYPED, lasts), .unit = "s", .type = &distribution_type, .required = true,
     .help = "how long until it works again",
     .example = "{\"kind\": \"exponential\", \"mean\": \"4h\"}"},
    {ROW(F, "user", FIELD_EITHER, stays), .choices = users,
     .help = "who is at a machine that fails leaves it, unresolved, or waits and goes on where he "
             "was",
     .example = "\"waits\""},
    {0}};
#undef F

static const struct field_type failures_type = {
    .name = "failures", .written = "an object", .shape = TYPE_OBJECT, .fields = failure_fields};

#define M struct machines
static const struct field machines_fields[] = {
    {ROW(M, "count", FIELD_COUNT, count), .unit = "machines", .min = 0, .max = 1e7,
     .required = true, .live = true,
     .help = "how many there are; each serves one customer at a time", .example = "120"},
    {ROW(M, "needs_help", FIELD_SHARE, needs_help), .unit = "share", .live = true,
     .help = "share of uses that stop somewhere on the way until a person has helped; who is not "
             "helped leaves unresolved",
     .example = "0.2"},
    {ROW(M, "help_at", FIELD_TEXT, help_at),
     .help = "the desk whose people come and help, in its line and by its work; the machine waits",
     .example = "\"attendant\""},
    {ROW(M, "fails", FIELD_TYPED, fails), .type = &failures_type,
     .help = "breakdowns and repairs of each machine; never unless given",
     .example = "{\"every\": {\"kind\": \"exponential\", \"mean\": \"20d\"}, \"lasts\": "
                "{\"kind\": \"exponential\", \"mean\": \"4h\"}}"},
    {0}};
#undef M

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

const struct machines *station_machines_of(const struct station *s) {
    return s->kind == &station_machines ? s->own : NULL;
}

static const struct station_kind minded_machines;

static const struct station_kind *machines_acting(const struct station *s) {
    return machines_are_minded(s->own) ? &minded_machines : &station_machines;
}

#define MACHINES_ROW                                                                               \
    .name = "machines", .help = "servers without staff",                                           \
    .used_for = "voice menu (IVR), kiosk, self-checkout, bot",                                     \
    .example = "{\"kind\": \"machines\", \"count\": 120}", .own_size = sizeof(struct machines),    \
    .fields = machines_fields, .works = true, .waits = true, .resolves = 0,                        \
    .exits_when_resolved = true, .servers = machines_servers, .acting = machines_acting

const struct station_kind station_machines = {MACHINES_ROW, .arrive = machines_arrive,
                                              .freed = machines_freed};

static const struct station_kind minded_machines = {MACHINES_ROW, .arrive = minded_arrive,
                                                    .freed = minded_freed};
