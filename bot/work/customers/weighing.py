"""Weigh what every buyer is worth, and which tier, stage and health follow."""

from bot.work.turn import Turn
from storage import house

ASKED = "weighing asked for"


async def ask_for(turn: Turn) -> None:
    """Have everybody weighed anew at the next occasion, not only at night."""
    await house.write_note(turn.session, ASKED, {"at": turn.now.isoformat()})
