/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/line.h"

#include <assert.h>

#include "engine/felt.h"
#include "engine/flow.h"

static bool by_work(const struct engine *e, uint32_t station) {
    return e->model->stations[station].order == ORDER_SHORTEST_WORK;
}

/* ---- in the order of joining: a doubly linked list ---- */

/* At the end, but before those whose age counts from later. */
static void list_join(struct engine *e, struct line_state *l, uint32_t customer) {
    struct customer *c = customer_of(e, customer);
    uint32_t before = l->last;
    while (before != NONE && customer_of(e, before)->since > c->since) {
        before = customer_of(e, before)->previous;
    }
    c->previous = before;
    c->next = before == NONE ? l->first : customer_of(e, before)->next;
    if (before == NONE) {
        l->first = customer;
    } else {
        customer_of(e, before)->next = customer;
    }
    if (c->next == NONE) {
        l->last = customer;
    } else {
        customer_of(e, c->next)->previous = customer;
    }
}

static void list_leave(struct engine *e, struct line_state *l, const struct customer *c) {
    if (c->previous == NONE) {
        l->first = c->next;
    } else {
        customer_of(e, c->previous)->next = c->next;
    }
    if (c->next == NONE) {
        l->last = c->previous;
    } else {
        customer_of(e, c->next)->previous = c->previous;
    }
}

/* ---- by work: a pairing heap; previous is the parent or the elder sibling ---- */

static bool work_before(const struct customer *a, const struct customer *b) {
    if (a->work < b->work || a->work > b->work) {
        return a->work < b->work;
    }
    if (a->since < b->since || a->since > b->since) {
        return a->since < b->since;
    }
    return a->source != b->source ? a->source < b->source
                                  : person_number(a->person) < person_number(b->person);
}

/* Joins two heaps by their roots; either may be NONE. */
static uint32_t heap_meld(struct engine *e, uint32_t a, uint32_t b) {
    if (a == NONE || b == NONE) {
        return a == NONE ? b : a;
    }
    if (work_before(customer_of(e, b), customer_of(e, a))) {
        uint32_t swap = a;
        a = b;
        b = swap;
    }
    struct customer *root = customer_of(e, a), *under = customer_of(e, b);
    under->previous = a;
    under->next = root->child;
    if (root->child != NONE) {
        customer_of(e, root->child)->previous = b;
    }
    root->child = b;
    return a;
}

/* Melds the siblings that begin at first: pairs from the left, then all from the right. */
static uint32_t heap_meld_siblings(struct engine *e, uint32_t first) {
    uint32_t pairs = NONE; /* chained by previous, the last pair first */
    while (first != NONE) {
        uint32_t second = customer_of(e, first)->next, rest = NONE;
        if (second != NONE) {
            rest = customer_of(e, second)->next;
            customer_of(e, second)->next = NONE;
        }
        customer_of(e, first)->next = NONE;
        uint32_t pair = heap_meld(e, first, second);
        customer_of(e, pair)->previous = pairs;
        pairs = pair;
        first = rest;
    }
    uint32_t root = NONE;
    while (pairs != NONE) {
        uint32_t earlier = customer_of(e, pairs)->previous;
        root = heap_meld(e, root, pairs);
        pairs = earlier;
    }
    if (root != NONE) {
        customer_of(e, root)->previous = NONE;
        customer_of(e, root)->next = NONE;
    }
    return root;
}

static void heap_join(struct engine *e, struct line_state *l, uint32_t customer) {
    struct customer *c = customer_of(e, customer);
    c->previous = c->next = c->child = NONE;
    l->first = heap_meld(e, l->first, customer);
}

static void heap_leave(struct engine *e, struct line_state *l, uint32_t customer) {
    struct customer *c = customer_of(e, customer);
    uint32_t below = heap_meld_siblings(e, c->child);
    if (l->first == customer) {
        l->first = below;
        return;
    }
    struct customer *before = customer_of(e, c->previous);
    if (before->child == customer) {
        before->child = c->next;
    } else {
        before->next = c->next;
    }
    if (c->next != NONE) {
        customer_of(e, c->next)->previous = c->previous;
    }
    l->first = heap_meld(e, l->first, below);
}

/* Of the elder sibling before, the eldest is the parent's child. */
static uint32_t heap_parent(const struct engine *e, uint32_t customer) {
    uint32_t before = customer_of(e, customer)->previous;
    while (before != NONE && customer_of(e, before)->child != customer) {
        customer = before;
        before = customer_of(e, customer)->previous;
    }
    return before;
}

/* Whom to look at after this one and those below him. */
static uint32_t heap_past(const struct engine *e, uint32_t at) {
    while (at != NONE && customer_of(e, at)->next == NONE) {
        at = heap_parent(e, at);
    }
    return at == NONE ? NONE : customer_of(e, at)->next;
}

