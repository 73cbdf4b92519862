/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/counters.h"

#include <math.h>
#include <string.h>

#include "base/units.h"

const enum quantity service_level_parts[5][2] = {
    [FORMULA_ANSWERED] = {Q_REACHED_IN_T, Q_REACHED},
    [FORMULA_OFFERED] = {Q_REACHED_IN_T, Q_REACHED_OR_LEFT},
    [FORMULA_IGNORE] = {Q_REACHED_IN_T, Q_JOINED_LESS_LEFT_IN_T},
    [FORMULA_POSITIVE] = {Q_GOOD, Q_JOINED},
    [FORMULA_SHORT] = {Q_REACHED_IN_T, Q_JOINED_LESS_SHORT},
};

const char *const service_level_names[5] = {
    [FORMULA_ANSWERED] = "service_level_answered", [FORMULA_OFFERED] = "service_level_offered",
    [FORMULA_IGNORE] = "service_level_ignore",     [FORMULA_POSITIVE] = "service_level_positive",
    [FORMULA_SHORT] = "service_level_short",
};

void counters_init(struct counters *k, const struct layout *l, struct arena *a) {
    k->layout = l;
    k->cell = arena_array(a, l->n_stores * l->n_intervals, sizeof *k->cell);
    k->within = arena_array(a, l->n_thresholds * l->n_intervals, sizeof *k->within);
    k->duty = arena_array(a, l->model->n_groups * l->n_intervals, sizeof *k->duty);
    k->rules = arena_array(a, l->model->n_rules * l->n_intervals, sizeof *k->rules);
    k->broken = arena_array(a, l->model->n_standards * l->n_intervals, sizeof *k->broken);
    k->time = arena_array(a, l->n_intervals, sizeof *k->time);
    k->day_max = arena_array(a, l->n_stores * 2, sizeof *k->day_max);
    bool strains = l->model->scenario->people.strain.on && !l->model->steady;
    k->week_days = l->model->n_weekdays;
    k->n_weeks = strains ? (l->model->days + k->week_days - 1) / k->week_days : 0;
    k->weeks = arena_array(a, l->model->n_groups * k->n_weeks, sizeof *k->weeks);
    k->days = 0;
}

void counters_reset(struct counters *k) {
    const struct layout *l = k->layout;
    memset(k->cell, 0, l->n_stores * l->n_intervals * sizeof *k->cell);
    memset(k->within, 0, l->n_thresholds * l->n_intervals * sizeof *k->within);
    if (l->model->n_standards > 0) {
        memset(k->broken, 0, l->model->n_standards * l->n_intervals * sizeof *k->broken);
    }
    if (l->model->n_groups > 0) {
        memset(k->duty, 0, l->model->n_groups * l->n_intervals * sizeof *k->duty);
    }
    if (l->model->n_rules > 0) {
        memset(k->rules, 0, l->model->n_rules * l->n_intervals * sizeof *k->rules);
    }
    memset(k->time, 0, l->n_intervals * sizeof *k->time);
    memset(k->day_max, 0, l->n_stores * 2 * sizeof *k->day_max);
    memset(k->scores, 0, sizeof k->scores);
    memset(k->months, 0, sizeof k->months);
    if (k->n_weeks > 0) {
        memset(k->weeks, 0, l->model->n_groups * k->n_weeks * sizeof *k->weeks);
    }
    k->days = 0;
}

static void cell_add(struct cell *to, const struct cell *from) {
    for (size_t i = 0; i < N_COUNTS; i++) {
        to->count[i] += from->count[i];
    }
    for (size_t i = 0; i < N_SUMS; i++) {
        to->sum[i] += from->sum[i];
    }
}

static void duty_add(struct duty_cell *to, const struct duty_cell *from) {
    to->due += from->due;
    to->absent += from->absent;
    to->went += from->went;
    to->breaks += from->breaks;
    to->breaks_late += from->breaks_late;
    to->breaks_missed += from->breaks_missed;
    to->away += from->away;
    to->lateness += from->lateness;
    to->late_finish += from->late_finish;
}

static void rule_add(struct rule_cell *to, const struct rule_cell *from) {
    to->switches += from->switches;
    to->asked += from->asked;
    to->there += from->there;
    to->on += from->on;
    to->people += from->people;
}

