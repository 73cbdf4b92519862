# SPDX-License-Identifier: GPL-3.0-or-later
# compare and sweep: what they say, what they refuse, the journal that survives.
load helper

# A small day: one desk, with a price, a standard, and two who serve.
write_scenario() {
    cat >s.json <<-JSON
	{"name": "Desk", "horizon": {"opens": "08:00", "closes": "10:00", "interval": "30m"},
	 "customers": {"c": {"arrivals": {"rate": "40/h"}, "journey": ["d"],
	   "patience": {"kind": "exponential", "mean": "5m"},
	   "work": {"d": {"service": {"kind": "exponential", "mean": "3m"}}}}},
	 "stations": {"d": {"kind": "desk"}}, "staff": {"g": {"count": 2, "skills": {"d": {}}}},
	 "standards": {"quick": {"at": "d", "share": 0.8, "within": "2m"}},
	 "money": {"staff": {"g": "30/h"}}}
	JSON
}

@test "compare says what is better, worse and not shown" {
    write_scenario
    echo '{"staff": {"g": {"count": 3}}}' >more.json
    sojourn compare s.json --variant more=more.json --variant same:staff.g.count=+0 --days 60
    check_exit 0
    check_says "more (more.json): better: quick, service_level_ignore" "$output"
    check_says "worse: cost a day" "$output"
    check_says "same (staff.g.count=+0): the same: quick" "$output"
    check_says "intervals have 97.5 % each" "$output"
    [[ $(wc -L <<<"$output") -le 100 ]]
}

@test "compare says that one run shows no differences" {
    write_scenario
    sojourn compare s.json --variant more:staff.g.count=3 --days 1
    check_exit 0
    check_says "more (staff.g.count=3): one run shows no differences; run two or more." "$output"
}

@test "a fleet and a crew are compared by what gets done" {
    sojourn compare "$SOURCE_DIR/scenarios/turnaround.json" --days 40 \
        --variant seven:customers.aircraft.arrivals.fleet=7
    check_exit 0
    check_says "better: finished a day at gate work" "$output"
    check_says "offered a day" "$output"
    check_says "stay at gate work" "$output"
}

@test "days that hold in all of few do not make two variants the same" {
    write_scenario
    sed -i 's/"2m"}/"2m", "on_days": 0.9}/; s,40/h,20/h,; s/"count": 2/"count": 4/' s.json
    sojourn compare s.json --variant fewer:staff.g.count=3 --variant dear:money.staff.g=40/h --days 10 --json
    check_exit 0
    days=$(jq -c '[.variants[].standards.quick.p_day_meets | [.value, .difference.verdict]]' <<<"$output")
    [ "$days" = '[[1,null],[1,"no difference shown"],[1,"the same"]]' ]
}

@test "compare as JSON and simulate --json agree" {
    write_scenario
    sojourn compare s.json --variant more:staff.g.count=3 --days 40 --json
    check_exit 0
    compared=$(jq -S '.variants[1].total | map_values(del(.difference))' <<<"$output")
    [ "$(jq -r '.variants[1].total.cost.difference.verdict' <<<"$output")" = worse ]
    [ "$(jq -r '.variants[0].total.cost.difference' <<<"$output")" = null ]
    sojourn simulate s.json --set staff.g.count=3 --days 40 --json
    [ "$compared" = "$(jq -S .total <<<"$output")" ]
}

@test "scenarios of two files are compared" {
    write_scenario
    sed 's/"count": 2/"count": 3/' s.json >t.json
    sojourn compare s.json t.json --days 30 --base t
    check_exit 0
    check_says "t (t.json): what the others are compared with" "$output"
    check_says "worse: quick, service_level_ignore" "$output"
}

@test "sweep refuses to vary one path twice" {
    write_scenario
    sojourn sweep s.json --vary staff.g.count=1..2 --vary staff.g.count=3..4 --days 5
    check_exit 2
    check_says "'--vary staff.g.count=1..2' and '--vary staff.g.count=3..4' vary the same thing" "$stderr"
    check_says "--vary staff.g.count=4,5,7" "$stderr"
    # Before anything is opened.
    sojourn sweep nowhere.json --vary staff.g.count=1 --vary a=2 --vary staff.g.count=3
    check_exit 2
}

