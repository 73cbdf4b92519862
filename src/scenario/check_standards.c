/* SPDX-License-Identifier: GPL-3.0-or-later
 * Standards: ways from one moment to another that nobody ever takes, and keys of which one is not
 * looked at. */
#include <string.h>

#include <cjson/cJSON.h>

#include "scenario/check.h"

/* ---- the way of a stretch ---- */

/* Whether anybody may come from `from` to `to`. */
struct way {
    const struct moment_of *from, *to;
    bool found, open;      /* open: the values of the file let somebody go it */
    const char *closed_by; /* why not, in words; NULL */
};

/* Fleets begin again and people come back, each time as the same person. */
static bool comes_again(const struct customer_class *c) {
    bool again = false;
    for (size_t i = 0; i < c->n_sources; i++) {
        again = again || c->sources[i].kind == ARRIVAL_FLEET;
    }
    for (size_t i = 0; i < RETURN_COUNT; i++) {
        again = again || c->returns[i].given;
    }
    return again;
}

static bool labels_other(struct checking *k, const struct way *w, const struct customer_class *c) {
    for (size_t i = 0; i < k->s->n_stations; i++) {
        const char *second = k->s->stations[i].while_waiting.at;
        bool named =
            second && (strcmp(second, w->from->label) == 0 || strcmp(second, w->to->label) == 0);
        if (named && class_does_meanwhile(c, &k->s->stations[i])) {
            return true;
        }
    }
    return class_is_helped_at(k, c, w->from->label) || class_is_helped_at(k, c, w->to->label);
}

/* Of tasks of one crew any may end before any other, as far as is known here. */
static bool same_visit(const struct way *w) {
    return w->from->task || w->to->task || w->from->moment < w->to->moment;
}

static void way_follow(struct checking *k, const struct customer_class *c, struct way *w) {
    struct journey j = {.of_class = c, .steps = c->steps, .n = c->n_steps};
    size_t from = step_find(&j, w->from->label), to = step_find(&j, w->to->label);
    bool own = from < j.n && to < j.n, met = true;
    const char *closed_by = NULL;
    if (own) {
        bool *steps_met;
        const char **reason = journey_closed_by(k, &j, &steps_met);
        met = steps_met[from] && steps_met[to];
        closed_by = met               ? journey_closed_between(k, &j, from, to)
                    : steps_met[from] ? reason[to]
                                      : reason[from];
    }
    if (comes_again(c) || labels_other(k, w, c)) {
        w->found = true;
        w->open = w->open || met;
    } else if (own) {
        bool visit = from == to && same_visit(w);
        w->found = w->found || visit || journey_leads(k, &j, from, to);
        w->open = w->open || (met && (visit || journey_goes(k, &j, from, to)));
    }
    w->closed_by = w->closed_by ? w->closed_by : closed_by;
}

static struct way way_find(struct checking *k, const struct standard *t) {
    struct way w = {.found = false};
    for (size_t f = 0; f < t->n_from; f++) {
        for (size_t x = 0; x < t->n_to; x++) {
            w.from = &t->from[f];
            w.to = &t->to[x];
            for (size_t i = 0; i < k->s->n_classes && !w.open; i++) {
                const struct customer_class *c = &k->s->classes[i];
                if (!t->of_class || strcmp(t->of_class, c->name) == 0) {
                    way_follow(k, c, &w);
                }
            }
        }
    }
    return w;
}

static const char *moment_words(struct checking *k, const struct moment_of *m) {
    static const char *const words[] = {"joined", "started", "ended"};
    return arena_format(&k->scratch, "%s%s%s.%s", m->label, m->task ? "/" : "",
                        m->task ? m->task : "", words[m->moment]);
}

static const char *closed_words(const char *closed_by) {
    return closed_by ? closed_by : "the values of the file close every way";
}

static void check_way(struct checking *k, const struct standard *t, const struct path *at) {
    struct path to = {.parent = at, .key = "to"};
    struct way w = way_find(k, t);
    const char *who =
        t->of_class ? arena_format(&k->scratch, "nobody of %s", t->of_class) : "nobody";
    const char *last = moment_words(k, &t->to[0]), *first = moment_words(k, &t->from[0]);
    if (!w.found) {
        diag_error(k->d, &to,
                   "%s comes to '%s' after '%s': no journey has them in this order, so that "
                   "nothing would ever be measured",
                   who, last, first);
    } else if (!w.open) {
        diag_warning(k->d, &to, "%s comes to '%s' after '%s': %s; nothing would be measured", who,
                     last, first, closed_words(w.closed_by));
    }
}

/* ---- keys ---- */

static bool given(const struct checking *k, const struct standard *t, const char *key) {
    const cJSON *all = cJSON_GetObjectItemCaseSensitive(k->in->tree, "standards");
    const cJSON *one = cJSON_GetObjectItemCaseSensitive(all, t->name);
    return cJSON_GetObjectItemCaseSensitive(one, key) != NULL;
}

