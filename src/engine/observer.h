/* SPDX-License-Identifier: GPL-3.0-or-later
 * Who watches the engine. The engine declares what it tells; observe/ defines who listens. Without
 * observers nothing is told and nothing is spent. Every call carries the time (s, never decreasing
 * within a replication) and a customer as he is at that moment. A member that is NULL is not told.
 */
#ifndef ENGINE_OBSERVER_H
#define ENGINE_OBSERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/customer.h"
#include "model/model.h"

/* Why a customer who ends a contact will or will not come again. */
enum customer_end {
    CUSTOMER_RETURNS,
    CUSTOMER_HELPED,
    CUSTOMER_GIVEN_UP,
    CUSTOMER_ASKED /* beside another contact of the same person, which is over: no person's end */
};

/* What happens to a person on a working day, and the seconds told with it. Of a group with shifts;
 * the first two of a group with absence too. */
enum workday_event {
    WORKDAY_BEGAN,        /* somebody is due to come, absent or not; 0 */
    WORKDAY_ABSENT,       /* he does not; 0 */
    WORKDAY_BREAK,        /* his break begins; how late */
    WORKDAY_BREAK_OVER,   /* he is back from it; 0. Not told when his shift ends first */
    WORKDAY_BREAK_MISSED, /* his shift ended before it could begin; 0 */
    WORKDAY_ENDED         /* he goes; how late */
};

/* A spell of work or idleness of somebody at his desk that ends now. */
struct worker_spell {
    double from;    /* s */
    double fatigue; /* as it began, 0 to 1 */
    double rate;    /* 1/s, of tiring in work, else of resting */
    bool works;
};

/* What became of a service by staff that ends now. */
struct service_outcome {
    double courtesy;       /* 0 to 1 */
    bool hostile;          /* the customer was */
    bool lacked_authority; /* the case needed it, and who served had not enough */
    bool resolved;
};

/* A day of somebody's work that is over. */
struct worker_day {
    double strain; /* as it began, 0 to 1 */
    double rise;   /* what it adds to that of somebody without any */
};

/* What the end of a contact was for the customer. */
struct contact_score {
    double score;   /* 0 to 1 */
    double said;    /* in the survey; NAN unless he answers */
    bool complains; /* he will, or does at once */
    bool redressed; /* a complaint was handled to his content */
};

/* What became of a class's accounts in a day (or what of it was left). */
struct account_day {
    double months;  /* accounts x months */
    double loyalty; /* x the same */
    uint32_t defected, joined;
    uint32_t stayed_away; /* arrivals that were not, their account having gone */
};

enum machine_event { MACHINE_WAS_DOWN, MACHINE_FAILED, MACHINE_REPAIRED };

struct observer {
    void *self;
    /* A day opens (day from 0; steady state: once, at 0). Then intervals follow; interval i begins
     * at the given time. i == n_intervals is the stretch after closing. interval_began is told for
     * interval 0 too, after day_opened. */
    void (*day_opened)(void *self, double now, size_t day);
    void (*interval_began)(void *self, double now, size_t interval);
    /* The doors close: from here idle agents are off duty. Told before interval n_intervals. */
    void (*closed)(void *self, double now);
    /* What happened so far is not reported (not told when there is no warm-up). Told after
     * day_opened and before interval_began when the warm-up is whole days. */
    void (*warmed_up)(void *self, double now);
    /* The replication is over: first each customer still inside or in orbit, then finished. */
    void (*inside_at_end)(void *self, double now, const struct customer *c, bool in_orbit);
    void (*finished)(void *self, double now);

    /* Somebody with an appointment will not come (told at opening; c->arrived: his time). */
    void (*no_show)(void *self, double now, const struct customer *c);
    /* A contact begins (first try or return: c->tries) and ends. On CUSTOMER_RETURNS he is in orbit
     * until his next contact_began. */
    void (*contact_began)(void *self, double now, const struct customer *c);
    void (*contact_ended)(void *self, double now, const struct customer *c,
                          enum contact_outcome outcome, enum customer_end end);

