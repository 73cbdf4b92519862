/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/felt.h"
#include "engine/flow.h"
#include "engine/machines.h"
#include "engine/score.h"
#include "engine/tell.h"
#include "engine/temperament.h"

enum { NOT_YET = -1 }; /* a time of first joining */

static void marks_reset(struct engine *e, uint32_t customer) {
    const struct model_class *k = &e->model->classes[customer_of(e, customer)->class_index];
    for (uint32_t i = 0; i < k->n_marks; i++) {
        *mark_of(e, customer, i) = i < k->n_factors ? 1 : NOT_YET;
    }
}

static void follow_begins(struct engine *e, uint32_t customer) {
    if (e->felt) {
        felt_contact(e, customer);
    }
    if (e->scores) {
        score_contact(e, customer);
    }
}

void contact_begin(struct engine *e, uint32_t customer, int32_t step) {
    struct customer *c = customer_of(e, customer);
    c->arrived = e->now;
    c->arrival_interval = e->interval;
    c->waited = 0;
    c->tries++;
    c->resolved = true;
    c->was_delayed = false;
    c->late = false;
    c->staff_served = false;
    c->agent = NONE;
    c->line = NONE;
    c->tier = c->own_tier;
    if (e->model->max_marks > 0) {
        marks_reset(e, customer);
    }
    e->present++;
    if (e->follows) {
        follow_begins(e, customer);
    }
    tell_contact_began(e, c);
    customer_go(e, customer, step);
}

/* One uniform against a chance; certain things are not drawn. */
static bool happens(const struct engine *e, const struct customer *c, double chance, uint64_t draw,
                    uint64_t times) {
    if (chance >= 1) {
        return true;
    }
    struct stream s = customer_stream(e, c, draw, times);
    return stream_uniform(&s) < chance;
}

/* His age at a station where he keeps his place counts from his first joining there. */
static void place_take(struct engine *e, uint32_t customer, uint32_t place) {
    struct customer *c = customer_of(e, customer);
    double *first = mark_of(e, customer, place);
    if (*first < 0) {
        *first = e->now;
    }
    c->since = *first;
}

static void visit_begin(struct engine *e, uint32_t customer, const struct model_step *step) {
    struct customer *c = customer_of(e, customer);
    c->joined = c->since = e->now;
    if (step->place != NONE) {
        place_take(e, customer, step->place);
    }
    if (step->chased) {
        promise_enter(e, customer);
    }
    c->join_interval = e->interval;
    c->delayed = false;
    c->line = step->line ? step->line[c->tier] : NONE;
    e->stations[step->station].present++;
    tell_visit_began(e, c, step->station);
    e->model->stations[step->station].kind->arrive(e, step->station, customer);
}

bool customer_eligible(const struct engine *e, uint32_t customer, const struct model_step *step) {
    const struct customer *c = customer_of(e, customer);
    return c->items <= step->items_at_most &&
           happens(e, c, step->eligible, e->model->draw_eligible, 0);
}

static void contact_end(struct engine *e, uint32_t customer, enum contact_outcome outcome);

/* Whether the rule that the step reads lets him in. */
static bool rule_lets(const struct engine *e, const struct model_step *step) {
    return step->condition == NONE || e->rules[step->condition].on != step->unless;
}

static double step_chance(const struct engine *e, const struct customer *c,
                          const struct model_step *step) {
    return step->sells ? temperament_buys(temperament_of(e, c), step->chance) : step->chance;
}

/* Whether he enters a step that not everybody enters: a rule, its chance, and whether the thing may
 * be done there for him. Apart, so that steps for everybody do not save its registers. */
static __attribute__((noinline)) bool step_lets(const struct engine *e, uint32_t customer,
                                                const struct model_step *step, uint64_t times) {
    const struct customer *c = customer_of(e, customer);
    return rule_lets(e, step) && happens(e, c, step_chance(e, c, step), step->draw_chance, times) &&
           customer_eligible(e, customer, step);
}

static bool step_taken(struct engine *e, uint32_t customer, const struct model_step *step) {
    uint64_t times = count_once_more(e, customer, step->joins_counter);
    return step->for_all || step_lets(e, customer, step, times);
}

static void gives(struct engine *e, uint32_t customer, const struct model_gives *g) {
    if (g->tier != NONE) {
        customer_of(e, customer)->tier = (uint16_t)g->tier;
    }
    for (uint32_t i = 0; i < g->n; i++) {
        *mark_of(e, customer, g->mark[i]) *= g->factor[i];
    }
}

/* What a step does that visits no station; the step that follows. */
static int32_t step_passed(struct engine *e, uint32_t customer, const struct model_step *step) {
    if (step->gives) {
        gives(e, customer, step->gives);
    }
    return step->choose ? choose_target(e, customer) : step->completed;
}

