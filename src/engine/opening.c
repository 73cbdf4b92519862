/* SPDX-License-Identifier: GPL-3.0-or-later
 * Stations that close while the day goes on, and those that keep people overnight. A closed station
 * that keeps people takes newcomers into its line and hides that line from whoever could serve it;
 * any other lets nobody in and serves its line out. */
#include "engine/flow.h"
#include "engine/line.h"

static void park(struct engine *e, uint32_t station, bool parked) {
    const struct model_station *s = &e->model->stations[station];
    if (e->stations[station].parked == parked) {
        return;
    }
    e->stations[station].parked = parked;
    for (uint32_t line = s->first_line; line < s->first_line + s->n_lines; line++) {
        line_show(e, line);
    }
}

static void let_in(struct engine *e, uint32_t station, bool open) {
    bool keeps = e->model->stations[station].keeps;
    e->stations[station].shut = !open && !keeps;
    park(e, station, !open && keeps);
}

/* ---- who is served as it opens ---- */

/* Of the lines whose first some idle person may serve, the one whose turn it is. */
static uint32_t line_in_turn(struct engine *e, const struct model_station *s, struct choice *by) {
    uint32_t best = NONE;
    for (uint32_t line = s->first_line; line < s->first_line + s->n_lines; line++) {
        if (e->lines[line].count == 0 || (best != NONE && !line_before(e, line, best))) {
            continue;
        }
        struct choice c = routing_choose_agent(e, e->lines[line].first);
        if (c.agent != NONE) {
            best = line;
            *by = c;
        }
    }
    return best;
}

/* Groups that help after a wait, whose moment may have come while the station was closed. */
static void helpers_serve(struct engine *e, const struct model_line *l) {
    for (uint32_t i = 0; i < l->n_routes; i++) {
        const struct group_state *g = &e->groups[l->routes[i].group];
        const struct model_route *route;
        while (l->routes[i].after > 0 && g->idle_first != NONE &&
               (route = routing_choose_line(e, g->idle_first))) {
            uint32_t agent = g->idle_first;
            agent_busy(e, agent);
            service_begin_first(e, agent, route);
        }
    }
}

static void serve_staffed(struct engine *e, uint32_t station) {
    const struct model_station *s = &e->model->stations[station];
    struct choice by;
    for (uint32_t line; (line = line_in_turn(e, s, &by)) != NONE;) {
        agent_busy(e, by.agent);
        service_begin(e, e->lines[line].first, by);
    }
    for (uint32_t line = s->first_line; line < s->first_line + s->n_lines; line++) {
        helpers_serve(e, &e->model->lines[line]);
    }
}

static void serve(struct engine *e, uint32_t station) {
    const struct model_station *s = &e->model->stations[station];
    const struct station_state *state = &e->stations[station];
    if (s->kind->staffed) {
        serve_staffed(e, station);
        return;
    }
    size_t free = s->servers > state->used ? s->servers - state->used : 0;
    for (size_t i = 0; i < free && i < state->waiting; i++) {
        engine_station_freed(e, station);
    }
}

/* ---- when ---- */

static void closing_schedule(struct engine *e, uint32_t station, uint32_t window) {
    const struct opening *o = &e->model->stations[station].hours[window];
    if (o->closes < e->model->closes) {
        engine_schedule(e, e->day_base + o->closes, event_tie(EVENT_STATION_CLOSES, station, 0),
                        station, window);
    }
}

static void opening_schedule(struct engine *e, uint32_t station, uint32_t window) {
    const struct model_station *s = &e->model->stations[station];
    if (window < s->n_hours) {
        engine_schedule(e, e->day_base + s->hours[window].opens,
                        event_tie(EVENT_STATION_OPENS, station, 0), station, window);
    }
}

void station_closes(struct engine *e, uint32_t station, uint32_t window) {
    let_in(e, station, false);
    opening_schedule(e, station, window + 1);
    if (e->model->turn_away && !e->model->stations[station].keeps) {
        wait_turn_away(e, station);
    }
}

void station_opens(struct engine *e, uint32_t station, uint32_t window) {
    let_in(e, station, true);
    closing_schedule(e, station, window);
    if (e->model->stations[station].keeps) {
        serve(e, station);
    }
}

void stations_open(struct engine *e) {
    for (uint32_t i = 0; e->model->stations_close && i < e->model->n_stations; i++) {
        const struct model_station *s = &e->model->stations[i];
        bool open = s->n_hours == 0 || s->hours[0].opens <= e->model->opens;
        let_in(e, i, open);
        if (!open) {
            opening_schedule(e, i, 0);
        } else if (s->n_hours > 0) {
            closing_schedule(e, i, 0);
        }
    }
}

void stations_serve(struct engine *e) {
    for (uint32_t i = 0; e->model->stations_close && i < e->model->n_stations; i++) {
        if (e->model->stations[i].keeps && !e->stations[i].parked && e->stations[i].waiting > 0) {
            serve(e, i);
        }
    }
}

void stations_close(struct engine *e) {
    for (uint32_t i = 0; e->model->stations_close && i < e->model->n_stations; i++) {
        if (e->model->stations[i].keeps) {
            park(e, i, true);
        }
    }
}

uint32_t stations_kept(const struct engine *e) {
    uint32_t kept = 0;
    for (uint32_t i = 0; e->model->stations_close && i < e->model->n_stations; i++) {
        kept += e->model->stations[i].keeps ? e->stations[i].present : 0;
    }
    return kept;
}
