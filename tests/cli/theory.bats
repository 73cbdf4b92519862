# SPDX-License-Identifier: GPL-3.0-or-later
# sojourn theory: numbers of the acceptance cases through the command, and what it refuses.
load helper

# value NAME: a member of the JSON result in $output.
value() {
    python3 -c 'import json, sys; print(json.loads(sys.argv[1])[sys.argv[2]])' "$output" "$1"
}

# check_value NAME WANTED TOLERANCE
check_value() {
    python3 -c 'import sys
got, want, tolerance = map(float, sys.argv[1:])
sys.exit(abs(got - want) > tolerance)' "$(value "$1")" "$2" "$3" || {
        echo "$1 is $(value "$1"), not $2"
        return 1
    }
}

@test "erlang-c finds the fewest agents and names the service level" {
    sojourn theory erlang-c --calls 200/h --handle 180s --within 20s --target 80% \
        --formula offered --shrinkage 30%
    check_exit 0
    check_says "The fewest agents that meet every target: 14 (20 on the roster)." "$output"
    check_says "service_level_offered *" "$output"
    check_says "200 calls an hour, handle time 3m (10 erlangs)" "$output"
}

@test "no line is wider than 100 columns" {
    sojourn theory erlang-a --calls 99500/h --handle 180s --patience 300s --target 80%
    check_exit 0
    for line in "${lines[@]}"; do
        [ "${#line}" -le 100 ]
    done
    [[ "$output" != *…* ]]
}

@test "erlang-a gives its measures and agents as JSON" {
    sojourn theory erlang-a --calls 200/h --handle 180s --patience 300s --agents 13 --json
    check_exit 0
    check_value agents 13 0
    check_value service_level_offered 0.8581777000307624 1e-6
    check_value wait_p95 48.70122962149391 1e-3
    [ "$(value lines)" = None ]
    [ "$(value status)" = converged ]
}

@test "several targets: the fewest agents that meet all" {
    sojourn theory erlang-a --calls 1200/h --handle 240s --patience 150s --target 80% \
        --formula offered --abandonment 3% --json
    check_exit 0
    check_value agents 84 0
}

@test "limited lines lose calls" {
    sojourn theory erlang-a --calls 300/h --handle 240s --patience 150s --agents 18 --lines 24 --json
    check_exit 0
    check_value blocking 0.04307215997363421 1e-6
    check_value occupancy 0.9320188643766968 1e-6
}

@test "erlang-b finds lines, and either word for them will do" {
    sojourn theory erlang-b --calls 55/h --handle 1h --blocking 1% --json
    check_exit 0
    check_value agents 69 0
    check_value lines 69 0
    sojourn theory erlang-b --calls 10/h --handle 1h --lines 17 --json
    check_value blocking 0.012948875224726571 1e-9
    sojourn theory erlang-b --calls 10/h --handle 1h --agents 17 --json
    check_value blocking 0.012948875224726571 1e-9
}

@test "calls, handle time, patience, lines and the threshold are found when left out" {
    sojourn theory erlang-c --handle 20s --agents 1 --asa 30s --json
    check_value calls 0.03 1e-8
    sojourn theory erlang-c --calls 108/h --agents 1 --asa 30s --json
    check_value handle 20 1e-6
    sojourn theory erlang-a --calls 480/h --handle 240s --agents 28 \
        --abandonment 16.038429898686216% --json
    check_value patience 120 1e-4
    sojourn theory erlang-a --calls 300/h --handle 240s --patience 150s --agents 18 --blocking 4.31% --json
    check_value lines 24 0
    sojourn theory erlang-a --calls 200/h --handle 180s --patience 300s --agents 13 --target 95% \
        --formula answered --json
    check_value within 48.70122962149391 1e-5
}

@test "a line that grows without end is said so, in words and in JSON" {
    sojourn theory erlang-c --calls 200/h --handle 180s --agents 10
    check_exit 0
    check_says "the line grows without end" "$output"
    sojourn theory erlang-c --calls 200/h --handle 180s --agents 10 --json
    [ "$(value status)" = unstable ]
    [ "$(value asa)" = None ]
    check_value occupancy 1 0
}

@test "a limit that no finite number reaches is not taken for met by rounding" {
    sojourn theory erlang-a --calls 200/h --handle 3m --patience 5m --abandonment 0%
    check_exit 3
    check_says "reached by no value, however near it comes; 0.01 % by 21 agents" "$output"
    # What is named is the fewest that meet it, by the formula itself.
    sojourn theory erlang-a --calls 200/h --handle 3m --patience 5m --abandonment 0.01% --json
    [ "$(value agents)" = 21 ]
    sojourn theory erlang-c --calls 200/h --handle 3m --target 100%
    check_exit 3
    sojourn theory erlang-b --calls 200/h --handle 3m --blocking 0%
    check_exit 3
    check_says "lines" "$output"
    sojourn theory priority --class "calls=60/h handle=3m target=100% within=20s"
    check_exit 3
    check_says "class 1, service_level: 100 % is reached by no number of agents" "$output"
    # With a line for each agent nobody waits: these are reached.
    sojourn theory erlang-a --calls 200/h --handle 3m --patience 5m --abandonment 0% --lines 20 --json
    check_exit 0
    [ "$(value agents)" = 20 ]
    sojourn theory erlang-a --calls 200/h --handle 3m --patience 5m --occupancy 100%
    check_exit 0
}

