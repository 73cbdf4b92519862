/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planner/plan.h"

#include <math.h>
#include <string.h>

enum { MOST_PEOPLE = 100000 };

/* The scenario's price of a group per scheduled second; NAN when it has none. */
static double staff_rate(const struct model *m, uint32_t group) {
    const struct money *money = &m->scenario->money;
    double rate = NAN;
    for (size_t i = 0; i < money->n_staff; i++) {
        if (strcmp(money->staff[i].name, m->groups[group].name) == 0) {
            return money->staff[i].amount;
        }
        rate = money->staff[i].name[0] == '\0' ? money->staff[i].amount : rate;
    }
    return rate;
}

static double slot_length(const struct model *m) {
    return m->steady ? 3600 : m->interval;
}

static const double *prices(struct plan_space *s, struct arena *a) {
    const struct model *m = s->model;
    double *price = arena_array(a, s->n_groups, sizeof *price);
    s->priced = true;
    for (uint32_t g = 0; g < s->n_groups; g++) {
        double rate = staff_rate(m, g);
        s->priced = s->priced && (!s->planned[g] || rate > 0);
        price[g] = rate;
    }
    for (uint32_t g = 0; g < s->n_groups; g++) {
        double rate = s->priced && price[g] > 0 ? price[g] : 1.0 / 3600;
        price[g] = rate * slot_length(m) / (1 - m->groups[g].shrinkage);
    }
    return price;
}

/* At a lane stands one of a group: the scenario is refused with more. */
static const double *most_people(const struct model *m, struct arena *a) {
    double *most = arena_array(a, m->n_groups + 1, sizeof *most);
    for (uint32_t g = 0; g < m->n_groups; g++) {
        uint32_t lanes = m->groups[g].stands_at;
        most[g] = lanes == NONE ? MOST_PEOPLE : m->stations[lanes].n_lanes;
    }
    return most;
}

struct plan_space plan_space_new(const struct model *m, const bool *planned, struct arena *a) {
    struct plan_space s = {.model = m,
                           .n_groups = m->n_groups,
                           .kinds = day_kinds_of(m),
                           .n_in_day = m->n_intervals,
                           .planned = planned,
                           .most = most_people(m, a)};
    s.n_slots = s.kinds.n * s.n_in_day;
    double *at = arena_array(a, s.n_slots, sizeof *at);
    for (size_t i = 0; i < s.n_slots; i++) {
        at[i] = m->opens + (double)(i % s.n_in_day) * m->interval;
    }
    s.at = at;
    s.price = prices(&s, a);
    return s;
}

/* The value that holds longest between two times. */
static double longest_value(const struct profile *p, double from, double to) {
    double best = p->value[0], longest = 0;
    for (size_t i = 0; i < p->n; i++) {
        double begin = fmax(from, p->at[i]), end = i + 1 < p->n ? fmin(to, p->at[i + 1]) : to;
        if (end - begin > longest) {
            longest = end - begin;
            best = p->value[i];
        }
    }
    return best;
}

unsigned plan_weekday(const struct plan_space *s, size_t slot) {
    unsigned w = 0;
    while (w + 1 < WEEKDAYS && !(s->kinds.set[slot / s->n_in_day] >> w & 1)) {
        w++;
    }
    return s->kinds.n > 1 ? w : model_weekday(s->model, s->kinds.warm_up);
}

struct plan plan_of_model(const struct plan_space *s, struct arena *a) {
    struct plan p = {s, arena_array(a, plan_size(s), sizeof *p.count)};
    for (size_t g = 0; g < s->n_groups; g++) {
        for (size_t i = 0; i < s->n_slots; i++) {
            const struct profile *count =
                profile_on(&s->model->staffing.count[g], plan_weekday(s, i));
            double end = (i + 1) % s->n_in_day > 0 ? s->at[i + 1] : s->model->closes;
            *plan_at(&p, g, i) = round(longest_value(count, s->at[i], end));
        }
    }
    return p;
}

struct plan plan_copy(const struct plan *p, struct arena *a) {
    struct plan copy = {p->space, arena_array(a, plan_size(p->space), sizeof *copy.count)};
    memcpy(copy.count, p->count, plan_size(p->space) * sizeof *copy.count);
    return copy;
}

/* Groups that are not planned keep their shifts. */
static const struct roster *rosters_of(const struct plan_space *s, struct arena *a) {
    const struct roster *own = s->model->staffing.rosters;
    if (!own) {
        return NULL;
    }
    struct roster *rosters = arena_array(a, s->n_groups, sizeof *rosters);
    for (size_t g = 0; g < s->n_groups; g++) {
        rosters[g] = s->planned[g] ? (struct roster){0} : own[g];
    }
    return rosters;
}

static struct profile profile_of(const struct plan *p, size_t group, struct arena *a) {
    const struct plan_space *s = p->space;
    struct profile day = {.n = s->n_in_day, .at = s->at, .value = plan_at(p, group, 0)};
    if (s->kinds.n == 1) {
        return day;
    }
    struct profile *week = arena_array(a, WEEKDAYS, sizeof *week);
    for (unsigned w = 0; w < WEEKDAYS; w++) {
        week[w] = day;
        week[w].value = plan_at(p, group, s->kinds.of[w] * s->n_in_day);
    }
    day.value = week[model_weekday(s->model, 0)].value;
    day.by_weekday = week;
    return day;
}

struct staffing plan_staffing(const struct plan *p, struct arena *a) {
    const struct plan_space *s = p->space;
    struct profile *count = arena_array(a, s->n_groups, sizeof *count);
    for (size_t g = 0; g < s->n_groups; g++) {
        count[g] = s->planned[g] ? profile_of(p, g, a) : s->model->staffing.count[g];
    }
    return (struct staffing){.n_groups = s->n_groups, .count = count, .rosters = rosters_of(s, a)};
}

double plan_cost(const struct plan *p) {
    double sum = 0;
    for (size_t g = 0; g < p->space->n_groups; g++) {
        for (size_t i = 0; p->space->planned[g] && i < p->space->n_slots; i++) {
            sum += slot_share(p->space, i) * p->space->price[g] * *plan_at(p, g, i);
        }
    }
    return sum;
}

double plan_people(const struct plan *p) {
    double sum = 0;
    for (size_t g = 0; g < p->space->n_groups; g++) {
        for (size_t i = 0; p->space->planned[g] && i < p->space->n_slots; i++) {
            sum += slot_share(p->space, i) * *plan_at(p, g, i);
        }
    }
    return sum;
}

const char *plan_day_words(const struct plan_space *s, size_t kind, struct arena *a) {
    struct text t = {0};
    day_kind_words(&t, &s->kinds, kind);
    const char *words = arena_string(a, text_string(&t));
    text_fini(&t);
    return words;
}
