"""Runs in place of .venv-nlu's Python: `-m nlu.start_rasa run …` serves, `-m nlu.training` trains. Standard library.

A model is a JSON file: `{"intent": what it reads in everything, "ready": whether it ever loads, "takes": seconds}`.
Who is started writes its pid, port and model to the file `started`.
"""

import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit


def option(name: str) -> str:
    """Return what was given as `--name value` or `--name=value`."""
    joined = next((given for given in sys.argv if given.startswith(f"{name}=")), None)
    return joined.partition("=")[2] if joined is not None else sys.argv[sys.argv.index(name) + 1]


class Rasa(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    model: dict[str, Any]

    def do_GET(self) -> None:
        self._say({}, 200 if self._is_known() and self.model["ready"] else 409)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        time.sleep(self.model["takes"])
        ranking = [{"name": self.model["intent"], "confidence": 1.0}]
        thresholds = {"understood": 0.5, "close": 0.1}
        answer = {"intent_ranking": ranking, "thresholds": thresholds, "requests": []}
        self._say(answer, 200 if self._is_known() else 401)

    def log_message(self, *_: object) -> None:
        """Nothing."""

    def _is_known(self) -> bool:
        return parse_qs(urlsplit(self.path).query).get("token") == [option("--auth-token")]

    def _say(self, answer: object, status: int) -> None:
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def serve() -> None:
    Rasa.model = json.loads(Path(option("--model")).read_text())
    with ThreadingHTTPServer((option("-i"), int(option("-p"))), Rasa) as server:
        with Path("started").open("a") as started:
            started.write(f"{os.getpid()} {server.server_port} {Rasa.model['intent']}\n")
        server.serve_forever()


if __name__ == "__main__":
    if "run" in sys.argv:
        serve()
    else:
        Path("trained").touch()