/* The journey leads to no further step: target is STEP_EXIT, STEP_MESSAGE or STEP_BALK. */
static void journey_end(struct engine *e, uint32_t customer, int32_t target) {
    contact_end(e, customer,
                target == STEP_MESSAGE                   ? CONTACT_MESSAGE
                : target == STEP_BALK                    ? CONTACT_BALKED
                : customer_of(e, customer)->staff_served ? CONTACT_SERVED
                                                         : CONTACT_SELF_SERVED);
}

/* No event passes between steps that are passed by: who does nothing else for so long does so for
 * ever. */
static bool circles(struct engine *e, uint32_t customer, uint64_t passed) {
    if (passed < engine_most_in_an_instant(&e->limits)) {
        return false;
    }
    engine_end_circling(e, customer);
    return true;
}

void customer_go(struct engine *e, uint32_t customer, int32_t target) {
    uint64_t passed = 0;
    while (target >= 0) {
        struct customer *c = customer_of(e, customer);
        c->step = (uint32_t)target;
        const struct model_step *step = step_of(e, c);
        if (!step_taken(e, customer, step)) {
            target = step->otherwise;
            if (circles(e, customer, ++passed)) {
                return;
            }
            continue;
        }
        if (step->release != NONE) {
            hold_give_back(e, customer, step->release);
        }
        if (step->station != NONE) {
            visit_begin(e, customer, step);
            return;
        }
        target = step_passed(e, customer, step);
        if (circles(e, customer, ++passed)) {
            return;
        }
    }
    journey_end(e, customer, target);
}

void visit_close(struct engine *e, uint32_t customer, enum visit_outcome outcome, bool served,
                 double waited) {
    struct customer *c = customer_of(e, customer);
    const struct model_step *step = step_of(e, c);
    e->stations[step->station].present--;
    c->in_service = false;
    c->agent = NONE;
    c->visits++;
    c->waited += waited;
    if (!isnan(step->resolves)) {
        c->resolved = outcome == VISIT_COMPLETED;
    }
    if (e->now - c->joined > step->promise) {
        c->late = true;
    }
    tell_visit_ended(e, c, step->station, outcome, served, waited);
    if (step->chased) {
        asking_end(e, customer);
    }
}

/* What a contact is called that ends where its last visit ended badly. */
static enum contact_outcome contact_outcome_of(enum visit_outcome visit) {
    switch (visit) {
    case VISIT_ABANDONED:
        return CONTACT_ABANDONED;
    case VISIT_BALKED:
        return CONTACT_BALKED;
    case VISIT_BLOCKED:
        return CONTACT_BLOCKED;
    default:
        return CONTACT_TURNED_AWAY;
    }
}

static int32_t visit_target(const struct model_step *step, enum visit_outcome outcome) {
    if (outcome == VISIT_COMPLETED) { /* most are, and the table is made anew each time */
        return step->completed;
    }
    const int32_t targets[VISIT_OUTCOMES] = {
        [VISIT_UNRESOLVED] = step->unresolved, [VISIT_TIMED_OUT] = step->timed_out,
        [VISIT_ABANDONED] = step->abandoned,   [VISIT_BALKED] = step->balked,
        [VISIT_BLOCKED] = step->blocked,       [VISIT_TURNED_AWAY] = STEP_EXIT,
    };
    return targets[outcome];
}

void visit_lead_on(struct engine *e, uint32_t customer, enum visit_outcome outcome) {
    const struct model_step *step = step_of(e, customer_of(e, customer));
    int32_t target = visit_target(step, outcome);
    if (step->gives && outcome == VISIT_COMPLETED) {
        gives(e, customer, step->gives);
    }
    bool left = outcome == VISIT_ABANDONED || outcome == VISIT_BALKED || outcome == VISIT_BLOCKED ||
                outcome == VISIT_TURNED_AWAY;
    if (left && target == STEP_EXIT) {
        contact_end(e, customer, contact_outcome_of(outcome));
    } else {
        customer_go(e, customer, target);
    }
}

void visit_end(struct engine *e, uint32_t customer, enum visit_outcome outcome, bool served,
               double waited) {
    visit_close(e, customer, outcome, served, waited);
    visit_lead_on(e, customer, outcome);
}

/* ---- the end of a contact ---- */

void hold_give_back(struct engine *e, uint32_t customer, uint32_t station) {
    struct customer *c = customer_of(e, customer);
    uint32_t bit = UINT32_C(1) << e->model->stations[station].hold;
    if (!(c->holds & bit)) {
        return;
    }
    c->holds &= ~bit;
    e->stations[station].used--;
    tell_in_use(e, station);
    engine_station_freed(e, station);
}

static void holds_give_back(struct engine *e, uint32_t customer) {
    for (uint32_t s = 0; customer_of(e, customer)->holds && s < e->model->n_stations; s++) {
        if (e->model->stations[s].hold != NONE) {
            hold_give_back(e, customer, s);
        }
    }
}

/* Whether what he came for was done as far as this contact goes. */
static bool was_helped(const struct customer *c, enum contact_outcome outcome) {
    return c->resolved && (outcome == CONTACT_SERVED || outcome == CONTACT_SELF_SERVED);
}

