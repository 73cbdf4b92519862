# SPDX-License-Identifier: GPL-3.0-or-later
# sojourn simulate: the report, the files, and every way in which it can end.
load helper

call_center() {
    sojourn simulate "$SOURCE_DIR/scenarios/call-center.json" "$@"
}

# queue AGENTS: M/M/n at 2.4 erlangs, three intervals a run.
queue() {
    cat >queue.json <<-JSON
	{"name": "queue", "horizon": {"runs_for": "60h", "warm_up": "6h"},
	 "customers": {"c": {"arrivals": {"rate": "48/h"}, "journey": ["d"],
	   "patience": {"kind": "exponential", "mean": "5m"},
	   "work": {"d": {"service": {"kind": "exponential", "mean": "3m"}}}}},
	 "stations": {"d": {"kind": "desk"}}, "staff": {"g": {"count": $1, "skills": {"d": {}}}}}
	JSON
}

@test "the report answers first and fits 100 columns" {
    call_center --days 30
    check_exit 0
    [[ ${lines[2]} == "  MET: 80/20"* || ${lines[2]} == "  MISSED: 80/20"* ||
        ${lines[2]} == "  NOT SURE: 80/20"* ]]
    check_says "service_level_ignore" "$output"
    for part in "The day at phones" "Who comes and who leaves" "Who waits" "Staff" "Why:" \
        "What was assumed" "Theory beside simulation" "How sure"; do
        check_says "$part" "$output"
    done
    widest=$(wc -L <<<"$output")
    [ "$widest" -le 100 ]
    [[ $output != *$'\033'* ]]
}

@test "the same seed gives the same bytes with any number of threads" {
    call_center --days 25 --json --threads 1
    check_exit 0
    one=$output
    call_center --days 25 --json --threads 3
    [ "$one" = "$output" ]
    call_center --days 25 --json --seed 2
    [ "$one" != "$output" ]
}

@test "the JSON holds every measure with interval and unit" {
    call_center --days 25 --json
    check_exit 0
    jq -e '.schema_version == 1 and .days == 25 and .seed == 1 and .level == 0.95' <<<"$output"
    jq -e '.scenario.sha256 | length == 64' <<<"$output"
    jq -e '.stations.phones.asa | .low <= .value and .value <= .high and .unit == "s"' <<<"$output"
    jq -e '.standards["80/20"] | .target == 0.8 and (.verdict | IN("met", "missed", "not sure"))' \
        <<<"$output"
    jq -e '.classes.loan.offered.value > 400 and .tiers.gold and .staff.lenders.occupancy' \
        <<<"$output"
    jq -e '.assumptions | length > 3' <<<"$output"
}

@test "fewer than twenty replications are run if asked, with a warning" {
    call_center --days 3
    check_exit 0
    check_says "warning: 3 replications are few" "$stderr"
    check_says "3 days simulated" "$output"
}

@test "one day claims no intervals" {
    call_center --days 1
    check_exit 0
    check_says "1 simulated day (1 replication)" "$output"
    check_says "no intervals; give more" "$output"
    [[ $output != *"The brackets hold"* ]]
    grep -Eq '[0-9]{4} contacts, ' <<<"$output"
}

@test "precision runs until it suffices and says so" {
    queue 3
    sojourn simulate queue.json --precision 10% --of stations.d.mean_wait --json
    check_exit 0
    jq -e '.stopped_by == "precision" and .replications >= 20' <<<"$output"
    jq -e '.stations.d.mean_wait | (.high - .low) / 2 <= 0.1 * .value' <<<"$output"
    sojourn simulate queue.json --precision 10% --of stations.dd.mean_wait
    check_exit 1
    check_says "dd" "$stderr"
}

@test "theory stands beside the simulation where it holds" {
    queue 3
    sojourn simulate queue.json --replications 20 --json
    check_exit 0
    jq -e '.theory.formula | startswith("Erlang A")' <<<"$output"
    # seven half-widths: one false alarm in billions
    jq -e '.theory.measures.mean_wait | (.theory - .simulation.value) as $off |
        ($off | if . < 0 then -. else . end) <= 3.5 * (.simulation.high - .simulation.low)' \
        <<<"$output"
}

