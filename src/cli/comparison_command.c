/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/comparison_command.h"

#include <stdio.h>
#include <string.h>

#include "base/output.h"
#include "base/stop_flag.h"
#include "base/units.h"
#include "cli/notice.h"
#include "cli/plots_run.h"
#include "report/choice_report.h"
#include "study/journal.h"

enum { PRECISION_TIMES = 25 };

/* The journal comes first: it is what marks a folder as ours. */
static const char *const file_names[] = {"journal.bin", "summary.json", "compare.csv", "plots",
                                         NULL};

/* Everything that one call holds. */
struct comparing {
    const struct comparison_command *command;
    const struct arguments *a;
    struct opened_variants opened;
    struct output output;
    bool with_output;
    struct comparison_options options;
    struct comparison *comparison;
    struct choice_options choosing; /* with --best */
    struct choice *choice;
    struct lanes_answer *lanes;   /* of lanes */
    struct levers_answer *levers; /* of levers */
};

static void progress(void *context, const char *variant, size_t index, size_t done,
                     size_t planned) {
    const struct comparing *c = context;
    if (c->comparison) { /* lanes, whose best meet other days */
        progress_show("the best on other days: %zu of %zu of each; at %s", done, planned, variant);
        return;
    }
    progress_show("%zu of %zu of each; at variant %zu of %zu, %s", done, planned, index + 1,
                  c->opened.variants->n, variant);
}

static void choice_progress_show(void *context, size_t in_play, size_t n, size_t days) {
    (void)context;
    progress_show("%zu of %zu variants still in play, %zu days simulated", in_play, n, days);
}

static const struct model *first_model(const struct comparing *c) {
    return c->opened.variants->all[0].model;
}

/* Replications asked for by options, else by the study file; 0: by neither. */
static size_t length_asked(const struct comparing *c) {
    const struct study_file *s = &c->opened.study;
    size_t asked = replications_asked(c->a, first_model(c)), days = first_model(c)->days;
    return asked ? asked : s->replications ? s->replications : (s->days + days - 1) / days;
}

static void options_fill(struct comparing *c) {
    const struct arguments *a = c->a;
    const struct study_file *s = &c->opened.study;
    struct study_options *o = &c->options.study;
    *o = study_arguments_read(a, first_model(c));
    o->replications = length_asked(c) ? length_asked(c) : o->replications;
    o->seed =
        !arguments_has(a, "seed") && s->scenario && s->seed != COUNT_UNLIMITED ? s->seed : o->seed;
    o->precision = arguments_has(a, "precision") ? arguments_number(a, "precision") : s->precision;
    if (o->precision > 0 && !length_asked(c))
        o->replications *= PRECISION_TIMES;
    o->of = arguments_texts(a, "of", &c->opened.arena, &o->n_of);
    if (c->opened.sensitivity) {
        o->of = &c->opened.sensitivity->path;
        o->n_of = 1;
    }
    c->options.base = c->opened.base;
    if (c->opened.lanes) {
        c->options.n_sums = LANES_SUMS;
        c->options.sums = c->opened.lanes->sums;
    }
    if (c->opened.levers) {
        c->options.n_sums = LEVER_SUMS;
        c->options.sums = c->opened.levers->sums;
    }
    if (progress_wanted(a)) {
        c->options.progress = progress;
        c->options.context = c;
    }
}

/* ---- the folder ---- */

static bool folder_open(struct comparing *c) {
    const char *folder = arguments_text(c->a, "out");
    struct diag *d = &c->opened.diag;
    if (!folder)
        return true;
    if (!output_continue(&c->output, folder, arguments_has(c->a, "force"), file_names, d))
        return false;
    c->with_output = true;
    const struct variants *v = c->opened.variants;
    struct journal_head head = {
        .command = arena_format(&c->opened.arena, "%s%s%s", c->command->command->name,
                                arguments_has(c->a, "best") ? " --best" : "",
                                c->opened.sensitivity ? " --sensitivity" : ""),
        .scenario = v->all[c->opened.base].scenario->sha256,
        .seed = c->options.study.seed};
    const char *file = arena_format(&c->opened.arena, "%s/%s", c->output.path, file_names[0]);
    c->options.journal = journal_open(file, &head, d);
    if (c->options.journal && !arguments_has(c->a, "quiet"))
        findings_print(d);
    return c->options.journal;
}

