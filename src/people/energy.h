/* SPDX-License-Identifier: GPL-3.0-or-later
 * Mechanism M1: how a worker tires and recovers. Fatigue F is between 0, rested, and 1, spent; of
 * the learning-forgetting-fatigue-recovery family (Jaber, Givi & Neumann 2013), in closed form, so
 * that it is worked out only when a spell of work or rest ends. Times in seconds. */
#ifndef PEOPLE_ENERGY_H
#define PEOPLE_ENERGY_H

#include <stdbool.h>

#define ENERGY_NIGHT (16 * 3600.0) /* s of rest between two shifts of eight hours */

struct energy {
    bool on;
    double tires_in;   /* s of work at the usual pace after which 63 % of what is left has gone */
    double rests_in;   /* s of a break after which 63 % of the fatigue has gone */
    double idle_rest;  /* what idle time is worth as rest, of a break */
    double break_room; /* quality of breaks, 1: usual */
    double hurry;      /* exponent of the pace in tiring */
    double heat;       /* more tiring per degree Celsius above 26 */
    double slowing;    /* service takes so much longer at F = 1, as a share */
    double reference;  /* F at which service takes the time that is given */
    double night;      /* share of the evening's fatigue that 16 hours' rest leaves */
    double circadian;  /* work tires by this share more for each unit of alertness below the day's
                          best; 0: alike by day and night */
};

/* Of a spell that lasts: F after it. rate: 1/s, of tiring or of resting. */
double energy_after_work(double fatigue, double rate, double seconds);
double energy_after_rest(double fatigue, double rate, double seconds);
/* The integral of F over such a spell, s. */
double energy_work_integral(double fatigue, double rate, double seconds);
double energy_rest_integral(double fatigue, double rate, double seconds);

/* 1/s: of work at this pace (1: usual) where it is so warm (degrees Celsius; NAN: not given). */
double energy_work_rate(const struct energy *e, double pace, double temperature);
/* By which work at this time of day (s since midnight) tires more than at the hour of most
 * alertness: 1 + circadian (C(16.8 h) - C(t)), C the 24-hour wave of the three-process model of
 * alertness, 2.5 units high (Akerstedt & Folkard 1997; FIPS package). 1 at 16.8 h, and with
 * circadian 0. */
double energy_clock_factor(const struct energy *e, double time_of_day);
/* 1/s: between customers, and on a break. */
double energy_idle_rate(const struct energy *e);
double energy_break_rate(const struct energy *e);
/* F in the morning, after resting so many seconds from an evening's F; night: share of it that 16
 * hours leave. */
double energy_after_night(double night, double fatigue, double seconds);
/* By which service takes longer than it does at the reference. */
double energy_handle_factor(const struct energy *e, double fatigue);

#endif
