/* SPDX-License-Identifier: GPL-3.0-or-later
 * GLPK keeps one environment a thread. What its own checks refuse ends in abort() unless an error
 * hook leaves the call, and it prints on its own: both are caught here, and the environment is
 * given back when it was begun here. */
#include "planner/milp_parts.h"

#include <assert.h>
#include <glpk.h>
#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>

/* One call of GLPK. */
struct solve {
    const struct milp *m;
    const struct milp_options *options;
    struct milp_result *r;
    double deadline; /* on milp_clock; HUGE_VAL: none */
    double unit;     /* what every cost is a whole multiple of; GLPK gets costs in it */
    bool whole;      /* so that every solution costs a whole number of units */
    glp_prob *p;
    struct arena arena; /* not on the frames that an error of GLPK leaves */
    bool started;       /* options->start was handed over */
    bool cut_short;     /* by the time limit or the stop flag */
    struct text words;  /* what GLPK would have printed */
    jmp_buf out;        /* where its errors lead */
};

/* Simplex steps between two looks at the clock and the stop flag: some milliseconds. A number of
 * steps, not a time, so that the path of the simplex does not depend on the machine's speed. */
enum { STEPS_BETWEEN_LOOKS = 500 };

static int keep_words(void *info, const char *words) {
    struct solve *s = info;
    text_add(&s->words, words);
    return 1;
}

static void leave(void *info) {
    struct solve *s = info;
    longjmp(s->out, 1);
}

static bool time_is_up(struct solve *s) {
    s->cut_short = s->cut_short || milp_is_stopped(s->options) || milp_clock() >= s->deadline;
    return s->cut_short;
}

static int bound_type(double low, double high) {
    if (low == high)
        return GLP_FX;
    if (isinf(low))
        return isinf(high) ? GLP_FR : GLP_UP;
    return isinf(high) ? GLP_LO : GLP_DB;
}

/* A bound as GLPK takes it: one that is not there is ignored by its type, but must be finite. */
static double finite(double bound) {
    return isinf(bound) ? 0 : bound;
}

static double divisor(double a, double b) {
    while (b > 0.5) {
        double rest = fmod(a, b);
        a = b;
        b = rest;
    }
    return a;
}

/* Costs that are whole multiples of one unit let GLPK round every bound up to a whole number, which
 * ends most searches: a shift's hours times a wage mostly are. Costs are looked at to a hundredth
 * of a cent, as amounts that people write. */
static void unit_find(struct solve *s) {
    static const double grain = 1e-4, largest = 1e12; /* beyond it, doubles lose the grain */
    double common = 0;
    s->unit = 1;
    for (size_t i = 0; i < s->m->n_columns; i++) {
        double grains = fabs(s->m->columns[i].cost) / grain;
        if (grains == 0)
            continue;
        bool exact = fabs(grains - round(grains)) <= 1e-6;
        if (!s->m->columns[i].integer || !exact || grains > largest)
            return;
        common = divisor(round(grains), common);
    }
    s->whole = common > 0;
    s->unit = s->whole ? common * grain : 1;
}

/* A bound that GLPK knows, in the programme's own costs. */
static double bound_of(const struct solve *s, double units) {
    static const double slack = 1e-6; /* of a unit; above the error of the simplex */
    return s->unit * (s->whole ? ceil(units - slack) : units);
}

static void load_columns(struct solve *s) {
    glp_add_cols(s->p, (int)s->m->n_columns);
    for (size_t i = 0; i < s->m->n_columns; i++) {
        const struct milp_column c = milp_whole_bounds(s->m->columns[i]);
        int j = (int)i + 1;
        if (c.integer)
            glp_set_col_kind(s->p, j, GLP_IV);
        glp_set_col_bnds(s->p, j, bound_type(c.low, c.high), finite(c.low), finite(c.high));
        glp_set_obj_coef(s->p, j, s->whole ? round(c.cost / s->unit) : c.cost);
    }
}

static void load_rows(struct solve *s) {
    const struct milp *m = s->m;
    int *index = arena_array(&s->arena, m->n_columns + 1, sizeof *index);
    double *factor = arena_array(&s->arena, m->n_columns + 1, sizeof *factor);
    glp_add_rows(s->p, (int)m->n_rows);
    for (size_t i = 0; i < m->n_rows; i++) {
        const struct milp_row *row = &m->rows[i];
        for (size_t t = 0; t < row->n; t++) {
            index[t + 1] = (int)m->term_column[row->first + t] + 1;
            factor[t + 1] = m->term_factor[row->first + t];
        }
        glp_set_mat_row(s->p, (int)i + 1, (int)row->n, index, factor);
        glp_set_row_bnds(s->p, (int)i + 1, bound_type(row->low, row->high), finite(row->low),
                         finite(row->high));
    }
}

/* The linear relaxation by the dual simplex, whose start (every slack in the basis) is feasible
 * where no cost is negative. Returns GLPK's code; GLP_ETMLIM when it was cut short. */
static int relax(struct solve *s) {
    glp_smcp with;
    glp_init_smcp(&with);
    with.msg_lev = GLP_MSG_OFF;
    with.meth = GLP_DUALP;
    with.it_lim = STEPS_BETWEEN_LOOKS;
    int code = GLP_EITLIM;
    while (code == GLP_EITLIM && !time_is_up(s)) {
        code = glp_simplex(s->p, &with);
        /* No dual solution: whether there is a primal one, only the primal simplex says. */
        if (code == 0 && with.meth == GLP_DUALP && glp_get_dual_stat(s->p) == GLP_NOFEAS) {
            with.meth = GLP_PRIMAL;
            code = GLP_EITLIM;
        }
    }
    return code == GLP_EITLIM ? GLP_ETMLIM : code;
}

