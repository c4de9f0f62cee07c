"""What we ask a customer of themselves, after help was given: one thing at a time, each skippable."""

from datetime import timedelta

from bot.words.times import day_in_words
from bot.work.buttons import Button, row, tap
from bot.work.customers import consents, time_zones
from bot.work.customers.birthdays import AmbiguousBirthday, birthday_in, day_first_in
from bot.work.customers.fields import FIELDS, Field, keep
from bot.work.customers.knowing import address
from bot.work.customers.names import name_in
from bot.work.errors import StaleButton
from bot.work.outreach import planning
from bot.work.saying import say, send
from bot.work.staffroom import retitle
from bot.work.turn import Turn
from care_rules.consent import CareKind, Consent, allows
from care_rules.errors import ImpossibleDate
from care_rules.occasions import Birthday
from storage import profiles
from storage.tables import Conversation, Customer, Profile

BASIC = ("consent", "name", "birthday", "zone")
LATER = (
    "phone", "wedding", "partner", "region", "festivals", "email", "occupation", "interests", "address", "travel",
    "gender",
)  # fmt: skip
IN_WORDS = (*BASIC[1:], *LATER)  # answered in the customer's own words
FREE = ("name", "partner", "region", "gender", "occupation", "interests", "address")  # where any words may be meant
RARELY = timedelta(days=30)  # between two questions beyond the basic ones


async def ask_next(turn: Turn, customer: Customer, talk: Conversation) -> bool:
    """Ask the next thing that is missing and was not skipped; false when there is nothing to ask just now.

    First the few things that everything else needs, one after another; all else one at a time, once a month at most.
    """
    profile = await profiles.profile_of(turn.session, customer.id or 0)
    question = next((one for one in BASIC if one not in profile.skipped and _missing(customer, one)), None)
    if question is None and (profile.asked_at is None or turn.now - profile.asked_at >= RARELY):
        question = _later(customer, profile)
    talk.about, talk.awaiting, talk.asked_at = {}, question, turn.now
    if question is None:
        return False
    profile.asked_at = turn.now
    await ask(turn, customer, talk, question)
    return True


async def ask(turn: Turn, customer: Customer, talk: Conversation, question: str) -> None:
    """Ask this, whether it is known or not: what is answered takes the place of what was there."""
    talk.about, talk.awaiting, talk.asked_at = {}, question, turn.now
    if question == "phone":
        await ask_contact(turn, customer)
    else:
        await say(turn, customer, f"ask-{question}", buttons=_choices(turn, customer, question))


def _missing(customer: Customer, question: str) -> bool:
    """Name, birthday and zone are asked only of those who agreed to hear from us."""
    if question == "consent":
        return customer.consent is None
    if customer.consent in (None, Consent.none):
        return False
    if question == "birthday":
        return customer.birth_day is None and allows(customer.consent, CareKind.greetings)
    return customer.name is None if question == "name" else customer.time_zone is None


def _later(customer: Customer, profile: Profile) -> str | None:
    """Return what else is missing, of those who agreed to all kinds of care; a partner's name only of the wedded."""
    if customer.consent != Consent.all:
        return None
    missing = (one for one in LATER if one not in profile.skipped and not _is_known(profile, one))
    return next((one for one in missing if one != "partner" or profile.wedding_day is not None), None)


def _is_known(profile: Profile, question: str) -> bool:
    if question == "phone":
        return profile.phone_sealed is not None
    if question == "wedding":
        return profile.wedding_day is not None
    return getattr(profile, FIELDS[question].column) is not None


async def ask_contact(turn: Turn, customer: Customer) -> None:
    """Ask for their phone with Telegram's own button, which proves that it is theirs."""
    words, language = turn.house.words, customer.language
    share = {"text": words.text("button-share-phone", language), "request_contact": True}
    keyboard = {"keyboard": [[share], [{"text": words.text("button-skip", language)}]]}
    markup = keyboard | {"one_time_keyboard": True, "resize_keyboard": True}
    await send(turn, customer, "sendMessage", {"text": words.text("ask-phone", language), "reply_markup": markup})


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
    profile = await profiles.profile_of(turn.session, customer.id or 0)
    profile.skipped = [*(one for one in profile.skipped if one != question), question]
    await _go_on(turn, customer, talk, question)


