# SPDX-License-Identifier: GPL-3.0-or-later
"""Agents on duty as the log implies them, and the pause they make between two calls."""
import itertools
import math
from collections import Counter, defaultdict

from .log import CLOSES, LONGEST_SERVICE, OPENS, SLOT, SLOTS, clock_text, slot_of
from .patience import root_of_rising

AWAY = 900  # an agent without a call for longer was not there
PART = 300  # agents come and go at these steps
PAUSE = 60  # after a call, people waiting: up to here the agent is between two calls


def agent_days(calls):
    """{(day, agent): its calls in order}, without those never signed off."""
    work = defaultdict(list)
    for call in calls:
        if call.served and call.agent and 0 < call.service <= LONGEST_SERVICE:
            work[call.day, call.agent].append(call)
    for list_ in work.values():
        list_.sort(key=lambda call: call.begins)
    return work


def takes_internet(list_):
    n = sum(call.kind == "internet" for call in list_)
    return n >= 2 and n >= 0.02 * len(list_)


def waiting_seconds(calls, internet):
    """{day: up to each second, those during which someone waited whom the agent could take}"""
    step = defaultdict(Counter)
    for call in calls:
        if call.wait > 0 and (internet or call.kind != "internet"):
            step[call.day][call.joined] += 1
            step[call.day][call.begins] -= 1
    totals = {}
    for day in {call.day for call in calls}:
        line, total, sums = 0, 0, []
        for second in range(2 * CLOSES):
            sums.append(total)
            line += step[day][second]
            total += line > 0
        totals[day] = sums
    return totals


