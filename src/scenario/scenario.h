/* SPDX-License-Identifier: GPL-3.0-or-later
 * A scenario as read: plain structs, names still names, every quantity in seconds, per second,
 * shares 0..1 and money in the scenario's own unit. What is absent holds its row's default.
 * Maps are arrays in the order of the file; nothing that follows may depend on that order. */
#ifndef SCENARIO_SCENARIO_H
#define SCENARIO_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "people/people.h"
#include "random/distribution.h"
#include "scenario/accounts.h"
#include "scenario/area.h"

struct station_kind;
struct rule_measure;

enum { WEEKDAYS = 7 }; /* monday is 0 */

/* Anything that changes over the day: value[i] holds from at[i] until at[i + 1]. */
struct profile {
    size_t n;            /* >= 1 */
    const double *at;    /* [n], ascending, seconds since the day's midnight; at[0] <= opening */
    const double *value; /* [n] */
    /* [WEEKDAYS], where days of the week differ: then the members above are those of the horizon's
     * first day, and weekdays that it never has are {0}. NULL: every day is alike. */
    const struct profile *by_weekday;
};

/* What holds on a weekday. */
static inline const struct profile *profile_on(const struct profile *p, unsigned weekday) {
    return p->by_weekday ? &p->by_weekday[weekday] : p;
}

/* A distribution that may change with the time of the contact's arrival. */
struct timed_distribution {
    size_t n;                                /* 0: not given; 1: the same all day */
    const double *at;                        /* [n], as in struct profile */
    const struct distribution *distribution; /* [n] */
};

struct horizon {
    bool steady;                     /* runs_for given: no opening, no closing */
    double opens, closes, interval;  /* s since midnight; closes may exceed 24 h. steady: opens 0,
                                        closes = runs_for; interval as given, else the whole run */
    bool turn_away;                  /* after_close: turn_away */
    size_t days;                     /* in one replication, >= 1; 1 when steady */
    size_t warm_up_days;             /* among them; 0 when steady */
    double runs_for, warm_up;        /* steady only, s */
    bool warm_up_auto;               /* steady only: by MSER-5 on a pilot run */
    size_t n_weekdays;               /* 1..WEEKDAYS; */
    unsigned char weekday[WEEKDAYS]; /* [n_weekdays]: of the days in turn, over and over */
};

/* Of the day (from 0) of a replication. */
static inline unsigned horizon_weekday(const struct horizon *h, size_t day) {
    return h->weekday[day % h->n_weekdays];
}

enum arrival_kind {
    ARRIVAL_RATE,  /* Poisson with this rate (per_interval is turned into it) */
    ARRIVAL_EVERY, /* renewal: independent gaps, starting afresh each day */
    ARRIVAL_TIMES, /* at these times */
    ARRIVAL_APPOINTMENTS,
    ARRIVAL_FLEET /* so many, over and over */
};

/* People who were given a time of day: times of the source, each so often as its batch. */
struct appointments {
    double from, until, every; /* s since midnight; s */
    size_t at_once;            /* for each time */
    double early;              /* s before their time at which they mean to come */
    struct distribution late;  /* s after that; kind NULL: never */
    double no_show;            /* share who do not come at all */
};

/* A gamma factor of mean 1 on the rate. */
struct spread {
    double cv;          /* 0: none */
    const char *shared; /* name of a factor that several classes share; NULL: its own */
};

struct arrival_source {
    const char *name; /* "" for a class's only source */
    enum arrival_kind kind;
    struct profile rate;       /* ARRIVAL_RATE, per second */
    struct distribution every; /* ARRIVAL_EVERY, s */
    size_t n_times;            /* ARRIVAL_TIMES */
    const double *times;       /* [n_times], ascending, s since the first day's midnight */
    bool times_daily;          /* the times are of every day, not dated */
    struct spread day_spread, interval_spread;
    struct appointments appointments; /* ARRIVAL_APPOINTMENTS: times are those of every day */
    size_t fleet;                     /* ARRIVAL_FLEET: how many; 0 for all others */
    struct distribution party;        /* people who come as one customer; kind NULL: one */
    size_t batch;                     /* customers at once, >= 1 */
    size_t at_most;                   /* in one replication; COUNT_UNLIMITED */
};

struct patience {
    bool given;
    bool none; /* "none": waits for ever */
    struct timed_distribution distribution;
};

/* Chance of not joining by the number of people waiting: chance[i] from waiting[i] up. */
struct balks {
    size_t n;                       /* 0: never balks (or not given) */
    const double *waiting, *chance; /* [n], waiting ascending */
};

/* Work that goes with the customer's items. */
struct item_work {
    double fixed, each; /* s; each 0: not given */
};