    /* A visit begins at a station (arrived there: c->joined is now). It then is told to wait, or
     * starts service at once, or ends (blocked, balked) without having joined. At a hold, "service"
     * begins when the thing is taken, and the visit ends at once; at a delay it begins at once. */
    void (*visit_began)(void *self, double now, const struct customer *c, uint32_t station);
    void (*wait_began)(void *self, double now, const struct customer *c, uint32_t station);
    /* He stepped from one lane into another of the station (numbered from 0), where he waits on or
     * is served at once; c->line is that of the new lane. */
    void (*lane_changed)(void *self, double now, const struct customer *c, uint32_t station,
                         uint32_t from, uint32_t to);
    /* waited: s, 0 when served at once (wait_began was not told then). group: NONE unless staff. */
    void (*service_began)(void *self, double now, const struct customer *c, uint32_t station,
                          double waited, uint32_t group);
    /* Somebody will ask after a visit that lasts beyond its promise (he is in orbit then), or, in
     * orbit, no longer. */
    void (*asking)(void *self, double now, const struct customer *c, bool begins);
    /* Somebody begins to work on a task for c; of a service service_began tells it. */
    void (*agent_taken)(void *self, double now, const struct customer *c, uint32_t station,
                        uint32_t group, uint32_t agent);
    /* A task of the crew that c is at begins, or has ended. */
    void (*task)(void *self, double now, const struct customer *c, uint32_t station, uint32_t task,
                 bool ended);
    /* served: service had begun. waited: s in line of this visit. */
    void (*visit_ended)(void *self, double now, const struct customer *c, uint32_t station,
                        enum visit_outcome outcome, bool served, double waited);

    /* The agent who served c is done with him (service_s) or with his wrap-up too (wrap_up_s > 0):
     * told once per service, when the agent is free again. interval: of c's joining. */
    void (*agent_freed)(void *self, double now, uint32_t group, uint32_t agent, double service_s,
                        double wrap_up_s, uint16_t interval, uint32_t station);
    /* The agent lays c's service down until the morning: the agent_freed that follows is of a piece
     * of it, and not yet its end. */
    void (*laid_down)(void *self, double now, uint32_t group, uint32_t agent);
    /* People in the group on duty (idle, busy, or finishing after their staffing ended) and wanted;
     * whoever a rule fetched is in the group where he is. */
    void (*on_duty)(void *self, double now, uint32_t group, size_t present, size_t staffed);
    /* People of the group in their paid time: the absent and those on a paid break included, those
     * who finish late not, its own whom rules fetched included. Told of groups that have shifts or
     * absence, and of those between which rules fetch; of others it is staffed. */
    void (*scheduled)(void *self, double now, uint32_t group, size_t scheduled);
    void (*workday)(void *self, double now, uint32_t group, uint32_t agent, enum workday_event what,
                    double seconds);
    /* A spell of an agent at his desk ends; told where the scenario's people tire. */
    void (*spell)(void *self, double now, uint32_t group, uint32_t agent,
                  const struct worker_spell *s);
    /* Somebody's day is over; told before the next one opens, or at the end, where people.strain is
     * on. */
    void (*strain)(void *self, double now, uint32_t group, uint32_t agent,
                   const struct worker_day *day);
    /* c leaves a line where he felt so long a wait, s; served: to be served. Of those who waited,
     * where the scenario's people feel. And the sum over a contact that ends after this. */
    void (*felt)(void *self, double now, const struct customer *c, uint32_t station, double felt,
                 bool served);
    void (*felt_in_all)(void *self, double now, const struct customer *c,
                        enum contact_outcome outcome, double felt);
    /* Told where people.outcome is on, before the visit ends. */
    void (*outcome)(void *self, double now, const struct customer *c, uint32_t station,
                    uint32_t group, uint32_t agent, const struct service_outcome *o);
    /* Of a contact that ends after this. Told where people.score is on. */
    void (*scored)(void *self, double now, const struct customer *c, const struct contact_score *s);
    /* Told before the next day opens, and as the run ends, of classes that have accounts. */
    void (*accounts)(void *self, double now, uint32_t class_index, const struct account_day *d);
    /* A rule goes on or off; value: of what it watches, NAN where it goes by the clock alone. */
    void (*rule_switched)(void *self, double now, uint32_t rule, bool on, double value);
    /* A rule sends for people; so many of them are there. */
    void (*rule_fetched)(void *self, double now, uint32_t rule, size_t asked, size_t there);
    /* So many people are away from their own group for the rule now, on the way included. */
    void (*rule_staff)(void *self, double now, uint32_t rule, size_t people);
    /* c at a machine has called for help, or can go on (waits: false). */
    void (*help)(void *self, double now, const struct customer *c, uint32_t station, bool waits);
    /* A machine has failed, or works again; so many of those that the station has now are out of
     * order. At the first opening, and as a rule changes their number, it is told how many are so
     * from before. */
    void (*machines_down)(void *self, double now, uint32_t station, size_t down,
                          enum machine_event what);
    /* Things of a hold taken (or machines busy) now. */
    void (*in_use)(void *self, double now, uint32_t station, size_t used);
    /* A rule has changed how many machines or things the station has; before any rule does, they
     * are those of the model. */
    void (*servers)(void *self, double now, uint32_t station, size_t servers);
};

#endif
