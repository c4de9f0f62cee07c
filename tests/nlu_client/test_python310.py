from pathlib import Path

import pytest

from nlu import python310
from nlu.python310 import Python310MissingError, find_python310

GOOD = "#!/bin/sh\nexit 0\n"
BROKEN_SHIM = "#!/bin/sh\necho 'pyenv: python3.10: command not found' >&2\nexit 127\n"


def program(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    path.chmod(0o755)
    return path


@pytest.fixture(autouse=True)
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which nothing is installed but what a test puts there."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))


def test_the_setting_alone_counts_when_given(tmp_path: Path) -> None:
    program(tmp_path / "bin" / "python3.10", GOOD)
    chosen = program(tmp_path / "mine" / "python", GOOD)
    assert find_python310(str(chosen)) == chosen
    with pytest.raises(Python310MissingError, match="NLU_PYTHON is /no/such"):
        find_python310("/no/such")


def test_a_setting_that_does_not_run_is_not_believed(tmp_path: Path) -> None:
    shim = program(tmp_path / "shim", BROKEN_SHIM)
    with pytest.raises(Python310MissingError, match="not a working Python"):
        find_python310(str(shim))


def test_a_broken_shim_on_the_path_does_not_hide_a_real_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "shims" / "python3.10", BROKEN_SHIM)
    real = program(tmp_path / "bin" / "python3.10", GOOD)
    monkeypatch.setenv("PATH", f"{tmp_path / 'shims'}:{tmp_path / 'bin'}")
    assert find_python310() == real


def test_behind_a_broken_shim_pyenv_s_own_folder_is_searched(tmp_path: Path) -> None:
    program(tmp_path / "bin" / "python3.10", BROKEN_SHIM)
    program(tmp_path / "pyenv" / "versions" / "3.11.4" / "bin" / "python3.11", GOOD)
    real = program(tmp_path / "pyenv" / "versions" / "3.10.13" / "bin" / "python3.10", GOOD)
    assert find_python310() == real


def test_uv_is_asked_last(tmp_path: Path) -> None:
    real = program(tmp_path / "uv-pythons" / "python3.10", GOOD)
    program(tmp_path / "bin" / "uv", f'#!/bin/sh\n[ "$1 $2 $3" = "python find 3.10" ] && echo {real}\n')
    assert find_python310() == real


def test_uv_installs_one_only_when_allowed(tmp_path: Path) -> None:
    real = tmp_path / "uv-pythons" / "python3.10"
    real.parent.mkdir()
    make = f"printf '#!/bin/sh\\nexit 0\\n' > {real}; /bin/chmod 755 {real}"
    program(
        tmp_path / "bin" / "uv",
        f"#!/bin/sh\ncase $2 in install) {make};; find) [ -e {real} ] && echo {real};; esac\n",
    )
    with pytest.raises(Python310MissingError):
        find_python310()
    assert find_python310(may_install=True) == real


def test_nothing_found_says_what_was_tried_and_the_remedy(tmp_path: Path) -> None:
    shim = program(tmp_path / "bin" / "python3.10", BROKEN_SHIM)
    with pytest.raises(Python310MissingError) as caught:
        find_python310()
    said = str(caught.value)
    assert f"{shim} does not work" in said
    assert "no uv on PATH" in said
    assert said.endswith(python310.REMEDY)
    assert "\n" not in said
