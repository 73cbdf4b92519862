/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/layout.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Who counts in a standard's own store. */
struct filter {
    uint32_t store, station, of_class, of_tier;
    const char *of_skill;
};

struct builder {
    struct layout *l;
    struct filter *filters;
    size_t n_filters;
    uint32_t n_members;
    bool any_rival;
};

/* ---- standards ---- */

static bool judges_waits(const struct model_standard *s) {
    return !s->as_read->measure && s->as_read->n_from == 0;
}

/* The first standard, by name, that judges waits: at this station, or at any. */
static uint32_t first_standard(const struct model *m, uint32_t station) {
    for (uint32_t i = 0; i < m->n_standards; i++) {
        if (judges_waits(&m->standards[i]) &&
            (station == NONE || m->standards[i].station == station)) {
            return i;
        }
    }
    return NONE;
}

static double threshold_of(const struct model *m, uint32_t standard) {
    return standard == NONE ? THRESHOLD_DEFAULT : m->standards[standard].threshold;
}

/* ---- stores and rows ---- */

static uint32_t store_add(struct layout *l, enum store_kind kind, double threshold) {
    l->stores[l->n_stores] = (struct layout_store){.kind = kind, .threshold = threshold};
    return (uint32_t)l->n_stores++;
}

static void row_add(struct layout *l, enum row_kind kind, uint32_t index, const char *name,
                    uint32_t store) {
    const struct model *m = l->model;
    uint32_t standard = first_standard(m, kind == ROW_STATION ? index : NONE);
    struct layout_row *r = &l->rows[l->n_rows++];
    *r = (struct layout_row){kind, index, name, false, store, standard, FORMULA_IGNORE};
    if (standard != NONE) {
        r->formula = m->standards[standard].as_read->formula;
    }
    if (kind == ROW_CLASS) {
        r->rival = m->classes[index].rival;
    }
    if (kind == ROW_STATION) {
        r->rival = m->stations[index].as_read->rival;
    }
    if (kind == ROW_GROUP) {
        r->rival = m->groups[index].rival;
    }
}

static void rows_build(struct builder *b) {
    struct layout *l = b->l;
    const struct model *m = l->model;
    double t = threshold_of(m, first_standard(m, NONE));
    uint32_t total = store_add(l, STORE_CONTACTS, t);
    row_add(l, ROW_TOTAL, 0, "", total);
    l->first_row[ROW_STATION] = (uint32_t)l->n_rows;
    for (uint32_t i = 0; i < m->n_stations; i++) {
        double at = threshold_of(m, first_standard(m, i));
        row_add(l, ROW_STATION, i, m->stations[i].name, store_add(l, STORE_VISITS, at));
    }
    l->first_row[ROW_CLASS] = (uint32_t)l->n_rows;
    for (uint32_t i = 0; i < m->n_classes; i++) {
        bool alone = m->n_classes == 1 && !b->any_rival;
        row_add(l, ROW_CLASS, i, m->classes[i].name,
                alone ? total : store_add(l, STORE_CONTACTS, t));
    }
    l->first_row[ROW_TIER] = (uint32_t)l->n_rows;
    for (uint32_t i = 0; i < m->n_tiers; i++) {
        row_add(l, ROW_TIER, i, m->tiers[i].name,
                m->n_tiers == 1 ? total : store_add(l, STORE_CONTACTS, t));
    }
    l->first_row[ROW_GROUP] = (uint32_t)l->n_rows;
    l->first_group_store = (uint32_t)l->n_stores;
    for (uint32_t i = 0; i < m->n_groups; i++) {
        row_add(l, ROW_GROUP, i, m->groups[i].name, store_add(l, STORE_GROUP, t));
    }
    l->first_row[ROW_RULE] = (uint32_t)l->n_rows;
    for (uint32_t i = 0; i < m->n_rules; i++) {
        row_add(l, ROW_RULE, i, m->rules[i].name, total); /* no counters of contacts are its own */
    }
    l->n_reported = l->n_rows;
}