@test "targets that cannot be met end with status 3 and no numbers" {
    sojourn theory erlang-a --calls 300/h --handle 240s --patience 150s --lines 20 --blocking 1%
    check_exit 3
    check_says "no value meets every target" "$output"
    sojourn theory erlang-a --calls 300/h --handle 240s --patience 150s --lines 20 --blocking 1% --json
    check_exit 3
    [ "$(value status)" = infeasible ]
    [ "$(value agents)" = None ]
    [[ "$output" != *mean_wait* ]]
}

@test "targets are judged when nothing is left out" {
    sojourn theory erlang-a --calls 200/h --handle 180s --patience 300s --agents 13 --within 20s \
        --target 90% --asa 10s
    check_exit 0
    check_says "missed" "$output"
    check_says "met" "$output"
}

# refuses WORDS ARGUMENT...: bad usage, said in these words.
refuses() {
    local words=$1
    shift
    sojourn theory "$@"
    check_exit 2
    check_says "$words" "$stderr"
}

@test "what makes no sense is refused with the reason" {
    refuses "needs FORMULA"
    refuses "'erlang-d' is none of erlang-b" erlang-d --calls 200/h
    refuses "leave out only one of" erlang-c --calls 200/h --asa 10s
    refuses "give a target" erlang-c --calls 200/h --handle 180s
    refuses "is none of answered, offered" erlang-c --calls 200/h --handle 3m --agents 14 --formula best
    refuses "nobody hangs up" erlang-c --calls 200/h --handle 3m --agents 14 --patience 300s
    refuses "nobody waits in Erlang B" erlang-b --calls 200/h --handle 3m --asa 10s
    refuses "one line" erlang-b --calls 200/h --handle 3m --agents 14 --lines 15
    refuses "is outside" erlang-c --calls 200/h --handle 3m --agents 0
}

@test "mmn-g takes patience of any law, and finds agents" {
    sojourn theory mmn-g --calls 300/h --handle 240s --patience lognormal:mean=2m,cv=1.224744871391589 \
        --agents 20 --json
    check_exit 0
    check_value abandonment 0.09861966561351285 1e-6
    check_value service_level_ignore 0.7017073566212909 1e-6
    sojourn theory mmn-g --calls 300/h --handle 240s --patience constant:90s --agents 20 --json
    check_value mean_wait 30.992668898690052 3e-5
    sojourn theory mmn-g --calls 300/h --handle 240s --patience constant:90s --target 80%
    check_says "The fewest agents that meet every target: 24." "$output"
}

@test "mg1, mdn and mgn take handle times of other laws" {
    sojourn theory mg1 --calls 42/h --handle lognormal:mean=60s,cv=1.4142135623730951 --json
    check_exit 0
    check_value mean_wait 210 1e-6
    sojourn theory mdn --calls 540/h --handle 60s --agents 10 --within 12s --json
    check_value mean_wait 20.67492302268028 1e-5
    check_value service_level_offered 0.5253880092874524 1e-6
    sojourn theory mgn --calls 540/h --handle lognormal:mean=1m,cv=1.5 --agents 10
    check_says "approximate (M/G/n, Kimura's two moments)" "$output"
    sojourn theory mdn --calls 599.99/h --handle 1m --agents 10
    check_exit 3
    check_says "mgn approximates it" "$output"
}

@test "retrials tell of tries and of those between two" {
    sojourn theory retrials --calls 6/m --handle 1m --agents 8 --lines 12 --patience 2m \
        --redial-blocked 80% --redial-abandoned 50% --redial-after 2m --json
    check_exit 0
    check_value tries_per_customer 1.0412311072941995 1e-9
    check_value in_orbit 0.49477328753039457 1e-9
    sojourn theory erlang-a --calls 6/m --handle 1m --agents 8 --patience 2m
    [[ "$output" != *in_orbit* ]]
}

@test "priority finds the fewest agents for every class" {
    sojourn theory priority --class "calls=3/m handle=1m within=18s target=95%" \
        --class "calls=5/m handle=1m within=18s target=80%" --shrinkage 30%
    check_exit 0
    check_says "The fewest agents that meet every target: 11 (16 on the roster)." "$output"
    sojourn theory priority --class "calls=3/m handle=1m within=18s" \
        --class "calls=5/m handle=1m within=18s" --agents 10 --json
    check_says 0.745754688 "$output"
}

