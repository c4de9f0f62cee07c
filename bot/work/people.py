"""The people of the desk: who is there, with which role and skills, and how they are called."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.words.splitting import Entity, utf16_length
from bot.work import groups
from bot.work.errors import SeveralPeople, UnknownPerson
from bot.work.turn import Turn
from care_rules.assigning import Skills
from care_rules.cases import CaseKind
from care_rules.roles import Role, role_of
from storage import house, roster
from storage.tables import Customer, Priority, RosterEntry, StaffMember


@dataclass(frozen=True)
class Person:
    """Somebody in the staff group. `given_at` is when they were last given a case by turn, in UTC."""

    telegram_id: int
    name: str
    role: Role
    skills: Skills = field(default_factory=Skills)
    away_until: datetime | None = None
    given_at: datetime | None = None

    def is_away(self, now: datetime) -> bool:
        return self.away_until is not None and self.away_until > now


async def everyone(turn: Turn) -> list[Person]:
    """Return all who are in the staff group, as far as Telegram has told us, by name."""
    group = await house.staff_group(turn.session)
    if group is None:
        return []
    entries = await roster.entries(turn.session)
    seen = await house.everyone_in(turn.session, group)
    found = [_person(member, entries.get(member.telegram_id)) for member in seen]
    return sorted(found, key=lambda one: (one.name.casefold(), one.telegram_id))


async def with_role(turn: Turn, role: Role) -> list[Person]:
    """Return those who are there and have the role; where nobody is, whoever stands above, away or not."""
    all_of_them = await everyone(turn)
    above = list(Role)[list(Role).index(role) :]
    there = [one for one in all_of_them if not one.is_away(turn.now)]
    ways = [[one for one in who if one.role == each] for who in (there, all_of_them) for each in above]
    return next((found for found in ways if found), [])


async def named(turn: Turn, words: str) -> tuple[Person, str]:
    """Return the person whom the first words name, by first or full name, and the words that follow.

    Raises:
        UnknownPerson: if nobody is called so, or no name is given.
        SeveralPeople: if several are.
    """
    known = await everyone(turn)
    parts = words.replace("@", " ").split()
    for length in range(len(parts), 0, -1):
        name = " ".join(parts[:length]).rstrip(":,").casefold()
        found = [one for one in known if name in (one.name.casefold(), one.name.split()[0].casefold())]
        if len(found) > 1:
            raise SeveralPeople(name=" ".join(parts[:length]), people=listed(found))
        if found:
            return found[0], " ".join(parts[length:])
    raise UnknownPerson(name=parts[0] if parts else "none", people=listed(known))


def listed(people: list[Person]) -> str:
    return ", ".join(one.name for one in people) or "–"


def calling(called: list[Person], text: str) -> tuple[str, tuple[Entity, ...]]:
    """Return the text with the people's names before it, each a mention that rings their telephone."""
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
    way = f"\n{groups.link(group, customer.topic_id)}" if customer.topic_id is not None else ""
    payload = {"text": f"{text}{way}", "entities": list(entities)}
    post = await groups.post(turn, group, payload, priority=Priority.ESCALATION)
    post.customer_id = customer.id


def _person(member: StaffMember, entry: RosterEntry | None) -> Person:
    role = role_of(member.status)
    if entry is None:
        return Person(member.telegram_id, member.name, role)
    skills = Skills(
        frozenset(entry.skills.get("languages", ())),
        frozenset(CaseKind(kind) for kind in entry.skills.get("kinds", ())),
        frozenset(entry.skills.get("products", ())),
    )
    return Person(member.telegram_id, member.name, entry.role or role, skills, entry.away_until, entry.given_at)
