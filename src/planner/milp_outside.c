/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planner/milp_outside.h"

#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/csv.h"
#include "base/process.h"
#include "planner/milp_parts.h"

static const char *const cbc[] = {"%p",  "?tsec", "?t%t",     "?gratio", "?g%g", "printingOptions",
                                  "all", "solve", "solution", "%s",      NULL};
static const char *const glpsol[] = {"--freemps", "%p", "?t--tmlim", "?t%t", "?g--mipgap",
                                     "?g%g",      "-w", "%s",        NULL};
static const char *const gurobi[] = {"?tTimeLimit=%t", "?gMIPGap=%g", "ResultFile=%s", "%p", NULL};
static const char *const highs[] = {"?t--time_limit", "?t%t", "--solution_file", "%s", "%p", NULL};
static const char *const scip[] = {
    "-c", "read %p",  "?t-c", "?tset limits time %t", "?g-c", "?gset limits gap %g",
    "-c", "optimize", "-c",   "write solution %s",    "-c",   "quit",
    NULL};

const struct milp_solver milp_solvers[] = {
    {.name = "cbc",
     .program = "cbc",
     .command = cbc,
     .optimal = "Optimal - objective",
     .infeasible = "nfeasible - objective",
     .unbounded = "Unbounded - objective",
     .late = "Stopped on time",
     .bound = "Lower bound:",
     .source = "COIN-OR CBC user guide (2005), chapter 'The CBC "
               "stand-alone solver'"},
    {.name = "glpsol",
     .program = "glpsol",
     .command = glpsol,
     .pairs = "j ",
     .optimal = "INTEGER OPTIMAL SOLUTION FOUND",
     .infeasible = "HAS NO",
     .unbounded = "HAS UNBOUNDED PRIMAL",
     .late = "TIME LIMIT EXCEEDED",
     .source = "GLPK reference manual (2020), appendix 'Stand-alone "
               "LP/MIP solver'"},
    {.name = "gurobi",
     .program = "gurobi_cl",
     .command = gurobi,
     .optimal = "Optimal solution found",
     .infeasible = "Model is infeasible",
     .unbounded = "Model is unbounded",
     .late = "Time limit reached",
     .bound = "best bound ",
     .source = "Gurobi reference manual, 'Command-line tool' and 'SOL format'"},
    {.name = "highs",
     .program = "highs",
     .command = highs,
     .until = "# Dual solution values",
     .optimal = "Model status\nOptimal",
     .infeasible = "Model status\nInfeasible",
     .unbounded = "Model status\nUnbounded",
     .late = "Model status\nTime limit reached",
     .bound = "Dual bound",
     .source = "HiGHS documentation, 'Executable' and 'Solution file'"},
    {.name = "scip",
     .program = "scip",
     .command = scip,
     .optimal = "optimal solution found",
     .near = "gap limit reached",
     .infeasible = "[infeasible]",
     .unbounded = "[unbounded]",
     .late = "time limit reached",
     .bound = "Dual Bound         :",
     .source = "SCIP documentation, 'Tutorial: the interactive shell'"},
    {0}};

const struct milp_solver *milp_solver_find(const char *name) {
    for (const struct milp_solver *s = milp_solvers; s->name; s++)
        if (strcmp(s->name, name) == 0)
            return s;
    return NULL;
}

/* One call of a solver. */
struct call {
    const struct milp *m;
    const struct milp_options *o;
    struct milp_result *r;
    const struct milp_solver *solver;
    struct arena arena;
    const char *folder, *programme, *solution, *log;
};

/* ---- files and words ---- */

static bool folder_make(struct call *c) {
    const char *where = c->o->folder ? c->o->folder : "/tmp";
    char *folder = arena_format(&c->arena, "%s/sojourn-XXXXXX", where);
    if (!mkdtemp(folder)) {
        milp_fail(c->r, "no folder for its files can be made in '%s': %s", where, strerror(errno));
        return false;
    }
    c->folder = folder;
    c->programme = arena_format(&c->arena, "%s/programme.mps", folder);
    c->solution = arena_format(&c->arena, "%s/solution%s", folder,
                               strcmp(c->solver->name, "gurobi") == 0 ? ".sol" : "");
    c->log = arena_format(&c->arena, "%s/log", folder);
    return true;
}

static bool programme_write(struct call *c) {
    FILE *out = fopen(c->programme, "w");
    if (out)
        milp_write_mps(c->m, out);
    bool ok = out && !ferror(out);
    ok = out && fclose(out) == 0 && ok;
    if (!ok)
        milp_fail(c->r, "'%s' cannot be written: %s", c->programme, strerror(errno));
    return ok;
}

