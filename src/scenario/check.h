/* SPDX-License-Identifier: GPL-3.0-or-later
 * Mistakes that no single value shows: names that nothing bears, stations that nobody reaches,
 * loops that take no time, loads that never drain. */
#ifndef SCENARIO_CHECK_H
#define SCENARIO_CHECK_H

#include "scenario/reading.h"

/* Looks at the whole of in->scenario and settles what each standard's "for" means; every finding
 * goes to d. Names are looked at whatever else is wrong, all the rest only when nothing is. */
void scenario_check(struct reading *in, struct diag *d);

/* For the files that share the work: */
struct checking {
    const struct reading *in;
    struct scenario *s;
    struct diag *d;
    struct arena scratch;
};

/* A journey of a class, or of those of its customers who return. */
struct journey {
    const struct customer_class *of_class;
    const struct step *steps;
    size_t n;
    const struct path *at;
    const struct customer_return *of_return; /* NULL: the class's own */
    bool beside; /* one step, done while they wait in another line: at is its key */
    bool helps;  /* of helps_each: they call from their machines, which they keep */
};

typedef void journey_check(struct checking *k, const struct journey *j, void *context);
void journeys_each(struct checking *k, journey_check *check, void *context);

const struct station *station_find(const struct scenario *s, const char *name); /* or NULL */
const struct staff_group *staff_group_find(const struct scenario *s,
                                           const char *name); /* or NULL */
/* Whether people of the class have work at the second place of this station, where they wait. */
bool class_does_meanwhile(const struct customer_class *c, const struct station *s);
/* Index of the step with this label, j->n if there is none. */
size_t step_find(const struct journey *j, const char *label);
const char *step_skill(const struct journey *j, const struct step *step);
/* What is done at a step: its own, else the label's, else the station's, else NAN or n == 0. */
struct work step_work(const struct journey *j, const struct step *step);
/* Of who waits there: the step's, else the station's, else the class's. */
const struct patience *step_patience(const struct journey *j, const struct station *station,
                                     const struct step *s);
/* Nothing makes the customer leave the line of this step. */
bool customer_waits_for_ever(const struct checking *k, const struct journey *j,
                             const struct step *step);
/* The i-th tier that customers of the class are in or are given, from 0 (a tier may come more than
 * once); NULL past the last. */
const char *class_tier(const struct checking *k, const struct customer_class *c, size_t i);
/* Whether a group may serve customers of this class and tier at the step. */
bool group_serves(const struct staff_group *g, const char *station, const char *skill,
                  const char *class_tier);
/* Whether any tier of the class may meet the group there. */
bool group_meets(const struct checking *k, const struct staff_group *g, const struct journey *j,
                 const struct step *step);

/* Whether something bears the name; false with a finding that offers the nearest. */
bool check_station_name(struct checking *k, const char *name, const struct path *at);
bool check_group_name(struct checking *k, const char *name, const struct path *at);
bool check_rule_name(struct checking *k, const char *name, const struct path *at);

/* Whether any rule brings people into the group, or takes some away. */
bool rules_fetch_to(const struct scenario *s, const struct staff_group *g);
bool rules_fetch_from(const struct scenario *s, const struct staff_group *g);
/* Whether what the two watch proves that both are on at times; a rule meets itself. */
bool rules_meet(const struct rule *a, const struct rule *b);

/* Whether any rule sets keys of the scenario while it is on. */
bool rules_set_keys(const struct scenario *s);
/* Whether one sets a key whose path has this ending. */
bool rules_set_path(const struct checking *k, const char *ending);
/* The most people that the group ever has; HUGE_VAL where a rule sets how many. */
double group_count_most(const struct checking *k, const struct staff_group *g);
/* The most that what the rule watches can be there, in its level's unit; HUGE_VAL where nothing
 * bounds it. */
double rule_measure_most(struct checking *k, const struct rule *r);
/* Whether some way leads from one step of the journey on to the other, or round to itself. */
bool journey_leads(struct checking *k, const struct journey *j, size_t from, size_t to);
/* The same by ways that the values of the file leave open. */
bool journey_goes(struct checking *k, const struct journey *j, size_t from, size_t to);
/* At which steps somebody may be served by the values of the file, [n steps], and why nobody is at
 * the others, in words or NULL; in the scratch. */
const char **journey_closed_by(struct checking *k, const struct journey *j, bool **met);
/* What keeps everybody who is at the one step from the other; NULL: nothing in particular. */
const char *journey_closed_between(struct checking *k, const struct journey *j, size_t from,
                                   size_t to);
/* Stations, [n_stations] each, that steps name, with those who help or are taken there; of these
 * the ones that somebody comes to; why nobody comes to others. */
struct called {
    bool *named, *met;
    const char **closed_by;
};
/* Adds what the journey's steps of this skill call (NULL: all). */
void journey_calls(struct checking *k, const struct journey *j, const char *skill,
                   struct called *to);

void check_names(struct checking *k);
/* Of rules, and of the steps that read them. */
void check_rule_names(struct checking *k);
/* Levels, people, fights; only when nothing else is wrong. */
void check_rules(struct checking *k);
void check_crews(struct checking *k);
/* Whether a crew's task needs people of this group. */
bool crews_need(const struct scenario *s, const struct staff_group *g);
void check_machine_names(struct checking *k);
void check_machines(struct checking *k);
/* Calls check with the helpers' visits in place of the journey's steps: at and label are the
 * desk's, or NULL where nobody helps. Not at all where nobody helps anywhere. */
void helps_each(struct checking *k, const struct journey *j, journey_check *check, void *context);
/* Whether customers of the class are helped at this desk, from machines that their journeys name.
 */
bool class_is_helped_at(struct checking *k, const struct customer_class *c, const char *where);
void check_clashes(struct checking *k);
void check_resume(struct checking *k);
/* Places. */
const struct area *area_find(const struct scenario *s, const char *name); /* or NULL */
void check_area_names(struct checking *k);
void check_areas(struct checking *k);
/* Guarantees, and standards on what is a rival's. */
void check_guarantees(struct checking *k);
/* Mechanisms of people that lack what they act on, or that something else needs. */
void check_mechanisms(struct checking *k);
void check_accounts(struct checking *k);
void check_journeys(struct checking *k);
void check_staff(struct checking *k);
/* Room, servers and keys of stations; parties. */
void check_stations(struct checking *k);
/* Standards on ways that nobody takes, and keys that one has no use for. */
void check_standards(struct checking *k);
/* Returns of those who are late where nothing is promised. */
void check_returns(struct checking *k);
void check_lanes(struct checking *k);
void check_hours(struct checking *k);
void check_second_place_names(struct checking *k);
void check_second_places(struct checking *k);
void check_load(struct checking *k);

#endif
