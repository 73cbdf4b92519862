/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the engine knows while a replication runs. Only engine/ looks inside. Customers, agents and
 * lines are indices into arrays; NONE is no index. */
#ifndef ENGINE_STATE_H
#define ENGINE_STATE_H

#include "engine/calendar.h"
#include "engine/clock.h"
#include "engine/engine.h"

struct agent {
    uint32_t group, number;  /* number within the group, from 0 */
    uint32_t post;           /* where he stands: 0, or his lane; past the last: he stands by */
    uint32_t previous, next; /* among the idle, longest idle first */
    bool on_duty, idle;
    bool absent; /* today; of a group that goes by its count */
    /* Fetched by a rule: on the way there (group still home), there (group is the other one), told
     * to go back when free (recalled), or on the way back (returning). */
    bool recalled, returning;
    uint32_t home;  /* his own group */
    uint32_t fetch; /* index into model.fetches, NONE: at home */
    uint32_t trip;  /* generation of the end of his way */
    double idle_since;
    double on_since, duty_s, busy_s; /* on_since: of the present stretch; sums of earlier ones */
    /* The contact in hand, kept to tell the observers when the agent is free. */
    double started, service_s;
    double speed; /* 1: that which service times are given for */
    uint16_t join_interval;
    uint32_t station;
};

struct line_state {
    uint32_t first, last; /* last is used where the order is that of joining */
    uint32_t count;
};

struct station_state {
    uint32_t present; /* waiting or served */
    uint32_t waiting;
    uint32_t seated; /* people waiting: more than waiting where they come in parties */
    uint32_t first_visit, last_visit; /* at a crew, by age */
    uint64_t
        ready_tasks; /* at a crew, bits: for which a visit is ready, but nobody or no machine */
    size_t used;     /* own servers busy, or things taken */
    uint32_t first_machine, n_machines, first_word; /* machines with a life of their own */
    uint32_t down;                                  /* of them, out of order */
    uint32_t out;                                   /* of those, with nobody at them */
    bool shut;   /* closed: lets nobody in; who stands in line is served */
    bool parked; /* closed: lets people in, and keeps all who wait there until it opens */
};

/* A customer at a crew. */
struct crew_visit {
    uint64_t age; /* later visits have larger ones */
    uint32_t customer;
    uint32_t times; /* how often he had been served there before */
    uint32_t left;  /* tasks that have not ended */
    uint32_t previous,
        next; /* of the station's visits, by age; next of a free slot: the next free */
};

struct crew_task_state {
    uint32_t before;         /* tasks that must end before */
    uint32_t people;         /* the first of those who do it, chained by next; NONE */
    uint32_t previous, next; /* visits beside this one in the line of the task */
};

/* Visits that are ready for one task of a crew's station, by age. */
struct crew_line {
    uint32_t first, last;
};

/* A lane of a station that has them, or, past the last, the place before them. */
struct lane {
    uint32_t agent;  /* the cashier, NONE */
    uint32_t people; /* waiting or served */
    double items;    /* that they bring */
    bool closing;    /* takes no newcomer; the cashier goes when its line has been served */
    bool opened;     /* just now: who stands elsewhere may come over */
};

/* A machine that may fail, or whose user may call for help. */
struct machine {
    uint32_t station, number; /* number within the station, from 0 */
    uint32_t customer;        /* at it, NONE */
    uint32_t generation;      /* of the end of its work */
    uint32_t failures;        /* so far: they name its draws */
    bool down;
    bool calls;      /* its user will call for help */
    bool called;     /* its user waits for help, or is being helped */
    double left;     /* s of work as it last began to run */
    double began;    /* s, when that was */
    double stops_at; /* s of work left as it stops next: as its user calls for help, else 0 */
};

