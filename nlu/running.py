"""Runs a command to its end. Imports no Rasa."""

import subprocess

from nlu.serving import Command

SAID_AT_THE_END = 2_000  # characters of what it printed that are worth showing when it fails


class RasaError(Exception):
    """Its text is the end of what Rasa printed."""


def run(command: Command) -> str:
    """Return what the command printed.

    Raises:
        RasaError: if it fails.
    """
    done = subprocess.run(
        command.argv, env=command.env, cwd=command.folder, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RasaError((done.stderr + done.stdout)[-SAID_AT_THE_END:])
    return done.stdout
