"""setWebhook and its kin; the delivery itself is in `delivery.py`."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from aiogram.methods import DeleteWebhook, GetWebhookInfo, SetWebhook
from aiogram.types import WebhookInfo

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.handler import Handlers
from bot.sandbox.profile import Webhook
from bot.sandbox.state import SandboxState

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
LOOPBACK = ("127.0.0.1", "localhost", "::1")
POLLING_ENDED = "terminated by setWebhook request"


def set_webhook(state: SandboxState, call: SetWebhook) -> bool:
    """An empty address takes the webhook away. Plain http is let through to this machine only."""
    if call.url:
        try:
            address = urlsplit(call.url)
        except ValueError:
            raise bad_request("bad webhook: Invalid URL") from None
        if address.scheme != "https" and not (address.scheme == "http" and address.hostname in LOOPBACK):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if call.secret_token and not SECRET.fullmatch(call.secret_token):
        raise bad_request("secret token contains unallowed characters")
    state.updates.allow(call.allowed_updates)
    if call.drop_pending_updates:
        state.updates.clear()
    connections = min(max(call.max_connections or 40, 1), 100)
    state.profile.webhook = Webhook(call.url, call.secret_token or None, connections) if call.url else None
    state.updates.end_poller(POLLING_ENDED)
    state.updates.touch()
    return True


def delete_webhook(state: SandboxState, call: DeleteWebhook) -> bool:
    if call.drop_pending_updates:
        state.updates.clear()
    state.profile.webhook = None
    state.updates.touch()
    return True


def get_webhook_info(state: SandboxState, _: GetWebhookInfo) -> WebhookInfo:
    webhook = state.profile.webhook
    return WebhookInfo(
        url=webhook.url if webhook else "",
        has_custom_certificate=False,
        pending_update_count=len(state.updates),
        last_error_date=webhook.last_error_at if webhook else None,
        last_error_message=webhook.last_error if webhook else None,
        max_connections=webhook.max_connections if webhook else None,
        allowed_updates=state.updates.allowed,
    )


HANDLERS: Handlers = {
    SetWebhook: set_webhook,
    DeleteWebhook: delete_webhook,
    GetWebhookInfo: get_webhook_info,
}
