# SPDX-License-Identifier: GPL-3.0-or-later
# What people are like, by command: V27 and V30 of people.md, that what is off or neutral changes
# nothing, and mistakes.
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

# A hall with everything that a mechanism of people might touch.
hall() {
    cat >hall.json <<-'JSON'
	{"horizon": {"opens": "09:00", "closes": "17:00", "interval": "30m"},
	 "stations": {"desk": {"kind": "desk", "place": "hall"}, "back": {"kind": "desk"}},
	 "customers": {"c": {"arrivals": {"rate": "25/h"}, "journey": ["desk", "back"],
	   "tier": {"gold": 0.2, "plain": 0.8}, "patience": {"kind": "exponential", "mean": "10m"},
	   "returns": {"abandoned": {"chance": 0.5, "after": "20m"}},
	   "work": {"desk": {"service": {"kind": "exponential", "mean": "6m"}, "wrap_up": "30s"},
	     "back": {"service": "2m"}}}},
	 "tiers": {"plain": {"priority": 0}, "gold": {"priority": 1}}, "places": {"hall": {"seats": 6}},
	 "staff": {"clerks": {"count": 3, "skills": {"desk": {}}}, "others": {"count": 2, "skills": {"back": {}}}}}
	JSON
}

@test "no people, none named, and people who change nothing leave the same figures" {
    hall
    "$SOJOURN" simulate hall.json --days 60 --json --quiet --out none >none.json
    # An empty section is another file, and nothing else is other.
    jq '.people = {}' hall.json >empty_hall.json
    "$SOJOURN" simulate empty_hall.json --days 60 --json --quiet --out empty >empty.json
    diff <(jq 'del(.scenario)' none.json) <(jq 'del(.scenario)' empty.json)
    cmp none/intervals.csv empty/intervals.csv
    # Each mechanism as it is where it has nothing to act on: all factors 1, all effects 0. (Energy
    # has no such setting: its least slowing is a quarter.)
    local -A neutral=(
        [pace]='{"pressure": 0, "heat": "none", "shared_line": 0, "agent_spread": 0}'
        [skill]='{}' [outcome]='{}' [strain]='{}' [score]='{}' [choice]='{}'
        [felt_wait]='{"uninformed": 1, "seated": 1, "standing": 1, "overtaken": 0, "heat": 0, "last": 1}')
    for mechanism in "${!neutral[@]}"; do
        "$SOJOURN" simulate hall.json --days 60 --json --quiet \
            --set "people={\"$mechanism\": ${neutral[$mechanism]}}" >"with_$mechanism.json"
    done
    "$SOJOURN" simulate hall.json --days 60 --json --quiet --set 'people={"score": {}, "outcome": {},
        "survey": {}, "complaints": {}, "quality_sample": {}}' >with_all.json
    cp none.json result.json
    shows <<-'PYTHON'
	import glob
	def held(x, y, path):
	    """Every figure that the run without people has stands in the other, to the last digit."""
	    if isinstance(x, dict):
	        return sum(held(x[k], y[k], path + [k]) for k in x)
	    if x is None:
	        return 0
	    assert x == y, (path, x, y)
	    return 1
	files = glob.glob("with_*.json")
	assert len(files) == 8, files
	for f in files:
	    other = json.load(open(f))
	    n = sum(held(r[part], other[part], [f, part]) for part in ("total", "stations", "classes", "tiers", "staff"))
	    assert n > 500, n
	PYTHON
}

@test "parameters of people beyond their range name it and where it comes from, all at once" {
    hall
    sojourn check hall.json --set 'people={"energy": {"tires_in": "10h", "circadian": 1}, "felt_wait":
        {"uninformed": 3, "last": "four", "hurry": 1}, "score": {}, "mood": {}}' \
        --set 'customers.c.temperament={"rational": 0.5, "grumpy": 0.7}'
    check_exit 1
    check_says 'people.energy.tires_in: 36000 s is outside [3600, 9000] s; source: family of Jaber, Givi & Neumann (2013)' "$stderr"
    check_says '(computed from published figures)' "$stderr"
    check_says 'people.energy.circadian: 1 is outside [0, 0.2]; source: size assumed (0.06)' "$stderr"
    check_says 'people.felt_wait.uninformed: 3 is outside [1, 1.5]; source: 1.2 to 1.5 published' "$stderr"
    check_says 'people.felt_wait.last: "four" is not a number' "$stderr"
    check_says 'people.felt_wait.hurry: unknown key' "$stderr"
    check_says 'people.mood: unknown key; known here: energy, pace' "$stderr"
    check_says "customers.c.temperament: the shares sum to 1.2, not to 1" "$stderr"
    check_says "unknown temperament 'grumpy'; known: rational, impulsive" "$stderr"
    check_says '8 errors; nothing was run' "$stderr"
}

@test "a sale needs its chance, and those who buy more easily bring more of it" {
    hall
    sojourn check hall.json --set 'customers.c.journey[1]={"at": "back", "sells": true}'
    check_exit 1
    check_says "journey[1].sells: needs the step's 'chance', below 1" "$stderr"
    sojourn check hall.json --set 'customers.c.journey[1]={"at": "back", "sells": true, "chance": 0.3}'
    check_exit 0
    check_says "changes nothing: c has no 'temperament', so that everybody buys with the 'chance' given" "$stderr"
    # 25 an hour, 0.3 x 0.6 of whom buy and take 1.3 x 2 minutes.
    sojourn check hall.json --set 'customers.c.journey[1]={"at": "back", "sells": true, "chance": 0.3}' \
        --set 'customers.c.temperament="combative"'
    check_says "0.195 erlangs offered to back" "$output"
}

