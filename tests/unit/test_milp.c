/* SPDX-License-Identifier: GPL-3.0-or-later
 * Integer programmes against enumeration, and every way a search can end. */
#include "planner/milp.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "random/stream.h"
#include "support/check.h"

static size_t whole(struct milp *m, double cost, double high) {
    return milp_add_column(
        m, (struct milp_column){.cost = cost, .low = 0, .high = high, .integer = true});
}

static struct milp_result solve(const struct milp *m, struct milp_options o) {
    struct milp_result r;
    milp_solve(m, &o, &r);
    return r;
}

/* Small enough to look at every point: 0..3 in each of five columns. */
enum { COLUMNS = 5, LEVELS = 4, ROWS = 4 };

static struct milp random_programme(struct stream *draw) {
    struct milp m = {0};
    for (size_t i = 0; i < COLUMNS; i++)
        whole(&m, 1 + floor(40 * stream_uniform(draw)) / 8, LEVELS - 1);
    for (size_t i = 0; i < ROWS; i++) {
        size_t column[COLUMNS];
        double factor[COLUMNS];
        for (size_t j = 0; j < COLUMNS; j++) {
            column[j] = j;
            factor[j] = floor(7 * stream_uniform(draw)) - 1;
        }
        double low = floor(16 * stream_uniform(draw));
        milp_add_row(&m, low, stream_uniform(draw) < 0.3 ? low + 4 : HUGE_VAL, COLUMNS, column,
                     factor);
    }
    return m;
}

/* HUGE_VAL when no point meets the rows. */
static double cheapest_by_enumeration(const struct milp *m) {
    double best = HUGE_VAL;
    for (size_t code = 0; code < 1024; code++) {
        double x[COLUMNS];
        for (size_t j = 0, rest = code; j < COLUMNS; j++, rest /= LEVELS)
            x[j] = (double)(rest % LEVELS);
        if (milp_violation(m, x) == 0)
            best = fmin(best, milp_cost(m, x));
    }
    return best;
}

static void the_cheapest_point_is_that_of_enumeration(void **state) {
    (void)state;
    struct stream draw = stream_at(20261122, 1, 0);
    size_t infeasible = 0;
    for (size_t i = 0; i < 200; i++) {
        struct milp m = random_programme(&draw);
        double want = cheapest_by_enumeration(&m);
        struct milp_result r = solve(&m, (struct milp_options){0});
        if (isinf(want)) {
            assert_int_equal(r.end, MILP_INFEASIBLE);
            assert_null(r.values);
            infeasible++;
        } else {
            assert_int_equal(r.end, MILP_OPTIMAL);
            check_close(r.objective, want, 1e-9);
            check_close(r.bound, want, 1e-9);
            assert_true(r.gap == 0);
            assert_true(milp_violation(&m, r.values) == 0);
        }
        milp_result_fini(&r);
        milp_fini(&m);
    }
    assert_in_range(infeasible, 10, 190);
}

static void rows_and_bounds_can_be_added_and_moved_after_a_solution(void **state) {
    (void)state;
    struct milp m = {0};
    size_t column[] = {whole(&m, 3, 10), whole(&m, 2, 10)};
    milp_add_row(&m, 7, HUGE_VAL, 2, column, (double[]){2, 1});
    struct milp_result r = solve(&m, (struct milp_options){0});
    check_close(r.objective, 11, 1e-12); /* 3 and 1 */
    milp_result_fini(&r);

    milp_add_row(&m, 4, HUGE_VAL, 1, &column[1], (double[]){1});
    r = solve(&m, (struct milp_options){0});
    check_close(r.objective, 13, 1e-12); /* 1 and 5 */
    milp_result_fini(&r);

    milp_add_row(&m, 9, 9, 2, column, (double[]){2, 1});
    milp_set_column_bounds(&m, column[1], 0, 4);
    r = solve(&m, (struct milp_options){0});
    assert_int_equal(r.end, MILP_INFEASIBLE); /* 2x + 4 is never 9 */
    milp_result_fini(&r);

    milp_set_column_bounds(&m, column[1], 0, 5);
    milp_set_cost(&m, column[0], 1);
    r = solve(&m, (struct milp_options){0});
    check_close(r.objective, 12, 1e-12); /* 2 and 5 */
    milp_result_fini(&r);
    milp_fini(&m);
}