@test "sweep marks the cheapest that meets" {
    write_scenario
    sojourn sweep s.json --vary staff.g.count=1..5 --days 60
    check_exit 0
    check_says "The cheapest that meets quick: staff.g.count=3" "$output"
    check_says "met *" "$output"
    check_says "Against staff.g.count=1" "$output"
    [[ $(wc -L <<<"$output") -le 100 ]]
    sojourn sweep s.json --vary staff.g.count=2,3 --vary customers.c.arrivals.rate=*0.9..*1.1\ step\ 0.1 \
        --days 20 --json
    check_exit 0
    [ "$(jq '.variants | length' <<<"$output")" = 6 ]
    [ "$(jq -r '.variants[4].name' <<<"$output")" = "staff.g.count=3 customers.c.arrivals.rate=*1" ]
}

@test "any number of threads gives the same bytes" {
    write_scenario
    "$SOJOURN" sweep s.json --vary staff.g.count=1..3 --days 50 --json --threads 1 >one
    "$SOJOURN" sweep s.json --vary staff.g.count=1..3 --days 50 --json --threads 3 >three
    cmp one three
}

@test "all that is wrong with variants is said in one run" {
    write_scenario
    sojourn sweep s.json --vary stations.nowhere.lines=3,4
    check_exit 1
    check_says "needs 'kind' (desk, machines, delay, hold, crew or lanes) (variant 'stations.nowhere.lines=3')" "$stderr"
    check_says "1 error" "$stderr"
    sojourn sweep s.json --vary staff.h.count=+1
    check_exit 1
    check_says "staff.h: there is nothing here to change; give a value" "$stderr"
    sojourn sweep s.json --vary staff.g.count=2.5,3,x
    check_exit 1
    check_says "--vary staff.g.count=2.5" "$stderr"
    check_says "--vary staff.g.count=x" "$stderr"
    check_says "2 errors; nothing was run" "$stderr"
    sojourn sweep s.json --vary staff.g.count=8..3
    check_exit 1
    check_says "'8..3' is empty" "$stderr"
    sojourn sweep s.json --vary staff.g.count=1..40 --vary customers.c.arrivals.rate=1..40
    check_exit 1
    check_says "more than 1000" "$stderr"
    sojourn sweep s.json
    check_exit 1
    check_says "give --vary staff.agents.count=3..8, or a study" "$stderr"
}

@test "compare says how it is to be called" {
    write_scenario
    sojourn compare s.json
    check_exit 1
    check_says "--variant NAME=patch.json" "$stderr"
    sojourn compare s.json --variant more
    check_exit 1
    check_says "NAME=patch.json or NAME:path=value" "$stderr"
    sojourn compare s.json --variant more=nowhere.json
    check_exit 1
    check_says "nowhere.json" "$stderr"
    sojourn compare s.json --variant a:staff.g.count=3 --variant a:staff.g.count=4
    check_exit 1
    check_says "--variant a:" "$stderr"
    check_says "two variants are called 'a'" "$stderr"
    sojourn compare s.json --variant more:staff.g.count=3 --base mor
    check_exit 1
    check_says "did you mean 'more'?" "$stderr"
    sojourn compare s.json s.json
    check_exit 1
    check_says "s.json: is called 's', and so is s.json" "$stderr"
    check_says "rename or copy one" "$stderr"
}

@test "pictures are drawn of variants, of one axis and of two" {
    command -v gnuplot >/dev/null || skip "no gnuplot"
    write_scenario
    sojourn compare s.json --variant 'odd "name`$(x)'\'':staff.g.count=3' --days 20 --out dots
    check_exit 0
    sojourn sweep s.json --vary staff.g.count=1..3 --days 20 --out curve
    check_exit 0
    sojourn sweep s.json --vary staff.g.count=1..3 --vary customers.c.patience.mean=2m,5m,9m --days 20 --out map
    check_exit 0
    for dir in dots curve map; do
        [ "$(head -c 4 $dir/plots/variants.png | tail -c 3)" = PNG ]
        grep -q "</svg>" $dir/plots/variants.svg
        [ ! -e $dir/plots/variants.gp.log ]
    done
}

# ---- study files ----