/* ---- where each standard looks ---- */

static uint32_t row_of_contacts(const struct layout *l, const struct model_standard *s) {
    if (s->of_class != NONE) {
        return l->first_row[ROW_CLASS] + s->of_class;
    }
    return s->of_tier != NONE ? l->first_row[ROW_TIER] + s->of_tier : 0;
}

static bool same_text(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* The row of visits that a standard filters, made if no standard before it has the same. */
static uint32_t row_of_visits(struct builder *b, const struct model_standard *s) {
    struct layout *l = b->l;
    for (size_t i = 0; i < b->n_filters; i++) {
        const struct filter *f = &b->filters[i];
        if (f->station == s->station && f->of_class == s->of_class && f->of_tier == s->of_tier &&
            same_text(f->of_skill, s->of_skill)) {
            return (uint32_t)(l->n_reported + i);
        }
    }
    uint32_t store = store_add(l, STORE_VISITS, s->threshold);
    b->filters[b->n_filters++] =
        (struct filter){store, s->station, s->of_class, s->of_tier, s->of_skill};
    row_add(l, ROW_STATION, s->station, s->name, store);
    return (uint32_t)l->n_rows - 1;
}

static uint32_t row_of_standard(struct builder *b, const struct model_standard *s) {
    bool everybody = s->of_class == NONE && s->of_tier == NONE && !s->of_skill;
    if (s->as_read->n_from > 0) {
        return 0;
    }
    if (s->station == NONE && !s->of_skill) {
        return row_of_contacts(b->l, s);
    }
    if (everybody && !b->any_rival) {
        return b->l->first_row[ROW_STATION] + s->station;
    }
    return row_of_visits(b, s);
}

static void standards_build(struct builder *b) {
    struct layout *l = b->l;
    const struct model *m = l->model;
    for (uint32_t i = 0; i < m->n_standards; i++) {
        const struct model_standard *s = &m->standards[i];
        const struct standard *r = s->as_read;
        struct layout_standard *to = &l->standards[i];
        to->row = row_of_standard(b, s);
        to->stretch = r->n_from > 0;
        to->by_measure = r->measure && measure_parse(r->measure, &to->measure);
        to->at_least = isnan(r->at_most);
        to->target = !isnan(r->at_most) ? r->at_most : !isnan(r->at_least) ? r->at_least : r->share;
    }
}

/* A price per visit is not paid for rivals: those stations have a row of the others. */
static void paid_build(struct builder *b) {
    struct layout *l = b->l;
    for (uint32_t s = 0; s < l->model->n_stations; s++) {
        struct model_standard paid = {.name = "paid",
                                      .station = s,
                                      .of_class = NONE,
                                      .of_tier = NONE,
                                      .threshold = THRESHOLD_DEFAULT};
        l->paid_row[s] = b->any_rival && l->per_contact[s] ? row_of_visits(b, &paid)
                                                           : l->first_row[ROW_STATION] + s;
    }
}

/* Thresholds by store: the row's own first, then those of other standards on it. */
static void thresholds_build(struct layout *l) {
    const struct model *m = l->model;
    l->threshold = arena_array(&l->arena, l->n_stores + m->n_standards, sizeof *l->threshold);
    for (uint32_t store = 0; store < l->n_stores; store++) {
        struct layout_store *to = &l->stores[store];
        to->first_threshold = (uint32_t)l->n_thresholds;
        l->threshold[l->n_thresholds++] = to->threshold;
        for (uint32_t i = 0; i < m->n_standards; i++) {
            struct layout_standard *s = &l->standards[i];
            if (l->rows[s->row].store != store) {
                continue;
            }
            uint32_t k = to->first_threshold;
            while (k < l->n_thresholds && (l->threshold[k] < m->standards[i].threshold ||
                                           l->threshold[k] > m->standards[i].threshold)) {
                k++;
            }
            if (k == l->n_thresholds) {
                l->threshold[l->n_thresholds++] = m->standards[i].threshold;
            }
            s->threshold = k;
        }
        to->n_thresholds = (uint32_t)l->n_thresholds - to->first_threshold;
    }
}

/* ---- who is counted where ---- */

static void member_add(struct builder *b, struct span *to, uint32_t store) {
    for (uint32_t i = 0; i < to->n; i++) {
        if (b->l->members[to->first + i] == store) {
            return;
        }
    }
    b->l->members = mem_resize(b->l->members, b->n_members + 1, sizeof *b->l->members);
    b->l->members[b->n_members++] = store;
    to->n++;
}

static void contacts_build(struct builder *b) {
    struct layout *l = b->l;
    const struct model *m = l->model;
    for (uint32_t c = 0; c < m->n_classes; c++) {
        for (uint32_t t = 0; t < m->n_tiers; t++) {
            struct span *to = &l->contact_stores[c * m->n_tiers + t];
            to->first = b->n_members;
            if (!m->classes[c].rival) {
                member_add(b, to, l->rows[0].store);
                member_add(b, to, l->rows[l->first_row[ROW_TIER] + t].store);
            }
            member_add(b, to, l->rows[l->first_row[ROW_CLASS] + c].store);
        }
    }
}

static bool filter_takes(const struct filter *f, uint32_t station, uint32_t class_index,
                         uint32_t tier, const char *skill) {
    return (f->station == NONE || f->station == station) &&
           (f->of_class == NONE || f->of_class == class_index) &&
           (f->of_tier == NONE || f->of_tier == tier) &&
           (!f->of_skill || (skill && strcmp(f->of_skill, skill) == 0));
}

static void visit_build(struct builder *b, uint32_t key, uint32_t station, uint32_t tier,
                        const char *skill) {
    struct layout *l = b->l;
    for (uint32_t c = 0; c < l->model->n_classes; c++) {
        struct span *to = &l->visit_stores[(size_t)key * l->model->n_classes + c];
        to->first = b->n_members;
        member_add(b, to, l->rows[l->first_row[ROW_STATION] + station].store);
        for (size_t i = 0; i < b->n_filters && !l->model->classes[c].rival; i++) {
            if (filter_takes(&b->filters[i], station, c, tier, skill)) {
                member_add(b, to, b->filters[i].store);
            }
        }
    }
}

static void visits_build(struct builder *b) {
    const struct model *m = b->l->model;
    for (uint32_t i = 0; i < m->n_lines; i++) {
        visit_build(b, i, m->lines[i].station, m->lines[i].tier, m->lines[i].skill);
    }
    for (uint32_t s = 0; s < m->n_stations; s++) {
        for (uint32_t t = 0; t < m->n_tiers; t++) {
            visit_build(b, m->n_lines + s * m->n_tiers + t, s, t, NULL);
        }
    }
}

/* ---- money and staff ---- */

/* The amount under this name, else the one for all (name ""), else 0. */
static double amount_of(const struct named_amount *a, size_t n, const char *name, bool *per) {
    const struct named_amount *found = NULL;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(a[i].name, name) == 0) {
            found = &a[i];
            break;
        }
        found = a[i].name[0] == '\0' ? &a[i] : found;
    }
    if (found && per) {
        *per = found->per_contact;
    }
    return found ? found->amount : 0;
}

