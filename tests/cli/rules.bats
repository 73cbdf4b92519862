# SPDX-License-Identifier: GPL-3.0-or-later
# Rules from the command line: the log of switches, the report, the same bytes on any threads.
load helper

shop="$SOURCE_DIR/scenarios/store-room.json"

@test "each switch stands in rules.csv with its values" {
    sojourn simulate "$shop" --days 20 --out made --quiet
    check_exit 0
    head -1 made/rules.csv | grep -q "^replication,rule,on,off,value_on,value_off,why_on,why_off"
    # On after 20 s held and 20 s of reaction the value may have moved; off strictly below its level.
    python3 - made/rules.csv <<-'PYTHON'
	import csv, sys
	rows = list(csv.DictReader(open(sys.argv[1])))
	assert {r["replication"] for r in rows} == {str(i) for i in range(1, 11)}
	def seconds(at):
	    h, m, s = at.split(" ")[1].split(":")
	    return 3600 * int(h) + 60 * int(m) + float(s)
	for r in rows:
	    assert r["rule"] == "open a till"
	    if r["off"]:
	        assert float(r["value_off"]) < 0.5 and r["why_off"] == "less than 0.5", r
	    else:
	        assert r["why_off"] == "still on at the end", r
	    assert r["why_on"] == "waiting_per_server at till: 3 or more", r
	    if r["off"]:
	        assert seconds(r["off"]) - seconds(r["on"]) >= 599.999
	PYTHON
}

@test "rules give the same bytes on one thread and on two" {
    sojourn simulate "$shop" --days 40 --json --quiet --threads 1
    check_exit 0
    one=$output
    sojourn simulate "$shop" --days 40 --json --quiet --threads 2
    [ "$output" = "$one" ]
}

@test "a rule that flips is named, and explain knows every key" {
    sojourn simulate "$shop" --days 20 --json --quiet --set "rules.open a till.lasts_at_least=0s" \
        --set "rules.open a till.held_for=0s" --set "rules.open a till.reaction=0s" \
        --set "rules.open a till.on_above=0.003" --set "rules.open a till.off_below=0.003" \
        --set "customers.shoppers.arrivals.rate=9000/h" --set "staff.cashiers.count=283"
    check_exit 0
    [[ $output == *"more than once a minute"* ]]
    # In one hour alone, and less than once a minute over the day.
    sojourn simulate "$shop" --days 5 --json --quiet --set "rules.open a till.lasts_at_least=0s" \
        --set "rules.open a till.held_for=0s" --set "rules.open a till.reaction=0s" \
        --set "rules.open a till.on_above=0.003" --set "rules.open a till.off_below=0.003" \
        --set 'customers.shoppers.arrivals.rate={"00:00": "1/h", "12:00": "9000/h", "13:00": "1/h"}' \
        --set "staff.cashiers.count=283"
    check_exit 0
    [[ $output == *"more than once a minute from 12:"* ]]
    for key in watch on_above held_for reaction lasts_at_least again_after looks between weekday do; do
        sojourn explain "rules.$key"
        check_exit 0
    done
}

@test "a mistake in a rule names its place" {
    sojourn check "$shop" --set "rules.open a till.off_below=4"
    check_exit 1
    [[ $stderr == *"rules.open a till.off_below: 4 lies above 'on_above' (3)"* ]]
}

@test "a place with few seats bounds a line only where it says how many may stand" {
    local shop=$SOURCE_DIR/scenarios/phone-shop.json
    sojourn check "$shop" --set rules.pressed.on_above=6
    check_exit 0
    sojourn check "$shop" --set rules.pressed.on_above=6 --set 'places.shop.standing={}'
    check_exit 0
    sojourn check "$shop" --set rules.pressed.on_above=8 --set 'places.shop.standing={"at_most": 2}'
    check_exit 1
    [[ $stderr == *"waiting is never more than 7 at 'counter'"* ]]
}

# Against one in which it does neither.
@test "compare says of which variants a rule never went on, or never rested" {
    local flip='{"rules": {"open a till": {"lasts_at_least": "0s", "held_for": "0s", "reaction": "0s",
        "on_above": 0.003, "off_below": 0.003}}, "staff": {"cashiers": {"count": 283}},
        "customers": {"shoppers": {"arrivals": {"rate": "9000/h"}}}}'
    echo "$flip" >flips.json
    echo '{"rules": {"open a till": {"on_above": 900, "off_below": 800}}}' >seldom.json
    sojourn compare "$shop" --variant flips=flips.json --variant seldom=seldom.json --days 5
    check_exit 0
    check_says "The rule 'open a till' never went on: 'seldom'." "$output"
    check_says "The rule 'open a till' went on more than once a minute: 'flips'." "$output"
    check_says "Below 20 replications intervals are rough: all." "$output"
    sojourn compare "$shop" --variant seldom=seldom.json --days 5 --json --quiet
    check_exit 0
    python3 - <<-PYTHON
	import json
	base, seldom = json.loads('''$output''')["variants"]
	assert "The rule 'open a till' never went on" in seldom["warnings"], seldom["warnings"]
	assert not any("rule" in w for w in base["warnings"]), base["warnings"]
	PYTHON
}
