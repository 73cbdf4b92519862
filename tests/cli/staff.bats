# SPDX-License-Identifier: GPL-3.0-or-later
# sojourn staff: standards in, people by interval out.
load helper

ERLANG_A() {
    sojourn staff "$SOURCE_DIR/scenarios/erlang-a.json" --effort 0.03 --quiet "$@"
}

# A short day with peaks and one group.
peaks() {
    cat >peaks.json <<-'JSON'
	{ "name": "peaks", "horizon": {"opens": "08:00", "closes": "12:00", "interval": "30m"},
	  "customers": {"callers": {"arrivals": {"per_interval": [20, 30, 60, 80, 40, 20, 50, 30]},
	    "patience": {"kind": "exponential", "mean": "4m"}, "journey": ["phones"],
	    "work": {"phones": {"service": {"kind": "exponential", "mean": "4m"}}}}},
	  "stations": {"phones": {"kind": "desk"}},
	  "staff": {"agents": {"count": 5, "shrinkage": 0.25, "skills": {"phones": {}}}},
	  "standards": {"80/20": {"at": "phones", "share": 0.8, "within": "20s", "formula": "offered",
	    "per": "interval"}} }
	JSON
}

@test "in a steady state staff finds what Erlang A says, and one fewer fails" {
    # 200 calls an hour of 3 min, patience 5 min, 80 % offered in 20 s: 13 agents.
    ERLANG_A --json
    check_exit 0
    [ "$(jq -c '.plan.staff.agents.required' <<<"$output")" = "[13]" ]
    [ "$(jq -r '.verdict' <<<"$output")" = confirmed ]
    [ "$(jq -r '.one_fewer[0].verdict' <<<"$output")" = fails ]
    ERLANG_A
    [[ $output == "Staff 13 agents: that meets 80 % answered within 20s at phones (offered)"* ]]
}

@test "the plan is a patch that simulate takes, and meets there with another seed" {
    peaks
    sojourn staff peaks.json --effort 0.1 --write plan.json --json --quiet
    check_exit 0
    echo "$output" >staff.json
    "$SOJOURN" simulate peaks.json --patch plan.json --seed 77 --days 2000 --json --quiet >with.json
    [ "$(jq -r '.standards["80/20"].verdict' with.json)" != missed ]
    # Scheduled is required over 1 - shrinkage, rounded up.
    jq -e '.plan.staff.agents | [.required, .scheduled] | transpose |
           all(.[1] == ((.[0] / 0.75) | ceil))' staff.json
    # One fewer in the busiest interval fails.
    jq '.staff.agents.count[3] -= 1' plan.json >fewer.json
    "$SOJOURN" simulate peaks.json --patch fewer.json --seed 77 --days 2000 --json --quiet >without.json
    [ "$(jq -r '.standards["80/20"].verdict' without.json)" = missed ]
}

@test "threads change nothing" {
    peaks
    "$SOJOURN" staff peaks.json --effort 0.03 --json --quiet --threads 1 >one.json
    "$SOJOURN" staff peaks.json --effort 0.03 --json --quiet --threads 2 >two.json
    cmp one.json two.json
}

@test "by day, on a share of days, another target, one standard of several" {
    peaks
    sojourn staff peaks.json --per day --on-days 80% --target 70% --effort 0.03 --no-confirm --quiet
    check_exit 0
    check_says "70 % answered within 20s at phones (offered), 8 days of 10" "${output//$'\n'/ }"
    sojourn staff peaks.json --standard 80/20 --set standards.other='{"measure":"cost","at_most":9}' \
        --no-confirm --effort 0.03 --quiet
    check_exit 0
    sojourn staff peaks.json --set standards.other='{"measure":"max_queue","at_most":9}' --quiet
    check_exit 1
    check_says "no staffing is planned for 'max_queue'" "${stderr-}"
    sojourn staff peaks.json --standard 80/2 --quiet
    check_exit 1
    check_says "unknown standard '80/2'; did you mean '80/20'?" "${stderr-}"
}

