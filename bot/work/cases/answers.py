"""Answers from knowledge pages, and what follows when there is none, or it did not help."""

from bot.work.buttons import Button, row, tap
from bot.work.cases import adding, asking, requesting
from bot.work.cases.opening import open_case
from bot.work.improving import reviewing
from bot.work.said import Said
from bot.work.saying import say
from bot.work.turn import Turn
from care_rules.cases import CaseKind
from nlu.answers import Found
from nlu.reading import Reading
from storage import cases
from storage.tables import Conversation, Customer, ReviewWhy

_ASKED = "asked"  # under this name a conversation keeps the question that was answered last


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
    talk.about = talk.about | {_ASKED: said.text}
    await say(turn, customer, "no-answer", buttons=(row(Button("button-not-helped", tap("nothelped", "-"))),))


async def answer_or_request(
    turn: Turn, customer: Customer, talk: Conversation, said: Said, reading: Reading | None, found: Found | None
) -> None:
    """Answer; with no page for it a colleague looks it up."""
    if found is not None and found.sure:
        await _say(turn, customer, talk, said, found)
    else:
        await requesting.request(turn, customer, talk, said, reading)


async def helped(turn: Turn, customer: Customer, talk: Conversation, _: str) -> None:
    talk.about = {key: value for key, value in talk.about.items() if key != _ASKED}
    await say(turn, customer, "helped")


async def not_helped(turn: Turn, customer: Customer, talk: Conversation, slug: str) -> None:
    """A colleague gets the question, in the words it was asked with."""
    asked = talk.about.get(_ASKED)
    if asked is None:
        await asking.for_a_human(turn, customer, talk, None)
        return
    talk.about = {key: value for key, value in talk.about.items() if key != _ASKED}
    if slug != "-":
        await reviewing.note(turn, customer, asked, None, ReviewWhy.not_helped)
    await open_case(turn, customer, CaseKind.question, Said(customer.telegram_id, (0,), asked))


async def _say(turn: Turn, customer: Customer, talk: Conversation, said: Said, found: Found) -> None:
    talk.about = talk.about | {_ASKED: said.text}
    buttons = (
        row(
            Button("button-helped", tap("helped", found.slug[:40])),
            Button("button-not-helped", tap("nothelped", found.slug[:40])),
        ),
    )
    await say(turn, customer, "knowledge-answer", buttons=buttons, answer=found.answer, title=found.title)
