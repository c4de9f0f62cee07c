"""A contact that was made elsewhere, by telephone or in the shop, is written down with the customer it was made by."""

from bot.work.cases import card
from bot.work.cases.events import agent_of, note
from bot.work.cases.opening import open_case
from bot.work.errors import NoSuchChannel
from bot.work.said import Agent, Said
from bot.work.staffroom import tell_key
from bot.work.turn import Turn
from care_rules.cases import CaseKind, Channel
from storage.tables import Customer, TouchPoint


async def record(turn: Turn, customer: Customer, agent: Agent, words: str) -> None:
    """Write it down: "phone complaint the lid is broken" opens a case, "phone asked for our hours" is a touch point.

    Raises:
        NoSuchChannel: if it is not said where, or nothing is said.
    """
    first, _, rest = words.strip().partition(" ")
    channel = next((one for one in Channel if one.value == first.lower()), None)
    second, _, after = rest.strip().partition(" ")
    kind = next((one for one in CaseKind if one.value == second.lower()), None)
    said = (after if kind is not None else rest).strip()
    if channel is None or not said:
        raise NoSuchChannel(channel=first[:20] or "–", channels=", ".join(Channel), kinds=", ".join(CaseKind))
    if kind is not None:
        await _open(turn, customer, agent, kind, channel, said)
        return
    turn.session.add(TouchPoint(customer_id=customer.id or 0, at=turn.now, channel=channel, what=said, by=agent.name))
    await tell_key(turn, customer, "staff-touch-point", name=customer.known_as, channel=channel.value)


async def _open(turn: Turn, customer: Customer, agent: Agent, kind: CaseKind, channel: Channel, said: str) -> None:
    case = await open_case(turn, customer, kind, Said(customer.telegram_id, (0,), said))
    case.channel = channel
    note(turn, case, "elsewhere", agent_of(agent), channel.value)
    await card.refresh(turn, customer, case)
