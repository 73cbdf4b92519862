/* SPDX-License-Identifier: GPL-3.0-or-later
 * Mechanism M2: how demands wear somebody down over days, and what that does. Strain X lies between
 * 0 and 1. Signs and shares of variance are published (job demands and resources: Bakker, Demerouti
 * & Schaufeli 2003), rates are not: all of it is illustrative. */
#ifndef PEOPLE_STRAIN_H
#define PEOPLE_STRAIN_H

#include <stdbool.h>

#define STRAIN_USUAL    0.35 /* at which it changes nothing */
#define STRAIN_RESOURCE 0.3  /* what the best of one kind of resource keeps off */

struct strain {
    bool on;
    double start;                                             /* X as a run begins */
    double rises, falls;                                      /* 1/day */
    double overload, hostile, authority, heat, promises, pay; /* what a day's demands weigh */
    double absence, quits;                                    /* logs of factors for a unit of X */
    double quits_a_year;                                      /* at the usual strain */
    double recovery; /* recovery from work is slower by this share at X = 1 */
    double night;    /* more of the evening's fatigue is left in the morning at X = 1 */
};

/* A day of somebody's work. */
struct strain_day {
    double occupancy;       /* share */
    double hostile;         /* contacts */
    double lacked;          /* share of contacts that needed authority he had not */
    double broken_promises; /* share of contacts */
    double temperature;     /* degrees Celsius, mean over his services; NAN: unknown */
    double pay_at_risk;     /* share */
};

/* D: 1 for a day on which each demand is as large as its weight is meant for, together. */
double strain_demand(const struct strain *s, const struct strain_day *day);
/* By how much X would rise on such a day from 0; relief: R of his resources, 0 to 1. */
double strain_rise(const struct strain *s, double demand, double relief);
/* X after a day that began at x. */
double strain_after(const struct strain *s, double x, double rise);
/* X to which days of this rise lead if they go on; 0 where nothing moves it. */
double strain_settled(const struct strain *s, double rise);
/* A chance of absence that is given for the usual strain. */
double strain_absence(const struct strain *s, double chance, double x);
/* Leavers a year for each person. */
double strain_quits(const struct strain *s, double x);
/* Factor on the rate of recovery, 1 at the usual strain. */
double strain_recovery(const struct strain *s, double x);
/* R of n resources, each 0 to 1. */
double strain_relief(const double *resource, int n);

#endif
