"""Two readings too close to choose between: the customer chooses."""

from bot.work.buttons import Button, row, tap
from bot.work.said import Said
from bot.work.saying import say
from bot.work.turn import Turn
from nlu.reading import Reading, Score
from storage.tables import Conversation, Customer

_DOUBT = "doubt"  # under this name a conversation keeps the words in doubt
SOMETHING_ELSE = "-"


async def offer(turn: Turn, customer: Customer, talk: Conversation, said: Said, two: tuple[Score, Score]) -> None:
    """Ask which of the two is meant; what may be an emergency stands first."""
    talk.about = talk.about | {
        _DOUBT: {
            "chat": said.chat_id,
            "text": said.text,
            "messages": list(said.message_ids),
            "read": [[score.name, score.confidence] for score in two],
        }
    }
    names = sorted((score.name for score in two), key=lambda name: name != "emergency")
    choices = tuple(row(Button(f"meant-{name}", tap("meant", name))) for name in names)
    other = row(Button("button-something-else", tap("meant", SOMETHING_ELSE)))
    await say(turn, customer, "which-meaning", buttons=(*choices, other))


def settle(talk: Conversation) -> tuple[Said, Reading] | None:
    """Return the words in doubt with their readings, once; None if there are none any more."""
    kept = talk.about.get(_DOUBT)
    if kept is None:
        return None
    talk.about = {key: value for key, value in talk.about.items() if key != _DOUBT}
    said = Said(kept["chat"], tuple(kept["messages"]), kept["text"])
    return said, Reading(kept["text"], tuple(Score(*score) for score in kept["read"]), understood=False)
