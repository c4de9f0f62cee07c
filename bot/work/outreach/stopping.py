"""Stop what we write first, with one tap or one word; take it back; say why something was sent."""

from bot.words.times import When
from bot.work.buttons import Button, row, tap
from bot.work.customers import consents
from bot.work.errors import NoSuchSpan, StaleButton
from bot.work.outreach import calls
from bot.work.saying import say, write
from bot.work.spans import moment_in
from bot.work.turn import Turn
from care_rules.reasons import Reason, reason_from
from storage import plans
from storage.tables import Customer


async def stop(turn: Turn, customer: Customer) -> None:
    """Never write first to this customer, from now on; greetings and calls that are still to be made are taken back."""
    await consents.stop(turn, customer)
    await calls.take_back(turn, customer, calls.STOPPED, customer.known_as)
    await say(turn, customer, "stopped", buttons=(row(Button("button-undo", tap("resume"))),))


async def resume(turn: Turn, customer: Customer) -> None:
    """Take the stop or the pause back: what the customer agreed to before holds again."""
    await consents.resume(turn, customer)
    await say(turn, customer, "resumed")


async def pause(turn: Turn, customer: Customer, words: str = "") -> None:
    """Write nothing first for a while, a week unless they say how long."""
    zone = turn.zone_of(customer.zone)
    try:
        until = moment_in(words, turn.now, zone) if words.strip() else turn.now + consents.PAUSE
    except NoSuchSpan as refusal:
        await say(turn, customer, "no-such-pause", span=refusal.facts["span"])
        return
    await consents.pause(turn, customer, until - turn.now)
    await say(turn, customer, "paused", buttons=(row(Button("button-undo", tap("resume"))),), until=until)


async def why(turn: Turn, customer: Customer, touch_id: int) -> None:
    """Say why a touch was sent.

    Raises:
        StaleButton: if it was not theirs.
    """
    touch = await plans.touch_of(turn.session, touch_id)
    if touch is None or touch.customer_id != customer.id:
        raise StaleButton
    words, language = turn.house.words, customer.language
    reasons = [_spoken(turn, customer, reason_from(data)) for data in touch.reasons]
    text = words.text("why-head", language, rule=touch.rule) + "".join(f"\n· {reason}" for reason in reasons if reason)
    await write(turn, customer, text, buttons=(row(Button("button-stop", tap("stop"))),))


async def why_the_last(turn: Turn, customer: Customer) -> None:
    """Say why the message that was sent last was sent; or that there was none."""
    last = await plans.last_sent(turn.session, customer.id or 0)
    if last is None or last.id is None:
        await say(turn, customer, "why-nothing")
    else:
        await why(turn, customer, last.id)


def _spoken(turn: Turn, customer: Customer, reason: Reason) -> str:
    """Return the reason in the customer's words; empty where the catalogue has none for customers."""
    words, language, zone = turn.house.words, customer.language, turn.zone_of(customer.zone)
    key = f"why-{reason.key}"
    if not words.knows(key, "en"):
        return ""
    facts: dict[str, object] = dict(reason.facts)
    facts["since"] = When(customer.consent_at or turn.now, turn.now, zone)
    return words.text(key, language, **facts)