@test "the best that can be reached is told, and what sets the limit" {
    sojourn theory erlang-a --calls 300/h --handle 240s --patience 150s --lines 20 --blocking 1%
    check_exit 3
    check_says "blocking <= 1.00 %: 1.63 % at best" "$output"
    check_says "The 20 lines set that limit" "$output"
}

@test "laws and classes that make no sense are refused with the reason" {
    refuses "--patience.kind: unknown distribution 'lognorml'; did you mean 'lognormal'?" mmn-g \
        --calls 3/h --handle 1m --patience lognorml:mean=3m,cv=1 --agents 1
    refuses "ask mmn-g" erlang-a --calls 3/h --handle 1m --patience constant:90s --agents 1
    refuses "ask mg1, mdn or mgn" erlang-c --calls 3/h --handle constant:90s --agents 1
    refuses "handle times are all alike in mdn" mdn --calls 3/h --handle lognormal:mean=3,cv=1
    refuses "mg1 has one agent" mg1 --calls 3/h --handle 3m --agents 2
    refuses "nobody calls again" erlang-a --calls 3/h --handle 3m --patience 1m --redial-blocked 3%
    refuses "no limit on lines" mdn --calls 3/h --handle 3m --agents 2 --lines 3
    refuses "--class belongs to" mdn --calls 3/h --handle 3m --agents 2 --class "calls=3/h"
    refuses "'x=3/h' has an unknown key" priority --class "calls=3/h handle=1m" --class x=3/h
    refuses "needs handle=TIME" priority --class "calls=3/h" --agents 2
    refuses "needs a --class" priority --agents 3
    refuses "give --agents, or a target" priority --class "calls=3/h handle=1m"
    refuses "known only when every class has the same" priority --agents 3 \
        --class "calls=3/h handle=1m target=80%" --class "calls=3/h handle=2m"
    refuses "stand in each --class" priority --agents 3 --class "calls=3/h handle=1m" --calls 3/h
}

@test "time-varying shows a day by every method, and what the formulas leave out" {
    sojourn theory time-varying "$SOURCE_DIR/tests/model/cases/TV-V1.json" --json
    check_exit 0
    python3 - "$output" <<'PY'
import json, sys
r = json.loads(sys.argv[1])
assert abs(r["day"]["service_level_offered"] - 0.8411902334455598) < 1e-6
assert abs(r["day"]["abandonment"] - 0.051299041144163275) < 1e-6
assert abs(r["periods"][4]["busy_mean"] - 10.424659779604232) < 1e-5
assert [p["required"]["sipp"] for p in r["periods"]] == [p["agents"] for p in r["periods"]]
PY
    sojourn theory time-varying "$SOURCE_DIR/scenarios/call-center.json" --method mol
    check_exit 0
    check_says "with the agents that mol requires" "$output"
    check_says "customers who come again" "$output"
    [ "$(wc -L <<<"$output")" -le 100 ]
}

@test "time-varying finds the least constant staff of a day, which --set confirms" {
    local day=$SOURCE_DIR/tests/model/cases/TV-V1.json
    sojourn theory time-varying "$day" --method constant
    check_exit 0
    check_says "with the fewest constant agents that meet its target, 11:" "$output"
    [ "$(wc -L <<<"$output")" -le 100 ]
    sojourn theory time-varying "$day" --set "staff.agents.count=10" --json
    check_exit 0
    python3 -c 'import json, sys
sys.exit(json.loads(sys.argv[1])["day"]["service_level_offered"] >= 0.8)' "$output"
}

@test "time-varying says why a scenario or an option is refused" {
    local day=$SOURCE_DIR/scenarios/call-center.json
    sojourn theory time-varying "$SOURCE_DIR/scenarios/mm1.json"
    check_exit 1
    check_says "no day but a steady state" "$stderr"
    sojourn theory time-varying "$day" --at till
    check_exit 1
    check_says "there is no such station" "$stderr"
    sojourn theory time-varying no.json
    check_exit 1
    refuses "time-varying needs a scenario" time-varying
    refuses "--method is one of" time-varying "$day" --method best
    refuses "change them with --set" time-varying "$day" --agents 3
    refuses "--method belongs to time-varying" erlang-c --calls 3/h --handle 3m --method mol
    refuses "one word too many" erlang-c "$day"
}

@test "a service level that no number of agents changes is said" {
    sojourn theory mmn-g --calls 300/h --handle 4m --patience constant:15s --target 80%
    check_exit 0
    check_says "Mind: nobody's patience lasts longer than the threshold of 20 s" "$output"
    sojourn theory mmn-g --calls 300/h --handle 4m --patience constant:15s --target 80% --formula offered
    [[ "$output" != *Mind:* ]]
    sojourn theory mmn-g --calls 300/h --handle 4m --patience constant:25s --target 80%
    [[ "$output" != *Mind:* ]]
}
