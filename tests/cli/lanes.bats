# SPDX-License-Identifier: GPL-3.0-or-later
# lanes: its table, its answer, what it refuses.
load helper

# A small shop: two cashiers, four tills, helpers whom a rule fetches.
write_shop() {
    cat >shop.json <<-JSON
	{"name": "Shop", "horizon": {"opens": "08:00", "closes": "12:00", "interval": "1h"},
	 "customers": {"c": {"arrivals": {"rate": "90/h"}, "journey": ["tills"],
	   "patience": {"kind": "exponential", "mean": "8m"}, "balks": {"waiting": {"3": 0.2}},
	   "work": {"tills": {"service": {"kind": "exponential", "mean": "90s"}}}}},
	 "stations": {"tills": {"kind": "lanes", "lanes": 4, "jockey": {"difference": 2}}},
	 "staff": {"cashiers": {"count": 2, "skills": {"tills": {}}}, "helpers": {"count": 2, "skills": {}}},
	 "rules": {"open": {"watch": {"measure": "waiting_per_server", "at": "tills"}, "on_above": 2,
	   "off_below": 0.5, "again_after": "2m",
	   "do": [{"staff": 1, "from": "helpers", "to": "cashiers", "switch": "1m"}]}},
	 "standards": {"quick": {"at": "tills", "share": 0.8, "within": "2m"}},
	 "money": {"staff": {"cashiers": "18/h", "helpers": "12/h"}, "lost_customer": 20}}
	JSON
}

@test "lanes answers in one table of every form, number and rule" {
    write_shop
    sojourn lanes shop.json --days 60
    check_exit 0
    check_says "plans the cheapest that meets" "$output"
    check_says "one shared line, opened by watching" "$output"
    check_says "Against what is there now (4 lanes with lines of their own, opened by watching)" "$output"
    check_says "which had no part in the choice" "$output"
    [[ $(wc -L <<<"$output") -le 100 ]]
}

@test "cost an hour is wages, hours fetched and customers lost" {
    write_shop
    sojourn lanes shop.json --days 40 --json
    check_exit 0
    cat >lanes.json <<<"$output"
    # All open: as simulate has it, over the four hours open.
    sojourn simulate shop.json --days 40 --json --set stations.tills.lanes=3 --set staff.cashiers.count=3 \
        --set staff.helpers=null --set money.staff.helpers=null --set rules=null
    check_exit 0
    cat >simulate.json <<<"$output"
    jq -en --slurpfile l lanes.json --slurpfile s simulate.json \
        '($l[].variants[] | select(.name == "own 3 all").lanes.cost_per_hour.value) - $s[].total.cost.value / 4
        | fabs < 1e-6'
    # By watching: the helpers' four hours at 12 are not paid, the hours they are away are.
    sojourn simulate shop.json --days 40 --json
    check_exit 0
    cat >simulate.json <<<"$output"
    jq -en --slurpfile l lanes.json --slurpfile s simulate.json \
        '($l[].variants[] | select(.name == "own 4 watched").lanes.cost_per_hour.value)
        - ($s[] | (.total.cost.value - .staff.helpers.cost.value + 12 * .rules.open.fetched_hours.value) / 4)
        | fabs < 1e-6'
}

@test "lanes and compare agree on which is better" {
    write_shop
    sojourn lanes shop.json --days 40 --json --forms shared --openings watched
    check_exit 0
    lanes=$(jq '.variants[] | select(.name == "shared 4 watched").total.mean_wait' <<<"$output")
    sojourn compare shop.json --days 40 --json --variant \
        'shared:stations.tills.kind=desk,stations.tills.lanes=null,stations.tills.jockey=null'
    check_exit 0
    compare=$(jq '.variants[1].total.mean_wait' <<<"$output")
    jq -en --argjson l "$lanes" --argjson c "$compare" '$l.value == $c.value and
        $l.difference.value == $c.difference.value and $l.difference.verdict == $c.difference.verdict'
}

@test "any number of threads gives the same bytes, and a journal goes on" {
    write_shop
    "$SOJOURN" lanes shop.json --days 30 --json --threads 1 >one
    "$SOJOURN" lanes shop.json --days 30 --json --threads 3 >three
    cmp one three
    sojourn lanes shop.json --days 30 --json --out kept
    check_exit 0
    sojourn lanes shop.json --days 30 --json --out kept
    check_exit 0
    cmp one <<<"$output"
    [ -s kept/plots/lanes.gp ] && [ -s kept/plots/lanes.csv ]
    grep -q "^own 2 all,lanes,tills,cost_per_hour,money/h," kept/compare.csv
}

@test "no plan that meets ends with status 3" {
    write_shop
    sojourn lanes shop.json --days 30 --max 1 --openings all --set standards.quick.share=99.9%
    check_exit 3
    check_says "None of" "$output"
}

