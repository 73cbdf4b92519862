/* SPDX-License-Identifier: GPL-3.0-or-later
 * A scenario compiled for the engine: names are indices, profiles breakpoints, journeys a graph of
 * steps. Immutable after model_compile and shared by all threads. Every array of named things is in
 * the order of their names (strcmp), so that nothing depends on the order of keys in a file.
 * Times are seconds since the first day's midnight or, in profiles, since each day's. */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "random/arrival.h"
#include "scenario/scenario.h"
#include "scenario/station_kind.h"

#define NONE UINT32_MAX /* no such index */

enum {
    STEP_EXIT = -1,    /* target: the contact ends */
    STEP_MESSAGE = -2, /* target: the contact ends as a message */
    STEP_BALK = -3     /* target of a choice: the contact ends as balked */
};

/* When a customer's visit ends, in the words of measures.md. */
enum visit_outcome {
    VISIT_COMPLETED,
    VISIT_UNRESOLVED,
    VISIT_TIMED_OUT,
    VISIT_ABANDONED,
    VISIT_BALKED,
    VISIT_BLOCKED,
    VISIT_TURNED_AWAY,
    VISIT_OUTCOMES
};

enum contact_outcome {
    CONTACT_SERVED,
    CONTACT_SELF_SERVED,
    CONTACT_ABANDONED,
    CONTACT_BALKED,
    CONTACT_BLOCKED,
    CONTACT_TURNED_AWAY,
    CONTACT_MESSAGE,
    CONTACT_OUTCOMES
};

/* One of several steps is taken next. */
struct model_choice {
    enum choose_by by;
    uint32_t n;
    const int32_t *target;              /* [n] steps; by utility also STEP_BALK */
    const double *share;                /* [n]; by share only */
    const struct choice_option *option; /* [n]; by utility only */
};

/* What a completed visit changes for the rest of the contact. */
struct model_gives {
    uint32_t tier; /* NONE: it stays */
    uint32_t n;
    const uint32_t *mark; /* [n] marks that are multiplied */
    const double *factor; /* [n] */
};

/* Share of those who go to the i-th target as far as the file tells: by what they see, equal. */
static inline double choice_share(const struct model_choice *c, uint32_t i) {
    return c->by == CHOOSE_BY_SHARE ? c->share[i] : 1 / (double)c->n;
}

enum { MARKS_A_STEP = 2 }; /* factors by the step's label and by its station */

struct model_step {
    uint32_t station; /* NONE: nothing is visited */
    uint32_t label;   /* index into the class's labels, see model_class.labels */
    const char *name; /* the label */
    /* Target steps (index into model.steps), STEP_EXIT or STEP_MESSAGE. */
    int32_t otherwise, completed, unresolved, abandoned, blocked, balked, timed_out;
    uint32_t condition; /* rule that decides whether it is taken, NONE */
    bool unless;        /* taken while that rule is off */
    bool chased;        /* when the promise is broken, second contacts may begin beside this one */
    bool by_items;      /* the service is affine in the customer's items */
    bool sells;         /* its chance depends on the temperament, if the class has any */
    bool for_all;       /* everybody who comes to it enters it: see model_step_for_all */
    double chance, eligible;                   /* 1: no draw */
    double resolves;                           /* NAN: this visit has none */
    double within;                             /* s, HUGE_VAL: none */
    double promise;                            /* s; a visit that lasts longer is late; HUGE_VAL */
    double items_at_most;                      /* nobody with more enters; HUGE_VAL */
    double needs_authority;                    /* share of the cases */
    const struct timed_distribution *service;  /* NULL: none */
    const struct timed_distribution *wrap_up;  /* NULL: none */
    const struct timed_distribution *patience; /* NULL: infinite */
    const struct balks *balks;                 /* NULL: none */
    uint32_t prefers;                          /* a lane, from 1; 0: none */
    uint32_t release;                          /* hold station given back here, or NONE */
    const struct model_choice *choose;         /* NULL: none; then station is NONE */
    const struct model_gives *gives;           /* NULL: nothing */
    uint32_t factor[MARKS_A_STEP];             /* marks that scale the work here, or NONE */
    const double *temperaments;                /* the class's; NULL: they change nothing here */
    uint32_t beside; /* while he waits here: step of his second place, the next being its like with
                        the work done there; NONE */
    uint32_t place;  /* mark: s of first joining here; NONE: not kept */
    uint32_t help;   /* step of the visit that helps at these machines; NONE */
    const uint32_t *line; /* [n_tiers], index into model.lines; NONE: delay;
                             of lanes the first's */
    /* Hashed names of the draws made here. */
    uint64_t draw_chance, draw_patience, draw_balk, draw_resolves, draw_service, draw_wrap_up,
        draw_choose, draw_stand, draw_help;
    /* Slots of the person's counters, NONE where the class never does the thing twice. */
    uint32_t joins_counter, services_counter;
};

