"""The NLU side of a start: is there a model, and what starts the server."""

import sys
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bot.cli.processes import Plan, running
from bot.settings import Settings
from nlu.client import NluClient
from nlu.python310 import REMEDY
from nlu.serving import Command, Home, model_path, needs_training, prune, server_command, train_command

NLU = "nlu"
STEP = "Training the reading of free text"
WITHOUT = "Free text is not read: buttons and menus work, words go to a human."


class CannotRead(Exception):
    """There is no NLU server to be had; `str()` says why, and the remedy."""


async def prepare_model(home: Home, logs: Path) -> Path:
    """Return the model for the present data, training it when there is none.

    Raises:
        CannotRead
    """
    if not home.python.exists():
        raise CannotRead(f"Rasa's environment is missing. {REMEDY} Then run `make run` again.")
    for _ in range(2):  # the data may change while it is trained on
        if needs_training(home):
            await _train(home, logs)
    if needs_training(home):
        raise CannotRead("The training data changes faster than it can be trained on. Start again later.")
    model = model_path(home)
    prune(home.models, model)
    return model


async def _train(home: Home, logs: Path) -> None:
    plan = _plan("nlu-training", train_command(home), logs)
    plan.log.unlink(missing_ok=True)
    with _progress() as progress:
        progress.add_task(STEP, total=None)
        async with running(plan) as process:
            code = await process.wait()
    if code != 0:
        raise CannotRead(f"Training failed; {plan.log} says why.")
    print(f"{STEP}: done.", flush=True)


def _progress() -> Progress:
    if not sys.stdout.isatty():
        print(f"{STEP}, a minute or two …", flush=True)
    bar = (TextColumn("{task.description}"), BarColumn(28), TimeElapsedColumn())
    return Progress(*bar, console=Console(), transient=True, disable=not sys.stdout.isatty())


async def is_up(settings: Settings) -> bool:
    client = NluClient(settings.nlu_address, settings.nlu_token or "")
    try:
        return await client.is_up()
    finally:
        await client.close()


def server_plan(home: Home, settings: Settings, model: Path, logs: Path) -> Plan:
    if settings.nlu_token is None:
        raise ValueError("NLU_TOKEN is made by load_settings()")
    return _plan(NLU, server_command(home, settings.nlu_port, settings.nlu_token, model), logs)


def _plan(name: str, command: Command, logs: Path) -> Plan:
    return Plan(name, command.argv, command.env, command.folder, logs / f"{name}.log")
