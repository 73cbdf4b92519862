# SPDX-License-Identifier: GPL-3.0-or-later
# sojourn explain-gap: the table, its files, and what it refuses.
load helper

@test "the steps from the textbook to the simulation fit 100 columns" {
    sojourn explain-gap "$SOURCE_DIR/scenarios/call-center.json" --days 20 --quiet
    check_exit 0
    check_says "Erlang C, each interval by itself" "$output"
    check_says "people come again" "$output"
    check_says "20 replications of the same customers" "$output"
    [ "$(wc -L <<<"$output")" -le 100 ]
}

@test "effects in gap.csv add up to what simulate reports" {
    sojourn explain-gap "$SOURCE_DIR/scenarios/call-center.json" --days 20 --out gap --quiet
    check_exit 0
    [ -s gap/plots/gap.gp ]
    [ "$(wc -l <gap/plots/gap.csv)" -eq "$(($(wc -l <gap/gap.csv) + 1))" ]
    sojourn simulate "$SOURCE_DIR/scenarios/call-center.json" --days 20 --json --quiet
    python3 - "$output" <<'PY'
import csv, json, sys
steps = list(csv.DictReader(open("gap/gap.csv")))
total = float(steps[0]["value"]) + sum(float(s["effect"]) for s in steps[1:])
standard = next(iter(json.loads(sys.argv[1])["standards"].values()))
assert abs(total - standard["value"]) < 1e-7, (total, standard)
assert [s["name"] for s in json.load(open("gap/gap.json"))["steps"]] == [s["name"] for s in steps]
PY
}

@test "effects on a quantile add up too, and it is said what they are" {
    sojourn explain-gap "$SOURCE_DIR/scenarios/call-center.json" --of total.wait_p90 --days 20 --quiet
    check_exit 0
    check_says "an effect is the difference of the two values" "$(tr -s '\n ' ' ' <<<"$output")"
    sojourn explain-gap "$SOURCE_DIR/scenarios/call-center.json" --of total.wait_p90 --days 20 --quiet --json
    python3 - "$output" <<'PY'
import json, sys
steps = [s for s in json.loads(sys.argv[1])["steps"]]
for one, two in zip(steps, steps[1:]):
    effect = two["effect"]
    assert abs(one["value"]["value"] + effect["value"] - two["value"]["value"]) < 1e-7, (one, two)
    if effect["low"] is not None:
        assert effect["low"] <= effect["value"] <= effect["high"], two
PY
    sojourn explain-gap "$SOURCE_DIR/scenarios/call-center.json" --of standards.nope --days 20 --quiet
    check_exit 1
    check_says "--of: standards.nope: this is not a path" "$stderr"
    check_says "standards here: standards.80/20.value" "$stderr"
}

@test "work by items and lanes of their own are told apart from the textbook" {
    sojourn explain-gap "$SOURCE_DIR/scenarios/supermarket.json" --days 20 --quiet
    check_exit 0
    check_says "service's own distribution" "$output"
    check_says "No formula begins the steps: lanes have lines of their own." "$output"
}

@test "a station's own hours begin no formula" {
    sojourn explain-gap "$SOURCE_DIR/scenarios/call-center.json" --days 10 --quiet \
        --set 'stations.phones.hours=[{"opens":"08:00","closes":"12:00"}]'
    check_exit 0
    check_says "No formula begins the steps: the station has hours of its own." "$output"
}

@test "nobody with any patience is Erlang B, and some without are counted" {
    sojourn explain-gap "$SOURCE_DIR/scenarios/contact-center-shifts.json" --days 3 --quiet \
        --set customers.callers.patience=0s
    check_exit 0
    check_says "nobody waits, people hang up at once" "$output"
    check_says "Not in this scenario: patience's own distribution" "$output"
    sojourn explain-gap "$SOURCE_DIR/scenarios/contact-center-shifts.json" --days 3 --quiet \
        --set 'customers.callers.patience={"kind": "mixture", "parts": [
            {"share": 0.5, "kind": "constant", "value": 0},
            {"share": 0.5, "kind": "exponential", "mean": "3m"}]}'
    check_exit 0
    check_says "people hang up (Erlang A)" "$output"
}

@test "a path that names nothing and a folder that exists are refused" {
    sojourn explain-gap "$SOURCE_DIR/scenarios/mm1.json" --of stations.till.joy
    check_exit 1
    check_says "stations.till.joy" "$stderr"
    mkdir there
    sojourn explain-gap "$SOURCE_DIR/scenarios/mm1.json" --out there
    check_exit 1
    check_says "there" "$stderr"
}
