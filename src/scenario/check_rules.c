/* SPDX-License-Identifier: GPL-3.0-or-later
 * Rules: names that are borne, levels that can be reached, people who exist, no two that fight. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "base/units.h"
#include "scenario/check.h"
#include "scenario/profile_amount.h"
#include "scenario/rule_measure.h"
#include "scenario/station_kind.h"
#include "scenario/weekday.h"

bool rules_fetch_to(const struct scenario *s, const struct staff_group *g) {
    for (size_t i = 0; i < s->n_rules; i++) {
        for (size_t a = 0; a < s->rules[i].n_actions; a++) {
            const char *to = s->rules[i].actions[a].to;
            if (to && strcmp(to, g->name) == 0) {
                return true;
            }
        }
    }
    return false;
}

bool rules_fetch_from(const struct scenario *s, const struct staff_group *g) {
    for (size_t i = 0; i < s->n_rules; i++) {
        for (size_t a = 0; a < s->rules[i].n_actions; a++) {
            const char *from = s->rules[i].actions[a].from;
            if (from && strcmp(from, g->name) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* ---- names ---- */

static bool place_known(struct checking *k, const struct rule *r, const struct path *at) {
    const struct rule_measure *m = r->measure;
    bool group = staff_group_find(k->s, r->at) != NULL, station = station_find(k->s, r->at) != NULL;
    if (m->at_station && station) {
        return true;
    }
    if (m->at_group && group) {
        return true;
    }
    if (group) {
        return diag_error(k->d, at, "'%s' is a group of staff; %s is watched at a station", r->at,
                          m->name);
    }
    if (station) {
        return diag_error(k->d, at, "'%s' is a station; %s is watched in a group of staff", r->at,
                          m->name);
    }
    return m->at_station ? check_station_name(k, r->at, at) : check_group_name(k, r->at, at);
}

/* Lines, and who serves them. */
static void place_fits(struct checking *k, const struct rule *r, const struct path *at) {
    const struct rule_measure *m = r->measure;
    const struct station *s = station_find(k->s, r->at);
    if (!s || !s->kind) {
        return;
    }
    if (!m->in_line) {
        if (!s->kind->staffed) {
            diag_error(k->d, at,
                       "%s is of people who serve, and nobody serves at '%s', which is of kind %s",
                       m->name, r->at, s->kind->name);
        }
    } else if (!s->kind->waits) {
        diag_error(k->d, at, "nobody waits at '%s', which is of kind %s", r->at, s->kind->name);
    } else if (m->reached && s->order == ORDER_SHORTEST_WORK) {
        diag_error(k->d, at,
                   "%s needs a line in the order of joining; '%s' has \"order\": \"shortest_work\"",
                   m->name, r->at);
    }
}

static void check_action(struct checking *k, const struct rule_action *a, const struct path *at) {
    struct path from = {.parent = at, .key = "from"}, to = {.parent = at, .key = "to"};
    if (a->staff == 0 || !a->from || !a->to) {
        return;
    }
    bool known = check_group_name(k, a->from, &from);
    known = check_group_name(k, a->to, &to) && known;
    if (known && strcmp(a->from, a->to) == 0) {
        diag_error(k->d, &to, "people fetched from '%s' to '%s' stay where they are", a->from,
                   a->to);
    }
}

static void each_action(struct checking *k, const struct rule *r, const struct path *at,
                        void (*check)(struct checking *k, const struct rule_action *a,
                                      const struct path *at)) {
    struct path all = {.parent = at, .key = "do"}, here = {.parent = &all};
    for (; here.index < r->n_actions; here.index++) {
        check(k, &r->actions[here.index], r->listed ? &here : &all);
    }
}

static void check_conditions(struct checking *k, const struct journey *j, void *context) {
    (void)context;
    for (size_t i = 0; j->steps && i < j->n; i++) {
        struct path step = {.parent = j->at, .index = i}, here = {.parent = &step, .key = "if"};
        if (j->steps[i].condition) {
            check_rule_name(k, j->steps[i].condition, &here);
        }
    }
}