@test "what no headcount can meet is said, with the best reachable: status 3" {
    peaks
    sojourn staff peaks.json --effort 0.03 --quiet \
        --set stations.trunk='{"kind":"hold","count":2,"when_full":"blocked"}' \
        --set 'customers.callers.journey=["trunk","phones"]' \
        --set 'standards={"few blocked":{"measure":"blocking","at_most":0.01}}'
    check_exit 3
    check_says "even with more of everybody than is ever busy" "$output"
    check_says "station 'trunk' blocks who finds it full" "${output//$'\n'/ }"
    sojourn staff peaks.json --effort 0.03 --quiet --set stations.menu='{"kind":"machines","count":1}' \
        --set 'customers.callers.journey=["menu","phones"]' \
        --set 'customers.callers.work.menu={"service":"10s","resolves":0}' \
        --set 'standards={"menu":{"at":"menu","share":0.9,"within":"1s"}}'
    check_exit 3
    check_says "nobody of the staff serves" "${output//$'\n'/ }"
}

@test "targets that clash: the best plan and what it misses, status 3" {
    peaks
    sojourn staff peaks.json --effort 0.03 --quiet \
        --set 'standards.busy={"measure":"occupancy","at":"phones","at_least":0.97}'
    check_exit 3
    [[ $output == *"No plan was found that meets"* ]]
    check_says "standards 'busy' and '80/20' work against each other" "$(tr -s ' \n' ' ' <<<"$output")"
}

@test "a folder holds the plan, its intervals and its plot" {
    peaks
    sojourn staff peaks.json --effort 0.03 --quiet --out plan
    check_exit 0
    [ "$(cd plan && echo *)" = "intervals.csv plan.csv plan.json plots staff.json" ]
    head -1 plan/intervals.csv | grep -q required
    # Station rows have as many at the desk as are required.
    python3 - <<-'PYTHON'
	import csv
	rows = [r for r in csv.DictReader(open("plan/intervals.csv")) if r["kind"] == "station" and r["required"]]
	assert len(rows) == 8, len(rows)
	assert all(abs(float(r["over_under"])) < 1 for r in rows)
	PYTHON
    [ -s plan/plots/plan.gp ]
}

@test "no standard, no scenario and bad words are told apart" {
    peaks
    sojourn staff peaks.json --set standards=null --quiet
    check_exit 1
    check_says "there is no standard to plan for" "${stderr-}"
    sojourn staff peaks.json --per week
    check_exit 2
    sojourn staff peaks.json --target 120%
    check_exit 2
    sojourn staff nothing.json
    check_exit 1
}

@test "nothing but words is said where nobody looks on" {
    sojourn staff "$SOURCE_DIR/scenarios/two-skills.json" --effort 0.01 --no-confirm
    check_exit 0
    [[ "$output$stderr" != *$'\033'* ]]
}

@test "a wrong standard is answered with the names there are" {
    ERLANG_A --standard xyzzyxyzzy
    check_exit 1
    check_says "unknown standard 'xyzzyxyzzy'; the scenario has '" "$stderr"
}

@test "long names of standards do not make the table of choices too wide, and --quiet is quiet" {
    peaks
    jq '.standards = {"of those who call in the morning eighty in twenty": .standards["80/20"],
        "Einhundertsiebenundzwanzigstel aller": (.standards["80/20"] + {"within": "40s"}),
        "nine in ten within a whole minute": (.standards["80/20"] + {"share": 0.9, "within": "1m"})}' \
        peaks.json >long.json
    "$SOJOURN" staff long.json --effort 0.02 --no-confirm --quiet >long.txt 2>said.txt
    [ ! -s said.txt ]
    grep -q "More or fewer agents" long.txt
    [ -z "$(jq -rR 'select(length > 100)' long.txt)" ]
}

