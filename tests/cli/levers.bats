# SPDX-License-Identifier: GPL-3.0-or-later
# levers: its list, that it says what compare says, prices, what it refuses.
load helper

# A desk with five agents; someone leaves now and then.
write_desk() {
    cat >desk.json <<-JSON
	{"name": "Desk", "horizon": {"opens": "08:00", "closes": "12:00", "interval": "1h"},
	 "customers": {"c": {"arrivals": {"rate": "60/h"}, "journey": ["desk"],
	   "patience": {"kind": "exponential", "mean": "5m"},
	   "work": {"desk": {"service": {"kind": "exponential", "mean": "4m"}}}}},
	 "places": {"room": {"temperature": {"target": 29, "outdoors": 33}}},
	 "stations": {"desk": {"kind": "desk", "place": "room"}},
	 "staff": {"agents": {"count": 5, "skills": {"desk": {}}}},
	 "standards": {"quick": {"at": "desk", "share": 0.8, "within": "2m"}},
	 "money": {"staff": {"agents": "25/h"}, "lost_customer": 40}}
	JSON
}

@test "levers tells what to change first, what each costs and brings, and what does not apply" {
    write_desk
    sojourn levers desk.json --days 60
    check_exit 0
    check_says "What to change first" "$output"
    check_says "First: one more in agents" "$output"
    check_says "Bring more than they cost" "$output"
    check_says "Levers that do not apply" "$output"
    check_says "the scenario has no rules" "$output"
    check_says "no price" "$output"
    check_says "(Bonferroni)" "$output"
    [[ $(wc -L <<<"$output") -le 100 ]]
}

@test "a lever and a person who changes the same see the same" {
    write_desk
    sojourn levers desk.json --days 40 --json
    check_exit 0
    levers=$(jq '.variants[] | select(.name == "one more in agents").total' <<<"$output")
    list=$(jq '.levers.list[] | select(.name == "one more in agents")' <<<"$output")
    sojourn compare desk.json --days 40 --json --variant 'more:staff.agents.count=6'
    check_exit 0
    jq -en --argjson l "$levers" --argjson x "$list" --argjson c "$(jq '.variants[1].total' <<<"$output")" '
        ($l.mean_wait.value == $c.mean_wait.value) and
        ($l.mean_wait.difference.value == $c.mean_wait.difference.value) and
        ($x.spent.difference.value - $c.cost_staff.difference.value | fabs < 1e-9) and
        ($x.net.difference.value + $c.cost.difference.value | fabs < 1e-9) and
        ($x.patch == {"staff": {"agents": {"count": 6}}})'
}

@test "a lever is pulled over what --set has made" {
    write_desk
    sojourn levers desk.json --days 20 --json --set staff.agents.count=6
    check_exit 0
    more=$(jq '.variants[] | select(.name == "one more in agents").total.mean_wait.value' <<<"$output")
    sojourn simulate desk.json --days 20 --json --set staff.agents.count=7
    [ "$(jq ".total.mean_wait.value == $more" <<<"$output")" = true ]
    sojourn simulate desk.json --days 20 --sensitivity --of abandonment --json \
        --set 'people={"felt_wait": {}}' --set places.room.seats=40
    check_exit 0
    jq -e '.sensitivity.parameters[0].effect > 0' <<<"$output"
}

@test "a price is taken off the gain, and one that is none is refused" {
    write_desk
    sojourn levers desk.json --days 30 --json
    check_exit 0
    free=$(jq '.levers.list[] | select(.name == "something to do in room")' <<<"$output")
    [ "$(jq -r .priced <<<"$free")" = false ]
    sojourn levers desk.json --days 30 --json --price "something to do in room=12/day"
    check_exit 0
    paid=$(jq '.levers.list[] | select(.name == "something to do in room")' <<<"$output")
    jq -en --argjson f "$free" --argjson p "$paid" \
        '$p.priced and ($f.net.difference.value - $p.net.difference.value - 12 | fabs < 1e-9)'
    sojourn levers desk.json --price "something to do in rom=12" --price "agents"
    check_exit 1
    check_says "did you mean 'something to do in room'?" "$stderr"
    check_says "needs the form NAME=120/day" "$stderr"
    sojourn levers desk.json --price
    check_exit 2
}

@test "any number of threads gives the same bytes, and a journal goes on" {
    write_desk
    "$SOJOURN" levers desk.json --days 30 --json --threads 1 >one
    "$SOJOURN" levers desk.json --days 30 --json --threads 3 >three
    cmp one three
    sojourn levers desk.json --days 30 --json --out kept
    check_exit 0
    sojourn levers desk.json --days 30 --json --out kept
    check_exit 0
    cmp one <<<"$output"
    [ -s kept/plots/levers.gp ] && [ -s kept/plots/levers.csv ] && [ -s kept/compare.csv ]
}

