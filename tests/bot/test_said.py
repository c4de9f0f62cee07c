import pytest

from bot.work.said import LONGEST_QUOTE, quote


def test_short_words_are_quoted_whole_on_one_line() -> None:
    assert quote("  the lid\n is\tbroken ") == "the lid is broken"
    assert quote("字" * LONGEST_QUOTE) == "字" * LONGEST_QUOTE


def test_long_words_are_cut_after_a_word_and_without_its_comma() -> None:
    assert quote("the lid is broken, and leaks", 22) == "the lid is broken…"
    assert quote("the lid is broken again", 21) == "the lid is broken…"


@pytest.mark.parametrize("opening", ["", "你好 ", "订单 4711 "])
def test_chinese_has_no_spaces_to_go_back_to(opening: str) -> None:
    kept = quote(opening + "盖子坏了" * 100)
    assert kept == (opening + "盖子坏了" * 100)[:LONGEST_QUOTE] + "…"


def test_a_chinese_comma_goes_before_the_dots() -> None:
    assert quote("盖子坏了，电话没人接", 5) == "盖子坏了…"


def test_only_a_space_in_the_second_half_is_gone_back_to() -> None:
    assert quote("ab cdefghijkl", 8) == "ab cdefg…"
    assert quote("abcd efghijkl", 8) == "abcd…"
