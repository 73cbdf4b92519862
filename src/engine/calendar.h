/* SPDX-License-Identifier: GPL-3.0-or-later
 * The calendar of coming events: an implicit 4-ary heap in total order of (time, tie). Cancelled
 * entries stay until they surface or calendar_purge sweeps them, so that memory stays bounded. */
#ifndef ENGINE_CALENDAR_H
#define ENGINE_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The kinds of event in the order in which they happen at one moment: name and why it stands there.
 * docs/model.md prints this table and a test holds it to that. */
#define EVENTS(X)                                                                                  \
    X(SERVICE_END, "service end", "whoever would leave at this moment is served instead")          \
    X(PACED_END, "service end on a paced clock", "as a service end")                               \
    X(TASK_END, "end of a crew's task", "as a service end")                                        \
    X(SECOND_DONE, "end of what is done while one waits", "as a service end")                      \
    X(SECOND_OVER, "a second place is given up", "before its server is offered to others")         \
    X(MACHINE_STOPS, "end of a machine's work, or its user calls for help", "as a service end")    \
    X(WRAP_UP_END, "wrap-up end", "the agent is free for those who wait")                          \
    X(MACHINE_REPAIRED, "a machine works again", "it is free for those who wait")                  \
    X(MACHINE_FAILS, "a machine fails", "what ends at that moment has ended")                      \
    X(RUN_END, "end of the run", "what is finished by then counts")                                \
    X(WARM_UP_END, "end of the warm-up", "an arrival at that moment is reported")                  \
    X(CLOSING, "closing", "an arrival at closing time is too late")                                \
    X(OPENING, "opening", "a day that opens as another closes")                                    \
    X(STATION_CLOSES, "a station closes", "who comes at that moment is too late")                  \
    X(STATION_OPENS, "a station opens", "before people come on duty who find it open")             \
    X(INTERVAL, "interval boundary", "a change of staffing belongs to the new interval")           \
    X(STAFFING, "staffing change", "people who come on duty take those who wait")                  \
    X(SHIFT_BEGIN, "shift start", "people who come are there before others go")                    \
    X(SHIFT_END, "shift end", "who finishes a contact at that moment goes with the others")        \
    X(BREAK_END, "break end", "who comes back is there before others go on theirs")                \
    X(SWITCHED, "fetched staff arrive", "who comes is there before others go on breaks")           \
    X(BREAK_DUE, "break due", "whoever is free goes before a newcomer is offered to him")          \
    X(AIR, "the air crosses a quarter of a degree", "what is felt changes from here on")           \
    X(RULE_LOOK, "look at a rule's measure", "a rule sees what has happened by now")               \
    X(RULE_CROSSES, "wait reaches a rule's level", "as a look")                                    \
    X(RULE_DUE, "a rule's delay is over", "rules act before newcomers come")                       \
    X(RULE_AGAIN, "a rule fetches again", "who is fetched is asked before newcomers come")         \
    X(PROMISE, "a promise is broken", "who asks comes as a newcomer does")                         \
    X(HELP, "a helping group may step in", "before a newcomer is offered to it")                   \
    X(SECOND_BEGINS, "a second place is taken", "before newcomers come")                           \
    X(ARRIVAL, "arrival", "first contacts")                                                        \
    X(RETURN, "return", "further contacts of the same people")                                     \
    X(LEAVING, "leaving the line", "patience has run out")                                         \
    X(FELT, "a budget of felt time is spent", "as leaving the line")                               \
    X(TIMED_OUT, "time limit", "patience first on a tie")

#define EVENT_ENUM(id, name, why) EVENT_##id,
enum event_kind { EVENTS(EVENT_ENUM) EVENT_KINDS };
#undef EVENT_ENUM

struct event {
    double time;         /* s; NaN never */
    uint64_t tie;        /* 8 bits kind | 16 bits order of the name | 40 bits day and number */
    uint32_t subject;    /* customer, agent, source, group, station */
    uint32_t generation; /* the subject's when this was entered, for kinds that may be cancelled */
};

