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
    if needs_training(home):
        await _train(home, logs)
    model = model_path(home)
    prune(home.models, model)
    return model


async def _train(home: Home, logs: Path) -> None:
    plan = _plan("nlu-training", train_command(home), logs)
    plan.log.unlink(missing_ok=True)
    step = "Training the reading of free text"
    with Progress(
        TextColumn("{task.description}"), BarColumn(28), TimeElapsedColumn(), console=Console(), transient=True
    ) as progress:
        if not sys.stdout.isatty():
            print(f"{step}, about a minute …", flush=True)
        progress.add_task(step, total=None)
        async with running(plan) as process:
            code = await process.wait()
    if code != 0 or needs_training(home):
        raise CannotRead(f"Training failed; {plan.log} says why.")
    print(f"{step}: done.", flush=True)


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
