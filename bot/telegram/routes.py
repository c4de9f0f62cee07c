"""All routing on one screen: the first line that fits handles the update."""

from aiogram import Dispatcher, Router
from aiogram.filters import Command

from bot.telegram import service_points
from bot.telegram.customer import (
    answers,
    care,
    chat,
    doubt,
    files,
    matters,
    own_data,
    presence,
    profiles,
    questions,
    start,
    surveys,
    taps,
)
from bot.telegram.customer.answers import AnswersDetail, AnswersProfile, IsScore, TellsWhy, YesOrNo
from bot.telegram.customer.chat import TellsOfADeath
from bot.telegram.customer.doubt import AsksForSeveral
from bot.telegram.customer.intents import STARTS
from bot.telegram.customer.profiles import NotNow, TellsChange
from bot.telegram.customer.questions import AfterAnAnswer
from bot.telegram.customer.surveys import AnswersSurvey
from bot.telegram.filters import (
    AnswersUs,
    AnyCommand,
    Awaiting,
    Barred,
    CarriesContent,
    ContactOfAnother,
    Content,
    Flooding,
    Forwarded,
    HasText,
    InStaffGroup,
    InTopic,
    Means,
    Member,
    Note,
    Private,
    Stranger,
    Tap,
)
from bot.telegram.introductions import Introductions
from bot.telegram.reading import FILES
from bot.telegram.staff import desk, group, topic
from bot.telegram.staff import taps as staff_taps
from bot.work.customers.asking import IN_WORDS


def build_dispatcher() -> Dispatcher:
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.update.outer_middleware(Introductions())
    dispatcher.include_routers(_customers(), _staff())
    return dispatcher


