"""A survey, one question at a time: each can be skipped, all of it taken up again later; a low score is followed up."""

from datetime import timedelta

from bot.work.buttons import Button, Rows, row, tap
from bot.work.cases import adding, opening
from bot.work.cases.events import get
from bot.work.customers import advocates
from bot.work.errors import StaleButton
from bot.work.said import Said
from bot.work.saying import say, write
from bot.work.turn import Turn
from care_rules.cases import CaseKind
from care_rules.survey import Answer, Measure, Question, Survey
from care_rules.wording import DEFAULT_LANGUAGE, in_language
from storage import customers, surveys
from storage.tables import Conversation, Customer, SurveyRun

OPEN_FOR = timedelta(days=14)
AWAITING = "survey"
_IN_A_LINE = 6  # numbers
_SHORT = 3  # characters of a label that leaves room for others beside it


async def begin(turn: Turn, customer: Customer, name: str, touch_id: int) -> Rows:
    """Note that this touch asks the survey; return the buttons of its first question, whose words the touch carries."""
    assert customer.id is not None
    run = SurveyRun(customer_id=customer.id, touch_id=touch_id, survey=name, asked_at=turn.now)
    await surveys.insert(turn.session, run)
    talk = await customers.conversation(turn.session, customer.id)
    if talk.awaiting is None:
        _await(turn, talk, run)
    return _buttons(turn.house.book.surveys[name].questions[0], run, customer.language)


async def press(turn: Turn, customer: Customer, talk: Conversation, run_id: int, place: int, button: int) -> None:
    """Take the answer of a button. One of a question that was answered already asks the open one again.

    Raises:
        StaleButton: if it is not their survey, or it is over, or there is no such button.
    """
    run, survey = await _theirs(turn, customer, run_id)
    if place < run.step:
        await _ask(turn, customer, talk, run, survey)
        return
    answer = survey.questions[place].pressed(button) if place == run.step else None
    if answer is None:
        raise StaleButton
    await _take(turn, customer, talk, run, answer)


async def waits_for(turn: Turn, talk: Conversation) -> Question | None:
    """Return the question of a survey that the customer's next words may answer."""
    if talk.awaiting != AWAITING:
        return None
    run = await surveys.by_id(turn.session, _awaited(talk))
    survey = _open_survey(turn, run)
    return survey.questions[run.step] if run is not None and survey is not None else None


async def take_words(turn: Turn, customer: Customer, talk: Conversation, said: Said) -> None:
    """Take what was written as the answer; of a low score it goes to the case that follows it up.

    Raises:
        StaleButton: if no survey is open, or the words are no answer.
    """
    run, survey = await _theirs(turn, customer, _awaited(talk))
    answer = survey.questions[run.step].written(said.text)
    if answer is None:
        raise StaleButton
    if run.case_id is not None:
        await adding.keep(turn, customer, await get(turn, run.case_id), said)
    await _take(turn, customer, talk, run, answer)


async def skip(turn: Turn, customer: Customer, talk: Conversation, run_id: int, place: int) -> None:
    """Leave one question out."""
    run, survey = await _theirs(turn, customer, run_id)
    if place != run.step:
        await _ask(turn, customer, talk, run, survey)
        return
    await _take(turn, customer, talk, run, None)


async def skip_open(turn: Turn, customer: Customer, talk: Conversation) -> None:
    """Leave out the question that waits for words."""
    run, _ = await _theirs(turn, customer, _awaited(talk))
    await _take(turn, customer, talk, run, None)


async def leave(turn: Turn, customer: Customer, talk: Conversation, run_id: int) -> None:
    """Not now: what was answered stays, and the rest may be answered later."""
    run, _ = await _theirs(turn, customer, run_id)
    _let_go(talk)
    await say(turn, customer, "survey-left", until=run.asked_at + OPEN_FOR)


async def resume(turn: Turn, customer: Customer, talk: Conversation) -> None:
    """Ask the open question of the last survey again; say so if there is none."""
    run = await surveys.unfinished_of(turn.session, customer.id or 0, turn.now - OPEN_FOR)
    survey = _open_survey(turn, run)
    if run is None or survey is None:
        await say(turn, customer, "survey-none")
        return
    await _ask(turn, customer, talk, run, survey)


