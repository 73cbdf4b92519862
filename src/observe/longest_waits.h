/* SPDX-License-Identifier: GPL-3.0-or-later
 * The longest waits of a replication and what those who waited met on joining. */
#ifndef OBSERVE_LONGEST_WAITS_H
#define OBSERVE_LONGEST_WAITS_H

#include "engine/observer.h"

enum { LONGEST_WAITS = 5 };

struct long_wait {
    double joined, waited; /* s since the first day's midnight; s */
    const char *station, *class_name, *tier;
    const char *end; /* "served", "left", ... */
    size_t in_line;  /* people waiting there when he joined, without him */
    size_t on_duty;  /* people at the desk then, of the groups that serve there */
    size_t wanted;   /* as staffed; more or fewer than on duty when some finish late */
    bool staffed;    /* on_duty and wanted mean something */
};

struct longest_waits {
    size_t n;
    struct long_wait waits[LONGEST_WAITS]; /* [n], the longest first; after the warm-up only */
};

/* Watches one replication and fills found. Names in it live as long as the model. */
struct wait_watch *wait_watch_new(const struct model *m, struct longest_waits *found);
struct observer wait_watch_observer(struct wait_watch *w);
void wait_watch_free(struct wait_watch *w);

#endif
