# SPDX-License-Identifier: GPL-3.0-or-later
# What people are like, by command: V27 and V30 of people.md.
load helper
load scenarios

@test "V27: 24 people at the desk at a shrinkage of 30 % are 34.3 scheduled" {
    # Erlang C: 400 calls an hour of 3 minutes, 80 % in 20 s.
    cat >steady.json <<-'JSON'
	{"horizon": {"runs_for": "24h", "warm_up": "2h"}, "stations": {"desk": {"kind": "desk"}},
	 "customers": {"c": {"arrivals": {"rate": "400/h"}, "journey": ["desk"],
	   "work": {"desk": {"service": {"kind": "exponential", "mean": "3m"}}}}},
	 "staff": {"g": {"count": 24, "shrinkage": 0.3, "skills": {"desk": {}}}},
	 "standards": {"s": {"at": "desk", "share": 0.8, "within": "20s", "formula": "offered"}},
	 "money": {"staff": {"g": "10/h"}}}
	JSON
    sojourn staff steady.json --effort 0.03 --quiet --json
    check_exit 0
    echo "$output" >plan.json
    # 34.3 in the mean are paid; of heads 35.
    jq -e '.plan.staff.g.required == [24] and .plan.staff.g.scheduled == [35]' plan.json
    jq -e '.plan.cost / 10 | . > 34.25 and . < 34.35' plan.json
    sojourn staff steady.json --effort 0.03 --quiet
    check_says "Staff 24 g, for 343 an hour" "$output"
    [[ $output =~ "required  scheduled"$'\n'"  all the time        24         35" ]]
    check_says "one at the desk takes 1.43 on the roster" "${output//$'\n'  / }"
    simulate_steady
}

# What is paid for a day of 24 at the desk: 24 h x 34.2857 x 10.
simulate_steady() {
    "$SOJOURN" simulate steady.json --replications 20 --json --quiet >result.json
    shows <<-'PYTHON'
	near(r["staff"]["g"]["cost"]["value"] / 240, 34.2857, 0.001)
	PYTHON
}

@test "V30: a broken promise brings calls from day 14 on, hostile ones, and a lower score" {
    skip_if_sanitized
    echo '{"people": {"outcome": {}, "score": {}}}' >people.json
    # Nobody calls before the promise is broken, and the more the longer.
    for days in 14 16 30 120; do
        simulate repair-shop --patch people.json --set horizon.days=$days --replications 20
        jq '.stations.phone.arrived.value' result.json >>calls
    done
    simulate repair-shop --patch people.json --days 2400
    mv result.json two_weeks.json
    simulate repair-shop --patch people.json --days 2400 --set stations.repair.promise=35d
    shows <<-'PYTHON'
	from math import exp
	before, soon, later, all_days = (float(x) for x in open("calls"))
	assert before == 0 and 0 < soon < later < all_days, (before, soon, later, all_days)
	broken = json.load(open("two_weeks.json"))
	def hostile(r, station):
	    return r["stations"][station]["hostile"]
	# An honest promise takes nine in ten of the calls away.
	calls = [x["stations"]["phone"]["arrived"]["value"] for x in (broken, r)]
	print("V30: %.1f chase calls a day, %.1f with an honest promise" % tuple(calls))
	assert calls[1] < 0.2 * calls[0]
	# Nobody tires here: hostile with the logit -2.8, and one more after a broken promise.
	near(hostile(broken, "counter")["value"], 1 / (1 + exp(2.8)), 0.004)
	near(hostile(broken, "phone")["value"], 1 / (1 + exp(1.8)), 0.004)
	assert hostile(broken, "phone")["low"] > 2 * hostile(broken, "counter")["high"]
	assert broken["total"]["hostile"]["low"] > 1.5 * r["total"]["hostile"]["high"]
	assert broken["total"]["score"]["high"] < r["total"]["score"]["low"] - 0.3
	PYTHON
}

@test "a parameter outside its range is told with the range and where it comes from" {
    sojourn simulate "$SOURCE_DIR/scenarios/mm1.json" \
        --set people='{"energy": {"hurry": 9}, "felt_wait": {"occupied": 0.1}}'
    check_exit 1
    check_says "people.energy.hurry: 9 is outside [2, 4]; the range has no source (assumption)" "$stderr"
    check_says "0.1 is outside [0.5, 0.7]; source: 0.75 / 1.36: self-service" "$stderr"
    check_says "(trade press: a plausible range, no evidence)" "$stderr"
}
