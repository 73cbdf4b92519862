/* SPDX-License-Identifier: GPL-3.0-or-later
 * What staff are like: a table for each mechanism. */
#include "scenario/people_rows.h"

#define JABER  "family of Jaber, Givi & Neumann (2013); fitted to Galinsky et al. (2007) and "
#define FITTED JABER "Collewet & Sauermann (2017)"

#define E struct energy
static const struct field energy_fields[] = {
    {ROW(E, "tires_in", FIELD_DURATION, tires_in), .unit = "s", .min = 3600, .max = 9000,
     .fallback = 6300, .mark = "C", .source = FITTED, .example = "\"105m\"",
     .help = "work at the usual pace after which 63 % of what was left has gone"},
    {ROW(E, "rests_in", FIELD_DURATION, rests_in), .unit = "s", .min = 240, .max = 900,
     .fallback = 360, .mark = "C", .source = FITTED, .example = "\"6m\"",
     .help = "break after which 63 % of the fatigue has gone"},
    {ROW(E, "idle_rest", FIELD_NUMBER, idle_rest), .min = 0, .max = 0.2, .fallback = 0.05,
     .mark = "C",
     .source = "weakly identified; micro-pauses do little for performance, Albulescu "
               "et al. (2022)",
     .example = "0.05", .help = "what idle time between customers is worth as rest, of a break"},
    {ROW(E, "break_room", FIELD_NUMBER, break_room), .min = 0.2, .max = 3, .fallback = 1,
     .mark = "A", .source = "none", .example = "1.2",
     .help = "quality of the break room: breaks rest so many times as fast"},
    {ROW(E, "hurry", FIELD_NUMBER, hurry), .min = 2, .max = 4, .fallback = 3, .mark = "A",
     .source = "none", .example = "3", .help = "exponent of the pace in tiring"},
    {ROW(E, "heat", FIELD_NUMBER, heat), .unit = "1/degC", .min = 0, .max = 0.1, .fallback = 0.05,
     .mark = "A", .source = "none", .example = "0.05",
     .help = "work tires by this share more for each degree above 26"},
    {ROW(E, "slowing", FIELD_NUMBER, slowing), .min = 0.25, .max = 0.6, .fallback = 0.5,
     .mark = "C", .source = FITTED, .example = "0.5",
     .help = "share by which service takes longer when spent than when rested"},
    {ROW(E, "reference", FIELD_SHARE, reference), .unit = "share", .min = 0, .max = 1,
     .fallback = 0.34, .mark = "C", .example = "0.34",
     .source = "mean fatigue at 85 % occupancy with two breaks of 15 minutes and lunch",
     .help = "fatigue at which service takes the time that the scenario gives"},
    {ROW(E, "night", FIELD_SHARE, night), .unit = "share", .min = 0, .max = 0.9, .fallback = 0.1,
     .mark = "A", .source = "none", .example = "0.1",
     .help = "share of the evening's fatigue that 16 hours' rest leaves; longer rest leaves less"},
    {ROW(E, "circadian", FIELD_NUMBER, circadian), .min = 0, .max = 0.2, .mark = "A",
     .source = "size assumed (0.06); the wave: three-process model, Akerstedt & Folkard, FIPS",
     .example = "0.06",
     .help = "work tires by this share more for each of the 5 units of alertness that lie between "
             "16:48 and 4:48 at night; 0: alike by day and night"},
    {0}};
#undef E
MECHANISM(energy, "energy", struct energy);

static const char *const heats[] = {"published", "field", "none", NULL};

#define P struct pace_parameters
static const struct field pace_fields[] = {
    {ROW(P, "pressure", FIELD_SHARE, pressure), .unit = "share", .min = 0, .max = 0.25,
     .fallback = 0.15, .mark = "A", .example = "0.15", .source = "direction: KC & Terwiesch (2009)",
     .help = "the rested go faster by this share while the line presses fully, the spent not at "
             "all"},
    {ROW(P, "pressed_at", FIELD_NUMBER, pressed_at), .unit = "people", .min = 0.5, .max = 20,
     .fallback = 3, .mark = "A", .source = "none", .example = "3",
     .help = "people waiting for each server at which the line presses fully"},
    {ROW(P, "heat", FIELD_ENUM, heat), .choices = heats, .mark = "V", .example = "\"published\"",
     .source = "Seppanen, Fisk & Lei (2006), LBNL-60946, 24 studies; field: a year of a call "
               "center, 134 days",
     .help = "what the temperature of the station's place does to service time: the published "
             "polynomial, 1.9 % a degree above 25 (field), or nothing"},
    {ROW(P, "shared_line", FIELD_SHARE, shared_line), .unit = "share", .min = 0, .max = 0.107,
     .mark = "V", .source = "0.0686: Wang & Zhou (2018), supermarket", .example = "0.0686",
     .help = "service takes longer by this share where several servers share a line; 0 where the "
             "times given were measured so"},
    {ROW(P, "agent_spread", FIELD_NUMBER, agent_spread), .min = 0, .max = 0.5, .fallback = 0.15,
     .mark = "A", .source = "agents differ: Gans, Liu, Mandelbaum, Shen & Ye (2010)",
     .example = "0.15", .help = "sigma of each agent's own lognormal factor on service time"},
    {0}};