/* Whether nothing keeps anybody from this step: no rule, chance, kind of customer or items. */
static inline bool model_step_for_all(const struct model_step *s) {
    return s->condition == NONE && s->chance >= 1 && !s->sells && s->eligible >= 1 &&
           isinf(s->items_at_most);
}

struct model_return {
    double chance; /* 0: none */
    const struct distribution *after;
    size_t at_most;
    int32_t step;     /* where the new contact starts */
    bool own_steps;   /* a journey of its own: these contacts draw no returns */
    uint32_t counter; /* slot of the person's counters: returns for this cause; NONE: no limit */
    int32_t while_at; /* step beside which these contacts are made; STEP_EXIT: none */
    uint64_t draw;
};

struct model_source {
    const char *name; /* the class's, or "class/source" */
    uint32_t class_index;
    uint64_t person_name; /* PERSON_NAME_BITS */
    const struct arrival_source *as_read;
    struct arrival_process process;           /* of the first day */
    const struct arrival_process *by_weekday; /* [WEEKDAYS]; NULL: every day is alike */
};

struct model_class {
    const char *name;
    bool rival, has_returns;
    bool has_fleet;                   /* some of its people start again and again */
    bool comes_back;                  /* has_returns or has_fleet */
    const struct distribution *items; /* NULL: none */
    double value;
    uint32_t first_step, n_steps; /* of the journey; return journeys follow elsewhere */
    int32_t entry;                /* where a new contact starts */
    size_t n_tiers;               /* [n_tiers] shares, cumulative, last 1 */
    const uint32_t *tiers;
    const double *tier_cumulative;
    const double *temperaments; /* [TEMPERAMENTS] shares, cumulative, last 1; NULL: not looked at */
    size_t n_met;               /* tiers that its people are ever in: those above and those given */
    const uint32_t *met;        /* [n_met], ascending */
    struct model_return returns[RETURN_COUNT];
    const struct accounts *accounts; /* NULL: none */
    uint64_t accounts_name;          /* address of their own draws */
    uint64_t second_name;            /* address of those who make second contacts, as a source's */
    uint64_t beside_name;            /* likewise of those who stand in a second line */
    uint32_t n_counters;             /* slots a person of this class needs */
    uint32_t n_factors;              /* on work, that a contact of this class may be given */
    uint32_t n_marks; /* numbers a contact remembers: factors, then times of first joining */
};

struct model_tier {
    const char *name;
    double priority, priority_per_second;
    double minds_waiting; /* factor on what a minute costs in choices */
};

/* Customers at one station who are treated alike: same skill, tier and priority. Where a station
 * has lanes there is one such line a lane, next to each other, and a last one for those who stand
 * before the lanes since none is open to them; nobody is served from that. */
struct model_line {
    uint32_t station, tier;
    uint32_t lane; /* from 0; 0 where there are no lanes */
    const char *skill;
    double priority, priority_per_second;
    uint32_t n_routes;
    const struct model_route *routes; /* [n_routes], by rank, then group */
};

struct model_route {
    uint32_t group, line;
    double rank, order, speed, after;
    uint32_t slot; /* bit of this line in the group's set of lines that hold somebody */
};

struct model_need {
    uint32_t group;
    size_t people;
};

/* A task of a crew; tasks stand in the order of their names. */
struct model_task {
    const char *name;
    const struct distribution *lasts; /* s */
    uint32_t n_before;                /* tasks that must have ended */
    uint32_t n_then, n_needs;
    const uint32_t *then;           /* [n_then]: tasks that come after it */
    const struct model_need *needs; /* [n_needs], by group */
    uint32_t at;                    /* station of machines of which it takes one, NONE */
    uint64_t draw;
};

