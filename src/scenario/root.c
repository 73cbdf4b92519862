/* SPDX-License-Identifier: GPL-3.0-or-later
 * The whole file: one row a noun. The horizon comes first, because profiles need it. */
#include "scenario/reading.h"

#define S struct scenario
const struct field scenario_fields[] = {
    {ROW(S, "name", FIELD_TEXT, name), .help = "of the scenario, the headline of its reports",
     .example = "\"Bank by phone, a Monday\""},
    {.key = "horizon",
     .kind = FIELD_TYPED,
     .type = &horizon_type,
     .required = true,
     .help = "when it is open, and for how long to look",
     .example = "{\"opens\": \"08:00\", \"closes\": \"20:00\", \"interval\": \"30m\"}"},
    {ROW(S, "tiers", FIELD_TYPED, tiers), .type = &tiers_type, .count_offset = offsetof(S, n_tiers),
     .help = "who goes before whom", .example = "{\"standard\": {}, \"gold\": {\"priority\": 10}}"},
    {ROW(S, "places", FIELD_TYPED, areas), .type = &areas_type,
     .count_offset = offsetof(S, n_areas), .max = 1000,
     .help = "where people wait: seats, air, care, and what people see",
     .example = "{\"hall\": {\"seats\": 12, \"care\": {\"water\": 1.05}}}"},
    {ROW(S, "stations", FIELD_TYPED, stations), .type = &stations_type,
     .count_offset = offsetof(S, n_stations), .required = true,
     .help = "where customers are served, wait or take something",
     .example = "{\"phones\": {\"kind\": \"desk\"}}"},
    {ROW(S, "customers", FIELD_TYPED, classes), .type = &customers_type,
     .count_offset = offsetof(S, n_classes), .required = true,
     .help = "classes of customers: how they come, what they want, how they wait",
     .example = "{\"callers\": {\"arrivals\": {\"rate\": \"120/h\"}, \"journey\": [\"phones\"], "
                "\"work\": {\"phones\": {\"service\": \"4m\"}}}}"},
    {ROW(S, "staff", FIELD_TYPED, groups), .type = &staff_type,
     .count_offset = offsetof(S, n_groups), .help = "groups of people who serve",
     .example = "{\"agents\": {\"count\": 12, \"skills\": {\"phones\": {}}}}"},
    {ROW(S, "rules", FIELD_TYPED, rules), .type = &rules_type, .count_offset = offsetof(S, n_rules),
     .help = "what management does on seeing something",
     .example = "{\"pressed\": {\"watch\": {\"measure\": \"waiting\", \"at\": \"phones\"}, "
                "\"on_above\": 5, \"off_below\": 3}}"},
    {ROW(S, "standards", FIELD_TYPED, standards), .type = &standards_type,
     .count_offset = offsetof(S, n_standards), .help = "what is promised, and how it is judged",
     .example = "{\"80/20\": {\"at\": \"phones\", \"share\": 0.8, \"within\": \"20s\"}}"},
    {ROW(S, "money", FIELD_TYPED, money), .type = &money_type, .help = "what things cost",
     .example = "{\"staff\": {\"agents\": \"30/h\"}, \"lost_customer\": 15}"},
    {ROW(S, "people", FIELD_TYPED, people), .type = &people_type,
     .help = "what people are like: how they tire, hurry, wait and remember; off unless named",
     .example = "{\"energy\": {}, \"pace\": {}}"},
    {0}};
#undef S

const struct field_type scenario_type = {.name = "scenario",
                                         .written = "one JSON object",
                                         .shape = TYPE_OBJECT,
                                         .fields = scenario_fields};