#undef P
MECHANISM(pace, "pace of people", struct pace_parameters);

#define S struct skill
static const struct field skill_fields[] = {
    {ROW(S, "first_month", FIELD_SHARE, first_month), .unit = "share", .min = 0.3, .max = 1,
     .fallback = 0.53, .mark = "Vc", .source = "1,800 agents of eight centers, trade press",
     .example = "0.53", .help = "speed in the first month, of a proficient person's"},
    {ROW(S, "learning", FIELD_NUMBER, learning), .min = 0.05, .max = 0.4, .fallback = 0.255,
     .mark = "C", .source = "the exponent that makes a year of it; 0.125 of a 92 % curve",
     .example = "0.255", .help = "speed grows as months to this power, until proficient"},
    {ROW(S, "peers", FIELD_SHARE, peers), .unit = "share", .max = 0.9, .fallback = 0.36,
     .mark = "V", .source = "De Grip, Sauermann & Sieben (2016), a call center", .example = "0.36",
     .help = "by this share shorter is the way among colleagues who are all experienced (a year "
             "and more)"},
    {0}};
#undef S
MECHANISM(skill, "skill", struct skill);

#define O struct outcome
static const struct field outcome_fields[] = {
    {ROW(O, "skilled", FIELD_NUMBER, skilled), .unit = "logit", .max = 3, .fallback = 1,
     .mark = "A", .source = "none", .example = "1",
     .help = "logit of resolving gained for each e-fold of skill"},
    {ROW(O, "tired", FIELD_NUMBER, tired), .unit = "logit", .min = 0.4, .max = 1, .fallback = 0.66,
     .mark = "C", .source = "Dai, Milkman, Hofmann & Staats (2015)", .example = "0.66",
     .help = "logit of resolving lost between rested and spent"},
    {ROW(O, "strained", FIELD_NUMBER, strained), .unit = "logit", .max = 2, .fallback = 0.5,
     .mark = "A", .source = "none", .example = "0.5",
     .help = "logit of resolving lost between no strain and the most"},
    {ROW(O, "decides", FIELD_NUMBER, decides), .unit = "logit", .max = 3, .fallback = 1.2,
     .mark = "A", .source = "direction: Batt & Moynihan (2006)", .example = "1.2",
     .help = "logit of resolving gained where the case needs authority and the agent has it"},
    {ROW(O, "hurried", FIELD_NUMBER, hurried), .unit = "logit", .max = 3, .fallback = 0.8,
     .mark = "A", .source = "none", .example = "0.8",
     .help = "logit of resolving lost at twice the usual pace"},
    {ROW(O, "courtesy", FIELD_SHARE, courtesy), .unit = "share", .max = 1, .fallback = 0.75,
     .mark = "A", .source = "none", .example = "0.75",
     .help = "courtesy of somebody rested, at the usual strain"},
    {ROW(O, "courtesy_tired", FIELD_NUMBER, courtesy_tired), .max = 1, .fallback = 0.15,
     .mark = "A", .source = "that the busy show less: Pugh (2001)", .example = "0.15",
     .help = "courtesy lost between rested and spent"},
    {ROW(O, "courtesy_strained", FIELD_NUMBER, courtesy_strained), .max = 1, .fallback = 0.3,
     .mark = "A", .source = "none", .example = "0.3",
     .help = "courtesy lost between no strain and the most"},
    {ROW(O, "drilled", FIELD_NUMBER, drilled), .max = 0.5, .fallback = 0.1, .mark = "A",
     .source = "none", .example = "0.1",
     .help = "courtesy gained in groups whose standard is drilled ('drilled')"},
    {ROW(O, "hostile", FIELD_NUMBER, hostile), .unit = "logit", .min = -6, .max = 0,
     .fallback = -2.8, .mark = "A",
     .source = "about 8 % of contacts, near ten a day: Grandey, Dickter & Sin (2004)",
     .example = "-2.8", .help = "logit of a contact turning hostile, before what follows"},
    {ROW(O, "hostile_wait", FIELD_NUMBER, hostile_wait), .unit = "logit", .max = 4, .fallback = 1.8,
     .mark = "A", .source = "none", .example = "1.8",
     .help = "more for who has felt his whole patience spent (people.felt_wait)"},
    {ROW(O, "hostile_promise", FIELD_NUMBER, hostile_promise), .unit = "logit", .max = 4,
     .fallback = 1, .mark = "A", .source = "none", .example = "1",
     .help = "more after a broken promise"},
    {ROW(O, "hostile_rude", FIELD_NUMBER, hostile_rude), .unit = "logit", .max = 4, .fallback = 2,
     .mark = "A", .source = "none", .example = "2",
     .help = "more for each unit of courtesy below what the rested show"},
    {0}};
