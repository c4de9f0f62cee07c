"""Never more than the limit in any window, whatever is asked for when."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.courier.limits import BOT_LIMIT, CHAT_LIMIT, GROUP_LIMIT, LIGHT_METHODS, Limits

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
        limits.begin(chat, method)
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
    limits.begin(PERSON, "sendMessage")
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
        limits.begin(GROUP, "sendMessage")
        limits.end(GROUP, "sendMessage", now)
    assert limits.opens_at(GROUP, "sendMessage", 20.0) == 60.0


def test_a_slot_given_back_was_never_used() -> None:
    limits = Limits()
    for _ in range(100):
        limits.begin(PERSON, "sendMessage")
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
    limits.begin(GROUP, "sendMessage")
    limits.follow(GROUP, -200)
    limits.end(GROUP, "sendMessage", 0.0)
    assert limits.opens_at(-200, "sendMessage", 0.5) == 1.0


def test_the_ratio_shortens_every_window() -> None:
    limits = Limits(10.0)
    moments = []
    now = 0.0
    for _ in range(5):
        now = limits.opens_at(PERSON, "sendMessage", now)
        moments.append(now)
        limits.begin(PERSON, "sendMessage")
        limits.end(PERSON, "sendMessage", now)
    assert [round(second - first, 6) for first, second in pairwise(moments)] == [0.1] * 4