@test "where weekdays differ each kind of day has its plan, and simulate takes it" {
    sojourn staff "$SOURCE_DIR/scenarios/week-of-shifts.json" --quiet \
        --per interval --effort 0.05 --no-confirm --out plan
    check_exit 0
    [[ $output == *"tue-thu: people due at the desk"* ]]
    [[ ${output//[[:space:]]/ } == *", on an average day)"* ]]
    jq -e '.staff.front | .shifts == null and .breaks == null and
           (.count | keys == ["fri", "mon", "sat", "sun", "thu", "tue", "wed"] and
                     .tue == .thu and (.mon | length) == 24 and (.mon | add) > (.sun | add))' \
        plan/plan.json
    [ "$(head -1 plan/plan.csv | cut -d, -f1-3)" = slot,weekdays,from ]
    # 5 kinds of day, 24 intervals, 2 groups.
    [ "$(sed 1d plan/plan.csv | wc -l)" -eq 240 ]
    "$SOJOURN" simulate "$SOURCE_DIR/scenarios/week-of-shifts.json" --patch plan/plan.json --days 140 \
        --quiet --json >with.json
    # Chosen by few days and not confirmed, so a little short of 80 % on some weekday is no wonder;
    # one staffing for all would give Sundays 100 % and Mondays far less.
    jq -e '[.standards[].verdict] | all(. == "met")' with.json
    jq -e '[.weekdays[] | .stations.desk.service_level_ignore.value] | length == 7 and all(. > 0.75 and . < 0.95)' \
        with.json
}

@test "a plan that was not confirmed is not said to meet" {
    peaks
    sojourn staff peaks.json --effort 0.03 --no-confirm --quiet
    check_exit 0
    check_says "chosen to meet 80 % answered within 20s" "${output//$'\n'/ }"
    check_says "not shown to on others" "${output//$'\n'/ }"
    [[ $output != *"that meets"* ]]
}

@test "what allows no exception is shown by no days: the best found and why, status 3" {
    peaks
    sojourn staff peaks.json --effort 0.02 --target 100% --quiet --json
    check_exit 3
    [ "$(jq -r .verdict <<<"$output")" = "no plan" ]
    # A share and its interval lie between none and all.
    jq -e '[.conditions[].simulated | .low, .high | select(. != null)] | all(. >= 0 and . <= 1)' <<<"$output"
    jq -e '.reasons[0] | contains("allows not one exception")' <<<"$output"
    sojourn staff peaks.json --effort 0.02 --target 100% --quiet
    check_says "The best that was found" "$output"
}

@test "that nobody is turned away is shown by no days where lines or seats end, and is given where not" {
    peaks
    local -a none=(--set 'standards={"none blocked":{"measure":"blocking","at_most":0}}')
    sojourn staff peaks.json "${none[@]}" --set stations.phones.seats=3 --effort 0.02 --quiet --json
    check_exit 3
    jq -e '.reasons[0] | contains("allows not one exception")' <<<"$output"
    sojourn staff peaks.json "${none[@]}" --effort 0.02 --quiet --json
    [[ $output != *"not one exception"* ]]
}

@test "where the plan is to go is looked at before the search" {
    peaks
    sojourn staff peaks.json --write nowhere/plan.json --quiet
    check_exit 1
    check_says "nowhere/plan.json: cannot be written: there is no folder 'nowhere'" "$stderr"
    mkdir folder
    sojourn staff peaks.json --write folder --quiet
    check_exit 1
    check_says "folder: is a folder" "$stderr"
    sojourn schedule "$SOURCE_DIR/scenarios/week-of-shifts.json" --write nowhere/plan.json --quiet
    check_exit 1
    check_says "there is no folder 'nowhere'" "$stderr"
}

@test "--write replaces an earlier plan and nothing else" {
    peaks
    cp peaks.json kept.json
    sojourn staff peaks.json --write peaks.json --quiet
    check_exit 1
    check_says "peaks.json: is no earlier plan" "$stderr"
    sojourn schedule "$SOURCE_DIR/scenarios/contact-center-shifts.json" --no-simulation --write peaks.json --quiet
    check_exit 1
    cmp peaks.json kept.json
    printf '{"staff":{"agents":{"count":1}}}' >plan.json
    sojourn staff peaks.json --no-confirm --effort 0.01 --write plan.json --quiet
    check_exit 0
    grep -q '"count"' plan.json
}

@test "a budget is judged under the plan; where it does not suffice the least cost is said, status 3" {
    peaks
    local priced='money={"staff":{"agents":"20/h"}}'
    sojourn staff peaks.json --effort 0.02 --quiet --json --set "$priced" \
        --set standards.budget='{"measure":"cost","at_most":2000}'
    check_exit 0
    # What is scheduled is paid, half hours of 20 an hour and shrinkage; late finish is paid on top.
    jq -e '.judged_under_the_plan[0] | .verdict == "met" and .standard == "budget"' <<<"$output"
    jq -e '(.judged_under_the_plan[0].simulated.value / .plan.cost) | . >= 1 and . < 1.05' <<<"$output"
    sojourn staff peaks.json --effort 0.02 --quiet --set "$priced" \
        --set standards.budget='{"measure":"cost","at_most":300}'
    check_exit 3
    check_says "standard 'budget' allows a cost of 300 a day" "${output//$'\n'/ }"
    check_says "the least at which they were found to be met" "$(tr -s ' \n' ' ' <<<"$output")"
    sojourn staff peaks.json --quiet --set "$priced" --set 'standards={"budget":{"measure":"cost","at_most":300}}'
    check_exit 1
    check_says "no people are needed for a limit of cost" "$stderr"
}

@test "a timed stretch is judged under the plan for the others" {
    peaks
    sojourn staff peaks.json --effort 0.02 --quiet --json \
        --set standards.way='{"from":"phones.joined","to":"phones.ended","share":0.3,"within":"10m"}'
    check_exit 0
    [ "$(jq -r '.judged_under_the_plan[0].verdict' <<<"$output")" = met ]
    sojourn staff peaks.json --effort 0.02 --quiet \
        --set standards.way='{"from":"phones.joined","to":"phones.ended","share":0.9,"within":"1m"}'
    check_exit 3
    check_says "no staffing is searched for a timed stretch" "$(tr -s ' \n' ' ' <<<"$output")"
}

@test "two standards that ask opposite things are told before the search" {
    peaks
    sojourn staff peaks.json --quiet --set 'standards.few={"measure":"abandonment","at_most":0.03}' \
        --set 'standards.many={"measure":"abandonment","at_least":0.1}'
    check_exit 1
    check_says "'few' for at most 0.03 of the same: no staffing can do both" "$stderr"
}

@test "over whole days the plan is just above its target, and stretches tell that one fewer fails" {
    peaks
    sojourn staff peaks.json --per day --on-days 80% --effort 0.2 --quiet --json
    check_exit 0
    jq -e '.verdict == "meets" or .verdict == "confirmed"' <<<"$output"
    # Shown by other days, and not by far: half the interval is about a point at this effort.
    jq -e '.conditions[0].simulated | .low >= 0.78 and .value >= 0.8 and .value < 0.87' <<<"$output"
    jq -e '[.one_fewer[] | select(.slots > 1 and .verdict == "fails")] | length > 0' <<<"$output"
}

@test "a floor of occupancy is searched for, though more people than are ever busy miss it" {
    peaks
    sojourn staff peaks.json --effort 0.02 --quiet --no-confirm --json \
        --set 'standards.busy={"measure":"occupancy","at":"phones","at_least":0.5,"per":"run"}'
    check_exit 0
    jq -e '.conditions[] | select(.standard == "busy") | .simulated.value >= 0.5' <<<"$output"
}

@test "a crew beside the line does not upset the plan" {
    cat >crew.json <<-'JSON'
	{"name": "x", "horizon": {"opens": "08:00", "closes": "12:00", "interval": "1h"},
	 "customers": {"c": {"arrivals": {"rate": "40/h"}, "journey": ["desk", "work"],
	  "work": {"desk": {"service": {"kind": "exponential", "mean": "3m"}}}}},
	 "stations": {"desk": {"kind": "desk"}, "work": {"kind": "crew", "tasks":
	  {"a": {"lasts": "1m", "needs": {"l": 1}}}}},
	 "staff": {"d": {"count": 3, "skills": {"desk": {}}}, "l": {"count": 1}},
	 "standards": {"sl": {"at": "desk", "share": 0.8, "within": "2m", "formula": "answered"}}}
	JSON
    sojourn staff crew.json --effort 0.02 --no-confirm --quiet
    check_exit 0
    check_says "80 % answered within 2m at desk" "$(tr '\n' ' ' <<<"$output")"
}

@test "no more cashiers are planned than there are lanes, and too few lanes are named" {
    sojourn staff "$SOURCE_DIR/scenarios/supermarket.json" --effort 0.02 --quiet --no-confirm \
        --set stations.tills.lanes=5 --write plan.json
    check_exit 0
    jq -e '.staff.cashiers.count | max == 5' plan.json
    sojourn staff "$SOURCE_DIR/scenarios/supermarket.json" --effort 0.02 --quiet --no-confirm \
        --set stations.tills.lanes=2 --set staff.cashiers.count=2
    check_exit 3
    check_says "station 'tills' has 2 lanes" "$(tr -s ' \n' ' ' <<<"$output")"
    check_says "even with somebody at every lane" "$(tr -s ' \n' ' ' <<<"$output")"
}

@test "where lost customers are priced the plan cheapest in wages is not called the least in all" {
    peaks
    sojourn staff peaks.json --effort 0.02 --quiet --no-confirm \
        --set 'money={"staff":{"agents":"20/h"},"lost_customer":500}' \
        --set standards.budget='{"measure":"cost","at_most":300}'
    check_exit 3
    local words
    words=$(tr -s ' \n' ' ' <<<"$output")
    check_says "more people may cost less in all" "$words"
    check_says "; cost at most 300" "$words"
    [[ $words != *"the least"* ]]
    sojourn staff peaks.json --effort 0.02 --quiet --no-confirm \
        --set standards.budget='{"measure":"cost","at_most":300}'
    check_exit 0
    check_says "met, but nothing is priced (no money)" "$(tr -s ' \n' ' ' <<<"$output")"
}

@test "what fetches people beside the plan is said, and who is not planned" {
    sojourn staff "$SOURCE_DIR/scenarios/store-room.json" --effort 0.01 --quiet --no-confirm
    check_exit 0
    local words
    words=$(tr -s ' \n' ' ' <<<"$output")
    check_says "it fetches 1 from store room to cashiers" "$words"
    check_says "Not planned but held as the scenario has them, and in no price here: store room." "$words"
}

@test "a small effort makes the table of choices of long runs small" {
    sojourn staff "$SOURCE_DIR/scenarios/mm1.json" --no-confirm --effort 0.01 --quiet
    check_exit 0
    check_says "(20 runs of the same customers)" "$output"
}

@test "a plan that is not found in the effort is no proof that there is none: status 4" {
    # A search this short fails the room that it keeps for the confirmation.
    sojourn staff "$SOURCE_DIR/scenarios/call-center.json" --seed 2 --per interval --effort 0.01 --quiet
    check_exit 4
    [[ $output == "No plan was found in this effort"* ]]
    check_says "a larger --effort" "${output//$'\n'/ }"
    check_says "with the best plan found" "${output//$'\n'/ }"
}

@test "a plan that was repaired and is shown to miss is not said to meet in the days that chose it" {
    peaks
    sojourn staff peaks.json --target 99.8% --seed 3 --effort 0.01 --quiet
    check_says "have shown that it misses" "${output//$'\n'/ }"
    [[ ${output//$'\n'/ } != *"it meets in the"* ]]
}

@test "a target is told with all its digits" {
    sojourn staff "$SOURCE_DIR/scenarios/supermarket.json" --effort 0.02 --quiet --no-confirm \
        --set stations.tills.lanes=2 --set staff.cashiers.count=2 --target 99.99%
    check_exit 3
    check_says "asked: at least 99.99 %" "$(tr -s ' \n' ' ' <<<"$output")"
}

@test "the table of choices has no row twice" {
    sojourn staff "$SOURCE_DIR/scenarios/supermarket.json" --effort 0.02 --quiet --no-confirm \
        --set stations.tills.lanes=3 --set staff.cashiers.count=2 --target 50% --json
    check_exit 0
    # One cashier is planned, so that nobody is left to take away twice.
    jq -e '.levels | map(.change) == [-1, 0, 1, 2]' <<<"$output"
    jq -e '[.levels[].person_slots] | . == unique' <<<"$output"
}

@test "what was stopped is not said to have used up its effort" {
    for after in 0.3 1; do
        timeout --preserve-status -s INT $after "$SOJOURN" staff "$SOURCE_DIR/scenarios/call-center.json" \
            --per interval --threads 1 --effort 100 --json --quiet >stopped.json 2>said.txt || [ $? -eq 4 ]
        jq -e '.stopped and (.verdict == "stopped" or .verdict == "not confirmed")' stopped.json
    done
}

@test "a plan that staffs nobody says who is left out, and by which formula" {
    peaks
    sojourn staff peaks.json --effort 0.02 --quiet --no-confirm --per day \
        --set customers.callers.patience=0s --set standards.80/20.formula=ignore
    check_exit 0
    local words
    words=$(tr -s ' \n' ' ' <<<"$output")
    check_says "nobody is at the desk for some who come then" "$words"
    check_says "with a patience of 0 they leave at once" "$words"
    check_says "served in time / (joined - abandoned in time)" "$words"
    check_says "Ask by the formula 'offered'" "$words"
}

@test "lines that turn away too many are named with the best that can be reached: status 3" {
    peaks
    sojourn staff peaks.json --effort 0.02 --quiet --set stations.phones.lines=3 \
        --set 'standards={"few blocked":{"measure":"blocking","at":"phones","at_most":0.01}}'
    check_exit 3
    local words
    words=$(tr -s ' \n' ' ' <<<"$output")
    check_says "standard 'few blocked' reaches " "$words"
    check_says "station 'phones' has 3 lines" "$words"
}

@test "a cap of occupancy alone is not met by serving nobody, and no fewer meet it" {
    peaks
    sojourn staff peaks.json --effort 0.02 --quiet --no-confirm --json \
        --set 'standards={"cap":{"measure":"occupancy","at":"phones","at_most":0.85}}'
    check_exit 0
    jq -e '.nobody_at_the_desk.slots == 0 and (.plan.staff.agents.required | min) >= 1' <<<"$output"
    jq -e '[.levels[] | select(.change < 0) | .standards.cap.value] | all(. > 0.85)' <<<"$output"
}

@test "a lone peak that a small effort leaves is said" {
    cat >even.json <<-'JSON'
	{"name": "even", "horizon": {"opens": "08:00", "closes": "12:00", "interval": "30m"},
	 "customers": {"callers": {"arrivals": {"rate": "200/h"},
	  "patience": {"kind": "exponential", "mean": "5m"}, "journey": ["phones"],
	  "work": {"phones": {"service": {"kind": "exponential", "mean": "3m"}}}}},
	 "stations": {"phones": {"kind": "desk"}},
	 "staff": {"agents": {"count": 13, "skills": {"phones": {}}}},
	 "standards": {"s": {"at": "phones", "share": 0.5, "within": "20s", "formula": "answered"}},
	 "money": {"staff": {"agents": "30/h"}}}
	JSON
    local call=(staff even.json --seed 2 --no-confirm --quiet)
    sojourn "${call[@]}" --effort 0.01 --json
    # Of even calls: more than a quarter above the formula's and its neighbours' people.
    jq -e '.plan.staff.agents.required as $n | ($n | max) > 16 and .lone_peaks > 0' <<<"$output"
    sojourn "${call[@]}" --effort 0.01
    check_says "the effort was too small for a steady plan" "$(tr -s ' \n' ' ' <<<"$output")"
}

@test "with an absence the plan is of people due, and a table of whole days says so" {
    peaks
    sojourn staff peaks.json --effort 0.02 --no-confirm --quiet --set staff.agents.absence=0.2 --json
    check_exit 0
    # 0.5 h a slot; a fifth of those due stays away.
    jq -e '.plan | (.person_hours_due - .person_slots / 2 | fabs < 1e-9) and
           (.person_hours_present - 0.8 * .person_hours_due | fabs < 1e-9)' <<<"$output"
    sojourn staff peaks.json --effort 0.02 --no-confirm --quiet --set staff.agents.absence=0.2
    check_says "The day: people due at the desk" "$output"
    check_says "shown here over the whole day" "$output"
}
