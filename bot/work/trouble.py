"""What keeps the bot from reaching staff is told to a manager, who alone can mend it; once an hour at most."""

from datetime import datetime, timedelta

from bot.work import groups, people, staffroom
from bot.work.people import Person
from bot.work.turn import Turn
from care_rules.roles import Role
from storage import house, outbox
from storage.tables import OutboxRow, Priority, SendKind

_AT_MOST_EVERY = timedelta(hours=1)
_NEEDED = ("can_manage_topics", "can_pin_messages")


async def topic_not_made(turn: Turn, chat_id: int, name: str, why: str) -> None:
    """A customer's topic could not be made: what is for it goes to General, until it can."""
    await _tell_group(turn, chat_id, "staff-no-topic", name=name, why=why)


async def rights_changed(turn: Turn, chat_id: int, *, inside: bool, rights: frozenset[str]) -> None:
    """The bot was made something else in the staff group, or put out of it."""
    if not inside:
        await out_of_reach(turn, "the bot was put out of the group")
        return
    lost = [right for right in _NEEDED if right not in rights]
    if lost:
        await _tell_group(turn, chat_id, "staff-rights-lost", rights=lost[0])


async def moved(turn: Turn, chat_id: int) -> None:
    """The group has another id now; all that was meant for it goes there."""
    await _tell_group(turn, chat_id, "staff-group-moved")


async def out_of_reach(turn: Turn, why: str) -> None:
    """Nothing can be written to the staff group: its managers hear so in private, those who ever wrote to the bot."""
    if not await _is_news(turn, "out of reach"):
        return
    text = turn.house.words.text("staff-out-of-reach", staffroom.LANGUAGE, why=why)
    for person in await _managers(turn):
        row = OutboxRow(
            chat_id=person.telegram_id,
            method="sendMessage",
            payload={"text": text},
            kind=SendKind.REPLY,
            priority=Priority.ESCALATION,
            created_at=turn.now,
            not_before=turn.now,
            expires_at=turn.now + _AT_MOST_EVERY,
        )
        await outbox.put(turn.session, row)


async def _tell_group(turn: Turn, chat_id: int, key: str, **facts: object) -> None:
    if not await _is_news(turn, key):
        return
    text = turn.house.words.text(key, staffroom.LANGUAGE, **facts)
    text, entities = people.calling(await _managers(turn), text)
    await groups.post(turn, chat_id, {"text": text, "entities": list(entities)}, priority=Priority.ESCALATION)


async def _managers(turn: Turn) -> list[Person]:
    return await people.with_role(turn, Role.manager)


async def _is_news(turn: Turn, what: str) -> bool:
    """Whether it was not told in the last hour; from now on it was."""
    key = f"trouble {what}"
    told = await house.held_note(turn.session, key)
    if told and turn.now - datetime.fromisoformat(told["at"]) < _AT_MOST_EVERY:
        return False
    await house.write_note(turn.session, key, {"at": turn.now.isoformat()})
    return True
