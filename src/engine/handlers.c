/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/handlers.h"

#include "engine/crew.h"
#include "engine/felt.h"
#include "engine/flow.h"
#include "engine/machines.h"

static void on_service_end(struct engine *e, const struct event *v) {
    service_end(e, v->subject);
}

static void on_paced_end(struct engine *e, const struct event *v) {
    paced_end(e, v->subject);
}

static void on_task_end(struct engine *e, const struct event *v) {
    crew_task_end(e, v->subject, v->generation);
}

static void on_second_done(struct engine *e, const struct event *v) {
    second_place_done(e, v->subject);
}

static void on_second_over(struct engine *e, const struct event *v) {
    second_place_over(e, v->subject);
}

static void on_second_begins(struct engine *e, const struct event *v) {
    second_place_begin(e, v->subject);
}

static void on_machine_stops(struct engine *e, const struct event *v) {
    machine_stops(e, v->subject);
}

static void on_machine_repaired(struct engine *e, const struct event *v) {
    machine_repaired(e, v->subject);
}

static void on_machine_fails(struct engine *e, const struct event *v) {
    machine_fails(e, v->subject);
}

static void on_wrap_up_end(struct engine *e, const struct event *v) {
    wrap_up_end(e, v->subject);
}

static void on_run_end(struct engine *e, const struct event *v) {
    (void)v;
    run_end(e);
}

static void on_warm_up_end(struct engine *e, const struct event *v) {
    (void)v;
    run_warmed_up(e);
}

static void on_closing(struct engine *e, const struct event *v) {
    (void)v;
    day_close(e);
}

static void on_opening(struct engine *e, const struct event *v) {
    day_open(e, v->subject);
}

static void on_station_closes(struct engine *e, const struct event *v) {
    station_closes(e, v->subject, v->generation);
}

static void on_station_opens(struct engine *e, const struct event *v) {
    station_opens(e, v->subject, v->generation);
}

static void on_interval(struct engine *e, const struct event *v) {
    interval_begin(e, v->subject);
}

static void on_staffing(struct engine *e, const struct event *v) {
    staffing_change(e, v->subject);
}

static void on_shift_begin(struct engine *e, const struct event *v) {
    shift_begin(e, v->subject);
}

static void on_shift_end(struct engine *e, const struct event *v) {
    shift_end(e, v->subject);
}

static void on_break_end(struct engine *e, const struct event *v) {
    break_end(e, v->subject);
}

static void on_break_due(struct engine *e, const struct event *v) {
    break_due(e, v->subject, v->generation);
}

static void on_switched(struct engine *e, const struct event *v) {
    fetched_arrive(e, v->subject);
}

static void on_rule_look(struct engine *e, const struct event *v) {
    rule_look(e, v->subject, v->generation);
}

static void on_rule_crosses(struct engine *e, const struct event *v) {
    rule_crosses(e, v->subject);
}

static void on_rule_due(struct engine *e, const struct event *v) {
    rule_delay_over(e, v->subject);
}

static void on_rule_again(struct engine *e, const struct event *v) {
    rule_again(e, v->subject);
}

static void on_promise(struct engine *e, const struct event *v) {
    promise_broken(e, v->subject);
}

static void on_help(struct engine *e, const struct event *v) {
    wait_help(e, v->subject);
}

static void on_arrival(struct engine *e, const struct event *v) {
    arrival_due(e, v->subject, v->generation);
}

static void on_return(struct engine *e, const struct event *v) {
    return_due(e, v->subject);
}

static void on_leaving(struct engine *e, const struct event *v) {
    wait_abandon(e, v->subject);
}

static void on_felt(struct engine *e, const struct event *v) {
    felt_due(e, v->subject);
}

static void on_air(struct engine *e, const struct event *v) {
    felt_air_due(e, v->subject);
}

static void on_timed_out(struct engine *e, const struct event *v) {
    wait_time_out(e, v->subject);
}

event_handler *const event_handlers[EVENT_KINDS] = {
    [EVENT_SERVICE_END] = on_service_end,
    [EVENT_PACED_END] = on_paced_end,
    [EVENT_TASK_END] = on_task_end,
    [EVENT_SECOND_DONE] = on_second_done,
    [EVENT_SECOND_OVER] = on_second_over,
    [EVENT_MACHINE_STOPS] = on_machine_stops,
    [EVENT_WRAP_UP_END] = on_wrap_up_end,
    [EVENT_MACHINE_REPAIRED] = on_machine_repaired,
    [EVENT_MACHINE_FAILS] = on_machine_fails,
    [EVENT_RUN_END] = on_run_end,
    [EVENT_WARM_UP_END] = on_warm_up_end,
    [EVENT_CLOSING] = on_closing,
    [EVENT_OPENING] = on_opening,
    [EVENT_STATION_CLOSES] = on_station_closes,
    [EVENT_STATION_OPENS] = on_station_opens,
    [EVENT_INTERVAL] = on_interval,
    [EVENT_STAFFING] = on_staffing,
    [EVENT_SHIFT_BEGIN] = on_shift_begin,
    [EVENT_SHIFT_END] = on_shift_end,
    [EVENT_BREAK_END] = on_break_end,
    [EVENT_BREAK_DUE] = on_break_due,
    [EVENT_RULE_LOOK] = on_rule_look,
    [EVENT_RULE_CROSSES] = on_rule_crosses,
    [EVENT_RULE_DUE] = on_rule_due,
    [EVENT_SWITCHED] = on_switched,
    [EVENT_RULE_AGAIN] = on_rule_again,
    [EVENT_PROMISE] = on_promise,
    [EVENT_HELP] = on_help,
    [EVENT_SECOND_BEGINS] = on_second_begins,
    [EVENT_ARRIVAL] = on_arrival,
    [EVENT_RETURN] = on_return,
    [EVENT_LEAVING] = on_leaving,
    [EVENT_FELT] = on_felt,
    [EVENT_AIR] = on_air,
    [EVENT_TIMED_OUT] = on_timed_out,
};
