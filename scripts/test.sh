#!/bin/sh
# The model, which both sides need; then Rasa's side, in its own environment, and the rest last, so that the last line is the whole's.
cd "$(dirname "$0")/.." || exit 1

.venv/bin/care train || exit 1
.venv-nlu/bin/python -m pytest -q -c tests/nlu/pytest.ini --confcutdir tests tests/nlu || exit 1
exec .venv/bin/python -m pytest -q "$@"
