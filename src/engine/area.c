/* SPDX-License-Identifier: GPL-3.0-or-later
 * Places where people wait: seats that run out, air that gets hot, and what these do to whoever
 * joins a line. Care is part of patience since the model was compiled. */
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "engine/flow.h"
#include "engine/score.h"

/* ---- seats ---- */

static size_t people_in(const struct engine *e, const struct model_area *a) {
    size_t people = 0;
    for (uint32_t i = 0; i < a->n_stations; i++) {
        people += e->stations[a->stations[i]].seated;
    }
    return people;
}

static uint32_t area_of(const struct engine *e, const struct customer *c) {
    return e->model->stations[step_of(e, c)->station].area;
}

/* Of those who wait the first so many sit; who has found no seat stands until his turn. */
static bool finds_seat(const struct engine *e, const struct model_area *a,
                       const struct customer *c) {
    size_t people = people_in(e, a);
    return people <= a->seats && c->party <= a->seats - people;
}

static bool finds_room(const struct engine *e, const struct model_area *a,
                       const struct customer *c) {
    size_t people = people_in(e, a);
    if (a->seats == COUNT_UNLIMITED || a->standing == COUNT_UNLIMITED) {
        return true;
    }
    size_t room = a->seats + a->standing;
    return people <= room && c->party <= room - people;
}

bool area_refuses(struct engine *e, uint32_t customer) {
    const struct customer *c = customer_of(e, customer);
    const struct model_area *a = &e->model->areas[area_of(e, c)];
    if (!finds_room(e, a, c)) {
        visit_end(e, customer, VISIT_BLOCKED, false, 0);
        return true;
    }
    if (e->scores) {
        score_placed(e, customer, area_of(e, c));
    }
    double chance = a->as_read->standing.balks;
    if (chance <= 0 || finds_seat(e, a, c)) {
        return false;
    }
    const struct model_step *step = step_of(e, c);
    struct stream s =
        customer_stream(e, c, step->draw_stand, times_before(e, customer, step->joins_counter));
    if (stream_uniform(&s) >= chance) {
        return false;
    }
    visit_end(e, customer, VISIT_BALKED, false, 0);
    return true;
}

/* ---- the air ---- */

/* Whether it fails today by itself, and from when until when: drawn at the first look of the day.
 */
static void day_draw(const struct engine *e, uint32_t area, struct area_state *s) {
    const struct temperature *t = &e->model->areas[area].as_read->temperature;
    s->day = e->day;
    s->known = true;
    s->temperature = t->target;
    s->at = e->model->steady ? 0 : e->day_base + e->model->opens;
    s->fails_from = s->fails_until = HUGE_VAL;
    if (isnan(t->fails_at)) {
        return;
    }
    struct stream draw =
        stream_at(e->key, person_address(e->model->areas[area].person_name, e->day, 0),
                  draw_address(e->model->draw_fails, 0));
    if (stream_uniform(&draw) < t->fails_chance) {
        s->fails_from = e->day_base + t->fails_at;
        if (t->fails_for.kind) {
            s->fails_until = s->fails_from + distribution_sample(&t->fails_for, &draw);
        }
    }
}

/* Goes on to a later time, between which nothing changes. */
static void air_moves(const struct temperature *t, struct area_state *s, double until,
                      bool failed) {
    if (until > s->at) {
        double towards = failed ? t->outdoors : t->target;
        s->temperature = towards + (s->temperature - towards) * exp(-(until - s->at) / t->tau);
        s->at = until;
    }
}

double area_temperature(struct engine *e, uint32_t area) {
    const struct model_area *a = &e->model->areas[area];
    const struct temperature *t = &a->as_read->temperature;
    struct area_state *s = &e->areas[area];
    if (!(t->tau > 0)) {
        return NAN;
    }
    if (!s->known || s->day != e->day) {
        day_draw(e, area, s);
    }
    bool set = a->failed;
    air_moves(t, s, fmin(e->now, s->fails_from), set);
    air_moves(t, s, fmin(e->now, s->fails_until), set || e->now > s->fails_from);
    air_moves(t, s, e->now, set);
    return s->temperature;
}

static bool failed_now(const struct engine *e, uint32_t area) {
    const struct area_state *s = &e->areas[area];
    return e->model->areas[area].failed || (e->now >= s->fails_from && e->now < s->fails_until);
}

double area_towards(struct engine *e, uint32_t area) {
    const struct temperature *t = &e->model->areas[area].as_read->temperature;
    area_temperature(e, area);
    return failed_now(e, area) ? t->outdoors : t->target;
}

double area_turns(struct engine *e, uint32_t area) {
    const struct area_state *s = &e->areas[area];
    area_temperature(e, area);
    return e->now < s->fails_from    ? s->fails_from
           : e->now < s->fails_until ? s->fails_until
                                     : HUGE_VAL;
}

double area_reaches(struct engine *e, uint32_t area, double degrees) {
    const struct temperature *t = &e->model->areas[area].as_read->temperature;
    double now = area_temperature(e, area), towards = area_towards(e, area);
    double share = (degrees - towards) / (now - towards); /* of the way that is left then */
    return share > 0 && share <= 1 ? e->now - t->tau * log(share) : HUGE_VAL;
}

void areas_look(struct engine *e) {
    for (uint32_t i = 0; i < e->model->n_areas; i++) {
        area_temperature(e, i);
    }
}

/* ---- patience ---- */

/* Whether people in another line of the station go before those in his. */
static bool may_be_overtaken(const struct engine *e, const struct customer *c) {
    const struct model_station *s = &e->model->stations[step_of(e, c)->station];
    const struct model_line *own = &e->model->lines[c->line];
    for (uint32_t i = s->first_line; i < s->first_line + s->n_lines; i++) {
        const struct model_line *l = &e->model->lines[i];
        if (l->priority > own->priority || l->priority_per_second > own->priority_per_second) {
            return true;
        }
    }
    return false;
}

bool area_seats_at(const struct engine *e, uint32_t customer, uint32_t area) {
    return finds_seat(e, &e->model->areas[area], customer_of(e, customer));
}

bool area_seats(const struct engine *e, uint32_t customer) {
    return area_seats_at(e, customer, area_of(e, customer_of(e, customer)));
}

double area_patience(struct engine *e, uint32_t customer) {
    const struct customer *c = customer_of(e, customer);
    uint32_t area = area_of(e, c);
    const struct model_area *m = &e->model->areas[area];
    const struct area *a = m->as_read;
    double factor = 1;
    if (a->standing.patience > 0 && !finds_seat(e, m, c)) {
        factor *= a->standing.patience;
    }
    if (a->temperature.per_degree > 0) {
        double degrees = area_temperature(e, area) - a->temperature.above;
        factor /= 1 + a->temperature.per_degree * fmax(0, degrees);
    }
    return a->fair < 1 && may_be_overtaken(e, c) ? factor * a->fair : factor;
}

void areas_free(struct engine *e) {
    free(e->areas);
}

void areas_reset(struct engine *e) {
    e->areas = e->areas ? e->areas : mem_new(e->model->n_areas, sizeof *e->areas);
    for (uint32_t i = 0; i < e->model->n_areas; i++) {
        e->areas[i] = (struct area_state){.known = false};
    }
}
