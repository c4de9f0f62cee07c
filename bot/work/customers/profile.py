"""What a customer answers when asked of themselves: read, kept, and confirmed."""

from zoneinfo import ZoneInfo

from bot.words.times import day_in_words
from bot.work.buttons import Button, row, tap
from bot.work.customers import asking, consents, time_zones
from bot.work.customers.birthdays import AmbiguousBirthday, birthday_in, day_first_in
from bot.work.customers.fields import FIELDS, Field, keep
from bot.work.customers.names import name_in
from bot.work.errors import StaleButton
from bot.work.outreach import planning
from bot.work.saying import say, send
from bot.work.staffroom import retitle
from bot.work.turn import Turn
from care_rules.consent import Consent
from care_rules.errors import ImpossibleDate
from care_rules.occasions import Birthday
from storage import profiles
from storage.tables import Conversation, Customer


async def take_consent(turn: Turn, customer: Customer, talk: Conversation, consent: Consent) -> None:
    """Note what the customer agrees to, with when; it can be changed at any time."""
    await consents.agree(turn, customer, consent, "asked")
    await say(turn, customer, f"consent-{consent.value.replace('_', '-')}")
    await asking.go_on(turn, customer, talk, "consent")


async def take_name(turn: Turn, customer: Customer, talk: Conversation, text: str) -> None:
    """Take the name from the answer, or ask again how to call them."""
    name = name_in(text)
    if name is None:
        await say(turn, customer, "ask-name-again", buttons=asking.choices(turn, customer, "name"))
    else:
        await keep_name(turn, customer, talk, name)


async def keep_name(turn: Turn, customer: Customer, talk: Conversation, name: str) -> None:
    """Call the customer this from now on. Their name in Telegram, tapped, is taken as it is, whatever it is made of."""
    customer.name = name
    await retitle(turn, customer)
    await say(turn, customer, "name-taken", name=name)
    await asking.go_on(turn, customer, talk, "name")


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
        await asking.ask_contact(turn, customer)
    else:
        await _take_field(turn, customer, talk, FIELDS[question], text)


async def _take_field(turn: Turn, customer: Customer, talk: Conversation, field: Field, text: str) -> None:
    value = field.read(text)
    if value is None:
        await say(turn, customer, f"ask-{field.name}", buttons=asking.choices(turn, customer, field.name))
        return
    profile = await profiles.profile_of(turn.session, customer.id or 0)
    keep(profile, field, value, turn.house.vault)
    await planning.replan(turn, customer)
    await say(turn, customer, "field-kept", value=value)
    await asking.go_on(turn, customer, talk, field.name)


async def take_day_words(turn: Turn, customer: Customer, talk: Conversation, question: str, text: str) -> None:
    """Read the birthday or the wedding day; ask which is meant when day and month could be either."""
    try:
        found = birthday_in(text, day_first_in(turn.house.company.country), turn.now.year)
    except ImpossibleDate:
        found = None
    if found is None:
        await say(turn, customer, "ask-birthday-again", buttons=asking.choices(turn, customer, question))
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
    await asking.go_on(turn, customer, talk, question)


async def take_zone_words(turn: Turn, customer: Customer, talk: Conversation, text: str) -> None:
    zone = time_zones.zone_in(text, turn.now, turn.house.company.zone)
    if zone is None:
        await say(turn, customer, "ask-zone-again", buttons=asking.choices(turn, customer, "zone"))
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
    await asking.go_on(turn, customer, talk, "zone")


async def take_place(turn: Turn, customer: Customer, place: tuple[float, float]) -> None:
    """A place, in degrees, came for an answer to the question where they are: have it confirmed, or ask again."""
    zone = time_zones.zone_at(*place)
    if zone is None:
        await say(turn, customer, "ask-zone-again", buttons=asking.choices(turn, customer, "zone"))
    else:
        await _offer(turn, customer, zone, row(Button("button-skip", tap("skip", "zone"))))


async def note_place(turn: Turn, customer: Customer, place: tuple[float, float]) -> None:
    """A place came unasked: offer its zone to those who hear from us, where it is not the one we know."""
    zone = time_zones.zone_at(*place)
    cared_for = customer.consent not in (None, Consent.none)
    known = customer.time_zone is not None and time_zones.alike(turn.zone_of(customer.zone), zone)
    if zone is not None and cared_for and not known:
        await _offer(turn, customer, zone)


async def _offer(turn: Turn, customer: Customer, zone: ZoneInfo, *more: tuple[Button, ...]) -> None:
    keep = Button(time_zones.label(zone, turn.now), tap("zone", zone.key), literal=True)
    time = turn.house.words.clock_time(turn.now, zone)
    await say(turn, customer, "zone-offer", buttons=(row(keep), *more), time=time)


async def phone_taken(turn: Turn, customer: Customer, talk: Conversation) -> None:
    """Their phone came by the button; the keyboard with it goes away with this answer."""
    text = turn.house.words.text("contact-taken", customer.language)
    await send(turn, customer, "sendMessage", {"text": text, "reply_markup": {"remove_keyboard": True}})
    await asking.go_on(turn, customer, talk, "phone")


def _day_tap(question: str, day: Birthday) -> str:
    return tap(question, day.month, day.day, *([day.year] if day.year else []))


def _spoken(turn: Turn, customer: Customer, birthday: Birthday) -> str:
    return day_in_words(birthday.month, birthday.day, turn.house.words.spoken(customer.language))
