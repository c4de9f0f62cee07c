"""`care nlu train`: the machine learns what people accepted, and is let into service unless it reads worse.

`care nlu test`: how well the model in service reads.
"""

import asyncio
import io
import json
import os
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString
from sqlalchemy.exc import SQLAlchemyError

from bot.cli.comparing import tables, worse
from bot.cli.parts import has_no_file_yet, what_went_wrong
from bot.cli.reading import TRAINING, CannotRead, nlu_log, trained
from bot.settings import Settings
from nlu.cleaning import clean
from nlu.corpus import LANGUAGES, held_out, too_like
from nlu.corpus_checks import TOO_LIKE
from nlu.python310 import REMEDY
from nlu.running import RasaError, run
from nlu.serving import (
    Command,
    Home,
    model_in_service,
    prune,
    put_in_service,
    python_command,
    staying,
    was_given_up,
)
from storage import reviews
from storage.bells import Bells
from storage.database import Database
from storage.tables import ReviewItem

_ALIASES = {"tl": "fil"}  # what Telegram calls a language, and what the training texts do
_NO_ENTITIES = str.maketrans("[]", "()")  # to Rasa, square brackets mark an entity


def train(settings: Settings, home: Home, *, forced_by: str | None = None) -> str | None:
    """Train, compare and put in service; return why that was not done. `forced_by` is who lets a worse one through."""
    try:
        items = asyncio.run(_accepted(settings))
    except (SQLAlchemyError, OSError) as error:
        return f"DATABASE_URL: {what_went_wrong(error)} `care db upgrade` brings it to the present schema."
    try:
        left_out = write_learnt(home, items)
        print(f"Texts accepted in review that are learnt: {len(items) - left_out}.")
        if left_out:
            print(f"{left_out} more not: like held-out texts, or in a language that is not trained.")
        old = model_in_service(home)
        new = asyncio.run(trained(home, settings.var_dir / "logs"))
        return _let_in(home, old, new, settings.var_dir / "logs", forced_by)
    except CannotRead as lack:
        return str(lack)
    except RasaError as fault:
        return f"The model could not be evaluated:\n{fault}"


def _let_in(home: Home, old: Path | None, new: Path, logs: Path, forced_by: str | None) -> str | None:
    if new == old:
        print("The model in service has learnt all of it already.")
        return None
    reasons = [f"in service before, it did not start; {nlu_log(logs)} says why"] if was_given_up(home, new) else []
    if not reasons or forced_by is not None:
        reasons += _compared(home, old, new)
    if reasons and forced_by is None:
        why = "\n".join(f"  {reason}" for reason in reasons)
        return f"The new model stays out of service:\n{why}\n`care nlu train --force` puts it in anyway."
    put_in_service(home, new, by=forced_by if reasons and forced_by else TRAINING)
    prune(home.models, *staying(home, new))
    print("The new model is in service; a running Rapport takes it up by itself.")
    return None


def _compared(home: Home, old: Path | None, new: Path) -> list[str]:
    """Show how both read; return why the new one may not replace the old one, a line each."""
    print("Evaluating on the held-out texts, a minute or two …", flush=True)
    after = evaluated(home, "--model", str(new))
    before = evaluated(home, "--model", str(old)) if old is not None else None
    print("Cross-validating: five folds of the training texts, some minutes …", flush=True)
    folds = evaluated(home, "--cross-validation")
    console = Console()
    for table in tables(before, after, folds):
        console.print(table)
    return worse(before, after) if before is not None else []


def evaluated(home: Home, *what: str) -> Any:
    """Return what `nlu.evaluate --json` says of a model, or of folds of the training texts.

    Raises:
        RasaError: if it fails, or says nothing that can be read.
    """
    said = run(_evaluation(home, *what, "--json"))
    try:
        return json.loads(said)
    except ValueError:
        raise RasaError(f"nlu.evaluate did not answer in JSON: {said[-200:]}") from None


def judge(settings: Settings, home: Home, *, folds: bool, picture: Path | None) -> str | None:
    """Print how well the model in service reads, and draw it; return why that was not done."""
    if picture is not None and (picture.suffix.lower() != ".png" or not picture.absolute().parent.is_dir()):
        return f'--picture: "{picture}" is no place for a picture; write the path of a .png file in a folder you have.'
    if not home.python.exists():
        return f"Rasa's environment is missing. {REMEDY} Then do the same again."
    what = ["--cross-validation"] if folds else []
    try:
        if not folds:
            model = model_in_service(home) or asyncio.run(trained(home, settings.var_dir / "logs"))
            what += ["--model", str(model)]
    except CannotRead as lack:
        return str(lack)
    if picture is not None:
        what += ["--picture", str(picture.absolute())]
    command = _evaluation(home, *what)
    done = subprocess.run(command.argv, env=command.env, cwd=command.folder, check=False)
    return "The model could not be evaluated." if done.returncode else None


def _evaluation(home: Home, *arguments: str) -> Command:
    return python_command(home, "-m", "nlu.evaluate", *arguments, threads=os.cpu_count() or 1)


async def _accepted(settings: Settings) -> Sequence[ReviewItem]:
    if await asyncio.to_thread(has_no_file_yet, settings):
        return ()
    database = Database(settings.database_url, Bells())
    try:
        async with database.read() as session:
            return await reviews.accepted(session)
    finally:
        await database.close()


def write_learnt(home: Home, items: Iterable[ReviewItem]) -> int:
    """Write what was accepted where training looks for it, and nothing else; return how many texts were left out.

    Texts that are held out, or hardly differ from one that is, would make the evaluation lie.
    """
    everything = [(item, clean(item.text).translate(_NO_ENTITIES).strip(), language_of(item)) for item in items]
    judged = [example.text for example in held_out(home.held_out)]
    alike = {text for text, _ in too_like([text for _, text, _ in everything if text], judged, TOO_LIKE)}
    alike.update(judged)
    learnt: dict[str, dict[str, list[dict[str, Any]]]] = {language: defaultdict(list) for language in LANGUAGES}
    left_out = 0
    for item, text, language in everything:
        if not text or text in alike or language not in learnt or item.intent_right is None:
            left_out += 1
        else:
            learnt[language][item.intent_right].append(_block(item, text))
    home.learnt.mkdir(parents=True, exist_ok=True)
    for language, blocks in learnt.items():
        _write(home.learnt / f"{language}.yml", [block for intent in sorted(blocks) for block in blocks[intent]])
    return left_out


def language_of(item: ReviewItem) -> str:
    base = item.language.lower().replace("_", "-").partition("-")[0]
    return _ALIASES.get(base, base)


def _block(item: ReviewItem, text: str) -> dict[str, Any]:
    at = item.decided_at.isoformat() if item.decided_at is not None else ""
    reviewed = {"reviewed_by": item.decided_by or "", "reviewed_at": at}
    return {"intent": item.intent_right, "metadata": reviewed, "examples": LiteralScalarString(f"- {text}\n")}


def _write(path: Path, blocks: list[dict[str, Any]]) -> None:
    if not blocks:
        path.unlink(missing_ok=True)
        return
    written = io.StringIO()
    YAML().dump({"version": "3.1", "nlu": blocks}, written)
    half = path.with_suffix(f".{os.getpid()}")
    half.write_text(written.getvalue(), encoding="utf-8")
    half.replace(path)
