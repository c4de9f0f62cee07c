"""What customers answered to our surveys, for staff: figures with their uncertainty, and a chart."""

from collections.abc import Sequence
from datetime import timedelta

from bot.work import groups, staffroom
from bot.work.improving import bars
from bot.work.said import quote
from bot.work.turn import Turn
from care_rules.survey import Survey
from care_rules.survey_results import score, tallies
from care_rules.wording import DEFAULT_LANGUAGE
from storage import surveys
from storage.tables import SurveyRun

DAYS = 90
_SHORT = 110  # characters of somebody's words
_LONGEST_TITLE = 70


async def show(turn: Turn, chat_id: int, name: str, *, topic: int | None) -> None:
    """Post the results of this survey with a chart; without a name, or with another, a line for each survey."""
    where = {"message_thread_id": topic} if topic else {}
    book, since = turn.house.book.surveys, turn.now - timedelta(days=DAYS)
    survey = book.get(name.strip().casefold())
    if survey is None:
        asked = await surveys.asked(turn.session, since)
        lines = [_text(turn, "staff-survey-unknown", survey=name.strip()[:_SHORT])] if name.strip() else []
        lines.append(_text(turn, "staff-surveys", count=len(book), days=DAYS))
        lines += [_text(turn, "staff-survey-line", survey=one, count=asked.get(one, 0)) for one in book]
        await groups.post(turn, chat_id, {"text": "\n".join(lines), **where})
        return
    runs = await surveys.runs_of(turn.session, name.strip().casefold(), since)
    caption = _caption(turn, name.strip().casefold(), survey, runs)
    charts = [
        bars.Chart(_title(turn, one.question.ask[DEFAULT_LANGUAGE].nameless), one.counts)
        for one in tallies(survey, [run.answers for run in runs])
        if one.counts
    ]
    if not charts or not any(run.answered_at for run in runs):
        await groups.post(turn, chat_id, {"text": caption, **where})
        return
    payload = {"photo": bars.drawn(charts), "caption": caption, **where}
    await groups.post(turn, chat_id, payload, method="sendPhoto")


def _caption(turn: Turn, name: str, survey: Survey, runs: Sequence[SurveyRun]) -> str:
    found = score(survey, [run.answers.get("0") for run in runs])
    head = _text(
        turn,
        "staff-survey",
        survey=name,
        days=DAYS,
        asked=len(runs),
        answered=sum(run.answered_at is not None for run in runs),
        finished=sum(run.ended_at is not None and run.answered_at is not None for run in runs),
    )
    lines = [head]
    if found is not None:
        digits = 0 if survey.measures == "nps" else 1
        value = f"{found.value:.{digits}f}"
        margin = f"{found.margin:.{digits}f}" if found.margin is not None else "none"
        key = "staff-survey-score"
        lines.append(_text(turn, key, measure=survey.measures.value, value=value, margin=margin, count=found.answers))
    for one in tallies(survey, [run.answers for run in runs]):
        lines += [f"“{quote(words, _SHORT)}”" for words in one.words]
    return "\n".join(lines)


def _title(turn: Turn, words: str) -> str:
    plain = words.replace("{company}", turn.house.company.name)
    return quote(plain, _LONGEST_TITLE)


def _text(turn: Turn, key: str, **facts: object) -> str:
    return turn.house.words.text(key, staffroom.LANGUAGE, **facts)
