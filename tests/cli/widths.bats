#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Whatever the names, the text of every command fits 100 columns, and no figure is lost.
load helper

# rename FROM TO FILE...: the word between quotes, dots, slashes, or as a path's part.
rename_all() {
    sed -i -E "s#([\"/.])$1([\"/.])#\1$2\2#g" "${@:3}"
}

# The bank's phones with names that fill half a line, at fewer half hours.
write_bank() {
    sed -E 's/"closes": "20:00"/"closes": "11:00"/
        s/(\[104, 142, 192, 236, 242, 220), [^]]*/\1/; s/(\[10, 14, 18, 21, 21, 19), [^]]*/\1/
        s/"name": "Bank[^"]*"/"name": "A bank by phone on a Monday, with everything that its people have ever been told about the one line at the desk"/' \
        "$SOURCE_DIR/scenarios/call-center.json" >bank.json
    sed -i 's#"80/20": {#"eight of ten people on nine of ten days are answered in time": {#' bank.json
    rename_all phones the_telephones_on_the_second_floor_of_the_house bank.json
    rename_all generalists the_generalists_who_answer_everything_every_morning bank.json
    rename_all lenders the_lenders_of_the_main_office_who_help_with_balances bank.json
    rename_all balance people_who_ask_for_the_balance_of_one_of_their_accounts bank.json
    rename_all loan people_who_want_a_loan_for_a_house_or_a_long_journey bank.json
    rename_all gold those_who_have_been_here_for_more_than_twenty_years bank.json
    rename_all trunk the_trunk_lines_that_the_company_rents_by_the_year bank.json
    G=the_generalists_who_answer_everything_every_morning
    L=the_lenders_of_the_main_office_who_help_with_balances
    P=the_telephones_on_the_second_floor_of_the_house
}

# check_fits WORD...: the last output fits and holds the words, which a break may have parted.
check_fits() {
    local wide all
    wide=$(wc -L <<<"$output")
    [ "$wide" -le 100 ] || { echo "$wide columns:"; jq -rR 'select(length > 100)' <<<"$output"; return 1; }
    [[ $output != *…* ]] || { echo "cut: $output"; return 1; }
    all=$(tr -d ' \n' <<<"$output")
    for word in "$@"; do
        [[ $all == *"$word"* ]] || { echo "lost: $word; in: $output"; return 1; }
    done
}

@test "the scenario's report" {
    write_bank
    sojourn simulate bank.json --days 20 --trouble
    check_exit 0
    check_fits the_generalists_who_answer_everything_ tierstandard people_who_want_a_loan_for_a_house_or_a_long_journey
    sojourn check bank.json
    check_exit 0
    check_fits erlangsofferedto
}

@test "compare, with names as long as what they change" {
    write_bank
    sojourn compare bank.json --days 20 --all \
        --variant "one more of those who can do everything, and only in the morning of a Monday:staff.$G.count=+1" \
        --variant "one more of the main office's own people who help with balances:staff.$L.count=+1,staff.$G.count=+1"
    check_exit 0
    check_fits onemoreofthosewhocandoeverything "staff.$G.count=+1"
}

@test "sweep over two axes, with a verdict; and the best of it" {
    write_bank
    sojourn sweep bank.json --days 20 --vary "staff.$G.count=+0,+2" --vary "staff.$L.count=5..6"
    check_exit 0
    check_fits the_lenders_of_the_main
    # A row for each of four cells in each table or piece of one, and every heading once or more.
    for word in daysit asa abandoned occupancy cost; do
        [[ $(tr -d ' \n' <<<"$output") == *$word* ]]
    done
    sojourn sweep bank.json --vary "staff.$L.count=5..8" --best cost --indifference 400 --days 100
    check_exit 0
    check_fits "staff.$L.count=6"
}

@test "where the gap comes from" {
    write_bank
    sojourn explain-gap bank.json --of "stations.$P.asa" --days 20
    check_exit 0
    check_fits
}

@test "a row of lanes" {
    sed 's/"closes": "20:00"/"closes": "11:00"/; s/\[20, 28, 36, 46, 56, 66, [^]]*/[20, 28, 36, 46, 56, 66/' \
        "$SOURCE_DIR/scenarios/supermarket.json" >lanes.json
    rename_all tills the_tills_between_the_bakery_and_the_main_entrance lanes.json
    rename_all cashiers the_cashiers_who_have_learnt_to_work_at_a_till lanes.json
    sojourn lanes lanes.json --max 3 --forms own --days 20
    [ "$status" -eq 0 ] || [ "$status" -eq 3 ]
    check_fits "openedbywatching:of4plans" worse
}

@test "a plan of staff" {
    write_bank
    jq '.standards = {"the one": {"at": $p, "share": 0.8, "within": "30s"}} | del(.horizon.closes) | .horizon.closes = "09:30"
        | .customers |= map_values(.arrivals = {"rate": "20/h"}) | .staff[$g].count = 4' \
        --arg p the_telephones_on_the_second_floor_of_the_house \
        --arg g the_generalists_who_answer_everything_every_morning bank.json >s.json
    sojourn staff s.json --effort 0.2
    [ "$status" -eq 0 ] || [ "$status" -eq 3 ]
    check_fits the_generalists_who_answer
}

@test "a schedule of shifts" {
    local g=agents_who_work_full_time_or_part_time_as_they_agreed
    cp "$SOURCE_DIR/scenarios/contact-center-shifts.json" shifts.json
    rename_all agents "$g" shifts.json
    sed -i 's/"full-time"/"the whole day with an hour of lunch in the middle of it"/
        s/"name": "A contact/"name": "Of all the contact centers that anybody has ever heard of in this town and those around it, a/' shifts.json
    sojourn schedule shifts.json
    check_exit 0
    check_fits "$g"
}

@test "formulas of a day and of classes" {
    write_bank
    sojourn theory time-varying bank.json --at the_telephones_on_the_second_floor_of_the_house
    [ "$status" -le 1 ]
    check_fits
}

# A terminal of its own shows what is printed to one; bsdutils' script makes it.
@test "errors are broken at words on a terminal, and stay a line each elsewhere" {
    echo '{"horizon": {"opens": "25:00", "closes": 7}, "stations": {"d": {"kind": "desks"}}}' >bad.json
    sojourn check bad.json
    check_exit 1
    n=$(grep -c '^bad.json:' <<<"$stderr")
    [ "$(wc -l <<<"$stderr")" -eq $((n + 1)) ]
    output=$(script -qec "stty cols 50; '$SOJOURN' check bad.json" /dev/null </dev/null | tr -d '\r') || true
    [ "$(wc -L <<<"$output")" -le 50 ]
    [ "$(grep -c '^bad.json:' <<<"$output")" -eq "$n" ]
    [ "$(grep -c '^    [^ ]' <<<"$output")" -ge 2 ]
}
