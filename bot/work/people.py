"""The people of the desk: who has which role, and how they are called."""

from dataclasses import dataclass

from bot.words.splitting import Entity, utf16_length
from bot.work import groups
from bot.work.turn import Turn
from care_rules.roles import Role, role_of
from storage import house
from storage.tables import Customer, Priority


@dataclass(frozen=True)
class Mention:
    """A person who is called by name, so that their telephone rings."""

    telegram_id: int
    name: str


async def with_role(turn: Turn, role: Role) -> list[Mention]:
    """Return those who have the role; where nobody has it, whoever stands above."""
    group = await house.staff_group(turn.session)
    everyone = await house.everyone_in(turn.session, group) if group is not None else []
    above = list(Role)[list(Role).index(role) :]
    found = [[Mention(one.telegram_id, one.name) for one in everyone if role_of(one.status) == each] for each in above]
    return next((people for people in found if people), [])


def calling(called: list[Mention], text: str) -> tuple[str, tuple[Entity, ...]]:
    """Return the text with the people's names before it, each a mention."""
    entities: list[Entity] = []
    line = ""
    for one in called:
        line += ", " if line else ""
        entities.append(
            {
                "type": "text_mention",
                "offset": utf16_length(line),
                "length": utf16_length(one.name),
                "user": {"id": one.telegram_id, "is_bot": False, "first_name": one.name},
            }
        )
        line += one.name
    return (f"{line}: {text}" if line else text), tuple(entities)


async def tell_general(turn: Turn, customer: Customer, text: str, entities: tuple[Entity, ...]) -> None:
    """Write in General, for all who do not follow the customer's topic, with the way there."""
    group = await house.staff_group(turn.session)
    if group is None:
        return
    way = f"\n{_link(group, customer.topic_id)}" if customer.topic_id is not None else ""
    payload = {"text": f"{text}{way}", "entities": list(entities)}
    await groups.post(turn, group, payload, priority=Priority.ESCALATION)


def _link(group: int, topic: int) -> str:
    """Return the address under which Telegram opens a topic of a supergroup."""
    return f"https://t.me/c/{str(group).removeprefix('-100')}/{topic}"
