"""What holds for the page without a browser to open it in."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "bot" / "sandbox" / "page"
FILES = sorted(PAGE.iterdir())
MODULES = sorted(PAGE.glob("*.js"))
VOID = {"meta", "link", "input", "path", "br"}
NAMED_BY_TEXT = {"button", "summary", "a"}


class Element:
    def __init__(self, tag: str, attributes: dict[str, str | None], parent: "Element | None") -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.text = ""

    def is_named(self) -> bool:
        spoken = self.attributes.get("aria-label") or self.attributes.get("aria-labelledby")
        return bool(spoken or (self.tag in NAMED_BY_TEXT and self.text.strip()))


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.all: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        self.unclosed = [element.tag for element in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), self._open[-1] if self._open else None)
        self.all.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def of(self, *tags: str) -> list[Element]:
        return [element for element in self.all if element.tag in tags]


@pytest.fixture(scope="module")
def page() -> Elements:
    return Elements((PAGE / "index.html").read_text())


def test_every_element_is_closed(page: Elements) -> None:
    assert page.unclosed == []


def test_the_page_says_its_language_and_title(page: Elements) -> None:
    assert page.of("html")[0].attributes["lang"] == "en"
    assert page.of("title")[0].text == "Rapport sandbox"
    assert any(meta.attributes.get("name") == "viewport" for meta in page.of("meta"))


def test_both_sides_lists_and_dialogs_have_names(page: Elements) -> None:
    named = page.of("section", "nav", "dialog", "textarea", "form")
    assert {element.tag for element in named} == {"section", "nav", "dialog", "textarea", "form"}
    inside_dialogs = [e for e in named if e.attributes.get("method") == "dialog"]
    assert [e.tag for e in named if not e.is_named() and e not in inside_dialogs] == []


def test_labels_point_to_something_that_is_there(page: Elements) -> None:
    ids = [element.attributes["id"] for element in page.all if "id" in element.attributes]
    pointed = [e.attributes.get(name) for e in page.all for name in ("aria-labelledby", "aria-describedby")]
    assert len(ids) == len(set(ids))
    assert {name for name in pointed if name} <= set(ids)


def test_every_button_has_a_name_or_is_given_one_by_the_script(page: Elements) -> None:
    filled_later = {"wide", "pinned", "primary"}
    nameless = [b.attributes.get("class") for b in page.of("button") if not b.is_named()]
    assert set(nameless) <= filled_later


def test_a_newcomer_with_a_screen_reader_hears_what_happens(page: Elements) -> None:
    roles = {element.attributes.get("role") for element in page.all}
    assert {"log", "status", "alert", "menu"} <= roles
    assert any(element.attributes.get("aria-live") == "polite" for element in page.all)


def test_shortcuts_in_the_help_are_those_of_the_script(page: Elements) -> None:
    keys = [key.text for key in page.of("kbd")]
    letters = {key for held, key in pairwise(keys) if held == "Alt" and key.isalpha()}
    assert letters == set(re.findall(r"\bKey([A-Z])\b", (PAGE / "page.js").read_text()))


def test_one_small_script_and_one_style_sheet_of_our_own(page: Elements) -> None:
    assert [script.attributes.get("src") for script in page.of("script")] == ["page.js"]
    assert [script.text.strip() for script in page.of("script")] == [""]
    assert [link.attributes["href"] for link in page.of("link")] == ["data:,", "page.css"]
    assert sum(path.stat().st_size for path in MODULES) < 60_000
    assert {path.suffix for path in FILES} == {".html", ".css", ".js"}


def test_every_module_is_ours_and_used() -> None:
    imported = {
        name for path in MODULES for name in re.findall(r'^import .* from "(.*)";$', path.read_text(), re.MULTILINE)
    }
    assert imported == {f"./{path.name}" for path in MODULES if path.name != "page.js"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_outside_address(path: Path) -> None:
    addresses = re.findall(r"(?:https?:|wss?:)?//[\w.*-]+\.[\w.*:-]+", path.read_text())
    assert set(addresses) <= {"http://127.0.0.1:*"}
    assert not re.search(r"@import|@font-face|url\((?!data:)", path.read_text())


def test_what_people_wrote_can_only_become_text() -> None:
    script = "".join(path.read_text() for path in MODULES)
    ways_to_html = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|setHTML|\beval\b|new Function|srcdoc"
    )
    assert re.findall(ways_to_html, script) == []


def test_the_browser_is_told_to_allow_nothing_else(page: Elements) -> None:
    policies = [m.attributes.get("content") for m in page.of("meta") if m.attributes.get("http-equiv")]
    assert len(policies) == 1
    assert policies[0] is not None
    assert policies[0].startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policies[0]


def test_the_style_knows_light_dark_and_narrow_windows() -> None:
    style = (PAGE / "page.css").read_text()
    for query in ("prefers-color-scheme: dark", "max-width: 720px", "prefers-reduced-motion"):
        assert query in style
    assert ":focus-visible" in style
    assert "outline: none" not in style
