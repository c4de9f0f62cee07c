"""Which row goes next, and what it costs to know."""

from collections import deque
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.courier import lines
from bot.courier.limits import BOT_LIMIT, Limits
from bot.courier.queue import GREETINGS_AT_ONCE, Queue, Waiting
from storage.tables import Priority

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
GROUP = -100
FREE = Limits(1e9)


def waiting(row_id: int, chat_id: int = 101, priority: int = 10, **more: Any) -> Waiting:
    usual: dict[str, Any] = {"method": "sendMessage", "not_before": NOW}
    return Waiting(row_id, chat_id, priority, **(usual | more))


def queue_of(*rows: Waiting) -> Queue:
    queue = Queue()
    for row in rows:
        queue.add(row)
    return queue


def take(queue: Queue, now: datetime = NOW, *, at: float = 0.0, limits: Limits = FREE) -> list[int]:
    taken = queue.take(limits, now, at, 30)
    for one in taken:
        limits.release(one.chat_id, one.method)
    return [one.row_id for one in taken]


def leave_all(queue: Queue, now: datetime = NOW) -> list[int]:
    """Let everything go that can, and return the order."""
    order: list[int] = []
    limits, at = Limits(1e9), 0.0
    while taken := queue.take(limits, now, at, 30):
        for one in taken:
            order.append(one.row_id)
            limits.end(one.chat_id, one.method, at)
            queue.free(one)
        at += 1.0
    return order


def test_one_chat_and_priority_goes_in_order_one_at_a_time() -> None:
    queue = queue_of(waiting(2), waiting(1), waiting(3))
    assert take(queue) == [1]
    assert take(queue) == []
    assert leave_all(queue_of(waiting(2), waiting(1), waiting(3))) == [1, 2, 3]


def test_the_most_pressing_goes_first_then_the_oldest() -> None:
    rows = (waiting(1, 101, 40), waiting(2, 102, 0), waiting(4, 103, 10), waiting(3, 104, 10))
    assert leave_all(queue_of(*rows)) == [2, 3, 4, 1]


def test_what_needs_another_row_waits_for_it_and_so_does_its_customer_but_nobody_else() -> None:
    topic = waiting(5, GROUP, method="createForumTopic", customer_id=1)
    card = waiting(3, GROUP, customer_id=1, needs_id=5)
    after = waiting(4, GROUP, customer_id=1)
    other = waiting(6, GROUP, customer_id=2)
    queue = queue_of(card, after, topic, other)
    assert leave_all(queue) == [5, 3, 4, 6]
    assert len(queue) == 0


def test_a_row_that_comes_again_later_lets_other_customers_pass_and_keeps_its_place_in_its_own_lane() -> None:
    rows = [waiting(1, GROUP, customer_id=1), waiting(2, GROUP, customer_id=1), waiting(3, GROUP, customer_id=2)]
    queue = queue_of(*rows)
    assert take(queue) == [1]
    queue.free(rows[0])
    queue.add(waiting(1, GROUP, customer_id=1, not_before=NOW + timedelta(seconds=5)))
    assert leave_all(queue) == [3]
    assert queue.next_at(Limits(), NOW, 0.0) == 5.0
    assert leave_all(queue, NOW + timedelta(seconds=5)) == [1, 2]


def test_what_must_wait_for_its_time_comes_when_the_clock_is_moved() -> None:
    queue = queue_of(waiting(1, not_before=NOW + timedelta(days=1)))
    assert take(queue) == []
    assert take(queue, NOW + timedelta(days=1)) == [1]


def test_a_row_held_is_on_its_way_and_its_line_waits() -> None:
    queue = Queue()
    queue.hold(waiting(1))
    queue.add(waiting(2))
    assert take(queue) == []
    queue.free(waiting(1))
    assert take(queue) == [2]


def test_what_is_queued_no_longer_is_dropped_but_not_what_is_under_way() -> None:
    queue = queue_of(waiting(1), waiting(2), waiting(3), waiting(4, 102, needs_id=2))
    assert take(queue) == [1]
    queue.keep_only({3, 4})
    assert queue.knows(1)
    assert not queue.knows(2)
    assert take(queue) == [4]
    queue.free(waiting(1))
    assert take(queue) == [3]


def test_a_chat_that_is_closed_opens_again() -> None:
    queue, limits = queue_of(waiting(1), waiting(2)), Limits()
    [first] = queue.take(limits, NOW, 0.0, 30)
    limits.end(101, "sendMessage", 0.0)
    queue.free(first)
    assert queue.take(limits, NOW, 0.5, 30) == []
    assert queue.next_at(limits, NOW, 0.5) == pytest.approx(0.5)
    assert [one.row_id for one in queue.take(limits, NOW, 1.0, 30)] == [2]


