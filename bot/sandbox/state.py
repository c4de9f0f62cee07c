"""All that the sandbox knows: one bot, its chats, the people in them."""

from __future__ import annotations

from typing import Any

from aiogram.types import Message, User

from bot.sandbox.clock import SandboxClock
from bot.sandbox.closing import Closing
from bot.sandbox.dumping import dumped
from bot.sandbox.errors import MisuseError
from bot.sandbox.faults import Faults
from bot.sandbox.feed import Feed
from bot.sandbox.files import FileStore
from bot.sandbox.limits import Limits
from bot.sandbox.membership import administrator, member, owner
from bot.sandbox.numbers import Numbering, Numbers
from bot.sandbox.profile import Profile
from bot.sandbox.queries import Queries
from bot.sandbox.record import Record
from bot.sandbox.rooms import Person, Room, Topic
from bot.sandbox.updates import UpdateQueue

TOKEN = "1:sandbox"
BOT_ID = 1
SERVICE = ("new_chat", "left_chat", "group_chat", "migrate", "pinned", "forum_topic")
CARE_TEAM_ID = -1001000000001


class SandboxState:
    def __init__(
        self, ratio: float = 1.0, product_url: str = "http://127.0.0.1:8080", *, first_number: int = 1
    ) -> None:
        self.product_url = product_url
        self.first_number = first_number
        self.bot = User(
            id=BOT_ID,
            is_bot=True,
            first_name="Rapport sandbox",
            username="rapport_sandbox_bot",
        )
        self.clock = SandboxClock()
        self.feed = Feed()
        self.numbers = Numbers(first_number)
        self.files = FileStore(self.numbers.named("files"))
        self.limits = Limits(ratio)
        self.faults = Faults()
        self.record = Record()
        self.updates = UpdateQueue(self.numbers.named("updates"))
        self.queries = Queries(self.numbers.named("taps"))
        self.profile = Profile()
        self.closing = Closing()
        self.people: dict[int, Person] = {}
        self.rooms: dict[int, Room] = {}
        self.small_numbering = self.numbers.named("small chats")

    def fresh(self) -> SandboxState:
        """Another one with nothing in it."""
        return SandboxState(self.limits.ratio, self.product_url, first_number=self.first_number)

    def person(self, person_id: int) -> Person:
        if person_id not in self.people:
            raise MisuseError(f"There is no person {person_id}.", status=404)
        return self.people[person_id]

    def room(self, chat_id: int) -> Room:
        if chat_id not in self.rooms:
            raise MisuseError(f"There is no chat {chat_id}.", status=404)
        return self.rooms[chat_id]

    def add_person(self, user: User, *, staff: bool = False) -> Person:
        person = self.people.get(user.id)
        if person is None:
            person = self.people[user.id] = Person(user, staff=staff)
        else:
            person.user, person.staff = user, staff or person.staff
        self.feed.publish("person", lambda: {"person": dumped(user)})
        return person

    def private_room(self, person: Person) -> Room:
        room = self.rooms.get(person.user.id)
        if room is None:
            room = Room(person.user.id, "private", self.small_numbering, person=person)
            room.members = {person.user.id: member(person.user), self.bot.id: member(self.bot)}
            self.add_room(room)
        return room

    def add_room(self, room: Room) -> None:
        self.rooms[room.id] = room
        self.feed.publish("chat", lambda: {"chat": dumped(room.card)})

    def new_group_id(self, *, supergroup: bool) -> int:
        number = next(self.numbers.named("groups")) + 1  # the first is the care team's
        return -1001000000000 - number if supergroup else -1000000 - number

    def new_person_id(self) -> int:
        free = (1_000 + number for number in self.numbers.named("people"))
        return next(number for number in free if number not in self.people)

    def numbering_of(self, supergroup_id: int) -> Numbering:
        return self.numbers.named(f"chat {supergroup_id}")

    def new_album_id(self) -> str:
        return str(13_000_000_000_000_000 + next(self.numbers.named("albums")))

    def post(self, room: Room, sender: User, topic: Topic | None, content: dict[str, Any]) -> Message:
        """Put a message into a chat; the bot hears of it unless it is its own. `content` is fields of Message."""
        fields = dict(content)
        if topic is not None:
            fields.update(message_thread_id=topic.thread_id, is_topic_message=True)
            if "reply_to_message" not in fields and topic.thread_id in room.messages:
                fields["reply_to_message"] = room.messages[topic.thread_id]
        message = Message(
            message_id=next(room.numbering),
            date=self.clock.now(),
            chat=room.card,
            from_user=sender,
            **fields,
        )
        room.messages[message.message_id] = message
        self.feed.publish("message", lambda: {"chat_id": room.id, "message": dumped(message)})
        return message

    def replace(self, room: Room, message: Message) -> None:
        """Put an edited message in the place of what it was."""
        room.messages[message.message_id] = message
        self.feed.publish("edited", lambda: {"chat_id": room.id, "message": dumped(message)})

    def remove(self, room: Room, message_ids: list[int]) -> None:
        for message_id in message_ids:
            room.messages.pop(message_id, None)
            room.reactions.pop(message_id, None)
            if message_id in room.pinned:
                room.pinned.remove(message_id)
        self.feed.publish("deleted", lambda: {"chat_id": room.id, "message_ids": message_ids})

    def hear(self, room: Room, kind: str, message: Message) -> int | None:
        """Queue an update of this message unless the bot cannot see it."""
        if not self._sees(room, message):
            return None
        return self.updates.add(kind, dumped(message))

    def _sees(self, room: Room, message: Message) -> bool:
        status = room.status_of(self.bot.id)
        if room.is_private or status == "administrator":
            return status not in ("left", "kicked")
        if status != "member":
            return False
        # Privacy mode: an ordinary member hears commands, replies to itself and service messages.
        answered = message.reply_to_message
        to_bot = answered is not None and answered.from_user is not None and answered.from_user.id == self.bot.id
        words = message.text or message.caption or ""
        is_service = message.content_type.startswith(SERVICE)
        return to_bot or is_service or words.startswith("/")


def furnish(state: SandboxState) -> None:
    """The people and the staff group that are there at the start."""
    for person_id, first_name, last_name in ((101, "Asha", "Verma"), (102, "Ramon", "Cruz"), (103, "Wei", "Chen")):
        state.add_person(
            User(id=person_id, is_bot=False, first_name=first_name, last_name=last_name, language_code="en")
        )
    mira = state.add_person(User(id=201, is_bot=False, first_name="Mira", language_code="en"), staff=True).user
    jonas = state.add_person(User(id=202, is_bot=False, first_name="Jonas", language_code="en"), staff=True).user
    room = Room(CARE_TEAM_ID, "supergroup", state.numbering_of(CARE_TEAM_ID), title="Care team", is_forum=True)
    room.numbering.pass_over(1)  # which is the General topic's
    room.members = {
        mira.id: owner(mira),
        jonas.id: member(jonas),
        state.bot.id: administrator(state.bot),
    }
    state.add_room(room)
