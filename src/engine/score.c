/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/felt.h"
#include "engine/flow.h"
#include "engine/tell.h"
#include "random/draw.h"

static const struct people *people_of(const struct engine *e) {
    return &e->model->scenario->people;
}

static struct score_state *state_of(struct engine *e, uint32_t customer) {
    struct scores *w = e->scores;
    if (customer >= w->n) {
        w->of = mem_resize(w->of, e->customer_capacity, sizeof *w->of);
        memset(w->of + w->n, 0, (e->customer_capacity - w->n) * sizeof *w->of);
        w->n = e->customer_capacity;
    }
    return &w->of[customer];
}

void score_contact(struct engine *e, uint32_t customer) {
    *state_of(e, customer) = (struct score_state){.not_done = 0};
}

void score_placed(struct engine *e, uint32_t customer, uint32_t area) {
    double v =
        score_place(&people_of(e)->score, e->model->areas[area].care, area_seats(e, customer));
    touches_add(&state_of(e, customer)->met, v);
}

void score_served(struct engine *e, uint32_t customer, const struct service_outcome *o) {
    struct score_state *s = state_of(e, customer);
    touches_add(&s->met, score_service(o->courtesy, o->hostile));
    s->not_done += !o->resolved;
}

/* Who did not come into any line has no wait to judge. */
static bool waited(const struct customer *c, enum contact_outcome outcome) {
    return c->waited > 0 || (outcome != CONTACT_BALKED && outcome != CONTACT_BLOCKED);
}

/* What he says in the survey, NAN where he does not answer. */
static double surveyed(const struct engine *e, const struct customer *c, double score) {
    const struct survey *p = &people_of(e)->survey;
    struct stream s = customer_stream(e, c, e->model->draw_survey, c->tries);
    if (!p->on || stream_uniform(&s) >= survey_answers(p, score)) {
        return NAN;
    }
    return survey_says(p, score, stream_normal(&s));
}

void score_over(struct engine *e, uint32_t customer, enum contact_outcome outcome, bool helped) {
    const struct customer *c = customer_of(e, customer);
    const struct score *p = &people_of(e)->score;
    struct score_state *s = state_of(e, customer);
    if (waited(c, outcome)) {
        double felt = e->felt ? felt_in_contact(e, customer) : c->waited;
        touches_add(&s->met, score_wait(p, p->expected, felt));
    }
    uint32_t sent_on = s->not_done - (s->not_done > 0 && !helped);
    if (sent_on > 0) {
        touches_add(&s->met, score_sent_on(p, sent_on));
    }
    touches_add(&s->met, helped ? 1 : -1);
    bool anew = e->model->sources[c->source].as_read->fleet > 0;
    double score = score_of(p, &s->met, anew ? 1 : c->tries);
    tell_scored(e, c, score, surveyed(e, c, score));
}

void scores_new(struct engine *e) {
    if (people_of(e)->score.on) {
        e->scores = mem_new(1, sizeof *e->scores);
    }
}

void scores_free(struct engine *e) {
    if (e->scores) {
        free(e->scores->of);
    }
    free(e->scores);
}
