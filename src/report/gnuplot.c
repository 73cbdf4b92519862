/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "report/plots.h"

extern char **environ;

/* gnuplot's command that goes to the folder: in single quotes only these are doubled. */
static void cd_command(struct text *t, const char *folder) {
    text_add(t, "cd '");
    for (; *folder; folder++)
        text_add_n(t, *folder == '\'' ? "''" : folder, *folder == '\'' ? 2 : 1);
    text_add(t, "'");
}

/* In a process group of its own: Ctrl-C is meant for the run, a picture begun is finished. */
static pid_t gnuplot_start(char *const *arguments, const char *log) {
    pid_t child = -1;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_TRUNC,
                                     0666);
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    if (posix_spawnp(&child, "gnuplot", &actions, &attributes, arguments, environ) != 0)
        child = -1;
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return child;
}

enum gnuplot_end gnuplot_run(const char *folder, const char *script) {
    struct arena a = {0};
    struct text cd = {0};
    cd_command(&cd, folder);
    const char *log = arena_format(&a, "%s/%s.log", folder, script);
    char *const arguments[] = {arena_string(&a, "gnuplot"), arena_string(&a, "-e"),
                               arena_string(&a, text_string(&cd)), arena_string(&a, script), NULL};
    enum gnuplot_end end = GNUPLOT_MISSING;
    int status = 0;
    pid_t child = gnuplot_start(arguments, log);
    if (child > 0) {
        pid_t ended;
        do
            ended = waitpid(child, &status, 0);
        while (ended < 0 && errno == EINTR);
        end = ended == child && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? GNUPLOT_DONE
                                                                              : GNUPLOT_FAILED;
    }
    if (end != GNUPLOT_FAILED)
        unlink(log);
    text_fini(&cd);
    arena_fini(&a);
    return end;
}
