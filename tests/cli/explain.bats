# SPDX-License-Identifier: GPL-3.0-or-later
# explain, schema and new: what the tables know, said to people, editors and beginners.
load helper

@test "topics are listed and each can be explained" {
    sojourn explain
    check_exit 0
    check_says "measures" "$output"
    check_says "commands" "$output"
    for topic in stations.desk.lines customers.arrivals gamma measures asa commands simulate \
        intervals line_mean horizon exit; do
        sojourn explain "$topic"
        check_exit 0
        [ -n "$output" ]
    done
}

@test "a topic that nobody knows names the nearest" {
    sojourn explain stations.desk.linse
    check_exit 2
    check_says "nothing is called 'stations.desk.linse'; did you mean" "$stderr"
    [ -z "$output" ]
}

@test "a key or a kind is found by its name alone, and where it stands several times all are listed" {
    for word in needs_help help_at fails while_waiting pays finish_late machines crew wd places; do
        sojourn explain "$word"
        check_exit 0
        [ -n "$output" ]
    done
    sojourn explain needs_help
    check_says "stations.needs_help  (of kind machines)" "$output"
    sojourn explain rival
    check_says "customers.rival" "$output"
    check_says "staff.rival" "$output"
}

@test "a measure is explained with its unit and where it stands" {
    sojourn explain asa
    check_says "average speed of answer" "$output"
    check_says "stations" "$output"
}

@test "the manual holds every measure and every option" {
    sojourn explain --manual
    check_exit 0
    for word in service_level_ignore wait_p90 "simulate --days" "theory --agents" stations.; do
        check_says "$word" "$output"
    done
}

@test "the schema is JSON and the shipped one" {
    sojourn schema
    check_exit 0
    jq -e '."$schema" | test("2020-12")' <<<"$output"
}

@test "a new call center checks, runs and meets its target in theory" {
    sojourn new call-center --calls 137/h --handle 3m40s --target 85/15
    check_exit 0
    echo "$output" >mine.json
    sojourn check mine.json
    check_exit 0
    check_says "contacts a day" "$output"
    sojourn simulate mine.json --days 20 --json
    check_exit 0
    jq -e '.standards | length == 1' <<<"$output"
}

@test "a new call center has the agents that theory finds" {
    sojourn new call-center --calls 137/h --handle 3m40s --patience 4m --target 85/15
    count=$(jq '.staff[].count' <<<"$output")
    sojourn theory erlang-a --calls 137/h --handle 3m40s --patience 4m --target 85% --within 15s \
        --formula ignore --json
    [ "$count" = "$(jq .agents <<<"$output")" ]
}

@test "targets and kinds that make no sense are bad usage" {
    for target in 80 x/20 80/y 0/20 100/20 80/-1; do
        sojourn new call-center --target "$target"
        check_exit 2
        check_says "--target: '$target'" "$stderr"
    done
    sojourn new restaurnat
    check_exit 2
    check_says "there is: call-center" "$stderr"
}

@test "the help of every command fits 100 columns" {
    sojourn --help
    for name in $(awk '/^  [a-z-]+  /{print $1}' <<<"$output"); do
        sojourn "$name" --help
        check_exit 0
        [ "$(wc -L <<<"$output")" -le 100 ] || { echo "$name: too wide"; return 1; }
    done
}