@test "what is missing is told: a place for felt waits, a day for the hours of the night" {
    hall
    sojourn check hall.json --set 'people={"felt_wait": {}}'
    check_exit 0
    check_says "'back' has no 'place': waits there are taken as idle, with nothing told" "$stderr"
    sojourn check hall.json --set 'people={"energy": {"circadian": 0.06}}' --set 'horizon={"runs_for": "100h"}'
    check_exit 0
    check_says "a steady state has no time of day: its run is taken to begin at midnight" "$stderr"
}

@test "a standard of what people are like needs the mechanism, one of money the value" {
    hall
    sojourn check hall.json --set 'standards={"rested": {"measure": "fatigue", "at_most": 0.4}}'
    check_exit 0
    check_says "standards.rested.measure: 'fatigue' is of nothing while \"people\" names no \"energy\"" "$stderr"
    check_says 'switch it on with "people": {"energy": {}}' "$stderr"
    sojourn check hall.json --set 'people={"energy": {}}' --set 'standards={"rested": {"measure": "fatigue", "at_most": 0.4}}'
    check_exit 0
    [[ $stderr != *"is of nothing"* ]]
    local accounts='customers.c.accounts={"count": 100'
    sojourn check hall.json --set "$accounts}" --set 'people={"score": {}, "loyalty": {}}' \
        --set 'standards={"worth": {"measure": "account_value", "at_least": 1000}}'
    check_exit 0
    check_says "standards.worth.measure: no accounts have a 'value'" "$stderr"
    sojourn check hall.json --set "$accounts, \"value\": 12}" --set 'people={"score": {}, "loyalty": {}}' \
        --set 'standards={"worth": {"measure": "account_value", "at_least": 1000}}'
    [[ $stderr != *"no accounts have"* ]]
}

@test "what a cap on strain costs and how many stay for it stand beside each other" {
    skip_if_sanitized
    echo '{"people": {"energy": {}, "pace": {}, "outcome": {}, "strain": {}, "felt_wait": {}}}' >tired.json
    echo '{"standards": {"calm": {"measure": "settled_strain", "at_most": 0.04}}}' >calm.json
    local plan=("$SOJOURN" staff "$SOURCE_DIR/scenarios/two-skills.json" --effort 0.02 --quiet --json)
    "${plan[@]}" --patch tired.json >free.json
    "${plan[@]}" --patch tired.json --patch calm.json >result.json
    "${plan[@]}" >unasked.json
    shows <<-'PYTHON'
	from math import exp
	free, unasked = (json.load(open(x)) for x in ("free.json", "unasked.json"))
	def rows(plan):
	    return {x["change"]: x for x in plan["levels"]}
	capped, free_rows = rows(r), rows(free)
	# The hazard of M2 at the strain that is shown; days differ little, so that its mean over them is near.
	for row in capped.values():
	    near(row["settled_quits"]["value"], 0.33 * exp(2.5 * (row["standards"]["calm"]["value"] - 0.35)), 0.002)
	assert capped[0]["standards"]["calm"]["value"] <= 0.04
	assert r["plan"]["cost"] > free["plan"]["cost"]
	assert capped[0]["settled_quits"]["value"] < free_rows[0]["settled_quits"]["value"]
	quits = [free_rows[i]["settled_quits"]["value"] for i in sorted(free_rows)]
	assert quits == sorted(quits, reverse=True)
	assert all("settled_quits" not in x for x in unasked["levels"])
	PYTHON
    "$SOJOURN" sweep "$SOURCE_DIR/scenarios/two-skills.json" --days 20 --patch tired.json \
        --vary staff.bilinguals.count=1,2 >table
    check_says "leavers a" "$(cat table)"
    "$SOJOURN" sweep "$SOURCE_DIR/scenarios/two-skills.json" --days 20 --vary staff.bilinguals.count=1,2 >table
    [ "$(grep -c "leavers a" table)" = 0 ]
}

@test "a cap on strain stays one of days beside standards that --per judges by interval" {
    echo '{"people": {"strain": {}, "outcome": {}}, "standards": {"calm": {"measure": "settled_strain", "at_most": 0.5}}}' >calm.json
    sojourn staff "$SOURCE_DIR/scenarios/call-center.json" --patch calm.json --per interval --effort 0.02 --no-confirm --quiet
    check_exit 0
    check_says "answered within 20s at phones (ignore), in every interval" "${output//$'\n'/ }"
    check_says "settled_strain at most 50 %, over all days" "${output//$'\n'/ }"
    sojourn staff "$SOURCE_DIR/scenarios/call-center.json" --patch calm.json --set 'standards.calm.per="interval"' --quiet
    check_exit 1
    check_says "'settled_strain' is known of whole days only" "$stderr"
}

@test "a station of no known kind is told, and nothing more, where waits are felt" {
    echo '{"people": {"felt_wait": {}}, "places": {"hall": {"seats": 4}}, "stations": {"desk": {"kind": "window", "place": "hall"}, "till": {"place": "hall"}, "door": {"kind": "gate"}}}' >kinds.json
    sojourn check kinds.json
    check_exit 1
    check_says "window" "$stderr"
}
