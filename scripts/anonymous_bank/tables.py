# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of docs/anonymous-bank.md."""
import csv
import math
from collections import Counter, defaultdict

from .log import CLASS_OF, CLASSES, OPENS, SLOT, SLOTS, clock_text, results_by_hour
from .patience import FITS, count_of, fit_all, kaplan_meier, left_of, survival, waits_of
from .volume import SHORT_SERVICE

TIMES = (5, 10, 20, 30, 60, 120, 180, 300, 600, 900)  # at which survival is shown


def seconds(value):
    return f"{value:.1f} s"


def table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("|" + " --- |" * len(head))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
    print()


def percent(share):
    return f"{100 * share:.1f} %"


def print_volume(bank):
    table(("what", "rows"), [("weekday calls that joined the line", len(bank.calls)),
                             *sorted(bank.left_out.items())])
    codes = {kind: ", ".join(code for code in CLASS_OF if CLASS_OF[code] == kind)
             for kind in CLASSES}
    counts = Counter(call.kind for call in bank.calls)
    table(("class", "codes", "calls a day", "gold among those who waited"),
          [(kind, codes[kind], f"{counts[kind] / len(bank.days):.1f}", percent(bank.gold[kind]))
           for kind in CLASSES])
    table(("spread beyond Poisson", "cv"),
          [("of days", f"{bank.day_cv:.3f}"),
           ("of half hours within their day", f"{bank.slot_cv:.3f}")])


def print_days(bank):
    offered = Counter(call.day for call in bank.calls)
    served = Counter(call.day for call in bank.calls if call.served)
    agents = Counter(day for day, _ in bank.staff.work)
    hours = bank.staff.hours_by_day(bank.availability)
    table(("day", "offered", "share answered", "agents named", "agent-hours"),
          [(day, offered[day], percent(served[day] / offered[day]), agents[day],
            f"{hours[day]:.1f}") for day in bank.days])
    table(("correlation of offered and agent-hours over days",),
          [(f"{correlation([offered[day] for day in bank.days], list(hours.values())):.2f}",)])


def correlation(x, y):
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    xy = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y))
    return xy / math.sqrt(sum((a - mean_x) ** 2 for a in x) * sum((b - mean_y) ** 2 for b in y))


def print_work(bank):
    table(("class", "service times", "up to 10 s", "mean of the others, fitted", "cv, fitted",
           "mean of all, fitted", "mean of all, in the log", "one lognormal for all would say"),
          [(kind, w["n"], percent(w["short"]), seconds(w["mean"]), f"{w['cv']:.3f}",
            seconds(w["short"] * SHORT_SERVICE / 2 + (1 - w["short"]) * w["mean"]),
            seconds(w["sample_mean"]), seconds(w["naive"])) for kind, w in bank.work.items()])


def print_patience(bank):
    def criteria(fits):
        return [f"{fits[name][1] - min(aic for _, aic in fits.values()):.1f}" for name in FITS]

    whole = fit_all(waits_of(bank.calls))
    rows = [(kind, *counts_of(bank.calls, kind), *criteria(bank.patience[kind]))
            for kind in CLASSES if bank.patience[kind] != whole]
    table(("class", "waited", "of these left", *FITS), rows)
    curves = []
    for kind in CLASSES:
        data = waits_of([call for call in bank.calls if call.kind == kind])
        parameters = bank.patience[kind][bank.patience_kind][0]
        curves.append((kind, "log", *(f"{s:.3f}" for s in kaplan_meier(data, TIMES))))
        curves.append((kind, "fitted", *(f"{survival(bank.patience_kind, parameters, t):.3f}"
                                         for t in TIMES)))
    table(("class", "still waiting after", *(f"{t} s" for t in TIMES)), curves)
    table(("class", "leave early", "mean of these", "mean of the others",
           "mean wait of those who left"),
          [(kind, *patience_cells(bank, kind)) for kind in CLASSES])


def counts_of(calls, kind):
    data = waits_of([call for call in calls if call.kind == kind])
    return count_of(data), left_of(data)


