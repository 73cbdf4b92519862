# SPDX-License-Identifier: GPL-3.0-or-later
# What would never end or fit is ended with a reason; what is complete is kept.
load helper

# A scenario with the given rate, service and returns.
write_scenario() {
    cat >s.json <<-JSON
	{"horizon": {"opens": "08:00", "closes": "10:00"},
	 "customers": {"c": {"arrivals": {"rate": "$1"}, "journey": ["d"], "returns": $3,
	   "patience": {"kind": "exponential", "mean": "5m"},
	   "work": {"d": {"service": "$2", "resolves": 0.5}}}},
	 "stations": {"d": {"kind": "desk"}}, "staff": {"g": {"count": 3, "skills": {"d": {}}}}}
	JSON
}

@test "a million calls a second reach the limit of customers" {
    write_scenario 1000000/s 2m '{}'
    sojourn simulate s.json
    check_exit 1
    check_says "Replication 1 reached the limit of 4000000 customers" "$stderr"
    [[ $stderr == *"1 error; nothing was run" ]]
}

@test "customers who circle in no time are noticed" {
    write_scenario 10/h 0s '{"unresolved": {"chance": 1, "after": "0s"}}'
    sojourn simulate s.json
    check_exit 0 # they are resolved one day: half of them each time
    sojourn simulate s.json --set customers.c.work.d.resolves=0
    check_exit 1
    check_says "in one instant: customers of 'c', at the step 'd', circle in no time" "$stderr"
}

@test "a limit keeps the replications before it" {
    write_scenario 100/s 10h '{}'
    # A day has 720,000 calls on average; now and then one has over four million.
    sojourn simulate s.json --days 100 --json --set customers.c.patience=none \
        --set 'customers.c.arrivals.day_spread={"cv": 4}'
    check_exit 0
    [ "$(jq -r .stopped_by <<<"$output")" = limit ]
    [ "$(jq .replications <<<"$output")" -gt 0 ]
    [ "$(jq .replications <<<"$output")" -lt 100 ]
}

@test "names of odd characters harm neither plots nor shells" {
    command -v gnuplot >/dev/null || skip "no gnuplot"
    write_scenario 50/h 2m '{}'
    # shellcheck disable=SC2016 # nothing is to be expanded
    jq '.name = "a `touch harm` $(touch harm) \u0027 \\ @x %s" |
        .stations = {"d \"\u0027<&>é,;=\\": .stations.d} |
        .staff.g.skills = {"d \"\u0027<&>é,;=\\": {}} |
        .customers.c.journey = ["d \"\u0027<&>é,;=\\"] |
        .customers.c.work = {"d \"\u0027<&>é,;=\\": .customers.c.work.d}' s.json >odd.json
    sojourn simulate odd.json --days 20 --out run
    check_exit 0
    [ ! -e harm ] && [ ! -e run/plots/harm ]
    ls run/plots >all
    run ! grep -F .log all # gnuplot had nothing to say
    [ "$(grep -c 'png$' all)" -eq 4 ]
    for picture in run/plots/*.svg; do
        python3 -c 'import sys, xml.dom.minidom as d; d.parse(sys.argv[1])' "$picture"
    done
}
