/* SPDX-License-Identifier: GPL-3.0-or-later
 * Mechanisms of people: what needs one that is off, and what one that is on has nothing to act on.
 */
#include <math.h>
#include <string.h>

#include "scenario/check.h"
#include "scenario/station_kind.h"

static void check_choices(struct checking *k) {
    struct path staff = {.key = "staff"};
    for (size_t i = 0; i < k->s->n_groups; i++) {
        const struct staff_group *g = &k->s->groups[i];
        struct path here = {.parent = &staff, .key = g->name};
        struct path choose = {.parent = &here, .key = "choose"};
        if (g->choose == CHOOSE_MOST_RESTED && !k->s->people.energy.on) {
            diag_error(k->d, &choose,
                       "\"most_rested\" goes by how tired people are; switch that on with "
                       "\"people\": {\"energy\": {}}, or take \"longest_idle\"");
        }
    }
}

static void check_exit(struct checking *k, const struct choose *c, const struct path *choose) {
    struct path of = {.parent = choose, .key = "of"};
    for (size_t i = 0; c->by != CHOOSE_BY_UTILITY && i < c->n; i++) {
        struct path listed = {.parent = &of, .index = i};
        struct path named = {.parent = &of, .key = "exit", .of_key = true};
        if (strcmp(c->of[i].label, "exit") == 0) {
            diag_error(k->d, c->listed ? &listed : &named,
                       "only who chooses by utility may leave at once: \"by\": \"utility\"; or let "
                       "the line's 'balks' say who leaves");
        }
    }
}

/* Who chooses by utility goes by people.choice. */
static void check_utility(struct checking *k, const struct journey *j, void *context) {
    bool *any = context;
    for (size_t i = 0; i < j->n; i++) {
        struct path step = {.parent = j->at, .index = i};
        struct path choose = {.parent = &step, .key = "choose"};
        bool by_utility = j->steps[i].choose.n > 0 && j->steps[i].choose.by == CHOOSE_BY_UTILITY;
        *any = *any || by_utility;
        check_exit(k, &j->steps[i].choose, &choose);
        if (by_utility && !k->s->people.choice.on) {
            diag_error(k->d, &choose,
                       "a choice by utility goes by what waits, effort and advice are worth to "
                       "people; switch that on with \"people\": {\"choice\": {}}, or choose by "
                       "\"share\", \"shortest\" or \"estimate\"");
        }
    }
}

/* A sale goes by its chance alone where nothing is said of what people are like. */
static void check_sales(struct checking *k, const struct journey *j, void *context) {
    (void)context;
    for (size_t i = 0; i < j->n && j->of_class->n_temperaments == 0; i++) {
        struct path step = {.parent = j->at, .index = i};
        struct path sells = {.parent = &step, .key = "sells"};
        if (j->steps[i].sells) {
            diag_remark(k->d, &sells,
                        "changes nothing: %s has no 'temperament', so that everybody buys with the "
                        "'chance' given",
                        j->of_class->name);
        }
    }
}

static void check_choice_used(struct checking *k) {
    struct path people = {.key = "people"}, choice = {.parent = &people, .key = "choice"};
    bool any = false;
    journeys_each(k, check_utility, &any);
    if (k->s->people.choice.on && !any) {
        diag_warning(k->d, &choice,
                     "nobody chooses by utility, so that it changes nothing: \"choose\": {\"of\": "
                     "{\"desk\": {}, \"exit\": {}}, \"by\": \"utility\"}");
    }
}

static bool any_temperature(const struct scenario *s) {
    for (size_t i = 0; i < s->n_areas; i++) {
        if (s->areas[i].temperature.tau > 0) {
            return true;
        }
    }
    return false;
}

/* A file that names the curve has a place in mind whose air is known. */
static void check_heat(struct checking *k) {
    struct path people = {.key = "people"}, pace = {.parent = &people, .key = "pace"};
    struct path heat = {.parent = &pace, .key = "heat"};
    if (k->s->people.pace.on && k->s->people.pace.heat == PACE_HEAT_FIELD &&
        !any_temperature(k->s)) {
        diag_warning(k->d, &heat,
                     "no place has a 'temperature', so that heat changes nothing: give the "
                     "stations' place one");
    }
}

/* Time of day needs a day. */
static void check_circadian(struct checking *k) {
    struct path people = {.key = "people"}, energy = {.parent = &people, .key = "energy"};
    struct path circadian = {.parent = &energy, .key = "circadian"};
    if (k->s->people.energy.circadian > 0 && k->s->horizon.steady) {
        diag_warning(k->d, &circadian,
                     "a steady state has no time of day: its run is taken to begin at midnight; "
                     "give the horizon 'opens' and 'closes' instead of 'runs_for'");
    }
}

