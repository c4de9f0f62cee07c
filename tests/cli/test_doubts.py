from datetime import UTC, datetime
from pathlib import Path

from bot.cli.doctor import findings
from bot.cli.doubts import NONE, doubts
from bot.settings import Settings, load_settings
from storage.bells import Bells
from storage.database import Database
from storage.migrate import migrate
from storage.tables import InboxRow, InboxState, OutboxRow, OutboxState, SendKind

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SECRET_WORDS = "my order is late"


async def _settings(tmp_path: Path, *, trouble: bool) -> Settings:
    settings = load_settings(None, var_dir=tmp_path, web_port=1, nlu_url="http://127.0.0.1:9")
    database = Database(settings.database_url, Bells())
    await migrate(database.engine)
    async with database.write() as session:
        if trouble:
            session.add(_send(OutboxState.UNKNOWN, "no answer"))
            session.add(_send(OutboxState.FAILED, "refused"))
            session.add(_send(OutboxState.SENT, None))
            session.add(_update())
    await database.close()
    return settings


def _send(state: OutboxState, error: str | None) -> OutboxRow:
    return OutboxRow(
        chat_id=101,
        method="sendMessage",
        payload={"text": SECRET_WORDS},
        kind=SendKind.GREETING,
        priority=40,
        state=state,
        error=error,
        created_at=NOON,
        not_before=NOON,
        ended_at=NOON,
    )


def _update() -> InboxRow:
    return InboxRow(
        key="1 update 1",
        lane="customer 101",
        payload=SECRET_WORDS,
        received_at=NOON,
        ready_at=NOON,
        state=InboxState.SET_ASIDE,
        fault="ValueError",
        done_at=NOON,
    )


async def test_what_is_in_doubt_failed_or_set_aside_is_listed_without_anybodys_words(tmp_path: Path) -> None:
    assert await doubts(await _settings(tmp_path, trouble=True)) == [
        "2026-03-02 12:00 UTC  in doubt: greeting sendMessage to chat 101 (no answer)",
        "2026-03-02 12:00 UTC  failed: greeting sendMessage to chat 101 (refused)",
        "2026-03-02 12:00 UTC  set aside: reference 1, customer 101 (ValueError)",
    ]


async def test_nothing_to_list_is_said(tmp_path: Path) -> None:
    assert await doubts(await _settings(tmp_path, trouble=False)) == [NONE]


async def test_the_doctor_counts_them(tmp_path: Path) -> None:
    found = [str(finding) for finding in await findings(await _settings(tmp_path, trouble=True))]
    assert "✗ messages: 1 in doubt, 1 set aside. Run `care doubts` to see them." in found
