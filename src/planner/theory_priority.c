/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planner/theory_priority.h"

#include <math.h>
#include <string.h>

static const char *arrives_plainly(const struct model_source *s) {
    const struct arrival_process *p = &s->process;
    bool spread = p->day_spread.cv > 0 || p->interval_spread.cv > 0;
    bool plain = p->law == ARRIVAL_LAW_POISSON && p->n == 1 && p->rate[0] > 0 && !spread &&
                 s->as_read->batch == 1 && s->as_read->at_most == COUNT_UNLIMITED;
    return plain ? NULL : "a class does not arrive as a plain Poisson stream";
}

static bool takes_time(const struct timed_distribution *t) {
    return t && distribution_mean(&t->distribution[0]) > 0;
}

static const char *visits_plainly(const struct model *m, const struct model_class *c) {
    if (c->entry < 0 || c->rival) {
        return "a class is of a rival, or goes nowhere";
    }
    const struct model_step *s = &m->steps[c->entry];
    if (c->has_returns) {
        return "customers return";
    }
    if (m->n_rules > 0) {
        return "rules act while it runs";
    }
    if (s->completed != STEP_EXIT || s->chance < 1 || s->eligible < 1 || s->resolves < 1 ||
        s->within < HUGE_VAL) {
        return "a class's journey is more than one visit";
    }
    if (s->patience) {
        return "there are several classes, and people leave";
    }
    if (s->balks) {
        return "customers balk";
    }
    if (s->temperaments) {
        return "temperaments change the times of a class";
    }
    if (c->n_tiers != 1 || !s->service || s->service->n != 1 || takes_time(s->wrap_up)) {
        return "a class has several tiers, changing services or wrap-up";
    }
    return takes_time(s->service) ? NULL : "services take no time";
}

static const char *staff_is_plain(const struct model *m, uint32_t station) {
    const struct model_group *g = &m->groups[0];
    const struct model_station *s = &m->stations[station];
    if (m->n_groups != 1 || !s->kind->staffed) {
        return "several groups of staff serve";
    }
    if (m->staffing.count[0].n != 1 || m->staffing.count[0].by_weekday || g->absence > 0 ||
        (m->staffing.rosters && m->staffing.rosters[0].n_shifts > 0)) {
        return "the number of staff changes";
    }
    for (uint32_t r = 0; r < g->n_routes; r++) {
        if (fabs(g->routes[r].speed - 1) > 1e-12 || g->routes[r].after > 0) {
            return "staff have speeds, or help only after a while";
        }
    }
    if (s->lines != COUNT_UNLIMITED || s->seats != COUNT_UNLIMITED || s->pace.per_waiting > 0) {
        return "there are several classes, and lines or seats are limited or servers hurry";
    }
    if (people_any(&m->scenario->people)) {
        return "people are as 'people' says";
    }
    if (s->kind->lanes) {
        return "every lane has a line of its own";
    }
    return s->order == ORDER_PRIORITY ? NULL : "the line is not in order of priority";
}

/* Inserts the class by its priority, the highest first. */
static const char *class_add(const struct model *m, const struct model_class *c, double rate,
                             struct priority_class *classes, const char **names, double *priorities,
                             size_t n) {
    const struct model_step *step = &m->steps[c->entry];
    const struct model_line *line = &m->lines[step->line[c->tiers[0]]];
    const struct distribution *service = &step->service->distribution[0];
    bool exponential = strcmp(service->kind->name, "exponential") == 0;
    size_t i = n;
    if (line->priority_per_second > 0 || line->priority_per_second < 0) {
        return "priority grows while people wait";
    }
    for (; i > 0 && priorities[i - 1] < line->priority; i--) {
        classes[i] = classes[i - 1];
        names[i] = names[i - 1];
        priorities[i] = priorities[i - 1];
    }
    if (i > 0 && priorities[i - 1] <= line->priority) {
        return "several classes have one priority";
    }
    classes[i] = (struct priority_class){.calls = rate,
                                         .handle = distribution_mean(service),
                                         .handle_law = exponential ? NULL : service,
                                         .threshold = 20};
    names[i] = c->name;
    priorities[i] = line->priority;
    return NULL;
}

const char *theory_priority_of(const struct model *m, struct arena *a, struct theory_classes *out) {
    struct priority_class *classes = arena_array(a, m->n_classes, sizeof *classes);
    const char **names = arena_array(a, m->n_classes, sizeof *names);
    double *priorities = arena_array(a, m->n_classes, sizeof *priorities);
    uint32_t station = NONE;
    if (m->n_sources != m->n_classes) {
        return "there are several sources of arrivals";
    }
    for (uint32_t i = 0; i < m->n_sources; i++) {
        const struct model_class *c = &m->classes[m->sources[i].class_index];
        const char *why = arrives_plainly(&m->sources[i]);
        why = why ? why : visits_plainly(m, c);
        if (why) {
            return why;
        }
        uint32_t here = m->steps[c->entry].station;
        if (here == NONE || (station != NONE && here != station)) {
            return "classes go to several stations";
        }
        station = here;
        why = i == 0 ? staff_is_plain(m, station) : NULL;
        why = why ? why
                  : class_add(m, c, m->sources[i].process.rate[0], classes, names, priorities, i);
        if (why) {
            return why;
        }
    }
    double agents = m->staffing.count[0].value[0];
    *out = (struct theory_classes){
        .names = names, .station = m->stations[station].name, .group = m->groups[0].name};
    out->model =
        (struct priority_model){.agents = (size_t)agents, .n = m->n_classes, .classes = classes};
    return agents >= 1 ? NULL : "nobody serves";
}
