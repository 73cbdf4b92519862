/* SPDX-License-Identifier: GPL-3.0-or-later
 * A row of lanes in each form of its lines, with each number of lanes, opened by each rule: what to
 * simulate, as patches over a scenario, and which is the best of what was found. */
#ifndef PLANNER_LANES_H
#define PLANNER_LANES_H

#include "planner/comparison.h"
#include "scenario/read.h"

/* By service times in one line for all cashiers over those at lines of their own. Source: Wang &
 * Zhou (2018), Management Science 64, 3055-3070: a supermarket's checkouts before and after. */
#define SHARED_LINE_SERVICE 1.0686

enum lane_form {
    LANES_OWN,     /* a line for each cashier */
    LANES_SHARED,  /* one line for all */
    LANES_EXPRESS, /* lines of their own, at one or some of them few items only */
    LANES_SELF,    /* all that the scenario has: lines of their own beside machines */
    LANE_FORMS
};
extern const char *const lane_form_names[]; /* "own", ended by NULL */
extern const char *const lane_form_words[]; /* "own lines" */

enum lane_opening {
    OPENED_ALL,     /* all of them, all day */
    OPENED_PLANNED, /* as the counts or shifts of the cashiers say, without rules */
    OPENED_WATCHED, /* as the scenario's rules say */
    LANE_OPENINGS
};
extern const char *const lane_opening_names[]; /* "all", ended by NULL */
extern const char *const lane_opening_words[]; /* "all open" */

struct lanes_question {
    const char *station; /* NULL: the only row of lanes without a limit of items */
    unsigned forms;      /* bits 1 << enum lane_form; 0: all that the scenario allows */
    unsigned openings;   /* bits 1 << enum lane_opening; 0: likewise */
    size_t most;         /* lanes; 0: as many as the row has */
    size_t items;        /* at most so many at an express lane that the scenario lacks */
    bool form_effect;    /* cashiers are slower with one line for all */
};

struct lane_plan {
    enum lane_form form;
    enum lane_opening opening;
    size_t lanes;           /* that may be open at once */
    const char *name;       /* "own 5 all" */
    struct document *patch; /* over the scenario; NULL: it is the scenario as it is */
};

/* What is asked of every plan, in the order of lanes_grid.sums. */
enum lanes_sum {
    LANES_COST,   /* an hour: all that has a price; people whom rules fetch for their time away from
                     home instead of the whole day. Without prices: people at the lanes */
    LANES_LOST,   /* money an hour, of customers given up */
    LANES_WAIT,   /* mean of all who joined, s */
    LANES_SEEN,   /* people waiting in the line that is joined */
    LANES_BALKED, /* share of those who came */
    LANES_LEFT,   /* likewise, out of the line */
    LANES_IDLE,   /* share of the cashiers' time; not of those who help at machines */
    LANES_OPEN,   /* lanes on average */
    LANES_SUMS
};

struct lanes_grid {
    struct arena arena;
    struct scenario *scenario;     /* as it is */
    const char *station, *express; /* express: NULL without such a form */
    const char *bank;              /* machines beside the row; NULL without such a form */
    bool money;                    /* LANES_COST is money */
    size_t n, present;             /* present: the scenario as it is */
    struct lane_plan *plans;       /* [n], by form, opening, number */
    const struct sum_ratio *sums;  /* [LANES_SUMS] */
    enum row_kind waits_kind;      /* the row whose quantiles are those of the waits here */
    const char *waits_name;
    const char *effect; /* what is taken of the form's effect on speed, in words with the source */
};

/* What to simulate of a scenario that has been read without errors. NULL with errors in d: no row
 * of lanes, several, a form or an opening that it does not allow. */
struct lanes_grid *lanes_grid_new(const struct document *documents, size_t n,
                                  const struct lanes_question *q, struct diag *d);
void lanes_grid_free(struct lanes_grid *g);

/* The best of what was found. */
struct lanes_choice {
    size_t best;                          /* of all; SIZE_MAX: nothing to choose by */
    bool meets;                           /* it does, every standard, as far as these days show */
    size_t of[LANE_FORMS][LANE_OPENINGS]; /* of each; SIZE_MAX: none */
};

/* Costs least among those known to meet every standard; where none is, or there are no standards,
 * costs least. Nothing where there are neither standards nor prices. c: of the grid's plans, with
 * its sums. */
struct lanes_choice lanes_choose(const struct lanes_grid *g, const struct comparison *c);

enum { MOST_LEADERS = LANE_FORMS * LANE_OPENINGS + 2 };

/* What the grid's comparison says, and what other days say of the best. */
struct lanes_answer {
    const struct lanes_grid *grid;
    struct lanes_choice choice;
    size_t n_leaders, leaders[MOST_LEADERS]; /* plans: the best of all, of each kind, the present */
    struct comparison *fresh; /* of the leaders, the first as base, on days that had no part in the
                                 choice; NULL: stopped before */
};

/* c: of the grid's plans, compiled as v; options: those it was run with. The comparison of the
 * leaders has as many days, and its differences hold at once likewise. */
struct lanes_answer *lanes_answer(const struct lanes_grid *g, const struct variants *v,
                                  const struct comparison *c,
                                  const struct comparison_options *options);
void lanes_answer_free(struct lanes_answer *a);

#endif