@test "a study file says what options say, and options go before it" {
    write_scenario
    mkdir sub
    cat >sub/study.json <<-JSON
	{"scenario": "../s.json", "days": 30, "seed": 5,
	 "variants": {"more": {"staff": {"g": {"count": 3}}}, "idle": {}}, "base": "more"}
	JSON
    sojourn compare sub/study.json --json
    check_exit 0
    by_study=$(jq -c '[.seed, .base, (.variants | map(.name, .days, .total.asa.value))]' <<<"$output")
    sojourn compare s.json --variant more:staff.g.count=3 --variant idle:staff.g.count=2 --base more \
        --days 30 --seed 5 --json
    [ "$by_study" = "$(jq -c '[.seed, .base, (.variants | map(.name, .days, .total.asa.value))]' <<<"$output")" ]
    sojourn compare sub/study.json --days 25 --seed 6 --json
    [ "$(jq -c '[.seed, .variants[0].days]' <<<"$output")" = "[6,25]" ]
    echo '{"scenario": "s.json", "days": 20, "vary": {"staff.g.count": "1..3", "stations.d.lines": [4, 5]}}' >v.json
    sojourn sweep v.json --json
    check_exit 0
    [ "$(jq -r '.variants[5].name' <<<"$output")" = "staff.g.count=3 stations.d.lines=5" ]
}

@test "what is wrong in a study file is told with its place" {
    write_scenario
    cat >study.json <<-JSON
	{"scenario": "s.json", "dayz": 30,
	 "variants": {
	   "ä": {"staff": {"g": {"count": 2.5}}}, "b": 3},
	 "replications": -1}
	JSON
    sojourn compare study.json
    check_exit 1
    check_says "study.json:1:24: dayz: unknown key; did you mean 'days'?" "$stderr"
    check_says "study.json:3:48: variants.b: 3 is not a merge patch: an object {...}" "$stderr"
    check_says "study.json:4:18: replications: -1" "$stderr"
    sed -i 's/"dayz": 30,//; s/, "b": 3//; s/-1/20/' study.json
    sojourn compare study.json
    check_exit 1
    check_says "study.json:3:35: staff.g.count: 2.5 is not a whole number (variant 'ä')" "$stderr"
    sed -i 's/2.5/3/; s/20}/20, "base": "c"}/' study.json
    sojourn compare study.json
    check_exit 1
    [[ $stderr =~ ^study\.json:[0-9]+:[0-9]+:\ base:\ no\ variant\ is\ called\ \'c\' ]]
    sojourn sweep study.json
    check_exit 1
    check_says "says nothing to vary" "$stderr"
    echo '{"scenario": "s.json", "vary": {"staff.g.count": "8..3"}}' >v.json
    sojourn sweep v.json
    check_exit 1
    check_says "v.json:1:50: vary.staff.g.count: '8..3' is empty" "$stderr"
    echo '{"scenario": "nowhere.json", "vary": {"staff.g.count": [2]}}' >v.json
    sojourn sweep v.json
    check_exit 1
    check_says "nowhere.json" "$stderr"
}

@test "check reads a study, with all that is wrong in one run" {
    write_scenario
    mkdir studies
    echo '{"scenario": "../s.json", "vary": {"staff.g.count": "1..3", "stations.d.lines": [4, 5]}}' >studies/v.json
    sojourn check studies/v.json
    check_exit 0
    check_says "studies/v.json: 6 variants of s.json, for sojourn sweep" "$output"
    cat >studies/w.json <<-JSON
	{"scenario": "../s.json", "dayz": 30,
	 "variants": {"a": {"staff": {"g": {"count": 2.5}}}, "b": 3, "c": {"stations": {"d": {"knd": 1}}}}}
	JSON
    sojourn check studies/w.json
    check_exit 1
    check_says "dayz: unknown key; did you mean 'days'?" "$stderr"
    check_says "variants.b: 3 is not a merge patch" "$stderr"
    check_says "staff.g.count: 2.5 is not a whole number (variant 'a')" "$stderr"
    check_says "stations.d.knd: unknown key" "$stderr"
    check_says "4 errors; nothing was run" "$stderr"
    # A folder that is a link has another folder above it than its name says.
    mkdir -p far/away && ln -s far/away near && cp s.json far/s.json
    echo '{"scenario": "../s.json", "vary": {"staff.g.count": [4]}}' >near/v.json
    sojourn check near/v.json
    check_says "near/v.json: 1 variant of near/../s.json" "$output"
}

@test "a missing patch does not keep other mistakes back" {
    write_scenario
    sojourn compare s.json --variant more=nowhere.json --variant a:staff.h.count=+1 --base b
    check_exit 1
    check_says "nowhere.json" "$stderr"
    check_says "staff.h: there is nothing here to change" "$stderr"
    check_says "no variant is called 'b'" "$stderr"
    echo '{"horizon": 3}' >bad.json
    sojourn compare nowhere.json bad.json
    check_exit 1
    check_says "nowhere.json" "$stderr"
    check_says "bad.json:1:13" "$stderr"
}

# ---- the best ----

@test "the best is chosen with a stated probability" {
    write_scenario
    sojourn sweep s.json --vary staff.g.count=1..6 --best cost --indifference 5 --confidence 90%
    check_exit 0
    check_says "The best is staff.g.count=1: total.cost" "$output"
    check_says "With a probability of at least 90 %" "$output"
    sojourn compare s.json --variant more:staff.g.count=3 --best stations.d.mean_wait --indifference 2s --json
    check_exit 0
    [ "$(jq -r '.best, .decided, .variants[1].state' <<<"$output" | tr '\n' ' ')" = "more true best " ]
    one=$("$SOJOURN" sweep s.json --vary staff.g.count=4..6 --best total.asa --indifference 0.5 --json --threads 1)
    three=$("$SOJOURN" sweep s.json --vary staff.g.count=4..6 --best total.asa --indifference 0.5 --json --threads 3)
    [ "$one" = "$three" ]
}

@test "a choice is drawn with what became of each variant" {
    command -v gnuplot >/dev/null || skip "no gnuplot"
    write_scenario
    sojourn sweep s.json --vary staff.g.count=1..4 --best total.mean_wait --indifference 1s --days 200 --out a --json
    check_exit 0
    [ "$(head -c 4 a/plots/choice.png | tail -c 3)" = PNG ]
    [ ! -e a/plots/choice.gp.log ]
    for state in best out "in play"; do
        number=$(jq --arg s "$state" '[.variants[] | select(.state == $s)] | length' <<<"$output")
        case $state in best) code=0 ;; "in play") code=1 ;; out) code=2 ;; esac
        [ "$(grep -c "^[0-9]*,$code," a/plots/choice.csv)" = "$number" ]
    done
}

