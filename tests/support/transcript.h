/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the engine tells its observers, line by line, so that a test can say the whole story:
 *   60 a0 waits desk | 90 a0 starts desk 30 | 120 a0 ends desk completed | 120 a0 leaves served */
#ifndef SUPPORT_TRANSCRIPT_H
#define SUPPORT_TRANSCRIPT_H

#include "base/text.h"
#include "engine/engine.h"
#include "support/scenario.h"

struct transcript {
    struct text text;
    const struct model *model;
};

static inline void transcript_line(struct transcript *t, double now, const struct customer *c) {
    uint64_t number = c->person & ((UINT64_C(1) << PERSON_NUMBER_BITS) - 1);
    text_printf(&t->text, "%s%.10g %s%u", t->text.length ? "\n" : "", now,
                t->model->classes[c->class_index].name, (unsigned)number);
}

static inline const char *transcript_station(const struct transcript *t, uint32_t station) {
    return t->model->stations[station].name;
}

/* The station, and the lane from 1 where it has lanes; "-": before them. */
static inline void transcript_where(struct transcript *t, const struct customer *c,
                                    uint32_t station) {
    const struct model_station *s = &t->model->stations[station];
    text_printf(&t->text, " %s", s->name);
    if (s->n_lanes > 0) {
        uint32_t lane = t->model->lines[c->line].lane;
        text_printf(&t->text, lane < s->n_lanes ? "/%u" : "/-", (unsigned)lane + 1);
    }
}

static inline void transcript_changes(void *self, double now, const struct customer *c,
                                      uint32_t station, uint32_t from, uint32_t to) {
    struct transcript *t = self;
    transcript_line(t, now, c);
    text_printf(&t->text, " changes %s/%u to %u", transcript_station(t, station),
                (unsigned)from + 1, (unsigned)to + 1);
}

static inline void transcript_waits(void *self, double now, const struct customer *c,
                                    uint32_t station) {
    transcript_line(self, now, c);
    struct transcript *t = self;
    text_printf(&t->text, " waits");
    transcript_where(t, c, station);
}

static inline void transcript_starts(void *self, double now, const struct customer *c,
                                     uint32_t station, double waited, uint32_t group) {
    struct transcript *t = self;
    transcript_line(t, now, c);
    text_printf(&t->text, " starts");
    transcript_where(t, c, station);
    text_printf(&t->text, " %.10g", waited);
    if (group != NONE && t->model->n_groups > 1)
        text_printf(&t->text, " %s", t->model->groups[group].name);
}

static inline void transcript_ends(void *self, double now, const struct customer *c,
                                   uint32_t station, enum visit_outcome outcome, bool served,
                                   double waited) {
    static const char *const words[VISIT_OUTCOMES] = {
        "completed", "unresolved", "timed_out", "abandoned", "balked", "blocked", "turned_away"};
    (void)served;
    (void)waited;
    struct transcript *t = self;
    transcript_line(t, now, c);
    text_printf(&t->text, " ends %s %s", transcript_station(t, station), words[outcome]);
}

static inline void transcript_task(void *self, double now, const struct customer *c,
                                   uint32_t station, uint32_t task, bool ended) {
    struct transcript *t = self;
    transcript_line(t, now, c);
    text_printf(&t->text, " %s %s/%s", ended ? "has" : "begins", transcript_station(t, station),
                t->model->stations[station].crew->tasks[task].name);
}

static inline void transcript_leaves(void *self, double now, const struct customer *c,
                                     enum contact_outcome outcome, enum customer_end end) {
    static const char *const words[CONTACT_OUTCOMES] = {
        "served", "self_served", "abandoned", "balked", "blocked", "turned_away", "message"};
    static const char *const ends[] = {"returns", "helped", "given_up", "asked"};
    struct transcript *t = self;
    transcript_line(t, now, c);
    text_printf(&t->text, " leaves %s %s", words[outcome], ends[end]);
}

static inline void transcript_present(void *self, double now, uint32_t group, size_t present,
                                      size_t staffed) {
    struct transcript *t = self;
    (void)group;
    text_printf(&t->text, "%s%.10g %zu/%zu", t->text.length ? "\n" : "", now, present, staffed);
}

static inline void transcript_rule(void *self, double now, uint32_t rule, bool on, double value) {
    struct transcript *t = self;
    text_printf(&t->text, "%s%.10g %s %s", t->text.length ? "\n" : "", now,
                t->model->rules[rule].name, on ? "on" : "off");
    if (value >= 0)
        text_printf(&t->text, " %.10g", value);
}

static inline void transcript_fetched(void *self, double now, uint32_t rule, size_t asked,
                                      size_t there) {
    struct transcript *t = self;
    text_printf(&t->text, "%s%.10g %s asks %zu, %zu there", t->text.length ? "\n" : "", now,
                t->model->rules[rule].name, asked, there);
}

static inline void transcript_staff(void *self, double now, uint32_t rule, size_t people) {
    struct transcript *t = self;
    text_printf(&t->text, "%s%.10g %s has %zu", t->text.length ? "\n" : "", now,
                t->model->rules[rule].name, people);
}

/* Runs one replication of the scenario, the observer's self being the transcript, and returns its
 * story; the caller frees it. */
static inline char *transcript_by(const char *json, const char *over, struct observer o) {
    struct scenario *s = read_sound(json, over);
    struct diag d = {0};
    struct model *m = model_compile(s, (struct model_options){0}, &d);
    assert_non_null(m);
    struct transcript t = {.model = m};
    o.self = &t;
    struct engine *e = engine_new(m);
    assert_int_equal(engine_run(e, NULL, 1, 0, &o, 1, (struct engine_limits){0}), ENGINE_DONE);
    engine_free(e);
    model_free(m);
    scenario_free(s);
    diag_fini(&d);
    return t.text.bytes ? t.text.bytes : calloc(1, 1);
}

/* parts: which lines, any of "w" (waits), "s" (starts), "c" (changes lanes), "e" (ends), "t"
 * (tasks), "l" (leaves), "p" (how many people are present and staffed), "r" (rules), "f" (people
 * whom rules fetch). */
static inline char *transcript_of(const char *json, const char *over, const char *parts) {
    struct observer o = {.wait_began = strchr(parts, 'w') ? transcript_waits : NULL,
                         .service_began = strchr(parts, 's') ? transcript_starts : NULL,
                         .lane_changed = strchr(parts, 'c') ? transcript_changes : NULL,
                         .task = strchr(parts, 't') ? transcript_task : NULL,
                         .visit_ended = strchr(parts, 'e') ? transcript_ends : NULL,
                         .contact_ended = strchr(parts, 'l') ? transcript_leaves : NULL,
                         .on_duty = strchr(parts, 'p') ? transcript_present : NULL,
                         .rule_fetched = strchr(parts, 'f') ? transcript_fetched : NULL,
                         .rule_staff = strchr(parts, 'f') ? transcript_staff : NULL,
                         .rule_switched = strchr(parts, 'r') ? transcript_rule : NULL};
    return transcript_by(json, over, o);
}

/* Fails unless the story is this one. */
static inline void check_story(const char *json, const char *over, const char *parts,
                               const char *want) {
    char *story = transcript_of(json, over, parts);
    if (strcmp(story, want) != 0)
        fail_msg("the story is\n%s\ninstead of\n%s\n", story, want);
    free(story);
}

#endif
