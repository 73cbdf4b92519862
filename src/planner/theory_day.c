/* SPDX-License-Identifier: GPL-3.0-or-later
 * Everything is looked at from the station: who comes there, if nobody waits on the way, and who
 * can serve there. */
#include "planner/theory_day.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "observe/counters.h"
#include "people/temperament.h"
#include "planner/offered_load.h"
#include "scenario/profile_amount.h"
#include "theory/infinite_server.h"

/* A journey is followed so many steps, by streams of so many seconds, down to such a share. */
enum { JOURNEY_STEPS = 40, STREAM_STEP = 60 };
#define SHARE_LEAST 1e-4
/* So small a share of all contacts is the rounding of a sum. */
#define ROUNDING 1e-12

struct view {
    const struct model *model;
    struct theory_day *out;
    uint32_t station;
    struct day_period *periods; /* [out->day.n] */
    struct arena streams;
    /* Weighted by the contacts of a day. */
    double contacts, work, leaving, at_once;
    size_t n_laws;
    const struct model_step *first; /* whose times the others should share */
};

static void leave_out(struct view *v, bool is_there, const char *words) {
    struct theory_day *t = v->out;
    for (size_t i = 0; i < t->n_left_out; i++)
        is_there = is_there && strcmp(t->left_out[i], words) != 0;
    if (is_there && t->n_left_out < THEORY_DAY_NOTES)
        t->left_out[t->n_left_out++] = words;
}

static bool any_crew(const struct model *m) {
    bool any = false;
    for (uint32_t i = 0; i < m->n_stations; i++)
        any = any || m->stations[i].crew;
    return any;
}

static uint32_t station_of(const struct model *m, const char *name, const char **refused) {
    uint32_t found = NONE;
    for (uint32_t i = 0; i < m->n_stations; i++) {
        bool wanted =
            name ? strcmp(m->stations[i].name, name) == 0 : m->stations[i].kind->staffed != 0;
        if (wanted && found != NONE)
            *refused = "several stations have staff: name one with --at";
        found = wanted ? i : found;
    }
    if (found == NONE)
        *refused = name          ? "there is no such station"
                   : any_crew(m) ? "people work in crews only, at no line"
                                 : "no station has staff";
    else if (!m->stations[found].kind->staffed)
        *refused = "the station has no staff";
    return found;
}

static size_t agents_between(const struct view *v, double from, double to) {
    double sum = 0;
    for (uint32_t g = 0; g < v->model->n_groups; g++)
        sum += model_group_serves(v->model, g, v->station)
                   ? profile_mean(&v->model->staffing.count[g], from, to)
                   : 0;
    return (size_t)fmax(0, floor(sum + 0.5));
}

/* ---- periods ---- */

struct cuts {
    double *at;
    size_t n, room;
};

static void cut_add(struct cuts *c, double t) {
    if (c->n < c->room)
        c->at[c->n++] = t;
}

