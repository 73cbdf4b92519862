/* SPDX-License-Identifier: GPL-3.0-or-later
 * A delay: time that passes for the customer and occupies nobody. */
#include <math.h>

#include "engine/flow.h"
#include "engine/stations.h"

static void delay_arrive(struct engine *e, uint32_t station, uint32_t customer) {
    (void)station;
    service_begin(e, customer, (struct choice){NONE, NULL});
}

static const struct field delay_fields[] = {{.key = NULL}};

const struct station_kind station_delay = {
    .name = "delay",
    .help = "time that occupies nobody",
    .used_for = "walking, eating, waiting for parts",
    .example = "{\"kind\": \"delay\"}",
    .fields = delay_fields,
    .works = true,
    .resolves = NAN,
    .arrive = delay_arrive,
};
