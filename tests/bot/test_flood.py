from datetime import UTC, datetime, timedelta

from bot.work import flood
from storage.tables import Conversation

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def told(spacing: timedelta, messages: int) -> list[bool]:
    talk = Conversation(customer_id=1)
    return [flood.count(talk, NOON + spacing * number) for number in range(messages)]


def test_more_than_ten_in_ten_seconds_are_a_flood_until_they_stop() -> None:
    assert told(timedelta(seconds=0.5), 15) == [False] * 10 + [True] * 5


def test_one_a_second_for_an_hour_is_answered_one_by_one() -> None:
    assert not any(told(timedelta(seconds=1.1), 300))


def test_a_flood_ends_when_the_customer_draws_breath() -> None:
    talk = Conversation(customer_id=1)
    for _ in range(12):
        flood.count(talk, NOON)
    assert flood.count(talk, NOON + timedelta(seconds=9))
    assert not flood.count(talk, NOON + timedelta(seconds=20))