void counters_merge(struct counters *k, const struct counters *from) {
    const struct layout *l = k->layout;
    for (size_t i = 0; i < l->n_stores * l->n_intervals; i++) {
        cell_add(&k->cell[i], &from->cell[i]);
    }
    for (size_t i = 0; i < l->n_thresholds * l->n_intervals; i++) {
        k->within[i].reached += from->within[i].reached;
        k->within[i].left += from->within[i].left;
    }
    for (size_t i = 0; i < l->model->n_groups * l->n_intervals; i++) {
        duty_add(&k->duty[i], &from->duty[i]);
    }
    for (size_t i = 0; i < l->model->n_rules * l->n_intervals; i++) {
        rule_add(&k->rules[i], &from->rules[i]);
    }
    for (size_t i = 0; i < l->model->n_standards * l->n_intervals; i++) {
        k->broken[i] += from->broken[i];
    }
    for (size_t i = 0; i < l->n_intervals; i++) {
        k->time[i] += from->time[i];
    }
    for (size_t i = 0; i < l->n_stores * 2; i++) {
        k->day_max[i] += from->day_max[i];
    }
    for (size_t i = 0; i < SCORE_BINS; i++) {
        k->scores[i] += from->scores[i];
    }
    k->days += from->days;
}

/* ---- from cells to quantities: first each row's own ---- */

static void cells_sum(const struct counters *k, uint32_t store, size_t first, size_t end,
                      double *q) {
    for (size_t i = first; i < end; i++) {
        const struct cell *c = counters_cell(k, store, (uint32_t)i);
        for (size_t n = 0; n < N_COUNTS; n++) {
            q[n] += (double)c->count[n];
        }
        for (size_t n = 0; n < N_SUMS; n++) {
            q[N_COUNTS + n] += c->sum[n];
        }
    }
}

static void joined_of(const struct layout *l, enum store_kind kind, double *q) {
    q[Q_JOINED] = q[Q_SERVED] + q[Q_ABANDONED] + q[Q_TURNED_AWAY] + q[Q_STRANDED];
    q[Q_ANSWERED] = q[Q_REACHED] = q[Q_SERVED];
    if (kind == STORE_CONTACTS) {
        q[Q_JOINED] += q[Q_SELF_SERVED] + q[Q_MESSAGE];
        q[Q_REACHED] += q[Q_SELF_SERVED];
        q[Q_ANSWERED] = l->any_groups ? q[Q_SERVED] : q[Q_REACHED];
    } else {
        q[Q_JOINED] += q[Q_TIMED_OUT];
    }
}

void counters_within(const struct counters *k, uint32_t threshold, size_t first, size_t end,
                     double *q) {
    q[Q_REACHED_IN_T] = q[Q_LEFT_IN_T] = 0;
    for (size_t i = first; i < end; i++) {
        const struct within *w = &k->within[threshold * k->layout->n_intervals + i];
        q[Q_REACHED_IN_T] += (double)w->reached;
        q[Q_LEFT_IN_T] += (double)w->left;
    }
    q[Q_GOOD] = q[Q_REACHED_IN_T] + q[Q_LEFT_IN_T];
    q[Q_JOINED_LESS_LEFT_IN_T] = q[Q_JOINED] - q[Q_LEFT_IN_T];
}

static void levels_of(enum store_kind kind, double *q) {
    if (kind == STORE_GROUP) {
        q[Q_DUTY] = q[Q_LEVEL_0];
        q[Q_STAFFED] = q[Q_LEVEL_1];
        q[Q_BUSY] = q[Q_OCCUPIED] = q[Q_LEVEL_2];
        return;
    }
    q[Q_QUEUE] = q[Q_LEVEL_0];
    q[Q_INSIDE] = q[Q_LEVEL_1];
    q[kind == STORE_CONTACTS ? Q_ORBIT : Q_BUSY] = q[Q_LEVEL_2];
}

/* The levels while open: all but what was after closing. */
static void open_levels_of(const struct counters *k, const struct layout_row *r, size_t end,
                           double *q) {
    const struct layout *l = k->layout;
    enum store_kind kind = l->stores[r->store].kind;
    double open[] = {q[Q_LEVEL_0], q[Q_LEVEL_1], q[Q_LEVEL_2]};
    if (end == l->n_intervals) {
        const struct cell *late = counters_cell(k, r->store, (uint32_t)end - 1);
        for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
            open[i] -= late->sum[Q_LEVEL_0 + i - N_COUNTS];
        }
    }
    q[kind == STORE_CONTACTS ? Q_ORBIT_OPEN : Q_BUSY_OPEN] = open[2];
    if (kind != STORE_GROUP) {
        q[Q_QUEUE_OPEN] = open[0];
        q[Q_INSIDE_OPEN] = open[1];
    }
}

