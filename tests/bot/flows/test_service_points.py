"""An emergency with a place: the nearest service point is named and alerted, then the next, until one sees to it."""

from datetime import timedelta
from pathlib import Path

from bot.cli.points import take_over
from storage import service_points
from tests.bot.flows.product import ASHA, GROUP, MONDAY_NOON, RAMON, WEI, Product
from tests.bot.flows.test_people import all_cases

TABLE = f"""name,phone,latitude,longitude,hours,services,chat_id
Mumbai,+91 22 2,19.0760,72.8777,,,{WEI}
Pune,+91 20 1,18.5204,73.8567,9-18,lids,{RAMON}
Camp,+91 20 3,18.5100,73.8800,,,
"""
HERE = {"latitude": 18.53, "longitude": 73.85}


async def _with_points(product: Product, folder: Path, table: str = TABLE) -> str | None:
    """Take the points over; Ramon and Wei stand for the people at two of them."""
    for one in (RAMON, WEI):
        await product.hears(one, "/start")
    file = folder / "points.csv"
    file.write_text(table, "utf-8")
    told = await take_over(product.app.outside.settings, file)
    for one in (RAMON, WEI):
        await product.quiet(one)
    return told


async def _in_trouble(product: Product) -> None:
    await product.hears(ASHA, "emergency")
    await product.quiet(ASHA)
    await product.hears(ASHA, location=HERE)


async def test_the_nearest_is_named_and_alerted_and_sees_to_it(product: Product, tmp_path: Path) -> None:
    assert await _with_points(product, tmp_path) is None
    await _in_trouble(product)
    [told] = await product.quiet(ASHA)
    assert told.startswith("The nearest is Pune, 1.3 km from you: +91 20 1 (9-18).")
    assert "112 comes first" in told
    [alert] = await product.quiet(RAMON)
    assert "an emergency 1.3 km from you" in alert
    assert "18.53000, 73.85000" in alert
    assert await product.quiet(WEI) == []
    await product.quiet(GROUP)
    assert "The customer and the desk know" in (await product.tap(RAMON, RAMON, "We see to it") or "")
    assert await product.quiet(ASHA) == [
        f"Pune is seeing to it (case {(await all_cases(product))[0].number}). You can ring them: +91 20 1."
    ]
    assert any("Ramon at Pune sees to" in text for text in await product.quiet(GROUP))
    await product.tap(RAMON, RAMON, "We see to it")
    product.clock.move_to(MONDAY_NOON + timedelta(minutes=30))
    await product.app.jobs.watch()
    assert await product.quiet(WEI) == []
    assert not any("is seeing to it" in text for text in await product.quiet(ASHA))


async def test_who_does_not_answer_in_five_minutes_is_followed_by_the_next(product: Product, tmp_path: Path) -> None:
    await _with_points(product, tmp_path)
    await _in_trouble(product)
    await product.quiet(RAMON)
    product.clock.move_to(MONDAY_NOON + timedelta(minutes=4))
    await product.app.jobs.watch()
    assert await product.quiet(WEI) == []
    product.clock.move_to(MONDAY_NOON + timedelta(minutes=6))
    await product.app.jobs.watch()
    assert "an emergency 119 km from you" in (await product.quiet(WEI))[0]
    await product.quiet(GROUP)
    product.clock.move_to(MONDAY_NOON + timedelta(minutes=12))
    await product.app.jobs.watch()
    assert any("none has answered" in text for text in await product.quiet(GROUP))
    product.clock.move_to(MONDAY_NOON + timedelta(minutes=60))
    await product.app.jobs.watch()
    assert await product.quiet(WEI) == await product.quiet(RAMON) == []
    assert not any("none has answered" in text for text in await product.quiet(GROUP))
    assert "know" in (await product.tap(WEI, WEI, "We see to it") or "")


async def test_only_the_alerted_point_can_see_to_it(product: Product, tmp_path: Path) -> None:
    await _with_points(product, tmp_path)
    await _in_trouble(product)
    await product.quiet(ASHA)
    async with product.app.outside.database.read() as session:
        ids = {one.name: one.id for one in await service_points.everywhere(session)}
    for data in (f"point:1:{ids['Pune']}", f"point:1:{ids['Mumbai']}", "point:1:999"):
        assert await product.press(WEI, WEI, 1, data) is not None
    assert await product.quiet(ASHA) == []


async def test_a_resolved_emergency_alerts_nobody_more(product: Product, tmp_path: Path) -> None:
    await _with_points(product, tmp_path)
    await _in_trouble(product)
    await product.quiet(GROUP)
    await product.tap(201, GROUP, "Resolve")
    product.clock.move_to(MONDAY_NOON + timedelta(minutes=30))
    await product.app.jobs.watch()
    assert await product.quiet(WEI) == []


async def test_without_points_a_place_is_kept_and_the_number_said_again(product: Product) -> None:
    await _in_trouble(product)
    [told] = await product.quiet(ASHA)
    assert "112" in told


async def test_a_mistaken_table_changes_nothing(product: Product, tmp_path: Path) -> None:
    await _with_points(product, tmp_path)
    refused = await _with_points(product, tmp_path, TABLE.replace("18.5204", "x"))
    assert refused is not None
    assert ":3: x, 73.8567 is no place." in refused
    async with product.app.outside.database.read() as session:
        assert len(await service_points.everywhere(session)) == 3
    assert await _with_points(product, tmp_path, "".join(TABLE.splitlines(keepends=True)[:2])) is None
    async with product.app.outside.database.read() as session:
        assert [one.name for one in await service_points.everywhere(session)] == ["Mumbai"]


async def test_a_point_that_is_closed_comes_after_those_that_are_open(product: Product, tmp_path: Path) -> None:
    await _with_points(product, tmp_path, TABLE.replace("9-18", "Sat-Sun 9-18"))
    await _in_trouble(product)
    assert "The nearest is Camp" in (await product.quiet(ASHA))[0]
    assert len(await product.quiet(WEI)) == 1
    assert await product.quiet(RAMON) == []