/* {0} is empty. Between calendar_pop and the next call the root is a hole that a push fills. */
struct calendar {
    struct event *heap; /* [n], heap[0] the earliest */
    size_t n, capacity;
    size_t stale; /* cancelled entries still inside, at least roughly */
    bool hole;
};

static inline uint64_t event_tie(enum event_kind kind, uint64_t order, uint64_t number) {
    return (uint64_t)kind << 56 | order << 40 | number;
}

static inline enum event_kind event_kind(const struct event *v) {
    return (enum event_kind)(v->tie >> 56);
}

/* Times are never negative, so that their bits are ordered as they are; time and tie then compare
 * as one number, without a branch to mispredict. */
__extension__ typedef unsigned __int128 event_key;

static inline event_key event_key_of(const struct event *v) {
    uint64_t bits;
    memcpy(&bits, &v->time, sizeof bits);
    return (event_key)bits << 64 | v->tie;
}

static inline bool event_before(const struct event *a, const struct event *b) {
    return event_key_of(a) < event_key_of(b);
}

/* The least of four, as a knock-out of pairs. */
static inline size_t calendar_least_of_four(const struct event *heap, size_t child) {
    size_t a = child + event_before(&heap[child + 1], &heap[child]);
    size_t b = child + 2 + event_before(&heap[child + 3], &heap[child + 2]);
    return event_before(&heap[b], &heap[a]) ? b : a;
}

/* The least of fewer than four children, [child, end) of the heap. */
static inline size_t calendar_least(const struct event *heap, size_t child, size_t end) {
    size_t least = child;
    event_key key = event_key_of(&heap[child]);
    for (size_t k = child + 1; k < end; k++) {
        event_key other = event_key_of(&heap[k]);
        bool before = other < key;
        least = before ? k : least;
        key = before ? other : key;
    }
    return least;
}

/* Puts v at place i or below it, where it belongs. */
static inline void calendar_sift_down(struct calendar *c, size_t i, struct event v) {
    struct event *heap = c->heap;
    for (size_t child = 4 * i + 1; child < c->n; child = 4 * i + 1) {
        size_t least = child + 4 <= c->n ? calendar_least_of_four(heap, child)
                                         : calendar_least(heap, child, c->n);
        if (!event_before(&heap[least], &v)) {
            break;
        }
        heap[i] = heap[least];
        i = least;
    }
    heap[i] = v;
}

void calendar_grow(struct calendar *c);

static inline void calendar_push(struct calendar *c, struct event v) {
    if (c->hole) {
        c->hole = false;
        calendar_sift_down(c, 0, v);
        return;
    }
    if (c->n == c->capacity) {
        calendar_grow(c);
    }
    size_t i = c->n++;
    while (i > 0) {
        size_t parent = (i - 1) / 4;
        if (!event_before(&v, &c->heap[parent])) {
            break;
        }
        c->heap[i] = c->heap[parent];
        i = parent;
    }
    c->heap[i] = v;
}

static inline void calendar_fill_hole(struct calendar *c) {
    if (c->hole) {
        c->hole = false;
        c->n--;
        if (c->n > 0) {
            calendar_sift_down(c, 0, c->heap[c->n]);
        }
    }
}

/* The earliest event, or NULL; valid until the next call. */
static inline const struct event *calendar_first(struct calendar *c) {
    calendar_fill_hole(c);
    return c->n > 0 ? &c->heap[0] : NULL;
}

/* Takes the earliest event into *out; false when there is none. */
static inline bool calendar_pop(struct calendar *c, struct event *out) {
    const struct event *first = calendar_first(c);
    if (first) {
        *out = *first;
        c->hole = true;
    }
    return first;
}

typedef bool event_is_stale(const void *context, const struct event *v);

/* Sweeps out what is stale. O(n). */
void calendar_purge(struct calendar *c, event_is_stale *is_stale, const void *context);
/* Empty again; keeps the memory. */
void calendar_reset(struct calendar *c);
void calendar_fini(struct calendar *c);

#endif
