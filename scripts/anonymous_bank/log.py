# SPDX-License-Identifier: GPL-3.0-or-later
"""The call log of the Anonymous Bank: its weekday calls. Times in seconds since midnight."""
import csv
import datetime
from collections import Counter

OPENS, CLOSES, SLOT = 7 * 3600, 24 * 3600, 1800
SLOTS = (CLOSES - OPENS) // SLOT
WEEKDAYS = {6, 0, 1, 2, 3}  # Sunday to Thursday, as datetime counts
CLASS_OF = {"PS": "regular", "PE": "regular", "NW": "new", "NE": "stocks", "IN": "internet",
            "TT": "returned"}
CLASSES = ("regular", "new", "stocks", "internet", "returned")
LONGEST_SERVICE = 3600  # longer ones are calls that were never signed off
THRESHOLD, SHORT_WAIT = 20, 5


class Call:
    """One call that joined the line. wait and service in seconds; agent None when not named."""

    def __init__(self, row):
        queued = clock(row["q_start"]) > 0
        self.day = row["date"]
        self.kind = CLASS_OF[row["type"]]
        self.code = row["type"]
        self.joined = clock(row["q_start"] if queued else row["vru_exit"])
        self.wait = int(row["q_time"]) if queued else 0
        self.served = row["outcome"] == "AGENT"
        self.service = int(row["ser_time"]) if self.served else 0
        self.agent = None if row["server"] == "NO_SERVER" else row["server"]
        self.gold = row["priority"] == "2"
        self.begins = self.joined + self.wait


def clock(text):
    hours, minutes, seconds = map(int, text.split(":"))
    return 3600 * hours + 60 * minutes + seconds


def is_weekday(day):
    return datetime.date.fromisoformat(day).weekday() in WEEKDAYS


def read_log(path):
    """The weekday calls that joined the line while open, and what was left out and why."""
    calls, left_out = [], Counter()
    with open(path, newline="", encoding="utf-8") as log:
        for row in csv.DictReader(log):
            if not is_weekday(row["date"]):
                left_out["on a Friday or Saturday"] += 1
            elif row["outcome"] == "PHANTOM":
                left_out["PHANTOM rows"] += 1
            elif row["outcome"] == "HANG" and clock(row["q_start"]) == 0:
                left_out["ended in the voice menu"] += 1
            else:
                call = Call(row)
                if OPENS <= call.joined < CLOSES:
                    calls.append(call)
                else:
                    left_out["joined outside 07:00-24:00"] += 1
    return calls, left_out


def slot_of(second):
    return int((second - OPENS) // SLOT)


def clock_text(second):
    return f"{second // 3600:02d}:{second // 60 % 60:02d}"


def results(calls, days):
    """offered a day, share answered, asa, the five service levels in THRESHOLD; 0 if no calls."""
    served = [call.wait for call in calls if call.served]
    left = [call.wait for call in calls if not call.served]
    within = sum(w <= THRESHOLD for w in served)
    left_within = sum(w <= THRESHOLD for w in left)
    left_short = sum(w <= SHORT_WAIT for w in left)
    n, answered = max(1, len(calls)), max(1, len(served))
    return {"offered": len(calls) / len(days), "share_answered": len(served) / n,
            "asa": sum(served) / answered, "abandonment": len(left) / n,
            "service_level_answered": within / answered, "service_level_offered": within / n,
            "service_level_ignore": within / max(1, n - left_within),
            "service_level_positive": (within + left_within) / n,
            "service_level_short": within / max(1, n - left_short)}


def results_by_hour(calls, days):
    """[(name, results)] of each hour of joining, then of the whole day."""
    hours = range(OPENS // 3600, CLOSES // 3600)
    rows = [(f"{hour:02d}:00", results([c for c in calls if c.joined // 3600 == hour], days))
            for hour in hours]
    return rows + [("day", results(calls, days))]
