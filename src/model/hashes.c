/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "model/compile.h"

/* Names hashed to fewer bits than they have may meet; a scenario in which two do is refused, so
 * that no two things ever share their random numbers. */
struct hashed {
    uint64_t hash;
    const char *what, *of;
};

struct hashes {
    struct hashed *all; /* [n] */
    size_t n, capacity;
};

static uint64_t hash_note(struct hashes *h, const char *what, const char *of, unsigned bits) {
    uint64_t hash = name_hash(what, of, bits);
    if (h->n == h->capacity) {
        h->capacity = h->capacity ? 2 * h->capacity : 64;
        h->all = mem_resize(h->all, h->capacity, sizeof *h->all);
    }
    h->all[h->n++] = (struct hashed){hash, what, of};
    return hash;
}

static int hashed_compare(const void *a, const void *b) {
    const struct hashed *x = a, *y = b;
    return x->hash < y->hash ? -1 : x->hash > y->hash;
}

static bool same_thing(const struct hashed *a, const struct hashed *b) {
    return strcmp(a->what, b->what) == 0 && strcmp(a->of, b->of) == 0;
}

/* Reports every clash and forgets the names. */
static void hashes_check(struct hashes *h, struct diag *d) {
    if (h->n > 1) {
        qsort(h->all, h->n, sizeof *h->all, hashed_compare);
    }
    for (size_t i = 1; i < h->n; i++) {
        const struct hashed *a = &h->all[i - 1], *b = &h->all[i];
        if (a->hash == b->hash && !same_thing(a, b)) {
            diag_error(d, NULL,
                       "the names '%s' (%s) and '%s' (%s) get the same random numbers by chance; "
                       "rename one of them",
                       a->of, a->what, b->of, b->what);
        }
    }
    h->n = 0;
}

static void hash_steps(struct compiler *c, struct hashes *h, const struct model_class *k,
                       uint32_t end) {
    struct model *m = c->model;
    for (uint32_t i = k->first_step; i < end; i++) {
        struct model_step *s = &m->steps[i];
        const char *station = s->station == NONE ? s->name : m->stations[s->station].name;
        s->draw_chance = hash_note(h, "chance", s->name, DRAW_NAME_BITS);
        s->draw_patience = hash_note(h, "patience", s->name, DRAW_NAME_BITS);
        s->draw_balk = hash_note(h, "balk", s->name, DRAW_NAME_BITS);
        s->draw_resolves = hash_note(h, "resolves", s->name, DRAW_NAME_BITS);
        s->draw_choose = hash_note(h, "choose", s->name, DRAW_NAME_BITS);
        s->draw_stand = hash_note(h, "stand", s->name, DRAW_NAME_BITS);
        s->draw_help = hash_note(h, "help", station, DRAW_NAME_BITS);
        s->draw_service = hash_note(h, "work", station, DRAW_NAME_BITS);
        s->draw_wrap_up = hash_note(h, "wrap_up", station, DRAW_NAME_BITS);
    }
}

/* Tasks are drawn by "station/task", in which the station's name holds no '/'. */
static void hash_tasks(struct compiler *c, struct hashes *h, const struct model_station *s) {
    struct arena *a = &c->model->arena;
    for (uint32_t i = 0; s->crew && i < s->crew->n_tasks; i++) {
        struct model_task *t = (struct model_task *)(uintptr_t)&s->crew->tasks[i];
        t->draw = hash_note(h, "task", arena_format(a, "%s/%s", s->name, t->name), DRAW_NAME_BITS);
    }
}

