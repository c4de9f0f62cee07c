"""The people of the desk: roles, being away, the queue, handing over, shutting somebody out."""

from typing import Any

from sqlalchemy import select
from sqlmodel import col

from storage.tables import CareCase, CaseEvent, RosterEntry
from tests.bot.flows.product import ASHA, GROUP, JONAS, MIRA, RAMON, Product
from tests.bot.flows.test_promises import complain_from

STRANGER = 204


async def staff_say(product: Product, by: int, text: str, topic: int | None = None) -> str:
    """Somebody of the staff writes; return all that the group gets for it."""
    await product.quiet(GROUP)
    await product.control.say(by, text, chat=GROUP, **({"topic": topic} if topic is not None else {}))
    return "\n".join(await product.quiet(GROUP))


async def all_cases(product: Product) -> list[CareCase]:
    async with product.app.outside.database.read() as session:
        return list((await session.execute(select(CareCase).order_by(col(CareCase.id)))).scalars())


async def test_the_queue_shows_what_nobody_has_and_the_way_there(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    number = (await all_cases(product))[0].number
    told = await staff_say(product, JONAS, "/queue")
    assert "1 case waits" in told
    assert f"{number} " in told
    assert f"/{topic}" in told
    await product.tap(JONAS, GROUP, "Take")
    assert "Nobody waits" in await staff_say(product, JONAS, "/queue")
    assert number in await staff_say(product, JONAS, "/mine")
    assert "no open case" in await staff_say(product, MIRA, "/mine")


async def test_find_by_number_name_and_words(product: Product) -> None:
    await complain_from(product, ASHA)
    number = (await all_cases(product))[0].number
    for wanted in (number, number.lower(), "asha", "broken lid"):
        assert number in await staff_say(product, JONAS, f"/find {wanted}")
    assert "Nothing found" in await staff_say(product, JONAS, "/find 100%")
    assert "what to look for" in await staff_say(product, JONAS, "/find")


async def test_a_case_is_handed_over_with_a_note_the_customer_never_sees(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await product.quiet(ASHA)
    await staff_say(product, JONAS, "hello", topic)
    await product.quiet(ASHA)
    told = await staff_say(product, JONAS, "/handover Mira she wants her money back", topic)
    assert told.startswith("Mira: Jonas hands")
    case = (await all_cases(product))[0]
    assert (case.agent_id, case.agent_name) == (MIRA, "Mira")
    assert await product.quiet(ASHA) == []
    async with product.app.outside.database.read() as session:
        events = list((await session.execute(select(CaseEvent))).scalars())
    assert [event.why for event in events if event.what == "handed"] == ["Mira: she wants her money back"]


async def test_only_a_lead_hands_over_what_somebody_else_has(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await staff_say(product, JONAS, "/people")
    await staff_say(product, MIRA, "hello", topic)
    assert "Mira" in await staff_say(product, JONAS, "/handover Jonas", topic)
    assert (await all_cases(product))[0].agent_id == MIRA
    await staff_say(product, MIRA, "/role Jonas lead", topic)
    await staff_say(product, JONAS, "/handover Jonas", topic)
    assert (await all_cases(product))[0].agent_id == JONAS


async def test_whom_nobody_knows_is_no_colleague(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await staff_say(product, JONAS, "/people")
    assert "nobody called “Zoe”" in await staff_say(product, JONAS, "/handover Zoe please", topic)
    assert "Whom?" in await staff_say(product, JONAS, "/handover", topic)
    assert "nobody called" in await staff_say(product, MIRA, "/role Zoe lead")
    assert (await all_cases(product))[0].agent_id is None


async def test_roles_are_given_by_a_manager_alone(product: Product) -> None:
    await staff_say(product, JONAS, "/people")
    assert "takes a manager" in await staff_say(product, JONAS, "/role Jonas manager")
    assert "is no role" in await staff_say(product, MIRA, "/role Jonas boss")
    assert "Jonas is lead now" in await staff_say(product, MIRA, "/role Jonas lead")
    people = await staff_say(product, MIRA, "/people")
    assert "Jonas · lead" in people
    assert "Mira · manager" in people


async def test_skills_are_languages_kinds_and_products(product: Product) -> None:
    await staff_say(product, JONAS, "/people")
    assert "takes a lead" in await staff_say(product, JONAS, "/skills Jonas Hindi")
    assert "complaint, hi, kettle" in await staff_say(product, MIRA, "/skills Jonas Hindi, complaints, Kettle")
    async with product.app.outside.database.read() as session:
        entry = await session.get(RosterEntry, JONAS)
    assert entry is not None
    assert entry.skills == {"languages": ["hi"], "kinds": ["complaint"], "products": ["kettle"]}
    assert "every kind" in await staff_say(product, MIRA, "/skills Jonas")


async def test_away_and_back(product: Product) -> None:
    assert "away until today 14:00" in await staff_say(product, JONAS, "/away 2h")
    assert "Jonas · agent · away until" in await staff_say(product, MIRA, "/people")
    assert "no time ahead" in await staff_say(product, JONAS, "/away yesterday")
    assert "no time ahead" in await staff_say(product, JONAS, "/away 2020-01-01")
    assert "is back" in await staff_say(product, JONAS, "/back")
    assert "away" not in await staff_say(product, MIRA, "/people")


async def test_who_has_left_the_group_can_do_nothing_at_once(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await product.quiet(ASHA)
    await staff_say(product, JONAS, "/people")
    await product.control.do("leave", by=JONAS, chat=GROUP)
    await product.quiet(GROUP)
    for words in ("You are a fool", "/queue", "/block", "/handover Mira"):
        await product.control.do("raw_update", update=_late(JONAS, words, topic))
        assert await product.quiet(GROUP) == ["Only people of the staff group can do that."]
    assert await product.quiet(ASHA) == []
    assert (await product.tap(JONAS, GROUP, "Take") or "").startswith("Only people")
    assert (await all_cases(product))[0].agent_id is None


def _late(by: int, text: str, topic: int) -> dict[str, Any]:
    """What somebody wrote in the group, told only after they had left."""
    message = {
        "message_id": 990_000 + len(text),
        "date": 1,
        "chat": {"id": GROUP, "type": "supergroup", "title": "Care team", "is_forum": True},
        "from": {"id": by, "is_bot": False, "first_name": "Jonas"},
        "message_thread_id": topic,
        "is_topic_message": True,
        "text": text,
    }
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
    return {"message": message}


async def test_who_abuses_the_desk_is_shut_out_by_a_lead(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    assert "takes a lead" in await staff_say(product, JONAS, "/block rude", topic)
    assert "“rude”" in await staff_say(product, MIRA, "/block rude", topic)
    await product.quiet(ASHA)
    await product.hears(ASHA, "You are all idiots")
    assert "does not read" in "\n".join(await product.quiet(ASHA))
    await product.hears(ASHA, "And again")
    assert await product.quiet(ASHA) == []
    assert await product.quiet(GROUP) == []
    await product.hears(ASHA, "emergency")
    assert "112" in "\n".join(await product.quiet(ASHA))
    await product.hears(RAMON, "hello")
    assert "does not read" not in "\n".join(await product.quiet(RAMON))
    assert "let Asha Verma in" in await staff_say(product, MIRA, "/unblock", topic)
    await product.quiet(ASHA)
    await product.hears(ASHA, "Thank you, the lid is still broken")
    assert "does not read" not in "\n".join(await product.quiet(ASHA))
