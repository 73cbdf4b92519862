/* SPDX-License-Identifier: GPL-3.0-or-later
 * A kind of station. Its row type is declared here, its keys and behaviour stand in
 * engine/station_<kind>.c: the reader needs the keys, the engine the functions. */
#ifndef SCENARIO_STATION_KIND_H
#define SCENARIO_STATION_KIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/field.h"

struct engine;
struct station;

struct station_kind {
    const char *name;
    const char *help, *used_for, *example; /* example: JSON object; a test reads it */
    size_t own_size;                       /* of the kind's own struct, station.own */
    const struct field *fields;            /* the kind's own keys, offsets into its struct */
    bool staffed;                          /* agents serve here */
    bool works;                            /* a service is given by work */
    bool waits;                            /* customers may wait in line here */
    double resolves;                       /* default chance; NAN: visits have no resolves */
    bool exits_when_resolved;              /* default of `resolved`: exit instead of next */
    /* Servers of the station's own (machines, things held); SIZE_MAX: no limit. */
    size_t (*servers)(const struct station *s);
    /* The row by which this station acts; NULL: this one. */
    const struct station_kind *(*acting)(const struct station *s);
    /* Lines of its own side by side, with one agent each at most. NULL: one line for all. */
    size_t (*lanes)(const struct station *s);
    /* Whether they are chosen by what customers prefer. */
    bool (*preferred)(const struct station *s);
    /* When full: true if a customer is blocked rather than waits. NULL: never. */
    bool (*blocks)(const struct station *s);
    /* A customer has come to this station: serve, line up, or send away. */
    void (*arrive)(struct engine *e, uint32_t station, uint32_t customer);
    /* One server of the station's own is free again: take the next in line. NULL if none. */
    void (*freed)(struct engine *e, uint32_t station);
    /* He has left his line, or the service he came to from it, and whoever served him has
     * taken the next; where he goes is not told yet. NULL: nobody minds. */
    void (*left)(struct engine *e, uint32_t station, uint32_t customer);
};

/* Ended by NULL. Defined in engine/stations.c. */
extern const struct station_kind *const station_kinds[];

#endif
