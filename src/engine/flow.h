/* SPDX-License-Identifier: GPL-3.0-or-later
 * The parts of the engine call each other through this header: one group of functions a file, in
 * the order in which a customer meets them. */
#ifndef ENGINE_FLOW_H
#define ENGINE_FLOW_H

#include "engine/state.h"

/* ---- arrival.c: people come ---- */

/* Enters the first arrival of the day of every source. */
void arrivals_open(struct engine *e);
/* A source's arrival is due: its customers come in, and its next arrival is entered. number: of the
 * person, for appointments. */
void arrival_due(struct engine *e, uint32_t source, uint32_t number);
/* A person in orbit is due: comes in again, or waits for the next opening. */
void return_due(struct engine *e, uint32_t customer);

/* ---- asking.c: second contacts beside one that lasts beyond its promise ---- */

/* What the visit that begins promises is entered. */
void promise_enter(struct engine *e, uint32_t customer);
/* The visit has lasted as long as was promised and goes on. */
void promise_broken(struct engine *e, uint32_t customer);
/* Nobody needs to ask any more: the visit is over. */
void asking_end(struct engine *e, uint32_t customer);
/* A contact of one who asks has ended; true if he will ask again. */
bool asks_again(struct engine *e, uint32_t customer);

/* ---- journey.c: from step to step ---- */

/* Begins a contact of this person now, at this step. */
void contact_begin(struct engine *e, uint32_t customer, int32_t step);
/* Goes to a target: a step, STEP_EXIT, STEP_MESSAGE or STEP_BALK. */
void customer_go(struct engine *e, uint32_t customer, int32_t target);
/* His slot is free for somebody else. */
void customer_release(struct engine *e, uint32_t customer);
/* Ends the visit of a customer who neither waits nor is served, and leads him on. */
void visit_end(struct engine *e, uint32_t customer, enum visit_outcome outcome, bool served,
               double waited);
/* The same in two halves, for a server who is to be freed in between. */
void visit_close(struct engine *e, uint32_t customer, enum visit_outcome outcome, bool served,
                 double waited);
void visit_lead_on(struct engine *e, uint32_t customer, enum visit_outcome outcome);
/* Whether the thing may be done for him at this step, by its kind and his items; the same answer
 * all his life. */
bool customer_eligible(const struct engine *e, uint32_t customer, const struct model_step *step);
/* Gives back one hold the customer keeps; nothing when he keeps it not. */
void hold_give_back(struct engine *e, uint32_t customer, uint32_t station);

/* ---- choose.c: one of several labels ---- */

/* Where the choice at the customer's present step leads him now. */
int32_t choose_target(struct engine *e, uint32_t customer);
/* People before his turn at a station of one line: nobody if he would be served at once, else those
 * waiting and one. */
size_t people_ahead(const struct engine *e, uint32_t customer, const struct model_step *step);

/* ---- wait.c: into a line and out of it without service ---- */

/* Nobody can serve him at once: he is blocked, balks, is turned away, or joins his line, the last
 * being true. waiting: people in the line that he would join. */
bool wait_begin(struct engine *e, uint32_t customer, size_t waiting);
/* Whether this station takes nobody more: visit ended as blocked or turned away if so. */
bool refused_at_the_door(struct engine *e, uint32_t station, uint32_t customer);
void wait_abandon(struct engine *e, uint32_t customer);
void wait_time_out(struct engine *e, uint32_t customer);
/* He has waited long enough for a group that helps after a time. */
void wait_help(struct engine *e, uint32_t customer);
/* Everybody in line is turned away: closing time where the scenario says so. */
void wait_turn_all_away(struct engine *e);

/* The same at one station. */
void wait_turn_away(struct engine *e, uint32_t station);

/* ---- opening.c: stations with hours of their own, or that keep people overnight ---- */

/* A day opens: those that do open let people in; who waits there is offered to whoever comes. */
void stations_open(struct engine *e);
/* The staff has come: idle people take those whom the stations have kept. */
void stations_serve(struct engine *e);
/* The day closes: stations that keep people do so from now on. */
void stations_close(struct engine *e);
/* Its window of this index ends, or begins. */
void station_closes(struct engine *e, uint32_t station, uint32_t window);
void station_opens(struct engine *e, uint32_t station, uint32_t window);
/* How many are inside who stay there overnight. */
uint32_t stations_kept(const struct engine *e);

/* ---- routing.c: who serves whom ---- */

/* The idle agent who takes this customer now and the route he serves him by; NONE when nobody can.
 */
struct choice {
    uint32_t agent;
    const struct model_route *route;
};
struct choice routing_choose_agent(struct engine *e, uint32_t customer);
/* The route by which this agent, once free, takes the next in line; NULL when nobody waits. */
const struct model_route *routing_choose_line(const struct engine *e, uint32_t agent);

/* ---- resume.c: work that waits for the morning ---- */

/* Closing: whoever serves in a group that resumes lays it down. */
void work_lay_down(struct engine *e);
/* The day opens: they go on with it, before the day's staffing comes. */
void work_take_up(struct engine *e);

