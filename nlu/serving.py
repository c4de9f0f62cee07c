"""How the NLU model is trained and served, as commands. Nothing here starts anything."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
SMALL = {"CUDA_VISIBLE_DEVICES": ""}
SAME_EVERY_TIME = {"PYTHONHASHSEED": "0"}

# Rasa gets no secret of ours: only these are passed on.
PASSED_ON = ("PATH", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "SYSTEMROOT")


@dataclass(frozen=True, slots=True)
class Home:
    """Where the NLU side lives, below the repository's root. `own_encoder` is a site's own, in place of ours."""

    root: Path
    own_encoder: Path | None = None

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
    def components(self) -> Path:
        return self.root / "nlu" / "components"

    @property
    def encoder(self) -> Path:
        return self.own_encoder or self.root / "var" / "nlu" / "encoder"

    @property
    def learnt(self) -> Path:
        """Texts that people accepted in review, a file a language; made from the database before each training."""
        return self.root / "var" / "nlu" / "learnt"

    @property
    def models(self) -> Path:
        return self.root / "var" / "nlu" / "models"

    @property
    def in_service(self) -> Path:
        return self.root / "var" / "nlu" / "serving.json"


@dataclass(frozen=True, slots=True)
class Command:
    """`env` is the whole environment, not an addition to ours."""

    argv: tuple[str, ...]
    env: dict[str, str]
    folder: Path


def shipped(home: Home) -> str:
    """Return the sha256, in hex, of all that a model depends on but what was learnt here."""
    digest = hashlib.sha256(RASA_VERSION.encode())
    files = [*sorted(home.data.rglob("*.yml")), *sorted(home.components.glob("*.py")), home.config]
    for path in files:
        _add(digest, path.relative_to(home.root).as_posix(), path.read_bytes())
    for path in (home.encoder / "model.onnx", home.encoder / "tokenizer.json"):
        _add(digest, path.name, path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def fingerprint(home: Home) -> str:
    """Return the sha256, in hex, of all that a model depends on."""
    digest = hashlib.sha256(shipped(home).encode())
    for path in sorted(home.learnt.glob("*.yml")):
        _add(digest, path.name, path.read_bytes())
    return digest.hexdigest()


def _add(digest: Any, name: str, content: bytes) -> None:
    digest.update(f"\0{name}\0{len(content)}\0".encode() + content)


def model_path(home: Home) -> Path:
    """Return where the model for the present data, components and config is, or will be."""
    return home.models / f"{fingerprint(home)}.tar.gz"


def needs_training(home: Home) -> bool:
    return not model_path(home).is_file()


def model_in_service(home: Home) -> Path | None:
    """Return the model that was put in service, unless it is gone or was made from what was shipped before."""
    told = _told(home)
    model = _named(home, told)
    return model if model is not None and told.get("shipped") == shipped(home) else None


def _told(home: Home) -> dict[str, Any]:
    """Return what the note says; one that cannot be read says nothing."""
    try:
        told = json.loads(home.in_service.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # not JSON and not UTF-8 are both a ValueError
        return {}
    return told if isinstance(told, dict) else {}


def _named(home: Home, told: Mapping[str, Any]) -> Path | None:
    name = told.get("model")
    if not isinstance(name, str) or Path(name).name != name:
        return None
    model = home.models / name
    return model if model.is_file() else None


def put_in_service(home: Home, model: Path, by: str) -> None:
    """Name the model that every `care run` here serves; `by` is who decided it."""
    _tell(home, {"model": model.name, "shipped": shipped(home), "by": by})


def note_in_service(home: Home) -> dict[str, Any]:
    """Return what is noted of the model in service, for `give_up` to go back to."""
    return _told(home)


def was_given_up(home: Home, model: Path) -> bool:
    """Whether it was in service, did not start, and nothing was put in service since."""
    return _told(home).get("given_up") == model.name


def give_up(home: Home, model: Path, before: Mapping[str, Any]) -> None:
    """Put back in service what was there before a model that does not start, so that no later start tries it again."""
    if _told(home).get("model") == model.name:  # else another was put in service meanwhile
        _tell(home, {**before, "given_up": model.name})


def staying(home: Home, present: Path) -> list[Path]:
    """Return the models that may not go: the present one, and the one in service, whatever it was made from."""
    return list(dict.fromkeys(model for model in (present, _named(home, _told(home))) if model is not None))


def _tell(home: Home, told: Mapping[str, Any]) -> None:
    half = home.in_service.with_suffix(f".{os.getpid()}")
    half.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    half.replace(home.in_service)


def train_command(home: Home) -> Command:
    """Return the command that makes `model_path(home)`; it leaves nothing half done."""
    return python_command(home, "-m", "nlu.training", threads=os.cpu_count() or 1)


def server_command(home: Home, port: int, token: str, model: Path) -> Command:
    loopback = ("-i", "127.0.0.1", "-p", str(port))
    return rasa_command(
        home, "run", "--enable-api", *loopback, f"--auth-token={token}", "--model", str(model), "--quiet"
    )


def rasa_command(home: Home, *arguments: str, threads: int = 1) -> Command:
    return python_command(home, "-m", "nlu.start_rasa", *arguments, threads=threads)


def python_command(home: Home, *arguments: str, threads: int = 1) -> Command:
    """Return a command in Rasa's environment; `threads` is how many the encoder and linear algebra may use."""
    passed_on = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    # Rasa writes settings to HOME and a cache beside it, and would find domain.yml and the like in our folder.
    var = home.models.parent
    here = {"HOME": str(var), "RASA_CACHE_DIRECTORY": str(var / "cache"), "NLU_CACHE": str(var / "encoded")}
    encoder = {"NLU_ENCODER": str(home.encoder)} if (home.encoder / "model.onnx").is_file() else {}
    numbers = {name: str(threads) for name in ("NLU_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")}
    env = {**passed_on, **here, **encoder, **numbers, "RASA_MAX_CACHE_SIZE": "0", **QUIET, **SMALL, **SAME_EVERY_TIME}
    return Command((str(home.python), *arguments), env, home.root)


def prune(models: Path, *staying: Path, keep: int = 3) -> None:
    """Delete all but the `keep` models trained last; those `staying` count first, and always stay."""
    for model in list(_newest_first(models, staying))[max(keep, len(staying)) :]:
        model.unlink(missing_ok=True)


def _newest_first(models: Path, staying: Sequence[Path]) -> Iterator[Path]:
    yield from staying
    others = (path for path in models.glob("*.tar.gz") if path not in staying)
    yield from sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)