static int compare_doubles(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void find_cuts(const struct view *v, struct cuts *c) {
    const struct model *m = v->model;
    for (size_t i = 1; i <= m->n_intervals; i++)
        cut_add(c, fmin(m->closes, m->opens + (double)i * m->interval));
    for (uint32_t i = 0; i < m->n_sources; i++)
        for (size_t k = 0; k < m->sources[i].process.n; k++)
            cut_add(c, m->sources[i].process.ends[k]);
    for (uint32_t g = 0; g < m->n_groups; g++)
        if (model_group_serves(m, g, v->station))
            for (size_t k = 0; k < m->staffing.count[g].n; k++)
                cut_add(c, m->staffing.count[g].at[k]);
    cut_add(c, m->closes);
    qsort(c->at, c->n, sizeof *c->at, compare_doubles);
}

static size_t room_for_cuts(const struct model *m) {
    size_t room = m->n_intervals + 2;
    for (uint32_t i = 0; i < m->n_sources; i++)
        room += m->sources[i].process.n;
    for (uint32_t g = 0; g < m->n_groups; g++)
        room += m->staffing.count[g].n;
    return room;
}

static void periods_set(struct view *v) {
    const struct model *m = v->model;
    struct theory_day *t = v->out;
    size_t room = room_for_cuts(m), n = 0;
    struct cuts cuts = {.at = arena_array(&t->arena, room, sizeof(double)), .room = room};
    struct day_period *periods = arena_array(&t->arena, room, sizeof *periods);
    double from = m->opens;
    find_cuts(v, &cuts);
    for (size_t i = 0; i < cuts.n; i++) {
        double to = cuts.at[i];
        if (to <= from + 1e-6 || to > m->closes + 1e-6)
            continue;
        periods[n++] = (struct day_period){.ends = to, .agents = agents_between(v, from, to)};
        from = to;
    }
    t->day.begins = m->opens;
    t->day.n = n;
    t->day.periods = v->periods = periods;
}

/* ---- times ---- */

static bool is_exponential(const struct distribution *d) {
    return strcmp(d->kind->name, "exponential") == 0;
}

static bool all_exponential(const struct timed_distribution *t) {
    bool all = true;
    for (size_t i = 0; i < t->n; i++)
        all = all && is_exponential(&t->distribution[i]);
    return all;
}

/* Patience that is 0 with some chance, else exponential, is known to the chain. */
static void patience_notes(struct view *v, const struct timed_distribution *p) {
    if (!p)
        return;
    const struct distribution *d = &p->distribution[0];
    if (p->n == 1 && !(distribution_mean(d) > 0)) /* none at all */
        return;
    bool atom = p->n == 1 && d->kind->shape == SHAPE_PARTS && distribution_cdf(d, 0) > 0;
    leave_out(v, !all_exponential(p) && !atom, "patience's own law: taken as exponential");
    leave_out(v, p->n > 1, "patience that changes over the day: its mean is taken");
}

static void work_notes(struct view *v, const struct model_step *s) {
    if (!s->service)
        return;
    leave_out(v, !all_exponential(s->service),
              "the service's own law: the chain takes it as exponential (the load does not)");
    leave_out(v, s->service->n > 1, "services that change over the day: their mean is taken");
    v->out->service = s->service->distribution[0];
    v->n_laws++;
}

/* What so many contacts between two times add to the means of the day. */
static void means_count(struct view *v, const struct model_step *s, double contacts, double from,
                        double to) {
    double zero = timed_average(s->patience, from, to, patience_none);
    v->contacts += contacts;
    v->at_once += contacts * zero;
    v->leaving += contacts * timed_average(s->patience, from, to, patience_rate);
    double people = s->temperaments ? temperament_mean_work(s->temperaments) : 1;
    v->work += s->service
                   ? contacts * (people * timed_average(s->service, from, to, distribution_mean) +
                                 timed_average(s->wrap_up, from, to, distribution_mean))
                   : 0;
}

/* ---- who comes ---- */

/* The stream of a source as it arrives. */
static struct rate_steps source_stream(struct view *v, const struct model_source *s) {
    const struct arrival_process *p = &s->process;
    const struct model *m = v->model;
    if (p->law == ARRIVAL_LAW_POISSON)
        return (struct rate_steps){p->window.opens, p->n, p->ends, p->rate};
    double *end = arena_alloc(&v->streams, sizeof *end);
    double *rate = arena_alloc(&v->streams, sizeof *rate);
    double listed = (double)p->n_times / (p->daily ? 1 : (double)m->days);
    *end = p->window.closes;
    *rate = p->law == ARRIVAL_LAW_RENEWAL ? 1 / distribution_mean(&p->gap)
                                          : listed / (p->window.closes - p->window.opens);
    return (struct rate_steps){p->window.opens, 1, end, rate};
}

static bool same_mean(const struct view *v, const struct timed_distribution *a,
                      const struct timed_distribution *b) {
    double from = v->model->opens, to = v->model->closes;
    double x = timed_average(a, from, to, distribution_mean);
    double y = timed_average(b, from, to, distribution_mean);
    return (a == NULL) == (b == NULL) && fabs(x - y) <= 1e-9 * x;
}

/* Those who have come to the station: their calls, and what holds for their wait. */
static void visit_count(struct view *v, const struct model_step *s, const struct rate_steps *stream,
                        double share) {
    double from = v->out->day.begins;
    for (size_t i = 0; i < v->out->day.n; i++) {
        double to = v->periods[i].ends, calls = share * rate_steps_mean(stream, from, to);
        v->periods[i].calls += calls;
        means_count(v, s, calls * (to - from), from, to);
        from = to;
    }
    patience_notes(v, s->patience);
    work_notes(v, s);
    v->first = v->first ? v->first : s;
    leave_out(v,
              !same_mean(v, s->service, v->first->service) ||
                  !same_mean(v, s->patience, v->first->patience),
              "classes with handle times or patience of their own: their means are taken");
    leave_out(v, s->temperaments != NULL,
              "temperaments: their mean work is taken, their patience as given");
    leave_out(v, s->balks != NULL, "customers who see the line and go");
    leave_out(v, s->within < HUGE_VAL, "time limits on waits");
    leave_out(v, !isnan(s->resolves) && s->resolves < 1 && s->unresolved >= 0,
              "what follows when a visit resolves nothing");
}

/* Follows a share of a stream from this step on. */
static void follow(struct view *v, int32_t at, const struct rate_steps *stream, double share,
                   int depth) {
    if (at < 0 || share < SHARE_LEAST)
        return;
    leave_out(v, depth >= JOURNEY_STEPS, "journeys that go round and round");
    if (depth >= JOURNEY_STEPS)
        return;
    const struct model_step *s = &v->model->steps[at];
    double here = share * offered_step_chance(s) * s->eligible;
    double resolved = isnan(s->resolves) ? here : here * s->resolves;
    follow(v, s->otherwise, stream, share - here, depth + 1);
    if (s->station == v->station) {
        visit_count(v, s, stream, here);
        return;
    }
    leave_out(v, s->condition != NONE, "rules that let people in");
    leave_out(v, s->gives != NULL, "what earlier visits change (tiers given, work saved)");
    leave_out(v, s->choose && s->choose->by != CHOOSE_BY_SHARE,
              "a choice by what customers see: taken as equal shares");
    for (uint32_t i = 0; s->choose && i < s->choose->n; i++) {
        follow(v, s->choose->target[i], stream, here * choice_share(s->choose, i), depth + 1);
    }
    if (s->choose) {
        return;
    }
    bool staffed = s->station != NONE && v->model->stations[s->station].kind->staffed;
    struct rate_steps late = *stream;
    leave_out(v, staffed, "waits at other stations on the way");
    leave_out(v,
              s->station != NONE && !staffed &&
                  v->model->stations[s->station].servers != COUNT_UNLIMITED,
              "machines, lines and rooms on the way: taken as never full");
    if (s->service && distribution_mean(&s->service->distribution[0]) > 0)
        late = infinite_server_departures(stream, &s->service->distribution[0], 1, STREAM_STEP,
                                          &v->streams);
    follow(v, s->completed, &late, resolved, depth + 1);
    follow(v, s->unresolved, &late, here - resolved, depth + 1);
}

static void source_count(struct view *v, const struct model_source *s) {
    const struct model_class *c = &v->model->classes[s->class_index];
    const struct arrival_process *p = &s->process;
    struct rate_steps stream = source_stream(v, s);
    double before = v->contacts;
    follow(v, c->entry, &stream, (double)s->as_read->batch, 0);
    if (v->contacts <= before)
        return;
    leave_out(v, p->law != ARRIVAL_LAW_POISSON, "arrivals that are not Poisson");
    leave_out(v, s->as_read->batch > 1, "customers who come in batches");
    leave_out(v, c->has_returns, "customers who come again");
    leave_out(v, c->rival, "rivals");
    leave_out(v, s->as_read->at_most != COUNT_UNLIMITED, "customers who come up to a number");
    leave_out(v, c->n_tiers > 1, "tiers");
    leave_out(v, p->interval_spread.cv > 0,
              "rates that differ from interval to interval by chance");
    v->out->spread_cv = fmax(v->out->spread_cv, p->day_spread.cv);
}

static void staff_count(struct view *v) {
    const struct model *m = v->model;
    for (uint32_t g = 0; g < m->n_groups; g++) {
        if (!model_group_serves(v->model, g, v->station))
            continue;
        const struct model_group *group = &m->groups[g];
        for (uint32_t r = 0; r < group->n_routes; r++) {
            const struct model_route *route = &group->routes[r];
            bool here = m->lines[route->line].station == v->station;
            leave_out(v, !here, "staff who also serve elsewhere: all of them are counted");
            leave_out(v, here && (fabs(route->speed - 1) > 1e-9 || route->after > 0),
                      "speeds, and staff who help only after a while");
        }
        leave_out(v, m->staffing.count[g].by_weekday != NULL, "weekdays: the first is taken");
        leave_out(v, m->staffing.rosters && m->staffing.rosters[g].n_shifts > 0,
                  "breaks within shifts");
        leave_out(v, m->scenario->groups[g].absence > 0, "absence");
    }
}

static bool group_serves_line(const struct model_line *l, uint32_t group) {
    bool serves = false;
    for (uint32_t r = 0; r < l->n_routes; r++)
        serves = serves || l->routes[r].group == group;
    return serves;
}

/* Who is served before whom, and by whom. */
static void lines_count(struct view *v) {
    const struct model *m = v->model;
    const struct model_line *first = NULL;
    for (uint32_t i = 0; i < m->n_lines; i++) {
        const struct model_line *l = &m->lines[i];
        if (l->station != v->station)
            continue;
        first = first ? first : l;
        leave_out(v,
                  fabs(l->priority - first->priority) > 0 ||
                      fabs(l->priority_per_second - first->priority_per_second) > 0,
                  "priorities: all are taken as one line, first come, first served");
        for (uint32_t g = 0; g < m->n_groups; g++)
            leave_out(v, model_group_serves(m, g, v->station) && !group_serves_line(l, g),
                      "skills: groups who do not serve everybody there are pooled as if they did");
    }
}

static void room_count(struct view *v) {
    const struct model_station *s = &v->model->stations[v->station];
    v->out->day.lines = s->lines == COUNT_UNLIMITED ? LINES_UNLIMITED : s->lines;
    leave_out(v, v->model->n_fetches > 0, "staff whom rules fetch");
    leave_out(v, s->seats != COUNT_UNLIMITED, "seats");
    leave_out(v, s->n_hours > 0 || s->keeps, "the station's own hours, and people kept overnight");
    leave_out(v, s->area != NONE, "the place: its seats, heat and what else acts on patience");
    leave_out(v, s->as_read->while_waiting.at != NULL, "what is done for people while they wait");
    leave_out(v, s->n_lanes > 0, "lanes with lines of their own: taken as one line");
    leave_out(v, v->model->turn_away, "turning away at closing");
    leave_out(v, s->pace.per_waiting > 0, "servers who hurry");
    leave_out(v, people_any(&v->model->scenario->people), "what people are like");
    leave_out(v, s->order == ORDER_SHORTEST_WORK, "the order of the line");
}

static void times_set(struct view *v) {
    struct theory_day *t = v->out;
    double stays = v->contacts - v->at_once;
    t->day.handle = v->contacts > 0 ? v->work / v->contacts : 0;
    t->day.patience = v->leaving > 0 ? stays / v->leaving : PATIENCE_UNLIMITED;
    t->day.at_once = v->contacts > 0 ? v->at_once / v->contacts : 0;
    if (stays <= ROUNDING * v->contacts) /* nobody waits */
        t->day.at_once = 1;
    if (!(v->contacts > 0) || !(t->day.handle > 0 && isfinite(t->day.handle))) {
        t->refused = "nobody comes to the station, or services take no time";
        return;
    }
    if (v->n_laws != 1)
        t->service = distribution_exponential(t->day.handle);
    t->service.scale *= t->day.handle / distribution_mean(&t->service);
}

/* Whom it is for: the words and the name, or NULLs. */
static const char *whose(const struct standard *s, const char **name) {
    *name = s->of_tier ? s->of_tier : s->of_class ? s->of_class : s->of_skill;
    return s->of_tier ? "tier" : s->of_class ? "class" : s->of_skill ? "skill" : NULL;
}

static bool is_stricter(const struct standard *s, const struct standard *than) {
    const char *name, *own = whose(s, &name), *other = than ? whose(than, &name) : NULL;
    if (!than || !own != !other)
        return !than || !own;
    if (s->share > than->share || s->share < than->share)
        return s->share > than->share;
    return s->within < than->within;
}

static void standard_set(struct view *v) {
    const struct model *m = v->model;
    struct theory_day *t = v->out;
    const struct standard *taken = NULL;
    t->day.threshold = 20;
    for (uint32_t i = 0; i < m->n_standards; i++) {
        const struct standard *s = m->standards[i].as_read;
        bool here = m->standards[i].station == NONE || m->standards[i].station == v->station;
        if (!here || isnan(s->share) || isnan(s->within) || s->n_from > 0)
            continue;
        t->n_standards++;
        taken = is_stricter(s, taken) ? s : taken;
    }
    if (!taken)
        return;
    t->standard = taken->name;
    t->for_kind = whose(taken, &t->for_name);
    t->day.threshold = taken->within;
    t->target = (struct queue_target){queue_measure_find(service_level_names[taken->formula]),
                                      taken->share};
}

void theory_day_of(const struct model *m, const char *station, struct theory_day *out) {
    struct view v = {.model = m, .out = out};
    *out = (struct theory_day){.service = distribution_exponential(1)};
    v.station = station_of(m, station, &out->refused);
    if (m->steady)
        out->refused =
            "the scenario has no day but a steady state: ask erlang-c, erlang-a or mmn-g";
    if (out->refused)
        return;
    out->station = m->stations[v.station].name;
    periods_set(&v);
    for (uint32_t i = 0; i < m->n_sources; i++)
        source_count(&v, &m->sources[i]);
    arena_fini(&v.streams);
    staff_count(&v);
    lines_count(&v);
    room_count(&v);
    times_set(&v);
    standard_set(&v);
}

void theory_day_fini(struct theory_day *t) {
    arena_fini(&t->arena);
    *t = (struct theory_day){.arena = {0}};
}
