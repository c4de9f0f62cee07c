"""Answers from knowledge pages, and what follows when there is none, or it did not help."""

from datetime import datetime, timedelta

from bot.work.buttons import Button, row, tap
from bot.work.cases import adding, asking, kept, requesting
from bot.work.cases.opening import open_case
from bot.work.improving import reviewing
from bot.work.said import Said
from bot.work.saying import say, write
from bot.work.turn import Turn
from care_rules.cases import CaseKind
from nlu.answers import Found
from nlu.reading import Reading
from storage import cases
from storage.tables import Conversation, Customer, ReviewWhy

STANDS = timedelta(minutes=30)  # after an answer, "yes" and "no" are about it
OF_SHOP = "."  # before what answers came from that are no pages: the shop's data
_NO_PAGE = "-"
_MOST_KEPT = 3  # questions whose answers can still be said to have helped or not


async def answer(
    turn: Turn, customer: Customer, talk: Conversation, said: Said, reading: Reading | None, found: Found | None
) -> None:
    """Answer; with no page for it the words go to the open case, or the customer is offered a colleague."""
    if found is not None and found.sure:
        await _say(turn, customer, talk, said, found)
        return
    open_cases = [case for case in await cases.open_of(turn.session, customer.id or 0) if adding.takes_words(case)]
    if open_cases:
        await adding.add(turn, customer, talk, open_cases[0], said)
        return
    await reviewing.note(turn, customer, said.text, reading, ReviewWhy.unanswered)
    _keep(turn, talk, _NO_PAGE, said.text)
    await say(turn, customer, "no-answer", buttons=(row(Button("button-not-helped", tap("nothelped", _NO_PAGE))),))


async def answer_or_request(
    turn: Turn, customer: Customer, talk: Conversation, said: Said, reading: Reading | None, found: Found | None
) -> None:
    """Answer; with no page for it a colleague looks it up."""
    if found is not None and found.sure:
        await _say(turn, customer, talk, said, found)
    else:
        await requesting.request(turn, customer, talk, said, reading)


async def helped(turn: Turn, customer: Customer, talk: Conversation, slug: str) -> None:
    _take(talk, slug)
    await say(turn, customer, "helped")


async def not_helped(turn: Turn, customer: Customer, talk: Conversation, slug: str) -> None:
    """A colleague gets the question, in the words it was asked with."""
    asked = _take(talk, slug)
    if asked is None:
        await asking.for_a_human(turn, customer, talk, None)
        return
    if slug != _NO_PAGE and not slug.startswith(OF_SHOP):
        await reviewing.note(turn, customer, asked, None, ReviewWhy.not_helped)
    await open_case(turn, customer, CaseKind.question, Said(customer.telegram_id, (0,), asked))


def stands(talk: Conversation, now: datetime) -> bool:
    """Whether a question was asked just now, so that a bare "yes" or "no" is about its answer."""
    asked = talk.about.get(kept.ASKED)
    return isinstance(asked, dict) and now - datetime.fromisoformat(asked["at"]) < STANDS


async def replied(turn: Turn, customer: Customer, talk: Conversation, *, yes: bool) -> None:
    """Yes and no in words: to the last answer, whether it helped; where there was none, whether to ask a colleague."""
    last = list(talk.about[kept.ASKED]["pages"])[-1]
    if yes == (last == _NO_PAGE):
        await not_helped(turn, customer, talk, last)
    elif yes:
        await helped(turn, customer, talk, last)
    else:
        _take(talk, last)
        await say(turn, customer, "talk-deny")


async def give(turn: Turn, customer: Customer, talk: Conversation, said: Said, slug: str, text: str) -> None:
    """Give this answer; it can be said to have helped, or to be for a colleague. `slug` is where it comes from."""
    _keep(turn, talk, slug, said.text)
    buttons = row(Button("button-helped", tap("helped", slug)), Button("button-not-helped", tap("nothelped", slug)))
    await write(turn, customer, text, buttons=(buttons,))


async def _say(turn: Turn, customer: Customer, talk: Conversation, said: Said, found: Found) -> None:
    text = turn.house.words.text("knowledge-answer", customer.language, answer=found.answer, title=found.title)
    await give(turn, customer, talk, said, found.slug[:40], text)


def _keep(turn: Turn, talk: Conversation, slug: str, text: str) -> None:
    """Keep the question under the page that answered it; there may be one for each of several answers."""
    pages = {**_pages(talk, but=slug), slug: text}
    latest = dict(list(pages.items())[-_MOST_KEPT:])
    kept.keep(talk, kept.ASKED, latest.get(_NO_PAGE, ""), pages=latest, at=turn.now.isoformat())


def _take(talk: Conversation, slug: str) -> str | None:
    """Return the question that this page answered, once; None if it is not known any more."""
    rest = _pages(talk, but=slug)
    asked = kept.take(talk, kept.ASKED)
    if asked is None:
        return None
    text: str | None = asked["pages"].get(slug)
    if rest:
        kept.keep(talk, kept.ASKED, rest.get(_NO_PAGE, ""), pages=rest, at=asked["at"])
    return text


def _pages(talk: Conversation, *, but: str) -> dict[str, str]:
    asked = talk.about.get(kept.ASKED)
    pages = asked["pages"] if isinstance(asked, dict) else {}
    return {slug: text for slug, text in pages.items() if slug != but}
