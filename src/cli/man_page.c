/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/man_page.h"

#include <string.h>

#include "cli/commands.h"

/* Words as roff reads them: no escapes, no requests, and hyphens that can be searched and copied.
 */
static void words_add_n(struct text *out, const char *words, size_t length) {
    for (size_t i = 0; i < length; i++) {
        bool line_begins = out->length == 0 || out->bytes[out->length - 1] == '\n';
        if (words[i] == '\\')
            text_add(out, "\\e");
        else if (words[i] == '-')
            text_add(out, "\\-");
        else if (line_begins && (words[i] == '.' || words[i] == '\''))
            text_printf(out, "\\&%c", words[i]);
        else
            text_add_n(out, &words[i], 1);
    }
}

static void words_add(struct text *out, const char *words) {
    words_add_n(out, words, strlen(words));
}

static void bold_add(struct text *out, const char *words) {
    text_add(out, "\\fB");
    words_add(out, words);
    text_add(out, "\\fR");
}

/* As in --help: "sojourn check SCENARIO [OPTIONS]". */
static void synopsis_add(struct text *out, const struct command *c) {
    bold_add(out, "sojourn ");
    bold_add(out, c->name);
    if (*c->operands) {
        text_add(out, " \\fI");
        words_add(out, c->operands);
        text_add(out, "\\fR");
    }
    if (c->options)
        text_add(out, " [\\fIOPTIONS\\fR]");
    text_add(out, "\n");
}

static void option_add(struct text *out, const struct option *o) {
    struct text words = {0};
    text_add(out, ".TP\n\\fB");
    words_add(out, "--");
    words_add(out, o->name);
    text_add(out, "\\fR");
    if (o->argument) {
        text_add(out, o->argument_may_lack ? " [\\fI" : " \\fI");
        words_add(out, o->argument);
        text_add(out, o->argument_may_lack ? "\\fR]" : "\\fR");
    }
    text_add(out, "\n");
    option_words_add(o, &words);
    words_add(out, text_string(&words));
    text_add(out, ".\n");
    text_fini(&words);
}

/* The details of --help: paragraphs, and indented lines that are shown as they are. */
static void details_add(struct text *out, const char *details) {
    bool as_is = false;
    text_add(out, ".PP\n");
    while (*details) {
        size_t length = strcspn(details, "\n"), indent = strspn(details, " ");
        if ((indent > 0) != as_is && length > 0) {
            as_is = !as_is;
            text_add(out, as_is ? ".PP\n.RS 4\n.nf\n" : ".fi\n.RE\n.PP\n");
        }
        indent = indent < length ? indent : length;
        if (length > indent) {
            words_add_n(out, details + indent, length - indent);
            text_add(out, "\n");
        } else if (!as_is && details[length] && details[length + 1] != ' ') {
            text_add(out, ".PP\n");
        }
        details += length + (details[length] == '\n');
    }
    text_add(out, as_is ? ".fi\n.RE\n" : "");
}

static void command_add(struct text *out, const struct command *c) {
    text_add(out, ".SS ");
    words_add(out, c->name);
    text_add(out, "\n");
    synopsis_add(out, c);
    text_add(out, ".PP\n");
    words_add(out, c->summary);
    text_add(out, ".\n");
    if (c->details)
        details_add(out, c->details);
    for (const struct option *o = c->options; o && o->name; o++)
        option_add(out, o);
}

static const struct {
    const char *name, *words;
} files[] = {
    {"summary.json", "every measure with its interval"},
    {"intervals.csv", "one row an interval and thing"},
    {"waits.csv", "histogram and survival of the waits"},
    {"rules.csv", "when rules went on and off, and why, in the first ten replications"},
    {"events.csv", "every event of one replication, with --events"},
    {"left.csv", "who left in that replication, with --left"},
    {"plots/",
     "data, gnuplot scripts that can be edited and run again, and the pictures they make"},
};

#define EXIT_STATUS_ENTRY(name, number, words) ".TP\n.B " #number "\n" words ".\n"

static void statuses_add(struct text *out) {
    text_add(out, ".SH EXIT STATUS\n" EXIT_STATUSES(EXIT_STATUS_ENTRY));
}

static void files_add(struct text *out) {
    text_add(out, ".SH FILES\nIn the folder that \\fBsimulate \\-\\-out\\fR names:\n");
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        text_add(out, ".TP\n.I ");
        words_add(out, files[i].name);
        text_add(out, "\n");
        words_add(out, files[i].words);
        text_add(out, ".\n");
    }
}

void man_page_add(const struct command *const *commands, size_t n, struct text *out) {
    text_printf(out,
                ".\\\" SPDX-License-Identifier: GPL-3.0-or-later\n"
                ".\\\" Written by the program: sojourn explain --man\n"
                ".TH SOJOURN 1 \"\" \"sojourn %s\" \"User Commands\"\n"
                ".SH NAME\nsojourn \\- simulate the places where people wait\n"
                ".SH SYNOPSIS\n",
                SOJOURN_VERSION);
    for (size_t i = 0; i < n; i++) {
        text_add(out, i ? ".br\n" : "");
        synopsis_add(out, commands[i]);
    }
    text_add(out, ".br\n\\fBsojourn\\fR \\fICOMMAND\\fR \\fB\\-\\-help\\fR\n"
                  ".br\n\\fBsojourn \\-\\-version\\fR\n.SH DESCRIPTION\n");
    words_add(out, PROGRAM_ABOUT);
    text_add(out, "\nA scenario is a JSON file: who comes, what they want, who serves them. "
                  "Options may stand before or after it, as \\fB\\-\\-days 5\\fR or "
                  "\\fB\\-\\-days=5\\fR; \\fB\\-\\fR is the standard input.\n.SH COMMANDS\n");
    for (size_t i = 0; i < n; i++)
        command_add(out, commands[i]);
    statuses_add(out);
    text_add(out, ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nWhen it is set, no colours on a terminal.\n");
    files_add(out);
    text_add(out, ".SH SEE ALSO\nThe guide, the reference and the model: \\fIdocs/\\fR of the "
                  "source.\n");
}