struct group_state {
    uint32_t first_agent, n_agents; /* engine.agents[first_agent ...] */
    uint32_t idle_first, idle_last;
    size_t idle;
    bool watched;       /* a rule sees how many are idle */
    size_t present;     /* on duty, those who finish included */
    size_t leaving;     /* of them, how many will go as they free */
    size_t wanted;      /* of a group that goes by its count: as last asked for */
    bool exchanges;     /* rules fetch people from it or to it */
    size_t lent;        /* own people whom rules fetched, on the way included */
    size_t borrowed;    /* of those present, people of other groups */
    size_t owed;        /* of its own, how many will be fetched as they free */
    uint32_t change;    /* generation of its next change of staffing */
    size_t next_change; /* index into the staffing profile */
    size_t scheduled;   /* in paid time, absent people included; kept of groups with a roster,
                           absence or exchanges */
    const struct roster *roster; /* NULL: by count */
    uint32_t first_shift;        /* engine.shifts[first_shift ...], as many as the roster has */
    uint64_t *nonempty; /* bit set over the group's routes, post by post: its line has somebody
                            waiting */
};

/* A shift of the present rosters, as it last began. */
struct shift_state {
    const struct shift *shift;
    uint32_t group, first_agent; /* engine.agents[first_agent ...], shift->count of them */
    uint32_t number;             /* within the group */
    uint32_t first_away;  /* engine.away[first_away ...], one a break: how many have it now */
    uint64_t draw_absent; /* name of the draw */
    double began;         /* s */
    bool awaited;         /* the run does not end before this shift has */
};

/* The day of an agent who has shifts. */
struct workday {
    uint32_t shift;      /* index into engine.shifts */
    uint32_t on_break;   /* index of the shift's break, NONE */
    uint32_t generation; /* of the end of his break */
    uint32_t taken;      /* breaks of this shift, bits */
    bool running;        /* his shift has begun and not ended */
    bool absent;         /* from it */
    bool late;           /* it has ended, he is still at the desk */
    double ended;        /* s, when late */
    double worked;       /* busy_s as he came or as his last break ended, s */
};

struct source_state {
    struct arrival_state arrivals;
    uint32_t customers_today; /* numbers given out to persons today */
    size_t customers;         /* in the replication */
};

/* Where a rule stands: what it waits for. */
enum rule_phase {
    RULE_OFF,     /* its level */
    RULE_HOLDING, /* the level was reached: held_for */
    RULE_DECIDED, /* held: reaction */
    RULE_ON       /* its other level, lasts_at_least over */
};

struct rule_state {
    bool on;    /* phase == RULE_ON */
    bool asked; /* to go off, at this very moment */
    enum rule_phase phase;
    uint32_t generation; /* of its delay */
    uint32_t crossing;   /* generation of the moment at which a wait reaches a level */
    double crosses_at;   /* s, HUGE_VAL: none entered */
    double since;        /* s, on since */
    uint32_t flips;      /* times on at one moment, the present or last one */
    /* Today at the station of a rule that looks now and then: the wait of whom service began last,
     * those served, and of them within the threshold; those who left, and of them within it and
     * within the five seconds of the short formula. */
    double last_wait;
    uint64_t served, served_in_t, left, left_in_t, left_short;
};

/* What an agent does with his time, for how tired he is. */
enum spell { SPELL_AWAY, SPELL_IDLE, SPELL_WORK };

/* An agent as the scenario's people section sees him. */
struct worker {
    double fatigue, since; /* as the present spell began; s */
    double rate;           /* 1/s, of tiring, in work */
    double own;            /* factor on the time of his services */
    double tenure, peers; /* months as the run began; share of his colleagues who are experienced */
    double skill;         /* today, 1: proficient */
    /* The service in hand, as it began. */
    double tired, pace, courtesy;
    bool hostile;
    /* Of the present day: s, contacts, degrees x services of a known temperature. */
    double strain, busy, duty, warmth;
    uint32_t contacts, turned_hostile, lacked, promises, warm;
    enum spell spell;
};

/* What somebody in line feels of his wait. */
struct felt_state {
    double so_far;  /* felt s when his line's clock stood at began */
    double began;   /* virtual s */
    double rate;    /* felt s a virtual second */
    double budget;  /* felt s; HUGE_VAL */
    double contact; /* felt s of earlier waits of this contact */
    double spent;   /* of his budget in its last wait, 0 to 1 */
    uint32_t entry; /* of his deadline; others are stale */
};

/* The air of a place, in steps. */
struct felt_air {
    uint32_t generation; /* of its next event */
    int32_t level, next; /* steps; now, and after that event */
};

