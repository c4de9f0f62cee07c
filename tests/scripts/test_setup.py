"""Set-up, on empty lists: what is tried is when something is made, not what is downloaded."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nlu.encoder import key
from scripts import environment, setup
from scripts.environment import HOUSE, Environment, SetUpError

SETUP = HOUSE / "scripts" / "setup.sh"


@pytest.fixture
def small(tmp_path: Path) -> Environment:
    pins = tmp_path / "pins.txt"
    pins.write_text("# nothing\n", encoding="utf-8")
    return Environment("a small environment", tmp_path / "venv", pins, os.open(tmp_path / "lock", os.O_CREAT))


def test_an_environment_is_made_once_over_what_a_killed_set_up_left(
    small: Environment, capsys: pytest.CaptureFixture[str]
) -> None:
    small.folder.mkdir()
    (small.folder / "half-installed").touch()
    assert not small.is_made()

    small.make(lambda: sys.executable)

    assert small.is_made()
    assert not (small.folder / "half-installed").exists()
    assert capsys.readouterr().out.startswith("Setting up a small environment, 0 packages …\n")


def test_an_environment_is_made_anew_when_its_list_changes_or_its_python_is_gone(small: Environment) -> None:
    small.make(lambda: sys.executable)
    made_from = small.pins.read_text(encoding="utf-8")

    small.pins.write_text("# another\n", encoding="utf-8")
    assert not small.is_made()
    small.pins.write_text(made_from, encoding="utf-8")
    assert small.is_made()
    small.python.unlink()
    assert not small.is_made()


def test_a_step_that_fails_shows_what_it_said_last(small: Environment) -> None:
    with pytest.raises(SetUpError, match=r"a small environment could not be set up; the last step said:\nno network"):
        small.run([sys.executable, "-c", "print('no network'); raise SystemExit(1)"])

    assert not small.is_made()


@pytest.mark.parametrize(
    ("heard", "share"),
    [
        ("", 0),
        ("Collecting a==1\n  Downloading\nCollecting b==2\n", 0.45),
        ("Collecting a\nInstalling collected", 0.95),
    ],
)
def test_the_bar_follows_what_pip_says(heard: str, share: float) -> None:
    assert environment._share(heard, 4) == pytest.approx(share)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("NLU_PYTHON=/opt/python3.10\n", "/opt/python3.10"),
        ("export NLU_PYTHON = '/opt/a b'  # mine\n", "/opt/a b"),
        ("#NLU_PYTHON=/opt/python3.10\nOTHER_NLU_PYTHON=x\n", None),
        ("NLU_PYTHON=\n", None),
        ("NLU_PYTHON=one\nNLU_PYTHON=two\n", "two"),
    ],
)
def test_a_setting_is_read_as_the_product_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, read: str | None
) -> None:
    monkeypatch.setattr("scripts.setup.HOUSE", tmp_path)
    monkeypatch.delenv("NLU_PYTHON", raising=False)
    (tmp_path / ".env").write_text(written, encoding="utf-8")

    assert setup._setting("NLU_PYTHON") == read


def test_without_a_python_310_run_goes_on_and_test_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("scripts.setup.HOUSE", tmp_path)
    monkeypatch.setenv("NLU_PYTHON", str(tmp_path / "none"))

    setup._set_up_rasa(lock=0, must=False)

    said = capsys.readouterr().err
    assert "none, which is not a working Python 3.10 with venv" in said
    assert said.endswith("Going on without reading free text: buttons and menus work, words go to a human.\n")
    with pytest.raises(SetUpError, match=r"Install Python 3\.10 \("):
        setup._set_up_rasa(lock=0, must=True)


class Pretended(Environment):
    """Rasa's environment, made, with a Python that does what `script` says."""

    def __init__(self, folder: Path, script: str) -> None:
        super().__init__("Rasa's environment", folder, folder / "pins", os.open(folder / "lock", os.O_CREAT))
        self.python.parent.mkdir()
        pretend(self.python.parent, self.python.name, script)


