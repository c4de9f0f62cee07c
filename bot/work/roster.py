"""What is settled about the people of the desk: role, skills, being away."""

from datetime import datetime, timedelta

from babel import Locale

from bot.words.times import When
from bot.work import groups, people, staffroom
from bot.work.errors import NoSuchRole
from bot.work.people import Person
from bot.work.said import Agent
from bot.work.spans import moment_in
from bot.work.turn import Turn
from care_rules.assigning import Skills
from care_rules.cases import CaseKind
from care_rules.roles import Role, check
from storage import roster

_UNTIL_BACK = timedelta(days=3650)
_MOST_SKILLS = 20
_LONGEST_SKILL = 40  # characters


async def set_role(turn: Turn, agent: Agent, chat_id: int, words: str, *, topic: int | None) -> None:
    """Give somebody a role, whatever Telegram calls them: "Jonas lead".

    Raises:
        NotAllowed: if the agent is no manager.
        UnknownPerson, SeveralPeople, NoSuchRole: if it is not said whom or what.
    """
    check(agent.role, Role.manager)
    person, rest = await people.named(turn, words)
    wanted = next((role for role in Role if role.value == rest.strip().lower()), None)
    if wanted is None:
        raise NoSuchRole(role=rest[:40] or "–", roles=", ".join(Role))
    (await roster.entry(turn.session, person.telegram_id)).role = wanted
    await groups.tell(turn, chat_id, "staff-role-set", topic=topic, name=person.name, role=wanted)


async def set_skills(turn: Turn, agent: Agent, chat_id: int, words: str, *, topic: int | None) -> None:
    """Say what somebody can do: languages, kinds of cases, products. No words: everything.

    Raises:
        NotAllowed: if the agent is no lead.
        UnknownPerson, SeveralPeople: if it is not said whose.
    """
    check(agent.role, Role.lead)
    person, rest = await people.named(turn, words)
    given = [word.strip().casefold()[:_LONGEST_SKILL] for word in rest.replace(";", ",").split(",")]
    if len(given) == 1:
        given = given[0].split()
    sorted_out = _sorted([word for word in given if word][:_MOST_SKILLS])
    entry = await roster.entry(turn.session, person.telegram_id)
    entry.skills = {name: sorted(skills) for name, skills in sorted_out.items()}
    told = ", ".join(sorted(word for skills in sorted_out.values() for word in skills)) or "none"
    await groups.tell(turn, chat_id, "staff-skills-set", topic=topic, name=person.name, skills=told)


async def go_away(turn: Turn, agent: Agent, chat_id: int, words: str, *, topic: int | None) -> None:
    """The agent is away: for a span, until a day, or until they are back. They are given no cases meanwhile.

    Raises:
        NoSuchSpan: if the words are neither.
    """
    desk = turn.house.book.desk
    until = moment_in(words, turn.now, desk.time_zone) if words.strip() else turn.now + _UNTIL_BACK
    (await roster.entry(turn.session, agent.telegram_id)).away_until = until
    when = When(until, turn.now, desk.time_zone) if words.strip() else "none"
    await groups.tell(turn, chat_id, "staff-away", topic=topic, name=agent.name, until=when)


async def come_back(turn: Turn, agent: Agent, chat_id: int, *, topic: int | None) -> None:
    (await roster.entry(turn.session, agent.telegram_id)).away_until = None
    await groups.tell(turn, chat_id, "staff-back", topic=topic, name=agent.name)


async def show(turn: Turn, chat_id: int, *, topic: int | None) -> None:
    """List the people we know, with role and skills and who is away."""
    lines = [_line(turn, person) for person in await people.everyone(turn)]
    payload: dict[str, object] = {"text": "\n".join(lines)}
    if topic is not None:
        payload["message_thread_id"] = topic
    await groups.post(turn, chat_id, payload)


def _line(turn: Turn, person: Person) -> str:
    away: object = "none"
    if person.away_until is not None and person.is_away(turn.now):
        away = "open" if person.away_until - turn.now > _UNTIL_BACK / 2 else _when(turn, person.away_until)
    return turn.house.words.text(
        "staff-person",
        staffroom.LANGUAGE,
        name=person.name,
        role=person.role,
        skills=_told(person.skills) or "none",
        away=away,
    )


def _when(turn: Turn, at: datetime) -> When:
    return When(at, turn.now, turn.house.book.desk.time_zone)


def _told(skills: Skills) -> str:
    return ", ".join([*sorted(skills.languages), *sorted(skills.kinds), *sorted(skills.products)])


def _sorted(words: list[str]) -> dict[str, set[str]]:
    """Sort the words into languages (by code or English name), kinds of cases, and whatever else: products."""
    english = Locale("en").languages
    by_name = {name.casefold(): code for code, name in english.items() if len(code) <= 3}
    kinds = {kind.value for kind in CaseKind}
    found: dict[str, set[str]] = {"languages": set(), "kinds": set(), "products": set()}
    for word in words:
        code = word if len(word) <= 3 and word in english else by_name.get(word)
        if word in kinds or word.removesuffix("s") in kinds:
            found["kinds"].add(word if word in kinds else word.removesuffix("s"))
        elif code is not None:
            found["languages"].add(code)
        else:
            found["products"].add(word)
    return found
