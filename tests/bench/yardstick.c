/* SPDX-License-Identifier: GPL-3.0-or-later
 * The yardstick: M/M/100+M as one would write it by hand for this model alone, to measure what the
 * simulator's generality costs. A 4-ary heap, Philox, a ziggurat, a handful of sums; no scenario,
 * no intervals, no histograms. Prints its sums beside Erlang A, then ns per customer.
 *   yardstick [CUSTOMERS [SEED]]    exit 1 when the sums miss Erlang A by more than 5 errors */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <Random123/philox.h>

enum { AGENTS = 100, SLOTS = 1 << 16, LAYERS = 256, HEAP_MAX = 1 << 16, STATES = 2000 };

/* The same numbers stand in scenarios/bench/mm100m.json. */
static const double rate = 1500.0 / 3600, mean_service = 240, mean_patience = 300, limit = 20;

struct random {
    uint64_t key, next, spare;
    bool has_spare;
    double x[LAYERS + 1], f[LAYERS + 1];
};

static uint64_t random_word(struct random *r) {
    if (r->has_spare) {
        r->has_spare = false;
        return r->spare;
    }
    philox2x64_ctr_t counter = {{r->next++, 0}};
    philox2x64_key_t key = {{r->key}};
    philox2x64_ctr_t out = philox2x64_R(10, counter, key);
    r->spare = out.v[1];
    r->has_spare = true;
    return out.v[0];
}

static double random_uniform(struct random *r) {
    return ((double)(random_word(r) >> 12) + 0.5) * 0x1p-52;
}

/* Layers of equal area under exp(-x): Marsaglia and Tsang (2000), The ziggurat method for
 * generating random variables, J. Stat. Software 5(8). x[1] and the area are their constants. */
static void random_init(struct random *r, uint64_t seed) {
    const double area = 0.0039496598225815571993;
    *r = (struct random){.key = seed};
    r->x[1] = 7.69711747013104972;
    r->x[0] = area * exp(r->x[1]);
    for (size_t i = 2; i < LAYERS; i++)
        r->x[i] = -log(exp(-r->x[i - 1]) + area / r->x[i - 1]);
    r->x[LAYERS] = 0;
    for (size_t i = 0; i <= LAYERS; i++)
        r->f[i] = exp(-r->x[i]);
}

static double random_exponential(struct random *r) {
    for (double tail = 0;;) {
        uint64_t word = random_word(r);
        size_t i = word & (LAYERS - 1);
        double x = (double)(word >> 12) * 0x1p-52 * r->x[i];
        if (x < r->x[i + 1])
            return tail + x;
        if (i == 0) /* beyond the last layer the law starts afresh */
            tail += r->x[1];
        else if (r->f[i] + random_uniform(r) * (r->f[i + 1] - r->f[i]) < exp(-x))
            return tail + x;
    }
}

/* An end of service needs no name: it frees any agent. */
#define SERVED UINT32_MAX

struct event {
    double time;
    uint32_t who; /* SERVED, or the slot of a customer whose patience ends */
    uint32_t number;
};

struct heap {
    size_t n;
    struct event at[HEAP_MAX];
};

static void heap_push(struct heap *h, struct event e) {
    size_t i = h->n++;
    for (size_t up; i > 0 && e.time < h->at[up = (i - 1) / 4].time; i = up)
        h->at[i] = h->at[up];
    h->at[i] = e;
}

static struct event heap_pop(struct heap *h) {
    struct event top = h->at[0], last = h->at[--h->n];
    size_t i = 0;
    for (size_t child; (child = 4 * i + 1) < h->n; i = child) {
        size_t end = child + 4 < h->n ? child + 4 : h->n;
        for (size_t other = child + 1; other < end; other++)
            if (h->at[other].time < h->at[child].time)
                child = other;
        if (last.time <= h->at[child].time)
            break;
        h->at[i] = h->at[child];
    }
    h->at[i] = last;
    return top;
}

struct customer {
    double joined;
    uint32_t number;
    bool waiting;
};

struct sums {
    uint64_t offered, delayed, served, within, abandoned, events;
    double wait_served, wait_left, busy;
};

struct shop {
    double now;
    uint32_t head, tail, busy; /* numbers of the line's first customer and of the next arrival */
    struct random random;
    struct heap heap;
    struct customer slot[SLOTS];
    struct sums sums;
};