static void a_cost_that_can_fall_without_end_is_unbounded(void **state) {
    (void)state;
    struct milp m = {0};
    size_t x = whole(&m, -1, HUGE_VAL);
    milp_add_row(&m, 2, HUGE_VAL, 1, &x, (double[]){1});
    struct milp_result r = solve(&m, (struct milp_options){0});
    assert_int_equal(r.end, MILP_UNBOUNDED);
    assert_null(r.values);
    milp_result_fini(&r);
    milp_fini(&m);
}

/* Market splitting: a few equalities over many binaries keep branch and bound busy for hours.
 * Source: Cornuejols & Dawande (1999), A class of hard small 0-1 programs. */
static struct milp hard_programme(void) {
    enum { N = 50, EQUALITIES = 6 };
    struct stream draw = stream_at(7, 1, 0);
    struct milp m = {0};
    size_t column[N + 2];
    double factor[N + 2];
    for (size_t j = 0; j < N; j++)
        column[j] = whole(&m, 0, 1);
    for (size_t i = 0; i < EQUALITIES; i++) {
        double sum = 0;
        for (size_t j = 0; j < N; j++)
            sum += factor[j] = floor(100 * stream_uniform(&draw));
        for (size_t k = 0; k < 2; k++) {
            column[N + k] = milp_add_column(&m, (struct milp_column){.cost = 1, .high = HUGE_VAL});
            factor[N + k] = k ? -1 : 1;
        }
        milp_add_row(&m, floor(sum / 2), floor(sum / 2), N + 2, column, factor);
    }
    return m;
}

static void a_time_limit_ends_with_the_best_so_far(void **state) {
    (void)state;
    struct milp m = hard_programme();
    struct milp_result r = solve(&m, (struct milp_options){.time_limit = 0.3});
    assert_int_equal(r.end, MILP_TIME_LIMIT);
    assert_true(r.seconds < 3);
    assert_true(r.gap > 0 && r.bound <= r.objective);
    assert_true(milp_violation(&m, r.values) < 1e-6);
    milp_result_fini(&r);
    milp_fini(&m);
}

static void a_stop_ends_with_the_start_that_was_given(void **state) {
    (void)state;
    static const volatile sig_atomic_t stop = 1;
    struct milp m = hard_programme();
    double *start = calloc(m.n_columns, sizeof *start);
    for (size_t i = 0; i < m.n_rows; i++)
        start[m.term_column[m.rows[i].first + m.rows[i].n - 2]] = m.rows[i].low;
    assert_true(milp_violation(&m, start) == 0);
    struct milp_result r = solve(&m, (struct milp_options){.stop = &stop, .start = start});
    assert_int_equal(r.end, MILP_STOPPED);
    check_close(r.objective, milp_cost(&m, start), 1e-12);
    milp_result_fini(&r);
    r = solve(&m, (struct milp_options){.stop = &stop});
    assert_int_equal(r.end, MILP_NO_SOLUTION);
    assert_null(r.values);
    milp_result_fini(&r);
    free(start);
    milp_fini(&m);
}

static void a_gap_ends_early_and_is_kept(void **state) {
    (void)state;
    struct milp m = {0};
    struct stream draw = stream_at(3, 1, 0);
    size_t column[30];
    double factor[30];
    for (size_t j = 0; j < 30; j++) {
        column[j] = whole(&m, 10 + floor(50 * stream_uniform(&draw)), 3);
        factor[j] = 10 + floor(50 * stream_uniform(&draw));
    }
    milp_add_row(&m, 333, HUGE_VAL, 30, column, factor);
    struct milp_result exact = solve(&m, (struct milp_options){0});
    struct milp_result near = solve(&m, (struct milp_options){.gap = 0.2});
    assert_int_equal(exact.end, MILP_OPTIMAL);
    assert_true(near.end == MILP_GAP || near.end == MILP_OPTIMAL);
    assert_true(near.gap <= 0.2);
    assert_true(near.bound <= exact.objective + 1e-9 && exact.objective <= near.objective + 1e-9);
    milp_result_fini(&exact);
    milp_result_fini(&near);
    milp_fini(&m);
}