/* Whoever stands below one who has waited long enough comes after him. */
static uint32_t heap_first_waited(const struct engine *e, uint32_t root, double after) {
    uint32_t best = NONE;
    for (uint32_t at = root; at != NONE;) {
        const struct customer *c = customer_of(e, at);
        bool waited = c->since + after <= e->now;
        if (waited && (best == NONE || work_before(c, customer_of(e, best)))) {
            best = at;
        }
        at = !waited && c->child != NONE ? c->child : heap_past(e, at);
    }
    return best;
}

/* ---- both ---- */

uint32_t line_first_waited(const struct engine *e, uint32_t line, double after) {
    uint32_t first = e->lines[line].first;
    if (first == NONE || customer_of(e, first)->since + after <= e->now) {
        return first;
    }
    return by_work(e, e->model->lines[line].station) ? heap_first_waited(e, first, after) : NONE;
}

/* Tells the groups that serve this line whether somebody stands in it; one that is kept until its
 * station opens is as good as empty. */
static void mark_routes(struct engine *e, uint32_t line, bool nonempty) {
    const struct model_line *l = &e->model->lines[line];
    nonempty = nonempty && !e->stations[l->station].parked;
    for (uint32_t i = 0; i < l->n_routes; i++) {
        uint64_t *words = e->groups[l->routes[i].group].nonempty;
        uint64_t bit = UINT64_C(1) << (l->routes[i].slot % 64);
        uint64_t *word = &words[l->routes[i].slot / 64];
        *word = nonempty ? *word | bit : *word & ~bit;
    }
}

void line_show(struct engine *e, uint32_t line) {
    mark_routes(e, line, e->lines[line].count > 0);
}

/* The station's paced clock runs by the people waiting there. */
static void follow_pace(struct engine *e, uint32_t station) {
    const struct pace *p = &e->model->stations[station].pace;
    if (p->per_waiting > 0) {
        double rate = 1 + p->per_waiting * (double)e->stations[station].waiting;
        clock_set_rate(&e->clocks[station], e->now, rate < p->at_most ? rate : p->at_most);
        clock_enter(e, station);
    }
}

void line_join(struct engine *e, uint32_t station, uint32_t customer) {
    struct customer *c = customer_of(e, customer);
    struct line_state *l = &e->lines[c->line];
    if (by_work(e, station)) {
        heap_join(e, l, customer);
    } else {
        list_join(e, l, customer);
    }
    c->waiting = c->delayed = c->was_delayed = true;
    e->waiting++;
    if (l->count++ == 0) {
        mark_routes(e, c->line, true);
    }
    e->stations[station].waiting++;
    e->stations[station].seated += c->party;
    follow_pace(e, station);
}

void line_leave(struct engine *e, uint32_t station, uint32_t customer) {
    struct customer *c = customer_of(e, customer);
    struct line_state *l = &e->lines[c->line];
    if (by_work(e, station)) {
        heap_leave(e, l, customer);
    } else {
        list_leave(e, l, c);
    }
    c->waiting = false;
    c->generation++;
    e->leaving.stale++;
    if (--e->waiting == 0) {
        calendar_reset(&e->leaving);
    }
    if (--l->count == 0) {
        mark_routes(e, c->line, false);
    }
    e->stations[station].waiting--;
    e->stations[station].seated -= c->party;
    follow_pace(e, station);
}

void line_move(struct engine *e, uint32_t customer, uint32_t line) {
    struct customer *c = customer_of(e, customer);
    assert(!by_work(e, e->model->lines[line].station));
    uint32_t from = c->line;
    list_leave(e, &e->lines[from], c);
    if (--e->lines[from].count == 0) {
        mark_routes(e, from, false);
    }
    c->line = line;
    list_join(e, &e->lines[line], customer);
    if (e->lines[line].count++ == 0) {
        mark_routes(e, line, true);
    }
    if (e->felt) {
        felt_moved(e, customer, from);
    }
}

static double line_priority(const struct engine *e, uint32_t line) {
    const struct model_line *l = &e->model->lines[line];
    double age = e->now - customer_of(e, e->lines[line].first)->since;
    return l->priority + l->priority_per_second * age;
}

bool line_before(const struct engine *e, uint32_t a, uint32_t b) {
    const struct customer *first = customer_of(e, e->lines[a].first);
    const struct customer *other = customer_of(e, e->lines[b].first);
    if (by_work(e, e->model->lines[a].station) && by_work(e, e->model->lines[b].station)) {
        return work_before(first, other);
    }
    double priority = line_priority(e, a), than = line_priority(e, b);
    if (priority < than || priority > than) {
        return priority > than;
    }
    if (first->since < other->since || first->since > other->since) {
        return first->since < other->since;
    }
    return a < b;
}

uint32_t station_next_line(const struct engine *e, uint32_t station) {
    const struct model_station *s = &e->model->stations[station];
    uint32_t best = NONE;
    for (uint32_t line = s->first_line; line < s->first_line + s->n_lines; line++) {
        if (e->lines[line].count > 0 && (best == NONE || line_before(e, line, best))) {
            best = line;
        }
    }
    return best;
}