def test_a_greeting_waits_for_its_time_and_nothing_else_does() -> None:
    queue, limits = queue_of(*(waiting(number, 100 + number, Priority.GREETING) for number in range(1, 9))), Limits()
    first = queue.take(limits, NOW, 0.0, 30)
    assert 1 <= len(first) < GREETINGS_AT_ONCE
    assert queue.next_at(limits, NOW, 0.0) == pytest.approx(limits.greeting_opens_at(0.0))
    queue.add(waiting(9, 300))
    assert queue.next_at(limits, NOW, 0.0) == 0.0
    assert [one.row_id for one in queue.take(limits, NOW, 0.0, 30)] == [9]
    soon = queue.next_at(limits, NOW, 0.0)
    assert [one.row_id for one in queue.take(limits, NOW, soon, 30)] == [len(first) + 1]


def test_a_reply_leaves_at_once_while_greetings_take_all_that_the_limit_leaves() -> None:
    seconds, answer = 40.0, 0.015
    replies = [(at, waiting(10_000 + number, 10_000 + number)) for number, at in enumerate(spread(0.5, seconds))]
    queue, limits = queue_of(*(waiting(one, one, Priority.GREETING) for one in range(1, 2000))), Limits()
    left: list[tuple[float, Waiting]] = []
    under_way: deque[tuple[float, Waiting]] = deque()
    coming, now = deque(replies), 0.0
    while now < seconds:
        while under_way and under_way[0][0] <= now:
            end, done = under_way.popleft()
            limits.end(done.chat_id, done.method, end)
            queue.free(done)
        while coming and coming[0][0] <= now:
            queue.add(coming.popleft()[1])
        for one in queue.take(limits, NOW, now, 30):
            left.append((now, one))
            under_way.append((now + answer, one))
        following = [
            now + queue.next_at(limits, NOW, now),
            *(at for at, _ in (*list(under_way)[:1], *list(coming)[:1])),
        ]
        now = max(min(following), now + 1e-4)
    waits = {one.row_id: at for at, one in left if one.priority != Priority.GREETING}
    assert max(waits[one.row_id] - at for at, one in replies) < 0.1
    assert len(left) >= 0.97 * BOT_LIMIT[0] * seconds


def spread(every: float, until: float) -> list[float]:
    """Moments that fall anywhere between two greetings."""
    return [every * number + 0.0137 * (number % 7) for number in range(1, int(until / every) - 1)]


rows = st.lists(
    st.tuples(st.sampled_from([101, 102, GROUP]), st.sampled_from([0, 10, 20]), st.integers(0, 3), st.integers(0, 4)),
    max_size=40,
)


@settings(max_examples=100, deadline=None)
@given(rows, st.randoms(use_true_random=False))
def test_everything_leaves_in_order_within_its_lane(drawn: list[tuple[int, int, int, int]], chance: Any) -> None:
    queued = [
        waiting(
            number,
            chat,
            priority,
            customer_id=customer,
            needs_id=number - back if back and number > back else None,
            not_before=NOW + timedelta(seconds=back),
        )
        for number, (chat, priority, customer, back) in enumerate(drawn, start=1)
    ]
    shuffled = list(queued)
    chance.shuffle(shuffled)
    queue = queue_of(*shuffled)
    first = leave_all(queue)
    order = first + leave_all(queue, NOW + timedelta(seconds=9))
    assert sorted(order) == [row.row_id for row in queued]
    place = {row_id: index for index, row_id in enumerate(order)}
    for row in queued:
        assert row.needs_id is None or place[row.needs_id] < place[row.row_id]
        later = [other for other in queued if (other.line, other.lane) == (row.line, row.lane)]
        assert all(place[row.row_id] < place[other.row_id] for other in later if other.row_id > row.row_id)


@pytest.mark.parametrize("one_chat", [True, False])
def test_a_long_queue_costs_each_row_a_few_looks(monkeypatch: pytest.MonkeyPatch, one_chat: bool) -> None:
    """With every row looked at in every round, ten thousand would cost millions."""
    looks = 0
    head = lines.Line.head

    def counted(self: Any, now: datetime) -> Any:
        nonlocal looks
        looks += 1
        return head(self, now)

    monkeypatch.setattr(lines.Line, "head", counted)
    number = 10_000
    chats = [GROUP] * number if one_chat else range(1, number + 1)
    queue = queue_of(*(waiting(row, chat, 40, customer_id=row % 500) for row, chat in enumerate(chats, start=1)))
    assert leave_all(queue) == list(range(1, number + 1))
    assert looks < 4 * number