@test "a choice that the days do not suffice for says so" {
    write_scenario
    sojourn sweep s.json --vary customers.c.patience.mean=300s,301s --best total.mean_wait \
        --indifference 1ms --days 200 --json
    check_exit 0
    [ "$(jq -r '.decided, .in_play' <<<"$output" | tr '\n' ' ')" = "false 2 " ]
}

@test "what cannot be chosen by is said" {
    write_scenario
    vary="--vary staff.g.count=1..3"
    for wrong in "--best total.occupancy --indifference 1%|neither more nor less" \
        "--best total.wait_p90 --indifference 1s|needs a rate, a mean or a standard" \
        "--best total.cots --indifference 1|did you mean 'cost'" \
        "--best cost --indifference 10s|it is a difference in money/day" \
        "--best cost --indifference 0|is not above nought" \
        "--best cost --indifference 1 --days 99|at least 100 replications"; do
        # shellcheck disable=SC2086 # words of the command
        sojourn sweep s.json $vary ${wrong%%|*}
        check_exit 1
        check_says "${wrong#*|}" "$stderr"
    done
    # shellcheck disable=SC2086
    sojourn sweep s.json $vary --best cost
    check_exit 2
    check_says "--best and --indifference go together" "$stderr"
}

@test "a stop keeps what is known" {
    write_scenario
    for best in "" "--best total.asa --indifference 0.000001"; do
        # shellcheck disable=SC2086
        "$SOJOURN" sweep s.json --vary staff.g.count=4..6 --days 100000000 $best >out 2>said &
        sleep 1
        kill -TERM $!
        wait $! && status=0 || status=$?
        check_exit 4
        check_says "STOPPED EARLY" "$(sed 's/Not decided, it was stopped/STOPPED EARLY/' out)"
        check_says "stopped early" "$(cat said)"
        [ "$(grep -c "staff.g.count=[56]: not run" out)" = 0 ]
    done
}