/* A column twice in a row is what milp_add_row forbids and GLPK refuses by ending the program. */
static void an_error_inside_the_solver_is_told_and_survived(void **state) {
    (void)state;
    struct milp m = {0};
    size_t x = whole(&m, 1, 5);
    whole(&m, 1, 5);
    milp_add_row(&m, 1, HUGE_VAL, 2, (size_t[]){x, x}, (double[]){1, 1});
    for (int again = 0; again < 2; again++) {
        struct milp_result r = solve(&m, (struct milp_options){0});
        assert_int_equal(r.end, MILP_SOLVER_FAILED);
        assert_non_null(strstr(text_string(&r.words), "duplicate"));
        milp_result_fini(&r);
    }
    milp_fini(&m);
    rows_and_bounds_can_be_added_and_moved_after_a_solution(NULL);
}

static void programmes_on_several_threads_do_not_meet(void **state) {
    (void)state;
    enum { N = 24 };
    double alone[N], together[N];
    struct milp m[N];
    struct stream draw = stream_at(11, 1, 0);
    for (size_t i = 0; i < N; i++) {
        m[i] = random_programme(&draw);
        struct milp_result r = solve(&m[i], (struct milp_options){0});
        alone[i] = r.values ? r.objective : -1;
        milp_result_fini(&r);
    }
#pragma omp parallel for num_threads(4)
    for (size_t i = 0; i < N; i++) {
        struct milp_result r = solve(&m[i], (struct milp_options){0});
        together[i] = r.values ? r.objective : -1;
        milp_result_fini(&r);
    }
    for (size_t i = 0; i < N; i++) {
        assert_true(alone[i] == together[i]);
        milp_fini(&m[i]);
    }
}

/* ---- solvers on PATH ---- */

static bool on_path(const char *program) {
    char command[100];
    snprintf(command, sizeof command, "command -v %s >/dev/null", program);
    return system(command) == 0;
}

/* Whether the second solver says of m what GLPK says. */
static void check_against(const struct milp *m, const char *solver) {
    struct milp_result own = solve(m, (struct milp_options){0});
    struct milp_result other = solve(m, (struct milp_options){.solver = solver});
    assert_string_equal(text_string(&other.words), "");
    assert_int_equal(own.end, other.end);
    if (own.values)
        check_near(own.objective, other.objective, 1e-6);
    milp_result_fini(&own);
    milp_result_fini(&other);
}

static void a_solver_on_path_says_what_the_built_in_one_says(void **state) {
    (void)state;
    static const char *const solvers[] = {"glpsol", "cbc"};
    struct stream draw = stream_at(77, 1, 0);
    for (size_t i = 0; i < 16; i++) {
        struct milp m = random_programme(&draw);
        for (size_t s = 0; s < 2; s++)
            if (on_path(solvers[s]))
                check_against(&m, solvers[s]);
        milp_fini(&m);
    }
    struct milp m = {0};
    size_t x = whole(&m, -1, HUGE_VAL),
           y = milp_add_column(&m, (struct milp_column){1, 0, 9, false});
    milp_add_row(&m, 2, HUGE_VAL, 2, (size_t[]){x, y}, (double[]){1, -1});
    for (size_t s = 0; s < 2; s++)
        if (on_path(solvers[s]))
            check_against(&m, solvers[s]);
    milp_set_column_bounds(&m, x, -3, 4.5);
    m.rows[0].low = -7;
    m.rows[0].high = 2;
    for (size_t s = 0; s < 2; s++)
        if (on_path(solvers[s]))
            check_against(&m, solvers[s]);
    milp_fini(&m);
}

/* Puts a program of the given text on PATH as this solver and solves by it. */
static struct milp_result solve_by(const char *solver, const char *script, struct milp_options o) {
    char folder[] = "/tmp/sojourn-test-XXXXXX", file[100], path[5000];
    assert_non_null(mkdtemp(folder));
    snprintf(file, sizeof file, "%s/%s", folder, solver);
    snprintf(path, sizeof path, "%s:%s", folder, getenv("PATH"));
    char *before = strdup(getenv("PATH"));
    FILE *out = fopen(file, "w");
    fprintf(out, "#!/bin/sh\n%s\n", script);
    fclose(out);
    chmod(file, 0755);
    setenv("PATH", path, 1);
    struct milp m = {0};
    size_t x = whole(&m, 1, 9);
    milp_add_row(&m, 3, HUGE_VAL, 1, &x, (double[]){1});
    o.solver = solver;
    struct milp_result r = solve(&m, o);
    milp_fini(&m);
    setenv("PATH", before, 1);
    free(before);
    unlink(file);
    rmdir(folder);
    return r;
}