static void time_of(const struct counters *k, size_t first, size_t end, double *q) {
    const struct layout *l = k->layout;
    for (size_t i = first; i < end; i++) {
        q[Q_TIME] += k->time[i];
        q[Q_OPEN_TIME] += i + 1 < l->n_intervals ? k->time[i] : 0;
    }
    bool whole = first == 0 && end == l->n_intervals;
    q[Q_DAYS] = l->model->steady && whole ? q[Q_TIME] / DAY_SECONDS : k->days;
}

/* Months as far as there are accounts that the row counts, and days on which people may complain.
 */
static void accounts_of(const struct layout *l, const struct layout_row *r, double *q) {
    const struct model *m = l->model;
    double months = q[Q_DAYS] / (LOYALTY_MONTH / DAY_SECONDS);
    for (uint32_t i = 0; i < m->n_classes; i++) {
        const struct accounts *a = m->classes[i].accounts;
        bool mine =
            r->kind == ROW_CLASS ? r->index == i : r->kind == ROW_TOTAL && !m->classes[i].rival;
        if (a && mine) {
            q[Q_MONTHS] = months;
            q[Q_VALUE_MONTHS] = isnan(a->value) ? q[Q_VALUE_MONTHS] : months;
        }
    }
    if (m->scenario->people.complaints.on) {
        q[Q_COMPLAINING] = q[Q_DAYS];
        q[Q_BAD_UNHEARD] = q[Q_SCORED_LOW] - q[Q_COMPLAINTS];
    }
}

void counters_row(const struct counters *k, size_t row, size_t first, size_t end, double *q) {
    const struct layout *l = k->layout;
    const struct layout_row *r = &l->rows[row];
    const struct layout_store *s = &l->stores[r->store];
    memset(q, 0, N_QUANTITIES * sizeof *q);
    cells_sum(k, r->store, first, end, q);
    time_of(k, first, end, q);
    joined_of(l, s->kind, q);
    counters_within(k, s->first_threshold, first, end, q);
    q[Q_REACHED_OR_LEFT] = q[Q_REACHED] + q[Q_ABANDONED];
    q[Q_JOINED_LESS_SHORT] = q[Q_JOINED] - q[Q_SHORT];
    q[Q_WAIT_ALL] = q[Q_WAIT_SERVED] + q[Q_WAIT_OTHER];
    q[Q_PASSED_ON] = q[Q_UNRESOLVED] + q[Q_TIMED_OUT];
    accounts_of(l, r, q);
    q[Q_FELT_SERVED] = l->model->scenario->people.felt_wait.on ? q[Q_ANSWERED] : 0;
    q[Q_HANDLE] = q[Q_SERVICE] + q[Q_WRAP_UP];
    levels_of(s->kind, q);
    open_levels_of(k, r, end, q);
    q[Q_MAX_WAIT_OF_DAY] = k->day_max[2 * r->store];
    q[Q_MAX_QUEUE_OF_DAY] = s->kind == STORE_GROUP ? 0 : k->day_max[2 * r->store + 1];
}

/* ---- then what takes several rows ---- */

/* Scheduled people are paid, at the desk or not; who is still busy beyond his time, or after
 * closing without a shift that says so, is paid for that time as it is. */
static double paid_seconds(const struct counters *k, uint32_t group, size_t first, size_t end) {
    const struct layout *l = k->layout;
    double paid = 0, present = 1 - l->model->groups[group].shrinkage;
    for (size_t i = first; i < end; i++) {
        struct cell *c = counters_cell(k, l->first_group_store + group, (uint32_t)i);
        double duty = *cell_sum(c, Q_LEVEL_0), staffed = *cell_sum(c, Q_LEVEL_1);
        paid += i + 1 < l->n_intervals ? staffed / present + fmax(0, duty - staffed) : duty;
        paid += k->duty[group * l->n_intervals + i].away / present;
    }
    return paid;
}

/* What befell the group's people; nothing for groups without a working day. */
static void workdays_of(const struct counters *k, uint32_t group, size_t first, size_t end,
                        double *q) {
    size_t n = k->layout->n_intervals;
    for (size_t i = first; i < end; i++) {
        const struct duty_cell *d = &k->duty[group * n + i];
        q[Q_AGENT_DAYS] += (double)d->due;
        q[Q_ABSENT] += (double)d->absent;
        q[Q_WENT] += (double)d->went;
        q[Q_BREAKS] += (double)d->breaks;
        q[Q_BREAKS_LATE] += (double)d->breaks_late;
        q[Q_BREAKS_MISSED] += (double)d->breaks_missed;
        q[Q_LATENESS] += d->lateness;
        q[Q_LATE_FINISH] += d->late_finish;
    }
    if (q[Q_AGENT_DAYS] > 0) {
        q[Q_WORKDAYS] = q[Q_DAYS];
        q[Q_PAID_HOURS] = paid_seconds(k, group, first, end) / 3600;
    }
}

