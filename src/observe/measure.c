/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/measure.h"

#include <math.h>
#include <string.h>

#include "base/units.h"
#include "observe/quantity.h"

const char *const row_kind_names[ROW_KINDS] = {"total", "station", "class", "tier", "group"};
const char *const row_kind_sections[ROW_KINDS] = {"total", "stations", "classes", "tiers", "staff"};

enum {
    T = 1 << ROW_TOTAL,
    S = 1 << ROW_STATION,
    G = 1 << ROW_GROUP,
    CONTACTS = 1 << ROW_TOTAL | 1 << ROW_CLASS | 1 << ROW_TIER,
    LINES = CONTACTS | S,
    ALL = LINES | G
};

#define RATIO(name, unit, rows, top, bottom, words)                                                \
    { name, unit, words, rows, MEASURE_RATIO, Q_##top, Q_##bottom, NAN }
#define BY_DAY(name, unit, rows, top, words)                                                       \
    { name, unit, words, rows, MEASURE_DAY_RATIO, Q_##top, Q_DAYS, NAN }
#define COUNT(name, unit, rows, top, words) RATIO(name, unit, rows, top, DAYS, words)
#define OTHER(name, unit, rows, how, argument, words)                                              \
    { name, unit, words, rows, how, 0, 0, argument }

const struct measure measures[] = {
    /* Counts, per day. */
    COUNT("offered", "contacts/day", CONTACTS, ARRIVED, "contacts that began"),
    COUNT("arrived", "visits/day", S, ARRIVED, "visits that began here"),
    COUNT("served", "contacts/day", ALL, SERVED,
          "contacts: reached the end and staff served them at least once; a station or group: "
          "visits whose service began"),
    COUNT("self_served", "contacts/day", CONTACTS, SELF_SERVED,
          "reached the end without having been served by staff"),
    COUNT("abandoned", "contacts/day", LINES, ABANDONED, "waited, then left"),
    COUNT("balked", "contacts/day", LINES, BALKED, "saw the line and did not join it"),
    COUNT("blocked", "contacts/day", LINES, BLOCKED, "found no line, seat or hold free"),
    COUNT("turned_away", "contacts/day", LINES, TURNED_AWAY,
          "still waiting at closing, where the scenario turns them away"),
    COUNT("message", "contacts/day", CONTACTS, MESSAGE, "left a message at the time limit"),
    COUNT("completed", "visits/day", S, COMPLETED, "visits that ended with their work done"),
    COUNT("unresolved", "visits/day", S, UNRESOLVED, "served without the need being resolved"),
    COUNT("timed_out", "visits/day", S, TIMED_OUT, "left the line at the step's time limit"),
    COUNT("passed_on", "visits/day", S, PASSED_ON, "unresolved + timed_out"),
    COUNT("in_system_at_start", "contacts/day", LINES, INSIDE_AT_START,
          "inside when the warm-up ended; they leave with the others"),
    COUNT("in_system_at_end", "contacts/day", LINES, INSIDE_AT_END,
          "still inside when the run ended"),
    COUNT("answered_in_threshold", "contacts/day", ALL, REACHED_IN_T,
          "S_T: served (contacts: by staff or by themselves) after waiting at most T"),
    COUNT("abandoned_in_threshold", "contacts/day", LINES, LEFT_IN_T,
          "L_T: abandoned after waiting at most T"),
    /* People. */
    COUNT("new", "customers/day", CONTACTS, NEW, "persons who came for the first time"),
    COUNT("helped", "customers/day", CONTACTS, HELPED, "persons whose last contact was resolved"),
    COUNT("given_up", "customers/day", CONTACTS, GIVEN_UP,
          "persons whose last contact ended otherwise and who will not come again"),
    COUNT("redials", "contacts/day", CONTACTS, REDIALS,
          "contacts that are not their person's first"),
    RATIO("tries_per_customer", "contacts", CONTACTS, ARRIVED, NEW, "offered / new"),
    RATIO("in_orbit", "customers", CONTACTS, ORBIT, TIME,
          "time average of persons who will come again"),
    /* Shares. */
    RATIO("abandonment", "share", LINES, ABANDONED, ARRIVED, "abandoned / offered (arrived)"),
    RATIO("blocking", "share", LINES, BLOCKED, ARRIVED, "blocked / offered (arrived)"),
    RATIO("balking", "share", LINES, BALKED, ARRIVED, "balked / offered (arrived)"),
    RATIO("delay_probability", "share", LINES, DELAYED, JOINED, "not served at once / joined"),
    /* Waits: from joining a line to service or leaving; a contact's are added up. */
    RATIO("asa", "s", ALL, WAIT_SERVED, ANSWERED,
          "average speed of answer: waits of the served / served (by staff, where there is any)"),
    RATIO("mean_wait", "s", LINES, WAIT_ALL, JOINED, "waits of all who joined / joined"),
    RATIO("wait_if_delayed", "s", LINES, WAIT_ALL, DELAYED, "all waits / those who waited at all"),
    RATIO("time_to_abandon", "s", LINES, WAIT_ABANDONED, ABANDONED,
          "waits of those who left / those who left; it is not patience"),
    OTHER("wait_p50", "s", LINES, MEASURE_QUANTILE_SERVED, 0.50, "median wait of the served"),
    OTHER("wait_p80", "s", LINES, MEASURE_QUANTILE_SERVED, 0.80,
          "wait that 80 % of the served do not exceed"),
    OTHER("wait_p90", "s", LINES, MEASURE_QUANTILE_SERVED, 0.90,
          "wait that 90 % of the served do not exceed"),
    OTHER("wait_p95", "s", LINES, MEASURE_QUANTILE_SERVED, 0.95,
          "wait that 95 % of the served do not exceed"),
    OTHER("wait_p99", "s", LINES, MEASURE_QUANTILE_SERVED, 0.99,
          "wait that 99 % of the served do not exceed"),
    OTHER("wait_all_p50", "s", LINES, MEASURE_QUANTILE_ALL, 0.50, "median wait of all who joined"),
    OTHER("wait_all_p80", "s", LINES, MEASURE_QUANTILE_ALL, 0.80,
          "wait that 80 % of all who joined do not exceed"),
    OTHER("wait_all_p90", "s", LINES, MEASURE_QUANTILE_ALL, 0.90,
          "wait that 90 % of all who joined do not exceed"),
    OTHER("wait_all_p95", "s", LINES, MEASURE_QUANTILE_ALL, 0.95,
          "wait that 95 % of all who joined do not exceed"),
    OTHER("wait_all_p99", "s", LINES, MEASURE_QUANTILE_ALL, 0.99,
          "wait that 99 % of all who joined do not exceed"),
    BY_DAY("max_wait", "s", LINES, MAX_WAIT_OF_DAY, "mean over days of the day's longest wait"),
    BY_DAY("max_queue", "customers", LINES, MAX_QUEUE_OF_DAY,
           "mean over days of the day's longest line"),
    RATIO("excess_wait", "s", LINES, EXCESS, JOINED, "mean of max(wait - T, 0)"),
    OTHER("wait_exceeds_<duration>", "share", LINES, MEASURE_EXCEEDS_WAIT, NAN,
          "share of joined whose wait exceeds the limit in the name; read off the histogram of "
          "waits, whose bins are 0.8 % wide"),
    OTHER("sojourn_exceeds_<duration>", "share", LINES, MEASURE_EXCEEDS_SOJOURN, NAN,
          "share of joined whose time inside exceeds the limit in the name; read off a histogram "
          "like wait_exceeds"),
    RATIO("sojourn", "s", LINES, SOJOURN, JOINED,
          "from arrival to leaving, of all who joined; a station: of the visit"),
    /* Service levels under T: the first standard's, else 20 s. S served (contacts: by staff or by
     * themselves), L abandoned, A joined. */
    RATIO("service_level_answered", "share", LINES, REACHED_IN_T, REACHED,
          "S_T / S: forgets those who left"),
    RATIO("service_level_offered", "share", LINES, REACHED_IN_T, REACHED_OR_LEFT,
          "S_T / (S + L): abandonments count against"),
    RATIO("service_level_ignore", "share", LINES, REACHED_IN_T, JOINED_LESS_LEFT_IN_T,
          "S_T / (A - L_T): short abandonments ignored"),
    RATIO("service_level_positive", "share", LINES, GOOD, JOINED,
          "(S_T + L_T) / A: short abandonments count for"),
    RATIO("service_level_short", "share", LINES, REACHED_IN_T, JOINED_LESS_SHORT,
          "S_T / (A - L_s), s = 5 s: short-abandon timer"),
    OTHER("p_day_meets", "share", T | S, MEASURE_STANDARD, NAN,
          "share of days on which the row's first standard holds"),
    /* Numbers present. */
    RATIO("mean_queue", "customers", LINES, QUEUE, TIME, "time average waiting"),
    RATIO("mean_in_system", "customers", LINES, INSIDE, TIME, "time average inside"),
    /* Work. */
    RATIO("handle_time", "s", ALL, HANDLE, HANDLED,
          "service and wrap-up / services; a station without staff: service"),
    RATIO("service_time", "s", ALL, SERVICE, HANDLED, "service / services"),
    RATIO("wrap_up_time", "s", ALL, WRAP_UP, HANDLED, "wrap-up / services"),
    RATIO("occupancy", "share", T | S | G, OCCUPIED, DUTY,
          "busy / on duty, finishing after shift end included in both; a desk: of all who can "
          "serve there, wherever they are busy"),
    RATIO("utilisation", "share", S, BUSY, CAPACITY, "machines busy, or things held / all"),
    RATIO("staffed", "agents", T | S | G, STAFFED, OPEN_TIME,
          "time average of people at the desk while open; a desk: all who can serve there"),
    RATIO("busy_mean", "agents", T | S | G, BUSY, TIME,
          "time average of people (machines, things) busy here"),
    /* Money. */
    COUNT("cost", "money/day", ALL, COST,
          "cost_staff + cost_stations + cost_lost_customers + cost_waiting"),
    COUNT("cost_staff", "money/day", T | G, COST_STAFF,
          "scheduled hours (people at the desk / (1 - shrinkage)) and late finish, paid"),
    COUNT("cost_stations", "money/day", T | S, COST_STATIONS,
          "stations by the hour open, or by visit"),
    COUNT("cost_lost_customers", "money/day", CONTACTS, COST_LOST, "given_up x lost_customer"),
    COUNT("cost_waiting", "money/day", CONTACTS, WAIT_COST, "waits x the tier's price of waiting"),
    COUNT("value", "money/day", CONTACTS, CLASS_VALUE, "helped x the class's value"),
};
const size_t n_measures = sizeof measures / sizeof measures[0];

size_t measure_find(const char *name) {
    size_t i = 0;
    while (i < n_measures && strcmp(measures[i].name, name) != 0) {
        i++;
    }
    return i;
}

/* "wait_exceeds_20s" as the row wait_exceeds_<duration>. */
static bool family_parse(const char *name, struct measure_reference *out) {
    for (size_t i = 0; i < n_measures; i++) {
        const char *open = strchr(measures[i].name, '<');
        size_t stem = open ? (size_t)(open - measures[i].name) : 0;
        if (stem > 0 && strncmp(name, measures[i].name, stem) == 0 &&
            !duration_parse(name + stem, &out->limit)) {
            out->measure = i;
            return true;
        }
    }
    return false;
}

bool measure_parse(const char *name, struct measure_reference *out) {
    static const char suffix[] = "_daily_mean";
    *out = (struct measure_reference){measure_find(name), NAN, false};
    if (out->measure < n_measures) {
        return !strchr(name, '<');
    }
    size_t length = strlen(name), tail = sizeof suffix - 1;
    if (length <= tail || strcmp(name + length - tail, suffix) != 0) {
        return family_parse(name, out);
    }
    for (size_t i = 0; i < n_measures; i++) {
        const char *is = measures[i].name;
        bool ratio = measures[i].how == MEASURE_RATIO || measures[i].how == MEASURE_DAY_RATIO;
        if (ratio && strlen(is) == length - tail && strncmp(name, is, length - tail) == 0) {
            *out = (struct measure_reference){i, NAN, true};
            return true;
        }
    }
    return false;
}
