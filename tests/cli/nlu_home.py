"""A folder where the NLU side lives, with a stand-in for Rasa in it."""

import json
import os
import signal
import sys
from pathlib import Path

from nlu.serving import Home, model_path, put_in_service

STAND_IN = Path(__file__).with_name("stand_in_rasa.py")


class NluHome:
    def __init__(self, root: Path) -> None:
        self.home = Home(root)
        self.home.python.parent.mkdir(parents=True)
        self.home.python.write_text(f'#!/bin/sh\nexec {sys.executable} -I {STAND_IN} "$@"\n')
        self.home.python.chmod(0o755)
        self.home.data.mkdir(parents=True)
        self.home.models.mkdir(parents=True)
        (self.home.data / "greet.yml").write_text("hello")
        self.home.config.write_text("pipeline")

    def put_in_service(self, intent: str, *, ready: bool = True, takes: float = 0.0) -> Path:
        """Make a model that reads `intent` in everything, after `takes` seconds."""
        model = self.home.models / f"{intent}.tar.gz"
        model.write_text(json.dumps({"intent": intent, "ready": ready, "takes": takes}))
        put_in_service(self.home, model, by="a test")
        return model

    def trains(self) -> None:
        """From now on a training makes the model for the present data."""
        self.home.python.write_text(f"#!/bin/sh\ntouch {model_path(self.home)}\n")

    def started(self, intent: str) -> list[tuple[int, int]]:
        """Return pid and port of every server that was started with that model."""
        file = self.home.root / "started"
        lines = [line.split() for line in file.read_text().splitlines()] if file.exists() else []
        return [(int(pid), int(port)) for pid, port, model in lines if model == intent]

    def kill(self, pid: int) -> None:
        os.kill(pid, signal.SIGKILL)
