"""What a text can mean, and the words of its labels; nlu/data/README.md says where one ends and the next begins."""

INTENTS = (
    "greet",
    "goodbye",
    "thanks",
    "affirm",
    "deny",
    "complain",
    "give_feedback",
    "praise",
    "case_status",
    "add_to_case",
    "still_broken",
    "confirm_fixed",
    "talk_to_human",
    "emergency",
    "ask_question",
    "ask_product",
    "track_order",
    "change_order",
    "refund",
    "billing",
    "book_service",
    "account_help",
    "care_preferences",
    "stop_care",
    "why_this_message",
    "my_data",
    "forget_me",
    "refer_friend",
    "bot_challenge",
    "out_of_scope",
)
CATEGORIES = (
    "delivery",
    "product_quality",
    "billing",
    "staff_conduct",
    "service_and_repair",
    "app_or_website",
    "other",
)
URGENCIES = ("calm", "pressing")
SENTIMENTS = ("negative", "neutral", "positive")
LABELS = ("category", "urgency", "sentiment")
