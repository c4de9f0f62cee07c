"""Every table, so that one import makes the metadata whole."""

from storage.tables.buyers import Buyer, BuyerKind, BuyerStanding, Relation, StandingChange
from storage.tables.cases import CareCase, CaseEvent
from storage.tables.customers import Conversation, Customer
from storage.tables.emergencies import PointAlert, ServicePoint
from storage.tables.forgotten import Forgotten
from storage.tables.gestures import Gesture, GestureState
from storage.tables.house import HouseNote, RosterEntry, StaffMember
from storage.tables.imports import ApiCall, ImportRun
from storage.tables.inbox import InboxRow, InboxState
from storage.tables.links import Invitation, Referral
from storage.tables.outbox import OutboxRow, OutboxState, Priority, SendKind
from storage.tables.pairs import MessagePair
from storage.tables.plans import FeastRow, PlanRow, Touch, TouchOutcome
from storage.tables.profiles import ConsentNote, Profile, ProfileLook
from storage.tables.reviews import ReviewItem, ReviewState, ReviewWhy
from storage.tables.shop import Appointment, AppointmentState, Bill, OrderState, Product, Purchase, ShopOrder
from storage.tables.surveys import SurveyRun
from storage.tables.tasks import StaffTask
from storage.tables.touch_points import TouchPoint

__all__ = [
    "ApiCall",
    "Appointment",
    "AppointmentState",
    "Bill",
    "Buyer",
    "BuyerKind",
    "BuyerStanding",
    "CareCase",
    "CaseEvent",
    "ConsentNote",
    "Conversation",
    "Customer",
    "FeastRow",
    "Forgotten",
    "Gesture",
    "GestureState",
    "HouseNote",
    "ImportRun",
    "InboxRow",
    "InboxState",
    "Invitation",
    "MessagePair",
    "OrderState",
    "OutboxRow",
    "OutboxState",
    "PlanRow",
    "PointAlert",
    "Priority",
    "Product",
    "Profile",
    "ProfileLook",
    "Purchase",
    "Referral",
    "Relation",
    "ReviewItem",
    "ReviewState",
    "ReviewWhy",
    "RosterEntry",
    "SendKind",
    "ServicePoint",
    "ShopOrder",
    "StaffMember",
    "StaffTask",
    "StandingChange",
    "SurveyRun",
    "Touch",
    "TouchOutcome",
    "TouchPoint",
]
