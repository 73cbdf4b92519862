/* SPDX-License-Identifier: GPL-3.0-or-later
 * Each target bounds the unknown from one side; the answer is an end of what is left. */
#include "theory/solve.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

/* Bisection of a real unknown stops at this relative width, above the formulas' rounding. */
#define REAL_WIDTH 1e-12
/* A target missed by this share of itself is met: formulas and input are rounded beyond it. */
#define TARGET_SLACK 1e-9
/* The rounding of a quotient like 14 / (1 - 0.3) must not hire one more. */
#define ROSTER_SLACK 1e-9
/* The neighbour of a real answer, further off than REAL_WIDTH. */
#define BEYOND 1e-9
/* Real unknowns are searched between these multiples of their own scale. */
#define SMALLEST 1e-6
#define LARGEST  1e6

/* Which of the values that meet every target is the answer. */
enum end {
    END_LOW,
    END_HIGH,
    END_BOUND /* the low one when a target sets it, else the high one */
};

/* Where to look: the first value, one to start doubling at, the last. */
struct range {
    double low, start, high;
};

struct unknown_kind {
    const char *text;
    enum end answer;
    bool whole;
    void (*set)(struct queue_model *q, double x);
    struct range (*range)(const struct queue_model *q);
};

static void set_agents(struct queue_model *q, double x) {
    q->agents = (size_t)x;
}

static void set_servers(struct queue_model *q, double x) {
    q->agents = q->lines = (size_t)x;
}

static void set_lines(struct queue_model *q, double x) {
    q->lines = isinf(x) ? LINES_UNLIMITED : (size_t)x;
}

static void set_calls(struct queue_model *q, double x) {
    q->calls = x;
}

static void set_handle(struct queue_model *q, double x) {
    q->handle = x;
}

static void set_patience(struct queue_model *q, double x) {
    q->patience = x;
}

static void set_threshold(struct queue_model *q, double x) {
    q->threshold = x;
}

static struct range range_agents(const struct queue_model *q) {
    double load = fmin(ceil(q->calls * q->handle), QUEUE_AGENTS_LIMIT);
    return (struct range){1, fmax(load, 2), QUEUE_AGENTS_LIMIT};
}

static struct range range_lines(const struct queue_model *q) {
    return (struct range){1, fmax((double)q->agents, 2), QUEUE_AGENTS_LIMIT};
}

static struct range range_around(double scale) {
    return (struct range){SMALLEST * scale, scale, LARGEST * scale};
}

static struct range range_calls(const struct queue_model *q) {
    return range_around((double)q->agents / q->handle);
}

static struct range range_handle(const struct queue_model *q) {
    return range_around((double)q->agents / q->calls);
}

static struct range range_patience(const struct queue_model *q) {
    return range_around(q->handle);
}

static struct range range_threshold(const struct queue_model *q) {
    return (struct range){0, SMALLEST * q->handle, LARGEST * q->handle};
}

static const struct unknown_kind kinds[UNKNOWN_KINDS] = {
    [UNKNOWN_NOTHING] = {.text = ""},
    [UNKNOWN_AGENTS] = {"the fewest agents that meet every target", END_LOW, true, set_agents,
                        range_agents},
    [UNKNOWN_SERVERS] = {"the fewest lines, each with an agent, that meet every target", END_LOW,
                         true, set_servers, range_agents},
    [UNKNOWN_LINES] = {"the number of lines that meets every target", END_BOUND, true, set_lines,
                       range_lines},
    [UNKNOWN_CALLS] = {"the largest call rate that meets every target", END_HIGH, false, set_calls,
                       range_calls},
    [UNKNOWN_HANDLE] = {"the longest handle time that meets every target", END_HIGH, false,
                        set_handle, range_handle},
    [UNKNOWN_PATIENCE] = {"the patience that meets every target", END_BOUND, false, set_patience,
                          range_patience},
    [UNKNOWN_THRESHOLD] = {"the shortest threshold that meets every target", END_LOW, false,
                           set_threshold, range_threshold},
};