/* ---- area.c: places where people wait ---- */

void areas_free(struct engine *e);
/* Before a replication. */
void areas_reset(struct engine *e);
/* A rule is about to change what holds: what was until now is taken in. */
void areas_look(struct engine *e);
/* Degrees Celsius now; NAN where none is given. */
double area_temperature(struct engine *e, uint32_t area);
/* Who is about to join a line finds neither seat nor room, or no seat and goes: visit ended as
 * blocked or balked if so. */
bool area_refuses(struct engine *e, uint32_t customer);
/* Whether who is about to join a line there will sit. */
bool area_seats(const struct engine *e, uint32_t customer);
/* The same of one who may go to this place. */
bool area_seats_at(const struct engine *e, uint32_t customer, uint32_t area);
/* Factor on the patience of one who joins a line there, care aside. */
double area_patience(struct engine *e, uint32_t customer);
/* When the air will be so warm if nothing else happens; HUGE_VAL: not by itself. */
double area_reaches(struct engine *e, uint32_t area, double degrees);
/* Degrees that it goes towards now, and when that changes by itself; HUGE_VAL. */
double area_towards(struct engine *e, uint32_t area);
double area_turns(struct engine *e, uint32_t area);

/* ---- second_place.c: what is done for people while they wait ---- */

void second_places_new(struct engine *e);
void second_places_free(struct engine *e);
/* Before a replication, once the engine has its observers. */
void second_places_reset(struct engine *e);
/* He who has just joined a line takes a second place too. */
void second_place_begin(struct engine *e, uint32_t customer);
/* Of one in a second line: what was to be done is done; or his turn came in the first line. */
void second_place_done(struct engine *e, uint32_t customer);
void second_place_over(struct engine *e, uint32_t customer);
/* He stands there no longer. */
void second_place_release(struct engine *e, uint32_t customer);

/* ---- service.c: work ---- */

/* Begins service now, by an agent or by the station itself (agent NONE, route NULL). Takes the
 * customer out of line. */
void service_begin(struct engine *e, uint32_t customer, struct choice by);
/* The same for the first in the route's line who has waited as long as the route asks. */
void service_begin_first(struct engine *e, uint32_t agent, const struct model_route *route);
/* Begins service without an end of the work being entered: who calls it sees to that. */
void service_start(struct engine *e, uint32_t customer, struct choice by);
void service_end(struct engine *e, uint32_t customer);
/* Breaks the service off: unresolved. Its end must not have been entered by service_begin. */
void service_cut(struct engine *e, uint32_t customer);
/* What the agent had in hand is done, wrap-up of so many s included: he is free. */
void agent_done(struct engine *e, uint32_t agent, double wrap_up_s);
void wrap_up_end(struct engine *e, uint32_t agent);
/* The first deadline of a station's paced clock is due. */
void paced_end(struct engine *e, uint32_t station);
/* Enters the first deadline of a station's clock into the calendar in place of the former entry. */
void clock_enter(struct engine *e, uint32_t station);
/* How much work this visit needs, s at speed 1: the person's next service at this station, which
 * counts as his only once it begins. 0 where nothing is done. */
double service_draw(const struct engine *e, uint32_t customer, const struct model_step *step);

/* ---- staff.c: people on duty ---- */

/* What the engine keeps of its groups beside their states; and before each replication everybody's
 * record, away from the desk. */
void groups_new(struct engine *e);
void agents_reset(struct engine *e);
/* Takes an idle agent off the idle list, for work. */
void agent_busy(struct engine *e, uint32_t agent);
/* An agent is free: leaves if marked to, takes the next customer, or idles. */
void agent_free(struct engine *e, uint32_t agent);
/* Comes to the desk, from home or from a break, and takes whoever waits. */
void agent_come(struct engine *e, uint32_t agent);
/* Whether somebody waits in a lane of his whom he cannot leave. */
bool lane_keeps(const struct engine *e, uint32_t agent);
/* Leaves the desk, idle or just freed; nothing but his presence changes. */
void agent_go(struct engine *e, uint32_t agent);
/* Whether an agent stays away on a day (from 0; SIZE_MAX: the day before the first). draw: the name
 * of the draw; number: his within the shift or group. */
bool agent_is_absent(const struct engine *e, uint32_t agent, uint64_t draw, size_t day,
                     uint32_t number);
/* Whether fewer of the group's own are there, or coming back, than its count asks for. */
bool group_needs(const struct engine *e, uint32_t group);
/* Another profile has come into force: the group goes by it from now on. */
void staffing_renew(struct engine *e, uint32_t group);
/* The group's staffing profile changes now (change: index of its step). */
void staffing_change(struct engine *e, uint32_t group);
/* People on duty at the station who will stay, of all groups that serve there; else its own servers
 * (HUGE_VAL: no limit). */
