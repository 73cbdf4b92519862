/* SPDX-License-Identifier: GPL-3.0-or-later
 * Studies: the same whatever the threads, identities between measures, paths, precision. */
#include "study/study.h"

#include "support/busy.h"

/* The batches of one long run are disjoint for a standard as for the measure that it judges. */
static void a_standard_is_as_sure_as_its_measure(void **state) {
    (void)state;
    static const char queue[] =
        "{\"horizon\": {\"runs_for\": \"60h\", \"warm_up\": \"2h\"}, \"stations\": {\"d\": "
        "{\"kind\": "
        "\"desk\"}}, \"customers\": {\"c\": {\"arrivals\": {\"rate\": \"60/h\"}, \"patience\": "
        "{\"kind\": \"exponential\", \"mean\": \"5m\"}, \"journey\": [\"d\"], \"work\": {\"d\": "
        "{\"service\": {\"kind\": \"exponential\", \"mean\": \"4m\"}}}}}, \"staff\": {\"g\": "
        "{\"count\": "
        "5, \"skills\": {\"d\": {}}}}, \"standards\": {\"s\": {\"at\": \"d\", \"share\": 0.8, "
        "\"within\": \"20s\"}}}";
    for (size_t runs = 1; runs <= 3; runs += 2) {
        struct studied s = study_of(
            queue, NULL, (struct study_options){.replications = runs, .level = 0.95}, NULL);
        struct estimate e = estimate_at(&s, "stations.d.service_level_ignore");
        assert_true(e.high - e.low > 0.01);
        check_close(s.results->standards[0].value.value, e.value, 1e-12);
        check_close(s.results->standards[0].value.low, e.low, 1e-12);
        check_close(s.results->standards[0].value.high, e.high, 1e-12);
        studied_fini(&s);
    }
}

static void threads_change_no_byte(void **state) {
    (void)state;
    struct studied one =
        study_of(busy_scenario, NULL,
                 (struct study_options){.seed = 3, .replications = 33, .threads = 1}, NULL);
    struct studied two =
        study_of(busy_scenario, NULL,
                 (struct study_options){.seed = 3, .replications = 33, .threads = 3}, NULL);
    const struct results *a = one.results, *b = two.results;
    for (size_t r = 0; r < a->n_rows; r++) {
        for (size_t i = 0; i < n_measures; i++) {
            check_same(a->rows[r].estimates[i], b->rows[r].estimates[i], measures[i].name);
        }
    }
    assert_int_equal(a->n_intervals, b->n_intervals);
    for (size_t r = 0; r < a->n_intervals; r++) {
        assert_memory_equal(a->intervals[r].values, b->intervals[r].values,
                            n_interval_columns * sizeof(double));
    }
    for (size_t s = 0; s < a->n_standards; s++) {
        check_same(a->standards[s].value, b->standards[s].value, a->standards[s].name);
        check_same(a->standards[s].p_day_meets, b->standards[s].p_day_meets, a->standards[s].name);
    }
    for (size_t h = 0; h < a->n_histograms; h++) {
        assert_memory_equal(a->histograms[h].count, b->histograms[h].count,
                            a->histograms[h].n * sizeof(double));
    }
    for (size_t k = 0; k < a->n_bands; k++) {
        assert_memory_equal(a->bands[k].mean, b->bands[k].mean, a->bands[k].n * sizeof(double));
    }
    assert_int_equal(a->events, b->events);
    studied_fini(&one);
    studied_fini(&two);
}

/* What must hold between measures of any scenario, to rounding. */
static void check_identities(const struct studied *s) {
    double offered = value_at(s, "total.offered");
    double ends = 0, classes = 0, tiers = 0;
    static const char *const outcomes[] = {"served",  "self_served",     "abandoned",
                                           "balked",  "blocked",         "turned_away",
                                           "message", "in_system_at_end"};
    for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++) {
        char path[64];
        snprintf(path, sizeof path, "total.%s", outcomes[i]);
        ends += value_at(s, path);
    }
    check_close(ends, offered + value_at(s, "total.in_system_at_start"), 1e-12);
    for (size_t i = 0; i < s->results->n_rows; i++) {
        const struct result_row *r = &s->results->rows[i];
        double here = r->estimates[measure_find("offered")].value;
        classes += r->kind == ROW_CLASS && !r->rival ? here : 0;
        tiers += r->kind == ROW_TIER ? here : 0;
        if (r->kind == ROW_STATION) {
            const struct estimate *e = r->estimates;
            check_close(
                e[measure_find("arrived")].value + e[measure_find("in_system_at_start")].value,
                e[measure_find("completed")].value + e[measure_find("passed_on")].value +
                    e[measure_find("abandoned")].value + e[measure_find("balked")].value +
                    e[measure_find("blocked")].value + e[measure_find("turned_away")].value +
                    e[measure_find("in_system_at_end")].value,
                1e-12);
        }
    }
    check_close(classes, offered, 1e-12);
    check_close(tiers, offered, 1e-12);
    check_close(value_at(s, "total.new") + value_at(s, "total.redials"), offered, 1e-12);
    check_close(value_at(s, "total.tries_per_customer") * value_at(s, "total.new"), offered, 1e-12);
    check_close(value_at(s, "total.cost"),
                value_at(s, "total.cost_staff") + value_at(s, "total.cost_stations") +
                    value_at(s, "total.cost_lost_customers") + value_at(s, "total.cost_waiting") +
                    value_at(s, "total.cost_guarantees"),
                1e-12);
    assert_true(value_at(s, "total.wait_p50") <= value_at(s, "total.wait_p80"));
    assert_true(value_at(s, "total.wait_all_p90") <= value_at(s, "total.wait_all_p99"));
}