static void files_remove(struct call *c) {
    unlink(c->programme);
    unlink(c->solution);
    unlink(c->log);
    rmdir(c->folder);
}

/* The word with its places filled in; NULL when it is to be left out. */
static char *word_fill(struct call *c, const char *word) {
    bool limited = c->o->time_limit > 0, near = c->o->gap > 0;
    if (word[0] == '?' && !(word[1] == 't' ? limited : near))
        return NULL;
    word += word[0] == '?' ? 2 : 0;
    const char *place = strchr(word, '%');
    if (!place)
        return arena_string(&c->arena, word);
    const char *before = arena_string_n(&c->arena, word, (size_t)(place - word));
    const char *after = place + 2;
    switch (place[1]) {
    case 'p':
        return arena_format(&c->arena, "%s%s%s", before, c->programme, after);
    case 's':
        return arena_format(&c->arena, "%s%s%s", before, c->solution, after);
    case 't':
        return arena_format(&c->arena, "%s%.0f%s", before, ceil(c->o->time_limit), after);
    default:
        return arena_format(&c->arena, "%s%.9g%s", before, c->o->gap, after);
    }
}

static char *const *command_of(struct call *c) {
    size_t n = 0;
    while (c->solver->command[n])
        n++;
    char **words = arena_array(&c->arena, n + 2, sizeof *words);
    size_t used = 0;
    words[used++] = arena_string(&c->arena, c->solver->program);
    for (size_t i = 0; i < n; i++) {
        char *word = word_fill(c, c->solver->command[i]);
        if (word)
            words[used++] = word;
    }
    return words;
}

/* The text of a file, "" when there is none. */
static const char *text_of(struct call *c, const char *file) {
    size_t length;
    const char *why;
    char *text = file_load(file, CSV_BYTES, &length, &why);
    const char *kept = text ? arena_string_n(&c->arena, text, length) : "";
    free(text);
    return kept;
}

/* "its last words: ..." of the log: its last line that says anything. */
static const char *last_words(struct call *c) {
    const char *text = text_of(c, c->log);
    size_t end = strlen(text);
    while (end > 0 && strchr(" \r\n", text[end - 1]))
        end--;
    size_t begin = end;
    while (begin > 0 && text[begin - 1] != '\n')
        begin--;
    if (end == 0)
        return "it said nothing";
    return arena_format(&c->arena, "its last words: %s",
                        arena_string_n(&c->arena, text + begin, end - begin));
}

/* ---- reading the solution ---- */

/* The value of column "C12" in a line such as "7 C12 3 0"; SIZE_MAX when it has none. */
static size_t named_value(const char *line, const char *end, double *value) {
    for (const char *p = line; p < end; p++) {
        bool begins = p == line || strchr(" \t*", p[-1]);
        if (!begins || p[0] != 'C' || p[1] < '0' || p[1] > '9')
            continue;
        char *after, *last;
        size_t column = strtoul(p + 1, &after, 10);
        *value = strtod(after, &last);
        return last > after && last <= end ? column : SIZE_MAX;
    }
    return SIZE_MAX;
}

/* The same of "j 13 3", whose columns count from 1. */
static size_t numbered_value(const char *line, const char *end, const char *pairs, double *value) {
    size_t length = strlen(pairs);
    if ((size_t)(end - line) < length || strncmp(line, pairs, length) != 0)
        return SIZE_MAX;
    char *after, *last;
    size_t column = strtoul(line + length, &after, 10);
    after += strspn(after, " ");
    after += *after >= 'a' && *after <= 'z'; /* whether it is in the basis, in a linear programme */
    *value = strtod(after, &last);
    return last > after && column > 0 ? column - 1 : SIZE_MAX;
}

/* Columns that are not named are 0. False when nothing is named. */
static bool values_read(struct call *c, const char *text, double *values) {
    const char *until = c->solver->until ? strstr(text, c->solver->until) : NULL;
    size_t named = 0;
    for (const char *line = text; *line && (!until || line < until);) {
        const char *end = line + strcspn(line, "\n");
        double value = 0;
        size_t column = c->solver->pairs ? numbered_value(line, end, c->solver->pairs, &value)
                                         : named_value(line, end, &value);
        if (column < c->m->n_columns) {
            values[column] = value;
            named++;
        }
        line = *end ? end + 1 : end;
    }
    return named > 0;
}

