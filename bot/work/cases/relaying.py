"""Pass a customer's words and files on to their staff topic."""

from bot.words.splitting import Entity, utf16_length
from bot.work import staffroom
from bot.work.cases import pairing
from bot.work.said import Said
from bot.work.saying import Manner, replying
from bot.work.turn import Turn
from storage import outbox
from storage.tables import Customer, Priority

_LONGEST_POST = 3500  # UTF-16 units that several lines may fill together


async def relay(turn: Turn, customer: Customer, said: Said) -> None:
    """Show staff what the customer said. Words that still wait to be shown are joined into one post."""
    if said.attached:
        await _copy(turn, customer, said)
    elif said.text:
        await _tell(turn, customer, said)


async def _copy(turn: Turn, customer: Customer, said: Said) -> None:
    payload: dict[str, object] = {"from_chat_id": said.chat_id}
    answered = await pairing.in_topic(turn, customer, said.reply_to)
    if len(said.message_ids) == 1:
        reply = replying(answered, await pairing.quotable(turn, said))
        payload |= {"message_id": said.message_ids[0]} | reply
        row = await staffroom.post(turn, customer, "copyMessage", payload)
    else:
        payload |= {"message_ids": sorted(said.message_ids)}
        row = await staffroom.post(turn, customer, "copyMessages", payload)
    if row is not None:
        await pairing.pair(turn, said, row.id)


async def _tell(turn: Turn, customer: Customer, said: Said) -> None:
    line = turn.house.words.text("customer-said", staffroom.LANGUAGE, name=customer.known_as)
    shift = utf16_length(line) + 1
    entities = _bold(0, utf16_length(line)) + _moved(said.entities, shift)
    answered = await pairing.in_topic(turn, customer, said.reply_to)
    waiting = await outbox.queued_words(turn.session, customer.id or 0) if answered is None else None
    if waiting is not None and utf16_length(waiting.payload["text"] + said.text) < _LONGEST_POST:
        before = str(waiting.payload["text"])
        joined = tuple(waiting.payload.get("entities") or ()) + _moved(said.entities, utf16_length(before) + 1)
        waiting.payload = waiting.payload | {"text": f"{before}\n{said.text}", "entities": list(joined)}
        await pairing.pair(turn, said, waiting.id)
        return
    quoted = await pairing.quotable(turn, said)
    manner = Manner(priority=Priority.ESCALATION, reply_to=answered, quoted=quoted)
    post = await staffroom.tell(turn, customer, f"{line}\n{said.text}", entities=entities, manner=manner)
    if post is None:
        return
    await pairing.pair(turn, said, post.id)
    if answered is None and utf16_length(said.text) < _LONGEST_POST:
        post.edits = outbox.words_key(customer.id or 0)


def _bold(offset: int, length: int) -> tuple[Entity, ...]:
    return ({"type": "bold", "offset": offset, "length": length},)


def _moved(entities: tuple[Entity, ...], by: int) -> tuple[Entity, ...]:
    return tuple(entity | {"offset": entity["offset"] + by} for entity in entities)