static bool summary_write(struct comparing *c, const struct text *json) {
    struct diag *d = &c->opened.diag;
    FILE *file = output_open(&c->output, "summary.json", d);
    if (!file)
        return false;
    fwrite(text_string(json), 1, json->length, file);
    return output_close(&c->output, "summary.json", file, d);
}

static bool text_write(struct comparing *c, const struct comparison_report *r) {
    struct diag *d = &c->opened.diag;
    struct text json = {0};
    comparison_json(r, &json);
    bool good = summary_write(c, &json);
    text_fini(&json);
    FILE *file = good ? output_open(&c->output, "compare.csv", d) : NULL;
    if (!file)
        return false;
    comparison_csv(r, file);
    return output_close(&c->output, "compare.csv", file, d);
}

static bool files_write(struct comparing *c, const struct comparison_report *r) {
    struct diag *d = &c->opened.diag;
    const char *const *scripts;
    bool good = output_stage(&c->output, d) && text_write(c, r) &&
                comparison_plots(r, &c->output, &scripts, d);
    if (good)
        plots_run(&c->output, scripts, arguments_has(c->a, "quiet"));
    return good && output_commit(&c->output, d);
}

/* ---- all of it ---- */

static bool report_all(struct comparing *c) {
    struct comparison_report r = {.comparison = c->comparison,
                                  .scenario = c->opened.variants->all[c->opened.base].scenario,
                                  .n_axes = c->opened.n_axes,
                                  .axes = c->opened.axes,
                                  .lanes = c->lanes,
                                  .levers = c->levers,
                                  .sensitivity = c->opened.sensitivity,
                                  .all = arguments_has(c->a, "all")};
    bool good = !c->with_output || files_write(c, &r);
    struct text out = {0};
    r.colour = colour_wanted(c->a);
    if (arguments_has(c->a, "json"))
        comparison_json(&r, &out);
    else
        c->command->text(&r, &out);
    result_print(&out, arguments_has(c->a, "json"));
    text_fini(&out);
    return good;
}

/* ---- the best alone ---- */

/* The zone in the unit of what is chosen by. */
static bool zone_read(struct comparing *c, const char *unit, double *zone) {
    const char *text = arguments_text(c->a, "indifference"), *wrong = number_parse(text, zone);
    if (wrong && strcmp(unit, "share") == 0)
        wrong = share_parse(text, zone);
    if (wrong && strcmp(unit, "s") == 0)
        wrong = duration_parse(text, zone);
    if (!wrong && !(*zone > 0))
        wrong = "is not above nought";
    return !wrong || diag_error_at(&c->opened.diag, "--indifference", 0, 0,
                                   "'%s' %s; it is a difference in %s", text, wrong, unit);
}

/* "cost" is short for the total's. */
static const char *best_path(struct comparing *c) {
    const char *path = arguments_text(c->a, "best");
    return strchr(path, '.') ? path : arena_format(&c->opened.arena, "total.%s", path);
}

static bool choice_options_fill(struct comparing *c) {
    struct choice_options *o = &c->choosing;
    struct diag *d = &c->opened.diag;
    enum { FEWEST = CHOICE_BATCH * CHOICE_FIRST_STAGE };
    o->path = best_path(c);
    const char *unit = choice_unit(&c->opened.variants->all[0], o->path, d);
    if (!unit || !zone_read(c, unit, &o->zone))
        return false;
    o->study = c->options.study;
    o->probability = arguments_number(c->a, "confidence");
    if (!length_asked(c))
        o->study.replications = PRECISION_TIMES * replications_default(first_model(c));
    if (o->study.replications < FEWEST)
        return diag_error_at(d, "--best", 0, 0,
                             "needs at least %d replications of each variant to begin with; more "
                             "are run only where they matter",
                             FEWEST);
    if (progress_wanted(c->a))
        o->progress = choice_progress_show;
    return true;
}