@test "what prevents theory is named" {
    queue 3
    sojourn simulate queue.json --set customers.c.work.d.wrap_up=20s --json
    check_exit 0
    jq -e '.theory.formula == null and (.theory.prevented_by | test("wrap-up"))' <<<"$output"
}

@test "trouble is paired with the day as it is" {
    call_center --days 40 --trouble --json
    check_exit 0
    jq -e '.trouble["volume +10 %"]["total.mean_wait"].difference.low > 0' <<<"$output"
    jq -e '.trouble | has("volume +20 %") and has("one absent") and has("handle time +10 %")' \
        <<<"$output"
    # the pairing narrows: the difference is surer than the two values would make it
    jq -e '.trouble as $t | ["as it is", "one absent"] |
        map($t[.]["total.mean_wait"] | .high - .low) | add' <<<"$output" >unpaired
    jq -e '.trouble["one absent"]["total.mean_wait"].difference | .high - .low' <<<"$output" >paired
    [ "$(jq -n --slurpfile p paired --slurpfile u unpaired '$p[0] < $u[0]')" = true ]
}

@test "the folder holds every file, and the plots their pictures" {
    call_center --days 25 --out deep/out --events --left
    check_exit 0
    for file in summary.json intervals.csv waits.csv events.csv left.csv; do
        [ -s "deep/out/$file" ]
    done
    jq -e '.days == 25' deep/out/summary.json
    for plot in day waits line abandonment; do
        [ -s "deep/out/plots/$plot.gp" ]
        [ -s "deep/out/plots/$plot.svg" ]
        [ -s "deep/out/plots/$plot.png" ]
    done
    [ "$(ls deep)" = out ]
    [[ $(head -n 1 deep/out/intervals.csv) == "interval_start,interval_s,kind,name,offered,"* ]]
}

@test "a plot can be made again, alone in its folder" {
    call_center --days 20 --out out
    cd out/plots
    for plot in day waits line abandonment; do
        mkdir "$plot"
        cp "$plot".gp "$plot"*.csv "$plot"
        (cd "$plot" && gnuplot "$plot.gp" && [ -s "$plot.svg" ] && [ -s "$plot.png" ])
    done
}

@test "events and leaving agree with each other" {
    call_center --days 20 --out out --events 7 --left
    check_exit 0
    left=$(grep -c ',abandoned,' out/left.csv)
    told=$(grep -c ',visit_ended,.*,abandoned' out/events.csv)
    [ "$left" -eq "$told" ]
    [ "$left" -gt 0 ]
}

# The longest way through the tasks takes 30 minutes: a tenth more is three. Aircraft are six, come
# what may.
@test "trouble tells of crews, and what does not apply to fleets" {
    turnaround=$SOURCE_DIR/scenarios/turnaround.json
    sojourn simulate "$turnaround" --days 40 --trouble --json
    check_exit 0
    jq -e '.trouble["handle time +10 %"]["stations.gate work.sojourn"].difference.value |
        . > 179 and . < 181' <<<"$output"
    jq -e '.trouble | has("one absent") and (has("volume +10 %") | not)' <<<"$output"
    jq -e '.trouble_notes | length == 1' <<<"$output"
    sojourn simulate "$turnaround" --days 40 --trouble --set staff.loaders.count=2 \
        --set staff.cabin.count=1 --set staff.fuel.count=1
    check_says "given one by one: aircraft (a fleet)." "$output"
    check_says "One absent does not apply: a task needs all of its group" "$output"
}

@test "who is only sent on has not left" {
    cat >sent-on.json <<'END'
{ "name": "n", "horizon": { "opens": "09:00", "closes": "10:00", "interval": "1h" },
  "customers": { "a": { "arrivals": { "every": "2m" }, "patience": "5m",
    "journey": [{ "at": "desk", "within": { "limit": "1m", "then": "later" } }, { "at": "later", "only_if_sent": true }],
    "work": { "desk": { "service": "9m" }, "later": { "service": "4m" } } } },
  "stations": { "desk": { "kind": "desk" }, "later": { "kind": "desk" } },
  "staff": { "one": { "count": 1, "skills": { "desk": {} } }, "two": { "count": 1, "skills": { "later": {} } } } }
END
    sojourn simulate sent-on.json --days 20 --out out --events --left
    check_exit 0
    [ "$(grep -c ',visit_ended,.*,timed_out' out/events.csv)" -gt 10 ]
    [ "$(grep -c ',timed_out,' out/left.csv)" -eq 0 ]
    left=$(grep -c ',later,abandoned,300' out/left.csv)
    [ "$left" -gt 3 ]
    [ "$left" -eq "$(grep -c ',contact_ended,.*,abandoned' out/events.csv)" ]
    [ "$left" -eq $(($(wc -l <out/left.csv) - 1)) ]
}

