"""`care nlu train`: the machine learns what people accepted, and is let into service unless it reads worse.

`care nlu test`: how well the model in service reads.
"""

import asyncio
import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from bot.cli.comparing import tables, worse
from bot.cli.parts import has_no_file_yet, what_went_wrong
from bot.cli.reading import TRAINING, CannotRead, nlu_log, trained
from bot.settings import Settings
from bot.work.improving.learnt import write_learnt
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