@test "what cannot be asked is said with what to do" {
    write_shop
    sojourn lanes shop.json --forms own,snake --openings al --max 3
    check_exit 2
    check_says "'snake' is none of own, shared, express or self" "$stderr"
    check_says "'al' is none of all, planned or watched; did you mean 'all'?" "$stderr"
    sojourn lanes shop.json --max 0
    check_exit 2
    check_says "--max" "$stderr"
    sojourn lanes shop.json --openings planned
    check_exit 1
    check_says "which is 'all'" "$stderr"
    sojourn lanes shop.json --forms express
    check_exit 1
    check_says "no class with 'items'" "$stderr"
    sojourn lanes shop.json --at till
    check_exit 1
    check_says "no station is called 'till'; did you mean 'tills'?" "$stderr"
    sojourn lanes "$SOURCE_DIR/scenarios/bank-rivals.json" --at "far windows"
    check_exit 1
    check_says "'far windows' is a rival's station: its people are not yours to plan" "$stderr"
    sojourn lanes "$SOURCE_DIR/scenarios/mm1.json"
    check_exit 1
    check_says "mm1.json: stations: no station has" "$stderr"
    check_says "--at" "$stderr"
}

@test "a desk may be looked at as a row of lanes, and nobody promised or priced anything" {
    sojourn lanes "$SOURCE_DIR/scenarios/mm1.json" --at counter --max 3 --replications 20 --set standards=null
    check_exit 0
    check_says "Nothing is promised here and nothing has a price" "$output"
    check_says "people" "$output"
}

@test "a steady state where nobody leaves begins with the lanes that its work needs" {
    sojourn lanes "$SOURCE_DIR/scenarios/mm1.json" --at counter --max 3 --replications 20 --json \
        --set customers.visitors.arrivals.rate=30/h --set staff.clerk.count=2
    [ "$(jq '[.variants[].lanes.lanes] | min' <<<"$output")" = 2 ]
}

@test "an express lane is made, and taken away, as a person would write it" {
    ln -s "$SOURCE_DIR/scenarios" .
    sojourn lanes scenarios/express-lane.json --days 30 --max 4 --json
    check_exit 0
    [ "$(jq -r .lanes.present <<<"$output")" = "express 4 all" ]
    lanes=$(jq '.variants[] | select(.name == "own 4 all").total.mean_wait' <<<"$output")
    sojourn compare scenarios/studies/express-lane.json --days 30 --json
    check_exit 0
    jq -en --argjson l "$lanes" --argjson c "$(jq '.variants[] | select(.name == "four alike").total.mean_wait' <<<"$output")" \
        '$l.value == $c.value and $l.difference.value == $c.difference.value'
    # And back: what was taken away is made again, of the shop with four tills alike.
    jq '.variants["four alike"]' scenarios/studies/express-lane.json >alike.json
    sojourn lanes scenarios/express-lane.json --patch alike.json --set stations.tills.lanes=4 \
        --days 30 --forms express --openings all --items 10 --json
    check_exit 0
    made=$(jq '.variants[] | select(.name == "express 4 all").total.mean_wait.value' <<<"$output")
    [ "$(jq -n "$made > 1.01 * $(jq .value <<<"$lanes")")" = true ]
}

@test "a bank of machines is taken away as a person would write it, and counts where it stands" {
    ln -s "$SOURCE_DIR/scenarios" .
    sojourn lanes scenarios/self-checkout.json --days 30 --json
    check_exit 0
    cat >lanes.json <<<"$output"
    [ "$(jq -r '.lanes | .present + ", " + .self_checkout' lanes.json)" = "self 4 all, machines" ]
    sojourn compare scenarios/studies/self-checkout.json --days 30 --json
    check_exit 0
    cat >compare.json <<<"$output"
    for pair in "own 4 all:tills only" "own 6 all:six tills only" "self 4 all:as it is"; do
        jq -en --arg l "${pair%:*}" --arg c "${pair#*:}" --slurpfile x lanes.json --slurpfile y compare.json '
            def of(f; n): f[].variants[] | select(.name == n).total;
            of($x; $l) as $a | of($y; $c) as $b
            | $a.mean_wait.value == $b.mean_wait.value and $a.cost.value == $b.cost.value'
    done
    # What stands there is paid for: machines and attendant, over the four hours open.
    jq -en --slurpfile x lanes.json '$x[].variants[] | select(.name == "self 4 all")
        | .lanes.cost_per_hour.value - .total.cost.value / 4 | fabs < 1e-6'
    # Waits at lanes and machines, weighted by who came there; all joined.
    sojourn simulate scenarios/self-checkout.json --days 30 --json
    jq -en --slurpfile x lanes.json --argjson s "$output" '($s.stations | [.tills, .machines]) as $at
        | ($at | map(.mean_wait.value * .arrived.value) | add) / ($at | map(.arrived.value) | add)
        | . / ($x[].variants[] | select(.name == "self 4 all").lanes.mean_wait.value) - 1 | fabs < 1e-6'
    write_shop
    sojourn lanes shop.json --forms self
    check_exit 1
    check_says "no journey chooses between 'tills' and machines" "$stderr"
}

@test "with the effect of the form one line for all is served 6.86 % more slowly" {
    write_shop
    sojourn lanes shop.json --days 30 --forms shared --openings all --json
    plain=$(jq '.variants[] | select(.name == "shared 3 all").total.service_time.value' <<<"$output")
    sojourn lanes shop.json --days 30 --forms shared --openings all --json --form-effect
    slower=$(jq '.variants[] | select(.name == "shared 3 all").total.service_time.value' <<<"$output")
    jq -en "($slower / $plain - 1.0686) | fabs < 0.02"
    check_says "Wang & Zhou 2018" "$output"
}
