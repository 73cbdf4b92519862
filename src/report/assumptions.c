/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a scenario takes for granted, said in sentences: above all what it leaves out. Things are
 * named in the order of their names, so that the order of a file's keys changes nothing. */
#include <math.h>
#include <string.h>

#include "base/field.h"
#include "model/names.h"
#include "people/temperament.h"
#include "random/distribution.h"
#include "report/format.h"
#include "report/report.h"
#include "scenario/people.h"
#include "scenario/station_kind.h"

/* Sentences as they are found. */
struct sentences {
    struct arena *arena;
    const char **said; /* [n] */
    size_t n, capacity;
};

static void say(struct sentences *x, const char *sentence) {
    if (x->n == x->capacity) {
        size_t capacity = x->capacity ? 2 * x->capacity : 16;
        const char **more = arena_array(x->arena, capacity, sizeof *more);
        for (size_t i = 0; i < x->n; i++)
            more[i] = x->said[i];
        x->said = more;
        x->capacity = capacity;
    }
    x->said[x->n++] = sentence;
}

static const char *distribution_words(struct arena *a, const struct timed_distribution *t) {
    const struct distribution *d = &t->distribution[0];
    if (t->n > 1)
        return arena_format(a, "changing over the day (at first %s, mean %s)", d->kind->name,
                            format_wait(a, distribution_mean(d)));
    double cv = distribution_cv(d);
    if (cv <= 0)
        return arena_format(a, "always %s", format_wait(a, distribution_mean(d)));
    return arena_format(a, "%s, mean %s, cv %.2g", d->kind->name,
                        format_wait(a, distribution_mean(d)), cv);
}

static bool class_waits(const struct scenario *s, const struct customer_class *c) {
    for (size_t i = 0; i < c->n_steps; i++)
        for (size_t k = 0; c->steps[i].at && k < s->n_stations; k++)
            if (strcmp(s->stations[k].name, c->steps[i].at) == 0 && s->stations[k].kind->waits)
                return true;
    return false;
}

static void say_patience(struct sentences *x, const struct scenario *s,
                         const struct customer_class *c) {
    if (!class_waits(s, c))
        return;
    if (!c->patience.given)
        say(x, arena_format(x->arena,
                            "Customers of %s wait for ever, unless a station or step says "
                            "otherwise (no patience given).",
                            c->name));
    else if (!c->patience.none)
        say(x, arena_format(x->arena, "Patience of %s: %s.", c->name,
                            distribution_words(x->arena, &c->patience.distribution)));
}

static void say_work(struct sentences *x, const struct customer_class *c) {
    const size_t *order = names_order(x->arena, c->work, c->n_work, sizeof *c->work);
    for (size_t i = 0; i < c->n_work; i++) {
        const struct work_at *w = &c->work[order[i]];
        if (w->work.service.n)
            say(x, arena_format(x->arena, "Service of %s at %s: %s.", c->name, w->where,
                                distribution_words(x->arena, &w->work.service)));
    }
    for (size_t i = 0; i < c->n_steps; i++)
        if (c->steps[i].work.service.n)
            say(x,
                arena_format(x->arena, "Service of %s at step %s: %s.", c->name, c->steps[i].label,
                             distribution_words(x->arena, &c->steps[i].work.service)));
}

/* Of a fleet all come round, for ever. */
static void say_returns(struct sentences *x, const struct customer_class *c) {
    for (size_t i = 0; i < c->n_sources; i++)
        if (c->sources[i].kind == ARRIVAL_FLEET)
            return;
    for (size_t i = 0; i < RETURN_COUNT; i++)
        if (c->returns[i].given)
            return;
    say(x, arena_format(x->arena, "Nobody of %s comes back (no returns given).", c->name));
}

static void say_spread(struct sentences *x, const struct customer_class *c) {
    for (size_t i = 0; i < c->n_sources; i++)
        if (c->sources[i].kind == ARRIVAL_RATE && c->sources[i].day_spread.cv <= 0 &&
            c->sources[i].interval_spread.cv <= 0)
            say(x, arena_format(x->arena,
                                "Arrivals of %s are Poisson with a rate that is known exactly (no "
                                "day_spread): real days differ more.",
                                c->name));
}

static void say_standards(struct sentences *x, const struct scenario *s) {
    const size_t *order = names_order(x->arena, s->stations, s->n_stations, sizeof *s->stations);
    for (size_t i = 0; i < s->n_stations; i++) {
        const struct station *station = &s->stations[order[i]];
        bool judged = false;
        for (size_t k = 0; k < s->n_standards; k++)
            judged = judged || (s->standards[k].at && !isnan(s->standards[k].within) &&
                                strcmp(s->standards[k].at, station->name) == 0);
        if (station->kind->staffed && !judged)
            say(x, arena_format(x->arena, "Service levels at %s are within 20 s (no standard).",
                                station->name));
    }
}

