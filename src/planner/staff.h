/* SPDX-License-Identifier: GPL-3.0-or-later
 * How many, each half hour: the cheapest staffing found that meets a scenario's standards. Theory
 * starts, simulation refines, and other customers than those who chose the plan confirm it. */
#ifndef PLANNER_STAFF_H
#define PLANNER_STAFF_H

#include "base/diag.h"
#include "planner/goals.h"
#include "stats/interval.h"
#include "study/results.h"

struct staff_answer;

/* Events that are usually spent: some 10 s and 55 s of one core. */
enum { STAFF_SEARCH_EVENTS = 110000000, STAFF_CONFIRM_EVENTS = 340000000 };

struct staff_options {
    struct goal_options goals;
    uint64_t seed;
    size_t threads; /* 0: all cores */
    double level;   /* of the joint statement and of intervals; 0: 0.95 */
    struct engine_limits limits;
    uint64_t search_events, confirm_events; /* events to spend; 0: the usual */
    size_t search_runs; /* replications that choose the plan; 0: by the events */
    bool reach_only;    /* ends once it is known whether plenty of staff reaches the goals: without
                           a plan, with reasons where it does not */
    bool confirm;       /* else the plan is only searched for */
    /* Told now and then what is being done; NULL: nobody. */
    void (*progress)(void *context, const char *doing, size_t done, size_t planned);
    /* Told once the plan is there, before it is confirmed; NULL: nobody. */
    void (*planned)(void *context, const struct staff_answer *a);
    void *context;
};

enum staff_end {
    STAFF_CONFIRMED, /* meets, and no neighbour one fewer was left that might */
    STAFF_MEETS,     /* meets; some neighbours were not settled in the budget */
    STAFF_PLANNED,   /* meets in the search; not confirmed (not asked, stopped, or not sure) */
    STAFF_NO_PLAN,   /* no plan meets, with reasons */
    STAFF_STOPPED    /* before there was a plan */
};

/* How one constraint stands under the plan, with numbers that did not choose it. */
struct staff_check {
    struct constraint constraint;
    struct interval value; /* in the goal's terms, jointly with the others at the level */
    struct interval slack; /* the same of the constraint's slack per replication */
    bool met;              /* shown to meet, at the joint level; else not settled */
};

/* One fewer of a group in a slot, or in each of a stretch of them. */
struct staff_neighbour {
    uint32_t group;
    size_t slot, n_slots;
    enum { NEIGHBOUR_OPEN, NEIGHBOUR_FAILS, NEIGHBOUR_MEETS } state;
    size_t worst;          /* index of the check it was judged by */
    struct interval slack; /* of that check, per replication */
    size_t replications;
};

/* A standard that was judged under the plan, not planned for. */
struct staff_watched {
    const struct standard_result *result; /* in the answer's under_plan */
    bool is_cost;
};

/* Those to whose skill nobody is at the desk when they come, in a day (steady state: an hour). */
struct staff_unserved {
    size_t slots;          /* with such, 0: nobody is left out */
    double customers, all; /* visits, of runs with plenty of staff */
    bool impatient;        /* all of them have a patience of 0 */
};

/* A plan by formulas, simulated like the answer. */
struct staff_theory {
    struct plan plan;
    double cost, people;
    double busy;    /* times the mean calls: the day that a share of days asks for; 1 */
    bool estimated; /* some of the load is not stated but from simulated days */
    bool by_load;   /* some standard has no formula that answers: as many as the load */
    size_t unasked; /* skills without a standard of their own: likewise, rounded */
    size_t strict;  /* skills of several lines, of which a standard looks at some only: by the
                       strictest of theirs for all of them */
    size_t missed;  /* constraints that it misses on average */
    const struct interval *value; /* [n_checks], in the goal's terms; NANs where nobody came */
};

struct staff_answer {
    struct arena arena;
    enum staff_end end;
    const struct model *model;
    struct layout *layout;
    struct goals goals;
    struct plan_space space;
    struct plan plan; /* count NULL: none */
    double level;
    uint64_t seed, confirm_seed;
    size_t n_checks, n_neighbours, n_reasons;
    struct staff_check *checks;
    struct staff_neighbour *neighbours;
    const char *const *reasons; /* STAFF_NO_PLAN: why */
    struct staff_theory sipp;
    struct staff_unserved unserved;
    size_t n_watched;
    struct staff_watched *watched;
    uint64_t watched_seed;
    struct results *under_plan; /* NULL: nothing is watched */
    double alone; /* people by Erlang where every skill has its own; NAN: one skill only */
    double alone_cost;
    bool shares; /* some planned group serves two skills */
    size_t search_days, confirm_days, neighbour_days, repairs, plans; /* days: of each plan */
    uint64_t events;
    size_t n_peaks, peak; /* slots with far more people than the formulas and the slots beside ask
                             for, which a longer search may smooth; the first of them */
    bool keeps_work;      /* every skill keeps the people that its work takes */
    bool shown_to_miss;   /* STAFF_PLANNED: by the days of the confirmation */
    bool effort_short; /* STAFF_NO_PLAN: but plenty of staff meets, and more effort may find one */
    bool stopped;      /* from outside */
};

/* Never NULL, but see d: false conditions of input are errors there and the answer then has no
 * plan and no reasons. */
struct staff_answer *staff_plan(const struct model *m, const struct staff_options *options,
                                struct diag *d);
void staff_answer_free(struct staff_answer *a);

#endif
