# SPDX-License-Identifier: GPL-3.0-or-later
# Shifts, breaks, absence and weekdays, as the commands take them.
load helper

# A small desk with shifts: two days that differ.
desk() {
    cat >desk.json <<-'JSON'
	{ "horizon": { "opens": "08:00", "closes": "12:00", "interval": "2h", "days": 2 },
	  "customers": { "callers": {
	    "arrivals": { "rate": { "mon": "40/h", "tue-sun": "20/h" } },
	    "patience": { "kind": "exponential", "mean": "5m" },
	    "journey": ["phones"],
	    "work": { "phones": { "service": { "kind": "exponential", "mean": "4m" } } } } },
	  "stations": { "phones": { "kind": "desk" } },
	  "staff": { "agents": {
	    "absence": 0.1,
	    "shifts": { "early": { "starts": "08:00", "lasts": "4h30m", "count": 4 },
	                "help": { "starts": "09:00", "lasts": "2h", "count": 2, "on": "mon", "breaks": {} } },
	    "breaks": { "tea": { "lasts": "10m", "between": ["1h", "2h"], "at_once": 1 } },
	    "skills": { "phones": {} } } },
	  "standards": { "80/20": { "at": "phones", "share": 0.8, "within": "20s" } } }
	JSON
}

@test "a week has the same bytes on any number of threads" {
    for n in 1 2 3; do
        "$SOJOURN" simulate "$SOURCE_DIR/scenarios/week-of-shifts.json" --days 140 --threads $n --json --quiet >"$n.json"
    done
    cmp 1.json 2.json
    cmp 1.json 3.json
}

@test "every mistake of a working day is named in one run, with its place" {
    desk
    sed -e 's/"08:00", "lasts": "4h30m"/"07:00", "lasts": "4h30m"/' -e 's/"on": "mon"/"on": "monday"/' \
        -e 's/\["1h", "2h"\]/["2h", "1h"]/' -e 's/"tue-sun": "20/"wed-sun": "20/' -e 's/0.1,/"110%",/' desk.json >bad.json
    sojourn check bad.json
    check_exit 1
    check_says "bad.json:3:27: customers.callers.arrivals.rate: nothing is said of tue, which the horizon has" "$stderr"
    check_says "bad.json:9:16: staff.agents.absence: 1.1 is outside [0, 1]" "$stderr"
    check_says "staff.agents.shifts.early.starts: begins at 07:00, before opening at 08:00" "$stderr"
    check_says "staff.agents.shifts.help.on: \"monday\" is no weekday: mon, tue, wed" "$stderr"
    check_says "staff.agents.breaks.tea.between: the window ends before it begins" "$stderr"
    check_says "5 errors" "$stderr"
}

@test "one more on a shift is one setting away" {
    desk
    sojourn simulate desk.json --set staff.agents.shifts.early.count=+1 --days 40 --json --quiet
    check_exit 0
    [ "$(jq .weekdays.tue.staff.agents.agent_days.value <<<"$output")" = 5 ]
    [ "$(jq .weekdays.mon.staff.agents.agent_days.value <<<"$output")" = 7 ]
}

@test "a plan of counts takes the place of shifts" {
    desk
    sojourn staff desk.json --set horizon.days=1 --no-confirm --quiet --write plan.json
    check_exit 0
    sojourn simulate desk.json --set horizon.days=1 --patch plan.json --json --quiet --days 40
    check_exit 0
    jq -e '.staff.agents.breaks_taken.value == 0' <<<"$output"
}