struct model_crew {
    uint32_t n_tasks;
    const struct model_task *tasks;
};

/* Machines that fail, or whose users need help: what of it is not in model_station. */
struct model_machines {
    const struct machine_failures *fails; /* every.kind NULL: never */
    uint32_t help_at;                     /* station, NONE: nobody helps */
    uint64_t person_name;                 /* address of the machines' random numbers */
    uint64_t draw_failure, draw_repair, draw_begin;
};

struct model_station {
    const char *name;
    const struct station_kind *kind;
    const struct station *as_read;
    size_t lines, seats; /* COUNT_UNLIMITED */
    size_t servers;      /* own servers, COUNT_UNLIMITED; 0 when staffed */
    bool blocks;         /* full: blocked instead of waiting */
    struct pace pace;    /* per_waiting 0: none */
    enum line_order order;
    size_t n_hours; /* 0: open all day */
    const struct opening *hours;
    bool keeps;    /* over the night, and while it is closed */
    uint32_t hold; /* index among the holds, NONE for other kinds */
    uint32_t area; /* where people wait, NONE */
    uint32_t first_line, n_lines;
    uint32_t first_lane;           /* among all lanes of the model */
    uint32_t n_lanes;              /* 0: one line for all, served by whoever is free */
    bool has_delays;               /* some group helps here only after a wait */
    const struct model_crew *crew; /* NULL for other kinds */
    uint32_t n_crews;
    const uint32_t *crews; /* [n_crews]: stations whose tasks take its machines */
    uint32_t n_groups;
    const uint32_t *groups;          /* [n_groups], ascending: who serves in its lines */
    double needs_help;               /* share of uses of its machines */
    struct model_machines *machines; /* that have a life of their own; NULL */
};

/* A place where people wait. */
struct model_area {
    const char *name;
    const struct area *as_read;
    size_t seats, standing; /* people; COUNT_UNLIMITED */
    double care;            /* factor on patience */
    size_t failed;          /* 1: the air conditioning does not work */
    uint64_t person_name;   /* address of its own draws */
    uint32_t n_stations;
    const uint32_t *stations; /* [n_stations] */
};

struct model_group {
    const char *name;
    uint64_t person_name;
    enum agent_choice choose;
    enum serves serves;
    double shrinkage, absence, authority;
    const struct distribution *tenure; /* s as the run begins; NULL: proficient */
    bool drilled;
    double pay_at_risk, relief; /* shares; of what wears them down */
    bool rival;
    bool resumes;       /* at closing they lay down what they have in hand until the morning */
    uint32_t stands_at; /* the station at whose lanes these people stand, NONE */
    uint32_t n_posts; /* places where one of them may stand and serve other lines than elsewhere: 1,
                         or the lanes and a last one from which nobody is served */
    uint32_t post_routes; /* routes of a post */
    uint32_t n_routes;
    const struct model_route *routes; /* [n_routes], by post, then order, then line */
    uint32_t n_crews;
    const uint32_t *crews; /* [n_crews]: stations whose tasks need these people */
};

/* How many words hold a bit for each route of one post of the group. */
static inline uint32_t group_post_words(const struct model_group *g) {
    return g->post_routes / 64 + 1;
}

/* People with a working day: each shift's come and go together, take their breaks and finish what
 * they have in hand. */
struct roster {
    size_t n_shifts;            /* 0: the group goes by its count */
    const struct shift *shifts; /* [n_shifts], by name (strcmp) where it comes from a scenario;
                                   breaks likewise. Names differ: they address who is absent. */
};

/* Who is on duty when: apart from the model, so that plans vary it without compiling again. Of each
 * group either its roster counts or, where that is empty, its count, which may differ by weekday.
 */
struct staffing {
    size_t n_groups;
    const struct profile *count;  /* [n_groups], in the model's order of groups */
    const struct roster *rosters; /* [n_groups] likewise; NULL: no group has one */
};

