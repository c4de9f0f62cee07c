"""What each intent starts. One line an intent; tests walk every one of them, in every language, to an outcome."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.telegram.customer import care, chat, matters, own_data, questions

Handler = Callable[..., Awaitable[Any]]

STARTS: Mapping[str, Handler] = {
    "emergency": matters.emergency,
    "complain": matters.complaint,
    "still_broken": matters.still_broken,
    "add_to_case": matters.more,
    "confirm_fixed": matters.confirm_fixed,
    "case_status": matters.case_status,
    "talk_to_human": matters.talk_to_human,
    "give_feedback": matters.suggestion,
    "ask_question": questions.question,
    "ask_product": questions.product_question,
    # What the shop's data answers, else a colleague.
    "track_order": matters.request,
    "change_order": matters.request,
    "refund": matters.request,
    "billing": matters.request,
    "book_service": matters.request,
    "account_help": matters.request,
    "my_data": own_data.my_data,
    "forget_me": own_data.forget_me,
    "refer_friend": own_data.refer_friend,
    "stop_care": care.stop_care,
    "care_preferences": care.care_preferences,
    "why_this_message": care.why_this_message,
    "praise": chat.praise,
    "greet": chat.small_talk,
    "thanks": chat.small_talk,
    "goodbye": chat.small_talk,
    "affirm": chat.small_talk,
    "deny": chat.small_talk,
    "bot_challenge": chat.bot_challenge,
    "out_of_scope": chat.out_of_scope,
}

# What people say beside what they want; alone it is answered, in company it asks for nothing.
COURTESIES = frozenset({"greet", "thanks", "goodbye", "affirm", "deny"})
