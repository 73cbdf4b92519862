# SPDX-License-Identifier: GPL-3.0-or-later
# What must not change a result does not change a byte of it; what must, does.
load helper

scenarios="call-center anonymous-bank"

# Runs the scenario file into folder $1, $1.json and $1.txt with the other arguments.
run_into() {
    "$SOJOURN" simulate --days 24 --out "$1" --events --left --json --quiet "${@:2}" >"$1.json"
    "$SOJOURN" simulate --days 24 --trouble --quiet "${@:2}" >"$1.txt"
}

# same FOLDER FOLDER: every file but the pictures, which gnuplot draws.
same() {
    cmp "$1.json" "$2.json" && cmp "$1.txt" "$2.txt"
    diff -r -q -x '*.svg' -x '*.png' "$1" "$2"
}

# Every object of a JSON file with its keys in another order.
shuffled() {
    python3 -c '
import json, random, sys
order = random.Random(7)
def other(x):
    if isinstance(x, list):
        return [other(y) for y in x]
    if not isinstance(x, dict):
        return x
    keys = list(x)
    while len(keys) > 1 and keys == list(x):
        order.shuffle(keys)
    return {k: other(x[k]) for k in keys}
with open(sys.argv[1]) as f:
    json.dump(other(json.load(f)), sys.stdout)' "$1"
}

@test "one and two threads give the same files" {
    for name in $scenarios; do
        run_into "$name-1" --threads 1 "$SOURCE_DIR/scenarios/$name.json"
        run_into "$name-2" --threads 2 "$SOURCE_DIR/scenarios/$name.json"
        same "$name-1" "$name-2"
    done
}

@test "the order of keys changes nothing, nor does running twice" {
    for name in $scenarios; do
        shuffled "$SOURCE_DIR/scenarios/$name.json" >"$name.json"
        run ! cmp -s "$SOURCE_DIR/scenarios/$name.json" "$name.json"
        run_into "$name-a" "$SOURCE_DIR/scenarios/$name.json"
        run_into "$name-b" "$name.json"
        run_into "$name-c" "$name.json"
        same "$name-a" "$name-b"
        same "$name-b" "$name-c"
    done
}

@test "another seed gives another result" {
    for name in $scenarios; do
        run_into "$name-a" --seed 1 "$SOURCE_DIR/scenarios/$name.json"
        run_into "$name-b" --seed 2 "$SOURCE_DIR/scenarios/$name.json"
        run ! cmp -s "$name-a.json" "$name-b.json"
        run ! cmp -s "$name-a/intervals.csv" "$name-b/intervals.csv"
        run ! cmp -s "$name-a/waits.csv" "$name-b/waits.csv"
        run ! cmp -s "$name-a/events.csv" "$name-b/events.csv"
    done
}