static void money_build(struct layout *l) {
    const struct model *m = l->model;
    const struct money *money = &m->scenario->money;
    for (uint32_t i = 0; i < m->n_groups; i++) {
        l->staff_rate[i] = amount_of(money->staff, money->n_staff, m->groups[i].name, NULL);
    }
    for (uint32_t i = 0; i < m->n_stations; i++) {
        l->station_rate[i] =
            amount_of(money->stations, money->n_stations, m->stations[i].name, &l->per_contact[i]);
    }
    for (uint32_t i = 0; i < m->n_tiers; i++) {
        l->waiting_rate[i] = amount_of(money->waiting, money->n_waiting, m->tiers[i].name, NULL);
    }
    l->lost_customer = money->lost_customer;
    l->any_wait_cost_or_value = money->n_waiting > 0;
    for (uint32_t i = 0; i < m->n_classes; i++) {
        l->any_wait_cost_or_value |= m->classes[i].value > 0;
    }
}

static void serving_build(struct layout *l) {
    const struct model *m = l->model;
    for (uint32_t g = 0; g < m->n_groups; g++) {
        for (uint32_t s = 0; s < m->n_stations; s++) {
            l->group_serves[(size_t)g * m->n_stations + s] = model_group_serves(m, g, s);
        }
    }
}

