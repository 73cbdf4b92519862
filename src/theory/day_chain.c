/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "theory/day_chain.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>

/* What rows above the top may hold in all. */
#define NEGLIGIBLE 1e-12

size_t day_chain_states(const struct day_chain *c) {
    return c->agents + (c->top - c->agents + 1) * (c->most + 1);
}

/* Nobody waits and somebody is free: births and deaths. The first row's first state follows. */
static void idle_slope(const struct day_chain *c, const double *p, double *slope, double *sums) {
    for (size_t b = 0; b < c->agents; b++) {
        double come = b < c->lines ? c->calls : 0, serve = (double)b * c->serve;
        slope[b] -= (come + serve) * p[b];
        slope[b + 1] += come * p[b]; /* of the last: busy = agents, none waiting */
        if (b > 0)
            slope[b - 1] += serve * p[b];
        sums[DAY_BUSY] += (double)b * p[b];
        sums[DAY_BLOCKED] += (c->calls - come) * p[b];
    }
}

/* Where a service that ends with this many busy and waiting leads; SIZE_MAX: nowhere. */
static size_t after_service(const struct day_chain *c, size_t busy, size_t waiting) {
    if (busy == 0)
        return SIZE_MAX;
    if (busy > c->agents)
        return day_chain_at(c, busy - 1, waiting);
    return waiting > 0 ? day_chain_at(c, busy, waiting - 1) : busy - 1;
}

static void row_slope(const struct day_chain *c, size_t busy, const double *p, double *slope,
                      double *sums) {
    double serve = (double)busy * c->serve;
    for (size_t w = 0; w <= c->most; w++) {
        size_t here = day_chain_at(c, busy, w), next = after_service(c, busy, w);
        double x = p[here];
        bool full = busy + w >= c->lines, last = w == c->most;
        double join = full || last ? 0 : c->calls * (1 - c->at_once);
        double leave = (double)w * c->leave;
        slope[here] -= (join + leave + serve) * x;
        if (join > 0)
            slope[here + 1] += join * x;
        if (w > 0)
            slope[here - 1] += leave * x;
        if (next != SIZE_MAX)
            slope[next] += serve * x;
        sums[DAY_BUSY] += (double)busy * x;
        sums[DAY_WAITING] += (double)w * x;
        sums[DAY_ABANDONED] += (leave + (full ? 0 : c->calls * c->at_once)) * x;
        sums[DAY_BLOCKED] += full ? c->calls * x : 0;
        sums[DAY_DELAYED] += full ? 0 : c->calls * x;
    }
}

void day_chain_slope(const struct day_chain *c, const double *p, double *slope) {
    size_t n = day_chain_states(c);
    for (size_t i = 0; i < n + DAY_SUMS; i++)
        slope[i] = 0;
    idle_slope(c, p, slope, slope + n);
    for (size_t b = c->agents; b <= c->top; b++)
        row_slope(c, b, p, slope, slope + n);
}

static double row_sum(const struct day_chain *c, const double *p, size_t busy) {
    double sum = 0;
    for (size_t w = 0; w <= c->most; w++)
        sum += p[day_chain_at(c, busy, w)];
    return sum;
}

/* The highest row of c that still counts. */
static size_t top_of(const struct day_chain *c, const double *p) {
    size_t top = c->top;
    double left = 0;
    while (top > c->agents && (left += row_sum(c, p, top)) < NEGLIGIBLE)
        top--;
    return top;
}

/* Whoever waits is taken as far as agents are free. */
static void state_move(const struct day_chain *to, double *q, size_t busy, size_t waiting,
                       double x) {
    size_t taken = busy < to->agents ? to->agents - busy : 0;
    taken = taken < waiting ? taken : waiting;
    busy += taken;
    waiting -= taken;
    if (busy < to->agents)
        q[busy] += x;
    else
        q[day_chain_at(to, busy < to->top ? busy : to->top, waiting)] += x;
}

double *day_chain_change(const struct day_chain *c, const double *p, struct day_chain *to,
                         struct arena *a) {
    assert(c->most == to->most);
    size_t top = top_of(c, p);
    to->top = top > to->agents ? top : to->agents;
    double *q = arena_array(a, day_chain_states(to) + DAY_SUMS, sizeof *q);
    for (size_t b = 0; b < c->agents; b++)
        state_move(to, q, b, 0, p[b]);
    for (size_t b = c->agents; b <= c->top; b++)
        for (size_t w = 0; w <= c->most; w++)
            state_move(to, q, b, w, p[day_chain_at(c, b, w)]);
    return q;
}

/* h: served within; h + size: hung up within. After a service one is ahead less, or one's own turn
 * has come, or an agent goes home. */
void day_tagged_slope(const struct day_chain *c, const double *h, double *slope) {
    size_t size = day_tagged_size(c);
    for (size_t b = c->agents; b <= c->top; b++)
        for (size_t w = 0; w <= c->most; w++) {
            size_t here = day_chain_at(c, b, w) - c->agents;
            double serve = (double)b * c->serve, ahead = (double)w * c->leave;
            bool turn = b == c->agents && w == 0;
            size_t next = turn ? here : after_service(c, b, w) - c->agents;
            double served = turn ? 1 : b > 0 ? h[next] : h[here];
            double left = turn ? 0 : b > 0 ? h[size + next] : h[size + here];
            slope[here] = serve * (served - h[here]) - c->leave * h[here];
            slope[size + here] = serve * (left - h[size + here]) + c->leave * (1 - h[size + here]);
            if (w > 0) {
                slope[here] += ahead * (h[here - 1] - h[here]);
                slope[size + here] += ahead * (h[size + here - 1] - h[size + here]);
            }
        }
}

void day_tagged_change(const struct day_chain *c, double *h, const struct day_chain *after,
                       const double *h_after) {
    size_t size = day_tagged_size(c), size_after = day_tagged_size(after);
    for (size_t b = c->agents; b <= c->top; b++)
        for (size_t w = 0; w <= c->most; w++) {
            size_t here = day_chain_at(c, b, w) - c->agents;
            size_t freed = b < after->agents ? after->agents - b : 0;
            bool served = freed > w;
            size_t there = served ? 0 : day_chain_at(after, b + freed, w - freed) - after->agents;
            h[here] = served ? 1 : h_after[there];
            h[size + here] = served ? 0 : h_after[size_after + there];
        }
}
