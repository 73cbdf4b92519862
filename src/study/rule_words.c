/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/rule_words.h"

#include <string.h>

#include "base/text.h"
#include "scenario/rule_measure.h"

static const char *unit_words(const struct rule *r, struct arena *a) {
    const char *unit = r->measure->level.unit;
    return unit ? arena_format(a, " %s", unit) : "";
}

const char *rule_flips_words(const struct rule *r, struct arena *a) {
    if (!r->measure) { /* by the clock alone: nothing that it does can switch it */
        return NULL;
    }
    const char *unit = unit_words(r, a);
    return arena_format(
        a,
        "came to a rule that goes on and off for ever in one instant: '%s' goes on when '%s' at "
        "'%s' is %.6g%s or %s, and what it does makes that %s than %.6g%s, when it goes off; "
        "'lasts_at_least', 'held_for' or 'reaction', or levels further apart, end this",
        r->name, r->watched, r->at, r->on, unit, r->below ? "less" : "more",
        r->below ? "more" : "less", r->off, unit);
}

/* At any time of any weekday. */
static bool nobody_at_times(const struct profile *p) {
    for (size_t i = 0; i < p->n; i++) {
        if (p->value[i] < 0.5) {
            return true;
        }
    }
    for (size_t i = 0; p->by_weekday && i < WEEKDAYS; i++) {
        if (nobody_at_times(&p->by_weekday[i])) {
            return true;
        }
    }
    return false;
}

static bool works_at(const struct model *m, uint32_t group, uint32_t station) {
    const struct model_group *g = &m->groups[group];
    for (uint32_t i = 0; i < g->n_crews; i++) {
        if (g->crews[i] == station) {
            return true;
        }
    }
    return model_group_serves(m, group, station);
}

static bool fetches_from(const struct model *m, const struct model_rule *r, uint32_t group) {
    for (uint32_t i = 0; i < r->n_fetches; i++) {
        if (m->fetches[r->first_fetch + i].from == group) {
            return true;
        }
    }
    return false;
}

static bool empties(const struct model *m, const struct model_rule *r, uint32_t station) {
    const struct model *changed = r->changed;
    if (changed && m->stations[station].servers > 0 && changed->stations[station].servers == 0) {
        return true;
    }
    for (uint32_t g = 0; g < m->n_groups; g++) {
        bool sets = changed && nobody_at_times(&changed->staffing.count[g]) &&
                    !nobody_at_times(&m->staffing.count[g]);
        if ((sets || fetches_from(m, r, g)) && works_at(m, g, station)) {
            return true;
        }
    }
    return false;
}

const char *stranded_words(const struct model *m, uint32_t station, double a_day, struct arena *a) {
    struct text rules = {0};
    size_t n = 0;
    for (uint32_t i = 0; i < m->n_rules; i++) {
        if (empties(m, &m->rules[i], station)) {
            text_printf(&rules, "%s'%s'", n++ > 0 ? ", " : "", m->rules[i].name);
        }
    }
    const char *why =
        n == 0 ? "nobody comes who could serve them"
               : arena_format(a, "nobody is there to serve them while the rule%s %s %s on",
                              n > 1 ? "s" : "", text_string(&rules), n > 1 ? "are" : "is");
    const char *out = arena_format(a,
                                   "At '%s' %.4g people a day are left waiting for ever, who count "
                                   "as not served: %s",
                                   m->stations[station].name, a_day, why);
    text_fini(&rules);
    return out;
}
