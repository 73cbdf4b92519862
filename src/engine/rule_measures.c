/* SPDX-License-Identifier: GPL-3.0-or-later
 * What rules can watch: a row each. */
#include <math.h>

#include "engine/flow.h"
#include "scenario/rule_measure.h"

static double waiting(const struct engine *e, const struct model_rule *r) {
    return e->stations[r->station].waiting;
}

static double waiting_per_server(const struct engine *e, const struct model_rule *r) {
    double n = waiting(e, r);
    return n > 0 ? n / station_servers(e, r->station) : 0;
}

static double idle(const struct engine *e, const struct model_rule *r) {
    size_t n = 0;
    for (uint32_t i = 0; i < r->n_groups; i++) {
        n += e->groups[r->groups[i]].idle;
    }
    return (double)n;
}

/* When the one who has waited longest at the station joined; HUGE_VAL: nobody waits. */
static double oldest_joined(const struct engine *e, const struct model_rule *r) {
    const struct model_station *s = &e->model->stations[r->station];
    double oldest = HUGE_VAL;
    for (uint32_t line = s->first_line; line < s->first_line + s->n_lines; line++) {
        if (e->lines[line].count > 0) {
            oldest = fmin(oldest, e->customers[e->lines[line].first].since);
        }
    }
    return oldest;
}

static double longest_wait(const struct engine *e, const struct model_rule *r) {
    double oldest = oldest_joined(e, r);
    return oldest < HUGE_VAL ? e->now - oldest : 0;
}

static double longest_wait_reached(const struct engine *e, const struct model_rule *r,
                                   double level) {
    return oldest_joined(e, r) + level;
}

static const struct rule_state *state_of(const struct engine *e, const struct model_rule *r) {
    return &e->rules[r - e->model->rules];
}

/* The delay of the last to enter service: Ibrahim & Whitt (2009), "Real-time delay estimation based
 * on delay history", M&SOM 11(3). */
static double estimated_wait(const struct engine *e, const struct model_rule *r) {
    return waiting(e, r) > 0 ? state_of(e, r)->last_wait : 0;
}

static double occupancy(const struct engine *e, const struct model_rule *r) {
    size_t present = 0, busy = 0;
    for (uint32_t i = 0; i < r->n_groups; i++) {
        const struct group_state *g = &e->groups[r->groups[i]];
        present += g->present;
        busy += g->present - g->idle;
    }
    return present > 0 ? (double)busy / (double)present : 0;
}

static double service_level_so_far(const struct engine *e, const struct model_rule *r) {
    const struct rule_state *s = state_of(e, r);
    double good = (double)s->served_in_t, served = (double)s->served, left = (double)s->left;
    double joined = served + left;
    const double parts[][2] = {
        [FORMULA_ANSWERED] = {good, served},
        [FORMULA_OFFERED] = {good, joined},
        [FORMULA_IGNORE] = {good, joined - (double)s->left_in_t},
        [FORMULA_POSITIVE] = {good + (double)s->left_in_t, joined},
        [FORMULA_SHORT] = {good, joined - (double)s->left_short},
    };
    double bottom = parts[r->formula][1];
    return bottom > 0 ? parts[r->formula][0] / bottom : 1;
}

const struct rule_measure rule_measures[] = {
    {.name = "waiting",
     .help = "people waiting at the station",
     .level = {.key = "level", .kind = FIELD_NUMBER, .unit = "customers", .min = 0, .max = 1e9},
     .whole = true,
     .at_station = true,
     .in_line = true,
     .value = waiting},
    {.name = "waiting_per_server",
     .help =
         "people waiting at the station for each who serves there: people on duty who can serve "
         "there, or its own machines",
     .level = {.key = "level", .kind = FIELD_NUMBER, .unit = "customers", .min = 0, .max = 1e9},
     .at_station = true,
     .in_line = true,
     .value = waiting_per_server},
    {.name = "longest_wait",
     .help = "how long the one who has waited longest at the station has waited by now; 0 when "
             "nobody waits",
     .level = {.key = "level", .kind = FIELD_DURATION, .unit = "s", .min = 0, .max = 1e9},
     .at_station = true,
     .in_line = true,
     .value = longest_wait,
     .reached = longest_wait_reached},
    {.name = "idle",
     .help = "people on duty without a customer: of the group, or of all who can serve at the "
             "station",
     .level = {.key = "level", .kind = FIELD_NUMBER, .unit = "agents", .min = 0, .max = 1e9},
     .whole = true,
     .at_station = true,
     .at_group = true,
     .value = idle},
    {.name = "estimated_wait",
     .help =
         "what a newcomer is told by the last one's wait: that of whom service began last at the "
         "station; 0 when nobody waits",
     .level = {.key = "level", .kind = FIELD_DURATION, .unit = "s", .min = 0, .max = 1e9},
     .at_station = true,
     .in_line = true,
     .looked_at = true,
     .value = estimated_wait},
    {.name = "occupancy",
     .help =
         "busy people / people on duty at the look: of the group, or of all who can serve at the "
         "station",
     .level = {.key = "level", .kind = FIELD_SHARE, .unit = "share", .min = 0, .max = 1},
     .at_station = true,
     .at_group = true,
     .looked_at = true,
     .value = occupancy},
    {.name = "service_level_so_far",
     .help = "today's service level at the station until now, by its first standard by name, else "
             "20 s and "
             "the formula ignore; 1 before anybody was served or left",
     .level = {.key = "level", .kind = FIELD_SHARE, .unit = "share", .min = 0, .max = 1},
     .at_station = true,
     .in_line = true,
     .looked_at = true,
     .value = service_level_so_far},
    {.name = NULL},
};
