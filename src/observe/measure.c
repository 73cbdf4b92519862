/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/measure.h"

#include <math.h>
#include <string.h>

#include "base/units.h"
#include "observe/quantity.h"

const char *const row_kind_names[ROW_KINDS] = {"total", "station", "class",
                                               "tier",  "group",   "rule"};
const char *const row_kind_sections[ROW_KINDS] = {"total", "stations", "classes",
                                                  "tiers", "staff",    "rules"};

enum {
    T = 1 << ROW_TOTAL,
    S = 1 << ROW_STATION,
    G = 1 << ROW_GROUP,
    CLASS = 1 << ROW_CLASS,
    R = 1 << ROW_RULE,
    CONTACTS = 1 << ROW_TOTAL | 1 << ROW_CLASS | 1 << ROW_TIER,
    LINES = CONTACTS | S,
    ALL = LINES | G
};
enum { EITHER = GOOD_EITHER, LOW = GOOD_LOW, HIGH = GOOD_HIGH };

#define RATIO(name, unit, rows, good, top, bottom, words)                                          \
    { name, unit, words, rows, MEASURE_RATIO, Q_##top, Q_##bottom, NAN, good }
#define BY_DAY(name, unit, rows, good, top, words)                                                 \
    { name, unit, words, rows, MEASURE_DAY_RATIO, Q_##top, Q_DAYS, NAN, good }
#define COUNT(name, unit, rows, good, top, words) RATIO(name, unit, rows, good, top, DAYS, words)
#define WORKDAY(name, unit, good, top, bottom, words)                                              \
    RATIO(name, unit, T | G, good, top, bottom, words)
#define OTHER(name, unit, rows, good, how, argument, words)                                        \
    { name, unit, words, rows, how, 0, 0, argument, good }

const struct measure measures[] = {
    /* Counts, per day. */
    COUNT("offered", "contacts/day", CONTACTS, EITHER, ARRIVED, "contacts that began"),
    COUNT("arrived", "visits/day", S, EITHER, ARRIVED, "visits that began here"),
    COUNT("served", "contacts/day", ALL, HIGH, SERVED,
          "contacts: reached the end and staff served them at least once; a station: visits whose "
          "service began, at a crew visits that are complete; a group: visits whose service its "
          "people began, tasks of crews aside, which 'services' counts too"),
    COUNT("services", "services/day", G, HIGH, HANDLED,
          "work that people finished, wrap-up included: services of visits, and of a crew's tasks "
          "each person's part"),
    COUNT("self_served", "contacts/day", CONTACTS, EITHER, SELF_SERVED,
          "reached the end without having been served by staff"),
    COUNT("abandoned", "contacts/day", LINES, LOW, ABANDONED, "waited, then left"),
    COUNT("balked", "contacts/day", LINES, LOW, BALKED, "saw the line and did not join it"),
    COUNT("blocked", "contacts/day", LINES, LOW, BLOCKED,
          "found no line, seat or hold free, or a station closed"),
    COUNT("turned_away", "contacts/day", LINES, LOW, TURNED_AWAY,
          "still waiting at closing, where the scenario turns them away"),
    COUNT("message", "contacts/day", CONTACTS, EITHER, MESSAGE, "left a message at the time limit"),
    COUNT("completed", "visits/day", S, HIGH, COMPLETED, "visits that ended with their work done"),
    COUNT("unresolved", "visits/day", S, LOW, UNRESOLVED, "served without the need being resolved"),
    COUNT("timed_out", "visits/day", S, LOW, TIMED_OUT, "left the line at the step's time limit"),
    COUNT("late", "visits/day", S, LOW, LATE, "visits that lasted longer than was promised"),
    COUNT("passed_on", "visits/day", S, LOW, PASSED_ON, "unresolved + timed_out"),
    COUNT("in_system_at_start", "contacts/day", LINES, EITHER, INSIDE_AT_START,
          "inside when the warm-up ended; they leave with the others"),
    COUNT("in_system_at_end", "contacts/day", LINES, EITHER, INSIDE_AT_END,
          "still inside when the run ended"),
    COUNT(
        "stranded", "contacts/day", LINES, LOW, STRANDED,
        "of those: left waiting for ever as the run ended, nobody being there to serve them; they "
        "joined and were not served, and their wait is at least what it was by then"),
    COUNT("answered_in_threshold", "contacts/day", ALL, HIGH, REACHED_IN_T,
          "S_T: served (contacts: by staff or by themselves) after waiting at most T"),
    COUNT("abandoned_in_threshold", "contacts/day", LINES, EITHER, LEFT_IN_T,
          "L_T: abandoned after waiting at most T"),
    /* People. */
    COUNT("new", "customers/day", CONTACTS, EITHER, NEW, "persons who came for the first time"),
    COUNT("helped", "customers/day", CONTACTS, HIGH, HELPED,
          "persons whose last contact was resolved"),
    COUNT("given_up", "customers/day", CONTACTS, LOW, GIVEN_UP,
          "persons whose last contact ended otherwise and who will not come again"),
    COUNT("redials", "contacts/day", CONTACTS, LOW, REDIALS,
          "contacts that are not their person's first"),
    COUNT("no_shows", "customers/day", CONTACTS, LOW, NO_SHOWS,
          "persons with an appointment who did not come before closing"),
    RATIO("tries_per_customer", "contacts", CONTACTS, LOW, ARRIVED, NEW,
          "contacts per issue: offered / new"),
    RATIO("first_contact_resolution", "share", CONTACTS, HIGH, HELPED_AT_ONCE, NEW,
          "persons helped by their first contact / new"),
    RATIO("one_and_done", "share", CONTACTS, HIGH, HELPED_AT_ONCE, ARRIVED,
          "contacts that were their person's only one and helped / offered"),
    RATIO("in_orbit", "customers", CONTACTS, LOW, ORBIT_OPEN, OPEN_TIME,
          "time average, while open, of persons who will come again"),
    /* Shares. */
    RATIO("abandonment", "share", LINES, LOW, ABANDONED, ARRIVED, "abandoned / offered (arrived)"),
    RATIO("blocking", "share", LINES, LOW, BLOCKED, ARRIVED, "blocked / offered (arrived)"),
    RATIO("lateness_share", "share", S, LOW, LATE, ARRIVED, "late / arrived"),
    RATIO("promise_kept", "share", S, HIGH, KEPT, PROMISED,
          "of visits that ended, those within the station's promise"),
    RATIO("overrun", "s", S, LOW, OVERRUN, LATE, "time beyond the promise, of late visits"),
    RATIO("chases", "contacts/day", S, LOW, CHASES, PROMISE_DAYS,
          "contacts that ask after a visit that lasts beyond its promise"),
    RATIO("balking", "share", LINES, LOW, BALKED, ARRIVED, "balked / offered (arrived)"),
    RATIO("delay_probability", "share", LINES, LOW, DELAYED, JOINED, "not served at once / joined"),
    /* Waits: from joining a line to service or leaving; a contact's are added up. */
    RATIO("asa", "s", ALL, LOW, WAIT_SERVED, ANSWERED,
          "average speed of answer: waits of the served / served (by staff, where there is any)"),
    RATIO("mean_wait", "s", LINES, LOW, WAIT_ALL, JOINED, "waits of all who joined / joined"),
    RATIO("wait_if_delayed", "s", LINES, LOW, WAIT_ALL, DELAYED,
          "all waits / those who were not served at once"),
    RATIO("time_to_abandon", "s", LINES, EITHER, WAIT_ABANDONED, ABANDONED,
          "waits of those who left / those who left; it is not patience"),
    RATIO("felt_wait", "s", LINES, LOW, FELT, FELT_SERVED,
          "how long their waits felt to the served / the served (people.md M4)"),
    OTHER("wait_p50", "s", LINES, LOW, MEASURE_QUANTILE_SERVED, 0.50, "median wait of the served"),
    OTHER("wait_p80", "s", LINES, LOW, MEASURE_QUANTILE_SERVED, 0.80,
          "wait that 80 % of the served do not exceed"),
    OTHER("wait_p90", "s", LINES, LOW, MEASURE_QUANTILE_SERVED, 0.90,
          "wait that 90 % of the served do not exceed"),
    OTHER("wait_p95", "s", LINES, LOW, MEASURE_QUANTILE_SERVED, 0.95,
          "wait that 95 % of the served do not exceed"),
    OTHER("wait_p99", "s", LINES, LOW, MEASURE_QUANTILE_SERVED, 0.99,
          "wait that 99 % of the served do not exceed"),
    OTHER("wait_all_p50", "s", LINES, LOW, MEASURE_QUANTILE_ALL, 0.50,
          "median wait of all who joined"),
    OTHER("wait_all_p80", "s", LINES, LOW, MEASURE_QUANTILE_ALL, 0.80,
          "wait that 80 % of all who joined do not exceed"),
    OTHER("wait_all_p90", "s", LINES, LOW, MEASURE_QUANTILE_ALL, 0.90,
          "wait that 90 % of all who joined do not exceed"),
    OTHER("wait_all_p95", "s", LINES, LOW, MEASURE_QUANTILE_ALL, 0.95,
          "wait that 95 % of all who joined do not exceed"),
    OTHER("wait_all_p99", "s", LINES, LOW, MEASURE_QUANTILE_ALL, 0.99,
          "wait that 99 % of all who joined do not exceed"),
    BY_DAY("max_wait", "s", LINES, LOW, MAX_WAIT_OF_DAY,
           "mean over days of the day's longest wait"),
    BY_DAY("max_queue", "customers", LINES, LOW, MAX_QUEUE_OF_DAY,
           "mean over days of the day's longest line"),
    RATIO("excess_wait", "s", LINES, LOW, EXCESS, JOINED, "mean of max(wait - T, 0)"),
    OTHER("wait_exceeds_<duration>", "share", LINES, LOW, MEASURE_EXCEEDS_WAIT, NAN,
          "share of joined whose wait exceeds the limit in the name; read off the histogram of "
          "waits, whose bins are 0.8 % wide"),
    OTHER("sojourn_exceeds_<duration>", "share", LINES, LOW, MEASURE_EXCEEDS_SOJOURN, NAN,
          "share of joined whose time inside exceeds the limit in the name; read off a histogram "
          "like wait_exceeds"),
    RATIO("sojourn", "s", LINES, LOW, SOJOURN, JOINED,
          "from arrival to leaving, of all who joined; a station: of the visit"),
    /* Service levels under T: the first standard's, else 20 s. S served (contacts: by staff or by
     * themselves), L abandoned, A joined. */
    RATIO("service_level_answered", "share", LINES, HIGH, REACHED_IN_T, REACHED,
          "S_T / S: forgets those who left"),
    RATIO("service_level_offered", "share", LINES, HIGH, REACHED_IN_T, REACHED_OR_LEFT,
          "S_T / (S + L): abandonments count against"),
    RATIO("service_level_ignore", "share", LINES, HIGH, REACHED_IN_T, JOINED_LESS_LEFT_IN_T,
          "S_T / (A - L_T): short abandonments ignored"),
    RATIO("service_level_positive", "share", LINES, HIGH, GOOD, JOINED,
          "(S_T + L_T) / A: short abandonments count for"),
    RATIO("service_level_short", "share", LINES, HIGH, REACHED_IN_T, JOINED_LESS_SHORT,
          "S_T / (A - L_s), s = 5 s: short-abandon timer"),
    OTHER("p_day_meets", "share", T | S, HIGH, MEASURE_STANDARD, NAN,
          "share of days on which the row's first standard by name holds"),
    /* Numbers present. */
    RATIO("mean_queue", "customers", LINES, LOW, QUEUE_OPEN, OPEN_TIME,
          "time average waiting while open"),
    RATIO(
        "queue_seen", "customers", S, LOW, LINE_SEEN, JOINED,
        "people waiting in the line joined, as who joins it sees them; who is served at once sees "
        "nobody; of lanes the line of that lane"),
    RATIO("helps", "times/day", S, LOW, HELPS, MACHINE_DAYS,
          "calls for a person's help at a machine"),
    RATIO("help_share", "share", S, LOW, HELPS, MACHINE_USES,
          "calls for a person's help / uses of the machines"),
    RATIO("help_time", "s", S, LOW, HELP_TIME, HELPS,
          "time from calls for help to their end, helped or given up, the machine kept / calls"),
    RATIO("success_share", "share", S, HIGH, MACHINE_DONE, MACHINE_USES,
          "uses of machines that may fail or need help that resolved the need / their uses"),
    RATIO("failures", "times/day", S, LOW, FAILURES, MACHINE_DAYS,
          "how often a machine failed, the night included"),
    RATIO("down_share", "share", S, LOW, DOWN_OPEN, MACHINE_TIME,
          "machine time out of order while open / all machine time"),
    RATIO("lane_changes", "changes/day", S, EITHER, LANE_CHANGES, LANE_DAYS,
          "steps from one lane to another (jockeying)"),
    RATIO("mean_in_system", "customers", LINES, LOW, INSIDE_OPEN, OPEN_TIME,
          "time average inside while open"),
    /* Work. */
    RATIO("handle_time", "s", ALL, EITHER, HANDLE, HANDLED,
          "service and wrap-up / services; a station without staff: service"),
    RATIO("service_time", "s", ALL, EITHER, SERVICE, HANDLED, "service / services"),
    RATIO("wrap_up_time", "s", ALL, EITHER, WRAP_UP, HANDLED, "wrap-up / services"),
    RATIO("occupancy", "share", T | S | G, EITHER, OCCUPIED, DUTY,
          "busy / on duty, finishing after shift end included in both; a desk: of all who can "
          "serve there, wherever they are busy"),
    RATIO("utilisation", "share", S, EITHER, BUSY, CAPACITY,
          "machines busy, or things held / all that there are while open; "
          "those in use after closing included in both"),
    RATIO("staffed", "agents", T | S | G, EITHER, STAFFED, OPEN_TIME,
          "time average of people at the desk while open; a desk: all who can serve there"),
    RATIO("busy_mean", "agents", T | S | G, EITHER, BUSY_OPEN, OPEN_TIME,
          "time average of people (machines, things) busy here while open"),
    RATIO(
        "fatigue", "share", T | S | G, LOW, FATIGUE, SPELLS,
        "time average over people at the desk of how tired they are: 0 rested, 1 spent (people.md "
        "M1)"),
    RATIO("resolved_share", "share", ALL, HIGH, RESOLVED, OUTCOMES,
          "services by staff that did what they were for (people.md M3)"),
    RATIO("hostile", "share", ALL, LOW, HOSTILE, OUTCOMES,
          "services by staff in which the customer turned hostile (people.md M3)"),
    RATIO("hostile_per_shift", "contacts", T | G, LOW, HOSTILE, WORKED_SHIFTS,
          "hostile customers for each eight hours of somebody on duty"),
    RATIO("courtesy", "share", ALL, HIGH, COURTESY, OUTCOMES,
          "mean courtesy of the services by staff, 0 to 1 (people.md M3)"),
    RATIO("lacked_authority", "share", ALL, LOW, LACKED, OUTCOMES,
          "services whose case needed authority that who served did not have"),
    RATIO("strain", "share", T | G, LOW, STRAIN, WORKER_DAYS,
          "mean strain of people as their days begin, 0 to 1 (people.md M2, illustrative)"),
    RATIO("settled_strain", "share", T | G, LOW, RISE, RISE_AND_FALL,
          "strain to which days like these lead if they go on"),
    RATIO("quits", "1/year", T | G, LOW, QUITS, WORKER_DAYS,
          "leavers a year for each person, at the strain that they have"),
    RATIO(
        "settled_quits", "1/year", T | G, LOW, SETTLED_QUITS, WORKER_DAYS,
        "leavers a year for each person, at the strain to which each day leads if it goes on: its "
        "mean over days"),
    RATIO("score", "share", CONTACTS, HIGH, SCORE, SCORED,
          "mean over contacts of what they were like for the customer, 0 to 1 (people.md M7)"),
    RATIO("score_low", "share", CONTACTS, LOW, SCORED_LOW, SCORED,
          "contacts whose score is below 0.5"),
    RATIO("surveyed_score", "share", CONTACTS, HIGH, SAID, SURVEYED,
          "mean of what those say who answer the survey: not the score of all (people.survey)"),
    RATIO("survey_answers", "share", CONTACTS, EITHER, SURVEYED, SCORED,
          "contacts after which the survey is answered"),
    RATIO("complaints", "contacts/day", CONTACTS, EITHER, COMPLAINTS, COMPLAINING,
          "contacts of which the customer complains: bad ones that are heard of (people.md M8)"),
    RATIO("bad_unheard", "contacts/day", CONTACTS, LOW, BAD_UNHEARD, COMPLAINING,
          "contacts with a score below 0.5 of which nobody complains"),
    RATIO("redressed", "share", CONTACTS, HIGH, REDRESSED, COMPLAINTS,
          "complaints that end to the customer's content"),
    /* Accounts. */
    RATIO("accounts", "accounts", T | CLASS, HIGH, ACCOUNT_MONTHS, MONTHS,
          "time average of accounts that have not gone (people.md M8)"),
    RATIO("loyalty", "share", T | CLASS, HIGH, LOYALTY, ACCOUNT_MONTHS,
          "time average over accounts of their loyalty, 0 to 1 (people.md M8)"),
    RATIO("defected", "accounts/month", T | CLASS, LOW, DEFECTED, MONTHS,
          "accounts that go for good"),
    RATIO("joined", "accounts/month", T | CLASS, HIGH, OPENED, MONTHS, "accounts that open"),
    RATIO("stayed_away", "contacts/month", T | CLASS, LOW, STAYED_AWAY, MONTHS,
          "arrivals that were not, since their account had gone"),
    RATIO("account_value", "money/month", T | CLASS, HIGH, ACCOUNT_VALUE, VALUE_MONTHS,
          "what accounts are worth: accounts x their class's value"),
    /* The working day: of groups with shifts, or with absence; of others they are not given. */
    WORKDAY("agent_days", "agents/day", EITHER, AGENT_DAYS, WORKDAYS,
            "people due to come, absent or not: of the shifts of the day, or its largest count"),
    WORKDAY("absence", "share", LOW, ABSENT, AGENT_DAYS, "absent / agent_days"),
    WORKDAY("breaks_taken", "breaks/day", EITHER, BREAKS, WORKDAYS, "breaks that began"),
    WORKDAY("breaks_late", "breaks/day", LOW, BREAKS_LATE, WORKDAYS,
            "of them later than their time: 'at', the end of 'between', or 'after_work'"),
    WORKDAY("break_lateness", "s", LOW, LATENESS, BREAKS,
            "how late a break began, the punctual as 0"),
    WORKDAY("breaks_missed", "breaks/day", LOW, BREAKS_MISSED, WORKDAYS,
            "due and not begun when the shift ended"),
    WORKDAY("late_finish", "s", LOW, LATE_FINISH, WENT,
            "from a shift's end to the end of the last contact in hand, a person's day"),
    WORKDAY("paid_hours", "h/day", LOW, PAID_HOURS, WORKDAYS,
            "hours that cost_staff pays: shifts less unpaid breaks, or the count; absence and "
            "shrinkage included, and late finish"),
    /* Rules. */
    COUNT("switches", "times/day", R, EITHER, RULE_SWITCHES, "how often the rule went on"),
    RATIO("share_on", "share", R, EITHER, RULE_ON, OPEN_TIME, "time it was on / time open"),
    COUNT("fetched_hours", "h/day", R, EITHER, RULE_HOURS,
          "time of people whom it fetched, the ways included"),
    RATIO("fetched_missing", "share", R, LOW, RULE_MISSING, RULE_ASKED,
          "people it sent for who were not there / people it sent for"),
    /* Money. */
    COUNT("cost", "money/day", ALL, LOW, COST,
          "cost_staff + cost_stations + cost_lost_customers + cost_waiting + cost_guarantees"),
    COUNT("cost_staff", "money/day", T | G, LOW, COST_STAFF,
          "scheduled hours (people at the desk / (1 - shrinkage), or paid_hours) and late finish, "
          "paid"),
    COUNT("cost_stations", "money/day", T | S, LOW, COST_STATIONS,
          "stations by the hour open, or by visit"),
    COUNT("cost_lost_customers", "money/day", CONTACTS, LOW, COST_LOST, "given_up x lost_customer"),
    COUNT("cost_waiting", "money/day", CONTACTS, LOW, WAIT_COST,
          "waits x the tier's price of waiting"),
    COUNT("cost_guarantees", "money/day", T, LOW, COST_GUARANTEES,
          "what standards pay: to each customer who is a miss of one"),
    COUNT("value", "money/day", CONTACTS, HIGH, CLASS_VALUE, "helped x the class's value"),
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