/* What is done for a customer at a station or step. */
struct work {
    struct item_work items;            /* given: service is made of it and the class's items */
    struct timed_distribution service; /* n == 0: not given */
    struct timed_distribution wrap_up; /* n == 0: not given; n == 1 otherwise */
    double resolves;                   /* share; NAN: not given */
    double eligible;                   /* share; NAN: not given */
    double needs_authority;            /* share; NAN: not given */
    size_t prefers;                    /* a lane, from 1; 0: none */
};

struct work_at {
    const char *where; /* station or label */
    struct work work;
};

/* How a visit can end and yet be followed by a choice of where to go. */
enum follow {
    FOLLOW_RESOLVED,
    FOLLOW_UNRESOLVED,
    FOLLOW_ABANDONED,
    FOLLOW_BLOCKED,
    FOLLOW_BALKED,
    FOLLOW_COUNT
};

struct label_share {
    const char *label; /* by utility also "exit" */
    double share;      /* NAN: none was given */
    struct choice_option option;
};

enum { CHOOSE_OF_MOST = 100 }; /* labels of one choice */

enum choose_by {
    CHOOSE_BY_SHARE,
    CHOOSE_BY_SHORTEST,
    CHOOSE_BY_ESTIMATE,
    CHOOSE_BY_UTILITY /* by people.choice */
};

/* One of several labels of the journey is taken next. */
struct choose {
    size_t n;                     /* 0: not given */
    const struct label_share *of; /* [n], in the order of the file where it is a list */
    bool listed;                  /* as a list */
    enum choose_by by;
};

/* Something by name that is scaled. */
struct named_factor {
    const char *name;
    double factor;
};

/* What a completed visit changes for the rest of the contact. */
struct gives {
    const char *tier; /* NULL: the tier stays */
    size_t n_work;    /* on later work, by station or label */
    const struct named_factor *work;
};

struct step {
    const char *at;    /* station; NULL for a step that only releases, chooses or gives */
    const char *label; /* "as"; default the station's name; unique in the journey */
    struct work work;  /* for this visit alone */
    struct patience patience;
    double priority;       /* NAN: the tier's */
    const char *skill;     /* NULL: the class's name */
    double chance;         /* of being taken at all; 1 */
    const char *otherwise; /* key "else": label; NULL: the next step */
    const char *condition; /* key "if": a rule's name; NULL: none */
    bool unless;           /* "not <rule>": taken while the rule is off */
    bool only_if_sent;
    bool sells; /* its chance is that of selling, which the temperament moves */
    const char *follow[FOLLOW_COUNT]; /* "next", "exit", a label; NULL: the kind's default */
    double within_limit;              /* s; HUGE_VAL: none */
    const char *within_then;          /* label or "message"; NULL without within */
    const char *release;              /* a hold given back on reaching this step; NULL */
    struct choose choose;
    struct gives gives;
    bool keeps_place; /* age counts from the contact's first joining of this station */
};

enum return_cause {
    RETURN_ABANDONED,
    RETURN_BALKED,
    RETURN_BLOCKED,
    RETURN_TURNED_AWAY,
    RETURN_MESSAGE,
    RETURN_UNRESOLVED,
    RETURN_LATE,
    RETURN_COMPLAINT,
    RETURN_COUNT
};

struct customer_return {
    bool given;
    double chance;
    struct distribution after; /* s */
    double hazard;             /* 1/s; after is made of it where it is given */
    size_t at_most;            /* COUNT_UNLIMITED */
    const char *at;            /* label; NULL: the first step */
    const char *while_at;      /* RETURN_LATE, key "while": the label that lasts beyond its promise,
                                  beside which these contacts are made; NULL: once it is over */
    size_t n_steps;            /* > 0: a journey of its own */
    const struct step *steps;
};

struct tier_share {
    const char *tier;
    double share; /* they sum to 1 */
};

struct temperament_share {
    const char *name; /* of people/temperament.h */
    double share;     /* they sum to 1 */
};

struct customer_class {
    const char *name;
    size_t n_sources;
    const struct arrival_source *sources;
    size_t n_tiers; /* 0: the tier "standard" if there is one, else the lowest in priority */
    const struct tier_share *tiers;
    size_t n_temperaments; /* 0: nothing is said of it */
    const struct temperament_share *temperaments;
    double value; /* money per helped customer; 0 */
    bool rival;
    struct distribution items; /* how many a person brings; kind NULL: none */
    struct patience patience;
    struct balks balks;
    size_t n_work;
    const struct work_at *work;
    size_t n_steps;
    const struct step *steps;
    const struct accounts *accounts; /* NULL: none */
    struct customer_return returns[RETURN_COUNT];
};

struct tier {
    const char *name;
    double priority;            /* larger first */
    double priority_per_second; /* of waiting */
    double minds_waiting;       /* factor on what a minute costs in choices; 1 */
};

