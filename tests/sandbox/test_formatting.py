"""Texts and their entities, as Telegram keeps them."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.detecting import detected
from bot.sandbox.errors import RefusedError
from bot.sandbox.formatting import TEXT_LIMIT, formatted, parsed
from bot.sandbox.spans import units


def html(text: str) -> tuple[str, list[tuple[str, int, int]]]:
    plain, entities = parsed(text, "HTML", None, limit=TEXT_LIMIT)
    return plain, [(entity.type, entity.offset, entity.length) for entity in entities]


@pytest.mark.parametrize(
    ("source", "plain", "entities"),
    [
        ("a <b>b</b> c", "a b c", [("bold", 2, 1)]),
        ("<b>a <i>b</i></b>", "a b", [("bold", 0, 3), ("italic", 2, 1)]),
        ("😀<u>x</u>", "😀x", [("underline", 2, 1)]),
        ("&lt;b&gt; &amp; &quot;&#39;&#x41;", "<b> & \"'A", []),
        ("&nbsp; &copy", "&nbsp; &copy", []),
        ("<B>x</B>", "x", [("bold", 0, 1)]),
        (
            "<strong>a</strong><em>b</em><del>c</del>",
            "abc",
            [("bold", 0, 1), ("italic", 1, 1), ("strikethrough", 2, 1)],
        ),
        ("  <b> x </b>  ", "x", [("bold", 0, 1)]),
        ("<b></b>x", "x", []),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
        ("<b>unclosed name</>", "unclosed name", [("bold", 0, 13)]),
    ],
)
def test_html(source: str, plain: str, entities: list[tuple[str, int, int]]) -> None:
    assert html(source) == (plain, entities)


def test_links_and_languages_are_kept() -> None:
    _, (link,) = parsed('<a href="https://x.example/?a=1&amp;b=2">x</a>', "HTML", None, limit=TEXT_LIMIT)
    assert (link.type, link.url) == ("text_link", "https://x.example/?a=1&b=2")
    _, (block,) = parsed('<pre><code class="language-python">x</code></pre>', "HTML", None, limit=TEXT_LIMIT)
    assert (block.type, block.language) == ("pre", "python")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("ü<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
        ("<script>x</script>", 'Unsupported start tag "script"'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler"'),
    ],
)
def test_html_that_cannot_be_parsed(source: str, words: str) -> None:
    with pytest.raises(RefusedError) as refused:
        html(source)
    assert refused.value.description.startswith("Bad Request: can't parse entities: ")
    assert words in refused.value.description


def markdown(text: str) -> tuple[str, list[tuple[str, int, int]]]:
    plain, entities = parsed(text, "MarkdownV2", None, limit=TEXT_LIMIT)
    return plain, [(entity.type, entity.offset, entity.length) for entity in entities]


@pytest.mark.parametrize(
    ("source", "plain", "entities"),
    [
        ("*b* _i_", "b i", [("bold", 0, 1), ("italic", 2, 1)]),
        ("__u__ ~s~ ||p||", "u s p", [("underline", 0, 1), ("strikethrough", 2, 1), ("spoiler", 4, 1)]),
        ("`a*b`", "a*b", [("code", 0, 3)]),
        ("[x](https://e\\.example)", "x", [("text_link", 0, 1)]),
        ("1\\. done\\!", "1. done!", []),
        ("```python\nx\n```", "x", [("pre", 0, 1)]),
    ],
)
def test_markdown(source: str, plain: str, entities: list[tuple[str, int, int]]) -> None:
    assert markdown(source) == (plain, entities)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("done.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("*b", "Can't find end of Bold entity at byte offset 0"),
        ("x_i", "Can't find end of Italic entity at byte offset 1"),
    ],
)
def test_markdown_that_cannot_be_parsed(source: str, words: str) -> None:
    with pytest.raises(RefusedError) as refused:
        markdown(source)
    assert words in refused.value.description


def test_given_entities_move_with_what_is_cut_away() -> None:
    from aiogram.types import MessageEntity

    entities = [MessageEntity(type="bold", offset=3, length=4)]
    plain, (bold,) = parsed("\r  bold  ", None, entities, limit=TEXT_LIMIT)
    assert (plain, bold.offset, bold.length) == ("bold", 0, 4)
    with pytest.raises(RefusedError, match="ends after the end of the text"):
        parsed("x", None, entities, limit=TEXT_LIMIT)


def test_control_characters_do_not_reach_people() -> None:
    assert html("a\x00b\u202ec\r\nd") == ("a bc\nd", [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start now", [("bot_command", "/start")]),
        ("see /help@rapport_sandbox_bot", [("bot_command", "/help@rapport_sandbox_bot")]),
        ("and/or 1/2", []),
        ("mail a.b@shop.example", [("email", "a.b@shop.example")]),
        ("😀 https://x.example/a?b, ok", [("url", "https://x.example/a?b")]),
        ("@mira_k #lid42 #42", [("mention", "@mira_k"), ("hashtag", "#lid42")]),
    ],
)
def test_entities_found_in_plain_text(text: str, found: list[tuple[str, str]]) -> None:
    encoded = text.encode("utf-16-le")
    spans = [(e.type, encoded[2 * e.offset : 2 * (e.offset + e.length)].decode("utf-16-le")) for e in detected(text)]
    assert spans == found


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_escaped_text_comes_out_as_it_went_in(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    expected, _ = parsed(text, None, None, limit=TEXT_LIMIT)
    plain, entities = parsed(f"<b>{escaped}</b>", "HTML", None, limit=TEXT_LIMIT)
    assert plain == expected
    assert sum(entity.length for entity in entities) == units(plain)


@given(st.text(alphabet="<>/ab&;=\"' i😀", max_size=40))
def test_any_html_is_parsed_or_refused(text: str) -> None:
    with contextlib.suppress(RefusedError):
        plain, entities = parsed(text, "HTML", None, limit=TEXT_LIMIT)
        assert all(e.offset >= 0 and e.offset + e.length <= units(plain) for e in entities)


def test_what_telegram_finds_is_added_to_what_is_given() -> None:
    plain, entities = formatted("<b>see x@shop.example</b> <code>/start</code> /help", "HTML", None, limit=TEXT_LIMIT)
    assert plain == "see x@shop.example /start /help"
    assert [(entity.type, entity.offset) for entity in entities] == [
        ("bold", 0),
        ("email", 4),
        ("code", 19),
        ("bot_command", 26),
    ]