static void workdays_add(double *q, const double *group) {
    for (size_t i = Q_AGENT_DAYS; i <= Q_PAID_HOURS; i++) {
        q[i] += group[i];
    }
    q[Q_WORKDAYS] = fmax(q[Q_WORKDAYS], group[Q_WORKDAYS]);
}

static void staff_add(double *q, const double *group) {
    q[Q_DUTY] += group[Q_DUTY];
    q[Q_STAFFED] += group[Q_STAFFED];
    q[Q_OCCUPIED] += group[Q_BUSY];
    q[Q_FATIGUE] += group[Q_FATIGUE];
    q[Q_SPELLS] += group[Q_SPELLS];
    q[Q_WORKED_SHIFTS] += group[Q_WORKED_SHIFTS];
    q[Q_WORKER_DAYS] += group[Q_WORKER_DAYS];
    q[Q_STRAIN] += group[Q_STRAIN];
    q[Q_QUITS] += group[Q_QUITS];
    q[Q_SETTLED_QUITS] += group[Q_SETTLED_QUITS];
    q[Q_RISE] += group[Q_RISE];
    q[Q_RISE_AND_FALL] += group[Q_RISE_AND_FALL];
}

#define SHIFT_SECONDS (8 * 3600.0)

static void groups_link(const struct counters *k, size_t first, size_t end, double *q) {
    const struct layout *l = k->layout;
    const struct model *m = l->model;
    for (uint32_t g = 0; g < m->n_groups; g++) {
        double *group = q + (l->first_row[ROW_GROUP] + g) * N_QUANTITIES;
        group[Q_COST_STAFF] = l->staff_rate[g] * paid_seconds(k, g, first, end);
        workdays_of(k, g, first, end, group);
        group[Q_WORKED_SHIFTS] = m->scenario->people.outcome.on ? group[Q_DUTY] / SHIFT_SECONDS : 0;
        if (!m->groups[g].rival) {
            workdays_add(q, group);
            staff_add(q, group);
            q[Q_BUSY] += group[Q_BUSY];
            q[Q_BUSY_OPEN] += group[Q_BUSY_OPEN];
            q[Q_COST_STAFF] += group[Q_COST_STAFF];
        }
        for (uint32_t s = 0; s < m->n_stations; s++) {
            if (l->group_serves[(size_t)g * m->n_stations + s]) {
                staff_add(q + (l->first_row[ROW_STATION] + s) * N_QUANTITIES, group);
            }
        }
    }
}

/* A row's sum over those intervals that lie before closing. */
static double open_sum(const struct counters *k, uint32_t station, enum quantity q, size_t first,
                       size_t end) {
    double sum = 0;
    for (size_t i = first; i < end && i + 1 < k->layout->n_intervals; i++) {
        sum += *cell_sum(counters_cell(k, layout_station_store(station), (uint32_t)i), q);
    }
    return sum;
}

/* Machines or things x s while open; else one thing: the desk, the waiting. */
static double things_of(const struct counters *k, uint32_t station, size_t first, size_t end,
                        const double *row) {
    const struct model_station *s = &k->layout->model->stations[station];
    if (k->layout->count_set[station]) {
        return open_sum(k, station, Q_THINGS, first, end);
    }
    return (s->kind->servers ? (double)s->servers : 1) * row[Q_OPEN_TIME];
}

/* Only while open: nobody asks what the night does. */
static void machines_link(const struct counters *k, uint32_t station, size_t first, size_t end,
                          double *row) {
    if (!k->layout->model->stations[station].machines) {
        return;
    }
    row[Q_MACHINE_DAYS] = row[Q_DAYS];
    row[Q_MACHINE_DONE] = row[Q_COMPLETED];
    row[Q_MACHINE_USES] = row[Q_COMPLETED] + row[Q_UNRESOLVED];
    row[Q_MACHINE_TIME] = things_of(k, station, first, end, row);
    row[Q_DOWN_OPEN] += open_sum(k, station, Q_DOWN, first, end);
}