def test_the_encoder_is_made_once_and_its_steps_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("scripts.setup.HOUSE", tmp_path)
    rasa = Pretended(tmp_path, f'echo "$@" >> {tmp_path}/called\nmkdir -p "$3"; printf "{key()}" > "$3/made-from"')

    setup._set_up_encoder(rasa, must=True)
    setup._set_up_encoder(rasa, must=True)

    folder = tmp_path / "var" / "nlu" / "encoder"
    assert (tmp_path / "called").read_text(encoding="utf-8") == f"-m nlu.encoder {folder}\n"
    assert capsys.readouterr().out.startswith("Setting up the sentence encoder, a download of 80 MB …\n")
    assert [setup._share(heard) for heard in ("", "Fetched.\n", "Fetched.\nBuilt.\n", "\n\n\n")] == [0, 0.8, 1, 1]


@pytest.mark.parametrize("older", [False, True])
def test_without_the_encoder_run_goes_on_and_says_what_is_lost_and_test_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], older: bool
) -> None:
    monkeypatch.setattr("scripts.setup.HOUSE", tmp_path)
    rasa = Pretended(tmp_path, "echo no network >&2; exit 1")
    if older:
        (tmp_path / "var" / "nlu" / "encoder").mkdir(parents=True)
        (tmp_path / "var" / "nlu" / "encoder" / "model.onnx").touch()

    setup._set_up_encoder(rasa, must=False)

    said = capsys.readouterr().err
    assert said.startswith("The sentence encoder could not be set up; the last step said:\nno network\nGoing on with")
    assert ("read less well" in said) != older
    assert "again with network" in said
    with pytest.raises(SetUpError, match="no network"):
        setup._set_up_encoder(rasa, must=True)


@pytest.mark.parametrize("own", ["", "/opt/encoder"])
def test_with_an_encoder_of_the_sites_own_none_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: str
) -> None:
    made: list[bool] = []
    monkeypatch.setattr("scripts.setup.HOUSE", tmp_path)
    monkeypatch.setenv("NLU_ENCODER", own)
    monkeypatch.setattr(Environment, "is_made", lambda _self: True)
    monkeypatch.setattr(setup, "_set_up_encoder", lambda _rasa, must: made.append(must))

    setup._set_up_rasa(lock=0, must=True)

    assert made == ([] if own else [True])


def test_one_set_up_waits_for_another(tmp_path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from scripts import setup\n"
        "setup.HOUSE = Path(sys.argv[1])\n"
        "with setup._alone():\n"
        "    mark = setup.HOUSE / 'inside'\n"
        "    mark.touch(exist_ok=False); time.sleep(0.5); mark.unlink()\n"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], cwd=HOUSE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]

    said = [process.communicate(timeout=30)[0] for process in both]

    assert [process.returncode for process in both] == [0, 0]
    assert sorted(said) == ["", "Another set-up is at work; waiting for it.\n"]


def pretend(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("pythons", "said"),
    [
        ({}, "Rapport needs Python 3.11 or newer. None was found. Install one"),
        (
            {"python3": 'case "$2" in *print*) echo 3.9.2;; *) exit 1;; esac', "python3.12": "exit 127"},
            "Rapport needs Python 3.11 or newer. Python 3.9.2 (python3) is too old. Install one",
        ),
        (
            {"python3.11": 'case "$2" in *print*) echo 3.11.2;; *venv*) exit 1;; esac'},
            "Python 3.11.2 (python3.11) has no venv; on Debian and Ubuntu: sudo apt install python3-venv.",
        ),
    ],
    ids=["none", "only an older one and a broken shim", "one without venv"],
)
def test_a_missing_python_is_one_clear_line(tmp_path: Path, pythons: dict[str, str], said: str) -> None:
    for name, script in pythons.items():
        pretend(tmp_path, name, script)
    pretend(tmp_path, "dirname", 'exec /usr/bin/dirname "$@"')

    done = subprocess.run(
        ["/bin/sh", str(SETUP), "run"], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_python_that_works_is_taken_before_a_shim_that_fails(tmp_path: Path) -> None:
    pretend(tmp_path, "python3.13", "exit 127")
    pretend(tmp_path, "python3.12", 'case "$1" in -m) echo "$@";; *) [ "${2#*print}" = "$2" ] || echo 3.12.0;; esac')
    pretend(tmp_path, "dirname", 'exec /usr/bin/dirname "$@"')

    done = subprocess.run(
        ["/bin/sh", str(SETUP), "bot"], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (0, "-m scripts.setup bot\n")
