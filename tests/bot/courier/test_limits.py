"""Never more than the limit in any window, whatever is asked for when."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.courier.limits import (
    BOT_LIMIT,
    CHAT_LIMIT,
    GREETING_EVERY,
    GREETING_SLACK,
    GROUP_LIMIT,
    LIGHT_METHODS,
    Limits,
)

PERSON, GROUP = 101, -100
chats = st.sampled_from([PERSON, 102, 103, GROUP, -200])
methods = st.sampled_from(["sendMessage", "editMessageText", "setMessageReaction", "closeForumTopic"])
calls = st.lists(
    st.tuples(chats, methods, st.floats(0.0, 0.5), st.floats(0.001, 1.5)), min_size=1, max_size=150
)  # chat, method, wait before it, how long it takes


def most_in_any(moments: list[float], span: float) -> int:
    """Return the most moments in any half-open window of that span."""
    ordered = sorted(moments)
    return max((sum(start <= moment < start + span for moment in ordered) for start in ordered), default=0)


@settings(max_examples=60, deadline=None)
@given(calls)
def test_never_more_than_the_limit_in_any_window(asked: list[tuple[int, str, float, float]]) -> None:
    limits, now = Limits(), 0.0
    started: list[tuple[int, str, float, float]] = []
    ends: list[tuple[float, int, str]] = []

    def land(until: float) -> None:
        for end in sorted(one for one in ends if one[0] <= until):
            limits.end(end[1], end[2], end[0])
            ends.remove(end)

    for chat, method, wait, takes in asked:
        now += wait
        land(now)
        while (opens_at := limits.opens_at(chat, method, now)) > now:
            now = min(opens_at, min((end[0] for end in ends), default=opens_at))
            land(now)
        limits.begin(chat, method, now)
        started.append((chat, method, now, now + takes))
        ends.append((now + takes, chat, method))
        limits.forget_idle(now)

    # Telegram counts a call somewhere between its start and its end.
    for place in (2, 3):
        assert most_in_any([float(call[place]) for call in started], BOT_LIMIT[1] - 1e-6) <= BOT_LIMIT[0]
        for chat in {call[0] for call in started}:
            heavy = [float(call[place]) for call in started if call[0] == chat and call[1] not in LIGHT_METHODS]
            assert most_in_any(heavy, CHAT_LIMIT[1] - 1e-6) <= CHAT_LIMIT[0]
            if chat < 0:
                assert most_in_any(heavy, GROUP_LIMIT[1] - 1e-6) <= GROUP_LIMIT[0]


def test_a_chat_waits_a_second_after_the_last_call_ended() -> None:
    limits = Limits()
    limits.begin(PERSON, "sendMessage", 0.0)
    assert limits.opens_at(PERSON, "sendMessage", 0.0) == float("inf")
    limits.end(PERSON, "sendMessage", 0.3)
    assert limits.opens_at(PERSON, "sendMessage", 0.4) == 1.3
    assert limits.opens_at(PERSON, "setMessageReaction", 0.4) == 0.4
    assert limits.opens_at(PERSON, "sendMessage", 1.3) == 1.3


def test_a_group_has_twenty_a_minute() -> None:
    limits = Limits()
    for second in range(20):
        now = float(second)
        assert limits.opens_at(GROUP, "sendMessage", now) == now
        limits.begin(GROUP, "sendMessage", 0.0)
        limits.end(GROUP, "sendMessage", now)
    assert limits.opens_at(GROUP, "sendMessage", 20.0) == 60.0


def test_a_slot_given_back_was_never_used() -> None:
    limits = Limits()
    for _ in range(100):
        limits.begin(PERSON, "sendMessage", 0.0)
        limits.release(PERSON, "sendMessage")
    assert limits.opens_at(PERSON, "sendMessage", 0.0) == 0.0


def test_a_retry_after_is_obeyed_by_whom_it_meant() -> None:
    limits = Limits()
    limits.pause(GROUP, 40.0)
    assert limits.opens_at(GROUP, "sendMessage", 1.0) == 40.0
    assert limits.opens_at(PERSON, "sendMessage", 1.0) == 1.0
    limits.pause(PERSON, 10.0)
    limits.pause(PERSON, 5.0)
    assert limits.bot_opens_at(1.0) == 10.0
    assert limits.opens_at(102, "sendMessage", 1.0) == 10.0
    limits.forget_idle(1.0)
    assert limits.opens_at(GROUP, "sendMessage", 1.0) == 40.0
    assert limits.opens_at(GROUP, "sendMessage", 40.0) == 40.0


def test_a_group_that_moved_has_used_what_it_has_used() -> None:
    limits = Limits()
    limits.begin(GROUP, "sendMessage", 0.0)
    limits.follow(GROUP, -200)
    limits.end(GROUP, "sendMessage", 0.0)
    assert limits.opens_at(-200, "sendMessage", 0.5) == 1.0


def greeting_at(limits: Limits, now: float) -> float:
    """Let a greeting go at `now` or as soon after it as it may; return when."""
    at = limits.greeting_opens_at(now)
    limits.begin(PERSON, "sendMessage", at)
    limits.end(PERSON, "sendMessage", at)
    return at


def test_greetings_leave_at_an_even_pace_even_with_the_window_empty() -> None:
    limits, at = Limits(), 0.0
    moments = [at := greeting_at(limits, at) for _ in range(20)]
    in_a_row = round(GREETING_SLACK / GREETING_EVERY)
    gaps = [second - first for first, second in pairwise(moments[in_a_row:])]
    assert gaps == pytest.approx([GREETING_EVERY] * len(gaps))


def test_what_else_is_sent_takes_the_place_of_a_greeting() -> None:
    limits, at = Limits(), 0.0
    for _ in range(10):
        at = greeting_at(limits, at)
    due = limits.greeting_opens_at(at)
    limits.begin(102, "sendMessage", at)
    assert limits.greeting_opens_at(at) == pytest.approx(due + GREETING_EVERY)
    assert limits.opens_at(103, "sendMessage", at) == at, "nothing else keeps that pace"


@pytest.mark.parametrize(("late", "lost"), [(GREETING_SLACK / 2, 0.0), (GREETING_SLACK + 0.2, 0.2)])
def test_a_greeting_that_is_a_little_late_puts_off_none_after_it(late: float, lost: float) -> None:
    limits, at = Limits(), 0.0
    for _ in range(10):
        at = greeting_at(limits, at)
    greeting_at(limits, at + GREETING_EVERY + late)
    for number in range(1, 10):
        due = at + GREETING_EVERY * (1 + number) + lost
        assert greeting_at(limits, due) == pytest.approx(due)
        assert limits.greeting_opens_at(due) == pytest.approx(due + GREETING_EVERY)


def test_the_ratio_shortens_every_window() -> None:
    limits = Limits(10.0)
    moments = []
    now = 0.0
    for _ in range(5):
        now = limits.opens_at(PERSON, "sendMessage", now)
        moments.append(now)
        limits.begin(PERSON, "sendMessage", 0.0)
        limits.end(PERSON, "sendMessage", now)
    assert [round(second - first, 6) for first, second in pairwise(moments)] == [0.1] * 4