static struct milp_result solve_by_script(const char *script, struct milp_options o) {
    return solve_by("cbc", script, o);
}

/* $n of the call "cbc FILE ... solution FILE": the last word. */
#define TO_SOLUTION "for f; do :; done; "

static void a_solver_that_is_not_there_or_dies_or_lies_is_named(void **state) {
    (void)state;
    static const struct {
        const char *script, *words;
    } cases[] = {
        {"echo out of memory; exit 3", "'cbc' ended with status 3; its last words: out of memory"},
        {"kill -9 $$", "'cbc' was ended by signal 9; it said nothing"},
        {"echo hello", "'cbc' wrote no solution that can be read; its last words: hello"},
        {TO_SOLUTION "echo 'x = 3' >$f", "'cbc' wrote a solution without a value of any column"},
        {TO_SOLUTION "echo '0 C0 2 1' >$f", "'cbc' gave values that break the programme"},
        {TO_SOLUTION "echo '0 C0 3.4 1' >$f", "'cbc' gave values that break the programme"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct milp_result r = solve_by_script(cases[i].script, (struct milp_options){0});
        assert_int_equal(r.end, MILP_SOLVER_FAILED);
        assert_non_null(strstr(text_string(&r.words), cases[i].words));
        assert_null(r.values);
        milp_result_fini(&r);
    }
    struct milp m = {0};
    whole(&m, 1, 9);
    struct milp_result r = solve(&m, (struct milp_options){.solver = "gurobi"});
    if (!on_path("gurobi_cl"))
        assert_non_null(strstr(text_string(&r.words), "no program 'gurobi_cl' on PATH"));
    milp_result_fini(&r);
    r = solve(&m, (struct milp_options){.solver = "cbc", .folder = "/nowhere"});
    assert_non_null(strstr(text_string(&r.words), "'/nowhere'"));
    milp_result_fini(&r);
    milp_fini(&m);
}

/* With a time limit, which such a solver did not need. */
static void an_unusable_answer_is_not_called_slow(void **state) {
    (void)state;
    static const struct {
        const char *script;
        enum milp_end end;
    } cases[] = {
        {TO_SOLUTION "echo 'Infeasible - objective value 0.00' >$f", MILP_INFEASIBLE},
        {TO_SOLUTION "echo 'Unbounded - objective value -1e50' >$f", MILP_UNBOUNDED},
        {TO_SOLUTION "echo >$f", MILP_SOLVER_FAILED},
        {TO_SOLUTION "echo 'x = 3 %$&' >$f", MILP_SOLVER_FAILED},
        {TO_SOLUTION "echo 'Optimal - objective value 4.00' >$f", MILP_SOLVER_FAILED},
        {"true", MILP_SOLVER_FAILED},
        {TO_SOLUTION
         "{ echo 'Stopped on time (no integer solution - continuous used)'; echo '0 C0 3.5 "
         "1'; } >$f",
         MILP_NO_SOLUTION},
        {TO_SOLUTION "echo '0 C0 3.5 1' >$f", MILP_SOLVER_FAILED},
        {TO_SOLUTION "echo 'Stopped on time - objective value 1e50' >$f", MILP_NO_SOLUTION},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct milp_result r =
            solve_by_script(cases[i].script, (struct milp_options){.time_limit = 60});
        assert_int_equal(r.end, cases[i].end);
        assert_null(r.values);
        milp_result_fini(&r);
    }
}

static void a_solver_that_is_stopped_gives_what_it_has(void **state) {
    (void)state;
    static const volatile sig_atomic_t stop = 1;
    struct milp_result r = solve_by_script(TO_SOLUTION "echo '0 C0 4 1' >$f; sleep 60",
                                           (struct milp_options){.stop = &stop});
    /* The script may be interrupted before it wrote. */
    assert_true(r.end == MILP_STOPPED || r.end == MILP_NO_SOLUTION);
    assert_true(r.seconds < 10);
    milp_result_fini(&r);
    r = solve_by_script(TO_SOLUTION "echo 'Lower bound: 2.5'; echo '0 C0 4 1' >$f",
                        (struct milp_options){.time_limit = 5});
    assert_int_equal(r.end, MILP_TIME_LIMIT);
    check_close(r.bound, 2.5, 1e-12);
    check_close(r.gap, 1.5 / 4, 1e-12);
    milp_result_fini(&r);
}

static void a_solver_that_tells_no_bound_has_kept_the_gap(void **state) {
    (void)state;
    struct milp_result r =
        solve_by_script(TO_SOLUTION "{ echo 'Optimal - objective value 4'; echo '0 C0 4 1'; } >$f",
                        (struct milp_options){.gap = 0.25});
    assert_int_equal(r.end, MILP_GAP);
    check_close(r.bound, 3, 1e-12);
    check_close(r.gap, 0.25, 1e-12);
    milp_result_fini(&r);
}

/* The formats of their manuals. What HiGHS calls infeasible besides the model's status may be a
 * point, and its dual values bear the names of the columns again. */
static void solutions_are_read_as_the_manuals_show_them(void **state) {
    (void)state;
    static const struct {
        const char *solver, *script;
        double gap;
        enum milp_end end;
    } cases[] = {
        {"highs",
         "printf 'Model status\\nOptimal\\n\\n# Primal solution values\\nFeasible\\n"
         "Objective 4\\n# Columns 1\\nC0 4\\n# Rows 1\\nR0 4\\n\\n"
         "# Dual solution values\\nFeasible\\n# Columns 1\\nC0 0\\n' >$2",
         0, MILP_OPTIMAL},
        {"highs", "printf 'Model status\\nInfeasible\\n\\n# Primal solution values\\nNone\\n' >$2",
         0, MILP_INFEASIBLE},
        {"highs",
         "printf 'Model status\\nTime limit reached\\n\\n# Primal solution values\\n"
         "Infeasible\\n' >$4",
         0, MILP_NO_SOLUTION},
        {"scip",
         "f=${8#write solution }; echo 'SCIP Status : solving was interrupted [gap limit "
         "reached]'; echo 'Dual Bound         : +3.9e+00'; printf 'solution status: gap "
         "limit reached\\nobjective value: 4\\nC0   4 \\t(obj:1)\\n' >$f",
         0.1, MILP_GAP},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct milp_options o = {.gap = cases[i].gap,
                                 .time_limit = cases[i].end == MILP_NO_SOLUTION ? 5 : 0};
        struct milp_result r = solve_by(cases[i].solver, cases[i].script, o);
        assert_int_equal(r.end, cases[i].end);
        if (r.end == MILP_OPTIMAL || r.end == MILP_GAP)
            check_close(r.values[0], 4, 1e-12);
        milp_result_fini(&r);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_cheapest_point_is_that_of_enumeration),
        cmocka_unit_test(rows_and_bounds_can_be_added_and_moved_after_a_solution),
        cmocka_unit_test(a_cost_that_can_fall_without_end_is_unbounded),
        cmocka_unit_test(a_time_limit_ends_with_the_best_so_far),
        cmocka_unit_test(a_stop_ends_with_the_start_that_was_given),
        cmocka_unit_test(a_gap_ends_early_and_is_kept),
        cmocka_unit_test(an_error_inside_the_solver_is_told_and_survived),
        cmocka_unit_test(programmes_on_several_threads_do_not_meet),
        cmocka_unit_test(a_solver_on_path_says_what_the_built_in_one_says),
        cmocka_unit_test(a_solver_that_is_not_there_or_dies_or_lies_is_named),
        cmocka_unit_test(an_unusable_answer_is_not_called_slow),
        cmocka_unit_test(a_solver_that_is_stopped_gives_what_it_has),
        cmocka_unit_test(a_solver_that_tells_no_bound_has_kept_the_gap),
        cmocka_unit_test(solutions_are_read_as_the_manuals_show_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
