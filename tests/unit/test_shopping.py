"""What a shopping history says."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from care_rules.shopping import NOTHING_BOUGHT, Bought, read

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
MANILA = ZoneInfo("Asia/Manila")


def _weekly(times: int, *, last: datetime = NOW, every: int = 7, amount: int = 1000) -> list[Bought]:
    return [Bought(last - timedelta(days=every * back), amount, product="Nova") for back in range(times)]


def test_nothing_bought_is_nothing_known() -> None:
    assert read([], NOW, MANILA) == NOTHING_BOUGHT
    assert NOTHING_BOUGHT.expected_at is None
    assert NOTHING_BOUGHT.overdue(NOW) is None
    assert NOTHING_BOUGHT.spend_a_visit == 0


def test_a_habit_is_read() -> None:
    read_now = read(_weekly(8), NOW, MANILA)
    assert (read_now.purchases, read_now.visits, read_now.spent) == (8, 8, 8000)
    assert read_now.interval == timedelta(days=7)
    assert read_now.expected_at == NOW + timedelta(days=7)
    assert read_now.weekdays == (0,)  # 1 June 2026 is a Monday
    assert read_now.favourites == ("Nova",)
    assert read_now.overdue(NOW + timedelta(days=14)) == 2


def test_two_purchases_a_day_are_one_visit_and_two_gaps_are_needed_for_a_habit() -> None:
    history = read([*_weekly(2), *_weekly(2, last=NOW - timedelta(hours=1))], NOW, MANILA)
    assert (history.purchases, history.visits) == (4, 2)
    assert history.interval is None
    assert history.spend_a_visit == 2000


def test_the_day_is_the_zones_day() -> None:
    late = datetime(2026, 5, 30, 15, 30, tzinfo=UTC)  # 23:30 in Manila
    both = [Bought(late, 1), Bought(late + timedelta(hours=1), 1)]
    assert read(both, NOW, MANILA).visits == 2
    assert read(both, NOW, ZoneInfo("UTC")).visits == 1


def test_what_is_ahead_is_not_counted_and_halves_are_told_apart() -> None:
    purchases = [
        Bought(NOW + timedelta(days=1), 7),
        Bought(NOW - timedelta(days=10), 100),
        Bought(NOW - timedelta(days=200), 40),
        Bought(NOW - timedelta(days=500), 1),
    ]
    history = read(purchases, NOW, MANILA)
    assert (history.spent, history.spent_year, history.lately, history.before) == (141, 140, 100, 40)


def test_margin_is_known_only_if_it_is_known_of_all() -> None:
    assert read([Bought(NOW, 100, margin=30), Bought(NOW, 100, margin=20)], NOW, MANILA).margin == 50
    assert read([Bought(NOW, 100, margin=30), Bought(NOW, 100)], NOW, MANILA).margin is None


def test_the_last_service_is_found() -> None:
    service = Bought(NOW - timedelta(days=30), 500, service=True)
    assert read([service, *_weekly(3)], NOW, MANILA).last_service_at == service.at


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 10**9)), max_size=30), st.randoms())
def test_the_order_of_purchases_does_not_matter(bought: list[tuple[int, int]], chance: object) -> None:
    purchases = [Bought(NOW - timedelta(days=days), amount) for days, amount in bought]
    mixed = list(purchases)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    history = read(purchases, NOW, MANILA)
    assert read(mixed, NOW, MANILA) == history
    assert history.spent == sum(amount for _, amount in bought)
    assert history.lately + history.before <= history.spent
