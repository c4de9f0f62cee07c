"""A Telegram stand-in in its own process. Imports none of ours; none of ours imports it."""

from bot.sandbox.running import Sandbox, running_sandbox

__all__ = ["Sandbox", "running_sandbox"]