def patience_cells(bank, kind):
    p = bank.patience[kind]["hyperexponential"][0]
    left = [call.wait for call in bank.calls if call.kind == kind and not call.served]
    means = p["short"], p["long"], sum(left) / len(left)
    return percent(p["share"]), *map(seconds, means)


def print_staff(bank):
    staff, a = bank.staff, bank.availability
    table(("wrap-up: pauses", "mean", "cv"),
          [(staff.pauses, seconds(staff.wrap_up), f"{staff.wrap_up_cv:.2f}")])
    table(("idle agents found", "calls", "answered at once", "expected"),
          [(n, at_once + late, percent(at_once / (at_once + late)), percent(1 - (1 - a) ** n))
           for n, (at_once, late) in sorted(staff.idle_at_arrivals().items())
           if at_once + late >= 30])
    table(("availability of the idle",), [(f"{a:.3f}",)])
    table(("absent in gaps over", "agent-hours a day, the idle counted whole",
           "the idle counted as available"),
          [(f"{away // 60} min", *(f"{sum(map(sum, staff.duty(away, b).values())) / 2:.1f}"
                                   for b in (1, a))) for away in (300, 600, 900, 1800, 3600)])
    total = [sum(bank.arrivals[kind][i] for kind in CLASSES) for i in range(SLOTS)]
    table(("half hour", "offered", "generalists", "internet desk"),
          [(clock_text(OPENS + i * SLOT), f"{total[i]:.1f}", f"{bank.duty['generalists'][i]:.2f}",
            f"{bank.duty['internet desk'][i]:.2f}") for i in range(SLOTS)])


def print_results(bank):
    rows = results_by_hour(bank.calls, bank.days)
    table(("hour", "offered", "share answered", "asa", "abandonment", "within 20 s of offered"),
          [(name, f"{r['offered']:.1f}", percent(r["share_answered"]), seconds(r["asa"]),
            percent(r["abandonment"]), percent(r["service_level_offered"])) for name, r in rows])
    table(("formula", "share within 20 s"),
          [(name, percent(value)) for name, value in rows[-1][1].items() if "level" in name])


def simulated_by_hour(paths):
    """From the simulation's intervals.csv, or the mean of several days' each: the rows of the desk,
    summed to hours of joining and to the day."""
    hours = defaultdict(Counter)
    for path in paths:
        with open(path, newline="", encoding="utf-8") as intervals:
            for row in csv.DictReader(intervals):
                if row["kind"] == "station" and float(row["offered"]) > 0:
                    hour = row["interval_start"].split("T")[-1][:2] + ":00"
                    add_interval(hours[hour], row)
                    add_interval(hours["day"], row)
    return {hour: {"offered": n["offered"] / len(paths),
                   "share_answered": n["served"] / n["offered"],
                   "abandonment": n["abandoned"] / n["offered"],
                   "asa": n["wait"] / n["served"],
                   "service_level_offered": n["within"] / (n["served"] + n["abandoned"])}
            for hour, n in hours.items()}


def add_interval(sums, row):
    served = float(row["served"])
    sums["offered"] += float(row["offered"])
    sums["served"] += served
    sums["abandoned"] += float(row["abandoned"])
    sums["within"] += float(row["answered_in_threshold"])
    sums["wait"] += served * float(row["asa_s"] or 0)


def print_comparison(bank, paths):
    simulated = simulated_by_hour(paths)
    rows = []
    for name, r in results_by_hour(bank.calls, bank.days):
        s = simulated[name]
        rows.append((name, f"{r['offered']:.1f}", f"{s['offered']:.1f}",
                     percent(r["share_answered"]), percent(s["share_answered"]),
                     seconds(r["asa"]), seconds(s["asa"]),
                     percent(r["abandonment"]), percent(s["abandonment"]),
                     percent(r["service_level_offered"]), percent(s["service_level_offered"])))
    table(("hour", "offered, log", "sim.", "answered, log", "sim.", "asa, log", "sim.",
           "abandonment, log", "sim.", "within 20 s of offered, log", "sim."), rows)
