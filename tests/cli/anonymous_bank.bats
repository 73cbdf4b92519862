# SPDX-License-Identifier: GPL-3.0-or-later
# The scenario and the figures of the Anonymous Bank are what its call log says. The log belongs to
# others: the tests that need it are skipped where it is not.
load helper

file=anonymous-bank-1999-08-01-to-20.csv

need_log() {
    log=${SOJOURN_DATA:-$SOURCE_DIR/../shared/data}/$file
    [ -r "$log" ] || skip "no call log"
    command -v python3 >/dev/null || skip "no python3"
}

derive() {
    "$SOURCE_DIR/scripts/derive-anonymous-bank" "$@"
}

@test "the scenario is JSON and a class has one count for each half hour" {
    run jq -e '[.customers[].arrivals.per_interval | length] | all(. == 34)' \
        "$SOURCE_DIR/scenarios/anonymous-bank.json"
    check_exit 0
}

@test "the scenario is what the log gives" {
    need_log
    derive "$log" >derived.json
    diff "$SOURCE_DIR/scenarios/anonymous-bank.json" derived.json
}

@test "the tables in the docs are what the log gives" {
    need_log
    derive --tables "$log" | grep '^|' >derived
    sed '/^## Simulation against log/,$d' "$SOURCE_DIR/docs/anonymous-bank.md" | grep '^|' >written
    diff written derived
}

@test "the estimators find what was drawn and what a hand computes" {
    command -v python3 >/dev/null || skip "no python3"
    run python3 "$SOURCE_DIR/tests/support/check_fits.py" "$SOURCE_DIR/scripts"
    check_exit 0
}

@test "anything else than a log is bad usage" {
    command -v python3 >/dev/null || skip "no python3"
    run --separate-stderr derive --what
    check_exit 2
    check_says "derive-anonymous-bank LOG" "$stderr"
}

@test "a log that cannot be read is named in one line" {
    command -v python3 >/dev/null || skip "no python3"
    run --separate-stderr derive missing.csv
    check_exit 1
    check_says "missing.csv" "$stderr"
    [ "${#stderr_lines[@]}" -eq 1 ]
}