@test "a stop leaves every variant with about as many days" {
    write_scenario
    "$SOJOURN" sweep s.json --vary staff.g.count=4..15 --days 100000000 --threads 2 --json >out 2>said &
    sleep 2
    kill -TERM $!
    wait $! && status=0 || status=$?
    check_exit 4
    [ "$(jq '[.variants[].days] | length' out)" = 12 ]
    [ "$(jq '[.variants[].days] | max - min <= 20' out)" = true ]
    [ "$(jq '[.variants[1:][].total.asa.difference.verdict] | unique != ["unknown"]' out)" = true ]
}

@test "the head says how many days each has when a stop left them unequal" {
    write_scenario
    "$SOJOURN" compare s.json --variant a:staff.g.count=4 --variant b:staff.g.count=5 --days 100000000 >out 2>said &
    sleep 1
    kill -TERM $!
    wait $! && status=0 || status=$?
    check_exit 4
    grep -Eq "3 variants, [0-9]+( to [0-9]+)? days each" out
    [ "$(grep -c "days only" out)" = 0 ]
}

# ---- the journal ----

sweep_into() {
    "$SOJOURN" sweep s.json --vary staff.g.count=1..4 --out "$1" --json --quiet "${@:2}"
}

@test "a killed sweep goes on where it was, to the same bytes" {
    write_scenario
    sweep_into whole --days 600 >whole.json
    for wait in 0.01 0.02 0.03; do
        "$SOJOURN" sweep s.json --vary staff.g.count=1..4 --out killed --days 600 >/dev/null &
        sleep $wait
        kill -9 $! || true
        wait $! || true
    done
    sweep_into killed --days 600 >killed.json
    cmp whole.json killed.json
    cmp whole/summary.json killed/summary.json
    cmp whole/compare.csv killed/compare.csv
}

@test "a stopped sweep goes on where it was, to the same bytes" {
    write_scenario
    sweep_into whole --days 900 >whole.json
    "$SOJOURN" sweep s.json --vary staff.g.count=1..4 --out stopped --days 900 >/dev/null 2>said &
    sleep 0.1
    kill -TERM $! || true
    wait $! || true
    sweep_into stopped --days 900 >stopped.json
    cmp whole.json stopped.json
}

@test "a tighter precision runs only what is missing" {
    write_scenario
    sweep_into a --precision 10% --of total.asa >/dev/null
    size=$(stat -c %s a/journal.bin)
    sweep_into a --precision 5% --of total.asa >more.json
    [ "$(stat -c %s a/journal.bin)" -gt "$size" ]
    sweep_into b --precision 5% --of total.asa >b.json
    cmp more.json b.json
    [ "$(stat -c %s a/journal.bin)" = "$(stat -c %s b/journal.bin)" ]
}

@test "more days run only what is missing" {
    write_scenario
    sweep_into a --days 40 >/dev/null
    size=$(stat -c %s a/journal.bin)
    sweep_into a --days 60 >more.json
    grown=$(stat -c %s a/journal.bin)
    [ "$grown" -gt "$size" ] && [ "$grown" -lt $((2 * size)) ]
    sweep_into b --days 60 >b.json
    cmp more.json b.json
    sweep_into a --days 20 >/dev/null # fewer: nothing is run
    [ "$(stat -c %s a/journal.bin)" = "$grown" ]
    [ "$(jq '.variants[0].days' a/summary.json)" = 20 ]
}

@test "a damaged journal keeps every whole record" {
    write_scenario
    sweep_into a --days 60 >whole.json
    size=$(stat -c %s a/journal.bin)
    printf 'xxxx' | dd of=a/journal.bin bs=1 seek=$((size / 2)) conv=notrunc status=none
    truncate -s $((size - 7)) a/journal.bin
    sweep_into a --days 60 >again.json 2>said
    cmp whole.json again.json
    run --separate-stderr "$SOJOURN" sweep s.json --vary staff.g.count=1..4 --out a --days 60
    check_exit 0
    check_says "bytes are of no whole record and were dropped" "$stderr"
    check_says "and kept" "$stderr"
}