struct felt_waits {
    struct felt_state *of; /* [n], by customer */
    uint32_t n;
    struct clock *clocks; /* [n_lines]: virtual time is felt time, but for people's own rates */
    double *due;          /* [n_lines], s, of the entry that stands for the line; HUGE_VAL */
    uint32_t *last;       /* [n_lines], who feels that he is the last; NONE */
    struct felt_air *air; /* [n_areas] */
};

/* What a customer has met in this contact. */
struct score_state {
    struct touches met;
    uint32_t not_done;  /* services by staff that did not do what they were for */
    uint32_t account;   /* whose customer he is, NONE */
    bool fresh;         /* he has just come: no contact of his has begun */
    bool will_complain; /* of the contact that ends now */
    bool complains;     /* this contact is a complaint of an earlier one */
};

struct scores {
    struct score_state *of; /* [n], by customer */
    uint32_t n;
};

struct account {
    double at;              /* s: what follows holds from then on */
    float left;             /* of its budget of hazard */
    float loyalty, expects; /* 0 to 1; s of felt wait */
    uint8_t tie;
    bool gone;
    uint16_t times; /* accounts that were opened in this place */
};

/* The accounts of a class. */
struct account_book {
    struct account *of; /* [n] */
    uint32_t n, gone;
    double since;             /* s, the beginning of what follows */
    struct account_day today; /* so far */
    double heard; /* people told of good contacts, less those told of bad ones, so far */
};

/* What an agent has laid down until the morning. */
struct laid_down {
    uint32_t customer; /* NONE: nothing */
    double left;       /* s of service */
};

/* The air of a place as it last was looked at. */
struct area_state {
    double temperature, at;         /* degrees Celsius; s */
    double fails_from, fails_until; /* s, of the present day; HUGE_VAL: it does not */
    bool known;                     /* of this replication */
    size_t day;
};

/* People whom one action of a rule fetches. */
struct fetch_state {
    size_t people;   /* away from home on its account */
    size_t owed;     /* to be fetched as they free */
    double asked_at; /* s, last */
};

struct engine {
    double now;
    struct calendar calendar;
    struct calendar coming;     /* the next arrival of each source: half of all events, from a heap
                                   of few */
    struct calendar leaving;    /* what makes people leave their line or be helped: mostly cancelled
                                   before it is due, and all of it once nobody waits */
    struct calendar *taken;     /* the one that the last event was taken from */
    uint32_t waiting;           /* in all lines */
    struct customer *customers; /* [n_customers]; free ones chained by next */
    const struct model *model;
    const struct observer *observers;
    size_t n_observers;
    uint64_t key; /* of this replication's random numbers */

    struct line_state *lines;
    struct station_state *stations;
    struct crew_visit *crew_visits;     /* [n_visits], with free slots among them */
    struct crew_task_state *crew_tasks; /* [n_visits][model.max_tasks] */
    struct crew_line *crew_lines;       /* [n_stations][model.max_tasks] */
    uint32_t n_visits, visit_capacity, free_visit;
    uint64_t visits_so_far;
    struct lane *lanes;       /* [model.n_lanes] */
    struct machine *machines; /* [n_machines], by station; NULL: none has a life of its own */
    uint64_t *idle_machines;  /* bit sets, by station: free and in order */
    uint32_t n_machines;
    struct group_state *groups;
    struct source_state *sources;
    struct clock *clocks; /* [n_stations], used where pace is given */
    struct agent *agents;
    struct workday *workdays;   /* [n_agents] where there are rosters */
    struct shift_state *shifts; /* [n_shifts], by group */
    uint32_t *away;
    uint32_t n_shifts, shift_capacity, away_capacity, workday_capacity;
    uint32_t shifts_awaited; /* shifts in progress that the end of the run waits for */

