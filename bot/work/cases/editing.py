"""A message was changed after it was sent: the other side sees it, and what it said before."""

from bot.words.splitting import split
from bot.work.cases import pairing
from bot.work.cases.answering import signed
from bot.work.cases.events import agent_of, customer_of, note
from bot.work.said import Agent, Said
from bot.work.staffroom import tell_key
from bot.work.turn import Turn
from storage import cases, pairs
from storage.tables import Customer, OutboxRow

EDITED = "edited"
_NOTE, _COMMAND = "//", "/"


async def customer_edited(turn: Turn, customer: Customer, said: Said) -> None:
    """Keep the new words with the open case, and show staff what they were and what they are."""
    known = await pairs.of_message(turn.session, *said.source)
    before = known.text if known is not None else ""
    if not said.text or said.text == before:
        return
    if known is not None:
        known.text = said.text
    open_cases = await cases.open_of(turn.session, customer.id or 0)
    if open_cases:
        note(turn, open_cases[0], EDITED, customer_of(customer), said.text)
    if open_cases or customer.topic_id is not None:
        shown = await pairing.in_topic(turn, customer, said.message_ids[0])
        facts = {"name": customer.known_as, "before": before or "none", "said": said.text}
        await tell_key(turn, customer, "staff-edited", reply_to=shown, **facts)


async def agent_edited(turn: Turn, customer: Customer, agent: Agent, said: Said) -> None:
    """Change what the customer got. What never went to them, such as a note, does not go now either."""
    known = await pairs.of_message(turn.session, *said.source)
    sent = await turn.session.get(OutboxRow, known.row_id) if known is not None else None
    if known is None or sent is None or sent.chat_id != customer.telegram_id:
        if not said.text.startswith(_COMMAND):
            await tell_key(turn, customer, "staff-edit-unsent", reply_to=said.message_ids[0])
        return
    if said.text == known.text:
        return
    text, entities = signed(agent, said)
    too_long = len(split(text)) > 1 or len(split(f"{agent.name}: {known.text}")) > 1
    if said.text.startswith(_NOTE) or too_long or sent.method == "copyMessages" or customer.blocked_at is not None:
        await tell_key(turn, customer, "staff-edit-late", reply_to=said.message_ids[0], name=customer.known_as)
        return
    known.text = said.text
    if sent.method == "sendMessage":
        await pairing.change_at_customer(turn, customer, sent, {"text": text, "entities": list(entities)})
    else:
        changed = {"caption": said.text, "caption_entities": list(said.entities)}
        await pairing.change_at_customer(turn, customer, sent, changed)
    open_cases = await cases.open_of(turn.session, customer.id or 0)
    if open_cases:
        note(turn, open_cases[0], EDITED, agent_of(agent), said.text)
