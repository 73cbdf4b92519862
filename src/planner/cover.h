/* SPDX-License-Identifier: GPL-3.0-or-later
 * Shifts with breaks that cover a requirement at least cost: one group's integer programme, in
 * slots. Slots count from the midnight of the first day through all days and come round again, so
 * that a shift past the last midnight covers the first morning. */
#ifndef PLANNER_COVER_H
#define PLANNER_COVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "planner/milp.h"

enum { COVER_DAYS_AT_MOST = 31, COVER_BREAKS_AT_MOST = 16 };

/* When somebody is away from the desk during a shift. Windows of one kind of shift do not meet:
 * first of the next is at least last + lasts of the one before. */
struct cover_break {
    size_t first, last; /* slots after the shift's start in which it may begin, first <= last */
    size_t lasts;       /* slots */
    size_t at_once;     /* of the contract's people away on it at any moment, where it floats, at
                           most; 0: any number. The same in all kinds of a contract */
};

/* A length of shift with its breaks; the people of one contract may work several. */
struct cover_kind {
    size_t contract; /* index into contracts */
    size_t lasts;    /* slots, at most those of all days together */
    size_t n_starts;
    const size_t *starts; /* [n_starts], ascending, slots after the day's midnight */
    size_t n_breaks;
    const struct cover_break *breaks; /* [n_breaks], in the order in which they come */
    double cost;                      /* of one such shift */
};

struct cover_contract {
    size_t at_least, at_most; /* people; COVER_UNLIMITED */
    size_t works;             /* days of the week that each works; 0: each day's people are new */
    bool off_together;        /* the other days follow each other, the last before the first */
    unsigned days;            /* bits 1 << day on which they may work */
};
#define COVER_UNLIMITED SIZE_MAX

struct cover_problem {
    size_t n_days, day_slots; /* slots of 24 hours */
    const size_t *required;   /* [n_days * day_slots] people at work; 0 where it is closed */
    size_t n_kinds, n_contracts;
    const struct cover_kind *kinds;
    const struct cover_contract *contracts;
    /* Price of one person missing or too many for one slot. under HUGE_VAL: nobody may be missing;
     * over is then still counted. */
    double under, over;
};

/* So many people who work alike on a day. */
struct cover_shift {
    size_t kind, day, start;             /* start: slot after the day's midnight */
    size_t breaks[COVER_BREAKS_AT_MOST]; /* slots after the start at which each begins */
    size_t count;
};

struct cover_plan {
    enum milp_end end;
    double cost; /* of the shifts alone */
    double objective, bound, gap, seconds;
    size_t missing; /* people x slots below the requirement */
    size_t excess;  /* above it */
    size_t n_shifts;
    struct cover_shift *shifts; /* [n_shifts], by kind, day, start, breaks */
    size_t *on_duty;            /* [n_days * day_slots] at work, not on a break */
    size_t *people;             /* [n_contracts] those hired, or the most on one day */
    size_t *off;                /* [n_contracts][n_days] with days off together: how many begin
                                   theirs then */
    const char *words;          /* why the solver failed */
};

/* Solves the programme; what the plan holds lives in the arena. Without values (see milp_end) the
 * plan has no shifts. The programme of the floating breaks is implicit: one whole number of breaks
 * for each moment instead of one shift for each way of taking them; see docs/model.md. */
struct cover_plan cover_solve(const struct cover_problem *p, const struct milp_options *o,
                              struct arena *a);
/* The same where somebody may be missing at no price: first as few people x slots are missing as
 * possible, then the cost is least. For problems that cannot be covered. */
struct cover_plan cover_solve_best(const struct cover_problem *p, const struct milp_options *o,
                                   struct arena *a);
/* Whether somebody of a contract with days off together works on a day. off: his first day off. */
bool cover_works_on(const struct cover_problem *p, size_t contract, size_t off, size_t day);
/* [n_days * day_slots]: whether any shift could have somebody at work then. */
bool *cover_reachable(const struct cover_problem *p, struct arena *a);

#endif
