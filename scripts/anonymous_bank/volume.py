# SPDX-License-Identifier: GPL-3.0-or-later
"""How many call, how much that varies, and how long the talks last."""
import math
from collections import Counter

from .log import CLASSES, SLOTS, slot_of

SHORT_SERVICE = 10  # up to here: cut off, not served; their own part of the work


def arrivals_by_slot(calls, days):
    """{class: [mean calls a day in each half hour]}"""
    counts = {kind: [0] * SLOTS for kind in CLASSES}
    for call in calls:
        counts[call.kind][slot_of(call.joined)] += 1
    return {kind: [round(n / len(days), 2) for n in counts[kind]] for kind in CLASSES}


def spread_of_days(calls, days):
    """Coefficient of variation of the daily volume beyond Poisson, by moments."""
    totals = list(Counter(call.day for call in calls).values())
    mean = sum(totals) / len(days)
    variance = sum((n - mean) ** 2 for n in totals) / (len(days) - 1)
    return math.sqrt(max(0.0, variance - mean)) / mean


def spread_of_slots(calls, days):
    """The same of half hours, given their day's total, by moments.
    A count n with mean e (day total x profile) has E (n - e)^2 = (e + cv^2 e^2) (1 - 1/days)."""
    count = Counter((call.day, slot_of(call.joined)) for call in calls)
    by_day = Counter(call.day for call in calls)
    by_slot = Counter(slot_of(call.joined) for call in calls)
    excess = square = 0.0
    for day in days:
        for i in range(SLOTS):
            expected = by_day[day] * by_slot[i] / len(calls)
            excess += (count[day, i] - expected) ** 2 * len(days) / (len(days) - 1) - expected
            square += expected**2
    return math.sqrt(max(0.0, excess / square))


def gold_share(calls, kind):
    """Of those who waited: the log names a customer, hence the priority, only then."""
    waited = [call.gold for call in calls if call.kind == kind and call.wait > 0]
    return sum(waited) / len(waited)


def lognormal_from_logs(mean_log, variance_log):
    return math.exp(mean_log + variance_log / 2), math.sqrt(math.expm1(variance_log))


def fit_work(services):
    """Share of the cut-off calls and, by maximum likelihood, the lognormal of the others."""
    logs = [math.log(s) for s in services if s > SHORT_SERVICE]
    mean_log = sum(logs) / len(logs)
    variance = sum((x - mean_log) ** 2 for x in logs) / len(logs)
    mean, cv = lognormal_from_logs(mean_log, variance)
    return {"n": len(services), "short": 1 - len(logs) / len(services), "mean": mean, "cv": cv,
            "sample_mean": sum(services) / len(services), "naive": naive_lognormal(services)}


def naive_lognormal(services):
    """Mean of the lognormal that is likeliest for all positive times, cut off or not."""
    logs = [math.log(s) for s in services]
    mean_log = sum(logs) / len(logs)
    return lognormal_from_logs(mean_log, sum((x - mean_log) ** 2 for x in logs) / len(logs))[0]
