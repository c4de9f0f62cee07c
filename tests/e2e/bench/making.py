"""Trains a pipeline on a set, on all cores, and reads texts with the model, on one; each in a Rasa of its own."""

import asyncio
import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from nlu.corpus import Example
from nlu.measuring import Guess
from nlu.running import run
from nlu.serving import Command, python_command, rasa_command
from nlu.training import as_rasa
from tests.e2e.parts import HOME

ONE_THREAD = {"TF_INTRA_OP_PARALLELISM_THREADS": "1", "TF_INTER_OP_PARALLELISM_THREADS": "1"}


@dataclass(frozen=True, slots=True)
class Made:
    """A model and the seconds that its training took, Rasa's start and the encoding of every text included."""

    model: Path
    seconds: float


async def made(folder: Path, name: str, examples: Sequence[Example], config: Path) -> Made:
    texts = folder / f"{name}.yml"
    texts.write_text(as_rasa(examples), encoding="utf-8")
    out = ("--out", str(folder), "--fixed-model-name", name)
    train = ("train", "nlu", "--config", str(config), "--nlu", str(texts), *out, "--quiet")
    command = rasa_command(HOME, *train, threads=os.cpu_count() or 1)
    begun = time.monotonic()
    await asyncio.to_thread(run, _afresh(command))
    return Made(folder / f"{name}.tar.gz", time.monotonic() - begun)


async def guesses(folder: Path, model: Path, examples: Sequence[Example]) -> list[Guess]:
    """Return what the model takes each text for."""
    asked, told = folder / "asked.json", folder / "told.json"
    asked.write_text(json.dumps([example.text for example in examples]), encoding="utf-8")
    parsing = ("-m", "tests.e2e.bench.parsing", str(model), str(asked), str(told))
    command = _afresh(python_command(HOME, *parsing))
    await asyncio.to_thread(run, replace(command, env={**command.env, **ONE_THREAD}))
    best = json.loads(told.read_text(encoding="utf-8"))
    return [Guess(example.intent, *one) for example, one in zip(examples, best, strict=True)]


def _afresh(command: Command) -> Command:
    """Nothing encoded earlier is used."""
    env = {name: value for name, value in command.env.items() if name != "NLU_CACHE"}
    return replace(command, env=env)
