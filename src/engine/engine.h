/* SPDX-License-Identifier: GPL-3.0-or-later
 * The discrete-event core: an immutable model in, calls to observers out. It reads no file, prints
 * nothing and cannot fail on a model that compiled; limits end it early and say so. */
#ifndef ENGINE_ENGINE_H
#define ENGINE_ENGINE_H

#include <signal.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/observer.h"
#include "model/model.h"

struct engine;

struct engine_limits {
    uint64_t events;        /* 0: no limit */
    uint32_t present;       /* customers present and in orbit at once; 0: 100 million */
    uint64_t in_an_instant; /* events, or steps of one journey; 0: ENGINE_EVENTS_IN_AN_INSTANT */
    const volatile sig_atomic_t *stop; /* set from outside to end early; NULL: never */
};

enum engine_end {
    ENGINE_DONE,
    ENGINE_STOPPED,
    ENGINE_EVENT_LIMIT,
    ENGINE_PRESENT_LIMIT,
    ENGINE_STANDSTILL /* too many events in one instant: something goes round in no time */
};
/* As many as a million people who all begin and end something at once. */
#define ENGINE_EVENTS_IN_AN_INSTANT (UINT64_C(1) << 22)

/* An engine's memory is kept from one replication to the next; one engine a thread. */
struct engine *engine_new(const struct model *m);
void engine_free(struct engine *e);

/* Runs one replication (numbered from 0): all its days, or the whole steady-state run. staffing
 * NULL: the model's own. observers [n] may be none. The same model, staffing, seed and replication
 * give the same calls to observers, in any order of runs and on any thread. */
enum engine_end engine_run(struct engine *e, const struct staffing *staffing, uint64_t seed,
                           uint64_t replication, const struct observer *observers, size_t n,
                           struct engine_limits limits);
/* The rule whose switching on and off in one instant brought the last run to a standstill; NONE. */
uint32_t engine_restless_rule(const struct engine *e);
/* Who came round in no time. */
struct engine_circler {
    uint32_t class_index; /* NONE: nobody in particular */
    uint32_t step;        /* index into model.steps, where he was or would have begun again */
};
/* Of the last run, if that brought it to a standstill. */
struct engine_circler engine_circler(const struct engine *e);
/* Events handled in the last run. */
uint64_t engine_events(const struct engine *e);

#endif
