# SPDX-License-Identifier: GPL-3.0-or-later
# Scores, complaints and accounts: what the report says of them, and mistakes in asking for them.
load helper

# write_branch HORIZON CLASS PEOPLE MORE: a branch of one desk.
write_branch() {
    cat >branch.json <<-JSON
	{"horizon": $1, "stations": {"desk": {"kind": "desk"}},
	 "customers": {"holders": {"arrivals": {"rate": "25/h"}, "journey": ["desk"],
	   $2 "patience": {"kind": "exponential", "mean": "20m"},
	   "work": {"desk": {"service": {"kind": "exponential", "mean": "6m"}, "resolves": 0.7}}}},
	 "staff": {"clerks": {"count": 3, "skills": {"desk": {}}}}, "people": {$3}$4}
	JSON
}

DAY='{"opens": "09:00", "closes": "17:00", "days": 90}'

@test "the report tells what it was like, what is heard of it, and who stays" {
    write_branch "$DAY" '"accounts": {"count": 2000, "tie": "price", "value": 12},
        "returns": {"complaint": {"chance": 0.8, "after": "1d"}},' \
        '"score": {}, "outcome": {}, "survey": {}, "complaints": {}, "loyalty": {}, "quality_sample": {}'
    sojourn simulate branch.json --replications 20
    check_exit 0
    check_says "What it was like for customers" "$output"
    check_says "Contacts score" "$output"
    check_says "Asked, " "$output"
    check_says "Complaints: " "$output"
    check_says "Accounts: " "$output"
    check_says "They are worth" "$output"
    check_says "Listening to 5" "$output"
    [[ $(wc -L <<<"$output") -le 100 ]]
    sojourn simulate branch.json --replications 20 --json
    [[ $(jq '.total | .loyalty.low < .loyalty.value and .loyalty.value < .loyalty.high' <<<"$output") == true ]]
    [[ $(jq '.total | .accounts.value < 2000 and .defected.value > 0' <<<"$output") == true ]]
}

@test "accounts, complaints and surveys say what they need, all at once" {
    write_branch '{"runs_for": "100h"}' '"accounts": {"count": 2000, "tie": "habit"},
        "returns": {"complaint": {"chance": 0.8, "after": "1d"}},' '"survey": {}'
    sojourn check branch.json
    check_exit 1
    check_says '"habit" is no tie: monopoly, inertia' "$stderr"
    write_branch '{"runs_for": "100h"}' '"accounts": {"count": 2000, "tie": "price"},
        "returns": {"complaint": {"chance": 0.8, "after": "1d"}},' '"survey": {}'
    sojourn check branch.json
    check_exit 1
    check_says 'branch.json:3:' "$stderr"
    check_says 'switch it on with "people": {"score": {}, "complaints": {}}' "$stderr"
    check_says 'accounts go by how loyal they are' "$stderr"
    check_says 'a steady state has none' "$stderr"
    check_says 'people.survey: asks people for the score' "$stderr"
}

@test "accounts without a value are told where money is asked" {
    write_branch "$DAY" '"accounts": {"count": 2000},' '"score": {}, "outcome": {}, "loyalty": {}' \
        ', "money": {"lost_customer": 10}'
    sojourn check branch.json
    check_exit 0
    check_says "what accounts are worth is in no sum of money" "$stderr"
}

@test "a long run shows its months and weeks, in words, JSON and plots" {
    write_branch '{"opens": "09:00", "closes": "17:00", "days": 93}' \
        '"accounts": {"count": 2000, "tie": "price", "value": 12},' \
        '"score": {}, "outcome": {}, "loyalty": {}, "strain": {}'
    sojourn simulate branch.json --replications 6 --out kept
    check_exit 0
    check_says "Accounts by month of a run" "$output"
    check_says "How worn staff are as their days begin, by week of a run" "$output"
    check_says "What days do to staff" "$output"
    check_says "year then" "$output"
    [[ $(wc -L <<<"$output") -le 100 ]]
    [ -s kept/plots/strain.gp ] && [ "$(wc -l <kept/plots/strain.csv)" = 15 ]
    [ "$(wc -l <kept/plots/experience_months.csv)" = 5 ]
    jq -e '(.months | length) == 4 and (.weeks | length) == 14 and
        (.scores | map(.share) | add - 1 | fabs < 1e-6) and
        (.months[0] | .accounts.low < .accounts.value and .value.value > 0) and
        (.weeks[0].strain.clerks | .low < .value and .value < .high) and
        (.weeks[13].week == 14)' kept/summary.json
    # The months' accounts, each by its days, are those of the whole time.
    jq -e '.total.accounts.value as $all | [.months[].accounts.value] |
        (.[0] * 31 + .[1] * 30 + .[2] * 31 + .[3]) / 93 / $all - 1 | fabs < 1e-8' kept/summary.json
    # Off, nothing of it is there.
    sojourn simulate branch.json --replications 6 --set people='{"outcome": {}}' \
        --set customers.holders.accounts=null --json
    jq -e '(has("months") or has("weeks") or has("scores")) | not' <<<"$output"
}
