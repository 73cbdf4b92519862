/* SPDX-License-Identifier: GPL-3.0-or-later
 * sojourn explain: every key, kind, measure and command, from the tables that the program runs on.
 */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/man_page.h"
#include "cli/notice.h"
#include "observe/measure.h"
#include "people/temperament.h"
#include "scenario/explain.h"
#include "study/results.h"
#include "study/study_file.h"

#define COMMAND_POINTER(name) &command_##name,
static const struct command *const commands[] = {COMMANDS(COMMAND_POINTER)};
enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

/* "... For: stations, classes." */
static const char *measure_words(struct arena *a, const struct measure *m) {
    struct text words = {0};
    text_printf(&words, "%s (of: ", m->definition);
    size_t n = 0;
    for (int kind = 0; kind < ROW_KINDS; kind++)
        if (m->rows & 1u << kind)
            text_printf(&words, "%s%s", n++ ? ", " : "", row_kind_sections[kind]);
    text_add(&words, ")");
    const char *kept = arena_string(a, text_string(&words));
    text_fini(&words);
    return kept;
}

static struct explain_section measures_section(struct arena *a) {
    struct explain_entry *entries = arena_array(a, n_measures, sizeof *entries);
    for (size_t i = 0; i < n_measures; i++)
        entries[i] = (struct explain_entry){measures[i].name, measures[i].unit,
                                            measure_words(a, &measures[i])};
    return (struct explain_section){
        "measures", "Measures",
        "Every number of the report and of the JSON result, where it stands as value, low, high "
        "and unit under a path such as stations.phones.asa.",
        n_measures, entries};
}

static struct explain_section study_section(struct arena *a) {
    size_t n = 0;
    while (study_fields[n].key)
        n++;
    struct explain_entry *entries = arena_array(a, n, sizeof *entries);
    for (size_t i = 0; i < n; i++) {
        const struct field *f = &study_fields[i];
        entries[i] =
            (struct explain_entry){f->key, f->unit ? f->unit : "",
                                   arena_format(a, "%s%s; for example %s", f->help,
                                                f->required ? " (required)" : "", f->example)};
    }
    return (struct explain_section){
        "study", "Study files",
        "What compare and sweep read beside scenarios: one JSON object with these keys.", n,
        entries};
}

static struct explain_section intervals_section(struct arena *a) {
    struct explain_entry *entries = arena_array(a, n_interval_columns, sizeof *entries);
    for (size_t i = 0; i < n_interval_columns; i++)
        entries[i] = (struct explain_entry){interval_columns[i].name, interval_columns[i].unit,
                                            interval_columns[i].definition};
    return (struct explain_section){
        "intervals", "Columns of intervals.csv",
        "One row per interval and thing, after interval_start, interval_s, kind and name; means "
        "per day. The row that starts at closing holds what came after it.",
        n_interval_columns, entries};
}

static size_t options_count(const struct command *c) {
    size_t n = 0;
    for (const struct option *o = c->options; o && o->name; o++)
        n++;
    return n;
}

static struct explain_entry option_entry(struct arena *a, const struct command *c,
                                         const struct option *o) {
    struct text name = {0}, words = {0};
    text_printf(&name, "%s ", c->name);
    option_name_add(o, &name);
    option_words_add(o, &words);
    struct explain_entry e = {arena_string(a, text_string(&name)), "",
                              arena_string(a, text_string(&words))};
    text_fini(&name);
    text_fini(&words);
    return e;
}

/* A command, then its options as "simulate --days N". */
static struct explain_section commands_section(struct arena *a) {
    size_t n = 0, at = 0;
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        n += 1 + options_count(commands[i]);
    struct explain_entry *entries = arena_array(a, n, sizeof *entries);
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const struct command *c = commands[i];
        entries[at++] =
            (struct explain_entry){c->name, "",
                                   arena_format(a, "%s (sojourn %s%s%s)", c->summary, c->name,
                                                *c->operands ? " " : "", c->operands)};
        for (const struct option *o = c->options; o && o->name; o++)
            entries[at++] = option_entry(a, c, o);
    }
    return (struct explain_section){"commands", "Commands",
                                    "What the program does; 'sojourn COMMAND --help' says the same "
                                    "on the spot.",
                                    n, entries};
}

