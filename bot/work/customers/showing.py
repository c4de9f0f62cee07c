"""/profile: what we know about a customer, each thing theirs to change or take out."""

from bot.words.times import day_in_words
from bot.work.buttons import Button, Rows, row, tap
from bot.work.customers import asking, time_zones
from bot.work.customers.fields import FIELDS, shown
from bot.work.errors import StaleButton
from bot.work.outreach import planning
from bot.work.saying import say, write
from bot.work.staffroom import retitle
from bot.work.turn import Turn
from storage import profiles
from storage.tables import Buyer, Conversation, Customer, Profile

_SHOWN = (*asking.BASIC[1:], *asking.LATER)
_A_LINE = 2  # buttons


async def show(turn: Turn, customer: Customer) -> None:
    """Show what is known, and a button for each thing, known or not."""
    known = await known_of(turn, customer)
    words, language = turn.house.words, customer.language
    lines = [words.text("profile-head" if known else "profile-empty", language)]
    lines += [
        words.text("profile-line", language, what=words.text(f"field-{name}", language), value=value)
        for name, value in known.items()
    ]
    await write(turn, customer, "\n".join(lines), buttons=_buttons(turn, customer, known))


async def known_of(turn: Turn, customer: Customer, language: str | None = None) -> dict[str, str]:
    """Return what is known, by the name of the field, in words of the customer's language, or of another."""
    profile = await profiles.profile_of(turn.session, customer.id or 0)
    spoken = turn.house.words.spoken(language or customer.language)
    found = {name: _value(turn, customer, profile, name, spoken) for name in _SHOWN}
    return {name: value for name, value in found.items() if value is not None}


async def phone_of(turn: Turn, customer: Customer) -> str | None:
    """Return the phone they shared, else the one in the shop's books; None where neither is known."""
    profile = await profiles.profile_of(turn.session, customer.id or 0)
    buyer = await turn.session.get(Buyer, customer.buyer_id) if customer.buyer_id is not None else None
    sealed = profile.phone_sealed or (buyer.phone_sealed if buyer is not None else None)
    return turn.house.vault.open(sealed) if sealed is not None else None


def masked(value: str) -> str:
    """Return so much of a phone, email or address as everybody of the staff may see."""
    return f"{value[:3]}…{value[-2:]}" if len(value) > 6 else "…"


def _value(turn: Turn, customer: Customer, profile: Profile, name: str, spoken: str) -> str | None:
    if name == "name":
        return customer.name
    if name == "zone":
        zone = turn.zone_of(customer.time_zone)
        return time_zones.label(zone, turn.now) if customer.time_zone is not None else None
    if name == "phone":
        return turn.house.vault.open(profile.phone_sealed) if profile.phone_sealed is not None else None
    if name in FIELDS:
        return shown(profile, FIELDS[name], turn.house.vault)
    month, day, year = (
        (customer.birth_month, customer.birth_day, customer.birth_year)
        if name == "birthday"
        else (profile.wedding_month, profile.wedding_day, profile.wedding_year)
    )
    if month is None or day is None:
        return None
    return day_in_words(month, day, spoken) + (f" {year}" if year is not None else "")


def _buttons(turn: Turn, customer: Customer, known: dict[str, str]) -> Rows:
    words, language = turn.house.words, customer.language
    buttons = [
        Button(f"{'✎' if name in known else '+'} {words.text(f'field-{name}', language)}", tap("field", name), True)
        for name in _SHOWN
    ]
    return tuple(row(*buttons[at : at + _A_LINE]) for at in range(0, len(buttons), _A_LINE))


async def edit(turn: Turn, customer: Customer, talk: Conversation, name: str) -> None:
    """Ask for it anew; what is there can be taken out instead.

    Raises:
        StaleButton: if there is no such field.
    """
    if name not in _SHOWN:
        raise StaleButton
    if name in await known_of(turn, customer):
        await say(turn, customer, "field-change", buttons=(row(Button("button-remove", tap("unfield", name))),))
    await asking.ask(turn, customer, talk, name)


async def remove(turn: Turn, customer: Customer, talk: Conversation, name: str) -> None:
    """Take it out of the profile. It is not asked for again.

    Raises:
        StaleButton: if there is no such field.
    """
    if name not in _SHOWN:
        raise StaleButton
    profile = await profiles.profile_of(turn.session, customer.id or 0)
    profile.skipped = [*(one for one in profile.skipped if one != name), name]
    if name == "name":
        customer.name = None
        await retitle(turn, customer)
    elif name == "zone":
        customer.time_zone = None
    elif name == "birthday":
        customer.birth_month = customer.birth_day = customer.birth_year = None
    elif name == "wedding":
        profile.wedding_month = profile.wedding_day = profile.wedding_year = None
    elif name == "phone":
        profile.phone_sealed = profile.phone_mark = profile.phone_verified_at = None
        customer.phone_zone = None
    else:
        setattr(profile, FIELDS[name].column, None)
    if talk.awaiting == name:
        talk.awaiting = None
    await planning.replan(turn, customer)
    await say(turn, customer, "field-removed")


async def offer_change(turn: Turn, customer: Customer, what: str) -> None:
    """Somebody said that something changed: offer to note it, with what usually changes along."""
    also = {"address": ("address", "zone"), "phone": ("phone",)}[what]
    buttons = tuple(row(Button(f"field-{name}", tap("field", name))) for name in also)
    await say(turn, customer, f"changed-{what}", buttons=(*buttons, row(Button("button-human", tap("human")))))
