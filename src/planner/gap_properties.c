/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "model/model.h"
#include "planner/gap.h"

static bool staffed(const struct model *m, const struct model_step *s) {
    return s->station != NONE && m->stations[s->station].kind->staffed;
}

/* The same means as exponentials, more added to each. */
static const struct timed_distribution *
exponential_like(struct arena *a, const struct timed_distribution *t, double more) {
    struct distribution *d = arena_array(a, t->n, sizeof *d);
    for (size_t i = 0; i < t->n; i++) {
        double mean = distribution_mean(&t->distribution[i]) + more;
        d[i] = mean > 0 && isfinite(mean) ? distribution_exponential(mean) : t->distribution[i];
    }
    struct timed_distribution *out = arena_alloc(a, sizeof *out);
    *out = (struct timed_distribution){t->n, t->at, d};
    return out;
}

static bool is_exponential(const struct timed_distribution *t) {
    for (size_t i = 0; i < t->n; i++) {
        if (strcmp(t->distribution[i].kind->name, "exponential") != 0) {
            return false;
        }
    }
    return true;
}

/* Without any patience there is no law of it. */
static bool is_nothing(const struct timed_distribution *t) {
    bool nothing = true;
    for (size_t i = 0; i < t->n; i++) {
        nothing = nothing && !(distribution_mean(&t->distribution[i]) > 0);
    }
    return nothing;
}

static bool patience_law_off(struct model *m) {
    bool was = false;
    for (uint32_t i = 0; i < m->n_steps; i++) {
        const struct timed_distribution *p = m->steps[i].patience;
        if (p && !is_exponential(p) && !is_nothing(p)) {
            m->steps[i].patience = exponential_like(&m->arena, p, 0);
            was = true;
        }
    }
    return was;
}

/* Wrap-up becomes part of the service: the textbook knows one handle time. */
static bool work_law_off(struct model *m) {
    bool was = false;
    for (uint32_t i = 0; i < m->n_steps; i++) {
        struct model_step *s = &m->steps[i];
        if (!staffed(m, s) || !s->service || (is_exponential(s->service) && !s->wrap_up)) {
            continue;
        }
        double more = timed_average(s->wrap_up, m->opens, m->closes, distribution_mean);
        s->service = exponential_like(&m->arena, s->service, more);
        s->wrap_up = NULL;
        s->by_items = false;
        was = true;
    }
    return was;
}

static bool process_spread_off(struct arrival_process *p) {
    bool was = p->day_spread.cv > 0 || p->interval_spread.cv > 0;
    p->day_spread = p->interval_spread = (struct rate_spread){0};
    return was;
}

static bool spread_off(struct model *m) {
    bool was = false;
    for (uint32_t i = 0; i < m->n_sources; i++) {
        struct model_source *s = &m->sources[i];
        was = process_spread_off(&s->process) || was;
        if (!s->by_weekday) {
            continue;
        }
        struct arrival_process *week = arena_array(&m->arena, WEEKDAYS, sizeof *week);
        for (size_t w = 0; w < WEEKDAYS; w++) {
            week[w] = s->by_weekday[w];
            process_spread_off(&week[w]);
        }
        s->by_weekday = week;
    }
    return was;
}

static bool returns_off(struct model *m) {
    bool was = false;
    for (uint32_t i = 0; i < m->n_classes; i++) {
        for (size_t c = 0; c < RETURN_COUNT; c++) {
            was = was || m->classes[i].returns[c].chance > 0;
            m->classes[i].returns[c].chance = 0;
        }
    }
    return was;
}

static bool balking_off(struct model *m) {
    bool was = false;
    for (uint32_t i = 0; i < m->n_steps; i++) {
        was = was || m->steps[i].balks;
        m->steps[i].balks = NULL;
    }
    return was;
}

/* As many machines that always work and whose users need nobody. */
static bool machines_off(struct model *m) {
    bool was = false;
    for (uint32_t i = 0; i < m->n_stations; i++) {
        struct model_station *s = &m->stations[i];
        was = was || s->machines;
        s->kind = s->as_read->kind;
        s->machines = NULL;
    }
    return was;
}

static bool limits_off(struct model *m) {
    bool was = false;
    for (uint32_t i = 0; i < m->n_stations; i++) {
        struct model_station *s = &m->stations[i];
        bool own = !s->kind->staffed && !s->machines && s->servers != COUNT_UNLIMITED;
        was = was || own || s->lines != COUNT_UNLIMITED || s->seats != COUNT_UNLIMITED ||
              s->area != NONE;
        s->area = NONE;
        s->lines = s->seats = COUNT_UNLIMITED;
        s->servers = own ? COUNT_UNLIMITED : s->servers;
    }
    return was;
}

static bool time_limits_off(struct model *m) {
    bool was = false;
    for (uint32_t i = 0; i < m->n_steps; i++) {
        was = was || m->steps[i].within < HUGE_VAL;
        m->steps[i].within = HUGE_VAL;
    }
    return was;
}