/* Which of a class's returns a contact of this outcome may draw; RETURN_COUNT: none. */
static enum return_cause cause_of(const struct customer *c, enum contact_outcome outcome) {
    static const enum return_cause causes[CONTACT_OUTCOMES] = {
        [CONTACT_SERVED] = RETURN_UNRESOLVED,   [CONTACT_SELF_SERVED] = RETURN_UNRESOLVED,
        [CONTACT_ABANDONED] = RETURN_ABANDONED, [CONTACT_BALKED] = RETURN_BALKED,
        [CONTACT_BLOCKED] = RETURN_BLOCKED,     [CONTACT_TURNED_AWAY] = RETURN_TURNED_AWAY,
        [CONTACT_MESSAGE] = RETURN_MESSAGE,
    };
    return was_helped(c, outcome) ? RETURN_COUNT : causes[outcome];
}

/* How often he has come back for this cause; 0 where nobody counts. */
static uint32_t return_times(const struct engine *e, uint32_t customer,
                             const struct model_return *r) {
    return r->counter == NONE ? 0
                              : e->counters[(size_t)customer * e->model->max_counters + r->counter];
}

/* Enters his next contact if he will make one. */
static bool returns(struct engine *e, uint32_t customer, enum contact_outcome outcome) {
    struct customer *c = customer_of(e, customer);
    const struct model_class *k = &e->model->classes[c->class_index];
    enum return_cause cause = cause_of(c, outcome);
    if (cause == RETURN_COUNT && c->late && k->returns[RETURN_LATE].while_at < 0) {
        cause = RETURN_LATE;
    }
    if (e->scores && k->returns[RETURN_COMPLAINT].chance > 0 && score_complains(e, customer)) {
        cause = RETURN_COMPLAINT;
    }
    if (cause == RETURN_COUNT || c->own_steps) {
        return false;
    }
    const struct model_return *r = &k->returns[cause];
    if (r->chance <= 0 || return_times(e, customer, r) >= r->at_most) {
        return false;
    }
    struct stream s = customer_stream(e, c, r->draw, c->tries - 1);
    if (stream_uniform(&s) >= r->chance) {
        return false;
    }
    if (cause == RETURN_COMPLAINT) {
        score_complaint_begins(e, customer);
    }
    count_once_more(e, customer, r->counter);
    double after = distribution_sample(r->after, &s);
    c->step = (uint32_t)r->step;
    c->own_steps = r->own_steps;
    engine_schedule(e, e->now + after, customer_tie(EVENT_RETURN, c), customer, 0);
    c->in_orbit = true;
    e->in_orbit++;
    return true;
}

/* One of a fleet begins his journey anew, at once or at the next opening. */
static bool starts_again(struct engine *e, uint32_t customer) {
    struct customer *c = customer_of(e, customer);
    if (!e->model->sources[c->source].as_read->fleet) {
        return false;
    }
    c->step = (uint32_t)e->model->classes[c->class_index].entry;
    engine_schedule(e, e->now, customer_tie(EVENT_RETURN, c), customer, 0);
    c->in_orbit = true;
    e->in_orbit++;
    return true;
}

void customer_release(struct engine *e, uint32_t customer) {
    struct customer *c = customer_of(e, customer);
    c->alive = false;
    c->generation++;
    c->next = e->free_customer;
    e->free_customer = customer;
}

/* Whether he will make a further contact, which is then entered. */
static bool comes_back(struct engine *e, uint32_t customer, enum contact_outcome outcome) {
    const struct customer *c = customer_of(e, customer);
    if (c->asks) {
        return asks_again(e, customer);
    }
    return e->model->classes[c->class_index].comes_back &&
           (starts_again(e, customer) || returns(e, customer, outcome));
}

static void follow_ends(struct engine *e, uint32_t customer, enum contact_outcome outcome) {
    if (e->felt) {
        felt_over(e, customer, outcome);
    }
    if (e->scores) {
        score_over(e, customer, outcome, was_helped(customer_of(e, customer), outcome));
    }
}

static void contact_end(struct engine *e, uint32_t customer, enum contact_outcome outcome) {
    struct customer *c = customer_of(e, customer);
    if (c->second_place || c->errand) {
        (c->errand ? errand_end : second_place_release)(e, customer);
        return;
    }
    if (c->holds) {
        holds_give_back(e, customer);
    }
    e->present--;
    if (e->follows) {
        follow_ends(e, customer, outcome);
    }
    if (comes_back(e, customer, outcome)) {
        tell_contact_ended(e, c, outcome, CUSTOMER_RETURNS);
        return;
    }
    tell_contact_ended(e, c, outcome,
                       c->asks                  ? CUSTOMER_ASKED
                       : was_helped(c, outcome) ? CUSTOMER_HELPED
                                                : CUSTOMER_GIVEN_UP);
    customer_release(e, customer);
}