/* The number after the last place where the words stand; NAN when they do not. */
static double number_after(const char *text, const char *words) {
    const char *at = NULL;
    for (const char *p = words ? strstr(text, words) : NULL; p; p = strstr(p + 1, words))
        at = p + strlen(words);
    if (!at)
        return NAN;
    char *end;
    double number = strtod(at, &end);
    return end > at ? number : NAN;
}

static bool says(const char *text, const char *log, const char *words) {
    return strstr(text, words) || strstr(log, words);
}

/* Whether a solver that ended by itself did so because its time was up: by its own words, or by the
 * clock where it has none. */
static bool time_was_up(struct call *c, const char *text, const char *log, double seconds) {
    return c->o->time_limit > 0 &&
           (says(text, log, c->solver->late) || seconds >= 0.9 * c->o->time_limit);
}

/* A solution file without values, from a solver that ended by itself and not for want of time. */
static void unreadable_tell(struct call *c, const char *text) {
    if (*text == '\0')
        milp_fail(c->r, "'%s' wrote no solution that can be read; %s", c->solver->program,
                  last_words(c));
    else
        milp_fail(c->r,
                  "'%s' wrote a solution without a value of any column, as another version "
                  "might; %s",
                  c->solver->program, last_words(c));
}

static void solution_read(struct call *c, const struct process *run, double seconds) {
    const char *text = text_of(c, c->solution), *log = text_of(c, c->log);
    const struct milp_solver *s = c->solver;
    double *values = arena_array(&c->arena, c->m->n_columns, sizeof *values);
    double bound = number_after(log, s->bound);
    bool ended = run->end == PROCESS_EXITED && run->code == 0;
    c->r->bound = isnan(bound) ? -HUGE_VAL : bound;
    if (ended && says(text, log, s->unbounded)) {
        c->r->end = MILP_UNBOUNDED;
    } else if (ended && says(text, log, s->infeasible)) {
        c->r->end = MILP_INFEASIBLE;
    } else if (values_read(c, text, values)) {
        bool optimal = ended && (says(text, log, s->optimal) ||
                                 (s->near && c->o->gap > 0 && says(text, log, s->near)));
        if (!milp_take_values(c->m, values, c->r) && !optimal && time_was_up(c, text, log, seconds))
            c->r->end = MILP_NO_SOLUTION; /* CBC then writes the fractions it had */
        else if (!c->r->values)
            milp_fail(c->r, "'%s' gave values that break the programme", s->program);
        else {
            c->r->end = !optimal        ? milp_early_end(c->r, c->o)
                        : c->o->gap > 0 ? MILP_GAP
                                        : MILP_OPTIMAL;
            /* a solver that ends by itself says no bound, but keeps the gap that it was given */
            if (c->r->end == MILP_GAP && isnan(bound))
                c->r->bound = c->r->objective - c->o->gap * fabs(c->r->objective);
        }
    } else if (ended && !time_was_up(c, text, log, seconds)) {
        unreadable_tell(c, text);
    } else {
        c->r->end = MILP_NO_SOLUTION;
    }
}

/* Time for a solver to read, to write and to heed its own limit, beyond that limit. */
static double patience_of(const struct milp_options *o) {
    return o->time_limit > 0 ? 1.2 * o->time_limit + 5 : HUGE_VAL;
}

static void solver_run(struct call *c) {
    const char *program = c->solver->program;
    double began = milp_clock();
    struct process run = process_run(command_of(c), c->log, patience_of(c->o), c->o->stop);
    const char *words = last_words(c);
    if (run.end == PROCESS_MISSING) {
        milp_fail(c->r, "there is no program '%s' on PATH; install it, or leave --solver out",
                  program);
    } else if (run.end == PROCESS_SIGNALLED) {
        milp_fail(c->r, "'%s' was ended by signal %d; %s", program, run.code, words);
    } else if (run.end == PROCESS_EXITED && run.code != 0) {
        milp_fail(c->r, "'%s' ended with status %d; %s", program, run.code, words);
    } else {
        solution_read(c, &run, milp_clock() - began);
        if (run.end == PROCESS_TIMED_OUT && !c->r->values)
            milp_fail(c->r, "'%s' did not end within %.0f s and left no solution", program,
                      patience_of(c->o));
    }
}

void milp_solve_outside(const struct milp *m, const struct milp_options *o, struct milp_result *r) {
    struct call c = {.m = m, .o = o, .r = r, .solver = milp_solver_find(o->solver)};
    if (!c.solver) {
        milp_fail(r, "there is no solver '%s'", o->solver);
        return;
    }
    if (folder_make(&c)) {
        if (programme_write(&c))
            solver_run(&c);
        files_remove(&c);
    }
    arena_fini(&c.arena);
}