static void measures_agree_with_each_other(void **state) {
    (void)state;
    static const char *const over[] = {NULL,
                                       "horizon.after_close=\"turn_away\"",
                                       "stations.desk.lines=9",
                                       "horizon.days=3",
                                       "staff.general.count=3",
                                       "{\"horizon\": {\"days\": 3, \"warm_up\": 1}}",
                                       "{\"customers\": {\"loan\": {\"rival\": true}}}",
                                       busy_steady};
    for (size_t i = 0; i < sizeof over / sizeof *over; i++) {
        struct studied s = study_of(busy_scenario, over[i],
                                    (struct study_options){.seed = 9, .replications = 8}, NULL);
        check_identities(&s);
        studied_fini(&s);
    }
}

/* How long others stay after closing changes no mean of a station where they never are. */
static void means_are_of_the_time_open(void **state) {
    (void)state;
    struct study_options few = {.seed = 4, .replications = 10};
    struct studied alone = study_of(busy_scenario, NULL, few, NULL);
    struct studied beside = study_of(
        busy_scenario,
        "{\"customers\": {\"guests\": {\"arrivals\": {\"rate\": \"2/h\"}, \"journey\": "
        "[\"rooms\"], "
        "\"work\": {\"rooms\": {\"service\": {\"kind\": \"exponential\", \"mean\": \"6h\"}}}}}, "
        "\"stations\": {\"rooms\": {\"kind\": \"delay\"}}}",
        few, NULL);
    static const char *const paths[] = {"stations.desk.mean_queue", "stations.desk.mean_in_system",
                                        "stations.desk.busy_mean"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        check_close(value_at(&beside, paths[i]), value_at(&alone, paths[i]), 1e-12);
    }
    studied_fini(&alone);
    studied_fini(&beside);
}

/* Sums over the day's intervals are the day; levels are means while open. */
static void intervals_add_up_to_the_day(void **state) {
    (void)state;
    struct studied s =
        study_of(busy_scenario, NULL, (struct study_options){.seed = 4, .replications = 25}, NULL);
    double offered = 0, served = 0, waiting = 0, length = 0;
    size_t column[3] = {0, 0, 0};
    static const char *const names[] = {"offered", "served", "line_mean"};
    for (size_t i = 0; i < n_interval_columns; i++) {
        for (size_t k = 0; k < 3; k++) {
            column[k] = strcmp(interval_columns[i].name, names[k]) == 0 ? i : column[k];
        }
    }
    for (size_t i = 0; i < s.results->n_intervals; i++) {
        const struct interval_row *r = &s.results->intervals[i];
        if (r->kind == ROW_STATION && strcmp(r->name, "desk") == 0) {
            offered += r->values[column[0]];
            served += r->values[column[1]];
            waiting += r->after_close ? 0 : r->values[column[2]] * r->length;
            length += r->after_close ? 0 : r->length;
        }
    }
    check_close(offered, value_at(&s, "stations.desk.arrived"), 1e-12);
    check_close(served, value_at(&s, "stations.desk.served"), 1e-12);
    check_close(waiting / length, value_at(&s, "stations.desk.mean_queue"), 1e-9);
    studied_fini(&s);
}

