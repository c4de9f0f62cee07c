"""The doctor's questions to Telegram: token, staff group, the bot's rights in it."""

from collections.abc import Iterator
from typing import Any

from bot.cli.finding import Finding
from bot.cli.telegram_account import Refused, Unreachable, ask
from bot.settings import Settings

RIGHTS = {
    "can_manage_topics": ("manage topics", "Manage topics"),
    "can_pin_messages": ("pin messages", "Pin messages"),
    "can_delete_messages": ("delete messages", "Delete messages"),
}
WHERE = "Group settings → Administrators → the bot →"


async def telegram_findings(settings: Settings, group: int | None, *, runs: bool) -> list[Finding]:
    if settings.own_sandbox and not runs:
        return [Finding("token", "none, so `care run` starts the sandbox, with a staff group in it")]
    try:
        me = await ask(settings, "getMe")
    except Refused as refusal:
        return [Finding("token", f"{settings.telegram_api_url} refuses it ({refusal})", refusal.remedy)]
    except Unreachable as trouble:
        remedy = "Check the network, or TELEGRAM_API_URL."
        return [Finding("token", f"{settings.telegram_api_url} does not answer ({trouble})", remedy)]
    token = Finding("token", f"@{me.get('username')}, id {me['id']}")
    if group is None:
        remedy = (
            "Add the bot to the staff's forum group as an administrator and send /setup there, or set STAFF_CHAT_ID."
        )
        return [token, Finding("staff group", "none yet", remedy)]
    return [token, *await _group_findings(settings, group, int(me["id"]))]


async def _group_findings(settings: Settings, group: int, bot: int) -> list[Finding]:
    try:
        chat = await ask(settings, "getChat", chat_id=group)
        member = await ask(settings, "getChatMember", chat_id=group, user_id=bot)
    except Refused as refusal:
        remedy = "Add the bot to the group, and check STAFF_CHAT_ID; /setup in the group sets the right one."
        return [Finding("staff group", f"{group} is not open to the bot ({refusal})", remedy)]
    except Unreachable as trouble:
        return [Finding("staff group", f"no answer about {group} ({trouble})", "Try again.")]
    return [_forum(chat, group), *_rights(member)]


def _forum(chat: dict[str, Any], group: int) -> Finding:
    title = f'"{chat.get("title", "")}", id {group}'
    if chat.get("type") != "supergroup" or not chat.get("is_forum"):
        return Finding("staff group", f"{title}, has no topics", "Group settings → Topics: turn them on.")
    return Finding("staff group", f"{title}, a forum")


def _rights(member: dict[str, Any]) -> Iterator[Finding]:
    if member.get("status") != "administrator":
        remedy = "Group settings → Administrators → Add administrator: choose the bot."
        yield Finding("rights", "the bot is not an administrator of the staff group", remedy)
        return
    for right, (what, label) in RIGHTS.items():
        if member.get(right):
            yield Finding("rights", f"the bot may {what}")
        else:
            yield Finding("rights", f"the bot may not {what}", f"{WHERE} {label}.")
