"""A copy made while the product runs; another database is filled from it, and the product goes on there."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cli.backup import backup, restore
from bot.settings import load_settings
from care_rules.consent import Consent
from storage.tables import Buyer, TouchOutcome
from tests.bot.flows.product import ASHA, GROUP, MIRA, MONDAY_NOON, Product, running_product
from tests.bot.flows.test_linking import PHONE, everything, in_the_books
from tests.bot.flows.test_promises import complain_from


def _settings(folder: Path, url: str, **more: Any) -> Any:
    return load_settings(None, var_dir=folder, database_url=url, company_time_zone="UTC", company_country="IN", **more)


async def test_after_a_restore_it_goes_on_and_nothing_is_sent_twice(
    product: Product, bare_database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await in_the_books(product, "C-1", phone=PHONE)
    topic = await complain_from(product, ASHA)
    await product.write(
        ASHA, consent=Consent.all, name="Asha", birth_month=3, birth_day=2, time_zone="UTC", close_cases=True
    )
    url = product.app.outside.database.url
    keys: dict[str, Any] = {"data_keys": product.app.outside.settings.data_keys}
    assert await backup(_settings(tmp_path, url, **keys), tmp_path / "copy.zip") is None
    assert (tmp_path / "copy.zip").stat().st_mode & 0o077 == 0

    product.clock.move_to(MONDAY_NOON + timedelta(hours=1))
    await product.app.jobs.tick()
    greeted = [text for text in await product.quiet(ASHA) if "birthday" in text]
    assert len(greeted) == 1, "greeted after the copy was made"

    assert await restore(_settings(tmp_path / "new", bare_database_url, **keys), tmp_path / "copy.zip") is None
    assert "as they were at" in capsys.readouterr().out
    async with running_product(bare_database_url, tmp_path / "new", sandbox=product.sandbox, **keys) as restored:
        restored.clock.move_to(MONDAY_NOON + timedelta(hours=1))
        restored.seen = dict(product.seen)
        await restored.app.jobs.at_start()
        assert await restored.quiet(ASHA) == []
        (touch,) = [one for one in await restored.touches() if one.rule == "birthday"]
        assert (touch.outcome, touch.reasons[0]["key"]) == (TouchOutcome.WITHHELD, "restored")
        (buyer,) = [one for one in await everything(restored, Buyer) if one.external_id == "C-1"]
        assert restored.app.house.vault.open(buyer.phone_sealed) == PHONE
        await restored.control.say(MIRA, "We sent a new lid", chat=GROUP, topic=topic)
        assert "We sent a new lid" in await restored.reply(ASHA)