static struct explain_section temperaments_section(struct arena *a) {
    struct explain_entry *entries = arena_array(a, TEMPERAMENTS, sizeof *entries);
    for (size_t i = 0; i < TEMPERAMENTS; i++) {
        const struct temperament *t = &temperaments[i];
        entries[i] = (struct explain_entry){
            t->name, "",
            arena_format(a,
                         "service x %.2g, patience / %.2g, logit of hostility %+.2g, of complaints "
                         "%+.2g, selling x %.2g; met best by: %s",
                         t->work, t->impatience, t->hostile, t->complaint, t->sell, t->help)};
    }
    return (struct explain_section){
        "temperaments", "Temperaments",
        "What customers may be like: customers.NAME.temperament. Ten types of a handbook of "
        "service, which gives no figures: every one here is an assumption (mark A). A contact is "
        "hostile only with people.outcome, and complained of with people.complaints; selling acts "
        "on nothing.",
        TEMPERAMENTS, entries};
}

#define EXIT_STATUS_ENTRY(name, number, words) {#number, "", words},
static const struct explain_entry exit_statuses[] = {EXIT_STATUSES(EXIT_STATUS_ENTRY)};

static const struct explain_section exit_section = {
    "exit", "Exit status", "What the program's exit status says.",
    sizeof exit_statuses / sizeof *exit_statuses, exit_statuses};

static const struct explain_entry units[] = {
    {"duration", "", "seconds as a number, or text: \"20s\", \"3m\", \"1h30m\", \"2d\", \"3wd\""},
    {"wd", "",
     "in a duration, a working day: \"3wd\" ends at the same time of day three days of the horizon "
     "later, whatever weekdays it leaves out between them ('sojourn explain horizon.weekdays')"},
    {"time of day", "", "text: \"08:30\"; past midnight \"26:00\", where a day closes so late"},
    {"rate", "", "text with what it is for: \"120/h\", \"2/min\", \"30/d\""},
    {"share", "", "0 to 1 as a number, or text: \"35%\""}};

static const struct explain_section units_section = {"units", "Units",
                                                     "How quantities are written in a scenario.",
                                                     sizeof units / sizeof *units, units};

static enum exit_status explain_one(const char *topic, const struct explain_section *sections,
                                    size_t n) {
    struct text out = {0}, near_text = {0};
    const char *near = NULL;
    enum exit_status status = EXIT_DONE;
    if (explain_topic(topic, sections, n, &out, &near_text, &near)) {
        fputs(text_string(&out), stdout);
    } else {
        if (near)
            notice("sojourn explain: nothing is called '%s'; did you mean '%s'?", topic, near);
        else
            notice("sojourn explain: nothing is called '%s'", topic);
        notice("'sojourn explain' lists the topics");
        status = EXIT_BAD_USAGE;
    }
    text_fini(&out);
    text_fini(&near_text);
    return status;
}

static enum exit_status explain_run(const struct arguments *a) {
    struct arena arena = {0};
    enum exit_status status = EXIT_DONE;
    const struct explain_section sections[] = {measures_section(&arena),
                                               intervals_section(&arena),
                                               study_section(&arena),
                                               temperaments_section(&arena),
                                               commands_section(&arena),
                                               exit_section,
                                               units_section};
    size_t n = sizeof sections / sizeof *sections;
    if (arguments_has(a, "manual")) {
        struct text out = {0};
        explain_reference(sections, n, &out);
        fputs(text_string(&out), stdout);
        text_fini(&out);
    } else if (arguments_has(a, "man")) {
        struct text out = {0};
        man_page_add(commands, COMMAND_COUNT, &out);
        fputs(text_string(&out), stdout);
        text_fini(&out);
    } else {
        status = explain_one(a->n_operands ? a->operands[0] : NULL, sections, n);
    }
    arena_fini(&arena);
    return status;
}

static const struct option options[] = {
    {.name = "manual", .help = "everything at once, in Markdown: docs/reference.md"},
    {.name = "man", .help = "the commands as a page for man: docs/sojourn.1"},
    {.name = NULL},
};

const struct command command_explain = {
    .name = "explain",
    .summary = "Explain a key of the scenario language, a kind, a measure or a command",
    .operands = "[TOPIC]",
    .most_operands = 1,
    .options = options,
    .details = "Topics are paths (stations.desk.lines, customers.arrivals), keys and kinds "
               "(needs_help, gamma),\nmeasures (asa); without one, the list of topics.",
    .run = explain_run,
};
