"""Who may do what at the desk."""

from enum import StrEnum


class Role(StrEnum):
    agent = "agent"
    lead = "lead"
    manager = "manager"


_OF_STATUS = {"creator": Role.manager, "administrator": Role.lead}


def role_of(status: str) -> Role:
    """Return the role that goes with Telegram's word for a member of the staff group, unless a roster says another."""
    return _OF_STATUS.get(status, Role.agent)


def may(role: Role, needed: Role) -> bool:
    """Whether somebody with this role may do what takes the other: each may all that the one below may."""
    order = list(Role)
    return order.index(role) >= order.index(needed)