static void serve(struct shop *s, double wait) {
    double service = mean_service * random_exponential(&s->random);
    s->sums.served++;
    s->sums.wait_served += wait;
    s->sums.within += wait <= limit;
    s->sums.busy += service;
    heap_push(&s->heap, (struct event){.time = s->now + service, .who = SERVED});
}

static void arrive(struct shop *s) {
    uint32_t number = s->tail++;
    struct customer *c = &s->slot[number % SLOTS];
    s->sums.offered++;
    *c = (struct customer){.joined = s->now, .number = number};
    if (s->busy < AGENTS) {
        s->busy++;
        serve(s, 0);
        return;
    }
    s->sums.delayed++;
    c->waiting = true;
    double leaves = s->now + mean_patience * random_exponential(&s->random);
    heap_push(&s->heap, (struct event){.time = leaves, .who = number % SLOTS, .number = number});
}

static void service_end(struct shop *s) {
    for (; s->head != s->tail; s->head++) {
        struct customer *c = &s->slot[s->head % SLOTS];
        if (c->waiting) {
            c->waiting = false;
            s->head++;
            serve(s, s->now - c->joined);
            return;
        }
    }
    s->busy--;
}

static void patience_end(struct shop *s, struct event e) {
    struct customer *c = &s->slot[e.who];
    if (!c->waiting || c->number != e.number)
        return;
    c->waiting = false;
    s->sums.abandoned++;
    s->sums.wait_left += s->now - c->joined;
}

static void run(struct shop *s, uint64_t customers) {
    double arrival = random_exponential(&s->random) / rate;
    for (uint64_t arrived = 0; arrived < customers; s->sums.events++) {
        if (s->heap.n == 0 || arrival < s->heap.at[0].time) {
            s->now = arrival;
            arrive(s);
            arrived++;
            arrival = s->now + random_exponential(&s->random) / rate;
            continue;
        }
        struct event e = heap_pop(&s->heap);
        s->now = e.time;
        if (e.who == SERVED)
            service_end(s);
        else
            patience_end(s, e);
    }
}

/* Stationary chance of waiting and share abandoning, by the birth-death chain itself. */
static void erlang_a(double *delayed, double *abandoned) {
    double weight = 1, sum = 1, waiting = 0, queue = 0;
    for (int j = 1; j < STATES; j++) {
        int line = j > AGENTS ? j - AGENTS : 0;
        weight *= rate / ((j - line) / mean_service + line / mean_patience);
        sum += weight;
        waiting += j >= AGENTS ? weight : 0;
        queue += line * weight;
    }
    *delayed = waiting / sum;
    *abandoned = queue / sum / mean_patience / rate;
}

static double share(uint64_t part, uint64_t of) {
    return (double)part / (double)of;
}

/* Successive customers are alike: so many of them count as one (measured over 60 runs of a million:
 * the variance of the share over that of independent customers). */
static bool near(double got, double want, double alike, uint64_t n) {
    return fabs(got - want) <= 5 * sqrt(want * (1 - want) * alike / (double)n);
}

int main(int argc, char **argv) {
    uint64_t customers = argc > 1 ? strtoull(argv[1], NULL, 10) : 20000000;
    struct shop *s = calloc(1, sizeof *s);
    if (!s || customers == 0)
        return 2;
    random_init(&s->random, argc > 2 ? strtoull(argv[2], NULL, 10) : 1);
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    run(s, customers);
    clock_gettime(CLOCK_MONOTONIC, &to);

    struct sums t = s->sums;
    double delayed, abandoned, sim_delayed = share(t.delayed, t.offered),
                               sim_abandoned = share(t.abandoned, t.offered);
    double seconds = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) * 1e-9;
    erlang_a(&delayed, &abandoned);
    printf("delayed   %.5f  Erlang A %.5f\n", sim_delayed, delayed);
    printf("abandoned %.5f  Erlang A %.5f\n", sim_abandoned, abandoned);
    printf("asa %.3f s, within 20 s %.4f, time to abandon %.3f s, occupancy %.4f\n",
           t.wait_served / (double)t.served, share(t.within, t.served),
           t.wait_left / (double)t.abandoned, t.busy / s->now / AGENTS);
    printf("events %llu\n", (unsigned long long)t.events);
    printf("%.2f ns per customer\n", seconds / (double)customers * 1e9);
    free(s);
    bool right =
        near(sim_delayed, delayed, 170, customers) && near(sim_abandoned, abandoned, 15, customers);
    return right ? 0 : 1;
}
