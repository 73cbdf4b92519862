/* SPDX-License-Identifier: GPL-3.0-or-later
 * Choices by utility: the wait that he forecasts at each option, and what else speaks for it. */
#include <assert.h>
#include <math.h>

#include "engine/choose.h"
#include "engine/felt.h"
#include "engine/flow.h"
#include "engine/temperament.h"

static const struct area *area_at(const struct engine *e, const struct model_step *step) {
    uint32_t area = e->model->stations[step->station].area;
    return area == NONE ? NULL : e->model->areas[area].as_read;
}

/* s of clock time that the place tells him, or that he reads off the line. Who neither sees the
 * line nor is told anything thinks of no wait. */
static double wait_forecast(const struct engine *e, uint32_t customer,
                            const struct model_step *step) {
    const struct area *place = area_at(e, step);
    double people = (double)people_ahead(e, customer, step);
    if (people <= 0 || (place && place->hides_line && place->news == NEWS_NOTHING)) {
        return 0;
    }
    double each = choose_others_mean(e, customer_of(e, customer), step);
    double servers = choose_servers(e, customer, step);
    return place && place->news == NEWS_ESTIMATE
               ? people * each / servers
               : choice_wait_seen(&e->model->scenario->people.choice, people, servers * 60 / each);
}

/* Felt s of the first wait behind an option. */
static double felt_forecast(const struct engine *e, uint32_t customer, int32_t target,
                            const struct choice_option *o) {
    double walk = 0;
    const struct model_step *step = choose_first_line(e, target, &walk, customer_of(e, customer));
    double wait = !isnan(o->expects) ? o->expects : step ? wait_forecast(e, customer, step) : 0;
    bool felt = e->felt && step && step->line && wait > 0;
    return felt ? wait * felt_rate_forecast(e, customer, step) : wait;
}

int32_t choose_by_utility(const struct engine *e, uint32_t customer,
                          const struct model_choice *choice) {
    const struct choice_parameters *p = &e->model->scenario->people.choice;
    const struct customer *c = customer_of(e, customer);
    const struct model_step *step = step_of(e, c);
    double utility[CHOOSE_OF_MOST];
    assert(choice->n <= CHOOSE_OF_MOST);
    struct stream s =
        customer_stream(e, c, step->draw_choose, times_before(e, customer, step->joins_counter));
    double uniform = stream_uniform(&s);
    size_t advised = choice_advised(choice->option, choice->n, stream_uniform(&s));
    double minds = e->model->tiers[c->tier].minds_waiting * temperament_of(e, c)->impatience;
    for (uint32_t i = 0; i < choice->n; i++) {
        const struct choice_option *o = &choice->option[i];
        utility[i] =
            choose_offered(e, customer, choice->target[i])
                ? choice_utility(p, o, minds, felt_forecast(e, customer, choice->target[i], o),
                                 advised == i)
                : -HUGE_VAL;
    }
    size_t chosen = choice_pick(utility, choice->n, p->scale, uniform);
    return chosen < choice->n ? (int32_t)chosen : -1;
}