/* In the night nobody works for those whom their station keeps. */
static void say_closing(struct sentences *x, const struct scenario *s) {
    const char *keep = "";
    bool others = false;
    const size_t *order = names_order(x->arena, s->stations, s->n_stations, sizeof *s->stations);
    for (size_t i = 0; i < s->n_stations; i++) {
        const struct station *station = &s->stations[order[i]];
        others = others || !station->keeps;
        if (station->keeps)
            keep = arena_format(x->arena, "%s%s%s", keep, *keep ? ", " : "", station->name);
    }
    if (s->horizon.steady)
        return;
    if (*keep)
        say(x, arena_format(x->arena,
                            "At closing, those in line at %s wait there until the next opening "
                            "(\"overnight\": \"keep\").",
                            keep));
    if (others)
        say(x, arena_format(x->arena, "At closing, those %s.",
                            s->horizon.turn_away ? *keep ? "still waiting elsewhere are turned away"
                                                         : "still waiting are turned away"
                            : *keep ? "inside elsewhere are served; the last staff stay"
                                    : "inside are served; the last staff stay"));
}

/* Everybody who is idle goes at the window's beginning, which is seldom what is meant. */
static bool leaves_together(const struct staff_group *g) {
    for (size_t i = 0; i < g->n_shifts; i++)
        for (size_t k = 0; k < g->shifts[i].n_breaks; k++)
            if (g->shifts[i].breaks[k].kind == BREAK_WINDOW &&
                g->shifts[i].count > g->shifts[i].breaks[k].at_once &&
                g->shifts[i].breaks[k].at_once == COUNT_UNLIMITED)
                return true;
    return false;
}

static void say_breaks(struct sentences *x, const struct staff_group *g) {
    if (leaves_together(g))
        say(x,
            arena_format(x->arena,
                         "Of %s everybody who is free goes on his break as its window begins (no "
                         "at_once given).",
                         g->name));
}

static void say_staff(struct sentences *x, const struct scenario *s) {
    bool absent = false;
    const size_t *order = names_order(x->arena, s->groups, s->n_groups, sizeof *s->groups);
    for (size_t i = 0; i < s->n_groups; i++) {
        const struct staff_group *g = &s->groups[order[i]];
        absent = absent || g->absence > 0;
        say_breaks(x, g);
        if (g->resumes)
            say(x, arena_format(x->arena,
                                "At closing, %s lay down what they have in hand until the next "
                                "opening (\"finish_late\": \"resume\").",
                                g->name));
        if (g->shrinkage > 0)
            say(x, arena_format(x->arena,
                                "The count of %s is people at the desk; with a shrinkage of %s one "
                                "at the desk takes %.2f on the roster.",
                                g->name, format_share(x->arena, g->shrinkage),
                                1 / (1 - g->shrinkage)));
    }
    if (s->n_groups)
        say(x, absent ? "Staff who are not absent come and go on time and finish the contact in "
                        "hand; the absent are paid and not replaced."
                      : "Staff come and go on time, finish the contact in hand, and are always "
                        "there.");
}

struct unsure {
    struct sentences *x;
    size_t n; /* parameters that are on */
};

static void say_parameter(void *context, const char *mechanism, const struct field *f,
                          double value) {
    struct unsure *u = context;
    bool sure = strcmp(f->mark, "V") == 0 || strcmp(f->mark, "C") == 0;
    u->n++;
    if (sure || isnan(value))
        return;
    say(u->x,
        arena_format(u->x->arena, "people.%s.%s = %.4g (%s, %s; %.4g to %.4g): %s.", mechanism,
                     f->key, value, f->mark, field_mark_words(f->mark), f->min, f->max, f->help));
}

static void say_temperaments(struct sentences *x, const struct customer_class *c,
                             struct unsure *u) {
    for (size_t t = 0; t < TEMPERAMENTS; t++)
        for (size_t i = 0; i < c->n_temperaments; i++) {
            const struct temperament *is = &temperaments[t];
            if (strcmp(c->temperaments[i].name, is->name) != 0)
                continue;
            u->n++;
            say(x, arena_format(x->arena,
                                "%s of %s are %s (" TEMPERAMENT_MARK ", %s): service x %.2g, "
                                "patience / %.2g, hostile %+.2g.",
                                format_share(x->arena, c->temperaments[i].share), c->name, is->name,
                                field_mark_words(TEMPERAMENT_MARK), is->work, is->impatience,
                                is->hostile));
        }
}

static void say_people(struct sentences *x, const struct scenario *s) {
    struct unsure u = {.x = x};
    const size_t *order = names_order(x->arena, s->classes, s->n_classes, sizeof *s->classes);
    for (size_t i = 0; i < s->n_classes; i++)
        say_temperaments(x, &s->classes[order[i]], &u);
    people_each(&s->people, say_parameter, &u);
    if (u.n == 0)
        say(x, "People's behaviour is off: nobody tires, takes offence, or decides by what he "
               "sees, unless said above.");
}

const char *const *report_assumptions(const struct scenario *s, struct arena *a, size_t *n) {
    struct sentences x = {.arena = a};
    const size_t *order = names_order(a, s->classes, s->n_classes, sizeof *s->classes);
    for (size_t i = 0; i < s->n_classes; i++) {
        const struct customer_class *c = &s->classes[order[i]];
        say_spread(&x, c);
        say_patience(&x, s, c);
        say_work(&x, c);
        say_returns(&x, c);
    }
    say_staff(&x, s);
    say_standards(&x, s);
    say_closing(&x, s);
    say_people(&x, s);
    *n = x.n;
    return x.said;
}
