"""Scripted faults: the next calls that match fail in a chosen way."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("timeout_after_delivery", "timeout_before", "drop_after_delivery", "drop", "500", "502", "429")
AFTER_DELIVERY = ("timeout_after_delivery", "drop_after_delivery")


@dataclass
class Fault:
    """`every` n: only each n-th matching call fails. Without a method, any call that changes something matches."""

    kind: str
    times: int = 1
    method: str | None = None
    chat: int | None = None
    retry_after: int = 1
    every: int = 1
    seen: int = 0

    def __post_init__(self) -> None:
        self.every = max(self.every, 1)

    def strikes(self, method: str, chat: int | str | None, *, changes: bool) -> bool:
        if self.times <= 0 or (self.chat is not None and self.chat != chat):
            return False
        if self.method is None and not changes:
            return False
        if self.method is not None and self.method.lower() != method:
            return False
        self.seen += 1
        return self.seen % self.every == 0


class Faults:
    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def script(self, fault: Fault) -> None:
        self._faults.append(fault)

    def clear(self) -> None:
        self._faults.clear()

    def pending(self) -> list[Fault]:
        return list(self._faults)

    def take(self, method: str, chat: int | str | None, *, changes: bool) -> Fault | None:
        for fault in self._faults:
            if fault.strikes(method, chat, changes=changes):
                fault.times -= 1
                if fault.times <= 0:
                    self._faults.remove(fault)
                return fault
        return None