    struct rule_state *rules;    /* [n_rules] */
    struct fetch_state *fetches; /* [n_fetches] */
    struct settings *settings;   /* what rules have set; NULL where none sets anything */
    struct observer *listeners;  /* where there are rules: the observers and the rules' own */
    struct rule_watch *watch;    /* which rules watch what; NULL where there are none */
    struct laid_down *laid_down; /* [n_agents], made at the first closing of a run that needs it */
    struct area_state *areas;    /* [n_areas] */
    struct felt_waits *felt;     /* NULL where nobody minds how long a wait feels */
    struct scores *scores;       /* NULL where no contact is scored */
    struct account_book *books;  /* [n_classes]; NULL: no class has accounts */
    double books_began;          /* s */
    bool follows;                /* what a contact is like for the customer: felt or scores */
    struct worker *workers;      /* [n_agents]; NULL where people are not looked at */
    struct second_places *seconds; /* NULL where nobody has a second place */
    uint32_t *counters;            /* [n_customers][max_counters] */
    double *marks;                 /* [n_customers][max_marks] */
    uint32_t n_customers, customer_capacity, free_customer, present, in_orbit;
    uint32_t n_agents, agent_capacity;

    double day_base; /* s of the present day's midnight */
    size_t day;
    uint16_t interval;
    bool open;
    bool ended; /* the steady-state run is over, or a limit was met */
    enum engine_end end;
    uint32_t circling; /* customer who brought the run to a standstill, NONE */

    /* Stations whose own servers became free during this event: served once it is over, so that a
     * chain of them never nests. */
    uint32_t *freed;
    size_t n_freed, freed_capacity;

    const struct staffing *staffing;
    const struct staffing *planned; /* of this run, without what rules set */
    struct engine_limits limits;
    uint64_t events;
    double looked_at;         /* time at the last look at the limits, s */
    uint64_t moved_at;        /* events handled when a look last found the time changed */
    uint64_t *nonempty_words; /* backs group_state.nonempty */
};

static inline struct customer *customer_of(const struct engine *e, uint32_t index) {
    return &e->customers[index];
}

static inline const struct model_step *step_of(const struct engine *e, const struct customer *c) {
    return &e->model->steps[c->step];
}

/* The low 40 bits of a person's address: day and number. */
static inline uint64_t person_number(uint64_t person) {
    return person & ((UINT64_C(1) << (PERSON_DAY_BITS + PERSON_NUMBER_BITS)) - 1);
}

static inline uint64_t customer_tie(enum event_kind kind, const struct customer *c) {
    return event_tie(kind, c->source, person_number(c->person));
}

/* With which a return is entered: 0 for those who certainly come. */
static inline uint32_t return_generation(const struct customer *c) {
    return c->asks ? c->generation + 1 : 0;
}

static inline void engine_schedule(struct engine *e, double time, uint64_t tie, uint32_t subject,
                                   uint32_t generation) {
    calendar_push(&e->calendar, (struct event){time, tie, subject, generation});
}

static inline void leaving_enter(struct engine *e, double time, uint64_t tie, uint32_t customer) {
    uint32_t generation = e->customers[customer].generation;
    calendar_push(&e->leaving, (struct event){time, tie, customer, generation});
}

/* A number that this contact remembers. */
static inline double *mark_of(const struct engine *e, uint32_t customer, uint32_t mark) {
    return &e->marks[(size_t)customer * e->model->max_marks + mark];
}

/* How often this person has done the thing of this counter before, and counts this time. */
static inline uint32_t count_once_more(struct engine *e, uint32_t customer, uint32_t counter) {
    return counter == NONE ? 0 : e->counters[(size_t)customer * e->model->max_counters + counter]++;
}

/* How often he has done it so far. */
static inline uint32_t times_so_far(const struct engine *e, uint32_t customer, uint32_t counter) {
    return counter == NONE ? 0 : e->counters[(size_t)customer * e->model->max_counters + counter];
}

/* How often he had done it before the present time, once count_once_more counted that. */
static inline uint64_t times_before(const struct engine *e, uint32_t customer, uint32_t counter) {
    return counter == NONE ? 0
                           : e->counters[(size_t)customer * e->model->max_counters + counter] - 1;
}

/* The distribution in force for a contact that arrived at this time. */
static inline const struct distribution *
timed_at(const struct model *m, const struct timed_distribution *t, double arrived) {
    return t->n == 1 ? &t->distribution[0] : timed_distribution_at(t, m->opens, arrived);
}

/* The numbers of one of this person's draws. */
static inline struct stream customer_stream(const struct engine *e, const struct customer *c,
                                            uint64_t draw_name, uint64_t times) {
    return stream_at(e->key, c->person, draw_address(draw_name, times));
}

#endif
