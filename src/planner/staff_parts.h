/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the steps of staff_plan share. */
#ifndef PLANNER_STAFF_PARTS_H
#define PLANNER_STAFF_PARTS_H

#include "observe/demand.h"
#include "planner/offered_load.h"
#include "planner/staff.h"

struct slopes;

/* s; the formulas know no patience of 0. */
#define PATIENCE_LEAST 1e-3

/* A staffing problem while it is solved. */
struct staffing_problem {
    struct arena arena;
    const struct model *model;
    const struct staff_options *options;
    const struct goals *goals;
    const struct plan_space *space;
    struct evaluator *evaluator;
    size_t n_constraints;
    const struct constraint *constraints;
    struct demand demand;
    double *load;                /* [n_skills][n_slots], erlangs, of the infinite-server queue */
    double *calls;               /* [n_skills][n_slots], visits per second */
    double *patience;            /* [n_skills], mean s; HUGE_VAL: none */
    struct station_load *stated; /* [n_skills][n_slots], as the scenario states it, where it does */
    bool *is_stated;             /* [n_skills] */
    size_t n_skills;             /* lines served by the same planned groups count as one */
    uint32_t *skill_of;          /* [n_lines]; NONE: not under any goal */
    bool *serves;                /* [n_groups][n_skills], planned groups */
    bool *looks;                 /* [goals.n][n_skills]: the goal looks at some of the skill's */
    bool by_load;                /* some goal had no formula that answers: the load stood for it */
    struct slopes *slopes;       /* of the last search or repair */
    struct plan plenty;          /* more of everybody than is ever busy */
    uint64_t seed;               /* of the customers whom plans and slopes meet now */
    bool exhausted;              /* stopped, or the budget is spent */
    uint64_t search_end;         /* events at which the search stops exchanging people */
    size_t slope_runs;           /* replications that slopes are taken from */
    double margin;      /* standard deviations of a replication by which slacks are to be above 0 */
    size_t search_runs; /* replications that the plan was chosen by */
    double *floor;      /* [n_skills][n_slots], people who serve it at least; NULL: none */
};

/* Load and patience by skill from runs with plenty of staff. False when stopped. */
bool staff_demand(struct staffing_problem *p);

/* Fills which goals look at which skills. */
void staff_looks_find(struct staffing_problem *p);
/* Whether some goal looks at some of the skill's lines and not at all of them. */
bool staff_looks_differ(const struct staffing_problem *p, size_t skill);
/* Whether any does. */
bool staff_is_asked(const struct staffing_problem *p, size_t skill);
/* Fills what the scenario states of the skills' loads. */
void staff_stated_find(struct staffing_problem *p);

/* LOAD_OFFERED: of runs with plenty of staff, what earlier slots leave behind included.
 * LOAD_STATIONARY: each slot by itself, as the scenario states it; estimated where it does not. */
enum load_kind { LOAD_OFFERED, LOAD_STATIONARY };
/* By Erlang's formulas, slot by slot: every set of skills has enough people who serve one of them:
 * the mean, weighted by calls, of how many each skill's own goals ask of the pooled load. A skill
 * at which no goal looks asks for as many as its work takes. */
struct plan staff_by_formulas(struct staffing_problem *p, enum load_kind kind);
/* By how much that is for days busier than the mean: the most of any goal, >= 1. */
double staff_busiest(const struct staffing_problem *p);
/* People needed by skill when every skill had its own, by its own goals, each slot by
 * itself, summed over slots
 * (person-slots); cost: of the cheapest group that serves each. */
double staff_alone(struct staffing_problem *p, double *cost);
/* Whether some group serves two skills. */
bool staff_shares(const struct staffing_problem *p);

/* Whether every skill has as many people in this slot as its own work takes, where there are
 * several, or where only occupancy is capped, and somebody in each interval in which people come,
 * where intervals are judged: no standard may be met by giving up customers whom it does not look
 * at. Without a floor always true. */
bool staff_above_floor(const struct staffing_problem *p, const struct plan *x, size_t slot);

/* Whether a goal had anybody to judge in the first n replications. */
bool staff_happens(const struct staffing_problem *p, const struct sample *s, uint32_t goal,
                   size_t n);
/* How the constraints stand under a sample, [n_constraints]: slacks that a search can follow, less
 * the margin; all of a goal that had nobody to judge are missed. */
void slacks_of(const struct staffing_problem *p, const struct sample *s, size_t n, double *slack);
/* Whether all are >= 0. */
bool slacks_meet(const double *slack, size_t n);

/* The cheapest plan found from a start that meets in the search's own sample. False when none was
 * found, best then being the one that misses least. */
bool staff_search(struct staffing_problem *p, struct plan start, struct plan *best);

/* Adds people while best misses, then takes away while that meets, a few times by the slopes last
 * taken, over n replications of the present seed; best is then the cheapest of them that meets with
 * the margin. False when none did, best then being the one that misses least. */
bool staff_refine(struct staffing_problem *p, size_t n, struct plan *best);

/* Which exchanges are tried first. */
enum polish_order { POLISH_SUREST_FIRST, POLISH_SAVINGS_FIRST };
/* Exchanges people while that is cheaper and meets in n replications, until the search's events are
 * spent. best meets in them; the slopes are those last taken. */
void staff_polish(struct staffing_problem *p, size_t n, enum polish_order order, struct plan *best);

/* Confirms a plan with other customers than those who chose it, repairs it where it fails, and
 * judges its neighbours; fills the answer's checks, neighbours and plan. */
void staff_confirm(struct staffing_problem *p, struct staff_answer *a);
/* Judges the goals' watched standards under the answer's plan; fills its watched and under_plan.
 * False with a reason in d. */
bool staff_watched_judge(struct staffing_problem *p, struct staff_answer *a, struct diag *d);
/* The margin that a plan needs so that so many events of days can show that it meets. */
double staff_confirm_margin(const struct staffing_problem *p, double events_per_run);

#endif
