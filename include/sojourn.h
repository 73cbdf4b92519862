/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sojourn's public interface: load a scenario, patch it, check it, run it, read any measure.
 *
 *     struct sojourn *s = sojourn_new();
 *     if (sojourn_load(s, "scenarios/call-center.json") && sojourn_run(s, NULL)) {
 *         struct sojourn_value wait;
 *         sojourn_read(s, "stations.phones.asa", &wait);
 *     }
 *     sojourn_free(s);
 *
 * Nothing here prints, exits or reads the environment. Functions that can fail return false and
 * leave messages, which say where, what was found and what is allowed. Every string returned
 * belongs to the handle and lives until the next call on it or sojourn_free. A handle is used by
 * one thread at a time; several handles may be used at once. */
#ifndef SOJOURN_H
#define SOJOURN_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct sojourn; /* a scenario, what was laid over it, and its last run */

/* "0.1.0". */
const char *sojourn_version(void);

/* A handle without a scenario. Ends the program when there is no memory, as everything here. */
struct sojourn *sojourn_new(void);
/* Gives everything back; NULL does nothing. */
void sojourn_free(struct sojourn *s);

/* ---- what to simulate ---- */

/* Takes this file as the scenario; forgets an earlier one, its patches and its run. False when the
 * file cannot be read. What the text says is looked at by sojourn_check. */
bool sojourn_load(struct sojourn *s, const char *file);
/* The same from text in memory (copied); name stands in messages for the file's. */
bool sojourn_load_text(struct sojourn *s, const char *name, const char *json);
/* Lays a merge patch (RFC 7396) over the scenario, after those laid before. */
bool sojourn_patch(struct sojourn *s, const char *file);
bool sojourn_patch_text(struct sojourn *s, const char *name, const char *json);
/* Sets one path: "staff.clerks.count=8", or relative: "=+1", "=-2", "=*1.1". */
bool sojourn_set(struct sojourn *s, const char *path_and_value);

/* Reads and compiles scenario and patches: false with every mistake as a message. Remarks and
 * warnings are messages too and do not make it false. */
bool sojourn_check(struct sojourn *s);

/* ---- messages ---- */

enum sojourn_severity { SOJOURN_REMARK, SOJOURN_WARNING, SOJOURN_ERROR };

struct sojourn_message {
    enum sojourn_severity severity;
    const char *file;    /* file, patch or set that holds the place; NULL when there is none */
    size_t line, column; /* from 1; 0 when unknown */
    const char *path;    /* "stations.desk.lines"; "" when about the whole */
    const char *text;    /* what is wrong and what is allowed */
};

/* Messages in the order of their places. sojourn_load, _check, _run and _read begin anew; _patch
 * adds to what is there, so that all files that cannot be read are named at once. */
size_t sojourn_message_count(const struct sojourn *s);
/* Message i, 0 <= i < count. */
struct sojourn_message sojourn_message(const struct sojourn *s, size_t i);

/* ---- running ---- */

struct sojourn_options {
    uint64_t seed;       /* 0: 1 */
    size_t replications; /* 0: as many as make 400 days; 20 in steady state */
    size_t threads;      /* 0: all cores; results do not depend on it */
    double level;        /* of intervals, in (0, 1); 0: 0.95 */
    double precision;    /* 0: not asked; run until half-widths are below it, see `of` */
    const char *const
        *of; /* paths the precision is asked of; NULL: the standards, else total.asa */
    size_t n_of;
    const volatile sig_atomic_t *stop; /* set from outside to end early; NULL: never */
    void (*progress)(void *context, size_t done, size_t planned); /* NULL: none */
    void *context;
};

/* Checks if need be and runs. options NULL: all defaults. False with messages when nothing was run;
 * true also when it was stopped early but some replications were complete. */
bool sojourn_run(struct sojourn *s, const struct sojourn_options *options);

/* ---- reading results ---- */

struct sojourn_value {
    double value;     /* NaN: does not apply, or never happened */
    double low, high; /* interval at the level of the run; NaN where none exists */
};

/* Any measure of the last run by its path in the JSON result: "total.abandonment",
 * "stations.phones.service_level_ignore", "classes.loan.wait_p90", "standards.80/20.value". False
 * with a message when the path names nothing. */
bool sojourn_read(struct sojourn *s, const char *path, struct sojourn_value *out);
/* Complete replications of the last run; 0 when there is none. */
size_t sojourn_replications(const struct sojourn *s);

#ifdef __cplusplus
}
#endif

#endif