@test "an existing folder is refused, and replaced with --force" {
    call_center --days 20 --out out
    check_exit 0
    call_center --days 20 --out out
    check_exit 1
    check_says "out: exists already; --force replaces it" "$stderr"
    touch out/mine
    call_center --days 20 --out out
    check_exit 1
    check_says "out: holds 'mine', which is from no earlier run: it is left alone, even with --force" "$stderr"
    [ -e out/mine ]
    call_center --days 20 --out out --force
    check_exit 1
    check_says "out: holds 'mine', which is from no earlier run: it is left alone" "$stderr"
    rm out/mine
    call_center --days 20 --out out --force --left
    check_exit 0
    call_center --days 20 --out out --force
    check_exit 0
    [ -e out/summary.json ]
    [ ! -e out/left.csv ]
}

@test "--force leaves a folder alone that is not from an earlier run" {
    mkdir home
    touch home/letter
    call_center --days 20 --out home --force
    check_exit 1
    [ -e home/letter ]
}

@test "without gnuplot the scripts are written and a line says so" {
    mkdir bin
    run --separate-stderr /usr/bin/env PATH="$PWD/bin" "$SOJOURN" simulate \
        "$SOURCE_DIR/scenarios/call-center.json" --days 20 --out out
    check_exit 0
    check_says "gnuplot is not installed" "$stderr"
    [ -s out/plots/day.gp ]
    [ ! -e out/plots/day.png ]
}

@test "a folder that cannot be made is told before anything runs" {
    touch file
    call_center --days 20 --out file/out
    check_exit 1
    check_says "cannot be made: Not a directory" "$stderr"
    [ -z "$output" ]
}

@test "a full disk leaves nothing half-written" {
    mkdir small
    mount -t tmpfs -o size=64k none small 2>/dev/null || skip "no right to mount"
    call_center --days 20 --out small/out --events
    left_over=$(ls small)
    umount small
    check_exit 1
    check_says "No space left on device" "$stderr"
    check_says "nothing was written" "$stderr"
    [ -z "$left_over" ]
}

@test "Ctrl-C reports what is finished and exits 4" {
    timeout --preserve-status -s INT 1 "$SOJOURN" simulate \
        "$SOURCE_DIR/scenarios/call-center.json" --days 1000000 --json >out 2>err && status=0 ||
        status=$?
    [ "$status" -eq 4 ]
    jq -e '.stopped_by == "signal" and .replications > 0 and .replications < 1000000' out
    check_says "stopped early" "$(cat err)"
}

@test "events are whole though the study is stopped, and no folder aside is left" {
    for signal in INT TERM HUP; do
        timeout --preserve-status -s $signal 1 "$SOJOURN" simulate \
            "$SOURCE_DIR/scenarios/call-center.json" --days 1000000 --quiet --out "out-$signal" \
            --events >report && status=0 || status=$?
        [ "$status" -eq 4 ]
        tail -n 1 "out-$signal/events.csv" | cut -d , -f 2 | grep -q '^20:'
    done
    [ "$(find . -maxdepth 1 -name 'out-*' | wc -l)" -eq 3 ]
    find . -name '*.png' -size 0 -o -name '*.log' | { ! grep .; }
}

@test "long names leave the plots their meaning" {
    queue 3
    long=$(printf 'very long %.0s' {1..40})
    sojourn simulate queue.json --set "name=$long" --out out --quiet
    check_exit 0
    grep -q '^set multiplot .*title "very long .*…: waits at d" font' out/plots/waits.gp
    [ "$(awk 'length > 400' out/plots/*.gp | wc -l)" -eq 0 ]
}