/* Where nothing is known of where people wait, the clock runs as for an idle wait of which nothing
 * is told. */
static void check_felt(struct checking *k) {
    struct path people = {.key = "people"}, felt = {.parent = &people, .key = "felt_wait"};
    for (size_t i = 0; k->s->people.felt_wait.on && i < k->s->n_stations; i++) {
        const struct station *s = &k->s->stations[i];
        if (s->kind && s->kind->waits && s->kind->staffed && !s->area) {
            diag_remark(
                k->d, &felt,
                "'%s' has no 'place': waits there are taken as idle, with nothing told, and "
                "nobody as sitting or standing",
                s->name);
        }
    }
}

/* Keys of a group that nothing reads while their mechanism is off. */
static void check_group_keys(struct checking *k) {
    const struct people *p = &k->s->people;
    struct path staff = {.key = "staff"};
    for (size_t i = 0; i < k->s->n_groups; i++) {
        const struct staff_group *g = &k->s->groups[i];
        const struct resources *r = &g->resources;
        double relief = r->support + r->coaching + r->training + r->rest_room + r->recognition;
        const struct {
            const char *key, *mechanism;
            bool idle;
        } keys[] = {{"tenure", "skill", g->tenure.kind && !p->skill.on},
                    {"authority", "outcome", g->authority > 0 && !p->outcome.on && !p->strain.on},
                    {"drilled", "outcome", g->drilled && !p->outcome.on},
                    {"pay_at_risk", "strain", g->pay_at_risk > 0 && !p->strain.on},
                    {"resources", "strain", relief > 0 && !p->strain.on}};
        struct path group = {.parent = &staff, .key = g->name};
        for (size_t j = 0; j < sizeof keys / sizeof keys[0]; j++) {
            struct path here = {.parent = &group, .key = keys[j].key};
            if (keys[j].idle) {
                diag_warning(k->d, &here,
                             "changes nothing while \"people\" names no \"%s\": switch it on "
                             "with \"people\": {\"%s\": {}}",
                             keys[j].mechanism, keys[j].mechanism);
            }
        }
    }
}

/* What a mechanism would read of another that is off. */
static void check_inputs(struct checking *k) {
    const struct people *p = &k->s->people;
    struct path people = {.key = "people"}, strain = {.parent = &people, .key = "strain"},
                outcome = {.parent = &people, .key = "outcome"};
    if (p->strain.on && !p->outcome.on) {
        diag_remark(k->d, &strain,
                    "without \"outcome\" nobody turns hostile and nothing lacks authority: "
                    "strain goes by occupancy, heat and pay at risk alone");
    }
    if (p->outcome.on && !p->felt_wait.on) {
        diag_remark(k->d, &outcome,
                    "without \"felt_wait\" waits make nobody hostile: customers come as if they "
                    "had not waited");
    }
}

/* Whoever answers does so about a score, and a sample listens for what becomes of services. */
static void check_seen(struct checking *k) {
    const struct people *p = &k->s->people;
    struct path people = {.key = "people"};
    struct path survey = {.parent = &people, .key = "survey"};
    struct path sample = {.parent = &people, .key = "quality_sample"};
    if (p->survey.on && !p->score.on) {
        diag_error(k->d, &survey,
                   "asks people for the score of their contact; switch that on with \"people\": "
                   "{\"score\": {}}");
    }
    if (p->quality_sample.on && !p->outcome.on) {
        diag_error(k->d, &sample,
                   "listens to what becomes of services; switch that on with \"people\": "
                   "{\"outcome\": {}}");
    }
    if (p->score.on && !p->outcome.on) {
        struct path score = {.parent = &people, .key = "score"};
        diag_remark(k->d, &score,
                    "without 'outcome' nothing is known of courtesy: scores are made of waits, "
                    "places and whether the need was resolved");
    }
}

void check_mechanisms(struct checking *k) {
    check_group_keys(k);
    check_inputs(k);
    check_seen(k);
    check_accounts(k);
    check_choices(k);
    check_choice_used(k);
    journeys_each(k, check_sales, NULL);
    check_heat(k);
    check_circadian(k);
    check_felt(k);
    if (k->s->n_groups == 0 && people_any(&k->s->people)) {
        struct path people = {.key = "people"};
        diag_warning(k->d, &people, "there is no staff to tire or to hurry: it changes nothing");
    }
}