enum line_order { ORDER_PRIORITY, ORDER_FIRST_COME, ORDER_SHORTEST_WORK };

struct pace {
    double per_waiting, at_most; /* servers work at min(at_most, 1 + per_waiting * waiting) */
};

/* A stretch of the day in which a station is open, s since the midnight before opening. */
struct opening {
    double opens, closes;
};

/* What is done for people while they stand in line: a second place in another line at the same
 * time, given up when their turn comes. */
struct while_waiting {
    const char *at; /* station; NULL: nothing */
    double work;    /* once done, factor on the work here */
    double chance;  /* that somebody who waits takes it */
};

struct station {
    const char *name;
    const struct station_kind *kind;
    void *own;            /* kind->own_size bytes, filled by kind->fields */
    size_t lines;         /* at most so many here, waiting or served; COUNT_UNLIMITED */
    size_t seats;         /* at most so many waiting; COUNT_UNLIMITED */
    double promise;       /* s from coming to the end of the visit; later is late; HUGE_VAL */
    double items_at_most; /* for nobody with more; HUGE_VAL */
    struct patience patience;
    struct balks balks;
    struct pace pace; /* per_waiting 0: none */
    enum line_order order;
    size_t n_hours;              /* 0: open all day */
    const struct opening *hours; /* [n_hours], ascending, apart from each other, within the day */
    const char *area;            /* key "place"; NULL: nowhere in particular */
    struct while_waiting while_waiting;
    bool rival; /* another company's: its cost is in no total */
    bool keeps; /* overnight: whoever is there stays until the next opening */
};

struct skill_entry {
    const char *station; /* the key's part before '/' */
    const char *of;      /* after it: a skill, class or tier; NULL: any */
    double rank;         /* order in which an arriving customer tries groups; 1 */
    double order;        /* in which a freed agent takes kinds of customer; default the rank */
    double speed;        /* > 0; 1 */
    double after;        /* s a customer must have waited; 0 */
};

enum agent_choice {
    CHOOSE_LONGEST_IDLE,
    CHOOSE_LEAST_OCCUPIED,
    CHOOSE_FASTEST,
    CHOOSE_RANDOM,
    CHOOSE_MOST_RESTED
};
enum serves { SERVES_ORDER, SERVES_LONGEST_WAIT };

enum break_kind {
    BREAK_FIXED,     /* so long after the shift's start */
    BREAK_WINDOW,    /* begins within a window, as soon as nobody waits, at its end in any case */
    BREAK_AFTER_WORK /* after so much work since he came or since his last break */
};

/* A break of everybody in a shift. Whoever has a contact in hand finishes it first. */
struct break_rule {
    const char *name;
    enum break_kind kind;
    double lasts;       /* s, > 0 */
    double from, until; /* s after the shift's start; BREAK_FIXED: the same, BREAK_WINDOW: of its
                           beginning; from <= until, until + lasts <= the shift's length */
    double after_work;  /* s, BREAK_AFTER_WORK */
    size_t at_once;     /* BREAK_WINDOW: before its end at most so many of the shift are away at
                           once; COUNT_UNLIMITED */
    bool paid;
};

/* So many people who come and go together. */
struct shift {
    const char *name;
    double starts; /* s since the midnight before the day's opening; opens <= starts < closes */
    double lasts;  /* s, below 24 h; may end past closing and past midnight */
    size_t count;
    unsigned on; /* weekdays: bits 1 << weekday */
    size_t n_breaks;
    const struct break_rule *breaks;
};

/* Shifts that may be worked, from which a schedule chooses; nothing of it is simulated. */
struct shift_pattern {
    const char *name;
    size_t n_lasts, n_starts;
    const double *lasts;  /* [n_lasts] s, ascending: lengths to choose from */
    const double *starts; /* [n_starts] s since the midnight before opening, ascending */
    size_t n_breaks;      /* BREAK_FIXED and BREAK_WINDOW; no two can meet */
    const struct break_rule *breaks;
    size_t at_least, at_most; /* people: each day, or in all with days; COUNT_UNLIMITED */
    double cost;              /* of one shift; NAN: its paid time at the group's price */
    size_t days;              /* that each works in a week; 0: each day by itself */
    bool off_together;        /* with days: the others follow each other */
    unsigned on;              /* weekdays: bits 1 << weekday */
};