static bool choice_files_write(struct comparing *c, const struct text *json) {
    struct diag *d = &c->opened.diag;
    const char *const *scripts;
    bool good =
        output_stage(&c->output, d) && summary_write(c, json) &&
        choice_plots(c->choice, c->opened.variants->all[0].scenario, &c->output, &scripts, d);
    if (good)
        plots_run(&c->output, scripts, arguments_has(c->a, "quiet"));
    return good && output_commit(&c->output, d);
}

static bool choice_report_all(struct comparing *c) {
    struct text json = {0}, out = {0};
    choice_json(c->choice, &json);
    bool good = !c->with_output || choice_files_write(c, &json);
    if (!arguments_has(c->a, "json"))
        choice_text(c->choice, c->opened.variants->all[0].scenario, colour_wanted(c->a), &out);
    bool as_json = arguments_has(c->a, "json");
    result_print(as_json ? &json : &out, as_json);
    text_fini(&json);
    text_fini(&out);
    return good;
}

static bool choose(struct comparing *c) {
    if (!choice_options_fill(c) || !folder_open(c))
        return false;
    c->choosing.journal = c->options.journal;
    c->choice = choice_run(c->opened.variants, &c->choosing, &c->opened.diag);
    if (c->choosing.progress)
        progress_clear();
    bool kept = journal_close(c->options.journal, &c->opened.diag);
    return c->choice && choice_report_all(c) && kept;
}

static bool compare(struct comparing *c) {
    if (!c->command->open(&c->opened, c->a) ||
        !study_length_fits(c->a, first_model(c), &c->opened.diag))
        return false;
    options_fill(c);
    if (arguments_has(c->a, "best"))
        return choose(c);
    study_warn_of_few(c->options.study.replications);
    if (!folder_open(c))
        return false;
    c->comparison = comparison_run(c->opened.variants, &c->options, &c->opened.diag);
    if (c->comparison && c->opened.lanes)
        c->lanes = lanes_answer(c->opened.lanes, c->opened.variants, c->comparison, &c->options);
    if (c->comparison && c->opened.levers)
        c->levers = levers_answer(c->opened.levers, c->comparison);
    if (c->comparison && c->opened.sensitivity)
        sensitivity_answer(c->opened.sensitivity, c->comparison);
    if (c->options.progress)
        progress_clear();
    bool kept = journal_close(c->options.journal, &c->opened.diag);
    return c->comparison && report_all(c) && kept;
}

static const char *misuse_of(const struct arguments *a) {
    if (arguments_has(a, "force") && !arguments_has(a, "out"))
        return "--force goes with --out";
    if (arguments_has(a, "of") && !arguments_has(a, "precision") &&
        !arguments_has(a, "sensitivity"))
        return "--of goes with --precision";
    if (arguments_has(a, "best") != arguments_has(a, "indifference"))
        return "--best and --indifference go together: the least difference that matters, such as "
               "50, 10s or 1%";
    if (arguments_has(a, "best") && arguments_has(a, "precision"))
        return "give --best or --precision, not both";
    return study_length_misuse(a);
}

enum exit_status comparison_command_run(const struct comparison_command *command,
                                        const struct arguments *a) {
    const char *misuse = misuse_of(a);
    if (misuse)
        return command_misused(command->command, "%s", misuse);
    struct comparing c = {.command = command, .a = a};
    bool good = compare(&c);
    enum exit_status status = EXIT_DONE;
    const volatile sig_atomic_t *stop = c.options.study.limits.stop;
    if (!good && c.opened.diag.errors > 0) {
        diag_sort(&c.opened.diag);
        findings_conclude(&c.opened.diag, c.comparison || c.choice ? "written" : "run");
        status = EXIT_BAD_INPUT;
    }
    if (stop_flag_is_set(stop)) {
        notice("stopped early: what was finished is reported%s",
               c.with_output ? "; the same command goes on from there" : "");
        status = EXIT_STOPPED;
    }
    if (status == EXIT_DONE && c.lanes && !c.lanes->choice.meets &&
        first_model(&c)->n_standards > 0)
        status = EXIT_NO_PLAN;
    lanes_answer_free(c.lanes);
    levers_answer_free(c.levers);
    comparison_free(c.comparison);
    choice_free(c.choice);
    output_fini(&c.output);
    opened_variants_fini(&c.opened);
    return status;
}