@test "options that do not go together are bad usage" {
    for options in "--force" "--events" "--left" "--of total.asa" "--days 20 --replications 20" \
        "--days 0" "--days 2.5" "--level 2" "--seed -1" "--seed 9007199254740993" "--precision x" "--trubble"; do
        # shellcheck disable=SC2086 # words
        call_center $options
        check_exit 2
        [ -z "$output" ]
    done
    queue 3
    sojourn simulate queue.json --days 20
    check_exit 1
    check_says "a steady state has no days" "$stderr"
}

@test "a broken scenario runs nothing" {
    call_center --set stations.phonse.kind=desk --set horizon.interval=37m --out out
    check_exit 1
    check_says "nothing was run" "$stderr"
    [ ! -e out ]
}

@test "without a standard at a station the report looks at where most people serve" {
    sojourn simulate "$SOURCE_DIR/scenarios/express-lane.json" --days 20
    check_says "The day at tills" "$output"
}

@test "where people tire the report and a plot say how they are" {
    call_center --days 20 --out out --set people.energy={} --set people.outcome={} --set people.strain={}
    check_exit 0
    check_says "How staff are" "$output"
    check_says "strain led to" "$output"
    [ "$(head -n 1 out/plots/fatigue.csv)" = group,start_s,length_s,fatigue,low,high ]
    # Nobody begins the day spent; the band holds the mean.
    awk -F, 'NR > 1 && !($4 > 0 && $4 < 1 && $5 <= $4 && $4 <= $6) {exit 1}' out/plots/fatigue.csv
    [ ! -e out/plots/fatigue.gp.log ]
    call_center --days 20 --out plain
    [ ! -e plain/plots/fatigue.gp ]
}

@test "the first sentence says who gets no service in any way, and the wait of the whole visit" {
    cat >hall.json <<-'JSON'
	{"horizon": {"opens": "09:00", "closes": "17:00", "interval": "1h", "after_close": "turn_away"},
	 "customers": {"g": {"arrivals": {"rate": "20/h"}, "patience": {"kind": "exponential", "mean": "15m"},
	   "journey": ["door", "desk"], "work": {"door": {"service": "2m"}, "desk": {"service": "6m"}}}},
	 "stations": {"door": {"kind": "desk"}, "desk": {"kind": "desk", "seats": 3, "balks": {"waiting": {"2": 0.5}},
	   "hours": [{"opens": "09:00", "closes": "12:00"}, {"opens": "13:00", "closes": "17:00"}]}},
	 "staff": {"d": {"count": 1, "skills": {"door": {}}}, "c": {"count": 2, "skills": {"desk": {}}}}}
	JSON
    sojourn simulate hall.json --days 60 --quiet
    check_exit 0
    local said="${output//$'\n' / }"
    check_says "leave the line unserved" "${said//  / }"
    check_says "find no room or a closed door" "${said//  / }"
    check_says "do not join" "${said//  / }"
    check_says "sent away" "$output"
    # Who is served, leaves in any of these ways or is there at the end has come.
    sojourn simulate hall.json --days 60 --quiet --json
    jq -e '.stations.desk | .arrived.value - (.served.value + .abandoned.value + .blocked.value + .balked.value
        + .turned_away.value + .in_system_at_end.value) | . < 1e-6 and . > -1e-6' <<<"$output"
    sojourn simulate hall.json --days 60 --quiet --set staff.d.count=1 --set customers.g.work.door.service=2m50s
    said="${output//$'\n' / }"
    check_says "With all that they wait for elsewhere it is" "${said//  / }"
}

@test "people whom a station keeps and nobody has served when a run ends are told of" {
    cat >keep.json <<-'JSON'
	{"horizon": {"opens": "09:00", "closes": "17:00", "interval": "1h", "days": 5},
	 "customers": {"g": {"arrivals": {"rate": "10/h"}, "journey": ["desk"],
	   "work": {"desk": {"service": {"kind": "exponential", "mean": "11m"}}}}},
	 "stations": {"desk": {"kind": "desk", "overnight": "keep"}},
	 "staff": {"c": {"count": 1, "skills": {"desk": {}}}}}
	JSON
    sojourn simulate keep.json --days 100 --quiet
    # 43.6 a day can be served of the 80 who come.
    [[ ${output//$'\n' / } =~ "At 'desk' "4[45]" % of those who came are still there as a run ends" ]]
    sojourn simulate keep.json --days 100 --quiet --set staff.c.count=3
    [[ $output != *"still there as a run ends"* ]]
}
