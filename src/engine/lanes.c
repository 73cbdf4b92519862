/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which cashier stands at which lane: lanes open from the lowest, close from the highest, and a
 * closing one serves its line out. */
#include "engine/lanes.h"

#include "engine/flow.h"

void lanes_reset(struct engine *e) {
    for (uint32_t i = 0; i < e->model->n_lanes; i++) {
        e->lanes[i] = (struct lane){.agent = NONE};
    }
}

static uint32_t station_of(const struct engine *e, uint32_t agent) {
    return e->model->groups[e->agents[agent].group].stands_at;
}

static uint32_t n_lanes_of(const struct engine *e, uint32_t agent) {
    return e->model->stations[station_of(e, agent)].n_lanes;
}

/* Where he stands, or the place before the lanes when he stands by. */
static struct lane *lane_of(const struct engine *e, uint32_t agent) {
    return lane_at(e, station_of(e, agent), e->agents[agent].post);
}

static bool stands_by(const struct engine *e, uint32_t agent) {
    return e->agents[agent].post == n_lanes_of(e, agent);
}

/* An agent who has come while no lane was free, the longest idle of the first such group. */
static uint32_t standing_by(const struct engine *e, uint32_t station) {
    for (uint32_t group = 0; group < e->model->n_groups; group++) {
        bool here = e->model->groups[group].stands_at == station;
        uint32_t agent = here ? e->groups[group].idle_first : NONE;
        while (agent != NONE && !stands_by(e, agent)) {
            agent = e->agents[agent].next;
        }
        if (agent != NONE) {
            return agent;
        }
    }
    return NONE;
}

static void lane_opens(struct engine *e, uint32_t station, struct lane *l) {
    l->closing = false;
    l->opened = true;
    engine_station_freed(e, station);
}

static void lane_staff(struct engine *e, uint32_t station, uint32_t lane, uint32_t agent) {
    struct lane *l = lane_at(e, station, lane);
    l->agent = agent;
    e->agents[agent].post = lane;
    lane_opens(e, station, l);
}

void lane_take(struct engine *e, uint32_t agent) {
    uint32_t station = station_of(e, agent), n = n_lanes_of(e, agent), lane = 0;
    while (lane < n && lane_at(e, station, lane)->agent != NONE) {
        lane++;
    }
    e->agents[agent].post = n;
    if (lane < n) {
        lane_staff(e, station, lane, agent);
    }
}

void lane_give_up(struct engine *e, uint32_t agent) {
    if (stands_by(e, agent)) {
        return;
    }
    uint32_t station = station_of(e, agent), lane = e->agents[agent].post;
    struct lane *l = lane_of(e, agent);
    l->agent = NONE;
    l->closing = l->opened = false;
    e->agents[agent].post = n_lanes_of(e, agent);
    uint32_t next = standing_by(e, station);
    if (next != NONE) {
        lane_staff(e, station, lane, next);
        agent_busy(e, next);
        agent_free(e, next);
    }
}

void lane_close(struct engine *e, uint32_t agent) {
    if (!stands_by(e, agent)) {
        lane_of(e, agent)->closing = true;
        lane_of(e, agent)->opened = false;
    }
}

void lane_reopen(struct engine *e, uint32_t agent) {
    if (!stands_by(e, agent)) {
        lane_opens(e, station_of(e, agent), lane_of(e, agent));
    }
}

bool lane_must_be_served(const struct engine *e, uint32_t agent) {
    return routing_choose_line(e, agent) && standing_by(e, station_of(e, agent)) == NONE;
}

bool lane_lets_go(const struct engine *e, uint32_t agent) {
    return station_of(e, agent) == NONE ||
           (lane_of(e, agent)->closing && !lane_must_be_served(e, agent));
}

void lanes_reopen(struct engine *e, uint32_t group, size_t n) {
    uint32_t station = e->model->groups[group].stands_at;
    for (uint32_t lane = 0; n > 0 && lane < e->model->stations[station].n_lanes; lane++) {
        struct lane *l = lane_at(e, station, lane);
        if (l->agent != NONE && l->closing && e->agents[l->agent].home == group) {
            lane_opens(e, station, l);
            n--;
        }
    }
}

/* Those of the group who stand by go first: no customer is theirs. */
static size_t standing_by_sent(struct engine *e, uint32_t group, size_t n) {
    for (uint32_t agent = e->groups[group].idle_first, next; agent != NONE && n > 0; agent = next) {
        next = e->agents[agent].next;
        if (stands_by(e, agent) && e->agents[agent].home == group) {
            agent_go(e, agent);
            n--;
        }
    }
    return n;
}

void lanes_close(struct engine *e, uint32_t group, size_t n) {
    uint32_t station = e->model->groups[group].stands_at;
    n = standing_by_sent(e, group, n);
    for (uint32_t lane = e->model->stations[station].n_lanes; n > 0 && lane-- > 0;) {
        struct lane *l = lane_at(e, station, lane);
        if (l->agent == NONE || l->closing || e->agents[l->agent].home != group) {
            continue;
        }
        n--;
        if (e->agents[l->agent].idle) {
            agent_go(e, l->agent);
        } else {
            e->groups[group].leaving++;
            lane_close(e, l->agent);
        }
    }
}
