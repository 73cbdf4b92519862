/* SPDX-License-Identifier: GPL-3.0-or-later
 * The program: finds the command, reads its options, runs it. */
#include <errno.h>
#include <gsl/gsl_errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "base/table.h"
#include "cli/commands.h"
#include "cli/notice.h"

#define COMMAND_POINTER(name) &command_##name,
static const struct command *const commands[] = {COMMANDS(COMMAND_POINTER) NULL};

static const struct command *command_find(const char *name) {
    for (size_t i = 0; commands[i]; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

#define EXIT_STATUS_WORDS(name, number, words) ", " #number " " words

enum { HELP_WIDTH = 100 };

static void usage_print(FILE *to) {
    static const char statuses[] = EXIT_STATUSES(EXIT_STATUS_WORDS);
    struct text help = {0}, last = {0};
    text_wrap(&help, PROGRAM_ABOUT, 0, 0, HELP_WIDTH);
    text_add(&help, "\n\nusage: sojourn COMMAND [OPTIONS]\n\ncommands:\n");
    for (size_t i = 0; commands[i]; i++)
        text_printf(&help, "  %-12s%s\n", commands[i]->name, commands[i]->summary);
    text_add(&help, "\n'sojourn COMMAND --help' tells more of each; 'sojourn --version' which "
                    "program this is.\n");
    text_printf(&last, "exit status: %s", statuses + strlen(", "));
    text_wrap(&help, text_string(&last), 0, 2, HELP_WIDTH);
    fprintf(to, "%s\n", text_string(&help));
    text_fini(&help);
    text_fini(&last);
}

/* Lines as they stand, broken where they are too long. */
static void details_add(struct text *out, const char *details) {
    while (*details) {
        size_t length = strcspn(details, "\n"), indent = strspn(details, " ");
        struct text line = {0};
        text_add_n(&line, details, length);
        if (text_width(text_string(&line)) > HELP_WIDTH)
            text_wrap(out, text_string(&line), 0, indent, HELP_WIDTH);
        else
            text_add(out, text_string(&line));
        text_add(out, "\n");
        text_fini(&line);
        details += length + (details[length] == '\n');
    }
}

static void command_help(const struct command *c) {
    struct text help = {0};
    text_printf(&help, "usage: sojourn %s%s%s%s\n\n%s.\n\noptions:\n", c->name,
                *c->operands ? " " : "", c->operands, c->options ? " [OPTIONS]" : "", c->summary);
    options_describe(c->options, &help);
    if (c->details) {
        text_add(&help, "\n");
        details_add(&help, c->details);
    }
    fputs(text_string(&help), stdout);
    text_fini(&help);
}

enum exit_status command_misused(const struct command *c, const char *format, ...) {
    va_list args;
    struct text line = {0};
    va_start(args, format);
    text_printf(&line, "sojourn %s: ", c->name);
    text_vprintf(&line, format, args);
    va_end(args);
    notice_print(text_string(&line));
    notice("'sojourn %s --help' shows how it is used", c->name);
    text_fini(&line);
    return EXIT_BAD_USAGE;
}

static enum exit_status command_call(const struct command *c, int count, char **words) {
    struct arguments a;
    struct text error = {0};
    enum exit_status status = EXIT_DONE;
    if (!arguments_read(&a, c->options, count, words, &error))
        status = command_misused(c, "%s", text_string(&error));
    else if (a.help)
        command_help(c);
    else if (a.n_operands < c->fewest_operands)
        status = command_misused(c, "needs %s", c->operands);
    else if (a.n_operands > c->most_operands)
        status = command_misused(c, "'%s' is one word too many", a.operands[c->most_operands]);
    else
        status = c->run(&a);
    text_fini(&error);
    arguments_fini(&a);
    return status;
}

static enum exit_status command_unknown(const char *name) {
    struct nearest near = {.word = name};
    for (size_t i = 0; commands[i]; i++)
        nearest_offer(&near, commands[i]->name);
    if (near.best)
        notice("sojourn: unknown command '%s'; did you mean '%s'?", name, near.best);
    else
        notice("sojourn: unknown command '%s'", name);
    notice("'sojourn --help' lists the commands");
    return EXIT_BAD_USAGE;
}

static enum exit_status program_run(int argc, char **argv) {
    if (argc < 2) {
        usage_print(stderr);
        return EXIT_BAD_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        usage_print(stdout);
        return EXIT_DONE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("sojourn %s\n", SOJOURN_VERSION);
        return EXIT_DONE;
    }
    const struct command *c = command_find(argv[1]);
    return c ? command_call(c, argc - 2, argv + 2) : command_unknown(argv[1]);
}

int main(int argc, char **argv) {
    gsl_set_error_handler_off();
    enum exit_status status = program_run(argc, argv);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "sojourn: cannot write to standard output: %s\n", strerror(errno));
        return EXIT_BAD_INPUT;
    }
    return (int)status;
}