void check_rule_names(struct checking *k) {
    struct path rules = {.key = "rules"};
    for (size_t i = 0; k->s->rules && i < k->s->n_rules; i++) {
        const struct rule *r = &k->s->rules[i];
        struct path here = {.parent = &rules, .key = r->name};
        struct path watch = {.parent = &here, .key = "watch"}, at = {.parent = &watch, .key = "at"};
        if (r->measure && r->at && place_known(k, r, &at)) {
            place_fits(k, r, &at);
        }
        each_action(k, r, &here, check_action);
    }
    journeys_each(k, check_conditions, NULL);
}

/* ---- levels and people ---- */

static const char *duration_words(struct checking *k, double seconds) {
    struct text t = {0};
    duration_add(&t, seconds);
    const char *words = arena_string(&k->scratch, text_string(&t));
    text_fini(&t);
    return words;
}

static const char *level_words(struct checking *k, const struct rule *r, double level) {
    return r->measure->level.kind == FIELD_DURATION ? duration_words(k, level)
                                                    : arena_format(&k->scratch, "%.10g", level);
}

static void check_on(struct checking *k, const struct rule *r, double most, const struct path *at) {
    struct path on = {.parent = at, .key = "on_above"};
    if (!r->below && r->on > most) {
        diag_error(k->d, &on,
                   "%s is never more than %s at '%s': a rule on at %s and above would never go on; "
                   "give a level up to that",
                   r->watched, level_words(k, r, most), r->at, level_words(k, r, r->on));
    } else if (!r->below && r->on <= 0) {
        diag_error(k->d, &on,
                   "%s is always 0 or more: the rule would be on for ever; give a level above 0",
                   r->watched);
    }
}

/* A rule that has hours goes off as they end: it may be meant to stay on until then. */
static void check_off(struct checking *k, const struct rule *r, double most,
                      const struct path *at) {
    struct path off = {.parent = at, .key = r->below ? "off_above" : "off_below"};
    if (isfinite(r->until) || r->weekdays != ALL_WEEKDAYS) {
        return;
    }
    if (r->below && r->off >= most) {
        diag_error(k->d, &off,
                   "%s is never more than %s at '%s': a rule off above %s would never go off; give "
                   "a lower level, or hours ('between') that end it",
                   r->watched, level_words(k, r, most), r->at, level_words(k, r, r->off));
    } else if (!r->below && r->on > 0 && r->off <= 0) {
        diag_error(k->d, &off,
                   "%s is always 0 or more: a rule off below 0 would never go off; give a level "
                   "above 0%s, or hours ('between') that end it",
                   r->watched, r->measure->whole ? " (1: off when it is 0)" : "");
    }
}

static void check_levels(struct checking *k, const struct rule *r, const struct path *at) {
    double most = rule_measure_most(k, r);
    check_on(k, r, most, at);
    check_off(k, r, most, at);
}

/* What must have been so for longer than its hours, or than the day, never has. */
static void check_held(struct checking *k, const struct rule *r, const struct path *at) {
    struct path here = {.parent = at, .key = "held_for"};
    const struct horizon *h = &k->s->horizon;
    double hours = r->until - fmax(r->from, h->opens);
    const char *held = duration_words(k, r->held_for);
    if (r->held_for >= hours) {
        diag_error(k->d, &here, "%s, but its hours ('between') last %s: the rule would never go on",
                   held, duration_words(k, hours));
    } else if (r->held_for >= h->closes - h->opens) {
        diag_warning(k->d, &here,
                     "%s is as long as the day is open, or longer: it hardly ever goes on", held);
    } else if (r->held_for + r->reaction >= h->closes - h->opens) {
        struct path reaction = {.parent = at, .key = "reaction"};
        diag_warning(k->d, &reaction,
                     "%s until it acts is as long as the day is open, or longer: it hardly ever "
                     "goes on",
                     duration_words(k, r->held_for + r->reaction));
    }
}

