"""How the NLU model is trained and served, as commands. Nothing here starts anything."""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

RASA_VERSION = "3.6.21"  # part of the fingerprint: a model is only sure to load where it was trained

QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "LOG_LEVEL_LIBRARIES": "ERROR",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "PYTHONWARNINGS": "ignore",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "NO_COLOR": "1",
    "MPLBACKEND": "Agg",
}
SMALL = {"CUDA_VISIBLE_DEVICES": "", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
SAME_EVERY_TIME = {"PYTHONHASHSEED": "0"}

# Rasa gets no secret of ours: only these are passed on.
PASSED_ON = ("PATH", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "SYSTEMROOT")


@dataclass(frozen=True, slots=True)
class Home:
    """Where the NLU side lives, below the repository's root."""

    root: Path

    @property
    def python(self) -> Path:
        return self.root / ".venv-nlu" / "bin" / "python"

    @property
    def data(self) -> Path:
        return self.root / "nlu" / "data" / "train"

    @property
    def held_out(self) -> Path:
        return self.root / "nlu" / "data" / "held_out"

    @property
    def config(self) -> Path:
        return self.root / "config.yml"

    @property
    def models(self) -> Path:
        return self.root / "var" / "nlu" / "models"


@dataclass(frozen=True, slots=True)
class Command:
    """`env` is the whole environment, not an addition to ours."""

    argv: tuple[str, ...]
    env: dict[str, str]
    folder: Path


def fingerprint(data: Path, config: Path) -> str:
    """Return the sha256 of all a model depends on, in hex."""
    digest = hashlib.sha256(RASA_VERSION.encode())
    for path in [*sorted(data.rglob("*.yml")), config]:
        name = path.relative_to(data).as_posix() if path != config else "config"
        content = path.read_bytes()
        digest.update(f"\0{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def model_path(home: Home) -> Path:
    """Return where the model for the present data and config is, or will be."""
    return home.models / f"{fingerprint(home.data, home.config)}.tar.gz"


def threshold_path(model: Path) -> Path:
    return model.with_name(model.name.removesuffix(".tar.gz") + ".json")


def needs_training(home: Home) -> bool:
    model = model_path(home)
    return not (model.is_file() and threshold_path(model).is_file())


def threshold_of(model: Path) -> float:
    """Return the confidence, measured when `model` was trained, from which on a reading counts as understood."""
    return float(json.loads(threshold_path(model).read_text())["threshold"])


def train_command(home: Home) -> Command:
    """Return the command that makes `model_path(home)` and its threshold; it leaves nothing half done."""
    return python_command(home, "-m", "nlu.training")


def server_command(home: Home, port: int, token: str, model: Path) -> Command:
    loopback = ("-i", "127.0.0.1", "-p", str(port))
    return rasa_command(home, "run", "--enable-api", *loopback, "--auth-token", token, "--model", str(model), "--quiet")


def rasa_command(home: Home, *arguments: str) -> Command:
    return python_command(home, "-m", "nlu.start_rasa", *arguments)


def python_command(home: Home, *arguments: str) -> Command:
    passed_on = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    # Rasa writes settings to HOME and a cache beside it, and would find domain.yml and the like in our folder.
    here = {"HOME": str(home.models.parent), "RASA_CACHE_DIRECTORY": str(home.models.parent / "cache")}
    env = {**passed_on, **here, "RASA_MAX_CACHE_SIZE": "0", **QUIET, **SMALL, **SAME_EVERY_TIME}
    return Command((str(home.python), *arguments), env, home.root)


def prune(models: Path, present: Path, keep: int = 3) -> None:
    """Delete all but the `keep` models trained last; `present` always stays."""
    for model in list(_newest_first(models, present))[keep:]:
        model.unlink(missing_ok=True)
        threshold_path(model).unlink(missing_ok=True)


def _newest_first(models: Path, present: Path) -> Iterator[Path]:
    yield present
    others = (path for path in models.glob("*.tar.gz") if path != present)
    yield from sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)