/* Takes the integer solution that GLPK holds, unless it is no better than what is known. */
static void take(struct solve *s) {
    double *values = arena_array(&s->arena, s->m->n_columns, sizeof *values);
    for (size_t i = 0; i < s->m->n_columns; i++)
        values[i] = glp_mip_col_val(s->p, (int)i + 1);
    if (!s->r->values || milp_cost(s->m, values) < s->r->objective)
        milp_take_values(s->m, values, s->r);
}

static void offer_start(struct solve *s, glp_tree *tree) {
    const double *start = s->options->start;
    s->started = true;
    if (!start || milp_violation(s->m, start) > MILP_TOLERANCE)
        return;
    double *shifted = arena_array(&s->arena, s->m->n_columns + 1, sizeof *shifted);
    for (size_t i = 0; i < s->m->n_columns; i++)
        shifted[i + 1] = start[i];
    glp_ios_heur_sol(tree, shifted);
}

/* GLPK calls this throughout the search. */
static void look(glp_tree *tree, void *info) {
    struct solve *s = info;
    int best = glp_ios_best_node(tree);
    if (best != 0)
        s->r->bound = fmax(s->r->bound, bound_of(s, glp_ios_node_bound(tree, best)));
    if (glp_ios_reason(tree) == GLP_IHEUR && !s->started)
        offer_start(s, tree);
    if (time_is_up(s))
        glp_ios_terminate(tree);
}

static int branch(struct solve *s) {
    glp_iocp with;
    glp_init_iocp(&with);
    with.msg_lev = GLP_MSG_OFF;
    with.br_tech = GLP_BR_DTH;
    with.bt_tech = GLP_BT_BLB;
    with.pp_tech = GLP_PP_ALL;
    with.mir_cuts = with.gmi_cuts = with.cov_cuts = GLP_ON;
    with.sr_heur = GLP_ON;
    with.mip_gap = s->options->gap;
    with.cb_func = look;
    with.cb_info = s;
    if (isfinite(s->deadline)) {
        double left = 1000 * (s->deadline - milp_clock());
        with.tm_lim = left < 1 ? 1 : left > INT_MAX ? INT_MAX : (int)left;
    }
    return glp_intopt(s->p, &with);
}

/* What the codes of the relaxation mean: false when there is nothing to branch on. */
static bool relaxation_stands(struct solve *s, int code) {
    int status = glp_get_status(s->p);
    s->r->end = MILP_NO_SOLUTION;
    if (code == 0 && status == GLP_OPT) {
        s->r->bound = bound_of(s, glp_get_obj_val(s->p));
        return true;
    }
    if (code == 0 && status == GLP_NOFEAS)
        s->r->end = MILP_INFEASIBLE;
    else if (code == 0 && status == GLP_UNBND)
        s->r->end = MILP_UNBOUNDED;
    else if (code != GLP_ETMLIM)
        milp_fail(s->r, "GLPK's simplex gave up (code %d, status %d)", code, status);
    return false;
}

static void conclude(struct solve *s, int code) {
    int status = glp_mip_status(s->p);
    if (status == GLP_FEAS || status == GLP_OPT)
        take(s);
    if (code == 0 && status == GLP_NOFEAS)
        s->r->end = MILP_INFEASIBLE;
    else if (code == 0 && status == GLP_OPT && s->r->values)
        s->r->end = MILP_OPTIMAL;
    else if (code == GLP_EMIPGAP && s->r->values)
        s->r->end = MILP_GAP;
    else if (code == GLP_ETMLIM || code == GLP_ESTOP)
        s->r->end = milp_early_end(s->r, s->options);
    else
        milp_fail(s->r, "GLPK's branch and bound gave up (code %d, status %d)", code, status);
}

static void run(struct solve *s) {
    s->p = glp_create_prob();
    glp_set_obj_dir(s->p, GLP_MIN);
    unit_find(s);
    load_columns(s);
    load_rows(s);
    if (relaxation_stands(s, relax(s)))
        conclude(s, branch(s));
    else if (s->r->end == MILP_NO_SOLUTION && s->options->start &&
             milp_take_values(s->m, s->options->start, s->r))
        s->r->end = milp_early_end(s->r, s->options);
    glp_delete_prob(s->p);
}

/* setjmp: GLPK offers no other way out of its error hook but the end of the program. The frames
 * between hold nothing that would be lost. */
static void run_guarded(struct solve *s) {
    if (setjmp(s->out) == 0)
        run(s);
    else
        milp_fail(s->r, "GLPK stopped at an error of its own: %s", text_string(&s->words));
}

void milp_solve_glpk(const struct milp *m, const struct milp_options *o, struct milp_result *r) {
    assert(m->n_columns < INT_MAX && m->n_rows < INT_MAX);
    struct solve s = {.m = m, .options = o, .r = r};
    s.deadline = o->time_limit > 0 ? milp_clock() + o->time_limit : HUGE_VAL;
    bool ours = glp_init_env() == 0;
    int printed = glp_term_out(GLP_ON);
    glp_term_hook(keep_words, &s);
    glp_error_hook(leave, &s);
    run_guarded(&s);
    glp_term_hook(NULL, NULL);
    glp_error_hook(NULL, NULL);
    glp_term_out(printed);
    if (ours)
        glp_free_env();
    text_fini(&s.words);
    arena_fini(&s.arena);
}