class Staff:
    """What the log says of the agents: their calls, and whether someone waited whom they take."""

    def __init__(self, calls, days):
        self.calls, self.days = calls, days
        self.work = agent_days(calls)
        self.lines = {internet: waiting_seconds(calls, internet) for internet in (True, False)}
        self.wrap_up, self.wrap_up_cv, self.pauses = self.fit_wrap_up()

    def keep_day(self, day):
        """From now on duty() is of this day alone."""
        self.days = [day]
        self.work = {key: calls for key, calls in self.work.items() if key[0] == day}

    def gaps(self):
        """Each pause between two calls of an agent: (day, takes internet, from, to)."""
        for (day, _), list_ in self.work.items():
            internet = takes_internet(list_)
            ends = 0
            for call, after in zip(list_, list_[1:]):
                ends = max(ends, call.begins + call.service)
                if ends < after.begins:
                    yield day, internet, ends, after.begins

    def edges(self):
        """Likewise from opening to an agent's first call, and from the last call to closing."""
        for (day, _), list_ in self.work.items():
            internet = takes_internet(list_)
            ends = max(call.begins + call.service for call in list_)
            if OPENS < list_[0].begins:
                yield day, internet, OPENS, list_[0].begins
            if ends < CLOSES:
                yield day, internet, ends, CLOSES

    def waiting(self, day, internet, begin, end):
        """Seconds of [begin, end) during which someone waits whom the agent could take."""
        return self.lines[internet][day][end] - self.lines[internet][day][begin]

    def fit_wrap_up(self):
        """Mean and cv of the pauses through which someone waited, up to PAUSE; how many."""
        pauses = [to - begin for day, internet, begin, to in self.gaps()
                  if to - begin <= PAUSE and self.waiting(day, internet, begin, to) == to - begin]
        mean = sum(pauses) / len(pauses)
        variance = sum((p - mean) ** 2 for p in pauses) / len(pauses)
        return mean, math.sqrt(variance) / mean, len(pauses)

    def idle_at_arrivals(self):
        """{idle agents: [joined and answered at once, made to wait]}, of those who found no line.
        Idle: past the pause, before the next call, no longer than AWAY, able to take the call."""
        idle = defaultdict(list)
        for day, internet, begin, to in self.gaps():
            if PAUSE < to - begin <= AWAY:
                idle[day].append((begin + PAUSE, to, internet))
        found = defaultdict(lambda: [0, 0])
        for call in self.calls:
            before = self.waiting(call.day, True, call.joined - 1, call.joined)
            if before == 0 and call.kind != "returned":
                n = sum(begin < call.joined <= to and (internet or call.kind != "internet")
                        for begin, to, internet in idle[call.day])
                found[n][call.wait > 0] += 1
        return found

    def fit_availability(self):
        """Chance a that an idle agent takes a call: of n, one does with 1 - (1 - a)^n; by maximum
        likelihood: where the score, here with its sign turned, is 0."""
        found = {n: counts for n, counts in self.idle_at_arrivals().items() if n > 0}

        def score(a):
            b = 1 - a
            return sum(late * n / b - at_once * n * b ** (n - 1) / (1 - b**n)
                       for n, (at_once, late) in found.items())

        return root_of_rising(score, 1e-6, 1 - 1e-6)

    def hours_by_day(self, availability):
        """{day: agent-hours on duty}"""
        whole, days, hours = self.work, self.days, {}
        for day in days:
            self.keep_day(day)
            hours[day] = sum(map(sum, self.duty(AWAY, availability).values())) * SLOT / 3600
            self.work, self.days = whole, days
        return hours

    def duty(self, away=AWAY, availability=1.0):
        """{group: [mean agents in each half hour]}: talking or wrapping up; in a pause up to PAUSE
        while people wait; idle, while nobody waits, weighed by the availability. Not in gaps over
        `away`, nor when people wait for longer. Opening and closing end gaps like a call."""
        levels = {"generalists": [0.0] * SLOTS, "internet desk": [0.0] * SLOTS}
        for list_ in self.work.values():
            level = levels["internet desk" if takes_internet(list_) else "generalists"]
            ends = 0
            for call in list_:
                add_spell(level, max(ends, call.begins), call.begins + call.service, 1)
                ends = max(ends, call.begins + call.service)
        for day, internet, begin, to in itertools.chain(self.gaps(), self.edges()):
            if to - begin <= away:
                level = levels["internet desk" if internet else "generalists"]
                self.add_gap(level, day, internet, begin, to, availability)
        seconds = SLOT * len(self.days)
        return {group: [x / seconds for x in level] for group, level in levels.items()}

    def add_gap(self, level, day, internet, begin, to, availability):
        wrapped = min(begin + round(self.wrap_up), to)
        add_spell(level, begin, wrapped, 1)
        for at in range(wrapped, to):
            if self.waiting(day, internet, at, at + 1) == 0:
                add_spell(level, at, at + 1, availability)
            elif at < begin + PAUSE:
                add_spell(level, at, at + 1, 1)


def add_spell(level, begin, end, weight):
    """Adds weight x the seconds of [begin, end) to the half hours they lie in."""
    while begin < min(end, CLOSES):
        i = slot_of(begin)
        to = min(end, OPENS + (i + 1) * SLOT)
        if i >= 0:
            level[i] += weight * (to - begin)
        begin = to


def duty_steps(levels):
    """Whole people with each half hour's mean agents: a fraction of one is one person for that
    part of the half hour, to PART seconds, on the side where more are there. What the rounding
    leaves is carried on, so that the day's agent-hours are kept."""
    parts_of_slot, people, carried = SLOT // PART, [], 0.0
    for i, level in enumerate(levels):
        total = round(parts_of_slot * (level + carried))
        carried += level - total / parts_of_slot
        few, extra = divmod(total, parts_of_slot)
        slot = [few + 1] * extra + [few] * (parts_of_slot - extra)
        later = levels[min(i + 1, SLOTS - 1)] > levels[max(i - 1, 0)]
        people += reversed(slot) if later else slot
    return {clock_text(OPENS + i * PART): n for i, n in enumerate(people)
            if i == 0 or n != people[i - 1]}
