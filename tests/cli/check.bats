# SPDX-License-Identifier: GPL-3.0-or-later
# sojourn check, and what every command has in common.
load helper

@test "a good scenario is said in a sentence" {
    sojourn check "$SOURCE_DIR/scenarios/call-center.json"
    check_exit 0
    [ "$(wc -L <<<"$output")" -le 100 ]
    output=$(tr -s '\n ' ' ' <<<"$output")
    [[ ${output% } == *": 2 classes, 3 stations, 2 staff groups, "*" contacts a day, "*" erlangs offered to phones" ]]
}

@test "check reads standard input" {
    sojourn check - <"$SOURCE_DIR/scenarios/call-center.json"
    check_exit 0
}

@test "a scenario may come through a pipe, at once or little by little" {
    run --separate-stderr bash -c "cat '$SOURCE_DIR/scenarios/mm1.json' | '$SOJOURN' check -"
    check_exit 0
    run --separate-stderr bash -c "{ head -c 100 '$SOURCE_DIR/scenarios/mm1.json'; sleep 0.3; \
        tail -c +101 '$SOURCE_DIR/scenarios/mm1.json'; } | '$SOJOURN' check -"
    check_exit 0
    run --separate-stderr bash -c "true | '$SOJOURN' check -"
    check_exit 1
    check_says "this file is empty" "$stderr"
}

@test "the offered load is arrivals times service" {
    cat >s.json <<-'JSON'
	{"name": "x", "horizon": {"runs_for": "100h"},
	 "customers": {"c": {"arrivals": {"rate": "70/h"}, "journey": ["d"], "patience": {"kind": "exponential", "mean": "3m"},
	   "work": {"d": {"service": {"kind": "exponential", "mean": "2m"}, "wrap_up": "30s"}}}},
	 "stations": {"d": {"kind": "desk"}}, "staff": {"g": {"count": 4, "skills": {"d": {}}}}}
	JSON
    sojourn check s.json
    check_exit 0
    # 70/h * 150 s = 2.917 erlangs
    [[ $output == *"70 contacts an hour, 2.917 erlangs offered to d" ]]
}

@test "a line that grows without end is refused, with its load" {
    cat >s.json <<-'JSON'
	{"name": "x", "horizon": {"runs_for": "100h"},
	 "customers": {"c": {"arrivals": {"rate": "70/h"}, "journey": ["d"],
	   "work": {"d": {"service": {"kind": "exponential", "mean": "2m"}}}}},
	 "stations": {"d": {"kind": "desk"}}, "staff": {"g": {"count": 2, "skills": {"d": {}}}}}
	JSON
    sojourn check s.json
    check_exit 1
    check_says "stations.d: the line never drains" "$stderr"
    check_says "2.333 erlangs of work for 2 servers" "$stderr"
    [[ $stderr == *"1 error; nothing was run" ]]
    sojourn check --set staff.g.count=+1 s.json
    check_exit 0
}

@test "customers whose items no line takes are told, all of them refused" {
    shop=$SOURCE_DIR/scenarios/express-lane.json
    sojourn check "$shop"
    check_exit 0
    [ -z "$stderr" ]
    # of these few things more than 5 are 8 (0.3) and 14 (0.2)
    sojourn check "$shop" --set stations.express.items_at_most=5 --set stations.tills.items_at_most=5
    check_exit 0
    check_says "customers.a few things.items: 50 % bring more than 5 items" "$stderr"
    check_says "customers.a trolley.items: " "$stderr"
    sojourn check "$shop" --set stations.tills.items_at_most=10 --set "customers.a trolley.items=11"
    check_exit 1
    check_says "customers.a trolley.items: all bring more than 10 items" "$stderr"
}

@test "all mistakes come at once, each with its place" {
    sojourn check "$SOURCE_DIR/scenarios/call-center.json" \
        --set stations.phones.lines=2.5 --set staff.lenders.cont=3
    check_exit 1
    [[ $stderr == *"--set"*"stations.phones.lines"* ]]
    check_says "did you mean 'count'?" "$stderr"
    [[ $stderr == *"2 errors; nothing was run" ]]
}

@test "files that cannot be read are told" {
    : >empty.json
    printf '{"name": "\xff"}' >bytes.json
    for file in missing.json . empty.json bytes.json; do
        sojourn check "$file"
        check_exit 1
        [[ $stderr == "$file"* ]]
        [[ $stderr == *"nothing was run" ]]
    done
}

@test "bad usage has status 2 and names what is near" {
    sojourn
    check_exit 2
    sojourn chek
    check_exit 2
    check_says "did you mean 'check'?" "$stderr"
    sojourn check --ste a=1 x.json
    check_exit 2
    check_says "unknown option '--ste'; did you mean '--set'?" "$stderr"
    sojourn check
    check_exit 2
    check_says "needs SCENARIO" "$stderr"
    sojourn check a b
    check_exit 2
    check_says "'b' is one word too many" "$stderr"
    sojourn check --set
    check_exit 2
    check_says "--set needs PATH=VALUE" "$stderr"
}

@test "every command has its help, and help succeeds" {
    sojourn --help
    check_exit 0
    commands=$(awk '/^commands:/ {on = 1; next} /^$/ {on = 0} on {print $1}' <<<"$output")
    [ -n "$commands" ]
    for command in $commands; do
        for flag in --help -h; do
            sojourn "$command" "$flag"
            check_exit 0
            [[ ${lines[0]} == "usage: sojourn $command"* ]]
            check_says "--help, -h" "$output"
        done
    done
}

@test "the version is told" {
    sojourn --version
    check_exit 0
    [[ $output =~ ^sojourn\ [0-9]+\.[0-9]+\.[0-9]+$ ]]
}

@test "a full disk behind standard output is told" {
    [ -e /dev/full ] || skip
    run --separate-stderr bash -c '"$SOJOURN" --help >/dev/full'
    check_exit 1
    check_says "cannot write to standard output: No space left on device" "$stderr"
}

@test "nothing of a file is sent to a terminal that would obey it" {
    printf '{"k\\u001b[2Jey": 1, "name": "a\\nb"}' >p.json
    sojourn check "$SOURCE_DIR/scenarios/call-center.json" --patch p.json
    check_exit 1
    check_says "k?[2Jey: unknown key" "$stderr"
    check_says "p.json:1:29: name: holds a control character (a line end, tab, escape)" "$stderr"
}

@test "a standard's measure is looked up before anything is run" {
    cat >p.json <<-'JSON'
	{"standards": {"a": {"measure": "abandonmint", "at_most": 0.05},
	               "b": {"measure": "utilisation", "at_most": 0.9},
	               "c": {"measure": "wait_exceeds_90s", "at_most": 0.1}}}
	JSON
    sojourn check "$SOURCE_DIR/scenarios/call-center.json" --patch p.json
    check_exit 1
    check_says "p.json:1:33: standards.a.measure: unknown measure 'abandonmint'; did you mean 'abandonment'?" "$stderr"
    check_says "p.json:2:33: standards.b.measure: 'utilisation' is not measured of a total" "$stderr"
    [[ $stderr == *"2 errors; nothing was run" ]]
}

@test "a fleet is counted by its number, not as contacts that come" {
    sojourn check "$SOURCE_DIR/scenarios/turnaround.json"
    check_exit 0
    check_says "a fleet of 6" "$output"
    [[ $output != *"0 contacts"* ]]
    sojourn simulate "$SOURCE_DIR/scenarios/turnaround.json" --days 20
    check_says "people work in crews only" "$(tr -s ' \n' ' ' <<<"$output")"
}
