/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which rows a model's results have, and who is counted where: every lookup that the tally needs is
 * made once, here. A *store* holds one set of counters; rows that must be equal (the total and the
 * only class) share one. A standard that looks at a part of a station's visitors has a store of its
 * own. */
#ifndef OBSERVE_LAYOUT_H
#define OBSERVE_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/model.h"
#include "observe/measure.h"

struct layout_row {
    enum row_kind kind;
    uint32_t index;   /* of the station, class, tier or group in the model */
    const char *name; /* "" for the total; of a standard's own row its name */
    bool rival;
    uint32_t store;
    uint32_t standard;                  /* the first that judges this row by waits; NONE */
    enum service_level_formula formula; /* its formula, else ignore */
};

enum store_kind { STORE_CONTACTS, STORE_VISITS, STORE_GROUP };

struct layout_store {
    enum store_kind kind;
    double threshold; /* T of the row, s; the first of those below */
    uint32_t first_threshold, n_thresholds;
};

/* A standard's way to its counters. */
struct layout_standard {
    uint32_t row;       /* whose measure it judges; a timed stretch: the total */
    uint32_t threshold; /* index into layout.threshold of that row's store */
    bool stretch;       /* from ... to */
    bool by_measure;    /* `measure` is given: */
    struct measure_reference measure;
    double target;
    bool at_least;
};

struct span {
    uint32_t first, n;
};

struct layout {
    struct arena arena;
    const struct model *model;
    size_t n_rows, n_reported; /* standards' own rows come last and are not reported */
    struct layout_row *rows;
    uint32_t first_row[ROW_KINDS];
    size_t n_stores, n_intervals; /* n_intervals: cells of a store, "after close" included */
    struct layout_store *stores;
    size_t n_thresholds;
    double *threshold; /* s, by store */
    struct layout_standard *standards;
    /* Stores of a contact by class and tier, of a visit by its key and class. */
    struct span *contact_stores, *visit_stores;
    uint32_t *members; /* [n_members], stores */
    size_t n_members;
    uint32_t first_group_store;
    bool *group_serves; /* [n_groups][n_stations] */
    bool any_groups;
    double *staff_rate;   /* [n_groups], per scheduled s */
    double *station_rate; /* [n_stations], per s of one thing or per visit */
    bool *per_contact;    /* [n_stations] */
    bool *count_set;      /* [n_stations]: some rule sets how many machines or things there are */
    uint32_t *paid_row;   /* [n_stations]: whose visits are paid for, rivals left out */
    double *waiting_rate; /* [n_tiers], per s waited */
    double lost_customer;
    bool any_wait_cost_or_value; /* money by contact */
};

/* threshold of rows without a standard, and of "short" abandonments, s */
#define THRESHOLD_DEFAULT 20.0
#define THRESHOLD_SHORT   5.0

/* The model must outlive it. */
struct layout *layout_new(const struct model *m);
void layout_free(struct layout *l);
/* n_rows when there is none. */
size_t layout_row_find(const struct layout *l, enum row_kind kind, const char *name);

/* Store 0 is the total's, the stations' follow. */
static inline uint32_t layout_station_store(uint32_t station) {
    return 1 + station;
}

static inline struct span layout_contact(const struct layout *l, uint32_t class_index,
                                         uint32_t tier) {
    return l->contact_stores[class_index * l->model->n_tiers + tier];
}

/* Visits to crews are counted as served when they are complete, all others as service begins. */
static inline bool layout_served_at_end(const struct layout *l, uint32_t station) {
    return l->model->stations[station].crew;
}

/* line: NONE where nobody waits (then the tier tells him apart). */
static inline struct span layout_visit(const struct layout *l, uint32_t line, uint32_t station,
                                       uint32_t tier, uint32_t class_index) {
    uint32_t key = line != NONE ? line : l->model->n_lines + station * l->model->n_tiers + tier;
    return l->visit_stores[(size_t)key * l->model->n_classes + class_index];
}

#endif
