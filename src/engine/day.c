/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/units.h"
#include "engine/accounts.h"
#include "engine/felt.h"
#include "engine/flow.h"
#include "engine/machines.h"
#include "engine/strain.h"
#include "engine/tell.h"
#include "engine/worker.h"

void interval_begin(struct engine *e, uint32_t interval) {
    const struct model *m = e->model;
    e->interval = (uint16_t)interval;
    for (size_t i = 0; i < e->n_observers; i++) {
        if (e->observers[i].interval_began) {
            e->observers[i].interval_began(e->observers[i].self, e->now, interval);
        }
    }
    if (interval + 1 < m->n_intervals) {
        double next = e->day_base + m->opens + (interval + 1) * m->interval;
        engine_schedule(e, next, event_tie(EVENT_INTERVAL, 0, 0), interval + 1, 0);
    }
}

void run_warmed_up(struct engine *e) {
    for (size_t i = 0; i < e->n_observers; i++) {
        if (e->observers[i].warmed_up) {
            e->observers[i].warmed_up(e->observers[i].self, e->now);
        }
    }
}

static void ends_schedule(struct engine *e) {
    const struct model *m = e->model;
    if (m->steady) {
        engine_schedule(e, m->closes, event_tie(EVENT_RUN_END, 0, 0), 0, 0);
        if (m->warm_up > 0) {
            engine_schedule(e, m->warm_up, event_tie(EVENT_WARM_UP_END, 0, 0), 0, 0);
        }
        return;
    }
    engine_schedule(e, e->day_base + m->closes, event_tie(EVENT_CLOSING, 0, 0), 0, 0);
    if (e->day + 1 < m->days) {
        engine_schedule(e, e->day_base + DAY_SECONDS + m->opens, event_tie(EVENT_OPENING, 0, 0),
                        (uint32_t)e->day + 1, 0);
    }
}

void day_open(struct engine *e, size_t day) {
    rosters_release(e);
    if (e->books) {
        accounts_open(e);
    }
    if (e->workers) {
        strain_days_end(e);
    }
    e->day = day;
    e->day_base = (double)day * DAY_SECONDS;
    e->open = true;
    for (size_t i = 0; i < e->n_observers; i++) {
        if (e->observers[i].day_opened) {
            e->observers[i].day_opened(e->observers[i].self, e->now, day);
        }
    }
    if (e->model->warm_up_days > 0 && day == e->model->warm_up_days) {
        run_warmed_up(e);
    }
    interval_begin(e, 0);
    ends_schedule(e);
    machines_open(e);
    if (e->workers) {
        workers_open(e);
    }
    if (e->felt) {
        felt_air(e);
    }
    stations_open(e);
    if (e->model->resumes) {
        work_take_up(e);
    }
    staffing_open(e);
    stations_serve(e);
    arrivals_open(e);
}

void day_close(struct engine *e) {
    e->open = false;
    for (size_t i = 0; i < e->n_observers; i++) {
        if (e->observers[i].closed) {
            e->observers[i].closed(e->observers[i].self, e->now);
        }
    }
    interval_begin(e, (uint32_t)e->model->n_intervals);
    staffing_close(e);
    if (e->workers) {
        workers_close(e);
    }
    stations_close(e);
    if (e->model->resumes) {
        work_lay_down(e);
    }
    if (e->model->turn_away) {
        wait_turn_all_away(e);
    }
}

void run_end(struct engine *e) {
    e->ended = true;
    e->end = ENGINE_DONE;
}
