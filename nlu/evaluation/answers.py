"""The model, asked as the server asks it, and what of its answers is judged."""

import asyncio
import contextlib
import logging
import os
import sys
import warnings
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from nlu.cleaning import clean
from nlu.serving import Home, python_command

Answer = dict[str, Any]
Parse = Callable[[str], Answer]


def loaded(home: Home, model: Path) -> Parse:
    """Load the model into this process, which has to be .venv-nlu's, in the environment that the server has."""
    os.environ.update(python_command(home).env)
    _quiet()
    with contextlib.redirect_stdout(sys.stderr):  # what Rasa says would stand in the middle of our answer
        agent = import_module("rasa.core.agent").Agent.load(str(model))

    def parse(text: str) -> Answer:
        answer: Answer = asyncio.run(agent.parse_message(clean(text)))
        return answer

    return parse


def _quiet() -> None:
    """Without its command line Rasa logs every text it reads; nlu.start_rasa says which warnings it turns on."""
    structlog = import_module("structlog")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    for module in ("sanic.app", "tensorflow", "matplotlib.fontconfig_pattern"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import_module(module)
    warnings.simplefilter("ignore", DeprecationWarning)


def requests_in(answer: Answer) -> Counter[str]:
    """Return the intents of the requests that are heard, each as it is likeliest meant.

    Whether one request is sure enough to act on is not asked here: how much is understood is judged by itself.
    """
    several = [request["intent"] for request in answer["requests"]]
    return Counter(several or [answer["intent_ranking"][0]["name"]])
