"""Resolves both lists anew, with hashes, for every platform and without any registry's address: `make lock`.

Where packages come from is the resolver's own setting (uv reads UV_DEFAULT_INDEX and its like).
"""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
HEADER = "# Made by `make lock` from {source}; do not edit.\n"
COMMON = ("--universal", "--upgrade", "--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url")
LISTS = {
    "bot.txt": ("pyproject.toml", ("--group", "dev", "--python-version", "3.11")),
    "nlu.txt": ("requirements/nlu.in", ("--python-version", "3.10")),
}


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        subprocess.run([f"{folder}/bin/pip", "install", "--quiet", "uv"], check=True)
        for pins, (source, options) in LISTS.items():
            print(f"Resolving {source} …", flush=True)
            resolve = [f"{folder}/bin/uv", "pip", "compile", "--quiet", *COMMON, *options, source]
            done = subprocess.run(resolve, cwd=HOUSE, capture_output=True, text=True, check=False)
            if done.returncode:
                print(done.stderr, file=sys.stderr)
                return 1
            (HOUSE / "requirements" / pins).write_text(HEADER.format(source=source) + done.stdout, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
