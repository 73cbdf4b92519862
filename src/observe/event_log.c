/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/event_log.h"

#include <inttypes.h>
#include <math.h>

#include "base/csv_write.h"
#include "base/units.h"

struct event_writer {
    const struct model *model;
    FILE *events, *left;
    size_t day;
};

static const char *const visit_words[VISIT_OUTCOMES] = {
    [VISIT_COMPLETED] = "completed",    [VISIT_UNRESOLVED] = "unresolved",
    [VISIT_TIMED_OUT] = "timed_out",    [VISIT_ABANDONED] = "abandoned",
    [VISIT_BALKED] = "balked",          [VISIT_BLOCKED] = "blocked",
    [VISIT_TURNED_AWAY] = "turned_away"};

static const char *const contact_words[CONTACT_OUTCOMES] = {
    [CONTACT_SERVED] = "served",       [CONTACT_SELF_SERVED] = "self_served",
    [CONTACT_ABANDONED] = "abandoned", [CONTACT_BALKED] = "balked",
    [CONTACT_BLOCKED] = "blocked",     [CONTACT_TURNED_AWAY] = "turned_away",
    [CONTACT_MESSAGE] = "message"};

static const char *const end_words[] = {[CUSTOMER_RETURNS] = "returns",
                                        [CUSTOMER_HELPED] = "helped",
                                        [CUSTOMER_GIVEN_UP] = "given_up",
                                        [CUSTOMER_ASKED] = "asked"};

/* day,clock,time_s: the clock is empty in steady state, which has none. */
static void time_cells(struct event_writer *w, FILE *out, double now) {
    long long second = (long long)fmod(floor(now), DAY_SECONDS);
    if (w->model->steady)
        fprintf(out, ",,");
    else
        fprintf(out, "%zu,%02lld:%02lld:%02lld,", w->day + 1, second / 3600, second / 60 % 60,
                second % 60);
    fprintf(out, "%.6f", now);
}

/* person,try,class,tier */
static void customer_cells(const struct event_writer *w, FILE *out, const struct customer *c) {
    if (!c) {
        fprintf(out, ",,,");
        return;
    }
    fprintf(out, "%016" PRIx64 ",%" PRIu32 ",", c->person, c->tries);
    csv_text(out, w->model->classes[c->class_index].name);
    fputc(',', out);
    csv_text(out, w->model->tiers[c->tier].name);
}

/* What an event has besides its time and customer; NULL and NAN: empty cells. */
struct event_cells {
    const char *event, *station, *group, *outcome;
    bool has_agent, has_waited;
    uint32_t agent;
    double waited;
};

static void event_write(struct event_writer *w, double now, const struct customer *c,
                        struct event_cells cells) {
    FILE *out = w->events;
    if (!out)
        return;
    time_cells(w, out, now);
    fprintf(out, ",%s,", cells.event);
    customer_cells(w, out, c);
    fputc(',', out);
    csv_text(out, cells.station ? cells.station : "");
    fputc(',', out);
    csv_text(out, cells.group ? cells.group : "");
    fputc(',', out);
    if (cells.has_agent)
        fprintf(out, "%" PRIu32, cells.agent + 1);
    fputc(',', out);
    if (cells.has_waited)
        fprintf(out, "%.6f", cells.waited);
    fprintf(out, ",%s\r\n", cells.outcome ? cells.outcome : "");
}

static const char *station_name(const struct event_writer *w, uint32_t station) {
    return station == NONE ? NULL : w->model->stations[station].name;
}

static const char *group_name(const struct event_writer *w, uint32_t group) {
    return group == NONE ? NULL : w->model->groups[group].name;
}

static void day_opened(void *self, double now, size_t day) {
    struct event_writer *w = self;
    w->day = day;
    event_write(w, now, NULL, (struct event_cells){.event = "opened"});
}

static void closed(void *self, double now) {
    event_write(self, now, NULL, (struct event_cells){.event = "closed"});
}

static void warmed_up(void *self, double now) {
    event_write(self, now, NULL, (struct event_cells){.event = "warmed_up"});
}

static void contact_began(void *self, double now, const struct customer *c) {
    event_write(self, now, c, (struct event_cells){.event = "contact_began"});
}

/* Whom nobody served, as he leaves the place; his last visit has just ended. */
static void left_write(struct event_writer *w, double now, const struct customer *c,
                       enum contact_outcome outcome) {
    if (!w->left || outcome == CONTACT_SERVED || outcome == CONTACT_SELF_SERVED)
        return;
    time_cells(w, w->left, now);
    fputc(',', w->left);
    customer_cells(w, w->left, c);
    fputc(',', w->left);
    csv_text(w->left, station_name(w, w->model->steps[c->step].station));
    fprintf(w->left, ",%s,%.6f\r\n", contact_words[outcome], now - c->joined);
}

static void contact_ended(void *self, double now, const struct customer *c,
                          enum contact_outcome outcome, enum customer_end end) {
    struct event_writer *w = self;
    event_write(w, now, c,
                (struct event_cells){.event = "contact_ended", .outcome = contact_words[outcome]});
    event_write(w, now, c, (struct event_cells){.event = "customer", .outcome = end_words[end]});
    left_write(w, now, c, outcome);
}

