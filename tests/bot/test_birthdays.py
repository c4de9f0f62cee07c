from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.work.customers.birthdays import AmbiguousBirthday, birthday_in, day_first_in
from care_rules.errors import ImpossibleDate
from care_rules.occasions import Birthday

THIS_YEAR = 2026
days = st.dates(date(1917, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    "said",
    [
        *(
            "3 May",
            "3 may",
            "May 3rd",
            "May 3",
            "3. Mai",
            "3 de mayo",
            "on the 3rd of May",
            "My birthday is 3 May!",
            "3may",
        ),
        *("le 3 mai", "3º de maio", "3 мая", "3 Mayıs", "3 मई", "३ मई", "٣ مايو", "3 พฤษภาคม", "ngày 3 tháng 5"),
        *("5月3日", "５月３日", "我的生日是5月3日", "5월 3일", "May the 3rd 🎂", "3-May"),
    ],
)
def test_a_day_is_read_with_its_month_by_name(said: str) -> None:
    assert birthday_in(said, None, THIS_YEAR) == Birthday(5, 3)


@pytest.mark.parametrize(
    "said",
    [
        *("1990-05-03", "1990/5/3", "1990.05.03.", "19900503", "90-05-03", "1990年5月3日", "3 May 1990", "May 3, 1990"),
        *("03-MAY-90", "May 3, '90", "3 de mayo de 1990", "ngày 3 tháng 5 năm 1990", "३ मई १९९०", "1990 May 3"),
    ],
)
def test_a_year_is_kept(said: str) -> None:
    assert birthday_in(said, None, THIS_YEAR) == Birthday(5, 3, 1990)


@pytest.mark.parametrize("said", ["03/05", "3.5.", "3. 5.", "03-05", "3 5"])
def test_numbers_are_read_in_the_order_of_the_country_and_asked_about_where_it_is_unknown(said: str) -> None:
    third_of_may, fifth_of_march = Birthday(5, 3), Birthday(3, 5)
    assert birthday_in(said, True, THIS_YEAR) == third_of_may
    assert birthday_in(said, False, THIS_YEAR) == fifth_of_march
    assert birthday_in(said, None, THIS_YEAR) == AmbiguousBirthday(third_of_may, fifth_of_march)


@pytest.mark.parametrize("day_first", [True, False, None])
@pytest.mark.parametrize(
    ("said", "birthday"),
    [
        ("25/12", Birthday(12, 25)),
        ("12/25", Birthday(12, 25)),
        ("5/5/1990", Birthday(5, 5, 1990)),
        ("1990-03-05", Birthday(3, 5, 1990)),
        ("29 feb", Birthday(2, 29)),
        ("29/02/2000", Birthday(2, 29, 2000)),
    ],
)
def test_no_order_is_needed_where_the_numbers_tell(said: str, birthday: Birthday, day_first: bool | None) -> None:
    assert birthday_in(said, day_first, THIS_YEAR) == birthday


def test_a_date_in_doubt_keeps_its_year_in_both_readings() -> None:
    both = AmbiguousBirthday(Birthday(5, 3, 1990), Birthday(3, 5, 1990))
    assert birthday_in("03/05/1990", None, THIS_YEAR) == both
    assert birthday_in("03051990", None, THIS_YEAR) == both


def test_a_month_that_two_languages_call_the_same_is_asked_about() -> None:
    assert birthday_in("3 listopada", None, THIS_YEAR) == AmbiguousBirthday(Birthday(10, 3), Birthday(11, 3))


@pytest.mark.parametrize(
    ("said", "year"), [("3 May 90", 1990), ("3 May 05", 2005), ("3 May 24", None), ("3 May 17", None)]
)
def test_two_digits_are_a_year_only_if_one_century_fits(said: str, year: int | None) -> None:
    assert birthday_in(said, True, THIS_YEAR) == Birthday(5, 3, year)


@pytest.mark.parametrize("said", ["31 Feb", "31/02", "feb 30", "31 April", "29 Feb 1990", "29.2.1900", "1990-02-30"])
def test_a_day_that_no_calendar_has_is_refused_by_name(said: str) -> None:
    with pytest.raises(ImpossibleDate):
        birthday_in(said, True, THIS_YEAR)


@pytest.mark.parametrize("said", ["3 May 1899", "3 May 2027", "03/05/2027", "1899-05-03", "3 May 190", "3 May 10000"])
def test_a_year_that_cannot_be_is_refused(said: str) -> None:
    assert birthday_in(said, True, THIS_YEAR) is None


@pytest.mark.parametrize(
    "said",
    [
        *(
            "",
            ".",
            "may",
            "May 1990",
            "3",
            "42",
            "5/1990",
            "1990",
            "today",
            "skip",
            "no",
            "3-4 May",
            "May 3-4",
            "3 may 4",
        ),
        *("0/5", "45/67", "00/00/0000", "1/2/3/4", "4711", "123456789", "3:05", "3:05 may", "32 May", "3 May or 4 May"),
        *(
            "I ordered on 3 May and it broke",
            "order 4711 from 3 May",
            "a" * 5000,
            "\ud800",
            "\x00",
            "3 May 3 June",
            "½ May",
        ),
    ],
)
def test_what_tells_no_day_is_not_filled_in(said: str) -> None:
    assert birthday_in(said, None, THIS_YEAR) is None


@given(days)
@settings(deadline=None, derandomize=True)
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    birthday = Birthday(day.month, day.day, day.year)
    assert birthday_in(day.isoformat(), None, THIS_YEAR) == birthday
    assert birthday_in(f"{day:%d/%m/%Y}", True, THIS_YEAR) == birthday
    assert birthday_in(f"{day:%m/%d/%Y}", False, THIS_YEAR) == birthday
    assert birthday_in(f"{day:%d %B %Y}", None, THIS_YEAR) == birthday
    assert birthday_in(f"{day:%b} {day.day}", None, THIS_YEAR) == Birthday(day.month, day.day)


@given(st.text(max_size=120), st.sampled_from([True, False, None]))
@settings(deadline=None, derandomize=True)
def test_whatever_is_written_there_is_an_answer(said: str, day_first: bool | None) -> None:
    try:
        found = birthday_in(said, day_first, THIS_YEAR)
    except ImpossibleDate:
        return
    assert found is None or isinstance(found, Birthday | AmbiguousBirthday)


def test_countries_write_their_days_in_their_own_order() -> None:
    assert all(day_first_in(country) is True for country in ("IN", "GB", "DE", "FR", "BR", "AU", "in"))
    assert all(day_first_in(country) is False for country in ("US", "CN", "JP", "KR", "HU"))
    assert all(day_first_in(country) is None for country in ("CA", "PH", "XX", "", None))