/* What a path finds is the row's estimate, and what it does not is said. */
static void paths_find_what_rows_hold(void **state) {
    (void)state;
    struct studied s =
        study_of(busy_scenario, NULL, (struct study_options){.seed = 4, .replications = 20}, NULL);
    for (size_t i = 0; i < s.results->n_rows; i++) {
        const struct result_row *r = &s.results->rows[i];
        for (size_t m = 0; m < n_measures; m++) {
            char path[128];
            snprintf(path, sizeof path, "%s%s%s.%s", row_kind_sections[r->kind],
                     *r->name ? "." : "", r->name, measures[m].name);
            if (!strchr(path, '<') && measures[m].rows >> r->kind & 1) {
                check_same(estimate_at(&s, path), r->estimates[m], path);
            }
        }
    }
    static const char *const wrong[][2] = {
        {"total", "is not a path"},
        {"nothing.desk.asa", "is none of total"},
        {"stations.desks.asa", "did you mean 'desk'?"},
        {"total.assa", "did you mean 'asa'?"},
        {"classes.loan.utilisation", "is not measured of a class"},
        {"standards.answr.value", "did you mean 'answer'?"},
        {"standards.answer.asa", "a standard has value"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const char *why = "";
        assert_null(results_find(s.results, wrong[i][0], &why));
        if (!strstr(why, wrong[i][1])) {
            fail_msg("%s: %s", wrong[i][0], why);
        }
    }
    double beyond = value_at(&s, "stations.desk.wait_exceeds_30s");
    assert_true(beyond > 0 && beyond < 1);
    /* P(wait > p90 of all) is a tenth. */
    char path[64];
    snprintf(path, sizeof path, "stations.desk.wait_exceeds_%.6fs",
             value_at(&s, "stations.desk.wait_all_p90"));
    check_near(value_at(&s, path), 0.1, 0.003);
    studied_fini(&s);
}

static void standards_are_judged(void **state) {
    (void)state;
    struct studied s =
        study_of(busy_scenario, NULL, (struct study_options){.seed = 4, .replications = 40}, NULL);
    const struct standard_result *r = s.results->standards;
    assert_string_equal(r[0].question, "80 % answered within 30s at desk (ignore), 9 days of 10");
    check_same(r[0].value, r[0].formulas[FORMULA_IGNORE], "formula");
    check_same(r[0].value, estimate_at(&s, "stations.desk.service_level_ignore"), "the row's");
    assert_string_equal(r[1].question, "80 % answered within 1m at desk for gold (ignore)");
    assert_true(r[1].value.value > r[0].value.value); /* gold goes first, and has a minute */
    assert_string_equal(r[2].question, "abandonment at most 5 %, in every interval");
    /* The worst interval is worse than the day. */
    assert_true(r[2].value.value > value_at(&s, "total.abandonment"));
    assert_string_equal(r[3].question, "wait_p90 at desk at most 2m");
    check_same(r[3].value, estimate_at(&s, "stations.desk.wait_p90"), "p90");
    assert_string_equal(r[4].question, "50 % from trunk.joined to desk.started within 2m");
    assert_true(r[4].value.value > 0.2 && r[4].value.value < 1);
    for (size_t i = 0; i < s.results->n_standards; i++) {
        assert_true(r[i].p_day_meets.value >= 0 && r[i].p_day_meets.value <= 1);
        bool floor = r[i].at_least;
        double asked = isnan(r[i].on_days) ? r[i].target : r[i].on_days;
        struct estimate e = isnan(r[i].on_days) ? r[i].value : r[i].p_day_meets;
        bool met = floor ? e.low >= asked : e.high <= asked;
        bool missed = floor ? e.high < asked : e.low > asked;
        assert_int_equal(r[i].verdict, met      ? VERDICT_MET
                                       : missed ? VERDICT_MISSED
                                                : VERDICT_NOT_SURE);
    }
    studied_fini(&s);
}

static void a_series_is_the_estimate_in_parts(void **state) {
    (void)state;
    static const char *const paths[] = {"stations.desk.asa", "standards.gold.value"};
    struct study_series series;
    struct studied s = study_of(
        busy_scenario, NULL,
        (struct study_options){.seed = 4, .replications = 21, .n_series = 2, .series = paths},
        &series);
    assert_int_equal(series.replications, 21);
    for (size_t p = 0; p < 2; p++) {
        double top = 0, bottom = 0;
        for (size_t i = 0; i < 21; i++) {
            top += series.numerator[p * 21 + i];
            bottom += series.denominator[p * 21 + i];
        }
        check_close(top / bottom, value_at(&s, paths[p]), 1e-12);
    }
    study_series_free(&series);
    studied_fini(&s);
}

static void precision_stops_when_it_is_reached(void **state) {
    (void)state;
    static const char *const of[] = {"stations.desk.asa"};
    struct study_options o = {
        .seed = 4, .replications = 2000, .precision = 0.05, .n_of = 1, .of = of};
    struct studied s = study_of(busy_scenario, NULL, o, NULL);
    struct estimate e = estimate_at(&s, of[0]);
    assert_int_equal(s.results->stopped_by, STOPPED_BY_PRECISION);
    assert_true(s.results->replications < 2000 && s.results->replications % 20 == 0);
    assert_true((e.high - e.low) / 2 <= 0.05 * e.value);
    assert_non_null(strstr(s.results->stopped_note, "Precise enough after"));
    studied_fini(&s);
    o.replications = 20;
    o.precision = 0.001;
    s = study_of(busy_scenario, NULL, o, NULL);
    assert_int_equal(s.results->stopped_by, STOPPED_BY_REPLICATIONS);
    assert_non_null(strstr(s.results->stopped_note, "Not as precise as asked"));
    studied_fini(&s);
}

/* Somebody each minute, served for ten: every day has the same line. */
static void a_band_of_days_alike_is_their_line(void **state) {
    (void)state;
    static const char alike[] =
        "{\"horizon\": {\"opens\": \"08:00\", \"closes\": \"09:00\"}, \"customers\": {\"a\": "
        "{\"arrivals\": {\"every\": \"1m\"}, \"journey\": [\"d\"], \"work\": {\"d\": "
        "{\"service\": \"10m\"}}}}, \"stations\": {\"d\": {\"kind\": \"desk\"}}, \"staff\": "
        "{\"g\": {\"count\": 2, \"skills\": {\"d\": {}}}}}";
    struct studied s = study_of(alike, NULL, (struct study_options){.replications = 20}, NULL);
    const struct line_band *b = &s.results->bands[0];
    double most = 0;
    for (size_t i = 0; i < b->n; i++) {
        check_close(b->low[i], b->mean[i], 1e-12);
        check_close(b->high[i], b->mean[i], 1e-12);
        most = b->high[i] > most ? b->high[i] : most;
    }
    assert_true(most > 20);
    studied_fini(&s);
}

static void what_cannot_be_run_is_said(void **state) {
    (void)state;
    static const struct {
        const char *over, *of;
        struct engine_limits limits;
        const char *words;
    } all[] = {
        {"{\"standards\": {\"lost\": {\"measure\": \"abandonmint\"}}}",
         NULL,
         {0},
         "unknown measure"},
        {"{\"standards\": {\"lost\": {\"measure\": \"utilisation\"}}}",
         NULL,
         {0},
         "is not measured of a total"},
        {"{\"standards\": {\"lost\": {\"measure\": \"wait_p90\", \"at_most\": 9, \"per\": "
         "\"interval\"}}}",
         NULL,
         {0},
         "is not judged by interval"},
        {"{\"horizon\": {\"days\": 2}, \"standards\": {\"lost\": {\"measure\": \"wait_p90\", "
         "\"at_most\": 9, \"per\": \"day\", \"on_days\": 0.9}}}",
         NULL,
         {0},
         "is not judged day by day where 'days' is above 1"},
        {NULL, "total.nonsense", {0}, "unknown measure 'nonsense'"},
        {"customers.plain.arrivals.rate=2000/h", NULL, {.events = 100}, "limit of 100 events"},
        {NULL, NULL, {.present = 3}, "limit of 3 customers"},
        {"{\"customers\": {\"loan\": {\"work\": {\"desk\": {\"service\": \"0s\", \"resolves\": "
         "0}}, "
         "\"returns\": {\"unresolved\": {\"chance\": 1, \"after\": \"0s\"}}}}}",
         NULL,
         {.in_an_instant = 20000},
         "had 20000 events or steps in one instant"},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct diag d = {0};
        struct scenario *s = read_sound(busy_scenario, all[i].over);
        struct model *m = model_compile(s, (struct model_options){0}, &d);
        struct study_options o = {.replications = 20, .limits = all[i].limits, .precision = 0.1};
        o.n_of = all[i].of != NULL;
        o.of = &all[i].of;
        struct results *r = study_run(m, o, NULL, &d);
        if (r) {
            fail_msg("%zu ran", i);
        }
        assert_int_equal(d.errors, 1);
        if (!strstr(d.findings[0].message, all[i].words)) {
            fail_msg("%s", d.findings[0].message);
        }
        model_free(m);
        scenario_free(s);
        diag_fini(&d);
    }
}

/* Stopped from outside on the way: what is complete is kept. */
static volatile sig_atomic_t stop;

static void stop_now(void *context, size_t done, size_t planned) {
    (void)context;
    (void)planned;
    stop = done >= 20;
}

static void a_stop_keeps_what_is_complete(void **state) {
    (void)state;
    stop = 0;
    struct studied s = study_of(
        busy_scenario, NULL,
        (struct study_options){
            .replications = 500, .threads = 1, .limits = {.stop = &stop}, .progress = stop_now},
        NULL);
    assert_in_range(s.results->replications, 20, 400);
    assert_int_equal(s.results->stopped_by, STOPPED_BY_SIGNAL);
    studied_fini(&s);
}

/* One customer at 8:59:30, served for a minute; ten minutes of wrap-up end long after he has left,
 * at 9:10:30. The agent is on duty until then. */
static void the_last_wrap_up_belongs_to_the_day(void **state) {
    (void)state;
    static const char late[] =
        "{ \"horizon\": {\"opens\": \"08:00\", \"closes\": \"09:00\", \"interval\": \"1h\"},"
        "  \"customers\": {\"a\": {\"arrivals\": {\"every\": {\"kind\": \"constant\", \"value\": "
        "3570},"
        "    \"at_most\": 1}, \"journey\": [\"desk\"], \"work\": {\"desk\": {\"service\": \"1m\","
        "    \"wrap_up\": \"10m\"}}}}, \"stations\": {\"desk\": {\"kind\": \"desk\"}},"
        "  \"staff\": {\"one\": {\"count\": 1, \"skills\": {\"desk\": {}}}},"
        "  \"money\": {\"staff\": {\"one\": \"3600/h\"}} }";
    struct studied s = study_of(late, NULL, (struct study_options){.replications = 20}, NULL);
    check_close(value_at(&s, "staff.one.handle_time"), 660, 1e-12);
    check_close(value_at(&s, "total.wrap_up_time"), 600, 1e-12);
    check_close(value_at(&s, "staff.one.occupancy"), 660.0 / (3600 + 630), 1e-12);
    check_close(value_at(&s, "staff.one.cost"), 3600 + 630, 1e-12);
    check_close(value_at(&s, "staff.one.staffed"), 1, 1e-12);
    studied_fini(&s);
}

/* The clerk is busy from 60 s on. Whoever comes then has to wait: patience 0 leaves at once, and is
 * delayed all the same; the first of a day finds him idle. By customers and by goals alike. */
static void who_leaves_at_once_had_to_wait(void **state) {
    (void)state;
    static const char impatient[] =
        "{ \"horizon\": {\"opens\": \"08:00\", \"closes\": \"09:00\", \"interval\": \"1h\"},"
        "  \"customers\": {\"a\": {\"arrivals\": {\"every\": {\"kind\": \"constant\", \"value\": "
        "60},"
        "    \"at_most\": 4}, \"patience\": {\"kind\": \"constant\", \"value\": 0}, \"journey\": "
        "[\"desk\"], \"work\": {\"desk\": {\"service\": \"30m\"}}}},"
        "  \"stations\": {\"desk\": {\"kind\": \"desk\"}},"
        "  \"staff\": {\"one\": {\"count\": 1, \"skills\": {\"desk\": {}}}},"
        "  \"standards\": {\"d\": {\"measure\": \"delay_probability\", \"at_most\": 0.8, \"per\": "
        "\"day\", \"on_days\": 0.9}} }";
    struct studied s = study_of(impatient, NULL, (struct study_options){.replications = 20}, NULL);
    check_close(value_at(&s, "total.abandoned"), 3, 1e-12);
    check_close(value_at(&s, "stations.desk.delay_probability"), 0.75, 1e-12);
    check_close(value_at(&s, "total.delay_probability"), 0.75, 1e-12);
    check_close(value_at(&s, "classes.a.delay_probability"), 0.75, 1e-12);
    check_close(value_at(&s, "standards.d.value"), 0.75, 1e-12);
    studied_fini(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_standard_is_as_sure_as_its_measure),
        cmocka_unit_test(threads_change_no_byte),
        cmocka_unit_test(measures_agree_with_each_other),
        cmocka_unit_test(means_are_of_the_time_open),
        cmocka_unit_test(intervals_add_up_to_the_day),
        cmocka_unit_test(paths_find_what_rows_hold),
        cmocka_unit_test(standards_are_judged),
        cmocka_unit_test(a_series_is_the_estimate_in_parts),
        cmocka_unit_test(precision_stops_when_it_is_reached),
        cmocka_unit_test(a_band_of_days_alike_is_their_line),
        cmocka_unit_test(what_cannot_be_run_is_said),
        cmocka_unit_test(the_last_wrap_up_belongs_to_the_day),
        cmocka_unit_test(who_leaves_at_once_had_to_wait),
        cmocka_unit_test(a_stop_keeps_what_is_complete),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
