"""Thanks that the company may give by its book: an answer of a certain name in answers.yml; without one, none."""

from bot.work.cases.canned import fill
from bot.work.saying import write
from bot.work.turn import Turn
from storage.tables import Customer

PROFILE_COMPLETED, CLUB_MEMBER = "profile_completed", "club_member"


async def thank(turn: Turn, customer: Customer, name: str) -> bool:
    """Say the answer of this name, in the customer's language; false if the book has none."""
    answer = turn.house.book.answers.get(name)
    if answer is None:
        return False
    await write(turn, customer, fill(turn, customer, answer.in_language(customer.language)))
    return True
