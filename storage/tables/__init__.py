"""Every table, so that one import makes the metadata whole."""

from storage.tables.cases import CareCase, CaseEvent
from storage.tables.customers import Conversation, Customer
from storage.tables.emergencies import PointAlert, ServicePoint
from storage.tables.gestures import Gesture, GestureState
from storage.tables.house import HouseNote, RosterEntry, StaffMember
from storage.tables.inbox import InboxRow, InboxState
from storage.tables.outbox import OutboxRow, OutboxState, Priority, SendKind
from storage.tables.pairs import MessagePair
from storage.tables.plans import PlanRow, Touch, TouchOutcome
from storage.tables.reviews import ReviewItem, ReviewState, ReviewWhy
from storage.tables.touch_points import TouchPoint

__all__ = [
    "CareCase",
    "CaseEvent",
    "Conversation",
    "Customer",
    "Gesture",
    "GestureState",
    "HouseNote",
    "InboxRow",
    "InboxState",
    "MessagePair",
    "OutboxRow",
    "OutboxState",
    "PlanRow",
    "PointAlert",
    "Priority",
    "ReviewItem",
    "ReviewState",
    "ReviewWhy",
    "RosterEntry",
    "SendKind",
    "ServicePoint",
    "StaffMember",
    "Touch",
    "TouchOutcome",
    "TouchPoint",
]