static void check_people(struct checking *k, const struct rule_action *a, const struct path *at) {
    struct path here = {.parent = at, .key = "staff"};
    const struct staff_group *g = staff_group_find(k->s, a->from);
    struct path from = {.parent = at, .key = "from"};
    if (g && g->n_shifts > 0) {
        diag_error(k->d, &from,
                   "'%s' has shifts; people are fetched from groups that go by 'count', since who "
                   "is away can take no break and end no shift",
                   a->from);
        return;
    }
    if (g && (double)a->staff > group_count_most(k, g)) {
        diag_error(k->d, &here, "'%s' never has more than %.0f people; %zu cannot be fetched",
                   a->from, group_count_most(k, g), a->staff);
    }
}

/* ---- rules that fight ---- */

static bool same_place(const struct rule *a, const struct rule *b) {
    return a->measure && a->measure == b->measure && strcmp(a->at, b->at) == 0;
}

/* Whether the levels alone prove that there are moments at which both are on. */
static bool levels_meet(const struct rule *a, const struct rule *b) {
    if (!a->measure || !b->measure) {
        return true; /* by the clock alone: on in all of its hours */
    }
    if (!same_place(a, b)) {
        return false;
    }
    if (a->below == b->below) {
        return true;
    }
    /* At a value between these both go on. Where there is none the one has gone off before the
     * other goes on, but for what delays and minimum times keep. */
    const struct rule *high = a->below ? b : a, *low = a->below ? a : b;
    return low->on >= high->on;
}

bool rules_meet(const struct rule *a, const struct rule *b) {
    return a == b || ((a->weekdays & b->weekdays) != 0 && a->from < b->until &&
                      b->from < a->until && levels_meet(a, b));
}

static bool opposite(const struct rule_action *a, const struct rule_action *b) {
    return a->staff > 0 && b->staff > 0 && strcmp(a->from, b->to) == 0 &&
           strcmp(a->to, b->from) == 0;
}

static bool any_opposite(const struct rule *a, const struct rule *b) {
    for (size_t i = 0; i < a->n_actions; i++) {
        for (size_t j = 0; j < b->n_actions; j++) {
            if (opposite(&a->actions[i], &b->actions[j])) {
                return true;
            }
        }
    }
    return false;
}

static void check_circles(struct checking *k, size_t i, const struct path *at) {
    const struct rule *r = &k->s->rules[i];
    for (size_t j = 0; j <= i; j++) {
        const struct rule *other = &k->s->rules[j];
        if (rules_meet(other, r) && any_opposite(other, r)) {
            diag_error(
                k->d, at,
                "fetches staff that '%s' sends the other way while both are on: they fight; hours "
                "('between') or levels that never meet keep them apart",
                other->name);
        }
    }
}

/* ---- all ---- */

struct reads {
    const char *name;
    bool any;
};

static void read_note(struct checking *k, const struct journey *j, void *context) {
    struct reads *reads = context;
    (void)k;
    for (size_t i = 0; i < j->n; i++) {
        const char *condition = j->steps[i].condition;
        reads->any = reads->any || (condition && strcmp(condition, reads->name) == 0);
    }
}

void check_rules(struct checking *k) {
    struct path rules = {.key = "rules"};
    for (size_t i = 0; i < k->s->n_rules; i++) {
        const struct rule *r = &k->s->rules[i];
        struct path here = {.parent = &rules, .key = r->name};
        struct path key = {.parent = &rules, .key = r->name, .of_key = true};
        if (r->measure) {
            check_levels(k, r, &here);
            check_held(k, r, &here);
        }
        each_action(k, r, &here, check_people);
        check_circles(k, i, &key);
        struct reads reads = {r->name, r->n_actions > 0};
        journeys_each(k, read_note, &reads);
        if (!reads.any) {
            diag_remark(k->d, &key, "does nothing: it has no 'do', and no step reads it by 'if'");
        }
    }
}
