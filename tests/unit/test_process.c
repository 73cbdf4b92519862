/* SPDX-License-Identifier: GPL-3.0-or-later
 * Another program's end, and that of what it started itself. */
#include "base/process.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "support/check.h"

/* What a shell script comes to within the time, and its words. */
static struct process script_run(const char *script, double seconds, char words[64]) {
    char log[] = "/tmp/process-XXXXXX";
    char shell[] = "sh", option[] = "-c", *copy = strdup(script);
    int made = mkstemp(log);
    assert_true(made >= 0);
    close(made);
    struct process p = process_run((char *[]){shell, option, copy, NULL}, log, seconds, NULL);
    FILE *in = fopen(log, "r");
    assert_non_null(in);
    words[fread(words, 1, 63, in)] = 0;
    fclose(in);
    unlink(log);
    free(copy);
    return p;
}

static void the_exit_status_and_the_words_are_kept(void **state) {
    (void)state;
    char words[64];
    struct process p = script_run("echo out; echo err >&2; exit 7", 60, words);
    assert_true(p.end == PROCESS_EXITED && p.code == 7);
    assert_string_equal(words, "out\nerr\n");
    p = script_run("kill -9 $$", 60, words);
    assert_true(p.end == PROCESS_SIGNALLED && p.code == 9);
}

/* Dead, or a zombie that the system has yet to collect: it runs no more. */
static bool is_running(long process) {
    char path[64], line[256] = "";
    snprintf(path, sizeof path, "/proc/%ld/stat", process);
    FILE *in = fopen(path, "r");
    if (!in)
        return false;
    line[fread(line, 1, sizeof line - 1, in)] = 0;
    fclose(in);
    const char *end = strrchr(line, ')');
    return end && end[1] && end[2] != 'Z' && end[2] != 'X';
}

/* A program in the background of a script ignores the interrupt that ends the script. */
static void a_script_is_ended_with_what_it_started(void **state) {
    (void)state;
    char words[64];
    struct process p = script_run("sleep 60 & echo $!; wait", 0.3, words);
    assert_int_equal(p.end, PROCESS_TIMED_OUT);
    long inner = strtol(words, NULL, 10);
    assert_true(inner > 0);
    for (int i = 0; i < 100 && is_running(inner); i++)
        nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    assert_false(is_running(inner));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_exit_status_and_the_words_are_kept),
        cmocka_unit_test(a_script_is_ended_with_what_it_started),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
