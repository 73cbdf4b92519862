/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is counted and summed, per row and interval of the day. Every measure that is a rate or a
 * mean is the ratio of two of these; all are additive over customers, time and replications. */
#ifndef OBSERVE_QUANTITY_H
#define OBSERVE_QUANTITY_H

/* Counted per cell. In a row of contacts (total, class, tier) and of visits (station, group) they
 * mean the same of contacts or visits; the first seven follow enum contact_outcome. */
#define QUANTITY_COUNTS(X)                                                                         \
    X(SERVED) /* contacts: helped by staff; visits: service began */                               \
    X(SELF_SERVED)                                                                                 \
    X(ABANDONED)                                                                                   \
    X(BALKED)                                                                                      \
    X(BLOCKED)                                                                                     \
    X(TURNED_AWAY)                                                                                 \
    X(MESSAGE)                                                                                     \
    X(ARRIVED)                                                                                     \
    X(COMPLETED)                                                                                   \
    X(UNRESOLVED)                                                                                  \
    X(TIMED_OUT)                                                                                   \
    X(INSIDE_AT_START) /* of the reported time */                                                  \
    X(INSIDE_AT_END)                                                                               \
    X(REDIALS)                                                                                     \
    X(NEW)                                                                                         \
    X(HELPED)                                                                                      \
    X(HELPED_AT_ONCE) /* of them by their first contact */                                         \
    X(GIVEN_UP)                                                                                    \
    X(DELAYED) /* of those whose wait is known */                                                  \
    X(SHORT)   /* abandoned within 5 s */                                                          \
    X(HANDLED) /* services whose wrap-up is over too */                                            \
    X(NO_SHOWS)                                                                                    \
    X(LANE_CHANGES)                                                                                \
    X(LATE)  /* visits that lasted longer than promised */                                         \
    X(HELPS) /* calls for help at a machine */                                                     \
    X(FAILURES)                                                                                    \
    X(CHASES)      /* contacts that ask after a visit beyond its promise */                        \
    X(WORKER_DAYS) /* of people whose strain is known */                                           \
    X(OUTCOMES)    /* services by staff that were looked at: people.outcome */                     \
    X(RESOLVED)                                                                                    \
    X(HOSTILE)                                                                                     \
    X(LACKED) /* needed authority that nobody there had */                                         \
    X(SCORED) /* contacts whose score is known: people.score */                                    \
    X(SCORED_LOW)                                                                                  \
    X(SURVEYED)   /* of them, who answered the survey */                                           \
    X(COMPLAINTS) /* of them, of which the customer complains */                                   \
    X(REDRESSED)  /* complaints that ended to his content */                                       \
    X(DEFECTED)   /* accounts that went for good */                                                \
    X(OPENED)     /* new accounts */                                                               \
    X(STAYED_AWAY)                                                                                 \
    X(STRANDED) /* left waiting when nothing more could happen */

/* Summed per cell, s unless said otherwise. The levels are what the row's kind says, see enum level
 * in counters.h. */
#define QUANTITY_SUMS(X)                                                                           \
    X(WAIT_SERVED)                                                                                 \
    X(WAIT_OTHER) /* of those who joined and were not served */                                    \
    X(WAIT_ABANDONED)                                                                              \
    X(EXCESS) /* max(wait - T, 0) of all who joined */                                             \
    X(SOJOURN)                                                                                     \
    X(LINE_SEEN) /* people waiting in the line joined, over those who waited */                    \
    X(OVERRUN)   /* beyond the promise, of late visits */                                          \
    X(SERVICE)                                                                                     \
    X(WRAP_UP)                                                                                     \
    X(HELP_TIME) /* machines x s that wait for help or are helped */                               \
    X(DOWN)      /* machines x s out of order */                                                   \
    X(FELT)      /* felt s of the served */                                                        \
    X(THINGS)    /* machines or things x s, where a rule sets their count */                       \
    X(STRAIN)    /* of WORKER_DAYS */                                                              \
    X(QUITS)     /* 1/year, likewise */                                                            \
    X(RISE)      /* of strain a day, likewise */                                                   \
    X(RISE_AND_FALL)                                                                               \
    X(COURTESY) /* of OUTCOMES */                                                                  \
    X(SCORE)    /* of SCORED */                                                                    \
    X(SAID)     /* of SURVEYED */                                                                  \
    X(ACCOUNT_MONTHS)                                                                              \
    X(LOYALTY)       /* x ACCOUNT_MONTHS */                                                        \
    X(ACCOUNT_VALUE) /* money */                                                                   \
    X(FATIGUE)       /* x s, of people at the desk */                                              \
    X(SPELLS)        /* people x s over which FATIGUE is known */                                  \
    X(WAIT_COST)     /* money */                                                                   \
    X(CLASS_VALUE)   /* money */                                                                   \
    X(LEVEL_0)       /* people x s */                                                              \
    X(LEVEL_1)                                                                                     \
    X(LEVEL_2)                                                                                     \
    X(MAX_WAIT)       /* sum over days of the interval's longest wait */                           \
    X(MAX_LEVEL)      /* sum over days of the interval's largest level 0, people */                \
    X(LEVEL_AT_END)   /* level 0 at the interval's end, people */                                  \
    X(LEVEL_2_AT_END) /* level 2 likewise */                                                       \
    X(SETTLED_QUITS)  /* 1/year, of WORKER_DAYS */

