"""Answers that are written once and given often: found by a word, sent by a tap, in the customer's language."""

from bot.work import staffroom
from bot.work.buttons import Button, row, tap
from bot.work.cases import answering
from bot.work.customers.knowing import called_or_none
from bot.work.errors import NoSuchAnswer, StaleButton
from bot.work.said import Agent, Said
from bot.work.turn import Turn
from care_rules.wording import Wording
from storage.tables import Customer

_SHOWN = 5


async def find(turn: Turn, customer: Customer, word: str) -> None:
    """Show the answers whose name or words hold this one, each with a button that sends it.

    Raises:
        NoSuchAnswer: if there is none; it names those there are.
    """
    wanted = word.strip().casefold()
    known = turn.house.book.answers
    texts = {name: fill(turn, customer, answer.in_language(customer.language)) for name, answer in known.items()}
    by_name = [name for name in texts if wanted and wanted in name]
    by_words = [name for name in texts if wanted and wanted in texts[name].casefold() and name not in by_name]
    if not by_name and not by_words:
        raise NoSuchAnswer(word=word.strip()[:40] or "none", names=", ".join(known) or "none")
    for name in (by_name + by_words)[:_SHOWN]:
        send = row(Button("button-send", tap("say", name)))
        text = turn.house.words.text("staff-canned", staffroom.LANGUAGE, name=name, text=texts[name])
        await staffroom.tell(turn, customer, text, buttons=(send,))


async def send(turn: Turn, customer: Customer, agent: Agent, name: str, source: tuple[int, int]) -> None:
    """Send the answer as the agent's own; `source` is the chat and message whose button was tapped.

    Raises:
        StaleButton: if the book has it no more.
    """
    answer = turn.house.book.answers.get(name)
    if answer is None:
        raise StaleButton
    text = fill(turn, customer, answer.in_language(customer.language))
    chat, message = source
    await answering.answer(turn, customer, agent, Said(chat, (message,), text), None)
    turn.toast = turn.house.words.text("toast-said", staffroom.LANGUAGE, name=customer.known_as)


def fill(turn: Turn, customer: Customer, wording: Wording) -> str:
    tier = turn.house.book.tier(customer.tier).title
    return wording.filled(name=called_or_none(turn, customer), company=turn.house.company.name, tier=tier)
