from bot.web.app import create_web
from bot.web.sandbox_clock import SandboxClock

__all__ = ["SandboxClock", "create_web"]