struct staff_group {
    const char *name;
    /* Whole people at the desk. Of a group with shifts: as they say, breaks aside, for whatever
     * needs no more than that. */
    struct profile count;
    double shrinkage;           /* share of paid time away; scheduled = count / (1 - shrinkage) */
    double absence;             /* share of the people of a day who do not come */
    struct distribution tenure; /* s in the job as a run begins; kind NULL: proficient */
    double authority;   /* share of the cases that need it which they may decide on the spot */
    bool drilled;       /* in a standard of courtesy */
    double pay_at_risk; /* share of pay that goes by targets */
    struct resources {
        double support, coaching, training, rest_room, recognition; /* 0 to 0.3 */
    } resources;
    size_t n_shifts; /* 0: count is given */
    const struct shift *shifts;
    size_t n_breaks; /* for those of its shifts that give none */
    const struct break_rule *breaks;
    size_t n_patterns; /* 0: none are given */
    const struct shift_pattern *patterns;
    size_t n_skills;
    const struct skill_entry *skills;
    enum agent_choice choose;
    enum serves serves;
    bool rival;   /* another company's people: in no total */
    bool resumes; /* finish_late: "resume": at closing what they have in hand waits for the morning
                   */
};

enum service_level_formula {
    FORMULA_ANSWERED,
    FORMULA_OFFERED,
    FORMULA_IGNORE,
    FORMULA_POSITIVE,
    FORMULA_SHORT
};
enum standard_per { PER_DAY, PER_INTERVAL, PER_RUN };
enum moment { MOMENT_JOINED, MOMENT_STARTED, MOMENT_ENDED };

struct moment_of {
    const char *label;
    const char *task; /* of the crew that is visited there; NULL: the visit */
    enum moment moment;
};

/* Where something stands that can be judged only further on, where its table is known. */
struct place {
    const char *file; /* NULL: unknown */
    size_t line, column;
};

struct standard {
    const char *name;
    const char *measure; /* NULL: share answered within */
    struct place measure_place;
    size_t n_from, n_to; /* 0: not a timed stretch */
    const struct moment_of *from, *to;
    const char *at;                            /* station; NULL: totals */
    const char *of_class, *of_tier, *of_skill; /* "for"; at most one is not NULL */
    double share;                              /* NAN: not given */
    double within;                             /* s; NAN: not given */
    enum service_level_formula formula;
    double at_most, at_least; /* NAN: not given */
    enum standard_per per;
    double on_days;  /* share; NAN: not given */
    bool of_reached; /* of: "reached" */
    double pays;     /* money to each for whom the time was exceeded; 0 */
};

struct named_amount {
    const char *name;
    double amount;
    bool per_contact; /* stations: per contact instead of per second */
};

struct money {
    size_t n_staff, n_stations, n_waiting, n_classes, n_pays;
    const struct named_amount *staff;    /* per scheduled second, by group */
    const struct named_amount *stations; /* per second of one thing, or per contact */
    const struct named_amount *waiting;  /* per second waited, by tier; name "" for all */
    double lost_customer;                /* per customer given up */
    const struct named_amount *classes;  /* per helped customer; stands in each class's value too */
    const struct named_amount *pays;     /* by standard; stands in each standard's pays too */
};

/* People fetched while a rule is on, or settings that then hold. */
struct rule_action {
    size_t staff;          /* people each time; 0: settings */
    const char *from, *to; /* groups; NULL with settings */
    double takes;          /* s on the way, there and back */
    size_t n_sets;         /* settings; 0: staff */
};

/* What management does on seeing something. */
struct rule {
    const char *name;
    const char *watched;                /* name of the measure; NULL: the clock alone */
    const struct rule_measure *measure; /* NULL likewise */
    const char *at;                     /* station or group of staff */
    bool below;                         /* on at or below `on`, off strictly above `off`; else on at
                                           or above `on`, off strictly below `off` */
    double on, off;                     /* levels, in the measure's unit */
    double held_for, reaction;          /* s */
    double lasts_at_least;              /* s */
    double again_after;                 /* s; HUGE_VAL: never */
    double looks;                       /* s between two looks */
    double from, until;                 /* s since the midnight before opening: hours of the day in
                                           which it is watched; 0 and HUGE_VAL: all */
    unsigned weekdays;                  /* bits 1 << weekday on which it is */
    size_t n_actions;                   /* 0: a flag that journeys read */
    const struct rule_action *actions;
    bool listed;              /* 'do' is a list, not one action: for paths in messages */
    struct scenario *changed; /* this scenario as the rule's settings make it; NULL: it has none */
};

struct scenario {
    struct arena arena; /* owns everything below */
    const char *name;
    char sha256[65]; /* of the canonical text: keys sorted, patches applied */
    struct horizon horizon;
    size_t n_classes, n_tiers, n_stations, n_groups, n_standards, n_rules, n_areas;
    struct customer_class *classes;
    struct tier *tiers; /* n_tiers >= 1: a plain tier named "standard" when none is given */
    struct station *stations;
    struct staff_group *groups;
    struct standard *standards;
    struct rule *rules;
    struct area *areas;
    struct money money;
    struct people people;
};

#endif
