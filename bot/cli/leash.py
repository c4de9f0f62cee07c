"""Runs a command that ends when its starter does, even when that is killed with SIGKILL.

`python leash.py FD COMMAND…`: FD is the reading end of a pipe which only the starter can write to. When the starter is
gone, the pipe ends, and so does the whole process group. Standard library only, and started as a file: it is to cost
little. (PR_SET_PDEATHSIG would do on Linux alone, and for the direct child alone.)
"""

import os
import signal
import subprocess
import sys
import threading
from types import FrameType


def main() -> int:
    pipe, command = int(sys.argv[1]), sys.argv[2:]
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, _left_to_the_child)
    child = subprocess.Popen(command)
    threading.Thread(target=_end_with, args=(pipe,), daemon=True).start()
    code = child.wait()
    return code if code >= 0 else 128 - code


def _left_to_the_child(_number: int, _frame: FrameType | None) -> None:
    """The signal goes to the group, so the child has it too; a handler, unlike "ignore", does not outlive exec."""


def _end_with(pipe: int) -> None:
    while os.read(pipe, 1):
        pass
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