static bool priorities_off(struct model *m) {
    bool was = false;
    for (uint32_t i = 0; i < m->n_lines; i++) {
        const struct model_line *first = &m->lines[m->stations[m->lines[i].station].first_line];
        was = was || m->lines[i].priority != first->priority ||
              m->lines[i].priority_per_second != first->priority_per_second;
    }
    for (uint32_t i = 0; i < m->n_lines; i++) {
        m->lines[i].priority = m->lines[i].priority_per_second = 0;
    }
    for (uint32_t i = 0; i < m->n_stations; i++) {
        was = was || m->stations[i].order == ORDER_SHORTEST_WORK;
        m->stations[i].order = ORDER_FIRST_COME;
    }
    return was;
}

static bool pace_off(struct model *m) {
    bool was = false;
    for (uint32_t i = 0; i < m->n_stations; i++) {
        was = was || m->stations[i].pace.per_waiting > 0;
        m->stations[i].pace = (struct pace){0, 1};
    }
    return was;
}

static bool turning_away_off(struct model *m) {
    bool was = m->turn_away;
    m->turn_away = false;
    return was;
}

/* ---- of the scenario ---- */

static bool any_rival(const struct scenario *s) {
    for (size_t i = 0; i < s->n_classes; i++) {
        if (s->classes[i].rival) {
            return true;
        }
    }
    return false;
}

static bool skill_plain(const struct skill_entry *e) {
    return !e->of && e->rank == 1 && e->order == 1 && e->speed == 1 && e->after <= 0;
}

/* Everybody serves anybody at the stations of the group, alike. Another company's callers must
 * stay with its people: then skills are left as they are. */
static bool skills_off(struct scenario *s, struct arena *a) {
    bool was = false;
    if (any_rival(s)) {
        return false;
    }
    for (size_t g = 0; g < s->n_groups; g++) {
        struct staff_group *group = &s->groups[g];
        struct skill_entry *skills = arena_array(a, group->n_skills + 1, sizeof *skills);
        size_t n = 0;
        for (size_t i = 0; i < group->n_skills; i++) {
            const char *station = group->skills[i].station;
            size_t k = 0;
            was = was || !skill_plain(&group->skills[i]);
            while (k < n && strcmp(skills[k].station, station) != 0) {
                k++;
            }
            if (k == n) {
                skills[n++] =
                    (struct skill_entry){.station = station, .rank = 1, .order = 1, .speed = 1};
            }
        }
        group->skills = skills;
        group->n_skills = n;
    }
    return was;
}

static bool working_day_off(struct scenario *s, struct arena *a) {
    bool was = false;
    (void)a;
    for (size_t g = 0; g < s->n_groups; g++) {
        struct staff_group *group = &s->groups[g];
        was = was || group->absence > 0 || group->n_shifts > 0;
        group->absence = 0;
        group->n_shifts = 0;
    }
    return was;
}

static bool people_off(struct scenario *s, struct arena *a) {
    bool was = people_any(&s->people);
    (void)a;
    s->people = (struct people){.choice = s->people.choice};
    for (size_t g = 0; g < s->n_groups; g++) {
        struct staff_group *group = &s->groups[g];
        group->choose = group->choose == CHOOSE_MOST_RESTED ? CHOOSE_LONGEST_IDLE : group->choose;
    }
    return was;
}

static bool temperaments_off(struct model *m) {
    bool was = false;
    for (uint32_t i = 0; i < m->n_classes; i++) {
        was = was || m->classes[i].temperaments;
        m->classes[i].temperaments = NULL;
    }
    for (uint32_t i = 0; i < m->n_steps; i++) {
        m->steps[i].temperaments = NULL;
    }
    return was;
}

const struct gap_property gap_properties[] = {
    {"patience", "patience's own distribution", NULL, patience_law_off},
    {"work", "service's own distribution; wrap-up", NULL, work_law_off},
    {"spread", "busier and calmer days", NULL, spread_off},
    {"returns", "people come again", NULL, returns_off},
    {"balking", "people who see the line and go", NULL, balking_off},
    {"machines", "machines that fail or need help", NULL, machines_off},
    {"limits", "lines, seats, machines that run out", NULL, limits_off},
    {"time_limits", "time limits on waits", NULL, time_limits_off},
    {"priorities", "tiers and the order of the line", NULL, priorities_off},
    {"people", "people who tire and hurry", people_off, temperaments_off},
    {"skills", "skills, speeds and routing", skills_off, NULL},
    {"pace", "servers who hurry", NULL, pace_off},
    {"closing", "turning away at closing", NULL, turning_away_off},
    {"working_day", "shifts, breaks and absence", working_day_off, NULL},
};
const size_t n_gap_properties = sizeof gap_properties / sizeof *gap_properties;
