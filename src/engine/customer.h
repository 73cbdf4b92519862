/* SPDX-License-Identifier: GPL-3.0-or-later
 * A customer present or in orbit. One slot of the engine's slab, reused when he is gone. */
#ifndef ENGINE_CUSTOMER_H
#define ENGINE_CUSTOMER_H

#include <stdbool.h>
#include <stdint.h>

struct customer {
    uint64_t person; /* address of his random numbers */
    double arrived;  /* when this contact began, s */
    double joined;   /* when this visit began, s */
    double since;    /* from when his age in line counts, s: joined, unless a place was kept */
    double started;  /* when this visit's service began, s; valid once in_service */
    double waited;   /* s this contact has waited in earlier visits' lines */
    double work;     /* s of the service in hand, at speed 1 (or its key in a line by work) */
    uint32_t step;   /* index into model.steps */
    uint32_t line;   /* index into model.lines, NONE at a delay */
    uint32_t agent;  /* who serves him, NONE */
    uint32_t previous, next, child; /* neighbours in line; child: in service, his machine */
    uint32_t generation;            /* of the event that would make him leave; others are stale */
    uint32_t line_seen;             /* people waiting in the line he joined, as he did */
    uint32_t holds;                 /* bit set of holds kept */
    uint32_t second; /* who asks after him, or, for such a one, whom he asks after; for one in a
                        second line, or an errand, whose it is; NONE */
    uint32_t visits; /* that ended in this slot: a promise belongs to one */
    uint32_t tries;  /* contacts of this person so far, >= 1 */
    float items;     /* that he brings; 0 where his class has none */
    uint16_t class_index, source;
    uint16_t tier;             /* now */
    uint16_t own_tier;         /* as he came: contacts are counted by it */
    uint16_t party;            /* people, who take as many seats */
    uint16_t arrival_interval; /* of the day, of the contact's arrival */
    uint16_t join_interval;    /* of the day, of this visit's joining */
    bool waiting, in_service;
    bool delayed;      /* this visit joined the line, be the wait 0 s */
    bool resolved;     /* by the last visit that could */
    bool staff_served; /* staff began to serve this contact at least once */
    /* What changes seldom, in one byte: a customer of 128 bytes is found by a shift. */
    bool own_steps : 1;    /* on a return's own journey */
    bool asks : 1;         /* makes second contacts, beside somebody's that goes on */
    bool errand : 1;       /* a second place in line of `second`, who stands at a machine */
    bool was_delayed : 1;  /* some visit of this contact joined a line, be the wait 0 s */
    bool late : 1;         /* a visit of this contact took longer than promised */
    bool second_place : 1; /* stands in a second line for somebody (second) who waits elsewhere */
    bool in_orbit : 1;     /* between two contacts */
    bool alive : 1;        /* the slot is in use */
};

#endif