static void check_keys(struct checking *k, const struct standard *t, const struct path *at) {
    struct path where = {.parent = at, .key = "at", .of_key = true};
    struct path formula = {.parent = at, .key = "formula", .of_key = true};
    if (t->n_from > 0 && t->at) {
        diag_error(k->d, &where,
                   "is not for a timed stretch, whose 'from' and 'to' say where: leave it out");
    }
    if ((t->n_from > 0 || t->measure) && given(k, t, "formula")) {
        diag_warning(k->d, &formula,
                     "is not used: it says how those who left count where a share is answered "
                     "'within' a time, and this is %s",
                     t->measure ? "of a measure" : "a timed stretch ('of' says it there)");
    }
}

/* What is laid down in the evening is a stretch of work, and the rest another. */
static void check_stretches_of_work(struct checking *k, const struct standard *t,
                                    const struct path *at) {
    struct path measure = {.parent = at, .key = "measure"};
    bool of_work = t->measure && (strcmp(t->measure, "handle_time") == 0 ||
                                  strcmp(t->measure, "service_time") == 0);
    for (size_t i = 0; of_work && i < k->s->n_groups; i++) {
        if (k->s->groups[i].resumes) {
            diag_remark(k->d, &measure,
                        "'%s' lay work down at closing (\"finish_late\": \"resume\"): %s is the "
                        "mean of their stretches of work, not of whole jobs",
                        k->s->groups[i].name, t->measure);
            return;
        }
    }
}

static bool class_has_tier(const struct checking *k, const struct customer_class *c,
                           const char *tier) {
    const char *has;
    for (size_t t = 0; (has = class_tier(k, c, t)); t++) {
        if (strcmp(has, tier) == 0) {
            return true;
        }
    }
    return false;
}

static bool tier_met(const struct checking *k, const char *tier) {
    bool met = false;
    for (size_t i = 0; i < k->s->n_classes; i++) {
        met = met || class_has_tier(k, &k->s->classes[i], tier);
    }
    return met;
}

static void check_tier(struct checking *k, const struct standard *t, const struct path *at) {
    struct path here = {.parent = at, .key = "for"};
    if (t->of_tier && !tier_met(k, t->of_tier)) {
        diag_warning(k->d, &here, "nobody is ever of tier '%s': nothing would be measured",
                     t->of_tier);
    }
}

/* ---- whom it is for, where ---- */

/* Who of them comes to which stations. */
struct meeting {
    const struct standard *of;
    struct called called;
};

static void meeting_note(struct checking *k, const struct journey *j, void *context) {
    struct meeting *m = context;
    const struct standard *t = m->of;
    bool class_is = !t->of_class || strcmp(t->of_class, j->of_class->name) == 0;
    if (class_is && (!t->of_tier || class_has_tier(k, j->of_class, t->of_tier))) {
        journey_calls(k, j, t->of_skill, &m->called);
    }
}

/* That nobody at all comes there is told of the station. */
static void check_meeting(struct checking *k, const struct standard *t, const struct path *at) {
    const struct station *station = station_find(k->s, t->at);
    const char *whom = t->of_class ? t->of_class : t->of_tier ? t->of_tier : t->of_skill;
    struct path here = {.parent = at, .key = "for"};
    if (!station || !whom || (t->of_tier && !tier_met(k, t->of_tier))) {
        return;
    }
    size_t n = k->s->n_stations, i = (size_t)(station - k->s->stations);
    struct called called = {.named = arena_array(&k->scratch, n, sizeof *called.named),
                            .met = arena_array(&k->scratch, n, sizeof *called.met),
                            .closed_by = arena_array(&k->scratch, n, sizeof *called.closed_by)};
    struct meeting m = {t, called};
    journeys_each(k, meeting_note, &m);
    if (!called.named[i] && t->of_class) {
        diag_error(k->d, &here,
                   "nobody of %s comes to '%s': no step of theirs is there, so that nothing would "
                   "ever be measured",
                   whom, t->at);
    } else if (!called.named[i]) {
        diag_warning(k->d, &here, "nobody of the %s '%s' comes to '%s': nothing would be measured",
                     t->of_tier ? "tier" : "skill", whom, t->at);
    } else if (!called.met[i]) {
        diag_warning(k->d, &here, "nobody of '%s' comes to '%s': %s; nothing would be measured",
                     whom, t->at, closed_words(called.closed_by[i]));
    }
}

void check_standards(struct checking *k) {
    struct path standards = {.key = "standards"};
    for (size_t i = 0; i < k->s->n_standards; i++) {
        const struct standard *t = &k->s->standards[i];
        struct path here = {.parent = &standards, .key = t->name};
        check_keys(k, t, &here);
        check_tier(k, t, &here);
        check_meeting(k, t, &here);
        check_stretches_of_work(k, t, &here);
        if (t->n_from > 0 && t->n_to > 0) {
            check_way(k, t, &here);
        }
    }
}