/* Whether a rule sets how many of them the station has. */
static bool count_set(const struct model *m, uint32_t station) {
    for (uint32_t i = 0; i < m->n_rules; i++) {
        const struct model *changed = m->rules[i].changed;
        if (changed && changed->stations[station].servers != m->stations[station].servers) {
            return m->stations[station].kind->servers;
        }
    }
    return false;
}

static void arrays_new(struct layout *l) {
    const struct model *m = l->model;
    struct arena *a = &l->arena;
    size_t rows = 1 + (size_t)m->n_stations + m->n_classes + m->n_tiers + m->n_groups + m->n_rules;
    size_t most = rows + m->n_standards + m->n_stations; /* with those of standards and prices */
    l->rows = arena_array(a, most, sizeof *l->rows);
    l->stores = arena_array(a, most, sizeof *l->stores);
    l->standards = arena_array(a, m->n_standards, sizeof *l->standards);
    l->contact_stores =
        arena_array(a, (size_t)m->n_classes * m->n_tiers, sizeof *l->contact_stores);
    size_t keys = m->n_lines + (size_t)m->n_stations * m->n_tiers;
    l->visit_stores = arena_array(a, keys * m->n_classes, sizeof *l->visit_stores);
    l->group_serves = arena_array(a, (size_t)m->n_groups * m->n_stations, sizeof(bool));
    l->staff_rate = arena_array(a, m->n_groups, sizeof(double));
    l->station_rate = arena_array(a, m->n_stations, sizeof(double));
    l->per_contact = arena_array(a, m->n_stations, sizeof(bool));
    l->count_set = arena_array(a, m->n_stations, sizeof(bool));
    for (uint32_t i = 0; i < m->n_stations; i++) {
        l->count_set[i] = count_set(m, i);
    }
    l->paid_row = arena_array(a, m->n_stations, sizeof *l->paid_row);
    l->waiting_rate = arena_array(a, m->n_tiers, sizeof(double));
}

struct layout *layout_new(const struct model *m) {
    struct layout *l = mem_new(1, sizeof *l);
    l->model = m;
    l->n_intervals = m->n_intervals + 1;
    l->any_groups = m->n_groups > 0;
    arrays_new(l);
    struct builder b = {.l = l};
    b.filters = mem_new(m->n_standards + m->n_stations, sizeof *b.filters);
    for (uint32_t c = 0; c < m->n_classes; c++) {
        b.any_rival |= m->classes[c].rival;
    }
    rows_build(&b);
    standards_build(&b);
    money_build(l);
    paid_build(&b);
    thresholds_build(l);
    contacts_build(&b);
    visits_build(&b);
    serving_build(l);
    l->n_members = b.n_members;
    free(b.filters);
    return l;
}

void layout_free(struct layout *l) {
    if (l) {
        free(l->members);
        arena_fini(&l->arena);
        free(l);
    }
}

size_t layout_row_find(const struct layout *l, enum row_kind kind, const char *name) {
    for (size_t i = 0; i < l->n_reported; i++) {
        if (l->rows[i].kind == kind && strcmp(l->rows[i].name, name) == 0) {
            return i;
        }
    }
    return l->n_rows;
}
