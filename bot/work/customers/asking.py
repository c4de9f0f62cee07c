"""What we ask a customer of themselves, after help was given: one thing at a time, each skippable, most rarely."""

from datetime import timedelta

from bot.work.buttons import Button, row, tap
from bot.work.customers import thanks, time_zones
from bot.work.customers.fields import FIELDS
from bot.work.customers.knowing import address
from bot.work.errors import StaleButton
from bot.work.saying import say, send
from bot.work.turn import Turn
from care_rules.consent import CareKind, Consent, allows
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
        return await _thank_if_complete(turn, customer, profile)
    profile.asked_at = turn.now
    await ask(turn, customer, talk, question)
    return True


async def _thank_if_complete(turn: Turn, customer: Customer, profile: Profile) -> bool:
    """Who has told us all that we ask for is thanked for it, once, if the book has words for that."""
    known = all(_is_known(profile, one) for one in LATER if one != "partner")
    if profile.completed_at is not None or not known or any(_missing(customer, one) for one in BASIC):
        return False
    profile.completed_at = turn.now
    return await thanks.thank(turn, customer, thanks.PROFILE_COMPLETED)


async def ask(turn: Turn, customer: Customer, talk: Conversation, question: str) -> None:
    """Ask this, whether it is known or not: what is answered takes the place of what was there."""
    talk.about, talk.awaiting, talk.asked_at = {}, question, turn.now
    if question == "phone":
        await ask_contact(turn, customer)
    else:
        await say(turn, customer, f"ask-{question}", buttons=choices(turn, customer, question))


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


def choices(turn: Turn, customer: Customer, question: str) -> tuple[tuple[Button, ...], ...]:
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
    await go_on(turn, customer, talk, question)


async def go_on(turn: Turn, customer: Customer, talk: Conversation, answered: str) -> None:
    """After an answer the next question, but only where this one was being asked."""
    if talk.awaiting != answered:
        return
    if not await ask_next(turn, customer, talk) and answered != "consent":
        await say(turn, customer, "profile-done")
