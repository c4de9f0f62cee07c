"""What we ask a customer of themselves, after help was given: one thing at a time, each skippable."""

from bot.words.times import day_in_words
from bot.work.buttons import Button, row, tap
from bot.work.customers import time_zones
from bot.work.customers.birthdays import AmbiguousBirthday, birthday_in, day_first_in
from bot.work.customers.knowing import address
from bot.work.customers.names import name_in
from bot.work.errors import StaleButton
from bot.work.outreach import planning
from bot.work.saying import say
from bot.work.staffroom import retitle
from bot.work.turn import Turn
from care_rules.consent import CareKind, Consent, allows
from care_rules.errors import ImpossibleDate
from care_rules.occasions import Birthday
from storage.tables import Conversation, Customer

QUESTIONS = ("consent", "name", "birthday", "zone")


async def ask_next(turn: Turn, customer: Customer, talk: Conversation) -> bool:
    """Ask the next thing that is missing and was not skipped; false when there is nothing to ask."""
    skipped = talk.about.get("skipped", [])
    question = next((one for one in QUESTIONS if one not in skipped and _missing(customer, one)), None)
    talk.about = {"skipped": skipped} if skipped else {}
    talk.awaiting, talk.asked_at = question, turn.now
    if question is None:
        return False
    await say(turn, customer, f"ask-{question}", buttons=_choices(turn, customer, question))
    return True


def _missing(customer: Customer, question: str) -> bool:
    """Name, birthday and zone are asked only of those who agreed to hear from us."""
    if question == "consent":
        return customer.consent is None
    if customer.consent in (None, Consent.none):
        return False
    if question == "birthday":
        return customer.birth_day is None and allows(customer.consent, CareKind.greetings)
    return customer.name is None if question == "name" else customer.time_zone is None


def _choices(turn: Turn, customer: Customer, question: str) -> tuple[tuple[Button, ...], ...]:
    skip = row(Button("button-skip", tap("skip", question)))
    if question == "consent":
        answers = (
            Button("button-consent-all", tap("consent", Consent.all.value)),
            Button("button-consent-reminders", tap("consent", Consent.reminders_only.value)),
            Button("button-consent-none", tap("consent", Consent.none.value)),
        )
        return (row(*answers[:2]), row(answers[2]))
    if question == "name" and address(turn, customer)["known"] == "yes":
        return (row(Button(customer.first_name, tap("name"), literal=True)), skip)
    if question == "zone":
        company = turn.house.company
        zones = time_zones.candidates(company.zone, company.country)
        offered = tuple(
            row(Button(time_zones.label(zone, turn.now), tap("zone", zone.key), literal=True)) for zone in zones
        )
        return (*offered, skip)
    return (skip,)


async def skip(turn: Turn, customer: Customer, talk: Conversation, question: str) -> None:
    """Leave the question, and go on to the next one. A question that is not open any more is left alone."""
    if talk.awaiting != question:
        raise StaleButton
    if question in ("rating", "low-score"):
        talk.awaiting, talk.about = None, {}
        await say(turn, customer, "skipped")
        return
    skipped = [*talk.about.get("skipped", []), question]
    talk.about = {"skipped": skipped}
    if not await ask_next(turn, customer, talk):
        await say(turn, customer, "profile-done")


async def take_consent(turn: Turn, customer: Customer, talk: Conversation, consent: Consent) -> None:
    """Note what the customer agrees to, with when; it can be changed at any time."""
    customer.consent, customer.consent_at, customer.stopped_at = consent, turn.now, None
    await planning.replan(turn, customer)
    await say(turn, customer, f"consent-{consent.value.replace('_', '-')}")
    await _go_on(turn, customer, talk, "consent")


async def take_name(turn: Turn, customer: Customer, talk: Conversation, text: str) -> None:
    """Take the name from the answer, or ask again how to call them."""
    name = name_in(text)
    if name is None:
        await say(turn, customer, "ask-name-again", buttons=_choices(turn, customer, "name"))
    else:
        await keep_name(turn, customer, talk, name)


async def keep_name(turn: Turn, customer: Customer, talk: Conversation, name: str) -> None:
    """Call the customer this from now on. Their name in Telegram, tapped, is taken as it is, whatever it is made of."""
    customer.name = name
    await retitle(turn, customer)
    await say(turn, customer, "name-taken", name=name)
    await _go_on(turn, customer, talk, "name")


def can_read(turn: Turn, question: str, text: str) -> bool:
    """Whether the text can be read as the answer to this question."""
    company = turn.house.company
    if question == "name":
        return name_in(text) is not None
    if question == "zone":
        return time_zones.zone_in(text, turn.now, company.zone) is not None
    try:
        return birthday_in(text, day_first_in(company.country), turn.now.year) is not None
    except ImpossibleDate:
        return True


async def take_birthday_words(turn: Turn, customer: Customer, talk: Conversation, text: str) -> None:
    """Read the birthday; ask which is meant when day and month could be either."""
    try:
        found = birthday_in(text, day_first_in(turn.house.company.country), turn.now.year)
    except ImpossibleDate:
        found = None
    if found is None:
        await say(turn, customer, "ask-birthday-again", buttons=_choices(turn, customer, "birthday"))
    elif isinstance(found, AmbiguousBirthday):
        both = (found.first, found.second)
        choice = row(*(Button(_spoken(turn, customer, one), _birthday_tap(one), literal=True) for one in both))
        await say(turn, customer, "ask-birthday-which", buttons=(choice,))
    else:
        await take_birthday(turn, customer, talk, found)


async def take_birthday(turn: Turn, customer: Customer, talk: Conversation, birthday: Birthday) -> None:
    customer.birth_month, customer.birth_day, customer.birth_year = birthday.month, birthday.day, birthday.year
    await planning.replan(turn, customer)
    await say(turn, customer, "birthday-taken", day=_spoken(turn, customer, birthday))
    await _go_on(turn, customer, talk, "birthday")


async def take_zone_words(turn: Turn, customer: Customer, talk: Conversation, text: str) -> None:
    zone = time_zones.zone_in(text, turn.now, turn.house.company.zone)
    if zone is None:
        await say(turn, customer, "ask-zone-again", buttons=_choices(turn, customer, "zone"))
    else:
        await take_zone(turn, customer, talk, zone.key)


async def take_zone(turn: Turn, customer: Customer, talk: Conversation, key: str) -> None:
    """Set the customer's time zone, by its name in the tz database.

    Raises:
        StaleButton: if there is no such zone.
    """
    zone = time_zones.zone_in(key, turn.now, turn.house.company.zone)
    if zone is None:
        raise StaleButton
    customer.time_zone = zone.key
    await planning.replan(turn, customer)
    await say(turn, customer, "zone-taken", time=turn.house.words.clock_time(turn.now, zone))
    await _go_on(turn, customer, talk, "zone")


async def _go_on(turn: Turn, customer: Customer, talk: Conversation, answered: str) -> None:
    """After an answer the next question, but only where this one was being asked."""
    if talk.awaiting == answered and not await ask_next(turn, customer, talk) and answered != "consent":
        await say(turn, customer, "profile-done")


def _birthday_tap(birthday: Birthday) -> str:
    return tap("birthday", birthday.month, birthday.day, *([birthday.year] if birthday.year else []))


def _spoken(turn: Turn, customer: Customer, birthday: Birthday) -> str:
    return day_in_words(birthday.month, birthday.day, turn.house.words.spoken(customer.language))
