/* SPDX-License-Identifier: GPL-3.0-or-later
 * Who works when: shifts out of the patterns of each group that cover what is required, at least
 * cost; simulated as shifts, and the requirement raised where the simulated day misses. */
#ifndef PLANNER_SCHEDULE_H
#define PLANNER_SCHEDULE_H

#include "base/diag.h"
#include "planner/cover.h"
#include "planner/requirement.h"
#include "study/results.h"

struct study_options;

/* A kind of shift in the programme: one length of a pattern. */
struct schedule_kind {
    const struct shift_pattern *pattern;
    double lasts, paid; /* s */
};

/* One person on one day. */
struct duty {
    size_t contract, person;         /* of the problem; from 0 among the contract's */
    const struct cover_shift *shift; /* of the plan; its count is of all who work alike */
};

struct schedule_group {
    uint32_t index; /* in the model's groups */
    const struct staff_group *as_read;
    const size_t *asked; /* [slots] people at work as asked for, before absence and cuts */
    size_t *required;    /* [slots] what the programme covers */
    size_t n_kinds;
    const struct schedule_kind *kinds;
    struct cover_problem problem;
    struct cover_plan plan;
    const bool *unreachable; /* [slots] required, but no pattern can have anybody there; or NULL */
    size_t n_duties;
    struct duty *duties;  /* [n_duties], by person's pattern, person, day */
    double shortest_rest; /* s between two shifts of one person; HUGE_VAL: nobody has two */
    double paid;          /* s of all shifts */
};

/* What a round of simulation found and changed. */
struct schedule_round {
    struct results *results; /* of the schedule before the cuts */
    size_t missed;           /* standards, see schedule_standard_missed */
    size_t curable;          /* of them, those that more people may cure */
    size_t raised;           /* slots x groups whose requirement was raised after it */
    /* The first standard's value, this round less the one before, paired; NANs: the first. */
    struct estimate change;
    double cost;
    bool confirms; /* with other customers than those who chose the cuts */
};

struct schedule_options {
    struct milp_options milp; /* time_limit: for all groups together */
    enum requirement_source source;
    double under, over; /* price of an hour missing or too many; under HUGE_VAL: none may miss */
    const struct study_options *study; /* to simulate with; NULL: no simulation */
    /* Whose seed, threads and limits it is asked with whether plenty of people meet a standard
     * that is missed, or, without a simulation, where stations are bounded; NULL: not asked. */
    const struct study_options *reach;
    size_t rounds; /* of cuts at most */
    /* Told what is being done; NULL: nobody. */
    void (*progress)(void *context, const char *doing);
    void *context;
};

enum schedule_end {
    SCHEDULE_COVERS,  /* every group's requirement is covered */
    SCHEDULE_MISSES,  /* the best plan lacks people somewhere */
    SCHEDULE_STOPPED, /* from outside; what is there is the best so far */
    SCHEDULE_FAILED   /* no plan: the solver failed or had no time */
};

struct schedule {
    struct arena arena;
    const struct model *model;
    enum schedule_end end;
    struct slot_grid grid;
    size_t n_groups, n_rounds;
    struct schedule_group *groups;    /* those with patterns, by name */
    struct schedule_round *rounds;    /* [n_rounds] simulations, the last of the schedule itself */
    double cost, bound, gap, seconds; /* of all groups; gap: relative, HUGE_VAL: not known */
    bool priced;                      /* by money, else in paid hours */
    bool rounds_ended;                /* with a standard missed that more cuts may cure */
    const bool *beyond; /* [the model's standards] which plenty of people miss; NULL: none is
                           known */
    size_t n_reasons;
    const char *const *reasons; /* why no schedule meets, sentences without full stop */
    struct staffing staffing;   /* the model's with the schedule's shifts */
};

/* NULL with errors in d. Prints nothing. */
struct schedule *schedule_make(const struct model *m, const struct schedule_options *o,
                               struct diag *d);
void schedule_free(struct schedule *s);

/* How a standard counts when it is asked whether the schedule meets: as the simulation shows; where
 * it shows neither, by the side of the target on which its value lies; missed where nobody was
 * judged. */
bool schedule_standard_missed(const struct standard_result *x);
/* Whether more people may bring it nearer. Not a limit of cost, nor that people be busy, nor what
 * is plenty of people are known to miss: such are judged and told, and no requirement is
 * raised for them. */
bool schedule_standard_curable(const struct schedule *s, const struct standard_result *x);

/* Shifts of a group as the scenario language has them, [*n] in arena a: those alike on several days
 * are one. */
const struct shift *schedule_shifts(const struct schedule *s, const struct schedule_group *g,
                                    size_t *n, struct arena *a);

#endif
