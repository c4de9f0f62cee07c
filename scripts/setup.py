"""Sets up what is missing, and nothing twice: `sh scripts/setup.sh bot | run | test`. Standard library only.

bot   the bot's environment
run   and Rasa's with the sentence encoder; what cannot be had it names, with what is lost, and goes on
test  and Rasa's with the sentence encoder, which are then a must
"""

import fcntl
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nlu.encoder import is_made
from nlu.python310 import Python310MissingError, find_python310
from scripts.environment import HOUSE, Environment, SetUpError, run
from scripts.progress import Bar

ENCODER_STEPS = (0.0, 0.8, 1.0)  # of the time; nlu.encoder says a line when it has fetched, and when it has built
WITHOUT_RASA = "Going on without reading free text: buttons and menus work, words go to a human."
WITHOUT_ENCODER = (
    "Going on without it: words and characters alone decide, and free text, English above all, is read less well. "
    "Run this again with network to have it made, or set NLU_ENCODER to a folder with an encoder of your own."
)
OLDER_ENCODER = "Going on with the one made before. Run this again with network to have it made anew."


def main() -> int:
    goal = sys.argv[1] if len(sys.argv) > 1 else "run"
    try:
        with _alone() as lock:
            _set_up(goal, lock)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The next start sets up what is missing.", file=sys.stderr)
        return 130
    return 0


def _set_up(goal: str, lock: int) -> None:
    bot = Environment("the bot's environment", HOUSE / ".venv", HOUSE / "requirements" / "bot.txt", lock)
    if not bot.is_made():
        bot.make(lambda: sys.executable)
    bot.install_project()
    if goal == "test" or (goal == "run" and not _setting("NLU_URL")):
        _set_up_rasa(lock, must=goal == "test")


def _set_up_rasa(lock: int, must: bool) -> None:
    rasa = Environment("Rasa's environment", HOUSE / ".venv-nlu", HOUSE / "requirements" / "nlu.txt", lock)
    try:
        if not rasa.is_made():
            rasa.make(lambda: find_python310(_setting("NLU_PYTHON"), may_install=True))
    except (Python310MissingError, SetUpError) as error:
        if must:
            raise SetUpError(str(error)) from None
        print(f"{error}\n{WITHOUT_RASA}", file=sys.stderr)
        return
    if not _setting("NLU_ENCODER"):
        _set_up_encoder(rasa, must=must)


def _set_up_encoder(rasa: Environment, must: bool) -> None:
    folder = HOUSE / "var" / "nlu" / "encoder"
    if is_made(folder):
        return
    make = [str(rasa.python), "-m", "nlu.encoder", str(folder)]
    try:
        with Bar("Setting up the sentence encoder, a download of 80 MB") as bar:
            run("The sentence encoder", make, rasa.lock, lambda heard: bar.show(_share(heard)))
    except SetUpError as error:
        if must:
            raise
        lost = OLDER_ENCODER if (folder / "model.onnx").is_file() else WITHOUT_ENCODER
        print(f"{error}\n{lost}", file=sys.stderr)


def _share(heard: str) -> float:
    return ENCODER_STEPS[min(heard.count("\n"), len(ENCODER_STEPS) - 1)]


def _setting(name: str) -> str | None:
    """Read one setting as the product will: the environment first, then `.env`."""
    if os.environ.get(name):
        return os.environ[name]
    dotenv = HOUSE / ".env"
    written = dotenv.read_text(encoding="utf-8") if dotenv.is_file() else ""
    found = re.findall(
        rf"^\s*(?:export\s+)?{name}\s*=\s*(.*?)\s*(?:\s#.*)?$", written, flags=re.MULTILINE | re.IGNORECASE
    )
    return str(found[-1]).strip("'\"") or None if found else None


@contextmanager
def _alone() -> Iterator[int]:
    """Let one set-up work at a time; the lock ends with the last process that holds it, killed ones included."""
    path = HOUSE / "var" / "set-up.lock"
    path.parent.mkdir(exist_ok=True)
    with Path.open(path, "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another set-up is at work; waiting for it.", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock.fileno()


if __name__ == "__main__":
    sys.exit(main())