async def take_consent(turn: Turn, customer: Customer, talk: Conversation, consent: Consent) -> None:
    """Note what the customer agrees to, with when; it can be changed at any time."""
    await consents.agree(turn, customer, consent, "asked")
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
    if question in FIELDS:
        return FIELDS[question].read(text) is not None
    if question not in ("birthday", "wedding"):
        return False
    try:
        return birthday_in(text, day_first_in(company.country), turn.now.year) is not None
    except ImpossibleDate:
        return True


async def take_words(turn: Turn, customer: Customer, talk: Conversation, question: str, text: str) -> None:
    """Take the answer to a question in words, or ask again."""
    if question == "name":
        await take_name(turn, customer, talk, text)
    elif question in ("birthday", "wedding"):
        await take_day_words(turn, customer, talk, question, text)
    elif question == "zone":
        await take_zone_words(turn, customer, talk, text)
    elif question == "phone":
        await ask_contact(turn, customer)
    else:
        await _take_field(turn, customer, talk, FIELDS[question], text)


async def _take_field(turn: Turn, customer: Customer, talk: Conversation, field: Field, text: str) -> None:
    value = field.read(text)
    if value is None:
        await say(turn, customer, f"ask-{field.name}", buttons=_choices(turn, customer, field.name))
        return
    profile = await profiles.profile_of(turn.session, customer.id or 0)
    keep(profile, field, value, turn.house.vault)
    await planning.replan(turn, customer)
    await say(turn, customer, "field-kept", value=value)
    await _go_on(turn, customer, talk, field.name)


async def take_day_words(turn: Turn, customer: Customer, talk: Conversation, question: str, text: str) -> None:
    """Read the birthday or the wedding day; ask which is meant when day and month could be either."""
    try:
        found = birthday_in(text, day_first_in(turn.house.company.country), turn.now.year)
    except ImpossibleDate:
        found = None
    if found is None:
        await say(turn, customer, "ask-birthday-again", buttons=_choices(turn, customer, question))
    elif isinstance(found, AmbiguousBirthday):
        both = (found.first, found.second)
        choice = row(*(Button(_spoken(turn, customer, one), _day_tap(question, one), literal=True) for one in both))
        await say(turn, customer, "ask-birthday-which", buttons=(choice,))
    else:
        await take_day(turn, customer, talk, question, found)


async def take_day(turn: Turn, customer: Customer, talk: Conversation, question: str, day: Birthday) -> None:
    if question == "birthday":
        customer.birth_month, customer.birth_day, customer.birth_year = day.month, day.day, day.year
    else:
        profile = await profiles.profile_of(turn.session, customer.id or 0)
        profile.wedding_month, profile.wedding_day, profile.wedding_year = day.month, day.day, day.year
    await planning.replan(turn, customer)
    await say(turn, customer, "birthday-taken", day=_spoken(turn, customer, day))
    await _go_on(turn, customer, talk, question)


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


async def phone_taken(turn: Turn, customer: Customer, talk: Conversation) -> None:
    """Their phone came by the button; the keyboard with it goes away with this answer."""
    text = turn.house.words.text("contact-taken", customer.language)
    await send(turn, customer, "sendMessage", {"text": text, "reply_markup": {"remove_keyboard": True}})
    await _go_on(turn, customer, talk, "phone")


async def _go_on(turn: Turn, customer: Customer, talk: Conversation, answered: str) -> None:
    """After an answer the next question, but only where this one was being asked."""
    if talk.awaiting != answered:
        return
    if not await ask_next(turn, customer, talk) and answered != "consent":
        await say(turn, customer, "profile-done")


def _day_tap(question: str, day: Birthday) -> str:
    return tap(question, day.month, day.day, *([day.year] if day.year else []))


def _spoken(turn: Turn, customer: Customer, birthday: Birthday) -> str:
    return day_in_words(birthday.month, birthday.day, turn.house.words.spoken(customer.language))