def _customers() -> Router:
    router = Router(name="customers")
    router.message.filter(Private())
    router.edited_message.filter(Private())
    router.callback_query.filter(Private())
    router.message_reaction.filter(Private())
    router.my_chat_member.filter(Private())
    hear = router.message.register
    hear(presence.turned_away, Barred())
    hear(files.contact_of_another, ContactOfAnother())
    hear(matters.emergency, Means("emergency"))
    hear(care.stop_care, Flooding(), Means("stop_care"))
    hear(matters.too_many, Flooding())
    hear(files.forwarded, Forwarded())
    hear(start.start, Command("start", ignore_case=True))
    hear(start.show_help, Command("help", "menu", ignore_case=True))
    hear(start.my_cases, Command("cases", ignore_case=True))
    hear(start.human, Command("human", ignore_case=True))
    hear(start.stop, Command("stop", ignore_case=True))
    hear(care.pause, Command("pause", ignore_case=True))
    hear(profiles.show, Command("profile", ignore_case=True))
    hear(care.show_care, Command("care", ignore_case=True))
    hear(surveys.resume, Command("survey", ignore_case=True))
    hear(own_data.my_data, Command("mydata", ignore_case=True))
    hear(own_data.forget_me, Command("forget", ignore_case=True))
    hear(start.unknown_command, AnyCommand())
    hear(files.voice, Content("voice", "video_note", "audio"))
    hear(files.contact, Content("contact"))
    hear(files.location, Content("location", "venue"))
    hear(files.file, Content(*FILES))
    hear(files.sticker, Content("sticker", "dice"))
    hear(answers.score, HasText(), Awaiting("rating"), IsScore())
    hear(answers.solved_or_not, HasText(), Awaiting("solved"), YesOrNo())
    hear(answers.consent, HasText(), Awaiting("consent"), YesOrNo())
    hear(care.not_now, HasText(), NotNow())
    hear(profiles.changed, HasText(), TellsChange())
    hear(answers.what_went_wrong, HasText(), Awaiting("low-score"), TellsWhy())
    hear(surveys.words, HasText(), AnswersSurvey())
    hear(answers.profile_question, HasText(), Awaiting(*IN_WORDS), AnswersProfile())
    hear(answers.detail, HasText(), AnswersDetail())
    hear(questions.about_the_answer, HasText(), AfterAnAnswer(), YesOrNo())
    hear(chat.condolence, HasText(), TellsOfADeath())
    hear(doubt.several, HasText(), AsksForSeveral())
    for intent, handler in STARTS.items():
        hear(handler, Means(intent))
    hear(doubt.not_understood, HasText())
    hear(files.no_text, Content("text"))
    hear(files.other_content, CarriesContent())
    hear(files.service)
    press = router.callback_query.register
    press(presence.turned_away, Barred())
    press(service_points.on_our_way, Tap("point", "case_id", "point_id"))
    press(taps.solved, Tap("solved", "case_id"))
    press(taps.unsolved, Tap("unsolved", "case_id"))
    press(taps.rate, Tap("rate", "case_id", "score"))
    press(taps.reason, Tap("reason", "case_id", "name"))
    press(taps.fine, Tap("fine", "case_id"))
    press(taps.met, Tap("met", "case_id"))
    press(taps.skip, Tap("skip", "question"))
    press(taps.lack, Tap("lack", "detail"))
    press(taps.enough, Tap("enough"))
    press(taps.resume_intake, Tap("details", "case_id"))
    press(taps.consent, Tap("consent", "level"))
    press(taps.name, Tap("name"))
    press(taps.birthday, Tap("birthday", "month", "day"))
    press(taps.birthday, Tap("birthday", "month", "day", "year"))
    press(taps.zone, Tap("zone", "key"))
    press(taps.wedding, Tap("wedding", "month", "day"))
    press(taps.wedding, Tap("wedding", "month", "day", "year"))
    press(profiles.edit, Tap("field", "name"))
    press(profiles.remove, Tap("unfield", "name"))
    press(own_data.forget, Tap("forget"))
    press(own_data.keep, Tap("keep"))
    press(own_data.recommend, Tap("recommend", "score"))
    press(surveys.answer, Tap("survey", "run_id", "place", "button"))
    press(surveys.skip, Tap("surveyskip", "run_id", "place"))
    press(surveys.leave, Tap("surveyleave", "run_id"))
    press(taps.stop, Tap("stop"))
    press(taps.resume, Tap("resume"))
    press(taps.why, Tap("why", "touch_id"))
    press(taps.human, Tap("human"))
    press(taps.cases, Tap("cases"))
    press(taps.emergency, Tap("emergency"))
    press(taps.other, Tap("other", "event_id"))
    press(taps.same, Tap("same", "event_id"))
    press(taps.to_case, Tap("to", "event_id", "case_id"))
    press(taps.pick, Tap("pick", "case_id"))
    press(doubt.meant, Tap("meant", "intent"))
    press(questions.helped, Tap("helped", "slug"))
    press(questions.not_helped, Tap("nothelped", "slug"))
    press(care.kind, Tap("kind", "name"))
    press(care.hours, Tap("hours", "part"))
    press(care.few, Tap("few"))
    press(care.calls, Tap("calls"))
    press(care.prefer, Tap("prefer", "level"))
    press(care.language, Tap("language", "code"))
    press(taps.stale)
    router.edited_message.register(presence.edited)
    router.message_reaction.register(presence.reacted)
    router.my_chat_member.register(presence.came_or_went)
    return router


