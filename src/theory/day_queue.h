/* SPDX-License-Identifier: GPL-3.0-or-later
 * A day of one line, M(t)/M/s(t)+M: calls and agents change from period to period, and what one
 * period leaves behind is the next one's. The forward equations of its chain, solved numerically.
 */
#ifndef THEORY_DAY_QUEUE_H
#define THEORY_DAY_QUEUE_H

#include "base/arena.h"
#include "theory/queue.h"

/* A stretch of constant calls and agents. */
struct day_period {
    double ends;   /* seconds; above the end before */
    double calls;  /* per second, >= 0 */
    size_t agents; /* on duty; may be 0 */
};

struct day_model {
    double begins; /* seconds; the system is empty then */
    size_t n;      /* >= 1 */
    const struct day_period *periods;
    double handle;    /* mean, exponential, seconds, > 0 */
    double patience;  /* mean, exponential, seconds, > 0; PATIENCE_UNLIMITED */
    double at_once;   /* share of those who would have to wait that hang up at once, [0, 1] */
    size_t lines;     /* calls in the system at most; LINES_UNLIMITED */
    double threshold; /* of the service levels, seconds, >= 0 */
};

/* Of the calls that come in a period (or the day), and of its clock time. Shares of no calls are
 * NAN. */
struct day_measures {
    double offered;           /* calls, mean */
    double delay_probability; /* not served at once / joined */
    double blocking;          /* blocked / offered */
    double abandoned;         /* calls that hang up in the period's time, mean */
    double service_level_offered, service_level_ignore, service_level_positive; /* by arrival */
    double busy;       /* mean agents busy, time average */
    double mean_queue; /* time average waiting */
    double queue_end;  /* mean number waiting at the end */
};

struct day_result {
    struct day_measures *periods;  /* [n], in the arena */
    struct day_measures day;       /* up to the last end, but for: */
    double wait;                   /* total waiting until the system is empty / offered, seconds */
    double abandonment;            /* hung up until then / offered */
    double service_level_answered; /* of the day */
};

/* Agents whose number falls finish the call in hand: nobody is taken on until fewer are busy than
 * are on duty; when it rises, who waits is taken at once. After the last end nobody comes and the
 * last agents stay until the system is empty.
 *
 * The chain is (busy, waiting); its equations are solved by the 8th-order method of Prince &
 * Dormand with steps chosen for an error of 1e-9 a step; the line is followed as far as 1e-9 of
 * probability reaches. Whether a call is answered within the threshold is found backwards from its
 * deadline, for each number ahead, through the changes of staffing in between. Mostly six right
 * digits. Returns THEORY_CONVERGED; THEORY_INEXACT when the line grows beyond some thousands. Time
 * grows with agents, line and calls a day: 50 ms for a day of some 15 agents, seconds for some
 * hundred.
 * Source: Kolmogorov's forward equations as in Ingolfsson et al. (2007), A survey and experimental
 * comparison of service-level-approximation methods for nonstationary M(t)/M/s(t) queueing systems;
 * Prince & Dormand (1981). */
enum theory_status day_evaluate(const struct day_model *m, struct arena *a, struct day_result *out);

/* The same, mean over days whose calls are all multiplied by a gamma factor of mean 1 and this
 * coefficient of variation: shares are of the calls of all days. By quadrature over some 20
 * factors. cv: 0 to 1. */
enum theory_status day_evaluate_spread(const struct day_model *m, double cv, struct arena *a,
                                       struct day_result *out);

#endif
