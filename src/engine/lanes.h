/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lanes: lines of their own with a cashier each. What the scenario says of them, and how customers
 * come into one. Where the cashiers stand is lanes.c's other half, declared in engine/flow.h. */
#ifndef ENGINE_LANES_H
#define ENGINE_LANES_H

#include "engine/state.h"

enum lane_choice { LANE_SHORTEST, LANE_ITEMS, LANE_PREFERRED, LANE_RANDOM };
enum lane_ties { TIES_RANDOM, TIES_LEFTMOST };
enum jockey_from { JOCKEY_NEAREST, JOCKEY_LONGEST };
enum jockey_who { JOCKEY_LAST, JOCKEY_ANY };

struct jockey {
    size_t difference; /* more people there than here, at least 2; 0: nobody changes lanes */
    enum jockey_from from;
    enum jockey_who who;
    double chance; /* that he goes who may */
};

/* The keys of the kind. */
struct lanes {
    size_t count;
    enum lane_choice choose;
    enum lane_ties ties;
    struct jockey jockey;
};

static inline const struct lanes *lanes_rules(const struct engine *e, uint32_t station) {
    return e->model->stations[station].as_read->own;
}

/* A lane of the station; n_lanes: the place before them. */
static inline struct lane *lane_at(const struct engine *e, uint32_t station, uint32_t lane) {
    return &e->lanes[e->model->stations[station].first_lane + lane];
}

/* The lane that a customer with this first line chooses among those open to him now; NONE: none is.
 */
uint32_t lane_choose(struct engine *e, uint32_t customer, uint32_t first_line);
/* Whether any lane is open to him. */
bool lane_is_open(const struct engine *e, uint32_t first_line);
/* By whom he would be served there: agent NONE where nobody stands who serves his line. */
struct choice lane_server(const struct engine *e, uint32_t station, uint32_t lane,
                          uint32_t first_line);
/* People in the lane that he would choose, himself not counted; none open to him: those before the
 * lanes and one. */
size_t lane_people_ahead(const struct engine *e, uint32_t first_line);
/* He stands in a lane now, in line or with its cashier. */
void lane_entered(struct engine *e, uint32_t station, uint32_t lane, uint32_t customer);
size_t lane_waiting(const struct engine *e, uint32_t station, uint32_t lane);
/* He has left his lane: others may come over. */
void lane_left(struct engine *e, uint32_t station, uint32_t customer);
/* Once the event is over in which lanes opened: who stands before them or longer elsewhere comes.
 */
void lanes_opened(struct engine *e, uint32_t station);

#endif