@test "a journal of something else is refused" {
    write_scenario
    sweep_into a --days 20 >/dev/null
    sojourn sweep s.json --vary staff.g.count=1..4 --out a --seed 2 --days 20
    check_exit 1
    check_says "its seed 1, this run's seed 2; --force begins anew" "$stderr"
    sojourn sweep s.json --set customers.c.arrivals.rate=50/h --vary staff.g.count=1..4 --out a --days 20
    check_exit 1
    check_says "journal is of another run: its scenario" "$stderr"
    sojourn sweep s.json --vary staff.g.count=1..4 --out a --seed 2 --days 20 --force
    check_exit 0
    before=$(sha256sum a/summary.json)
    sojourn compare s.json --variant more:staff.g.count=3 --out a --seed 2 --days 20
    check_exit 1
    check_says "its command sweep, this run's command compare; --force begins anew" "$stderr"
    [ "$before" = "$(sha256sum a/summary.json)" ]
    mkdir mine && echo dear >mine/letter
    sojourn sweep s.json --vary staff.g.count=1..4 --out mine --force --days 20
    check_exit 1
    check_says "it is left alone" "$stderr"
    echo nonsense >a/journal.bin
    sojourn sweep s.json --vary staff.g.count=1..4 --out a --days 20
    check_exit 1
    check_says "this is no journal of sojourn" "$stderr"
}

@test "what varies and is nowhere is told once, with the option that says it" {
    write_scenario
    sojourn sweep s.json --vary nothing.here=1..3 --days 20
    check_exit 1
    check_says "--vary nothing.here=1: nothing: unknown key; known here: name" "$stderr"
    check_says "1 error; nothing was run" "$stderr"
    sojourn sweep s.json --vary staff.h.count=1..3 --days 20
    check_exit 1
    check_says "--vary staff.h.count=1: staff.h: these people serve nobody" "$stderr"
    check_says "1 error; nothing was run" "$stderr"
}

# No such customer comes in the five days that are simulated.
@test "a standard that judged nobody is said to have done so by every command" {
    cat >rare.json <<-'JSON'
	{ "horizon": { "opens": "08:00", "closes": "10:00", "interval": "1h" },
	  "customers": {
	    "many": { "arrivals": { "rate": "20/h" }, "patience": "none", "journey": ["tills"],
	      "work": { "tills": { "service": { "kind": "exponential", "mean": "2m" } } } },
	    "few": { "arrivals": { "rate": "0.000001/h" }, "patience": "none", "journey": ["tills"],
	      "work": { "tills": { "service": "2m" } } } },
	  "stations": { "tills": { "kind": "lanes", "lanes": 3 } },
	  "staff": { "people": { "count": 2, "skills": { "tills": {} } } },
	  "standards": { "of few": { "for": "few", "at": "tills", "share": 0.8, "within": "1m", "formula": "answered" },
	                 "of all": { "at": "tills", "share": 0.1, "within": "10m", "formula": "answered" } } }
	JSON
    sojourn simulate rare.json --days 5 --quiet
    check_exit 0
    check_says "NOT JUDGED: of few" "$output"
    check_says "MET: of all" "$output"
    sojourn simulate rare.json --days 5 --quiet --json
    jq -e '.standards["of few"].verdict == "not judged" and .standards["of all"].verdict == "met"' <<<"$output"
    echo '{"staff": {"people": {"count": 3}}}' >more.json
    sojourn compare rare.json --variant more=more.json --days 5 --quiet --json
    jq -e '[.variants[].standards["of few"].verdict] == ["not judged", "not judged"]' <<<"$output"
    sojourn sweep rare.json --vary staff.people.count=2,3 --days 5 --quiet
    check_exit 0
    [ "$(grep -c "not judged" <<<"$output")" -eq 2 ]
    sojourn lanes rare.json --days 5 --quiet
    check_exit 3
    check_says "met; of few not judged." "$output"
    [[ $output != *"not sure"* ]]
}

@test "a picture of one run has its dots, and of its last day one line" {
    command -v gnuplot >/dev/null || skip "no gnuplot"
    sojourn compare "$SOURCE_DIR/scenarios/studies/home-visits.json" --days 20 --quiet --out pictures
    check_exit 0
    [ -s pictures/plots/variants.png ] && [ ! -e pictures/plots/variants.gp.log ]
    sojourn simulate "$SOURCE_DIR/scenarios/home-visits.json" --days 20 --quiet --out one
    check_exit 0
    grep -q "people in line on the last day" one/plots/line.gp
    [ "$(grep -c "the middle 80 %" one/plots/line.gp)" -eq 0 ]
}