def _staff() -> Router:
    router = Router(name="staff")
    hear = router.message.register
    hear(group.set_up, Command("setup"))
    hear(desk.not_staff, Stranger())
    hear(topic.note, InStaffGroup(), Note())
    hear(topic.tier, InStaffGroup(), InTopic(), Command("tier"))
    hear(topic.customer_page, InStaffGroup(), InTopic(), Command("customer"))
    hear(topic.why, InStaffGroup(), InTopic(), Command("why"))
    hear(topic.hand_over, InStaffGroup(), InTopic(), Command("handover"))
    hear(topic.snooze, InStaffGroup(), InTopic(), Command("snooze"))
    hear(topic.merge, InStaffGroup(), InTopic(), Command("merge"))
    hear(topic.link, InStaffGroup(), InTopic(), Command("link"))
    hear(topic.open_elsewhere, InStaffGroup(), InTopic(), Command("open"))
    hear(topic.say, InStaffGroup(), InTopic(), Command("say"))
    hear(topic.gesture, InStaffGroup(), InTopic(), Command("gesture"))
    hear(topic.history, InStaffGroup(), InTopic(), Command("history"))
    hear(topic.expert, InStaffGroup(), InTopic(), Command("expert"))
    hear(topic.split, InStaffGroup(), InTopic(), Command("split"))
    hear(topic.mourning, InStaffGroup(), InTopic(), Command("mourning"))
    hear(topic.block, InStaffGroup(), InTopic(), Command("block"))
    hear(topic.unblock, InStaffGroup(), InTopic(), Command("unblock"))
    hear(desk.show_queue, InStaffGroup(), Command("queue"))
    hear(desk.mine, InStaffGroup(), Command("mine"))
    hear(desk.find, InStaffGroup(), Command("find"))
    hear(desk.people, InStaffGroup(), Command("people"))
    hear(desk.set_role, InStaffGroup(), Command("role"))
    hear(desk.skills, InStaffGroup(), Command("skills"))
    hear(desk.away, InStaffGroup(), Command("away"))
    hear(desk.back, InStaffGroup(), Command("back"))
    hear(desk.tasks, InStaffGroup(), Command("tasks"))
    hear(desk.tiers, InStaffGroup(), Command("tiers"))
    hear(desk.preview, InStaffGroup(), Command("preview"))
    hear(desk.survey_results, InStaffGroup(), Command("surveys"))
    hear(topic.show_help, InStaffGroup(), InTopic(), Command("help"))
    hear(topic.unknown_command, InStaffGroup(), InTopic(), AnyCommand())
    hear(topic.answer, InStaffGroup(), InTopic())
    hear(group.show_help, InStaffGroup(), Command("help"))
    hear(group.not_here, InStaffGroup(), AnyCommand())
    hear(group.reply, InStaffGroup(), AnswersUs())
    hear(group.chatter, InStaffGroup())
    hear(group.elsewhere)
    press = router.callback_query.register
    press(service_points.on_our_way, Tap("point", "case_id", "point_id"))
    press(staff_taps.claim, Tap("claim", "case_id"))
    press(staff_taps.resolve, Tap("resolve", "case_id"))
    press(staff_taps.on_it, Tap("onit", "case_id"))
    press(staff_taps.correct, Tap("kind", "case_id", "kind"))
    press(staff_taps.ask, Tap("ask", "case_id"))
    press(staff_taps.more, Tap("more", "case_id"))
    press(staff_taps.less, Tap("less", "case_id"))
    press(staff_taps.snooze, Tap("snooze", "case_id", "choice"))
    press(staff_taps.priority, Tap("priority", "case_id", "value"))
    press(staff_taps.merge, Tap("merge", "case_id", "into"))
    press(staff_taps.history, Tap("history", "case_id"))
    press(staff_taps.silent, Tap("silent", "case_id"))
    press(staff_taps.gestures_of, Tap("gestures", "case_id"))
    press(staff_taps.grant, Tap("grant", "case_id", "name"))
    press(staff_taps.decide, Tap("decide", "gesture_id", "answer"))
    press(staff_taps.say, Tap("say", "name"))
    press(staff_taps.expert, Tap("expert", "case_id"))
    press(staff_taps.note, Tap("note", "case_id"))
    press(staff_taps.done, Tap("done", "task_id"))
    press(staff_taps.called, Tap("call", "task_id", "outcome", "before"))
    press(staff_taps.number, Tap("number", "task_id"))
    press(taps.stale)
    router.edited_message.register(topic.edited, InStaffGroup(), Member(), InTopic())
    router.message_reaction.register(group.reacted)
    router.chat_member.register(group.person_changed)
    router.my_chat_member.register(group.bot_changed)
    return router
