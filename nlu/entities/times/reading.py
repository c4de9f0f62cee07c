"""Puts a day, an hour and a part of the day that stand together into one time."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from nlu.entities.entity import Entity, Where, entity
from nlu.entities.saying import Said, any_of, word_of
from nlu.entities.times.clocks import clocks
from nlu.entities.times.dates import dates
from nlu.entities.times.days import days, shifts
from nlu.entities.times.piece import Clock, Piece
from nlu.entities.times.tense import speaks_of_the_past
from nlu.entities.times.weekdays import weekdays
from nlu.entities.times.words import PARTS, Part

_PART = re.compile(f"{word_of(word for word in PARTS if word < '一')}|{any_of(word for word in PARTS if word >= '一')}")
_TOGETHER = re.compile(
    r"\s?(?:,\s?|-\s?)?(?:(?:at|on|by|in the|in|around|about|before|after|till|until|of|the|this|ng|nang|sa|mga|"
    r"bandang|po|nalang|na lang|na|ko|ke|ki|me|mein|tak|lagbhag|karib|को|के|की|में|तक|करीब|लगभग|的|在|于|大概|大约|@|"
    r"please|pls)\s?){0,3}\(?"
)
_PART_OF_THE_HOUR = re.compile("[早晚](?=(?:[0-9]{1,2}|[五六七八九十][一二]?)[点:])")
_RECURS = re.compile(
    r"(?:every\s?day|everyday|daily|每天|每日|araw-araw|roz|roj|रोज|har din|हर दिन|tuwing|kada|every)\s?"
    r"(?:at\s|ng\s|tuwing\s)?$"
)
_UP_TO = re.compile(r"\s?(?:to|-|~|and|till|until|hanggang|at|到|至|和|se|से)\s?")
_SENTENCE_ENDS = re.compile(r"[.;!?।。\n]")
_MIDDAY_ALONE = re.compile("tanghali|中午")


def times(said: Said, where: Where) -> Iterator[Entity]:
    pieces = _without_overlap(
        piece for read in (dates, shifts, weekdays, clocks, days, _parts) for piece in read(said, where)
    )
    now = _Now(where.local_now, bool(pieces) and speaks_of_the_past(said.low))
    told = _Told()
    for alone in _groups(said, pieces):
        group = replace(alone, day=told.day_for(said.low, alone)) if alone.clock and not alone.day else alone
        value = _value(group, said.low, now)
        if value is None or (not group.day and _RECURS.search(said.low[: group.start])):
            continue
        yield entity("time", said, (group.start, group.end), value)
        told = _Told(datetime.fromisoformat(value).date(), group.end, by_hour=alone.clock is not None)


@dataclass(frozen=True, slots=True)
class _Now:
    """The customer's wall clock, and whether the message tells what was."""

    moment: datetime
    is_past: bool


@dataclass(frozen=True, slots=True)
class _Told:
    """The day last named. An hour later in the sentence is on it: "tomorrow please, at 4", "from 9 to 5 pm"."""

    day: date | None = None
    until: int = 0
    by_hour: bool = False

    def day_for(self, low: str, piece: Piece) -> date | None:
        between = low[self.until : piece.start]
        if self.by_hour:
            return self.day if _UP_TO.fullmatch(between) else None
        return self.day if len(between) <= 40 and not _SENTENCE_ENDS.search(between) else None


def _parts(said: Said, _: Where) -> Iterator[Piece]:
    for found in _PART.finditer(said.low):
        part = PARTS[" ".join(found.group().split())]
        yield Piece(*found.span(), part=part)
    for found in _PART_OF_THE_HOUR.finditer(said.low):
        yield Piece(*found.span(), part=Part.NIGHT if found.group() == "晚" else Part.MORNING)


