/* SPDX-License-Identifier: GPL-3.0-or-later
 * The schedule simulated as shifts with breaks, and cuts where its day misses a standard: one
 * person more is required in the intervals that fall short, and the programme is solved again. The
 * cuts are those of Atlason, Epelman & Henderson (2008) in their plainest form: a raised side of
 * the rows that exist, which cuts off every schedule with as few people there as this one. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "planner/schedule_parts.h"
#include "stats/interval.h"
#include "study/study.h"

/* The value of the first standard in each replication. */
struct observed {
    size_t n;
    double *numerator, *denominator;
};

static struct estimate change_of(const struct observed *now, const struct observed *before,
                                 const struct results *r) {
    if (!before->n || before->n != now->n)
        return (struct estimate){NAN, NAN, NAN};
    struct interval i = paired_ratio_difference(now->numerator, now->denominator, before->numerator,
                                                before->denominator, now->n, r->level);
    return difference_bounded((struct estimate){i.value, i.low, i.high}, r->standards[0].unit);
}

static struct observed observed_of(struct schedule *s, const struct study_series *series) {
    struct observed o = {.n = series->n_series > 0 ? series->replications : 0};
    o.numerator = arena_array(&s->arena, o.n, sizeof *o.numerator);
    o.denominator = arena_array(&s->arena, o.n, sizeof *o.denominator);
    for (size_t i = 0; i < o.n; i++) {
        o.numerator[i] = series->numerator[i];
        o.denominator[i] = series->denominator[i];
    }
    return o;
}

/* ---- where to cut ---- */

/* How many people's waits an interval contributes to missing the standard; <= 0: none. */
static double shortfall(const struct interval_row *row, const struct standard_result *x) {
    double level = interval_value(row, "service_level");
    double offered = interval_value(row, "offered");
    bool by_level = x->formula && strncmp(x->formula, "service_level", 13) == 0 && x->at_least;
    if (!by_level)
        return offered * interval_value(row, "mean_wait_s");
    return isnan(level) ? 0 : offered * (x->target - level);
}

/* Requires one more from each group that works there, as far as its patterns can bring somebody. */
static size_t interval_raise(struct schedule *s, uint32_t station, const struct interval_row *row) {
    size_t raised = 0;
    for (size_t g = 0; g < s->n_groups; g++) {
        struct schedule_group *group = &s->groups[g];
        if (!model_group_serves(s->model, group->index, station))
            continue;
        const bool *reach = cover_reachable(&group->problem, &s->arena);
        for (size_t day = 0; day < s->grid.n_days; day++) {
            for (double t = row->start; t < row->start + row->length - 1e-6; t += s->grid.slot) {
                size_t slot = grid_slot(&s->grid, day, t);
                if (!reach[slot])
                    continue;
                size_t *required = &group->required[slot];
                size_t duty = group->plan.on_duty[slot];
                *required = (*required > duty ? *required : duty) + 1;
                raised++;
            }
        }
    }
    return raised;
}

static size_t standard_cut(struct schedule *s, const struct results *r, size_t which) {
    const struct standard_result *x = &r->standards[which];
    const struct model_standard *of = &s->model->standards[0];
    for (uint32_t i = 0; i < s->model->n_standards; i++)
        if (strcmp(s->model->standards[i].name, x->name) == 0)
            of = &s->model->standards[i];
    const char *station = of->station == NONE ? NULL : s->model->stations[of->station].name;
    double most = 0;
    size_t raised = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < r->n_intervals; i++) {
            const struct interval_row *row = &r->intervals[i];
            bool here = station ? row->kind == ROW_STATION && strcmp(row->name, station) == 0
                                : row->kind == ROW_TOTAL;
            if (!here || row->after_close)
                continue;
            double lack = shortfall(row, x);
            if (pass == 0)
                most = fmax(most, lack);
            else if (lack > 0 && lack >= most / 2)
                raised += interval_raise(s, of->station, row);
        }
    }
    return raised;
}

/* Raises the requirement for every standard that falls short and that more people may cure. */
static size_t cuts_add(struct schedule *s, const struct results *r) {
    size_t raised = 0;
    for (size_t i = 0; i < r->n_standards; i++)
        if (schedule_standard_missed(&r->standards[i]) &&
            schedule_standard_curable(s, &r->standards[i]))
            raised += standard_cut(s, r, i);
    return raised;
}

/* ---- rounds ---- */

static struct results *round_run(struct schedule *s, const struct schedule_options *o,
                                 uint64_t seed, struct observed *observed, struct diag *d) {
    struct study_options study = *o->study;
    struct study_series series = {0};
    const char *path = NULL;
    study.staffing = &s->staffing;
    study.seed = seed;
    if (s->model->n_standards > 0) {
        path = arena_format(&s->arena, "standards.%s.value", s->model->standards[0].name);
        study.n_series = 1;
        study.series = &path;
    }
    if (o->progress)
        o->progress(o->context, "simulating the shifts");
    struct results *r = study_run(s->model, study, &series, d);
    *observed = observed_of(s, &series);
    study_series_free(&series);
    return r;
}

/* Days that chose the cuts flatter what came of them: other customers have the last word. */
static void schedule_confirm(struct schedule *s, const struct schedule_options *o, struct diag *d) {
    struct observed ignored;
    struct results *r = round_run(s, o, o->study->seed + 1, &ignored, d);
    if (!r || r->stopped_by == STOPPED_BY_SIGNAL)
        s->end = d->errors > 0 ? SCHEDULE_FAILED : SCHEDULE_STOPPED;
    if (!r)
        return;
    struct schedule_round *round = &s->rounds[s->n_rounds++];
    *round = (struct schedule_round){
        .results = r, .change = {NAN, NAN, NAN}, .cost = s->cost, .confirms = true};
    schedule_round_judge(s, round);
}

void schedule_simulate(struct schedule *s, const struct schedule_options *o, struct diag *d) {
    struct observed before = {0}, now;
    s->rounds = arena_array(&s->arena, o->rounds + 2, sizeof *s->rounds);
    while (s->n_rounds <= o->rounds) {
        struct results *r = round_run(s, o, o->study->seed, &now, d);
        if (!r) {
            s->end = d->errors > 0 ? SCHEDULE_FAILED : SCHEDULE_STOPPED;
            return;
        }
        struct schedule_round *round = &s->rounds[s->n_rounds++];
        *round = (struct schedule_round){.results = r, .cost = s->cost};
        round->change = change_of(&now, &before, r);
        schedule_round_judge(s, round);
        if (round->curable > 0 && s->n_rounds == 1 && o->reach) {
            schedule_reach(s, o, r);
            schedule_round_judge(s, round);
        }
        before = now;
        if (r->stopped_by == STOPPED_BY_SIGNAL) {
            s->end = SCHEDULE_STOPPED;
            return;
        }
        if (round->curable == 0 && s->n_rounds > 1)
            schedule_confirm(s, o, d);
        s->rounds_ended = round->curable > 0 && s->n_rounds > o->rounds;
        if (round->curable == 0 || s->n_rounds > o->rounds || s->end != SCHEDULE_COVERS)
            return;
        round->raised = cuts_add(s, r);
        if (round->raised == 0)
            return;
        schedule_solve(s, o);
        if (s->end == SCHEDULE_STOPPED || s->end == SCHEDULE_FAILED)
            return;
    }
}