/* Computed from the cells of a row or of several. */
#define QUANTITY_DERIVED(X)                                                                        \
    X(DAYS)         /* steady state: of 24 h */                                                    \
    X(TIME)         /* s reported */                                                               \
    X(OPEN_TIME)    /* s of it before closing */                                                   \
    X(ANSWERED)     /* whose waits are WAIT_SERVED */                                              \
    X(REACHED)      /* S of the service levels */                                                  \
    X(MONTHS)       /* DAYS in months of classes with accounts, else 0 */                          \
    X(VALUE_MONTHS) /* the same where their value is given */                                      \
    X(BAD_UNHEARD)  /* SCORED_LOW of which nobody complained */                                    \
    X(COMPLAINING)  /* DAYS where people complain, else 0 */                                       \
    X(FELT_SERVED)  /* ANSWERED where people feel, else 0 */                                       \
    X(REACHED_IN_T)                                                                                \
    X(LEFT_IN_T)                                                                                   \
    X(GOOD)   /* S_T + L_T */                                                                      \
    X(JOINED) /* A */                                                                              \
    X(REACHED_OR_LEFT)                                                                             \
    X(JOINED_LESS_LEFT_IN_T)                                                                       \
    X(JOINED_LESS_SHORT)                                                                           \
    X(WAIT_ALL)                                                                                    \
    X(PASSED_ON)                                                                                   \
    X(HANDLE)                                                                                      \
    X(QUEUE)                                                                                       \
    X(INSIDE)                                                                                      \
    X(ORBIT)                                                                                       \
    X(QUEUE_OPEN) /* of these, while open: however long others stay, the day is as long */         \
    X(INSIDE_OPEN)                                                                                 \
    X(ORBIT_OPEN)                                                                                  \
    X(BUSY_OPEN)                                                                                   \
    X(BUSY)     /* at this station or in this group */                                             \
    X(OCCUPIED) /* by the people counted in DUTY */                                                \
    X(DUTY)                                                                                        \
    X(STAFFED)                                                                                     \
    X(WORKED_SHIFTS) /* DUTY in shifts of eight hours, where outcomes are known, else 0 */         \
    X(CAPACITY)      /* own servers x s */                                                         \
    X(LANE_DAYS)     /* DAYS of a station with lanes, else 0 */                                    \
    X(PROMISE_DAYS)  /* DAYS of a station with a promise, else 0 */                                \
    X(PROMISED)      /* visits there that ended, of those who joined */                            \
    X(KEPT)          /* of them within the promise */                                              \
    X(MACHINE_DAYS)  /* DAYS of machines that fail or need help, else 0 */                         \
    X(MACHINE_USES)  /* COMPLETED + UNRESOLVED there */                                            \
    X(MACHINE_DONE)  /* COMPLETED there */                                                         \
    X(MACHINE_TIME)  /* their number x s open */                                                   \
    X(DOWN_OPEN)     /* DOWN while open */                                                         \
    X(MAX_WAIT_OF_DAY)                                                                             \
    X(MAX_QUEUE_OF_DAY)                                                                            \
    X(AGENT_DAYS) /* people due to come, of groups with a working day, as what follows */          \
    X(ABSENT)                                                                                      \
    X(WENT) /* people who ended a shift */                                                         \
    X(BREAKS)                                                                                      \
    X(BREAKS_LATE)                                                                                 \
    X(BREAKS_MISSED)                                                                               \
    X(LATENESS)    /* s, of breaks */                                                              \
    X(LATE_FINISH) /* s */                                                                         \
    X(PAID_HOURS)  /* h */                                                                         \
    X(WORKDAYS)    /* DAYS where anybody was due, else 0 */                                        \
    X(RULE_ON)     /* s, while open */                                                             \
    X(RULE_SWITCHES)                                                                               \
    X(RULE_HOURS) /* h of people fetched */                                                        \
    X(RULE_ASKED)                                                                                  \
    X(RULE_MISSING)                                                                                \
    X(COST_STAFF)                                                                                  \
    X(COST_STATIONS)                                                                               \
    X(COST_LOST)                                                                                   \
    X(COST_GUARANTEES)                                                                             \
    X(COST)

enum quantity {
#define X(name) Q_##name,
    QUANTITY_COUNTS(X) N_COUNTS,
    Q_BEFORE_SUMS = N_COUNTS - 1,
    QUANTITY_SUMS(X) Q_AFTER_SUMS,
    Q_BEFORE_DERIVED = Q_AFTER_SUMS - 1,
    QUANTITY_DERIVED(X) N_QUANTITIES
#undef X
};

enum { N_SUMS = Q_AFTER_SUMS - N_COUNTS };

#endif
