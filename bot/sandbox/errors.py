"""What the Bot API answers instead of a result, and what the control API answers to a person.

SandboxError
├── RefusedError    a Bot API call was refused, in Telegram's own words
└── MisuseError     the control API was asked for something that cannot be
"""

from __future__ import annotations


class SandboxError(Exception):
    pass


class RefusedError(SandboxError):
    def __init__(
        self, code: int, description: str, *, retry_after: int | None = None, migrated_to: int | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.migrated_to = migrated_to

    def body(self) -> dict[str, object]:
        body: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        if self.migrated_to is not None:
            body["parameters"] = {"migrate_to_chat_id": self.migrated_to}
        return body


class MisuseError(SandboxError):
    def __init__(self, words: str, status: int = 400) -> None:
        super().__init__(words)
        self.status = status


def bad_request(words: str) -> RefusedError:
    return RefusedError(400, f"Bad Request: {words}")


def forbidden(words: str) -> RefusedError:
    return RefusedError(403, f"Forbidden: {words}")


def conflict(words: str) -> RefusedError:
    return RefusedError(409, f"Conflict: {words}")


def too_many_requests(retry_after: int) -> RefusedError:
    return RefusedError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)