const char *queue_unknown_text(enum queue_unknown unknown) {
    return kinds[unknown].text;
}

bool queue_target_met(const struct queue_target *target, const struct queue_measures *m) {
    double value = queue_measure_value(m, target->measure);
    double slack = TARGET_SLACK * fabs(target->value);
    if (isnan(value))
        return true;
    return target->measure->better > 0 ? value >= target->value - slack
                                       : value <= target->value + slack;
}

/* The values that meet every target so far. */
struct search {
    const struct queue_question *question;
    const struct unknown_kind *kind;
    struct queue_model model;
    struct queue_measures measures;
    enum theory_status status; /* of the last evaluation */
    struct range range;
    double low, high; /* bounds set by targets; low NAN, high NAN: none yet */
    bool feasible;
};

static enum theory_status question_evaluate(const struct queue_question *question,
                                            const struct queue_model *model,
                                            struct queue_measures *out) {
    return (question->evaluate ? question->evaluate : queue_evaluate)(model, out);
}

static void evaluate_at(struct search *s, double x) {
    s->kind->set(&s->model, x);
    s->status = question_evaluate(s->question, &s->model, &s->measures);
}

static bool is_met_at(struct search *s, const struct queue_target *target, double x) {
    evaluate_at(s, x);
    return queue_target_met(target, &s->measures);
}

static bool are_all_met_at(struct search *s, double x) {
    evaluate_at(s, x);
    for (size_t i = 0; i < s->question->count; i++)
        if (!queue_target_met(&s->question->targets[i], &s->measures))
            return false;
    return true;
}

/* Narrows (low, high), on whose ends the target is and is not met (at_low says which), to
 * neighbours. */
static void bisect(struct search *s, const struct queue_target *target, bool at_low, double *low,
                   double *high) {
    for (;;) {
        double middle = 0.5 * (*low + *high);
        if (s->kind->whole ? *high - *low <= 1 : *high - *low <= REAL_WIDTH * *high)
            return;
        middle = s->kind->whole ? floor(middle) : middle;
        *(is_met_at(s, target, middle) == at_low ? low : high) = middle;
    }
}

/* Takes from the search what misses the target. */
static void narrow(struct search *s, const struct queue_target *target) {
    double low = s->range.low, high = s->range.start;
    bool at_low = is_met_at(s, target, low);
    if (at_low && s->kind->answer == END_LOW)
        return;
    while (is_met_at(s, target, high) == at_low) {
        if (high >= s->range.high) {
            s->feasible = s->feasible && at_low;
            return;
        }
        low = high;
        high = fmin(2 * high, s->range.high);
    }
    bisect(s, target, at_low, &low, &high);
    if (at_low)
        s->high = fmin(s->high, low); /* fmin and fmax pass NAN over */
    else
        s->low = fmax(s->low, high);
}

/* Whole numbers: is the answer's neighbour, which should miss, truly worse? Steps while it is not.
 */
static double settle(struct search *s, double x, double step) {
    while (s->kind->whole && x + step >= s->range.low && x + step <= s->range.high &&
           are_all_met_at(s, x + step))
        x += step;
    return x;
}

/* Whether the next value misses only because the formula cannot be evaluated there. */
static bool is_unknown_beyond(struct search *s, double x, double step) {
    double next = s->kind->whole ? x + step : x * (1 + step * BEYOND);
    if (next < s->range.low || next > s->range.high)
        return false;
    evaluate_at(s, next);
    return s->status == THEORY_SATURATED;
}