static void hash_class(struct compiler *c, struct hashes *h, uint32_t index) {
    static const char *const causes[RETURN_COUNT] = {
        [RETURN_ABANDONED] = "abandoned", [RETURN_BALKED] = "balked",
        [RETURN_BLOCKED] = "blocked",     [RETURN_TURNED_AWAY] = "turned_away",
        [RETURN_MESSAGE] = "message",     [RETURN_UNRESOLVED] = "unresolved",
        [RETURN_LATE] = "late",           [RETURN_COMPLAINT] = "complaint",
    };
    struct model *m = c->model;
    struct model_class *k = &m->classes[index];
    uint32_t end = index + 1 < m->n_classes ? m->classes[index + 1].first_step : m->n_steps;
    hash_steps(c, h, k, end);
    for (size_t r = 0; r < RETURN_COUNT; r++) {
        k->returns[r].draw = hash_note(h, "return", causes[r], DRAW_NAME_BITS);
    }
    for (uint32_t s = 0; s < m->n_stations; s++) {
        hash_tasks(c, h, &m->stations[s]);
    }
    m->draw_tier = hash_note(h, "tier", "", DRAW_NAME_BITS);
    m->draw_temperament = hash_note(h, "temperament", "", DRAW_NAME_BITS);
    m->draw_eligible = hash_note(h, "eligible", "", DRAW_NAME_BITS);
    m->draw_survey = hash_note(h, "survey", "", DRAW_NAME_BITS);
    m->draw_account = hash_note(h, "account", "", DRAW_NAME_BITS);
    m->draw_complaint = hash_note(h, "complaint", "", DRAW_NAME_BITS);
    m->draw_jockey = hash_note(h, "jockey", "", DRAW_NAME_BITS);
    m->draw_party = hash_note(h, "party", "", DRAW_NAME_BITS);
    m->draw_appointment = hash_note(h, "appointment", "", DRAW_NAME_BITS);
    m->draw_items = hash_note(h, "items", "", DRAW_NAME_BITS);
    hash_note(h, "arrival", "", DRAW_NAME_BITS);
    hashes_check(h, c->diag);
}

static void hash_factors(struct hashes *h, const struct model_source *s) {
    const char *const shared[] = {s->as_read->day_spread.shared,
                                  s->as_read->interval_spread.shared};
    for (size_t i = 0; i < 2; i++) {
        hash_note(h, shared[i] ? "shared factor" : "own factor", shared[i] ? shared[i] : s->name,
                  PERSON_NAME_BITS);
    }
}

static const char absence[] = "absence";

uint64_t absence_draw_name(const char *shift) {
    return name_hash(absence, shift, DRAW_NAME_BITS);
}

/* Two shifts of a group whose names meet would have the same people absent. */
static void hash_shifts(struct compiler *c, struct hashes *h, const struct roster *r) {
    for (size_t i = 0; i < r->n_shifts; i++) {
        hash_note(h, absence, r->shifts[i].name, DRAW_NAME_BITS);
    }
    hashes_check(h, c->diag);
}

void compile_hashes(struct compiler *c) {
    struct model *m = c->model;
    struct hashes h = {0};
    for (uint32_t i = 0; i < m->n_classes; i++) {
        hash_class(c, &h, i);
    }
    for (uint32_t i = 0; i < m->n_sources; i++) {
        m->sources[i].person_name =
            hash_note(&h, "customers", m->sources[i].name, PERSON_NAME_BITS);
    }
    for (uint32_t i = 0; i < m->n_stations; i++) {
        struct model_machines *own = m->stations[i].machines;
        if (own) {
            own->person_name = hash_note(&h, "machines", m->stations[i].name, PERSON_NAME_BITS);
            own->draw_failure = name_hash("failure", "", DRAW_NAME_BITS);
            own->draw_repair = name_hash("repair", "", DRAW_NAME_BITS);
            own->draw_begin = name_hash("begin", "", DRAW_NAME_BITS);
        }
    }
    for (uint32_t i = 0; i < m->n_classes; i++) {
        m->classes[i].second_name =
            hash_note(&h, "second contacts", m->classes[i].name, PERSON_NAME_BITS);
        m->classes[i].accounts_name =
            hash_note(&h, "accounts", m->classes[i].name, PERSON_NAME_BITS);
        m->classes[i].beside_name =
            hash_note(&h, "second places", m->classes[i].name, PERSON_NAME_BITS);
    }
    for (uint32_t i = 0; i < m->n_sources; i++) {
        hash_factors(&h, &m->sources[i]);
    }
    for (uint32_t i = 0; i < m->n_groups; i++) {
        m->groups[i].person_name = hash_note(&h, "staff", m->groups[i].name, PERSON_NAME_BITS);
    }
    for (uint32_t i = 0; i < m->n_areas; i++) {
        m->areas[i].person_name = hash_note(&h, "place", m->areas[i].name, PERSON_NAME_BITS);
    }
    m->draw_fails = name_hash("fails", "", DRAW_NAME_BITS);
    hashes_check(&h, c->diag);
    m->draw_absent = absence_draw_name("");
    m->draw_own_pace = name_hash("own pace", "", DRAW_NAME_BITS);
    m->draw_tenure = name_hash("tenure", "", DRAW_NAME_BITS);
    for (uint32_t i = 0; m->staffing.rosters && i < m->n_groups; i++) {
        hash_shifts(c, &h, &m->staffing.rosters[i]);
    }
    free(h.all);
}
