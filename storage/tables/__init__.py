"""Every table, so that one import makes the metadata whole."""

from storage.tables.cases import CareCase, CaseEvent
from storage.tables.customers import Conversation, Customer
from storage.tables.house import HouseNote, StaffMember
from storage.tables.inbox import InboxRow, InboxState
from storage.tables.outbox import OutboxRow, OutboxState, Priority, SendKind
from storage.tables.plans import PlanRow, Touch, TouchOutcome
from storage.tables.reviews import ReviewItem, ReviewState, ReviewWhy

__all__ = [
    "CareCase",
    "CaseEvent",
    "Conversation",
    "Customer",
    "HouseNote",
    "InboxRow",
    "InboxState",
    "OutboxRow",
    "OutboxState",
    "PlanRow",
    "Priority",
    "ReviewItem",
    "ReviewState",
    "ReviewWhy",
    "SendKind",
    "StaffMember",
    "Touch",
    "TouchOutcome",
]