static void visit_began(void *self, double now, const struct customer *c, uint32_t station) {
    event_write(
        self, now, c,
        (struct event_cells){.event = "visit_began", .station = station_name(self, station)});
}

static void wait_began(void *self, double now, const struct customer *c, uint32_t station) {
    event_write(
        self, now, c,
        (struct event_cells){.event = "wait_began", .station = station_name(self, station)});
}

static void service_began(void *self, double now, const struct customer *c, uint32_t station,
                          double waited, uint32_t group) {
    event_write(self, now, c,
                (struct event_cells){.event = "service_began",
                                     .station = station_name(self, station),
                                     .group = group_name(self, group),
                                     .has_agent = group != NONE && c->agent != NONE,
                                     .agent = c->agent,
                                     .has_waited = true,
                                     .waited = waited});
}

static void visit_ended(void *self, double now, const struct customer *c, uint32_t station,
                        enum visit_outcome outcome, bool served, double waited) {
    struct event_writer *w = self;
    event_write(w, now, c,
                (struct event_cells){.event = "visit_ended",
                                     .station = station_name(w, station),
                                     .has_waited = true,
                                     .waited = waited,
                                     .outcome = visit_words[outcome]});
    (void)served;
}

/* The task's name stands where the outcome of a visit does. */
static void task_told(void *self, double now, const struct customer *c, uint32_t station,
                      uint32_t task, bool ended) {
    const struct event_writer *w = self;
    event_write(
        self, now, c,
        (struct event_cells){.event = ended ? "task_ended" : "task_began",
                             .station = station_name(self, station),
                             .outcome = w->model->stations[station].crew->tasks[task].name});
}

static void help(void *self, double now, const struct customer *c, uint32_t station, bool waits) {
    event_write(self, now, c,
                (struct event_cells){.event = waits ? "help_asked" : "help_ended",
                                     .station = station_name(self, station)});
}

static void machines_down(void *self, double now, uint32_t station, size_t down,
                          enum machine_event what) {
    static const char *const words[] = {[MACHINE_WAS_DOWN] = "machines_down",
                                        [MACHINE_FAILED] = "machine_failed",
                                        [MACHINE_REPAIRED] = "machine_repaired"};
    (void)down;
    event_write(self, now, NULL,
                (struct event_cells){.event = words[what], .station = station_name(self, station)});
}

static void agent_freed(void *self, double now, uint32_t group, uint32_t agent, double service_s,
                        double wrap_up_s, uint16_t interval, uint32_t station) {
    (void)service_s;
    (void)wrap_up_s;
    (void)interval;
    event_write(self, now, NULL,
                (struct event_cells){.event = "agent_freed",
                                     .station = station_name(self, station),
                                     .group = group_name(self, group),
                                     .has_agent = true,
                                     .agent = agent});
}

/* What the seconds told are goes into waited_s: for his break, or for the end of his day. */
static void workday(void *self, double now, uint32_t group, uint32_t agent, enum workday_event what,
                    double seconds) {
    static const char *const words[] = {
        [WORKDAY_BEGAN] = "agent_due",           [WORKDAY_ABSENT] = "agent_absent",
        [WORKDAY_BREAK] = "break_began",         [WORKDAY_BREAK_OVER] = "break_ended",
        [WORKDAY_BREAK_MISSED] = "break_missed", [WORKDAY_ENDED] = "agent_went"};
    event_write(self, now, NULL,
                (struct event_cells){.event = words[what],
                                     .group = group_name(self, group),
                                     .has_agent = true,
                                     .agent = agent,
                                     .has_waited = what == WORKDAY_BREAK || what == WORKDAY_ENDED,
                                     .waited = seconds});
}

enum engine_end event_log_write(const struct model *m, uint64_t seed, uint64_t replication,
                                struct engine_limits limits, FILE *events, FILE *left) {
    struct event_writer w = {.model = m, .events = events, .left = left};
    struct observer observer = {.self = &w,
                                .day_opened = day_opened,
                                .closed = closed,
                                .warmed_up = warmed_up,
                                .contact_began = contact_began,
                                .contact_ended = contact_ended,
                                .visit_began = visit_began,
                                .wait_began = wait_began,
                                .service_began = service_began,
                                .visit_ended = visit_ended,
                                .task = task_told,
                                .help = help,
                                .machines_down = machines_down,
                                .agent_freed = agent_freed,
                                .workday = workday};
    if (events)
        fprintf(events, "day,clock,time_s,event,person,try,class,tier,station,group,agent,waited_s,"
                        "outcome\r\n");
    if (left)
        fprintf(left, "day,clock,time_s,person,try,class,tier,station,outcome,waited_s\r\n");
    struct engine *e = engine_new(m);
    enum engine_end end = engine_run(e, NULL, seed, replication, &observer, 1, limits);
    engine_free(e);
    return end;
}