@test "what nobody minds changes exactly nothing" {
    write_desk
    sojourn levers desk.json --days 20 --json
    jq -e '.levers.list[] | select(.name == "25 degrees in room") |
        .result == "nothing changes" and .net.difference.value == 0' <<<"$output"
}

@test "a scenario with mistakes is refused with all of them" {
    write_desk
    sojourn levers desk.json --set staff.agents.count=many --set horizon.closes=late
    check_exit 1
    check_says "staff.agents.count" "$stderr"
    check_says "horizon" "$stderr"
    check_says "nothing was run" "$stderr"
}

@test "without prices leavers rank, and it is said that nothing can be weighed against its cost" {
    write_desk
    sojourn levers desk.json --days 20 --set money=null
    check_exit 0
    check_says "Ranked by the share of those who come" "$output"
    check_says "lever can be weighed against its cost" "$output"
}

@test "--sensitivity ranks what is only assumed by how far it moves the answer" {
    write_desk
    cat >people.json <<<'{"places": {"room": {"seats": 40, "temperature": null}}, "people": {"energy": {}, "felt_wait": {}}}'
    sojourn simulate desk.json --patch people.json --sensitivity --of abandonment --days 40 --out kept
    check_exit 0
    check_says "total.abandonment is" "$output"
    check_says "Most hangs on energy.circadian (" "$output"
    check_says "Change nothing here, at either end" "$output"
    [[ $(wc -L <<<"$output") -le 100 ]]
    [ -s kept/plots/sensitivity.gp ] && [ -s kept/summary.json ]
    sojourn simulate desk.json --patch people.json --sensitivity --of abandonment --days 40 --json
    check_exit 0
    jq -e '.sensitivity | .of == "total.abandonment" and
        (.parameters[0].effect > 0) and
        ([.parameters[].effect] | . == (sort | reverse)) and
        (.parameters[] | select(.name == "energy.heat") | .effect == 0)' <<<"$output"
    # As a person would ask.
    low=$(jq '.sensitivity.parameters[] | select(.name == "felt_wait.seated") | .low.difference.value' <<<"$output")
    sojourn compare desk.json --patch people.json --days 40 --json --variant 'x:people.felt_wait.seated=0.7'
    [ "$(jq ".variants[1].total.abandonment.difference.value == $low" <<<"$output")" = true ]
}

@test "--sensitivity says what it cannot do" {
    write_desk
    sojourn simulate desk.json --sensitivity
    check_exit 1
    check_says "nothing that is only assumed is switched on" "$stderr"
    sojourn simulate desk.json --sensitivity --trouble
    check_exit 2
    sojourn simulate desk.json --set 'people={"energy":{}}' --sensitivity --of total.abandonement
    check_exit 1
    check_says "did you mean 'abandonment'?" "$stderr"
}

@test "what changes strain alone is shown, though waits and money stay as they are" {
    write_desk
    cat >people.json <<<'{"people": {"outcome": {}, "strain": {}, "score": {}}, "staff": {"agents": {"pay_at_risk": 0.3}},
        "customers": {"c": {"work": {"desk": {"needs_authority": 0.3}}}}}'
    sojourn levers desk.json --patch people.json --days 40
    check_exit 0
    check_says "What changes how staff fare" "$output"
    grep -Eq 'no pay at risk in agents +same +-[0-9.]+' <<<"$output"
    grep -Eq 'authority for agents .*-[0-9.]+ ±[0-9.]+ pts$' <<<"$output"
    check_says "Not tried here" "$output"
    [[ $(wc -L <<<"$output") -le 100 ]]
    sojourn levers desk.json --patch people.json --days 40 --json
    jq -e '[.variants[] | select(.name == "no pay at risk in agents" or .name == "support, coaching and recognition for agents")
        | .total.settled_strain.difference.high] | length == 2 and all(. < 0)' <<<"$output"
}

@test "a run that is broken off shows what is known, exits 4 and ends at the same bytes" {
    skip_if_sanitized
    local status=0
    write_desk
    "$SOJOURN" levers desk.json --days 1000 --json --out whole >whole.json
    # A machine so fast that nothing is left to break off has nothing to show.
    timeout --preserve-status -s INT 0.5 "$SOJOURN" levers desk.json --days 1000 --out part >part.txt 2>part.err || status=$?
    [ $status = 0 ] || [ $status = 4 ]
    [ $status = 0 ] || check_says "STOPPED EARLY" "$(cat part.txt)"
    "$SOJOURN" levers desk.json --days 1000 --json --out part >again.json
    cmp whole.json again.json
    cmp whole/compare.csv part/compare.csv
    cmp whole/plots/levers.csv part/plots/levers.csv
}