static void promises_link(const struct model_station *s, double *row) {
    if (isinf(s->as_read->promise)) {
        return;
    }
    row[Q_PROMISE_DAYS] = row[Q_DAYS];
    row[Q_PROMISED] = row[Q_COMPLETED] + row[Q_PASSED_ON] + row[Q_ABANDONED] + row[Q_TURNED_AWAY];
    row[Q_KEPT] = row[Q_PROMISED] - row[Q_LATE];
}

/* What is still in use after closing; what is idle then is no longer there to be used. */
static double used_late(const struct counters *k, uint32_t station, size_t end) {
    size_t last = k->layout->n_intervals - 1;
    return end > last ? *cell_sum(counters_cell(k, layout_station_store(station), (uint32_t)last),
                                  Q_LEVEL_2)
                      : 0;
}

static void stations_link(const struct counters *k, size_t first, size_t end, double *q) {
    const struct layout *l = k->layout;
    const struct model *m = l->model;
    for (uint32_t s = 0; s < m->n_stations; s++) {
        double *row = q + (l->first_row[ROW_STATION] + s) * N_QUANTITIES;
        bool counted = m->stations[s].kind->servers;
        double things = things_of(k, s, first, end, row);
        machines_link(k, s, first, end, row);
        promises_link(&m->stations[s], row);
        row[Q_LANE_DAYS] = m->stations[s].n_lanes > 0 ? row[Q_DAYS] : 0;
        row[Q_CAPACITY] = counted ? things + used_late(k, s, end) : 0;
        double visits = q[l->paid_row[s] * N_QUANTITIES + Q_ARRIVED];
        row[Q_COST_STATIONS] = l->station_rate[s] * (l->per_contact[s] ? visits : things);
        q[Q_COST_STATIONS] += m->stations[s].as_read->rival ? 0 : row[Q_COST_STATIONS];
    }
}

static void rules_link(const struct counters *k, size_t first, size_t end, double *q) {
    const struct layout *l = k->layout;
    for (uint32_t r = 0; r < l->model->n_rules; r++) {
        double *row = q + (l->first_row[ROW_RULE] + r) * N_QUANTITIES;
        for (size_t i = first; i < end; i++) {
            const struct rule_cell *c = &k->rules[r * l->n_intervals + i];
            row[Q_RULE_SWITCHES] += (double)c->switches;
            row[Q_RULE_ASKED] += (double)c->asked;
            row[Q_RULE_MISSING] += (double)(c->asked - c->there);
            row[Q_RULE_ON] += i + 1 < l->n_intervals ? c->on : 0;
            row[Q_RULE_HOURS] += c->people / 3600;
        }
    }
}

/* How many customers a guarantee is paid to: what its standard counts as misses. */
static double broken(const struct counters *k, uint32_t standard, size_t first, size_t end) {
    const struct layout_standard *s = &k->layout->standards[standard];
    double q[N_QUANTITIES], misses = 0;
    for (size_t i = first; s->stretch && i < end; i++) {
        misses += (double)k->broken[standard * k->layout->n_intervals + i];
    }
    if (s->stretch) {
        return misses;
    }
    const enum quantity *part =
        service_level_parts[k->layout->model->standards[standard].as_read->formula];
    counters_row(k, s->row, first, end, q);
    counters_within(k, s->threshold, first, end, q);
    return q[part[1]] - q[part[0]];
}

static double guarantees_of(const struct counters *k, size_t first, size_t end) {
    const struct model *m = k->layout->model;
    double paid = 0;
    for (uint32_t i = 0; i < m->n_standards; i++) {
        double pays = m->standards[i].as_read->pays;
        paid += pays > 0 ? pays * broken(k, i, first, end) : 0;
    }
    return paid;
}

void counters_quantities(const struct counters *k, size_t first, size_t end, double *q) {
    const struct layout *l = k->layout;
    for (size_t r = 0; r < l->n_rows; r++) {
        counters_row(k, r, first, end, q + r * N_QUANTITIES);
    }
    groups_link(k, first, end, q);
    stations_link(k, first, end, q);
    rules_link(k, first, end, q);
    q[Q_COST_GUARANTEES] = guarantees_of(k, first, end); /* the total's row is the first */
    for (size_t r = 0; r < l->n_rows; r++) {
        double *row = q + r * N_QUANTITIES;
        row[Q_COST_LOST] = l->rows[r].rival ? 0 : l->lost_customer * row[Q_GIVEN_UP];
        row[Q_COST] = row[Q_COST_STAFF] + row[Q_COST_STATIONS] + row[Q_COST_LOST] +
                      row[Q_WAIT_COST] + row[Q_COST_GUARANTEES];
    }
}