async def _theirs(turn: Turn, customer: Customer, run_id: int) -> tuple[SurveyRun, Survey]:
    run = await surveys.by_id(turn.session, run_id)
    survey = _open_survey(turn, run)
    if run is None or survey is None or run.customer_id != customer.id:
        raise StaleButton
    return run, survey


def _open_survey(turn: Turn, run: SurveyRun | None) -> Survey | None:
    """Return what is asked, while it may be answered. It may have left the book since, or become shorter."""
    if run is None or run.ended_at is not None or turn.now >= run.asked_at + OPEN_FOR:
        return None
    survey = turn.house.book.surveys.get(run.survey)
    return survey if survey is not None and run.step < len(survey.questions) else None


async def _take(turn: Turn, customer: Customer, talk: Conversation, run: SurveyRun, answer: Answer) -> None:
    survey, place = turn.house.book.surveys[run.survey], run.step
    run.answers = {**run.answers, str(place): answer}
    run.step += 1
    if answer is not None:
        run.answered_at = turn.now
    if survey.measures is Measure.nps and place == 0 and isinstance(answer, int):
        customer.recommends = answer
    if survey.is_low(place, answer):
        run.case_id = await _follow_up(turn, customer, survey, answer)
    if run.step < len(survey.questions):
        await _ask(turn, customer, talk, run, survey)
        return
    run.ended_at = turn.now
    _let_go(talk)
    await say(turn, customer, "survey-thanks" if run.answered_at is not None else "skipped")
    if survey.is_promoter(run.answers.get("0")):
        await advocates.offer_link(turn, customer)


async def _follow_up(turn: Turn, customer: Customer, survey: Survey, answer: Answer) -> int | None:
    """Open a case of a low score, for staff to ask what went wrong, and say so."""
    question, scale = survey.questions[0], survey.questions[0].scale
    asked = _worded(turn, customer, question, DEFAULT_LANGUAGE)
    said = Said(customer.telegram_id, (0,), f"{asked} – {answer}/{scale[1] if scale else ''}")
    case = await opening.open_case(turn, customer, CaseKind.complaint, said, answer="opened-survey")
    return case.id


async def _ask(turn: Turn, customer: Customer, talk: Conversation, run: SurveyRun, survey: Survey) -> None:
    question = survey.questions[run.step]
    _await(turn, talk, run)
    words = _worded(turn, customer, question, turn.house.words.spoken(customer.language))
    await write(turn, customer, words, buttons=_buttons(question, run, customer.language))


def _worded(turn: Turn, customer: Customer, question: Question, language: str) -> str:
    tier = turn.house.book.tier(customer.tier).title
    wording = in_language(question.ask, language)
    return wording.filled(name=customer.name, company=turn.house.company.name, tier=tier)


def _await(turn: Turn, talk: Conversation, run: SurveyRun) -> None:
    talk.awaiting, talk.about, talk.asked_at = AWAITING, {"run": run.id}, turn.now


def _awaited(talk: Conversation) -> int:
    return int(talk.about.get("run", 0))


def _let_go(talk: Conversation) -> None:
    if talk.awaiting == AWAITING:
        talk.awaiting, talk.about = None, {}


def _buttons(question: Question, run: SurveyRun, language: str) -> Rows:
    """Short answers side by side, long ones a line each; then a way round the question and one out of the survey."""
    labels = question.labels(language)
    answers = [Button(label, tap("survey", run.id, run.step, at), literal=True) for at, label in enumerate(labels)]
    wide = _IN_A_LINE if all(len(label) <= _SHORT for label in labels) else 1
    lines = tuple(row(*answers[at : at + wide]) for at in range(0, len(answers), wide))
    out = row(
        Button("button-skip", tap("surveyskip", run.id, run.step)), Button("button-later", tap("surveyleave", run.id))
    )
    return (*lines, out)