/* The answer, or the value that stands for it when there is none. */
static enum theory_status choose(struct search *s, double *x) {
    bool has_low = !isnan(s->low), has_high = !isnan(s->high);
    double low = has_low ? s->low : s->range.low;
    bool take_low = s->kind->answer == END_LOW || (s->kind->answer == END_BOUND && has_low);
    *x = take_low ? low : s->high;
    if (has_high && low > s->high)
        return THEORY_INFEASIBLE;
    if (!take_low && !has_high) {
        *x = s->kind->answer == END_BOUND ? HUGE_VAL : s->range.high;
        return THEORY_UNBOUNDED;
    }
    double step = take_low ? -1 : 1;
    *x = settle(s, *x, step);
    return is_unknown_beyond(s, *x, step) ? THEORY_SATURATED : THEORY_CONVERGED;
}

static enum theory_status search(struct search *s) {
    double x;
    s->range = s->kind->range(&s->model);
    for (size_t i = 0; i < s->question->count && s->feasible; i++)
        narrow(s, &s->question->targets[i]);
    if (!s->feasible)
        return THEORY_INFEASIBLE;
    enum theory_status status = choose(s, &x);
    bool met = are_all_met_at(s, x);
    if (status == THEORY_CONVERGED)
        return met ? s->status : THEORY_ITERATION_LIMIT;
    return status;
}

bool queue_target_is_limit(const struct queue_target *target) {
    bool share = strcmp(target->measure->unit, "share") == 0;
    return target->measure->better > 0 ? share && target->value >= 1 : target->value <= 0;
}

/* Whether the model reaches the limit and does not only come near to it: nobody can wait, nobody
 * hangs up, or no line is ever missing. */
static bool limit_is_reached(const struct queue_model *q, const struct queue_target *target) {
    size_t offset = target->measure->offset;
    if (offset == offsetof(struct queue_measures, blocking))
        return q->lines == LINES_UNLIMITED;
    if (offset == offsetof(struct queue_measures, abandonment) && isinf(q->patience))
        return q->at_once <= 0;
    return q->lines != LINES_UNLIMITED && q->lines <= q->agents;
}

/* A value that a target set, not the range, and that meets a limit by rounding alone. */
static bool is_met_by_rounding(const struct search *s) {
    if (isnan(s->low) && isnan(s->high))
        return false;
    for (size_t i = 0; i < s->question->count; i++) {
        const struct queue_target *t = &s->question->targets[i];
        if (queue_target_is_limit(t) && !limit_is_reached(&s->model, t))
            return true;
    }
    return false;
}

enum theory_status queue_solve(const struct queue_question *question, struct queue_answer *answer) {
    struct search s = {.question = question,
                       .kind = &kinds[question->unknown],
                       .model = question->model,
                       .low = NAN,
                       .high = NAN,
                       .feasible = true};
    assert(question->unknown < UNKNOWN_KINDS);
    if (question->unknown == UNKNOWN_NOTHING) {
        answer->status = question_evaluate(question, &s.model, &s.measures);
    } else {
        assert(question->count >= 1);
        answer->status = search(&s);
        bool solved = answer->status == THEORY_CONVERGED || answer->status == THEORY_INEXACT;
        if (solved && is_met_by_rounding(&s))
            answer->status = THEORY_INFEASIBLE;
    }
    answer->model = s.model;
    answer->measures = s.measures;
    return answer->status;
}

double queue_best(const struct queue_question *question, const struct queue_target *target) {
    struct search s = {
        .question = question, .kind = &kinds[question->unknown], .model = question->model};
    if (question->unknown == UNKNOWN_NOTHING)
        return NAN;
    s.range = s.kind->range(&s.model);
    evaluate_at(&s, s.range.low);
    double low = queue_measure_value(&s.measures, target->measure);
    evaluate_at(&s, s.range.high);
    double high = queue_measure_value(&s.measures, target->measure);
    return target->measure->better > 0 ? fmax(low, high) : fmin(low, high);
}

size_t rostered_agents(size_t agents, double shrinkage) {
    assert(shrinkage >= 0 && shrinkage < 1);
    return (size_t)ceil((double)agents / (1 - shrinkage) * (1 - ROSTER_SLACK));
}
