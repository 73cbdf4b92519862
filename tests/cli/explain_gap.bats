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

@test "a path that names nothing and a folder that exists are refused" {
    sojourn explain-gap "$SOURCE_DIR/scenarios/mm1.json" --of stations.till.joy
    check_exit 1
    check_says "stations.till.joy" "$stderr"
    mkdir there
    sojourn explain-gap "$SOURCE_DIR/scenarios/mm1.json" --out there
    check_exit 1
    check_says "there" "$stderr"
}