/* People that a rule fetches. */
struct model_fetch {
    uint32_t rule, from, to; /* groups */
    size_t staff;            /* each time */
    double takes;            /* s, each way */
};

/* A rule, resolved. */
struct model_rule {
    const char *name;
    const struct rule *as_read;
    uint32_t station;       /* where it watches; NONE: a group, or nothing */
    uint32_t n_groups;      /* the group it watches, or those who serve at its station */
    const uint32_t *groups; /* [n_groups], ascending */
    uint32_t first_fetch, n_fetches;
    double threshold; /* s, and formula: of the first standard that judges waits at its station */
    enum service_level_formula formula;
    struct model *changed; /* the model as its settings make it; NULL: it sets nothing */
};

/* A standard, resolved. */
struct model_standard {
    const char *name;
    const struct standard *as_read;
    uint32_t station;           /* NONE: totals */
    uint32_t of_class, of_tier; /* NONE: any */
    const char *of_skill;       /* NULL: any */
    double threshold;           /* s; 20 where not given */
};

struct model {
    struct arena arena;
    const struct scenario *scenario; /* as compiled from; must outlive the model */
    const char *name;
    bool steady, turn_away, warm_up_auto;
    bool resumes;                   /* some groups do */
    bool second_places;             /* some do things while they wait */
    bool stations_close;            /* some have hours of their own or keep people overnight */
    double opens, closes, interval; /* s since midnight */
    size_t n_intervals;             /* of a day, without "after close" */
    size_t days, warm_up_days;
    size_t n_weekdays;
    unsigned char weekday[WEEKDAYS]; /* [n_weekdays]: of the days in turn, over and over */
    bool weekdays_differ;            /* more than one is simulated, and arrivals or staff differ */
    double warm_up;                  /* s, steady only */
    uint32_t n_sources, n_classes, n_tiers, n_stations, n_groups, n_lines, n_steps, n_standards,
        n_rules, n_fetches, n_holds, n_lanes, max_counters, max_marks, max_tasks, n_areas;
    struct model_source *sources;
    struct model_class *classes;
    struct model_tier *tiers;
    struct model_station *stations;
    struct model_group *groups;
    struct model_line *lines;
    struct model_step *steps;
    struct model_standard *standards;
    struct model_rule *rules;
    struct model_area *areas;
    struct model_fetch *fetches; /* by rule, then in the order of its actions */
    struct staffing staffing;    /* as the scenario says */
    uint64_t draw_tier, draw_temperament, draw_eligible, draw_items, draw_party, draw_appointment,
        draw_absent, draw_fails, draw_own_pace, draw_tenure, draw_survey, draw_account,
        draw_complaint, draw_jockey;
};

/* Of the day (from 0) of a replication. */
static inline unsigned model_weekday(const struct model *m, size_t day) {
    return m->weekday[day % m->n_weekdays];
}

/* The name of the draw that decides whether somebody of a shift is absent; shift "": of a group
 * that goes by its count. */
uint64_t absence_draw_name(const char *shift);

/* The step of t (n > 1) in force for a contact that arrived at this time, days counted from
 * opening. */
const struct distribution *timed_distribution_at(const struct timed_distribution *t, double opens,
                                                 double arrived);
/* The average over [from, to) (s since midnight, from < to) of something about the distribution in
 * force, such as its mean; each step weighs as long as it holds. 0 when t is NULL or not given. */
double timed_average(const struct timed_distribution *t, double from, double to,
                     double (*of)(const struct distribution *));

/* Whether a group serves any line of a station (NONE: of any station). */
bool model_group_serves(const struct model *m, uint32_t group, uint32_t station);

/* What-if factors on the whole scenario. */
struct model_options {
    double volume; /* on every arrival rate; 0 means 1 */
    double work;   /* on every service, wrap-up and task by staff; 0 means 1 */
};
/* Whether options.volume makes more customers of this source: not of those who are given one by
 * one, a fleet, appointments, listed times. */
bool model_volume_tells(const struct model_source *s);

/* NULL with errors in d only where names clash under hashing or a limit is passed; what
 * scenario_read accepted otherwise compiles. */
struct model *model_compile(const struct scenario *s, struct model_options options, struct diag *d);
void model_free(struct model *m);

#endif