def _without_overlap(pieces: Iterable[Piece]) -> list[Piece]:
    """Where two overlap, the kind asked first has it; among one kind, the earlier."""
    kept: list[Piece] = []
    for piece in pieces:
        if all(piece.end <= other.start or other.end <= piece.start for other in kept):
            kept.append(piece)
    return sorted(kept, key=lambda piece: piece.start)


def _groups(said: Said, pieces: list[Piece]) -> Iterator[Piece]:
    group: Piece | None = None
    for piece in pieces:
        joined = _joined(group, piece) if group and _stand_together(said.low, group, piece) else None
        if joined is None and group is not None:
            yield group
        group = joined or piece
    if group is not None:
        yield group


def _stand_together(low: str, left: Piece, right: Piece) -> bool:
    if not _TOGETHER.fullmatch(low, left.end, right.start):
        return False
    is_part = not (left.day or left.clock) or not (right.day or right.clock)
    return not (is_part and "," in low[left.end : right.start])


def _joined(left: Piece, right: Piece) -> Piece | None:
    if left.moment or right.moment or (left.clock and right.clock):
        return None
    if left.day and right.day and left.day != right.day and not (left.is_weekday or right.is_weekday):
        return None
    if left.part and right.part and {left.part, right.part} not in ({Part.NIGHT, Part.EVENING}, {left.part}):
        return None
    exact = right if left.is_weekday and right.day else left
    return Piece(
        left.start,
        right.end,
        day=exact.day or right.day,
        clock=left.clock or right.clock,
        part=left.part or right.part,
        is_weekday=left.is_weekday and not right.day,
    )


def _value(group: Piece, low: str, now: _Now) -> str | None:
    """ISO wall time in the customer's zone: a date, or a date with the hour."""
    if group.moment:
        return group.moment.isoformat(timespec="minutes")
    clock = group.clock
    if clock is None and group.day and _MIDDAY_ALONE.search(low, group.start, group.end):
        clock = Clock(12, settled=True)
    if clock is None:
        return group.day.isoformat() if group.day else None
    clock = _settled(clock, group.part)
    if not clock.settled and not now.is_past and group.day in {None, now.moment.date()}:
        clock = _still_to_come(clock, now.moment)
    day = group.day or _day_for(clock, now)
    moment = datetime.combine(day, clock.shows)
    if clock.next_day and not (group.day is None and moment > now.moment):
        moment += timedelta(days=1)
    return moment.isoformat(timespec="minutes")


def _settled(clock: Clock, part: Part | None) -> Clock:
    """Which of the two: a part of the day tells; without one, callers mean 8 to 12 before and 1 to 7 after noon."""
    if clock.settled or clock.hour > 12 or clock.hour == 0:
        next_day = clock.next_day or clock.hour == 24 or (clock.hour == 0 and part is Part.NIGHT)
        return replace(clock, settled=True, next_day=next_day)
    if clock.hour == 12:
        at_night = part in {Part.NIGHT, Part.EARLY}
        return replace(clock, hour=0 if at_night else 12, next_day=part is Part.NIGHT, settled=True)
    after_noon = {
        Part.NOON: clock.hour < 8, Part.AFTERNOON: clock.hour < 8, Part.EVENING: True, Part.NIGHT: clock.hour > 4,
        None: clock.hour < 8,
    }.get(part, False)  # fmt: skip
    return replace(clock, hour=clock.hour + 12 * after_noon, settled=part is not None)


def _still_to_come(clock: Clock, now: datetime) -> Clock:
    """ "The shop closes at 8", said at half past ten, is eight in the evening; "at 10" is tomorrow's."""
    gone = datetime.combine(now.date(), clock.shows) <= now
    return replace(clock, hour=clock.hour + 12) if gone and clock.hour in {8, 9} else clock


def _day_for(clock: Clock, now: _Now) -> date:
    """An hour without a day is the next to come, unless the message tells what was."""
    today = now.moment.date()
    if datetime.combine(today, clock.shows) > now.moment or clock.next_day or now.is_past:
        return today
    return today + timedelta(days=1)
