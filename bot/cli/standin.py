import asyncio
import os
import sys
from pathlib import Path

from bot.cli.processes import Plan
from bot.settings import Settings
from bot.settings_checks import HOUSE, SANDBOX_TOKEN

PASSED_ON = ("PATH", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "SYSTEMROOT")


def sandbox_plan(settings: Settings, logs: Path) -> Plan:
    """How the sandbox is started: it knows its own settings only, and remembers its chats as long as we do."""
    env = {name: os.environ[name] for name in PASSED_ON if name in os.environ} | {
        "BOT_TOKEN": SANDBOX_TOKEN,
        "SANDBOX_PORT": str(settings.sandbox_port),
        "SANDBOX_PRODUCT_URL": settings.web_address,
        "SANDBOX_STATE": str(settings.var_dir / "sandbox-state"),
        "LIMITS_RATIO": str(settings.limits_ratio),
    }
    return Plan("sandbox", (sys.executable, "-m", "bot.sandbox"), env, HOUSE, logs / "sandbox.log")


async def sandbox_listens(settings: Settings) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", settings.sandbox_port)
    except OSError:
        return False
    writer.close()
    return True
