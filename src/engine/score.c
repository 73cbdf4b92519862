/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/accounts.h"
#include "engine/felt.h"
#include "engine/flow.h"
#include "engine/tell.h"
#include "engine/temperament.h"
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
    const struct customer *c = customer_of(e, customer);
    struct score_state *s = state_of(e, customer);
    bool same = c->tries > 1 && !c->asks; /* as in his contact before */
    *s = (struct score_state){.account = same || s->fresh ? s->account : NONE,
                              .complains = same && s->complains};
}

void score_account(struct engine *e, uint32_t customer, uint32_t account) {
    struct score_state *s = state_of(e, customer);
    s->account = account;
    s->fresh = true;
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
    if (!p->on) {
        return NAN;
    }
    struct stream s = customer_stream(e, c, e->model->draw_survey, c->tries);
    return stream_uniform(&s) < survey_answers(p, score) ? survey_says(p, score, stream_normal(&s))
                                                         : NAN;
}

/* All that was met in the contact, the end included. felt: s; NAN: no wait was met. */
static double score_in_all(const struct engine *e, const struct customer *c, struct score_state *s,
                           bool helped, double felt) {
    const struct score *p = &people_of(e)->score;
    double expected = s->account == NONE ? p->expected : account_expects(e, c, s->account);
    if (!isnan(felt)) {
        touches_add(&s->met, score_wait(p, expected, felt));
    }
    uint32_t sent_on = s->not_done - (s->not_done > 0 && !helped);
    if (sent_on > 0) {
        touches_add(&s->met, score_sent_on(p, sent_on));
    }
    touches_add(&s->met, helped ? 1 : -1);
    bool anew = s->complains || e->model->sources[c->source].as_read->fleet > 0;
    return score_of(p, &s->met, anew ? 1 : c->tries);
}

/* Whether somebody complains of what this contact was, and whether what he complains of is made
 * good: by the complaint's own contact where complaints have one, else at once. */
static void complaint_draw(const struct engine *e, const struct customer *c,
                           const struct score_state *s, bool helped, struct contact_score *o,
                           struct stream *draw) {
    const struct people *p = people_of(e);
    bool own_contact = e->model->classes[c->class_index].returns[RETURN_COMPLAINT].chance > 0;
    double complains = stream_uniform(draw), closes = stream_uniform(draw);
    if (!p->complaints.on) {
        return;
    }
    struct complaints his = p->complaints;
    his.trivial += temperament_of(e, c)->complaint;
    o->complains = !s->complains && o->score < SCORE_LOW &&
                   complains < complaint_chance(&his, complaint_severity(o->score));
    bool handled = own_contact ? s->complains && helped : o->complains;
    o->redressed = handled && closes < complaint_closes(&p->complaints);
    if (s->complains && o->redressed) {
        o->score = fmin(1, o->score + p->complaints.satisfies);
    }
}

/* A complaint that is made good at once binds beside what the contact did. */
static void account_ends(struct engine *e, const struct customer *c, const struct score_state *s,
                         const struct contact_score *o, double felt, struct stream *draw) {
    const struct loyalty *p = &people_of(e)->loyalty;
    uint32_t told = stream_poisson(draw, o->score < SCORE_LOW ? p->told_bad : p->told_good);
    struct account_touch t = {.score = o->score,
                              .waited = felt,
                              .told = told,
                              .by_redress = s->complains && o->redressed};
    account_touched(e, c, s->account, &t);
    if (o->redressed && !s->complains) {
        struct account_touch again = {.score = o->score, .waited = NAN, .by_redress = true};
        account_touched(e, c, s->account, &again);
    }
}

void score_over(struct engine *e, uint32_t customer, enum contact_outcome outcome, bool helped) {
    const struct customer *c = customer_of(e, customer);
    struct score_state *s = state_of(e, customer);
    double felt = !waited(c, outcome) ? NAN : e->felt ? felt_in_contact(e, customer) : c->waited;
    struct contact_score o = {.score = score_in_all(e, c, s, helped, felt)};
    struct stream draw = customer_stream(e, c, e->model->draw_complaint, c->tries);
    complaint_draw(e, c, s, helped, &o, &draw);
    o.said = surveyed(e, c, o.score);
    s->will_complain = o.complains;
    if (s->account != NONE) {
        account_ends(e, c, s, &o, felt, &draw);
    }
    tell_scored(e, c, &o);
}

bool score_complains(struct engine *e, uint32_t customer) {
    return state_of(e, customer)->will_complain;
}

void score_complaint_begins(struct engine *e, uint32_t customer) {
    state_of(e, customer)->complains = true;
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