double station_servers(const struct engine *e, uint32_t station);
/* Sets every group to its staffing at opening. */
void staffing_open(struct engine *e);
/* Closing: whoever goes by a count is no longer scheduled. */
void staffing_close(struct engine *e);

/* ---- lanes.c: which cashier stands where ---- */

/* Before a replication, once every group has its agents. */
void lanes_reset(struct engine *e);
/* An agent whose group stands at lanes has come: he opens the lowest that is free, or stands by. */
void lane_take(struct engine *e, uint32_t agent);
/* He goes; whoever stands by takes his lane over, with those who wait there. */
void lane_give_up(struct engine *e, uint32_t agent);
/* His lane takes no newcomer, or takes them again. */
void lane_close(struct engine *e, uint32_t agent);
void lane_reopen(struct engine *e, uint32_t agent);
/* Whether somebody waits in his lane whom nobody could take over. */
bool lane_must_be_served(const struct engine *e, uint32_t agent);
/* Whether a free agent of a group of which some are to leave is one of them and may. */
bool lane_lets_go(const struct engine *e, uint32_t agent);
/* So many of the group's closing lanes take newcomers again, the lowest first. */
void lanes_reopen(struct engine *e, uint32_t group, size_t n);
/* So many fewer of the group: the highest lanes that are open close. */
void lanes_close(struct engine *e, uint32_t group, size_t n);

/* ---- workday.c: shifts and breaks ---- */

/* How many people the rosters of the group ask for; 0 for groups without. */
uint32_t roster_agents(const struct roster *r);
/* Before a replication, once every group has its agents. */
void rosters_reset(struct engine *e);
void rosters_free(struct engine *e);
/* The group's shifts of this day are entered; on the first day those of the day before that still
 * last begin. */
void roster_open(struct engine *e, uint32_t group);
/* Those who stayed after their shift while customers were inside go home: the next day opens, or
 * the run is over. */
void rosters_release(struct engine *e);
void shift_begin(struct engine *e, uint32_t shift);
void shift_end(struct engine *e, uint32_t shift);
/* which: 2 * break, + 1 where its window ends. */
void break_due(struct engine *e, uint32_t shift, uint32_t which);
void break_end(struct engine *e, uint32_t agent);
/* An agent of a roster has finished what he had in hand: goes home or on a break, if it is time. */
bool workday_leads_away(struct engine *e, uint32_t agent);

/* ---- rules.c: what management does on seeing something ---- */

void rules_new(struct engine *e);
void rules_free(struct engine *e);
/* Before a replication, once groups are reset; observers as given to engine_run. */
void rules_reset(struct engine *e, const struct observer *observers, size_t n);
/* A day opens: whatever is on goes off, and all is looked at anew. */
void rules_open(struct engine *e);
/* More or fewer of the group are idle. */
void rules_idle_changed(struct engine *e, uint32_t group);
/* periodic: the next look follows. */
void rule_look(struct engine *e, uint32_t rule, bool periodic);
void rule_crosses(struct engine *e, uint32_t rule);
void rule_delay_over(struct engine *e, uint32_t rule);
void rule_again(struct engine *e, uint32_t rule);
/* The rule that has gone on and off at this moment again and again; NONE. */
uint32_t rule_that_flips(const struct engine *e);

/* ---- fetch.c: people whom rules fetch ---- */

void fetches_reset(struct engine *e);
/* The rule's people are sent for: the longest idle of their group, else the next to be free. */
void rule_fetch(struct engine *e, uint32_t rule);
/* They go back: as soon as they are free. */
void rule_release(struct engine *e, uint32_t rule);
/* An agent of a group that owes people to a rule has freed: he goes. */
void fetch_departs(struct engine *e, uint32_t agent);
/* One who was fetched has freed: whether he goes back now. */
bool fetch_returns(struct engine *e, uint32_t agent);
/* He has come to the other group, or back home. */
void fetched_arrive(struct engine *e, uint32_t agent);
/* Overnight everybody who is free is back in his own group. */
void fetches_end_day(struct engine *e);

/* ---- settings.c: keys that rules set ---- */

void settings_new(struct engine *e);
void settings_free(struct engine *e);
void settings_reset(struct engine *e);
/* The rules that are on have changed: their settings hold now, later names over earlier ones. */
void settings_apply(struct engine *e);

/* ---- engine.c ---- */

/* One of the station's things has come back: the next in line gets it once this event is over, so
 * that a chain of such gifts never nests. */
void engine_station_freed(struct engine *e, uint32_t station);
/* Events in one instant, and steps that a journey passes by, that are no chance any more. */
uint64_t engine_most_in_an_instant(const struct engine_limits *l);
/* This customer comes round in no time (NONE: nobody in particular): the run ends. */
void engine_end_circling(struct engine *e, uint32_t customer);

/* ---- day.c: opening, intervals, closing ---- */

void day_open(struct engine *e, size_t day);
void day_close(struct engine *e);
void interval_begin(struct engine *e, uint32_t interval);
void run_warmed_up(struct engine *e);
void run_end(struct engine *e);

#endif
