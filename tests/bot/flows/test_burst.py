"""Two hundred messages into a group that takes twenty calls a minute, and its topics deleted half way."""

from collections import defaultdict
from pathlib import Path

from tests.bot.flows.product import GROUP, MIRA, Product, running_product

PEOPLE = range(1001, 1021)
LINES = 10
RATIO = 60.0  # twenty calls a second: ten minutes pass in ten seconds


async def _write_all(product: Product, lines: range) -> None:
    for line in lines:
        for person in PEOPLE:
            await product.hears(person, f"my order 4711 of P{person} never came, line {line}.")


async def _shown(product: Product) -> list[str]:
    record = await product.control.record(chat=GROUP, limit=10_000)
    return [str(one["params"]["text"]) for one in record if one["method"] == "sendMessage" and one["ok"]]


async def test_none_is_lost_none_doubled_and_the_backlog_is_told(database_url: str, tmp_path: Path) -> None:
    async with running_product(database_url, tmp_path, ratio=RATIO) as product:
        for person in PEOPLE:
            await product.control.do("people", id=person, first_name=f"P{person}")
        await _write_all(product, range(LINES // 2))
        for topic in list(product.sandbox.state.room(GROUP).topics):
            await product.control.do("delete_topic", chat=GROUP, topic=topic)
        await _write_all(product, range(LINES // 2, LINES))
        await product.app.jobs.watch()
        await product.control.say(MIRA, "/queue", chat=GROUP)
        await product.idle()
        await product.app.jobs.watch()
        await product.idle()
        shown = await _shown(product)
    behind = [text for text in shown if "messages wait for this group: Telegram takes 20 a minute" in text]
    assert behind, "staff hear how much waits, and for how long"
    assert "The last one comes in about" in behind[0]
    places: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place, text in enumerate(shown):
        for person in PEOPLE:
            for line in range(LINES):
                if f"P{person} never came, line {line}." in text:
                    places[person, line].append(place)
    for person in PEOPLE:
        told = [places[person, line] for line in range(LINES)]
        assert all(told), f"P{person}: every line was shown to staff"
        # The first line is the card's, which comes again in a topic that was made again.
        assert [len(found) for found in told[1:]] == [1] * (LINES - 1), f"P{person}: each line once"
        assert [found[0] for found in told] == sorted(found[0] for found in told), f"P{person}: in order"
