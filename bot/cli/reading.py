"""The NLU side of a start: is there a model, and what starts the server."""

import asyncio
import sys
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bot.cli.processes import Plan, running
from nlu.addresses import Addresses
from nlu.client import NluClient, Patience
from nlu.python310 import REMEDY
from nlu.reading import READ
from nlu.serving import (
    Command,
    Home,
    model_in_service,
    model_path,
    needs_training,
    prune,
    put_in_service,
    server_command,
    train_command,
)

NLU = "nlu"
TRAINING = "training"  # who put a model in service that no person decided on
STEP = "Training the reading of free text"
FIRST_TEXT = 10.0  # seconds that a fresh server may take to read its first one
WITHOUT = "Free text is not read: buttons and menus work, words go to a human."


class CannotRead(Exception):
    """There is no NLU server to be had; `str()` says why, and the remedy."""


async def prepare_model(home: Home, logs: Path) -> Path:
    """Return the model in service; when there is none, train one on the present data and put it in service.

    Raises:
        CannotRead
    """
    if not home.python.exists():
        raise CannotRead(f"Rasa's environment is missing. {REMEDY} Then run `make run` again.")
    if in_service := await asyncio.to_thread(model_in_service, home):
        return in_service
    model = await trained(home, logs)
    put_in_service(home, model, by=TRAINING)
    prune(home.models, model)
    return model


async def trained(home: Home, logs: Path) -> Path:
    """Return the model of the present data; train it if it is not there. It is not put in service.

    Raises:
        CannotRead
    """
    if not home.python.exists():
        raise CannotRead(f"Rasa's environment is missing. {REMEDY} Then do the same again.")
    for _ in range(2):  # the data may change while it is trained on
        if needs_training(home):
            await _train(home, logs)
    if needs_training(home):
        raise CannotRead("The training data changes faster than it can be trained on. Start again later.")
    return model_path(home)


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
        print(f"{STEP}, about five minutes …", flush=True)
    bar = (TextColumn("{task.description}"), BarColumn(28), TimeElapsedColumn())
    return Progress(*bar, console=Console(), transient=True, disable=not sys.stdout.isatty())


async def is_up(url: str, token: str) -> bool:
    client = NluClient(Addresses(url), token)
    try:
        return await client.is_up()
    finally:
        await client.close()


async def reads(url: str, token: str) -> bool:
    """Whether the server there has its model loaded and reads a text with it, be it slowly: its first one is."""
    client = NluClient(Addresses(url), token, Patience(total=FIRST_TEXT))
    try:
        return await client.is_up() and (await client.read("hello")).why_not in READ
    finally:
        await client.close()


def server_plan(home: Home, model: Path, port: int, token: str, logs: Path) -> Plan:
    """Return what starts one server. All of them write to the same log."""
    command = server_command(home, port, token, model)
    return Plan(f"{NLU}:{port}", command.argv, command.env, command.folder, nlu_log(logs))


def nlu_log(logs: Path) -> Path:
    return logs / f"{NLU}.log"


def _plan(name: str, command: Command, logs: Path) -> Plan:
    return Plan(name, command.argv, command.env, command.folder, logs / f"{name}.log")
