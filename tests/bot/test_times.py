from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.words.times import When, day_in_words, in_words, span_in_words

MANILA = ZoneInfo("Asia/Manila")
NOW = datetime(2026, 11, 18, 6, 0, tzinfo=UTC)  # Wednesday, 14:00 in Manila


def plain(key: str, **facts: str) -> str:
    """The catalogue's sentences, in short."""
    day = facts.get("day") or key.removeprefix("day-")
    return f"{day} {facts['time']}"


def said(at: datetime, language: str = "en", now: datetime = NOW) -> str:
    return in_words(When(at, now, MANILA), language, plain)


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (timedelta(hours=2), "today 16:00"),
        (timedelta(hours=-13), "today 01:00"),
        (timedelta(hours=10), "tomorrow 00:00"),
        (timedelta(hours=19), "tomorrow 09:00"),
        (timedelta(hours=-15), "yesterday 23:00"),
        (timedelta(days=2), "Friday 14:00"),
        (timedelta(days=6), "Tuesday 14:00"),
        (timedelta(days=7), "25 Nov 14:00"),
        (timedelta(days=-2), "16 Nov 14:00"),
        (timedelta(days=60), "17 Jan 14:00"),
        (timedelta(days=180), "17 May 2027 14:00"),
        (timedelta(days=-400), "14 Oct 2025 14:00"),
    ],
)
def test_moments_are_said_as_people_say_them(away: timedelta, words: str) -> None:
    assert said(NOW + away) == words


def test_the_day_is_the_one_on_the_readers_calendar() -> None:
    late_in_utc = datetime(2026, 11, 18, 17, 0, tzinfo=UTC)  # 01:00 on Thursday in Manila
    assert said(late_in_utc + timedelta(hours=8), now=late_in_utc) == "today 09:00"
    assert said(late_in_utc, now=NOW) == "tomorrow 01:00"


def test_days_are_named_in_the_readers_language() -> None:
    assert said(NOW + timedelta(days=2), "de") == "Freitag 14:00"
    assert said(NOW + timedelta(days=2), "hi") == "शुक्रवार 14:00"
    assert said(NOW + timedelta(days=9), "en-US") == "Nov 27 14:00"
    assert said(NOW + timedelta(days=9), "pt-br") == "27 de nov. 14:00"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "1 minute"),
        (0.9, "1 minute"),
        (20, "20 minutes"),
        (54, "54 minutes"),
        (60, "1 hour"),
        (88, "90 minutes"),
        (105, "2 hours"),
        (300, "5 hours"),
        (23 * 60, "1 day"),
        (24 * 60, "1 day"),
        (48 * 60, "2 days"),
        (7 * 1440, "7 days"),
        (14 * 1440, "2 weeks"),
        (90 * 1440, "3 months"),
        (-20, "20 minutes"),
    ],
)
def test_spans_are_rounded_to_what_one_would_say(minutes: float, words: str) -> None:
    assert span_in_words(timedelta(minutes=minutes), "en") == words


def test_a_day_is_said_in_the_languages_own_order() -> None:
    assert day_in_words(5, 3, "en") == "3 May"
    assert day_in_words(5, 3, "en-us") == "May 3"
    assert day_in_words(5, 3, "de") == "3. Mai"
    assert day_in_words(5, 3, "zh-hans") == "5月3日"
    assert day_in_words(2, 29, "en") == "29 February"


@pytest.mark.parametrize("language", ["", "xx", "tlh", "-", "en_GB!", "zz-zz", "🙂", "fil", "sr-latn"])
def test_whatever_telegram_calls_a_language_there_are_words(language: str) -> None:
    assert span_in_words(timedelta(hours=2), language)
    assert day_in_words(5, 3, language)
    assert said(NOW + timedelta(days=2), language).endswith(" 14:00")
