"""An agent answers in the topic: the words reach the customer, the case knows."""

from bot.words.splitting import Entity, utf16_length
from bot.work.cases import card, experts, in_topic, intake, pairing, talking
from bot.work.cases.events import agent_of, note
from bot.work.cases.moving import move
from bot.work.said import Agent, Said
from bot.work.saying import Manner, replying, send, write
from bot.work.staffroom import tell_key
from bot.work.turn import Turn
from care_rules.cases import Move
from storage import customers
from storage.tables import Customer


async def answer(turn: Turn, customer: Customer, agent: Agent, said: Said, reply_to: int | None) -> None:
    """Carry an agent's message to the customer; it counts as the answer to their case, which becomes the agent's."""
    if customer.blocked_at is not None:
        await tell_key(turn, customer, "not-delivered-blocked", reply_to=said.message_ids[0], name=customer.known_as)
        return
    await _carry(turn, customer, agent, said)
    talk = await customers.conversation(turn.session, customer.id or 0)
    talking.begin(talk, turn)
    intake.forget(talk)
    case = await in_topic.meant(turn, customer, reply_to)
    if case is None:
        return
    if case.agent_id not in (None, agent.telegram_id) and not await experts.was_asked(turn, agent, case):
        await tell_key(turn, customer, "staff-of-another", number=case.number, agent=case.agent_name or "")
    if case.agent_id is None:
        case.agent_id, case.agent_name = agent.telegram_id, agent.name
    case.first_answered_at = case.first_answered_at or turn.now
    await move(turn, case, Move.answer, agent_of(agent), said.text)
    if said.attached:
        note(turn, case, "answer_files", agent_of(agent), attached=said.attached)
    await card.refresh(turn, customer, case)


async def _carry(turn: Turn, customer: Customer, agent: Agent, said: Said) -> None:
    """Words go with the agent's name before them; files are copied as they are, an album as an album."""
    answered = await pairing.at_customer(turn, customer, said.reply_to)
    quoted = await pairing.quotable(turn, said)
    manner = Manner(source=said.source, reply_to=answered, quoted=quoted)
    if not said.attached:
        text, entities = signed(agent, said)
        rows = await write(turn, customer, text, entities=entities, manner=manner)
        await pairing.pair(turn, said, rows[0].id)
        return
    payload: dict[str, object] = {"from_chat_id": said.chat_id}
    if len(said.message_ids) == 1:
        payload["message_id"] = said.message_ids[0]
        row = await send(turn, customer, "copyMessage", payload | replying(answered, quoted), manner=manner)
    else:
        payload["message_ids"] = sorted(said.message_ids)
        row = await send(turn, customer, "copyMessages", payload, manner=manner)
    await pairing.pair(turn, said, row.id)


def signed(agent: Agent, said: Said) -> tuple[str, tuple[Entity, ...]]:
    """Return an agent's words as the customer reads them: with the agent's name before them."""
    name = f"{agent.name}:"
    shift = utf16_length(name) + 1
    entities = tuple(entity | {"offset": entity["offset"] + shift} for entity in said.entities)
    bold: Entity = {"type": "bold", "offset": 0, "length": utf16_length(name)}
    return f"{name} {said.text}", (bold, *entities)
