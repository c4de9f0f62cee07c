"""Who may do what at the desk."""

from enum import StrEnum

from care_rules.errors import NotAllowed


class Role(StrEnum):
    """Each may do all that the one before may."""

    agent = "agent"
    lead = "lead"
    manager = "manager"


_OF_STATUS = {"creator": Role.manager, "administrator": Role.lead}


def role_of(status: str) -> Role:
    """Return the role that goes with Telegram's word for a member of the group, unless the roster says another."""
    return _OF_STATUS.get(status, Role.agent)


def may(role: Role, needed: Role) -> bool:
    order = list(Role)
    return order.index(role) >= order.index(needed)


def check(role: Role, needed: Role) -> None:
    """Go on only if somebody with this role may do what takes the other.

    Raises:
        NotAllowed: if not.
    """
    if not may(role, needed):
        raise NotAllowed(needed=needed)