#undef O
MECHANISM(outcome, "outcome", struct outcome);

#define N struct strain
static const struct field strain_fields[] = {
    {ROW(N, "start", FIELD_SHARE, start), .unit = "share", .max = 1, .fallback = 0.35, .mark = "A",
     .source = "none", .example = "0.35", .help = "strain of everybody as a run begins"},
    {ROW(N, "rises", FIELD_NUMBER, rises), .unit = "1/day", .max = 0.2, .fallback = 0.03,
     .mark = "A", .source = "none", .example = "0.03",
     .help = "strain gained on a day of demand 1 by somebody without any"},
    {ROW(N, "falls", FIELD_NUMBER, falls), .unit = "1/day", .min = 0.001, .max = 0.5,
     .fallback = 0.05, .mark = "A", .source = "none", .example = "0.05",
     .help = "share of the strain that a day takes away"},
    {ROW(N, "overload", FIELD_NUMBER, overload), .max = 2, .fallback = 0.25, .mark = "A",
     .source = "none", .example = "0.25",
     .help = "what a day at 100 % occupancy weighs; one at 85 % nothing"},
    {ROW(N, "hostile", FIELD_NUMBER, hostile), .max = 2, .fallback = 0.25, .mark = "A",
     .source = "that it exhausts: Grandey, Dickter & Sin (2004)", .example = "0.25",
     .help = "what ten hostile customers a day weigh"},
    {ROW(N, "authority", FIELD_NUMBER, authority), .max = 2, .fallback = 0.2, .mark = "A",
     .source = "none", .example = "0.2",
     .help = "what a fifth of contacts weigh that need authority one has not"},
    {ROW(N, "heat", FIELD_NUMBER, heat), .max = 2, .fallback = 0.1, .mark = "A", .source = "none",
     .example = "0.1", .help = "what a day at 5 degrees above 26 weighs"},
    {ROW(N, "promises", FIELD_NUMBER, promises), .max = 2, .fallback = 0.1, .mark = "A",
     .source = "none", .example = "0.1",
     .help = "what a tenth of contacts with a broken promise weigh"},
    {ROW(N, "pay", FIELD_NUMBER, pay), .max = 2, .fallback = 0.1, .mark = "A", .source = "none",
     .example = "0.1", .help = "what 30 % of pay at risk weigh ('pay_at_risk')"},
    {ROW(N, "absence", FIELD_NUMBER, absence), .max = 5, .fallback = 2, .mark = "A",
     .source = "direction: Bakker, Demerouti & Schaufeli (2003)", .example = "2",
     .help = "odds of absence grow by exp of this for a unit of strain"},
    {ROW(N, "quits", FIELD_NUMBER, quits), .max = 5, .fallback = 2.5, .mark = "A",
     .source = "direction: Li & Zhou (2013)", .example = "2.5",
     .help = "people leave the job by exp of this more for a unit of strain"},
    {ROW(N, "quits_a_year", FIELD_NUMBER, quits_a_year), .unit = "1/year", .min = 0.05, .max = 0.6,
     .fallback = 0.33, .mark = "Vc",
     .source = "Mercer (2003), a survey; 0.30 to 0.45 published, 0.15 in other trades",
     .example = "0.33", .help = "leavers a year for each person, at the usual strain"},
    {ROW(N, "recovery", FIELD_SHARE, recovery), .unit = "share", .max = 0.9, .fallback = 0.5,
     .mark = "A", .source = "none", .example = "0.5",
     .help = "rest works slower by this share at strain 1"},
    {ROW(N, "night", FIELD_SHARE, night), .unit = "share", .max = 0.5, .fallback = 0.2, .mark = "A",
     .source = "none", .example = "0.2", .help = "added to people.energy.night at strain 1"},
    {0}};
#undef N
MECHANISM(strain, "strain", struct strain);
